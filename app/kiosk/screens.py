"""The screens that a kiosk uses, and a signal when they change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from app.support.qt_signals import disconnect


class KioskScreens(QObject):
    """Watches the connected screens; `allowed` names those to use, all if it is empty.

    Signals:
        changed: a screen was connected, disconnected, rotated or resized.
    """

    changed = Signal()

    def __init__(self, allowed: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._allowed = tuple(allowed)
        app = self._app = cast("QGuiApplication", QGuiApplication.instance())
        app.screenAdded.connect(self._on_added)
        app.screenRemoved.connect(self._on_removed)
        app.primaryScreenChanged.connect(self._on_removed)
        for screen in QGuiApplication.screens():
            self._watch(screen)

    def stop(self) -> None:
        """Disconnect from the screens, so that no further signal comes."""
        disconnect(self._app.screenAdded, self._on_added)
        disconnect(self._app.screenRemoved, self._on_removed)
        disconnect(self._app.primaryScreenChanged, self._on_removed)
        for screen in QGuiApplication.screens():
            disconnect(screen.geometryChanged, self._on_geometry)

    @property
    def names(self) -> tuple[str, ...]:
        """The connected screens that may be used; the first one if none of them may."""
        connected = tuple(dict.fromkeys(screen.name() for screen in QGuiApplication.screens()))
        used = tuple(name for name in connected if not self._allowed or name in self._allowed)
        return used or connected[:1]

    def find(self, name: str) -> QScreen | None:
        """The screen with this name, or None if it is not connected."""
        screens = QGuiApplication.screens()
        return next((screen for screen in screens if screen.name() == name), None)

    def _watch(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._on_geometry)

    def _on_added(self, screen: QScreen) -> None:
        self._watch(screen)
        self.changed.emit()

    def _on_removed(self, _screen: QScreen) -> None:
        self.changed.emit()

    def _on_geometry(self, _geometry: object) -> None:
        self.changed.emit()
