"""Invisible buttons over the painted regions.

One tab stop, arrow keys and names for screen readers.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.body.arrow_navigation import Direction, neighbour_in_direction
from app.body.outlines import Point
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
        activated: the Place of this button.
        direction_pressed: the Direction of an arrow key.
        focus_changed: the Place of this button when it gets the focus, None when it loses it.
    """

    activated = Signal(object)
    direction_pressed = Signal(object)
    focus_changed = Signal(object)

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
            self.direction_pressed.emit(_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(self.place)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit(None)

    def _on_clicked(self) -> None:
        self.activated.emit(self.place)


class RegionButtons(QObject):
    """Keeps one button for each place in sight and moves the focus among them.

    Signals:
        asked: the Place whose button was pressed.
        focus_moved: the Place that has the focus, or None.
    """

    activated = Signal(object)
    focus_moved = Signal(object)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._buttons: dict[Place, RegionButton] = {}
        self._anchors: Mapping[Place, Point] = {}
        self._boxes: Mapping[Place, QRect] = {}
        self._after: QWidget | None = None

    def set_tab_predecessor(self, widget: QWidget) -> None:
        """Tab goes from this widget to the figure."""
        self._after = widget

    def set_places(self, boxes: Mapping[Place, QRect], anchors: Mapping[Place, Point]) -> None:
        """Puts a button on each box; buttons of places that are gone are removed."""
        if boxes == self._boxes:
            return
        self._boxes = boxes
        self._anchors = anchors
        for place in [place for place in self._buttons if place not in boxes]:
            self._remove(place)
        for place, box in boxes.items():
            if place not in self._buttons:
                self._add(place)
            self._buttons[place].setGeometry(box)
        self._keep_one_tab_stop()

    def set_names(self, names: Mapping[Place, str], chosen: frozenset[Place], word: str) -> None:
        """Names the buttons; a chosen one says so in its description."""
        for place, button in self._buttons.items():
            remark = word if place in chosen else ""
            if (button.accessibleName(), button.accessibleDescription()) != (names[place], remark):
                button.setAccessibleName(names[place])
                button.setAccessibleDescription(remark)

    def focus_region(self, place: Place | None) -> bool:
        """Gives the place, or one of its sides, the focus; False if it is not in sight."""
        for other, button in self._buttons.items():
            if place and other.region == place.region and place.side in (None, other.side):
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def reset_tab_stop(self) -> None:
        """Tab comes to the first button again, wherever the focus was last."""
        if self._buttons:
            self._make_tab_stop(self._buttons[next(iter(self._boxes))])

    def _add(self, place: Place) -> None:
        button = RegionButton(place, self._over)
        button.activated.connect(self.activated)
        button.direction_pressed.connect(self._go)
        button.focus_changed.connect(self._on_focus_changed)
        button.show()
        if self._after is not None:
            QWidget.setTabOrder(self._after, button)
        self._buttons[place] = button

    def _remove(self, place: Place) -> None:
        button = self._buttons.pop(place)
        if button.hasFocus():
            self._over.setFocus(Qt.FocusReason.OtherFocusReason)
        button.hide()
        button.deleteLater()

    def _keep_one_tab_stop(self) -> None:
        stops = [b for b in self._buttons.values() if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
        if not stops and self._buttons:
            self._make_tab_stop(next(iter(self._buttons.values())))

    def _make_tab_stop(self, chosen: RegionButton) -> None:
        for button in self._buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if button is chosen else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def _go(self, direction: Direction) -> None:
        here = self.sender()
        if not isinstance(here, RegionButton):
            return
        there = neighbour_in_direction(self._anchors, here.place, direction)
        if there is not None:
            self._buttons[there].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_focus_changed(self, place: Place | None) -> None:
        if place is not None:
            self._make_tab_stop(self._buttons[place])
        self.focus_moved.emit(place)
