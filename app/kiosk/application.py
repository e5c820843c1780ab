"""A kiosk put together: its stations, its closed door, and the keepers who know the way in."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.kiosk.access.pin_store import PinBook
from app.kiosk.access.staff_access import Door
from app.kiosk.access.unlock_gesture import EscapePath
from app.kiosk.config import FILE, KioskRules
from app.kiosk.debounce import first_touched
from app.kiosk.display import Station
from app.kiosk.input_filter import InputGuard
from app.kiosk.metrics.prometheus import Reporter
from app.kiosk.metrics.status import KioskFacts
from app.kiosk.overlays.calibration import MeasureScene
from app.kiosk.overlays.cleaning import Cleaning
from app.kiosk.overlays.status_page import HealthScene
from app.kiosk.screens import Screens
from app.kiosk.supervision.protocol import Exit
from app.kiosk.window import KioskWindow
from app.support.read_file import NotTakenError
from app.support.validation_errors import ContentError
from app.widgets.dialog_role import install_dialog_role
from app.widgets.event_loop import later

_SOON_MS = 300
_GOES = Qt.WidgetAttribute.WA_DeleteOnClose
_EXITS = {"leave": Exit.LEFT, "restart": Exit.RESTART, "off": Exit.SHUT_DOWN}
_log = logging.getLogger(__name__)
Make = Callable[[str], Station]


@dataclass(frozen=True, slots=True)
class Hands:
    """What a house can do but does not know how: make a station, tell how it is, keep a measure."""

    make: Make
    facts: Callable[[], KioskFacts]
    keep_measure: Callable[[str, float], None]


class KioskHouse(QObject):
    """One kiosk, with a station for each screen it may use.

    Signals:
        ended: the Exit.
        put_up: the Station of a screen that has come.
    """

    ended = Signal(object)
    put_up = Signal(object)

    def __init__(
        self,
        rules: KioskRules,
        book: PinBook,
        hands: Hands,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._rules, self._book, self._hands = rules, book, hands
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        install_dialog_role()
        self.guard = InputGuard(app, self.stir, self.comes_too_soon)
        self.cleaning = Cleaning(self.guard, self)
        self.keys = EscapePath(self, clock)
        self.doors: dict[Station, Door] = {}
        self.screens = Screens(rules.screens, self)
        self._again = later(self, _SOON_MS, self.show)
        self._reporter: Reporter | None = None
        self.guard.key_pressed.connect(self.keys.see)
        self.keys.asked.connect(self._on_keys)
        self.screens.changed.connect(self._again.start)
        self.cleaning.ended.connect(self._on_clean)
        self.fit()

    @property
    def stations(self) -> tuple[Station, ...]:
        """One for each screen; at least one, even where there is no screen at the moment."""
        return tuple(self.doors)

    @property
    def windows(self) -> tuple[KioskWindow, ...]:
        return tuple(station.window for station in self.doors)

    def show(self) -> None:
        """Covers every screen it may use."""
        self.fit()
        for station in self.stations:
            station.window.cover(self.screens.named(station.screen))

    def fit(self) -> None:
        """Makes stations for new screens, and takes down those whose screen has gone."""
        names = self.screens.names or (self.stations[0].screen if self.doors else "",)
        for station in self.stations:
            if station.screen not in names and len(self.doors) > 1:
                self._take_down(station)
        free = [one for one in self.stations if one.screen not in names]
        for name in names:
            if name not in [station.screen for station in self.stations]:
                is_new = not free
                station = self._put_up(name) if is_new else free.pop()
                station.screen = name
                if is_new:
                    self.put_up.emit(station)

    def report(self, reporter: Reporter) -> None:
        """Lets a reporter tell how it is, now and until the end."""
        self._reporter = reporter
        reporter.write()

    def stir(self, watched: QObject) -> None:
        """Somebody did something to a window, or to a part of it."""
        window = watched.window() if isinstance(watched, QWidget) else None
        for station, door in self.doors.items():
            if station.window is window:
                door.stir()
                station.idle.stir()

    def comes_too_soon(self, watched: QObject, event: QEvent) -> bool:
        """Whether a touch is ignored because its page has just changed; it is a sign of life."""
        station = next((one for one in self.stations if one.window.holds(watched)), None)
        if station is None or not station.debounce.stops(watched, event):
            return False
        at = first_touched(event)
        if at is not None:
            self.doors[station].stir()
            station.touch_early(at)
        return True

    def start_over(self) -> None:
        """Back to the invitation everywhere: something went wrong."""
        self.cleaning.stop()
        for station, door in self.doors.items():
            door.shut()
            station.idle.leave()
            station.reset()
            station.rest()

    def ask_pin(self) -> None:
        """Shows the keypad where the keyboard is."""
        self.doors[self._active()].knock()

    def stop(self, how: Exit) -> None:
        """Lets the program end; from now on nothing happens by itself."""
        if self.guard.lets_out:
            return
        self.guard.lets_out = True
        self.screens.stop()
        self._again.stop()
        self.cleaning.stop()
        for station, door in self.doors.items():
            door.away.stop()
            station.end()
        if self._reporter is not None:
            self._reporter.end()
        self.ended.emit(how)

    def _on_keys(self) -> None:
        if not self.doors[self._active()].is_in_use:
            self.ask_pin()

    def _active(self) -> Station:
        window = QApplication.activeWindow()
        return next((one for one in self.stations if one.window is window), self.stations[0])

    def _put_up(self, name: str) -> Station:
        station = self._hands.make(name)
        door = Door(station, self._book, may_shut_down=self._rules.may_shut_down)
        door.picked.connect(self._on_picked)
        door.opened.connect(self._on_opened)
        self.doors[station] = door
        return station

    def _take_down(self, station: Station) -> None:
        door = self.doors.pop(station)
        door.away.stop()
        station.end()
        station.window.hide()
        station.window.deleteLater()
        station.deleteLater()

    def _on_opened(self, name: str) -> None:
        _log.warning("the keeper %s came in", name)

    def _on_picked(self, key: str) -> None:
        """What a keeper wants, at whichever station the keeper stands."""
        _log.warning("a keeper picked: %s", key)
        door = self.sender()
        station = next(one for one, its in self.doors.items() if its is door)
        if key in _EXITS:
            self.stop(_EXITS[key])
        elif key == "clean":
            self.doors[station].away.stop()
            self.cleaning.begin(self.stations)
        else:
            show = self._show_health if key == "health" else self._show_measure
            try:
                show(station)
            except OSError as error:
                _log.warning("the page cannot be shown: %s", error)
                words = self.tr("The page cannot be shown ({why}).")
                self.doors[station].show_menu(words.format(why=error.strerror or error))

    def _on_clean(self) -> None:
        for door in self.doors.values():
            door.close()

    def _show_health(self, station: Station) -> None:
        facts = self._hands.facts()
        page = HealthScene(station.window, station.stage.look)
        page.setAttribute(_GOES)
        page.show_facts(facts)
        page.left.connect(self.doors[station].show_menu)
        station.show_scene(page)
        page.focus_home()

    def _show_measure(self, station: Station) -> None:
        page = MeasureScene(station.window, station.stage.look)
        page.setAttribute(_GOES)
        ratio = station.window.devicePixelRatioF()
        page.begin(self._rules.pixels_per_mm.get(station.screen, 0.0) / ratio)
        page.measured.connect(self._on_measured)
        page.left.connect(self.doors[station].show_menu)
        station.show_scene(page)
        page.focus_home()

    def _on_measured(self, per_mm: float) -> None:
        """Keeps it and starts again, since everything is of another size now."""
        page = self.sender()
        station = self._active_at(page)
        ratio = station.window.devicePixelRatioF()
        try:
            self._hands.keep_measure(station.screen, round(per_mm * ratio, 3))
        except (OSError, ContentError) as error:
            _log.warning("the measure cannot be kept: %s", error)
            if isinstance(page, MeasureScene):
                page.tell(self._why_not_kept(error))
            return
        self.stop(Exit.RESTART)

    def _why_not_kept(self, error: OSError | ContentError) -> str:
        """One sentence: what is wrong with the file of rules, and what to do."""
        if isinstance(error, NotTakenError):
            words = self.tr("{file} cannot be used: {wrong}; {mend}, then try again.")
            return words.format(file=FILE, wrong=error.wrong, mend=error.mend)
        if isinstance(error, OSError):
            words = self.tr(
                "{file} cannot be saved ({why}): make room, or let this account write there."
            )
            return words.format(file=FILE, why=error.strerror or error)
        words = self.tr("{file} has a mistake; correct it, then try again: {first}.")
        return words.format(file=FILE, first=error.mistakes[0])

    def _active_at(self, scene: QObject | None) -> Station:
        window = scene.window() if isinstance(scene, QWidget) else None
        return next((one for one in self.stations if one.window is window), self.stations[0])
