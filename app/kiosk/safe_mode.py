"""Safe mode: the visitors' atlas behind a screen that says what is wrong, or that screen alone."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.atlas.loader import OpenAtlas
from app.kiosk.application import KioskHouse
from app.kiosk.display import Station
from app.kiosk.idle_timer import Presence
from app.kiosk.input_filter import InputGuard
from app.kiosk.overlays.fault_page import DiagnosisScene, DiagnosisWindow
from app.kiosk.supervision import run_history
from app.kiosk.supervision.fault_code import Diagnosis, diagnosis_of
from app.kiosk.supervision.protocol import Exit
from app.kiosk.supervision.run_history import How, Run
from app.support.paths import assets
from app.support.version import VERSION
from app.theme.theme import Look, read_look

_AGAIN_MS = 1_000
_log = logging.getLogger(__name__)


class SafeMode(QObject):
    """Ends by itself after a while, with nobody there, so that the kiosk starts as usual again.

    `lasts_ms` 0: it was asked for, and lasts as long as the run.
    """

    def __init__(self, house: KioskHouse, diagnosis: Diagnosis, lasts_ms: int) -> None:
        super().__init__()
        self._house = house
        self._diagnosis = diagnosis
        self._posts = {station: Post(station, diagnosis) for station in house.stations}
        house.put_up.connect(self._on_put_up)
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.timeout.connect(self._on_over)
        if lasts_ms:
            self._over.start(lasts_ms)

    @property
    def posts(self) -> tuple[Post, ...]:
        """One for each screen."""
        return tuple(self._posts.values())

    def end(self) -> None:
        """Waits for nothing more."""
        self._over.stop()
        self._house.put_up.disconnect(self._on_put_up)

    def _on_put_up(self, station: Station) -> None:
        """A screen was plugged in: whoever stands there reads the same; those that went go."""
        there = {one: post for one, post in self._posts.items() if one in self._house.stations}
        self._posts = {**there, station: Post(station, self._diagnosis)}

    def _on_over(self) -> None:
        """Takes the screen from nobody."""
        if all(station.idle.presence is Presence.GONE for station in self._house.stations):
            self._house.stop(Exit.RESTART)
        else:
            self._over.start(_AGAIN_MS)


class Post(QObject):
    """Keeps the diagnosis on one screen until somebody there goes on to the atlas."""

    def __init__(self, station: Station, diagnosis: Diagnosis) -> None:
        super().__init__(station)
        self._station, self._has_passed = station, False
        self.scene = DiagnosisScene(station.window, station.stage.look, diagnosis)
        self.scene.passed.connect(self._on_passed)
        station.idle.changed.connect(self._on_presence)
        self._show()

    def _show(self) -> None:
        self._station.show_scene(self.scene)
        self.scene.focus_home()

    def _on_passed(self) -> None:
        self._has_passed = True
        self._station.start_over()

    def _on_presence(self, presence: Presence) -> None:
        if presence is Presence.GONE and not self._has_passed:
            self._show()


def diagnosed(last: Run | None, atlas: OpenAtlas | None, error: Exception | None) -> Diagnosis:
    """What there is to say; what hinders safe mode itself counts more than what led to it."""
    at = run_history.now()
    if error is not None:
        last = Run(at, at, How.REFUSED, str(error).splitlines()[0] if str(error) else "")
    named = f"{atlas.id} {atlas.version}, {atlas.date}" if atlas is not None else ""
    return diagnosis_of(last, VERSION, named, at)


def window_alone(app: QApplication, diagnosis: Diagnosis, again_ms: int) -> DiagnosisWindow:
    """The screen where no atlas can be shown, closed in like any other."""
    window = DiagnosisWindow(diagnosis, _look(), again_ms)
    window.guard = InputGuard(app, _nobody)
    window.guard.is_deaf = True
    return window


def _nobody(_watched: QObject) -> None:
    """Nobody is waited for."""


def _look() -> Look | None:
    try:
        return read_look(assets() / "themes", "light", 100)
    except (OSError, ValueError, KeyError) as error:
        _log.warning("no look can be read: %s", error)
        return None
