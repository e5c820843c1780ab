"""A button with no face: focus, keyboard and screen reader for a painted region."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.body.arrow_navigation import Direction
from app.body.regions import Place

_ARROWS = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}


class RegionButton(QAbstractButton):
    """Stands where a region is painted; the canvas paints, this one is focused.

    Mouse and touch pass through to the canvas, which knows the true outline.

    Signals:
        asked: the Place this button stands for.
        way_asked: the Direction of an arrow key.
        focused, left: this button has got the focus, or lost it.
    """

    asked = Signal(object)
    way_asked = Signal(object)
    focused = Signal()
    left = Signal()

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = place
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(self._on_clicked)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints nothing: the canvas draws the focus ring along the outline."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self.way_asked.emit(_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _on_clicked(self) -> None:
        self.asked.emit(self.place)
