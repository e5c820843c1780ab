"""The command `kiosk`: one window for visitors, until a keeper or the system ends it."""

from __future__ import annotations

import getpass
import logging
import os
import sys
from dataclasses import replace

from app.atlas.loader import OpenAtlas
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options, UsageError
from app.bootstrap.qt_app import start_qt
from app.kiosk.access.pin_store import PinBook, PinError
from app.kiosk.application import KioskHouse
from app.kiosk.builder import Kit, build_house, counts_of, kiosk_showing, magnify
from app.kiosk.config import KioskFiles, KioskRules, read_rules
from app.kiosk.preflight.environment import leave_bus_alone
from app.kiosk.run import KioskRun, RunTimes
from app.kiosk.safe_mode import SafeMode, diagnosed, window_alone
from app.kiosk.supervision.command import refuse_hostile
from app.support.paths import Paths

_log = logging.getLogger(__name__)


def set_pin(paths: Paths) -> int:
    """Asks for a keeper's name and PIN, unseen at a terminal, and keeps it.

    Raises:
        UsageError: it is no good PIN, or the two differ.
        OSError: it cannot be written.
    """
    try:
        book = PinBook(KioskFiles.beside(paths.settings).pins)
        name = _answer("Keeper's name: ")
        unseen = getpass.getpass if sys.stdin.isatty() else _answer
        first = unseen("PIN, 6 to 12 digits: ")
        if unseen("The same again: ") != first:
            raise UsageError("the two PINs differ: nothing was changed")
        book.set(name, first)
    except PinError as error:
        raise UsageError(str(error)) from None
    sys.stdout.write(f"The PIN of {name} is set. Keepers: {', '.join(book.names)}.\n")
    return 0


def _answer(words: str) -> str:
    """A line that is typed, or piped in by whoever sets up many machines."""
    sys.stdout.write(words)
    sys.stdout.flush()
    return sys.stdin.readline().strip()


def kiosk(options: Options, paths: Paths, times: RunTimes | None = None) -> int:
    """Shows the kiosk until it is ended; returns the Exit.

    Raises:
        UsageError: no PIN is set, the surroundings are hostile, or a kiosk is running already.
        ContentError: the rules or the atlas have mistakes.
    """
    refuse_hostile(os.environ)
    leave_bus_alone(os.environ)
    with KioskRun(paths, times) as run:
        if options.safe or run.verdict.is_safe:
            return _safe(run, options, paths)
        return _usual(run, options, paths)


def _usual(run: KioskRun, options: Options, paths: Paths) -> int:
    files = KioskFiles.beside(paths.settings)
    rules, book = read_rules(files.rules), opened(files)
    atlas = open_atlas(options.atlas)
    showing = kiosk_showing(atlas, options, rules)
    magnify(rules, os.environ)
    app, messages = start_qt()
    counts = counts_of(rules, files.counts)
    past = run.past(is_safe=False)
    kit = Kit(atlas, showing, rules, book, files, paths, past, counts, lag=run.lag)
    house = build_house(kit)
    house.show()
    code = run.go(app, house, house.start_over)
    messages.remove()
    return code


def _safe(run: KioskRun, options: Options, paths: Paths) -> int:
    """The atlas that ships and rules of nobody's, behind a diagnosis; else the diagnosis alone."""
    app, messages = start_qt()
    lasts_ms = 0 if options.safe else run.times.safe_ms
    try:
        house, atlas = _safe_house(run, paths)
    except Exception as error:
        # Whatever it is: a screen that says so is better than none.
        _log.exception("safe mode cannot show the visitors' atlas")
        diagnosis = diagnosed(run.verdict.last, None, error)
        window = window_alone(app, diagnosis, run.times.safe_ms)
        window.cover()
        code = run.go(app, window, window.update)
    else:
        diagnosis = replace(diagnosed(run.verdict.last, atlas, None), tries_again=bool(lasts_ms))
        mode = SafeMode(house, diagnosis, lasts_ms)
        house.show()
        code = run.go(app, house, house.start_over)
        mode.end()
    messages.remove()
    return code


def _safe_house(run: KioskRun, paths: Paths) -> tuple[KioskHouse, OpenAtlas]:
    files, rules = KioskFiles.beside(paths.settings), KioskRules()
    book, atlas = opened(files), open_atlas(None)
    showing = kiosk_showing(atlas, Options(), rules)
    past = run.past(is_safe=True)
    return build_house(Kit(atlas, showing, rules, book, files, paths, past, lag=run.lag)), atlas


def opened(files: KioskFiles) -> PinBook:
    """The book of PINs.

    Raises:
        UsageError: there is none, or it cannot be read.
    """
    try:
        book = PinBook(files.pins)
    except PinError as error:
        raise UsageError(str(error)) from None
    if not book.names:
        raise UsageError("no keeper has a PIN: set one first, with back-atlas kiosk --set-pin")
    return book
