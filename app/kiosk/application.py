"""A kiosk put together: its stations, its closed door, and the keepers who know the way in."""

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
from app.widgets.event_loop import single_shot

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
    """What a house can do but does not know how: make a station, tell how it is, keep a measure."""

    make_display: DisplayFactory
    read_status: Callable[[], KioskStatus]
    save_calibration: Callable[[str, float], None]


class KioskApplication(QObject):
    """One kiosk, with a station for each screen it may use.

    Signals:
        ended: the ExitCode.
        put_up: the Station of a screen that has come.
    """

    ended = Signal(object)
    display_added = Signal(object)

    def __init__(
        self,
        config: KioskConfig,
        book: PinStore,
        hands: KioskServices,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._config, self._pins, self._services = config, book, hands
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
        """One for each screen; at least one, even where there is no screen at the moment."""
        return tuple(self.staff_access)

    @property
    def windows(self) -> tuple[KioskWindow, ...]:
        return tuple(station.window for station in self.staff_access)

    def show(self) -> None:
        """Covers every screen it may use."""
        self.update_displays()
        for station in self.displays:
            station.window.cover_screen(self.screens.find(station.screen))

    def update_displays(self) -> None:
        """Makes stations for new screens, and takes down those whose screen has gone."""
        names = self.screens.names or (self.displays[0].screen if self.staff_access else "",)
        for station in self.displays:
            if station.screen not in names and len(self.staff_access) > 1:
                self._remove_display(station)
        free = [one for one in self.displays if one.screen not in names]
        for name in names:
            if name not in [station.screen for station in self.displays]:
                is_new = not free
                station = self._add_display(name) if is_new else free.pop()
                station.screen = name
                if is_new:
                    self.display_added.emit(station)

    def start_export(self, reporter: MetricsExporter) -> None:
        """Lets a reporter tell how it is, now and until the end."""
        self._exporter = reporter
        reporter.write()

    def on_activity(self, watched: QObject) -> None:
        """Somebody did something to a window, or to a part of it."""
        window = watched.window() if isinstance(watched, QWidget) else None
        for station, door in self.staff_access.items():
            if station.window is window:
                door.on_activity()
                station.idle.on_activity()

    def is_debounced(self, watched: QObject, event: QEvent) -> bool:
        """Whether a touch is ignored because its page has just changed; it is a sign of life."""
        station = next((one for one in self.displays if one.window.owns(watched)), None)
        if station is None or not station.debounce.blocks(watched, event):
            return False
        at = press_position(event)
        if at is not None:
            self.staff_access[station].on_activity()
            station.on_debounced_press(at)
        return True

    def reset_all(self) -> None:
        """Back to the invitation everywhere: something went wrong."""
        self.cleaning.stop()
        for station, door in self.staff_access.items():
            door.lock()
            station.idle.expire()
            station.reset()
            station.show_idle_overlay()

    def show_keypad(self) -> None:
        """Shows the keypad where the keyboard is."""
        self.staff_access[self._active_display()].show_keypad()

    def stop(self, how: ExitCode) -> None:
        """Lets the program end; from now on nothing happens by itself."""
        if self.input_filter.allows_close:
            return
        self.input_filter.allows_close = True
        self.screens.stop()
        self._screens_timer.stop()
        self.cleaning.stop()
        for station, door in self.staff_access.items():
            door.idle_timer.stop()
            station.stop()
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
        station = self._services.make_display(name)
        door = StaffAccess(station, self._pins, may_shut_down=self._config.may_shut_down)
        door.action_selected.connect(self._on_action_selected)
        door.unlocked.connect(self._on_unlocked)
        self.staff_access[station] = door
        return station

    def _remove_display(self, station: KioskDisplay) -> None:
        door = self.staff_access.pop(station)
        door.idle_timer.stop()
        station.stop()
        station.window.hide()
        station.window.deleteLater()
        station.deleteLater()

    def _on_unlocked(self, name: str) -> None:
        _log.warning("the keeper %s came in", name)

    def _on_action_selected(self, key: str) -> None:
        """What a keeper wants, at whichever station the keeper stands."""
        _log.warning("a keeper picked: %s", key)
        door = self.sender()
        station = next(one for one, its in self.staff_access.items() if its is door)
        if key in _EXIT_OF_ACTION:
            self.stop(_EXIT_OF_ACTION[key])
        elif key == "clean":
            self.staff_access[station].idle_timer.stop()
            self.cleaning.start(self.displays)
        else:
            show = self._show_status if key == "health" else self._show_calibration
            try:
                show(station)
            except OSError as error:
                _log.warning("the page cannot be shown: %s", error)
                words = self.tr("The page cannot be shown ({why}).")
                self.staff_access[station].show_menu(words.format(why=error.strerror or error))

    def _on_cleaning_ended(self) -> None:
        for door in self.staff_access.values():
            door.close()

    def _show_status(self, station: KioskDisplay) -> None:
        facts = self._services.read_status()
        page = StatusPage(station.window, station.workspace.theme)
        page.setAttribute(_DELETE_ON_CLOSE)
        page.show_status(facts)
        page.closed.connect(self.staff_access[station].show_menu)
        station.show_overlay(page)
        page.focus_first()

    def _show_calibration(self, station: KioskDisplay) -> None:
        page = CalibrationPage(station.window, station.workspace.theme)
        page.setAttribute(_DELETE_ON_CLOSE)
        ratio = station.window.devicePixelRatioF()
        page.start(self._config.pixels_per_mm.get(station.screen, 0.0) / ratio)
        page.calibrated.connect(self._on_calibrated)
        page.cancelled.connect(self.staff_access[station].show_menu)
        station.show_overlay(page)
        page.focus_first()

    def _on_calibrated(self, per_mm: float) -> None:
        """Keeps it and starts again, since everything is of another size now."""
        page = self.sender()
        station = self._display_of(page)
        ratio = station.window.devicePixelRatioF()
        try:
            self._services.save_calibration(station.screen, round(per_mm * ratio, 3))
        except (OSError, ContentError) as error:
            _log.warning("the measure cannot be kept: %s", error)
            if isinstance(page, CalibrationPage):
                page.show_message(self._save_error_text(error))
            return
        self.stop(ExitCode.RESTART)

    def _save_error_text(self, error: OSError | ContentError) -> str:
        """One sentence: what is wrong with the file of rules, and what to do."""
        if isinstance(error, UnreadableFileError):
            words = self.tr("{file} cannot be used: {wrong}; {mend}, then try again.")
            return words.format(file=CONFIG_FILE, wrong=error.reason, mend=error.fix)
        if isinstance(error, OSError):
            words = self.tr(
                "{file} cannot be saved ({why}): make room, or let this account write there."
            )
            return words.format(file=CONFIG_FILE, why=error.strerror or error)
        words = self.tr("{file} has a mistake; correct it, then try again: {first}.")
        return words.format(file=CONFIG_FILE, first=error.errors[0])

    def _display_of(self, scene: QObject | None) -> KioskDisplay:
        window = scene.window() if isinstance(scene, QWidget) else None
        return next((one for one in self.displays if one.window is window), self.displays[0])
