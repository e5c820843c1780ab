"""All steps of a stepper or timeline below each other, where none can be chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.body.regions import RegionId
from app.document.blocks import Heading, StepEntry, Stepper, Timeline
from app.panels.document.block_widget import BESIDE, BlockContext, BlockWidget, PlacePath
from app.panels.document.column import BlockColumn
from app.panels.document.cross_section import CrossSectionWidget
from app.panels.document.stepper import LEAST_COLUMN
from app.widgets.layouts import ColumnLayout, ResponsiveRowLayout
from app.widgets.text_label import TextLabel


class AllStepsView(BlockWidget):
    """Each step with its heading and its words, and with its drawing if it has one."""

    def __init__(self, context: BlockContext, block: Stepper | Timeline) -> None:
        super().__init__(context)
        self._columns: list[BlockColumn] = []
        column = ColumnLayout(self, context.theme.px(18))
        if isinstance(block, Timeline):
            for stage in block.stages:
                column.addWidget(self._make_words(stage))
            return
        for step in block.steps:
            column.addWidget(self._make_step(block, step))
        if block.note:
            column.addWidget(TextLabel(block.note, context.theme, step=-1, role="quiet"))

    def open_columns(self) -> tuple[tuple[int, BlockColumn], ...]:
        return tuple(enumerate(self._columns))

    def y_of(self, path: PlacePath, character: int) -> int:
        """The height of a place in a step; the top of the step for what is beside its words."""
        if path[1:] == (BESIDE,):
            path, character = (path[0],), 0
        return super().y_of(path, character)

    def _make_words(self, step: StepEntry) -> BlockColumn:
        document = (Heading(3, step.heading), *step.blocks)
        self._columns.append(self.adopt(BlockColumn(self.context, document)))
        return self._columns[-1]

    def _make_step(self, block: Stepper, step: StepEntry) -> QWidget:
        theme, together = self.context.theme, QWidget()
        tissue = self.context.panel.atlas.underlying_tissue(RegionId(block.region))
        drawing = CrossSectionWidget(self.context.panel, tissue)
        drawing.show_step(step.id)
        row = ResponsiveRowLayout(together, theme.px(10), theme.px(LEAST_COLUMN))
        row.addWidget(self._make_words(step))  # first, because it has the heading
        row.addWidget(drawing)
        return together
