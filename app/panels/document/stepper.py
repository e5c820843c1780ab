"""The steps of the procedure: the drawing of a step beside its words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.body.regions import RegionId
from app.document.blocks import Stepper
from app.panels.document.block_widget import BlockContext
from app.panels.document.cross_section import CrossSectionWidget
from app.panels.document.steps import StepsView
from app.widgets.layouts import ColumnLayout, ResponsiveRowLayout
from app.widgets.text_label import TextLabel

LEAST_COLUMN = 250
"""Pixels at 100 %: with less for each, drawing and words stand below each other."""


class StepperView(StepsView):
    """A line of stops, then drawing and words side by side where there is room."""

    prefix = "step"

    def __init__(self, context: BlockContext, block: Stepper) -> None:
        super().__init__(context, self.tr("Steps"), block.steps)
        theme = context.theme
        column = ColumnLayout(self, theme.px(10))
        tissue = context.panel.atlas.underlying_tissue(RegionId(block.region))
        self.drawing = CrossSectionWidget(context.panel, tissue)
        together, picture = QWidget(), QWidget()
        below = ColumnLayout(picture, theme.px(6))
        below.addWidget(self.drawing)
        if block.note:
            below.addWidget(TextLabel(block.note, theme, step=-1, role="quiet"))
        row = ResponsiveRowLayout(together, theme.px(10), theme.px(LEAST_COLUMN))
        row.addWidget(picture)
        row.addWidget(self.words)
        column.addWidget(self.bar)
        column.addWidget(together)
        self.show_first()

    def show_step(self, name: str) -> None:
        super().show_step(name)
        self.drawing.show_step(name)
