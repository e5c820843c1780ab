"""Base of blocks that show one of several steps at a time, chosen on a line of stops."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from app.document.blocks import Heading, StepEntry
from app.panels.document.block_widget import BESIDE, BlockContext, BlockWidget, PlacePath
from app.panels.document.column import BlockColumn
from app.panels.document.stop_bar import StopBar
from app.widgets.hold_position import held_in_place
from app.widgets.layouts import ColumnLayout
from app.widgets.tab_order import put_after_in_tab_order


class StepsView(BlockWidget):
    """A line of stops, and the words of the chosen step; they are made when first shown.

    `prefix` begins the name of a chosen step.
    """

    prefix = ""

    def __init__(self, context: BlockContext, name: str, steps: tuple[StepEntry, ...]) -> None:
        super().__init__(context)
        self._steps = {step.id: step for step in steps}
        self._columns: dict[str, BlockColumn] = {}
        self._chosen = ""
        self.words = QWidget()
        self._words_layout = ColumnLayout(self.words)
        stops = [(step.id, step.heading) for step in steps]
        self.bar = StopBar(name, stops, context.theme)
        self.bar.picked.connect(self._on_picked)

    def show_step(self, name: str) -> None:
        """Show one step."""
        if name not in self._columns:
            step = self._steps[name]
            document = (Heading(2, step.heading), *step.blocks)
            self._columns[name] = self.adopt(BlockColumn(self.context, document))
            self._words_layout.addWidget(self._columns[name])
            put_after_in_tab_order(self.bar.buttons[-1], self._columns[name])
        for other, column in self._columns.items():
            column.setVisible(other == name)
        self._chosen = name
        self.bar.set_selected(name)

    def show_first(self) -> None:
        """Show the first step."""
        if self._steps:
            self.show_step(next(iter(self._steps)))

    def open_columns(self) -> tuple[tuple[int, BlockColumn], ...]:
        if not self._chosen:
            return ()
        return ((list(self._steps).index(self._chosen), self._columns[self._chosen]),)

    def place_at(self, y: int) -> tuple[PlacePath, int]:
        path, character = super().place_at(y)
        if path or not self._chosen:
            return path, character
        return (list(self._steps).index(self._chosen), BESIDE), character

    def y_of(self, path: PlacePath, character: int) -> int:
        return super().y_of(() if path[1:] == (BESIDE,) else path, character)

    def open_names(self) -> frozenset[str]:
        is_first = self._chosen == next(iter(self._steps), "")
        return frozenset() if is_first else frozenset({f"{self.prefix}:{self._chosen}"})

    def set_open_names(self, names: frozenset[str]) -> None:
        chosen = [name for name in self._steps if f"{self.prefix}:{name}" in names]
        if chosen and chosen[0] != self._chosen:
            self.show_step(chosen[0])

    def _on_picked(self, name: str) -> None:
        """Show the step, and announce it, because the focus stays on its button."""
        with held_in_place(self.bar):
            self.show_step(name)
        step = self._steps[name]
        text = f"{step.heading}. {step.description}" if step.description else step.heading
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
