"""Says what a button of few words does while the pointer or the focus is on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import isValid

from app.widgets.text_label import WordLabel

_COME = frozenset({QEvent.Type.Enter, QEvent.Type.FocusIn})
_GO = frozenset({QEvent.Type.Leave, QEvent.Type.FocusOut})


class Hints(QObject):
    """Watches every button below a widget; the label says its name, else what it said before."""

    def __init__(self, over: QWidget, label: WordLabel) -> None:
        super().__init__(over)
        self._label, self._usual = label, label.text()
        self._at: QAbstractButton | None = None
        self.watch(over)

    def watch(self, over: QWidget) -> None:
        """Watches the buttons below another widget too."""
        for button in over.findChildren(QAbstractButton):
            button.installEventFilter(self)

    def say(self, words: str) -> None:
        """What the label says while nothing is pointed at."""
        self._usual = words
        self._label.say(words)

    @property
    def words(self) -> str:
        """What the label says now."""
        return self._label.text()

    def renew(self) -> None:
        """Says the name of the button again, as it may have changed under the pointer or focus."""
        if self._at is not None:
            self._label.say(self._at.accessibleName() or self._at.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isValid(self._label):  # a button loses the focus while all of it is taken down
            return False
        if event.type() in _COME and isinstance(watched, QAbstractButton):
            self._at = watched
            self.renew()
        elif event.type() in _GO:
            self._at = None
            self._label.say(self._usual)
        return False
