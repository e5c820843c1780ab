"""The items of the list as rows, in its order."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.document.my_list import ListRow
from app.panels.pages.list_row import (
    EditedRowWidget,
    ListItemWidget,
    ListRowWidget,
    RowDrag,
)
from app.panels.view import PanelContext
from app.session.actions import MoveListItem
from app.session.own_lines import LineDrafts
from app.widgets.accessible_role import HasAccessibleRole, install_accessible_roles
from app.widgets.hold_position import held_in_place, scroll_area_around
from app.widgets.layouts import ColumnLayout

_EDGE = 40
"""Pixels at 100 % from the edge of the page at which it scrolls while a row is dragged."""


class ListRowsView(HasAccessibleRole, QWidget):
    """The rows. A row that stays keeps its widgets, and so the focus, wherever it is moved.

    Signals:
        action: the Action that a person asked for; drafts in it lack the text of a new line.
    """

    accessible_role = QAccessible.Role.List
    action = Signal(object)

    def __init__(self, context: PanelContext, name: str) -> None:
        super().__init__()
        install_accessible_roles()
        self.setAccessibleName(name)
        self._context = context
        self._column = ColumnLayout(self)
        self._items: tuple[str, ...] = ()
        self._drop_y: int | None = None
        self.widgets: list[ListItemWidget] = []

    @property
    def edited(self) -> EditedRowWidget | None:
        """The row that is being changed, or None."""
        return next((one for one in self.widgets if isinstance(one, EditedRowWidget)), None)

    def set_rows(self, rows: Sequence[ListRow], items: Sequence[str], drafts: LineDrafts) -> bool:
        """Show rows of the list `items`, one of them as a field if it is being changed.

        The focus goes from a row that is gone to the row in its place. Returns False if there is
        none left.
        """
        self._items = tuple(items)
        before, focused = self.widgets, self._focused_row()
        self.widgets = [self._row_widget(row, drafts) for row in rows]
        gone = [widget for widget in before if widget not in self.widgets]
        # A row that is moved stays under the pointer, so that the next press moves it again.
        is_kept = focused is not None and focused not in gone
        with held_in_place(focused) if focused is not None and is_kept else nullcontext():
            self._arrange(gone)
            for position, widget in enumerate(self.widgets):
                widget.set_place(position, _target_indexes(rows, items, position), len(rows))
                if isinstance(widget, EditedRowWidget):
                    widget.input.set_text(drafts.edited_text)
        if focused is not None and not is_kept and self.widgets:
            position = min(before.index(focused), len(self.widgets) - 1)
            self.widgets[position].take_focus_from(focused)
        for widget in gone:
            widget.hide()
            widget.deleteLater()
        return bool(self.widgets) or focused is None

    def _focused_row(self) -> ListItemWidget | None:
        focus = QApplication.focusWidget()
        if focus is None:
            return None
        return next((one for one in self.widgets if one.isAncestorOf(focus)), None)

    def _row_widget(self, row: ListRow, drafts: LineDrafts) -> ListItemWidget:
        """The widget that shows the row already, or a new one."""
        kind = EditedRowWidget if row.address == drafts.edited_item else ListRowWidget
        for widget in self.widgets:
            if isinstance(widget, kind) and widget.row == row:
                return widget
        created = kind(self._context, row)
        created.action.connect(self.action)
        if isinstance(created, ListRowWidget):
            created.dragged.connect(self._on_dragged)
        return created

    def _on_dragged(self, drag: RowDrag) -> None:
        """Show where a dragged row would go, or move it there once it is let go."""
        at = self.mapFromGlobal(drag.at)
        others = [widget for widget in self.widgets if widget is not drag.row]
        above = [widget for widget in others if widget.geometry().center().y() < at.y()]
        self._drop_y = None if drag.is_over else above[-1].geometry().bottom() if above else 0
        self.update()
        if drag.is_over:
            address = drag.row.row.address
            rest = [item for item in self._items if item != address]
            index = rest.index(above[-1].row.address) + 1 if above else 0
            self.action.emit(MoveListItem(address, index))
            return
        area = scroll_area_around(self)
        content = area.widget() if area is not None else None
        if area is not None and content is not None:
            y = self.mapTo(content, at).y()
            area.ensureVisible(0, y, 0, self._context.theme.px(_EDGE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a line where a dragged row would go."""
        if self._drop_y is not None:
            theme = self._context.theme
            top, height = max(self._drop_y - theme.px(1), 0), theme.px(3)
            QPainter(self).fillRect(0, top, self.width(), height, theme.color("primary"))

    def _arrange(self, gone: Sequence[ListItemWidget]) -> None:
        """Put the widgets in their order, for the eye, for Tab and for screen readers."""
        for widget in gone:
            self._column.takeAt(self._column.index_of(widget))
        shown = [item.widget() for item in self._column.items]
        if shown == self.widgets:
            return
        while self._column.count():
            self._column.takeAt(0)
        for widget in self.widgets:
            self._column.addWidget(widget)
            widget.raise_()
            widget.show()


def _target_indexes(
    rows: Sequence[ListRow], items: Sequence[str], position: int
) -> tuple[int, int]:
    """The indexes of the list to which a row is moved up and down: past the row that is next to it.

    The list can have items between them that are not shown.
    """
    before = rows[max(position - 1, 0)].address
    after = rows[min(position + 1, len(rows) - 1)].address
    return items.index(before), items.index(after)
