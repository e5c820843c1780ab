"""Safe mode: the visitors' atlas behind a screen that says what is wrong, or that screen alone."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.atlas.loader import Atlas
from app.kiosk.application import KioskApplication
from app.kiosk.display import KioskDisplay
from app.kiosk.idle_timer import IdleState
from app.kiosk.input_filter import InputFilter
from app.kiosk.overlays.fault_page import FaultPage, FaultWindow
from app.kiosk.supervision import run_history
from app.kiosk.supervision.fault_code import FaultReport, fault_report
from app.kiosk.supervision.run_history import RunOutcome, RunRecord
from app.support.exit_codes import ExitCode
from app.support.paths import assets
from app.support.version import VERSION
from app.theme.theme import Theme, read_theme

_RETRY_MS = 1_000
_log = logging.getLogger(__name__)


class SafeMode(QObject):
    """Ends by itself after a while, with nobody there, so that the kiosk starts as usual again.

    `lasts_ms` 0: it was asked for, and lasts as long as the run.
    """

    def __init__(self, house: KioskApplication, diagnosis: FaultReport, lasts_ms: int) -> None:
        super().__init__()
        self._kiosk = house
        self._report = diagnosis
        self._posts = {
            station: FaultPageController(station, diagnosis) for station in house.displays
        }
        house.display_added.connect(self._on_display_added)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        if lasts_ms:
            self._timer.start(lasts_ms)

    @property
    def fault_pages(self) -> tuple[FaultPageController, ...]:
        """One for each screen."""
        return tuple(self._posts.values())

    def stop(self) -> None:
        """Waits for nothing more."""
        self._timer.stop()
        self._kiosk.display_added.disconnect(self._on_display_added)

    def _on_display_added(self, station: KioskDisplay) -> None:
        """A screen was plugged in: whoever stands there reads the same; those that went go."""
        there = {one: post for one, post in self._posts.items() if one in self._kiosk.displays}
        self._posts = {**there, station: FaultPageController(station, self._report)}

    def _on_timeout(self) -> None:
        """Takes the screen from nobody."""
        if all(station.idle.state is IdleState.IDLE for station in self._kiosk.displays):
            self._kiosk.stop(ExitCode.RESTART)
        else:
            self._timer.start(_RETRY_MS)


class FaultPageController(QObject):
    """Keeps the diagnosis on one screen until somebody there goes on to the atlas."""

    def __init__(self, station: KioskDisplay, diagnosis: FaultReport) -> None:
        super().__init__(station)
        self._display, self._has_continued = station, False
        self.page = FaultPage(station.window, station.workspace.theme, diagnosis)
        self.page.continue_requested.connect(self._on_continue)
        station.idle.changed.connect(self._on_presence)
        self._show()

    def _show(self) -> None:
        self._display.show_overlay(self.page)
        self.page.focus_first()

    def _on_continue(self) -> None:
        self._has_continued = True
        self._display.start_over()

    def _on_presence(self, presence: IdleState) -> None:
        if presence is IdleState.IDLE and not self._has_continued:
            self._show()


def current_fault_report(
    last: RunRecord | None, atlas: Atlas | None, error: Exception | None
) -> FaultReport:
    """What there is to say; what hinders safe mode itself counts more than what led to it."""
    at = run_history.current_boot_time()
    if error is not None:
        last = RunRecord(
            at, at, RunOutcome.REFUSED, str(error).splitlines()[0] if str(error) else ""
        )
    named = f"{atlas.id} {atlas.version}, {atlas.date}" if atlas is not None else ""
    return fault_report(last, VERSION, named, at)


def standalone_fault_window(
    app: QApplication, diagnosis: FaultReport, again_ms: int
) -> FaultWindow:
    """The screen where no atlas can be shown, closed in like any other."""
    window = FaultWindow(diagnosis, _read_light_theme(), again_ms)
    window.input_filter = InputFilter(app, _ignore_activity)
    window.input_filter.blocks_all = True
    return window


def _ignore_activity(_watched: QObject) -> None:
    """Nobody is waited for."""


def _read_light_theme() -> Theme | None:
    try:
        return read_theme(assets() / "themes", "light", 100)
    except (OSError, ValueError, KeyError) as error:
        _log.warning("no look can be read: %s", error)
        return None
