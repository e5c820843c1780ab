"""Which screens a kiosk may use, and that they come, go and turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen


class KioskScreens(QObject):
    """The screens by their names; `wanted` are those it may use, all where it is empty.

    Signals:
        changed: one has come, gone, turned, or has another size.
    """

    changed = Signal()

    def __init__(self, wanted: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._allowed = tuple(wanted)
        app = self._app = cast("QGuiApplication", QGuiApplication.instance())
        app.screenAdded.connect(self._on_added)
        app.screenRemoved.connect(self._on_removed)
        app.primaryScreenChanged.connect(self._on_removed)
        for screen in QGuiApplication.screens():
            self._watch(screen)

    def stop(self) -> None:
        """Tells of nothing any more."""
        self._app.screenAdded.disconnect(self._on_added)
        self._app.screenRemoved.disconnect(self._on_removed)
        self._app.primaryScreenChanged.disconnect(self._on_removed)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.disconnect(self._on_geometry)

    @property
    def names(self) -> tuple[str, ...]:
        """Those there are and that it may use; if none of the wanted ones is there, the first."""
        there = tuple(dict.fromkeys(screen.name() for screen in QGuiApplication.screens()))
        used = tuple(name for name in there if not self._allowed or name in self._allowed)
        return used or there[:1]

    def find(self, name: str) -> QScreen | None:
        """The screen of a name, if it is there."""
        return next((one for one in QGuiApplication.screens() if one.name() == name), None)

    def _watch(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._on_geometry)

    def _on_added(self, screen: QScreen) -> None:
        self._watch(screen)
        self.changed.emit()

    def _on_removed(self, _screen: QScreen) -> None:
        self.changed.emit()

    def _on_geometry(self, _geometry: object) -> None:
        self.changed.emit()
