"""The times of recovery on a line, one shown at a time."""

from __future__ import annotations

from app.document.blocks import Timeline
from app.panels.document.block_widget import BlockContext
from app.panels.document.steps import StepsView
from app.widgets.layouts import ColumnLayout


class TimelineView(StepsView):
    """The line of times, then what is usual and what to watch for at the chosen one."""

    prefix = "stage"

    def __init__(self, context: BlockContext, block: Timeline) -> None:
        super().__init__(context, self.tr("Stages of recovery"), block.stages)
        column = ColumnLayout(self, context.theme.px(10))
        column.addWidget(self.bar)
        column.addWidget(self.words)
        self.show_first()
