"""Half a minute in which the screens hear nothing, so that they can be wiped."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from app.kiosk.display import Station
from app.kiosk.input_filter import InputGuard
from app.kiosk.overlays.overlay import DeafScene

LASTS_S = 30


class Cleaning(QObject):
    """Counts the seconds down on every screen.

    Signals:
        ended: it hears again.
    """

    ended = Signal()

    def __init__(self, guard: InputGuard, parent: QObject) -> None:
        super().__init__(parent)
        self._guard = guard
        self._left = 0
        self._scenes: list[DeafScene] = []
        self._second = QTimer(self)
        self._second.setInterval(1_000)
        self._second.timeout.connect(self.tick)

    def begin(self, stations: Iterable[Station]) -> None:
        """From now on nothing is heard."""
        self._guard.is_deaf = True
        self._left = LASTS_S
        self._scenes = [DeafScene(station.window, station.stage.look) for station in stations]
        for station, scene in zip(stations, self._scenes, strict=True):
            scene.count(self._left)
            scene.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            station.is_kept = True
            station.show_scene(scene)
        self._second.start()

    def stop(self) -> None:
        """Take touches again at once, without a signal; the caller replaces the scenes."""
        self._second.stop()
        self._guard.is_deaf = False
        self._scenes = []

    def tick(self) -> None:
        """A second has passed."""
        self._left -= 1
        # A screen that was unplugged has taken its scene along.
        for scene in filter(isValid, self._scenes):
            scene.count(self._left)
        if self._left <= 0:
            self.stop()
            self.ended.emit()
