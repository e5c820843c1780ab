"""The command `kiosk`: one window for visitors, until a keeper or the system ends it."""

from __future__ import annotations

import getpass
import logging
import os
import sys
from dataclasses import replace

from app.atlas.loader import Atlas
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options, UsageError
from app.bootstrap.qt_app import create_qt_app
from app.kiosk.access.pin_store import PinError, PinStore
from app.kiosk.application import KioskApplication
from app.kiosk.builder import (
    KioskDependencies,
    build_kiosk,
    initial_kiosk_showing,
    open_usage_counts,
    set_screen_scales,
)
from app.kiosk.config import KioskConfig, KioskFiles, read_config
from app.kiosk.preflight.environment import disable_bus_autolaunch
from app.kiosk.run import KioskRun, RunTimes
from app.kiosk.safe_mode import SafeMode, current_fault_report, standalone_fault_window
from app.kiosk.supervision.command import refuse_unsafe_environment
from app.support.paths import Paths

_log = logging.getLogger(__name__)


def set_pin(paths: Paths) -> int:
    """Asks for a keeper's name and PIN, unseen at a terminal, and keeps it.

    Raises:
        UsageError: it is no good PIN, or the two differ.
        OSError: it cannot be written.
    """
    try:
        book = PinStore(KioskFiles.beside_settings(paths.settings).pins)
        name = _ask("Keeper's name: ")
        unseen = getpass.getpass if sys.stdin.isatty() else _ask
        first = unseen("PIN, 6 to 12 digits: ")
        if unseen("The same again: ") != first:
            raise UsageError("the two PINs differ: nothing was changed")
        book.set_pin(name, first)
    except PinError as error:
        raise UsageError(str(error)) from None
    sys.stdout.write(f"The PIN of {name} is set. Keepers: {', '.join(book.names)}.\n")
    return 0


def _ask(words: str) -> str:
    """A line that is typed, or piped in by whoever sets up many machines."""
    sys.stdout.write(words)
    sys.stdout.flush()
    return sys.stdin.readline().strip()


def run_kiosk(options: Options, paths: Paths, times: RunTimes | None = None) -> int:
    """Shows the kiosk until it is ended; returns the Exit.

    Raises:
        UsageError: no PIN is set, the surroundings are hostile, or a kiosk is running already.
        ContentError: the rules or the atlas have mistakes.
    """
    refuse_unsafe_environment(os.environ)
    disable_bus_autolaunch(os.environ)
    with KioskRun(paths, times) as run:
        if options.safe or run.decision.needs_safe_mode:
            return _run_safe_mode(run, options, paths)
        return _run_normal(run, options, paths)


def _run_normal(run: KioskRun, options: Options, paths: Paths) -> int:
    files = KioskFiles.beside_settings(paths.settings)
    config, book = read_config(files.config), open_pin_store(files)
    atlas = open_atlas(options.atlas)
    showing = initial_kiosk_showing(atlas, options, config)
    set_screen_scales(config, os.environ)
    app, messages = create_qt_app()
    counts = open_usage_counts(config, files.counts)
    past = run.restart_summary(is_safe=False)
    kit = KioskDependencies(
        atlas, showing, config, book, files, paths, past, counts, loop_lag=run.loop_lag
    )
    house = build_kiosk(kit)
    house.show()
    code = run.run_event_loop(app, house, house.reset_all)
    messages.remove()
    return code


def _run_safe_mode(run: KioskRun, options: Options, paths: Paths) -> int:
    """The atlas that ships and rules of nobody's, behind a diagnosis; else the diagnosis alone."""
    app, messages = create_qt_app()
    lasts_ms = 0 if options.safe else run.times.safe_mode_ms
    try:
        house, atlas = _build_safe_kiosk(run, paths)
    except Exception as error:
        # Whatever it is: a screen that says so is better than none.
        _log.exception("safe mode cannot show the visitors' atlas")
        diagnosis = current_fault_report(run.decision.last_failure, None, error)
        window = standalone_fault_window(app, diagnosis, run.times.safe_mode_ms)
        window.cover_screen()
        code = run.run_event_loop(app, window, window.update)
    else:
        diagnosis = replace(
            current_fault_report(run.decision.last_failure, atlas, None),
            leaves_safe_mode=bool(lasts_ms),
        )
        mode = SafeMode(house, diagnosis, lasts_ms)
        house.show()
        code = run.run_event_loop(app, house, house.reset_all)
        mode.stop()
    messages.remove()
    return code


def _build_safe_kiosk(run: KioskRun, paths: Paths) -> tuple[KioskApplication, Atlas]:
    files, config = KioskFiles.beside_settings(paths.settings), KioskConfig()
    book, atlas = open_pin_store(files), open_atlas(None)
    showing = initial_kiosk_showing(atlas, Options(), config)
    past = run.restart_summary(is_safe=True)
    return build_kiosk(
        KioskDependencies(atlas, showing, config, book, files, paths, past, loop_lag=run.loop_lag)
    ), atlas


def open_pin_store(files: KioskFiles) -> PinStore:
    """The book of PINs.

    Raises:
        UsageError: there is none, or it cannot be read.
    """
    try:
        book = PinStore(files.pins)
    except PinError as error:
        raise UsageError(str(error)) from None
    if not book.names:
        raise UsageError("no keeper has a PIN: set one first, with back-atlas kiosk --set-pin")
    return book
