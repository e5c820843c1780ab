"""Safe mode: the shipped atlas and default config behind a fault page, or the fault page alone."""

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
from app.kiosk.supervision.fault_code import FaultReport, fault_report
from app.kiosk.supervision.run_history import RunOutcome, RunRecord, current_boot_time
from app.support.exit_codes import ExitCode
from app.support.paths import assets
from app.support.qt_signals import disconnect
from app.support.version import VERSION
from app.theme.theme import Theme, read_theme

_RETRY_MS = 1_000
_log = logging.getLogger(__name__)


class SafeMode(QObject):
    """Keeps a fault page on every display, and restarts the kiosk after a while.

    Args:
        kiosk: the kiosk application, with the shipped atlas and the default config.
        report: what the fault pages show.
        lasts_ms: how long safe mode lasts; 0 if staff asked for it, so that it does not end by
            itself.
    """

    def __init__(self, kiosk: KioskApplication, report: FaultReport, lasts_ms: int) -> None:
        super().__init__()
        self._kiosk, self._report = kiosk, report
        self._controllers = {
            display: FaultPageController(display, report) for display in kiosk.displays
        }
        kiosk.display_added.connect(self._on_display_added)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        if lasts_ms:
            self._timer.start(lasts_ms)

    def stop(self) -> None:
        """Stop the timer and leave new displays without a fault page."""
        self._timer.stop()
        disconnect(self._kiosk.display_added, self._on_display_added)

    def _on_display_added(self, display: KioskDisplay) -> None:
        """Show the fault page on a new display, and forget displays that were removed."""
        remaining = {
            one: controller
            for one, controller in self._controllers.items()
            if one in self._kiosk.displays
        }
        self._controllers = {**remaining, display: FaultPageController(display, self._report)}

    def _on_timeout(self) -> None:
        """Restart the kiosk; postpone it while someone is using a screen."""
        if all(display.idle.state is IdleState.IDLE for display in self._kiosk.displays):
            self._kiosk.stop(ExitCode.RESTART)
        else:
            self._timer.start(_RETRY_MS)


class FaultPageController(QObject):
    """Shows the fault page on one display, also after each visitor, until it is dismissed."""

    def __init__(self, display: KioskDisplay, report: FaultReport) -> None:
        super().__init__(display)
        self._display, self._has_continued = display, False
        self.page = FaultPage(display.window, display.workspace.theme, report)
        self.page.continue_requested.connect(self._on_continue)
        display.idle.changed.connect(self._on_idle_state)
        self._show()

    def _show(self) -> None:
        self._display.show_overlay(self.page)
        self.page.focus_first()

    def _on_continue(self) -> None:
        self._has_continued = True
        self._display.start_over()

    def _on_idle_state(self, state: IdleState) -> None:
        if state is IdleState.IDLE and not self._has_continued:
            self._show()


def current_fault_report(
    last: RunRecord | None, atlas: Atlas | None, error: Exception | None
) -> FaultReport:
    """Build the report of a fault page.

    Args:
        last: the last failed run, if one is known.
        atlas: the atlas that safe mode shows, None if none can be shown.
        error: why safe mode itself cannot show an atlas; it is reported instead of `last`.
    """
    now = current_boot_time()
    if error is not None:
        sentence = str(error).splitlines()[0] if str(error) else ""
        last = RunRecord(now, now, RunOutcome.REFUSED, sentence)
    atlas_name = f"{atlas.id} {atlas.version}, {atlas.date}" if atlas is not None else ""
    return fault_report(last, VERSION, atlas_name, now)


def standalone_fault_window(app: QApplication, report: FaultReport, retry_ms: int) -> FaultWindow:
    """The fault page as a window of its own, for when no atlas can be shown; it takes no input."""
    window = FaultWindow(report, _read_light_theme(), retry_ms)
    window.input_filter = InputFilter(app, _ignore_activity)
    window.input_filter.blocks_all = True
    return window


def _ignore_activity(_watched: QObject) -> None:
    """The fault window has no idle timer to restart."""


def _read_light_theme() -> Theme | None:
    try:
        return read_theme(assets() / "themes", "light", 100)
    except (OSError, ValueError, KeyError) as error:
        _log.warning("the light theme cannot be read: %s", error)
        return None
