"""The kiosk application: one display for each screen, the input filter and the staff access."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.kiosk.access.pin_store import PinStore
from app.kiosk.access.staff_access import StaffAccess
from app.kiosk.access.unlock_gesture import EscapeGesture
from app.kiosk.config import CONFIG_FILE, KioskConfig
from app.kiosk.debounce import press_position
from app.kiosk.display import KioskDisplay
from app.kiosk.input_filter import InputFilter
from app.kiosk.metrics.prometheus import MetricsExporter
from app.kiosk.metrics.status import KioskStatus
from app.kiosk.overlays.calibration import CalibrationPage
from app.kiosk.overlays.cleaning import CleaningMode
from app.kiosk.overlays.status_page import StatusPage
from app.kiosk.screens import KioskScreens
from app.kiosk.window import KioskWindow
from app.support.exit_codes import ExitCode
from app.support.read_file import UnreadableFileError
from app.support.validation_errors import ContentError
from app.widgets.dialog_role import install_dialog_role
from app.widgets.single_shot import single_shot

_SETTLE_MS = 300
_DELETE_ON_CLOSE = Qt.WidgetAttribute.WA_DeleteOnClose
_EXIT_OF_ACTION = {
    "leave": ExitCode.OK,
    "restart": ExitCode.RESTART,
    "off": ExitCode.SHUT_DOWN,
}
_log = logging.getLogger(__name__)
DisplayFactory = Callable[[str], KioskDisplay]


@dataclass(frozen=True, slots=True)
class KioskServices:
    """What the application needs from its builder, so that it reads no file and no atlas itself.

    Args:
        make_display: creates the display for the screen with a given name.
        read_status: the current status, with plain names of regions and topics.
        save_calibration: writes the pixels per millimetre of the screen with a given name.
    """

    make_display: DisplayFactory
    read_status: Callable[[], KioskStatus]
    save_calibration: Callable[[str, float], None]


class KioskApplication(QObject):
    """Owns the input filter, the list of screens, and the display and staff access of each screen.

    Signals:
        ended: the kiosk has to end, with this ExitCode.
        display_added: the new KioskDisplay of a screen that was connected.
    """

    ended = Signal(object)
    display_added = Signal(object)

    def __init__(
        self,
        config: KioskConfig,
        pins: PinStore,
        services: KioskServices,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._config, self._pins, self._services = config, pins, services
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        install_dialog_role()
        self.input_filter = InputFilter(app, self.on_activity, self.is_debounced)
        self.cleaning = CleaningMode(self.input_filter, self)
        self.escape_gesture = EscapeGesture(self, clock)
        self.staff_access: dict[KioskDisplay, StaffAccess] = {}
        self.screens = KioskScreens(config.screens, self)
        self._screens_timer = single_shot(self, _SETTLE_MS, self.show)
        self._exporter: MetricsExporter | None = None
        self.input_filter.key_accepted.connect(self.escape_gesture.on_key)
        self.escape_gesture.recognized.connect(self._on_escape_gesture)
        self.screens.changed.connect(self._screens_timer.start)
        self.cleaning.ended.connect(self._on_cleaning_ended)
        self.update_displays()

    @property
    def displays(self) -> tuple[KioskDisplay, ...]:
        """One for each screen; at least one, even while no screen is connected."""
        return tuple(self.staff_access)

    @property
    def windows(self) -> tuple[KioskWindow, ...]:
        return tuple(display.window for display in self.displays)

    def show(self) -> None:
        """Cover every screen that the config allows."""
        self.update_displays()
        for display in self.displays:
            display.window.cover_screen(self.screens.find(display.screen))

    def update_displays(self) -> None:
        """Create displays for new screens and remove those whose screen is gone.

        A display without a screen is given to a new screen, so that the last one is never removed.
        """
        names = self.screens.names or (self.displays[0].screen if self.displays else "",)
        for display in self.displays:
            if display.screen not in names and len(self.displays) > 1:
                self._remove_display(display)
        free = [display for display in self.displays if display.screen not in names]
        for name in names:
            if name not in [display.screen for display in self.displays]:
                is_new = not free
                display = self._add_display(name) if is_new else free.pop()
                display.screen = name
                if is_new:
                    self.display_added.emit(display)

    def start_export(self, exporter: MetricsExporter) -> None:
        """Export the metrics now, and keep `exporter` running until the kiosk ends."""
        self._exporter = exporter
        exporter.write()

    def on_activity(self, watched: QObject) -> None:
        """Restart the idle timers of the display whose window received input."""
        window = watched.window() if isinstance(watched, QWidget) else None
        for display, access in self.staff_access.items():
            if display.window is window:
                access.on_activity()
                display.idle.on_activity()

    def is_debounced(self, watched: QObject, event: QEvent) -> bool:
        """Whether a press is ignored because the page has just changed.

        An ignored press still counts as activity.
        """
        display = next((one for one in self.displays if one.window.owns(watched)), None)
        if display is None or not display.debounce.blocks(watched, event):
            return False
        position = press_position(event)
        if position is not None:
            self.staff_access[display].on_activity()
            display.on_debounced_press(position)
        return True

    def reset_all(self) -> None:
        """Return every display to its idle overlay, after an unexpected error."""
        self.cleaning.stop()
        for display, access in self.staff_access.items():
            access.lock()
            display.idle.expire()
            display.reset()
            display.show_idle_overlay()

    def show_keypad(self) -> None:
        """Show the keypad on the display whose window has the keyboard focus."""
        self.staff_access[self._active_display()].show_keypad()

    def stop(self, how: ExitCode) -> None:
        """Stop all timers and emit `ended`; a second call does nothing."""
        if self.input_filter.allows_close:
            return
        self.input_filter.allows_close = True
        self.screens.stop()
        self._screens_timer.stop()
        self.cleaning.stop()
        for display, access in self.staff_access.items():
            access.idle_timer.stop()
            display.stop()
        if self._exporter is not None:
            self._exporter.stop()
        self.ended.emit(how)

    def _on_escape_gesture(self) -> None:
        if not self.staff_access[self._active_display()].is_open:
            self.show_keypad()

    def _active_display(self) -> KioskDisplay:
        window = QApplication.activeWindow()
        return next((one for one in self.displays if one.window is window), self.displays[0])

    def _add_display(self, name: str) -> KioskDisplay:
        display = self._services.make_display(name)
        access = StaffAccess(display, self._pins, may_shut_down=self._config.may_shut_down)
        access.action_selected.connect(self._on_action_selected)
        access.unlocked.connect(self._on_unlocked)
        self.input_filter.key_accepted.connect(display.window.search_sheet.on_real_key)
        self.staff_access[display] = access
        return display

    def _remove_display(self, display: KioskDisplay) -> None:
        access = self.staff_access.pop(display)
        access.idle_timer.stop()
        display.stop()
        display.window.hide()
        display.window.deleteLater()
        display.deleteLater()

    def _on_unlocked(self, name: str) -> None:
        _log.warning("staff member %s unlocked the staff menu", name)

    def _on_action_selected(self, key: str) -> None:
        """Carry out an action of the staff menu, on the display where it was selected."""
        _log.warning("staff menu action: %s", key)
        sender = self.sender()
        display = next(one for one, access in self.staff_access.items() if access is sender)
        if key in _EXIT_OF_ACTION:
            self.stop(_EXIT_OF_ACTION[key])
        elif key == "clean":
            self.staff_access[display].idle_timer.stop()
            self.cleaning.start(self.displays)
        else:
            show = self._show_status if key == "status" else self._show_calibration
            try:
                show(display)
            except OSError as error:
                _log.warning("a staff page cannot be shown: %s", error)
                message = self.tr("The page cannot be shown ({reason}).")
                reason = error.strerror or error
                self.staff_access[display].show_menu(message.format(reason=reason))

    def _on_cleaning_ended(self) -> None:
        for access in self.staff_access.values():
            access.close()

    def _show_status(self, display: KioskDisplay) -> None:
        status = self._services.read_status()
        page = StatusPage(display.window, display.workspace.theme)
        page.setAttribute(_DELETE_ON_CLOSE)
        page.show_status(status)
        page.closed.connect(self.staff_access[display].show_menu)
        display.show_overlay(page)
        page.focus_first()

    def _show_calibration(self, display: KioskDisplay) -> None:
        page = CalibrationPage(display.window, display.workspace.theme)
        page.setAttribute(_DELETE_ON_CLOSE)
        ratio = display.window.devicePixelRatioF()
        page.start(self._config.pixels_per_mm.get(display.screen, 0.0) / ratio)
        page.calibrated.connect(self._on_calibrated)
        page.cancelled.connect(self.staff_access[display].show_menu)
        display.show_overlay(page)
        page.focus_first()

    def _on_calibrated(self, per_mm: float) -> None:
        """Save the calibration and restart, because it changes the size of everything."""
        page = self.sender()
        display = self._display_of(page)
        ratio = display.window.devicePixelRatioF()
        try:
            self._services.save_calibration(display.screen, round(per_mm * ratio, 3))
        except (OSError, ContentError) as error:
            _log.warning("the calibration cannot be saved: %s", error)
            if isinstance(page, CalibrationPage):
                page.show_message(self._save_error_text(error))
            return
        self.stop(ExitCode.RESTART)

    def _save_error_text(self, error: OSError | ContentError) -> str:
        """One sentence: what is wrong with the config file, and what to do about it."""
        if isinstance(error, UnreadableFileError):
            message = self.tr("{file} cannot be used: {reason}; {fix}, then try again.")
            return message.format(file=CONFIG_FILE, reason=error.reason, fix=error.fix)
        if isinstance(error, OSError):
            message = self.tr(
                "{file} cannot be saved ({reason}): make room, or let this account write there."
            )
            return message.format(file=CONFIG_FILE, reason=error.strerror or error)
        message = self.tr("{file} has a mistake; correct it, then try again: {first}.")
        return message.format(file=CONFIG_FILE, first=error.errors[0])

    def _display_of(self, widget: QObject | None) -> KioskDisplay:
        window = widget.window() if isinstance(widget, QWidget) else None
        return next((one for one in self.displays if one.window is window), self.displays[0])
