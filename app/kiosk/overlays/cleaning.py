"""Half a minute in which the screens hear nothing, so that they can be wiped."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from app.kiosk.display import KioskDisplay
from app.kiosk.input_filter import InputFilter
from app.kiosk.overlays.overlay import CleaningOverlay

CLEANING_S = 30


class CleaningMode(QObject):
    """Counts the seconds down on every screen.

    Signals:
        ended: it hears again.
    """

    ended = Signal()

    def __init__(self, guard: InputFilter, parent: QObject) -> None:
        super().__init__(parent)
        self._filter = guard
        self._seconds_left = 0
        self._overlays: list[CleaningOverlay] = []
        self._timer = QTimer(self)
        self._timer.setInterval(1_000)
        self._timer.timeout.connect(self.tick)

    def start(self, stations: Iterable[KioskDisplay]) -> None:
        """From now on nothing is heard."""
        self._filter.blocks_all = True
        self._seconds_left = CLEANING_S
        self._overlays = [
            CleaningOverlay(station.window, station.workspace.theme) for station in stations
        ]
        for station, scene in zip(stations, self._overlays, strict=True):
            scene.show_seconds(self._seconds_left)
            scene.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            station.is_used_by_staff = True
            station.show_overlay(scene)
        self._timer.start()

    def stop(self) -> None:
        """Take touches again at once, without a signal; the caller replaces the scenes."""
        self._timer.stop()
        self._filter.blocks_all = False
        self._overlays = []

    def tick(self) -> None:
        """A second has passed."""
        self._seconds_left -= 1
        # A screen that was unplugged has taken its scene along.
        for scene in filter(isValid, self._overlays):
            scene.show_seconds(self._seconds_left)
        if self._seconds_left <= 0:
            self.stop()
            self.ended.emit()
