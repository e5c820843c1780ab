"""The keys of whoever presents; a presenter's remote sends some of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class Keys(QObject):
    """Each key of a window calls its slot until they end."""

    def __init__(self, window: QWidget, slots: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(window)
        self._shortcuts = [QShortcut(QKeySequence(keys), window) for keys in slots]
        for shortcut, slot in zip(self._shortcuts, slots.values(), strict=True):
            shortcut.activated.connect(slot)

    def end(self) -> None:
        """They call nothing any more."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self.deleteLater()
