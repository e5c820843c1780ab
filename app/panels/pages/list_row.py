"""One item of the list: its words, and buttons that move it, change it and take it off."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from app.document.blocks import Bullets
from app.document.my_list import ListRow
from app.panels.document.questions import QuestionRowLayout, text_spans
from app.panels.pages.own_line_field import OwnLineField
from app.panels.view import PanelContext
from app.session.actions import (
    EditOwnLine,
    FrozenAction,
    MoveListItem,
    RemoveFromList,
    SelectRegion,
    SetLineDrafts,
)
from app.session.own_lines import NO_DRAFTS, LineDrafts
from app.widgets.accessible_role import HasAccessibleRole
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.text_label import TextLabel

_DIRECT = frozenset({QInputDevice.DeviceType.TouchScreen, QInputDevice.DeviceType.Stylus})
_LEAST_TEXT = 220
"""Least width of the words beside the buttons, in pixels at 100 %."""


class ListItemWidget(HasAccessibleRole, QWidget):
    """Base of a row of the list, with a line below it.

    Signals:
        action: the Action that a person asked for.
    """

    accessible_role = QAccessible.Role.ListItem
    action = Signal(object)

    def __init__(self, context: PanelContext, row: ListRow) -> None:
        super().__init__()
        self.row, self.theme = row, context.theme

    def set_place(self, position: int, indexes: tuple[int, int], count: int) -> None:
        """Say where the row is: its position from 0 of `count`.

        `indexes` are those of the list to which it is moved up and down.
        """
        text = self.tr("{position} of {count}: {name}")
        name = text.format(position=position + 1, count=count, name=self.row.name)
        self.setAccessibleName(name)

    def take_focus_from(self, gone: ListItemWidget) -> None:
        """Move the focus here from a row that is gone."""

    def paintEvent(self, event: QPaintEvent) -> None:
        color = self.theme.color("hairline")
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, color)


@dataclass(frozen=True, slots=True)
class RowDrag:
    """A row that is dragged by the mouse: where it is on the screen, and whether it is let go."""

    row: ListRowWidget
    at: QPoint
    is_over: bool


class ListRowWidget(ListItemWidget):
    """A row with its buttons. Alt with the arrow up or down moves the row that has the focus.

    Signals:
        dragged: a RowDrag, while the row is dragged by the mouse. A finger scrolls instead.
    """

    dragged = Signal(object)

    def __init__(self, context: PanelContext, row: ListRow) -> None:
        super().__init__(context, row)
        self._pressed_at: QPoint | None = None
        self._is_dragged = False
        theme, icons, name = context.theme, context.icons, row.name
        layout = QuestionRowLayout(self, theme.px(12), theme.px(_LEAST_TEXT), theme.px(2))
        layout.addWidget(self._create_words())
        tools = QWidget()
        self._tools = FlowLayout(tools, theme.px(4))
        layout.addWidget(tools)
        self.edit_button: ActionButton | None = None
        if row.place is not None:
            self._add_button(
                self.tr("Open {name}").format(name=name), SelectRegion(row.place), self.tr("Open")
            )
        elif row.own_text and context.can_type:
            edit = SetLineDrafts(LineDrafts("", row.address, row.own_text))
            edit_name = self.tr("Edit {name}").format(name=name)
            self.edit_button = self._add_button(edit_name, edit, self.tr("Edit"))
        move = MoveListItem(row.address, 0)
        self.up_button = self._add_button(self.tr("Move {name} up").format(name=name), move)
        self.up_button.icon_path = icons.path("up")
        self.down_button = self._add_button(self.tr("Move {name} down").format(name=name), move)
        self.down_button.icon_path = icons.path("down")
        remove, remove_name = RemoveFromList(row.address), self.tr("Remove {name}")
        self.remove_button = self._add_button(
            remove_name.format(name=name), remove, self.tr("Remove")
        )

    def _create_words(self) -> QWidget:
        words, row, theme = QWidget(), self.row, self.theme
        column = ColumnLayout(words, theme.px(2))
        column.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        if row.caption:
            column.addWidget(TextLabel(row.caption, theme, step=-1, role="quiet"))
        column.addWidget(TextLabel(text_spans(row.title), theme))
        for block in row.body:
            if isinstance(block, Bullets):
                for spans in block.items:
                    column.addWidget(TextLabel(text_spans(spans), theme, bullet=True))
            else:
                column.addWidget(TextLabel(text_spans(block.spans), theme))
        return words

    def _add_button(self, name: str, value: FrozenAction, text: str = "") -> ActionButton:
        button = ActionButton(text, self.theme, value, kind=ButtonKind.QUIET)
        button.setAccessibleName(name)
        button.action.connect(self.action)
        self._tools.addWidget(button)
        return button

    def set_place(self, position: int, indexes: tuple[int, int], count: int) -> None:
        super().set_place(position, indexes, count)
        up, down = self.up_button, self.down_button
        for button, index in zip((up, down), indexes, strict=True):
            button.value = MoveListItem(self.row.address, index)
        had_focus = up.hasFocus() or down.hasFocus()
        # first what is possible, because a disabled button passes the focus on to another row
        for button, is_possible in sorted(
            ((up, position > 0), (down, position < count - 1)), key=_possible_first
        ):
            if had_focus and not is_possible and button.hasFocus():
                other = down if button is up else up
                target = other if other.isEnabled() else self.remove_button
                target.setFocus(Qt.FocusReason.OtherFocusReason)
            button.setEnabled(is_possible)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and _is_mouse(event):
            self._pressed_at = event.position().toPoint()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            super().mouseMoveEvent(event)
            return
        moved = event.position().toPoint() - self._pressed_at
        if not self._is_dragged and moved.manhattanLength() < QApplication.startDragDistance():
            return
        self._is_dragged = True
        self.update()
        self.dragged.emit(RowDrag(self, event.globalPosition().toPoint(), is_over=False))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_dragged, self._is_dragged, self._pressed_at = self._is_dragged, False, None
        self.update()
        if was_dragged:
            self.dragged.emit(RowDrag(self, event.globalPosition().toPoint(), is_over=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_dragged:
            QPainter(self).fillRect(self.rect(), self.theme.color("tint"))
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        buttons = {Qt.Key.Key_Up: self.up_button, Qt.Key.Key_Down: self.down_button}
        button = buttons.get(Qt.Key(event.key()))
        if modifiers != Qt.KeyboardModifier.AltModifier or button is None:
            super().keyPressEvent(event)
        elif button.isEnabled():
            self.action.emit(button.value)

    def take_focus_from(self, gone: ListItemWidget) -> None:
        was_edited = isinstance(gone, EditedRowWidget)
        button = self.edit_button if was_edited and self.edit_button else self.remove_button
        button.setFocus(Qt.FocusReason.OtherFocusReason)


def _is_mouse(event: QMouseEvent) -> bool:
    """Whether an event is no press of a finger or pen that Qt has turned into one of the mouse."""
    return event.pointingDevice().type() not in _DIRECT


def _possible_first(button: tuple[ActionButton, bool]) -> bool:
    return not button[1]


class EditedRowWidget(ListItemWidget):
    """A line of one's own while it is changed."""

    def __init__(self, context: PanelContext, row: ListRow) -> None:
        super().__init__(context, row)
        hint, save = self.tr("Your own line"), self.tr("Save")
        self.input = OwnLineField(hint, save, "pen", context.theme, context.icons)
        self.input.add_cancel_button()
        self.input.edited.connect(self._on_edited)
        self.input.entered.connect(self._on_entered)
        self.input.cancelled.connect(self._on_cancelled)
        column = ColumnLayout(self)
        column.setContentsMargins(0, context.theme.px(8), 0, context.theme.px(8))
        column.addWidget(self.input)

    @property
    def draft(self) -> tuple[str, str]:
        """The address of the line, and its text as it is typed now."""
        return self.row.address, self.input.field.text()

    def take_focus_from(self, gone: ListItemWidget) -> None:
        self.input.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self, text: str) -> None:
        self.action.emit(SetLineDrafts(LineDrafts("", self.row.address, text)))

    def _on_entered(self, text: str) -> None:
        self.action.emit(EditOwnLine(self.row.address, text))

    def _on_cancelled(self) -> None:
        self.action.emit(SetLineDrafts(NO_DRAFTS))
