"""The command `kiosk`: one window for visitors, until a keeper or the system ends it."""

from __future__ import annotations

import getpass
import logging
import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QTimer

from app.arguments import Options, UsageError
from app.atlases import open_atlas
from app.beginning import first_showing
from app.content.shelf import OpenAtlas
from app.exploring import CrashCarrier
from app.kiosk.house import Exit, KioskHouse
from app.kiosk.pins import PinBook, PinError
from app.kiosk.rules import KioskFiles, KioskRules, read_rules
from app.kiosk.surroundings import hostile
from app.qt import start_qt
from app.session.session import Session
from app.session.settings import Settings
from app.session.showing import Showing
from app.stage.stage import Stage, Wardrobe
from app.support.crash import Crash, CrashWatch
from app.support.faults import end_watch, watch_faults
from app.support.memory import settle
from app.support.paths import Paths, assets
from app.support.signals import EndingSignals
from app.support.version import VERSION

_MOTION_MS, _SETTLED_MS = 150, 1500
_log = logging.getLogger(__name__)


def set_pin(paths: Paths) -> int:
    """Asks at a terminal for a keeper's name and PIN, and keeps it.

    Raises:
        UsageError: it is no good PIN, or the two differ.
        OSError: it cannot be written.
    """
    try:
        book = PinBook(KioskFiles.beside(paths.settings).pins)
        sys.stdout.write("Keeper's name: ")
        sys.stdout.flush()
        name = sys.stdin.readline().strip()
        first = getpass.getpass("PIN, 6 to 12 digits: ")
        if getpass.getpass("The same again: ") != first:
            raise UsageError("the two PINs differ: nothing was changed")
        book.set(name, first)
    except PinError as error:
        raise UsageError(str(error)) from None
    sys.stdout.write(f"The PIN of {name} is set. Keepers: {', '.join(book.names)}.\n")
    return 0


def kiosk(options: Options, paths: Paths) -> int:
    """Shows the kiosk until it is ended; returns the Exit.

    Raises:
        UsageError: no PIN is set, or the surroundings are hostile.
        ContentError: the rules or the atlas have mistakes.
    """
    files = KioskFiles.beside(paths.settings)
    rules, book = read_rules(files.rules), opened(files)
    if found := hostile(os.environ):
        raise UsageError(f"a kiosk does not start with {', '.join(found)} set: unset it")
    atlas = open_atlas(options.atlas)
    showing = kiosk_showing(atlas, options, rules)
    app, messages = start_qt()
    house = build_house(atlas, showing, rules, book)
    house.ended.connect(app.exit)
    carrier, ending = CrashCarrier(), EndingSignals()
    keeper = _Watch(house)
    carrier.told.connect(keeper.recover)
    ending.ending_asked.connect(keeper.leave)
    watch, faults = CrashWatch(carrier.tell), watch_faults(paths.logs)
    watch.install()
    house.show()
    QTimer.singleShot(_SETTLED_MS, settle)
    code = app.exec()
    watch.remove()
    end_watch(faults)
    ending.close()
    messages.remove()
    return code


class _Watch:
    """What happens to a kiosk from outside."""

    def __init__(self, house: KioskHouse) -> None:
        self._house = house

    def recover(self, crash: Crash) -> None:
        """Back to the start scene: the visitor sees no more of it."""
        _log.warning("back to the start after: %s", crash.sentence)
        self._house.idle.leave()

    def leave(self, _number: object) -> None:
        """The system wants it to end."""
        self._house.stop(Exit.LEFT)


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


def kiosk_showing(atlas: OpenAtlas, options: Options, rules: KioskRules) -> Showing:
    """What every visitor sees first; a flag counts more than the rules.

    Raises:
        UsageError: the atlas does not have what is asked for.
    """
    usual = Settings(
        theme=rules.theme,
        text_size=rules.size_of_text,
        figure=rules.figure,
        build=rules.build,
        skin=rules.skin,
        country=rules.country,
    )
    return first_showing(atlas, options, usual)


def build_house(
    atlas: OpenAtlas,
    showing: Showing,
    rules: KioskRules,
    book: PinBook,
    clock: Callable[[], float] = time.monotonic,
) -> KioskHouse:
    """A kiosk over an atlas; it shows nothing yet."""
    wardrobe = Wardrobe.of(assets(), _MOTION_MS)
    stage = Stage(atlas, Session(showing), wardrobe, VERSION, at_desk=False)
    return KioskHouse(stage, atlas, rules, book, clock)
