"""Says what a button of few words does while the pointer or the focus is on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.controls.words import WordLabel

_COME = frozenset({QEvent.Type.Enter, QEvent.Type.FocusIn})
_GO = frozenset({QEvent.Type.Leave, QEvent.Type.FocusOut})


class Hints(QObject):
    """Watches every button below a widget; the label says its name, else what it said before."""

    def __init__(self, over: QWidget, label: WordLabel) -> None:
        super().__init__(over)
        self._label, self._usual = label, label.text()
        self.watch(over)

    def watch(self, over: QWidget) -> None:
        """Watches the buttons below another widget too."""
        for button in over.findChildren(QAbstractButton):
            button.installEventFilter(self)

    def say(self, words: str) -> None:
        """What the label says while nothing is pointed at."""
        self._usual = words
        self._label.say(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _COME and isinstance(watched, QAbstractButton):
            self._label.say(watched.accessibleName() or watched.text())
        elif event.type() in _GO:
            self._label.say(self._usual)
        return False
