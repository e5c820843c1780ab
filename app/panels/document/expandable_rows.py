"""Base of a table whose rows open in place, one at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.document.blocks import Document
from app.panels.document.block_widget import BlockContext, BlockWidget
from app.panels.document.chevron_button import ChevronButton
from app.panels.document.column import BlockColumn
from app.widgets.card import Card, CardTone
from app.widgets.hold_position import held_in_place
from app.widgets.layouts import ColumnLayout
from app.widgets.tab_order import put_after_in_tab_order


class ExpandableRows(BlockWidget):
    """Rows of which one at a time is open.

    When another row is pressed, the first closes, and the pressed row stays where it is on screen.
    The details of a row are made when it is first opened. `prefix` begins the names of open rows.
    """

    prefix = ""

    def __init__(self, context: BlockContext) -> None:
        super().__init__(context)
        self.rows_layout = ColumnLayout(self)
        self.buttons: dict[str, ChevronButton] = {}
        self._details: dict[str, tuple[str, Document]] = {}
        self._cards: dict[str, QWidget] = {}
        self._columns: dict[str, BlockColumn] = {}

    def add_row(self, name: str, label: str, button: ChevronButton, details: Document) -> None:
        """Append a row that opens its details; `label` names them for screen readers."""
        button.clicked.connect(self._on_clicked)
        self.buttons[name], self._details[name] = button, (label, details)
        self.rows_layout.addWidget(button)

    @property
    def open_row(self) -> str:
        """The name of the row that is open, or ""."""
        return next((name for name, button in self.buttons.items() if button.is_expanded), "")

    def open_columns(self) -> tuple[tuple[int, BlockColumn], ...]:
        name = self.open_row
        return ((list(self.buttons).index(name), self._columns[name]),) if name else ()

    def open_names(self) -> frozenset[str]:
        return frozenset({f"{self.prefix}:{self.open_row}"} if self.open_row else ())

    def set_open_names(self, names: frozenset[str]) -> None:
        self.open_only(next((one for one in self.buttons if f"{self.prefix}:{one}" in names), ""))

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, ChevronButton):
            name = next(one for one, other in self.buttons.items() if other is button)
            with held_in_place(button):
                self.open_only("" if button.is_expanded else name)

    def open_only(self, opened: str) -> None:
        """Open one row and close the others; "" closes all."""
        if opened and opened not in self._cards:
            self._make_details(opened)
        for name, button in self.buttons.items():
            button.set_expanded(on=name == opened)
            if name in self._cards:
                self._cards[name].setVisible(name == opened)

    def _make_details(self, name: str) -> None:
        theme, button = self.context.theme, self.buttons[name]
        holder, card = QWidget(), Card(theme, CardTone.SUNKEN)
        label, document = self._details[name]
        card.setAccessibleName(label)
        column = self.adopt(BlockColumn(self.context, document, label))
        card.column.addWidget(column)
        layout = ColumnLayout(holder)
        layout.setContentsMargins(0, 0, 0, theme.px(12))
        layout.addWidget(card)
        self._columns[name], self._cards[name] = column, holder
        self.rows_layout.insert_widget(self.rows_layout.index_of(button) + 1, holder)
        item = self.rows_layout.itemAt(self.rows_layout.index_of(holder) + 1)
        following = item.widget() if item is not None else None
        if following is not None:
            holder.stackUnder(following)  # for a screen reader, which follows the tree
        put_after_in_tab_order(button, holder)
