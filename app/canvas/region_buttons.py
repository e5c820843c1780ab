"""Invisible buttons over the painted regions.

They make the regions available to the keyboard and to screen readers, with a single tab stop and
arrow keys to move between them.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.body.arrow_navigation import Direction, neighbour_in_direction
from app.body.outlines import Point
from app.body.regions import Place
from app.session.actions import SelectRegion

_ARROWS = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}


class RegionButton(QAbstractButton):
    """An invisible button over one painted place, which takes the focus and has a name.

    Mouse and touch events pass through to the canvas, which knows the exact outline.

    Signals:
        action: SelectRegion with the Place of this button.
        direction_pressed: the Direction of an arrow key.
        focus_changed: the Place of this button when it gets the focus, None when it loses it.
    """

    action = Signal(object)
    direction_pressed = Signal(object)
    focus_changed = Signal(object)

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = place
        self._words = ("", "")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(self._on_clicked)

    def set_words(self, name: str, description: str) -> None:
        """Set name and description, unless they are the same as before.

        A description that an announcement has put in their place stays.
        """
        if (name, description) != self._words:
            self._words = name, description
            self.setAccessibleName(name)
            self.setAccessibleDescription(description)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing, because the canvas draws the focus ring along the outline."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        kinds = Qt.KeyboardModifier
        if key in _ARROWS and event.modifiers() & (kinds.ShiftModifier | kinds.ControlModifier):
            event.ignore()  # a key of the figure
        elif key in _ARROWS:
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
        self.action.emit(SelectRegion(self.place))


class RegionButtons(QObject):
    """One button for each place in sight, with keyboard navigation between them.

    Signals:
        action: SelectRegion with the Place whose button was pressed.
        focus_moved: the Place that has the focus, or None.
    """

    action = Signal(object)
    focus_moved = Signal(object)

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._buttons: dict[Place, RegionButton] = {}
        self._anchors: Mapping[Place, Point] = {}
        self._boxes: Mapping[Place, QRect] = {}
        self._tab_successor: QWidget | None = None

    def set_tab_successor(self, widget: QWidget) -> None:
        """Let Tab move from the figure to this widget."""
        self._tab_successor = widget

    def set_places(self, boxes: Mapping[Place, QRect], anchors: Mapping[Place, Point]) -> None:
        """Put a button on each box and remove the buttons of all other places.

        `boxes` are in pixels of the canvas, `anchors` are points well inside each place, which
        decide where the arrow keys lead.
        """
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

    def set_names(
        self, names: Mapping[Place, str], chosen: frozenset[Place], chosen_text: str
    ) -> None:
        """Set the accessible names; chosen places get `chosen_text` as their description."""
        for place, button in self._buttons.items():
            button.set_words(names[place], chosen_text if place in chosen else "")

    def focus_region(self, place: Place | None) -> bool:
        """Focus the place, or one of its sides; False if it is not in sight."""
        for other, button in self._buttons.items():
            if place and other.region == place.region and place.side in (None, other.side):
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def focus_tab_stop(self, place: Place | None) -> None:
        """Focus the place, or without one in sight the button that Tab would reach."""
        if self.focus_region(place):
            return
        for button in self._buttons.values():
            if button.focusPolicy() & Qt.FocusPolicy.TabFocus:
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def reset_tab_stop(self) -> None:
        """Make the first button the tab stop again, wherever the focus was last."""
        if self._buttons:
            self._make_tab_stop(self._buttons[next(iter(self._boxes))])

    def _add(self, place: Place) -> None:
        button = RegionButton(place, self._canvas)
        button.action.connect(self.action)
        button.direction_pressed.connect(self._on_direction_pressed)
        button.focus_changed.connect(self._on_focus_changed)
        button.show()
        if self._tab_successor is not None:
            # The second call moves the successor behind the button, where the first has put it.
            QWidget.setTabOrder(self._tab_successor, button)
            QWidget.setTabOrder(button, self._tab_successor)
        self._buttons[place] = button

    def _remove(self, place: Place) -> None:
        button = self._buttons.pop(place)
        if button.hasFocus():
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
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

    def _on_direction_pressed(self, direction: Direction) -> None:
        button = self.sender()
        if not isinstance(button, RegionButton):
            return
        neighbour = neighbour_in_direction(self._anchors, button.place, direction)
        if neighbour is not None:
            self._buttons[neighbour].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_focus_changed(self, place: Place | None) -> None:
        if place is not None:
            self._make_tab_stop(self._buttons[place])
        self.focus_moved.emit(place)
