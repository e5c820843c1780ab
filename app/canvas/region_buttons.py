"""Invisible buttons over the painted regions.

They make the regions available to the keyboard and to screen readers, with a single tab stop and
arrow keys to move between them.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.body.arrow_navigation import ArrowNavigation, Direction
from app.body.regions import Place, covered_places
from app.session.actions import SelectRegion
from app.widgets.tooltip import remove_tooltip, set_tooltip

_ARROWS = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}


MOST_BUTTONS = 40
"""With more places, only those nearest to the focus or the choice have a button."""


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
        self._hint = ""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(self._on_clicked)

    def set_words(self, name: str, description: str) -> None:
        """Set name and description, unless they are the same as before.

        A description that an announcement has put in their place stays. The hint is the
        description where there is no other.
        """
        description = description or self._hint
        if (name, description) != self._words:
            self._words = name, description
            self.setAccessibleName(name)
            self.setAccessibleDescription(description)

    def set_hint(self, hint: str) -> None:
        """Show how to go on from here when the focus arrives; "" shows nothing."""
        if hint == self._hint:
            return
        name, description = self._words
        own, self._hint = description if description != self._hint else "", hint
        self.set_words(name, own)
        if hint:
            set_tooltip(self, hint)
        else:
            remove_tooltip(self)

    @property
    def can_move(self) -> bool:
        """Whether it may stand for another place: neither focus nor press must go on there."""
        return not self.is_focus_of_window and not self.isDown()

    @property
    def is_focus_of_window(self) -> bool:
        """Whether it has the focus, or gets it when its window becomes active."""
        return self.window().focusWidget() is self

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


class PlacesOnFigure(Protocol):
    """The places of a view: where they are, what they are called, where the arrow keys lead."""

    @property
    def navigation(self) -> ArrowNavigation: ...

    def near(self, focus: Place | None, count: int) -> list[Place]:
        """At most `count` places, in their order on the plate, among them that with the focus."""
        ...

    def has(self, place: Place) -> bool: ...

    def box(self, place: Place) -> QRect: ...

    def words(self, place: Place) -> tuple[str, str]: ...


class RegionButtons(QObject):
    """One button for each place, or for those nearest to the focus or the choice if there are many.

    The arrow keys lead to every place; one without a button gets it when the focus arrives. The
    button at which the focus enters the figure says so, and those that it moves on to do not.

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
        self._places: PlacesOnFigure | None = None
        self._tab_stop: Place | None = None
        self._tab_successor: QWidget | None = None
        self._is_moving = False

    def set_tab_successor(self, widget: QWidget) -> None:
        """Let Tab move from the figure to this widget."""
        self._tab_successor = widget

    def set_places(self, places: PlacesOnFigure) -> None:
        """Put a button on each place, or on the nearest ones, and remove all others."""
        self._places = places
        self._update_buttons()

    def _update_buttons(self) -> None:
        places = self._places
        if places is None:
            return
        focused = (one.place for one in self._buttons.values() if one.is_focus_of_window)
        shown = places.near(next(focused, None), MOST_BUTTONS)
        unused = [self._buttons.pop(place) for place in self._buttons.keys() - shown]
        is_crowded = len(shown) == MOST_BUTTONS
        movable = [one for one in unused if is_crowded and one.can_move]
        for place in shown:
            if place not in self._buttons and movable:
                self._buttons[place] = movable.pop()
                unused.remove(self._buttons[place])
                self._buttons[place].place = place
            elif place not in self._buttons:
                self._buttons[place] = self._create(place)
            self._buttons[place].setGeometry(places.box(place))
            self._buttons[place].set_words(*places.words(place))
        for button in unused:
            self._remove(button)
        if shown:
            before = self._tab_stop
            self._make_tab_stop(before if before in shown else shown[0])
            if self._tab_stop != before and not self._has_focus:
                self._set_entrance(self._tab_stop)

    @property
    def _has_focus(self) -> bool:
        """Whether one of the buttons has the focus of the window."""
        return any(one.is_focus_of_window for one in self._buttons.values())

    def focus_region(self, place: Place | None) -> bool:
        """Focus the place, or one of its sides; False if it is not in this view."""
        places = self._places
        if place is None or places is None:
            return False
        found = next(filter(places.has, covered_places(place)), None)
        return found is not None and self._focus(found)

    def _focus(self, place: Place) -> bool:
        """Move the focus to a place, and the buttons too if it had none."""
        is_new = place not in self._buttons
        if is_new:
            self._buttons[place] = self._create(place)
        if not self._has_focus:
            self._set_entrance(place)
        self._buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)
        if is_new:
            self._update_buttons()
        return True

    def focus_tab_stop(self, place: Place | None) -> None:
        """Focus the place, or without one in sight the button that Tab would reach."""
        if not self.focus_region(place) and self._tab_stop in self._buttons:
            self._buttons[self._tab_stop].setFocus(Qt.FocusReason.OtherFocusReason)

    def reset_tab_stop(self) -> None:
        """Make the first button the tab stop again, wherever the focus was last."""
        self._tab_stop = None
        self._update_buttons()
        self._set_entrance(self._tab_stop)

    def _set_entrance(self, place: Place | None) -> None:
        """Say at this place how the arrow keys lead on, and at no other."""
        hint = self.tr("Arrow keys: other areas. Enter: open")
        for one, button in self._buttons.items():
            button.set_hint(hint if one == place else "")

    def _create(self, place: Place) -> RegionButton:
        button = RegionButton(place, self._canvas)
        button.action.connect(self.action)
        button.direction_pressed.connect(self._on_direction_pressed)
        button.focus_changed.connect(self._on_focus_changed)
        button.show()
        if self._tab_successor is not None:
            # The second call moves the successor behind the button, where the first has put it.
            QWidget.setTabOrder(self._tab_successor, button)
            QWidget.setTabOrder(button, self._tab_successor)
        return button

    def _remove(self, button: RegionButton) -> None:
        if button.hasFocus():
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        button.hide()
        button.deleteLater()

    def _make_tab_stop(self, place: Place) -> None:
        self._tab_stop = place
        for one, button in self._buttons.items():
            policy = Qt.FocusPolicy.StrongFocus if one == place else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def _on_direction_pressed(self, direction: Direction) -> None:
        button = self.sender()
        if not isinstance(button, RegionButton) or self._places is None:
            return
        neighbour = self._places.navigation.neighbour(button.place, direction)
        if neighbour is not None:
            self._set_entrance(None)
            self._is_moving = True
            self._focus(neighbour)
            self._is_moving = False

    def _on_focus_changed(self, place: Place | None) -> None:
        if place is not None:
            self._make_tab_stop(place)
        elif not self._is_moving:
            self._set_entrance(self._tab_stop)
        self.focus_moved.emit(place)
