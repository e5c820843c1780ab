"""Puts the program together: Qt's application, the atlas, the window, and what watches them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.arguments import Options
from app.atlases import Found, open_or_shipped
from app.beginning import first_showing, without_flags
from app.content.atlas import Mistake
from app.explore.window import ExploreWindow
from app.look.fonts import load_fonts
from app.session.session import Session
from app.session.settings import Settings, read_settings, write_settings
from app.stage.stage import Stage, Wardrobe
from app.support.crash import Crash, CrashWatch
from app.support.faults import end_watch, watch_faults
from app.support.paths import Paths, assets
from app.support.qt_messages import QtMessages
from app.support.signals import EndingSignals
from app.support.version import VERSION

_MOTION_MS = 150
_SHOWN_MISTAKES = 8
_log = logging.getLogger(__name__)


def start_qt() -> tuple[QApplication, QtMessages]:
    """Makes Qt's application; a missing display or library ends the process with a sentence."""
    messages = QtMessages()
    messages.install()
    app = QApplication(["back-atlas"])
    app.setApplicationName("back-atlas")
    app.setApplicationDisplayName("Back Atlas")
    app.setApplicationVersion(VERSION)
    app.setStyle("Fusion")
    for file in load_fonts(assets() / "fonts"):
        _log.warning("the font %s cannot be read", file)
    return app, messages


def build_window(
    found: Found,
    options: Options,
    settings: Settings,
    *,
    keep: Callable[[Settings], None],
    motion_ms: int = _MOTION_MS,
) -> ExploreWindow:
    """The explore window over an atlas, as options and settings want it.

    Raises:
        UsageError: the atlas does not have what the options ask for.
    """
    session = Session(first_showing(found.atlas, options, settings))
    stage = Stage(found.atlas, session, Wardrobe.of(assets(), motion_ms), VERSION)
    if found.mistakes:
        stage.banner.tell(_banner_words(found.mistakes))
    width, height = options.size or (settings.width, settings.height)
    return ExploreWindow(stage, settings.sized(width, height), keep)


@dataclass(frozen=True, slots=True)
class Keeper:
    """Writes the settings at the end of a run, without the flags of this run."""

    paths: Paths
    options: Options
    stored: Settings

    def keep(self, kept: Settings) -> None:
        try:
            write_settings(self.paths.settings, without_flags(kept, self.options, self.stored))
        except OSError as error:
            _log.warning("the settings cannot be kept: %s", error)


def _banner_words(mistakes: tuple[Mistake, ...]) -> str:
    shown = [str(mistake) for mistake in mistakes[:_SHOWN_MISTAKES]]
    more = len(mistakes) - len(shown)
    rest = [f"... and {more} more: back-atlas check lists them all"] if more else []
    return "\n".join(["The atlas has mistakes; the one that ships is shown.", *shown, *rest])


class Teller(QObject):
    """Carries a crash from whatever thread it happened in to the window.

    Signals:
        told: the Crash.
    """

    told = Signal(object)

    def __init__(self, window: ExploreWindow, paths: Paths) -> None:
        super().__init__(window)
        self._window, self._paths = window, paths
        self.told.connect(self._show)

    def tell(self, crash: Crash) -> None:
        self.told.emit(crash)

    def _show(self, crash: Crash) -> None:
        self._window.stage.banner.tell(f"{crash.sentence} It was written to {self._paths.logs}.")


def explore(options: Options, paths: Paths) -> int:
    """Shows the window until it is closed."""
    found = open_or_shipped(options.atlas)
    settings = read_settings(paths.settings, _log.warning)
    first_showing(found.atlas, options, settings)  # an unknown id is told before a window opens
    app, messages = start_qt()
    window = build_window(found, options, settings, keep=Keeper(paths, options, settings).keep)
    watch = CrashWatch(Teller(window, paths).tell)
    watch.install()
    faults = watch_faults(paths.logs)
    signals = EndingSignals()
    signals.ending_asked.connect(window.close)
    window.show()
    try:
        return app.exec()
    finally:
        signals.close()
        end_watch(faults)
        watch.remove()
        messages.remove()
