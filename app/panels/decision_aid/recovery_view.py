"""Recovery timeline: what is usual, what to watch for and daily life, one stage at a time."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.atlas.decision_aid import DAILY_LIFE_KEYS, DailyLifeKey, RecoveryStage
from app.atlas.model import Statement
from app.atlas.topics import RECOVERY_TOPIC
from app.body.regions import RegionId
from app.document.procedure import daily_life_titles
from app.painting.timeline import TimelineColors, paint_timeline, stop_centers
from app.panels.region.statement import StatementView
from app.panels.view import PanelContext
from app.session.actions import OpenPage
from app.session.state import Page
from app.support.qt_translation import translate
from app.theme.theme import Theme
from app.widgets.button import ActionButton, Button, ButtonKind
from app.widgets.button_group import ButtonAppearance, ButtonGroup
from app.widgets.card import Card, CardTone
from app.widgets.event_loop import IncrementalColumn
from app.widgets.layouts import ColumnLayout, FlowLayout, ResponsiveRowLayout
from app.widgets.text_label import TextLabel

_MIN_COLUMN_WIDTH = 220


class RecoveryStageView(QWidget):
    """One stage: what is usual, what to watch for with "When to call", then daily life in cards.

    Signals:
        action: the Action that a person asked for.
    """

    action = Signal(object)

    def __init__(self, context: PanelContext, stage: RecoveryStage, explained: set[str]) -> None:
        super().__init__()
        self._context, self._explained_terms = context, explained
        column = ColumnLayout(self, context.theme.px(10))
        column.addWidget(TextLabel(stage.when, context.theme, step=2, weight=700))
        column.addWidget(
            self._statement_card(self.tr("What is usual"), stage.usual, CardTone.SURFACE)
        )
        watch = self._statement_card(self.tr("What to watch for"), stage.watch, CardTone.CAUTION)
        call = ActionButton(
            self.tr("When to call"),
            context.theme,
            OpenPage(Page.WHEN_TO_CALL),
            kind=ButtonKind.URGENT,
            icon=context.icons.path("call"),
        )
        call.action.connect(self.action)
        watch.column.addWidget(call)
        column.addWidget(watch)
        if stage.life:
            column.addWidget(TextLabel(self.tr("Daily life"), context.theme, step=1, weight=700))
            pairs = _pairs([key for key in DAILY_LIFE_KEYS if key in stage.life])
            rows = (self._daily_life_row(stage, pair) for pair in pairs)
            column.addWidget(IncrementalColumn(rows, context.theme.px(10), at_once=False))
            note = self.tr("Where no source is named, it is general medical knowledge.")
            column.addWidget(TextLabel(note, context.theme, step=-1, role="quiet"))

    def _statement_card(self, title: str, statement: Statement, tone: CardTone) -> Card:
        card = Card(self._context.theme, tone)
        card.column.addWidget(TextLabel(title, self._context.theme, weight=700, role="primary"))
        notes = tone is not CardTone.TINT or bool(statement.refs)
        card.column.addWidget(
            StatementView(self._context, statement, notes=notes, explained=self._explained_terms)
        )
        return card

    def _daily_life_row(self, stage: RecoveryStage, keys: list[DailyLifeKey]) -> QWidget:
        titles = daily_life_titles(translate)
        row = QWidget()
        columns = ResponsiveRowLayout(
            row, self._context.theme.px(5), self._context.theme.px(_MIN_COLUMN_WIDTH)
        )
        for key in keys:
            columns.addWidget(self._statement_card(titles[key], stage.life[key], CardTone.TINT))
        return row


def _pairs(keys: list[DailyLifeKey]) -> list[list[DailyLifeKey]]:
    return [keys[at : at + 2] for at in range(0, len(keys), 2)]


class TimelineWidget(QWidget):
    """A drawn line with a stop for each stage; the buttons below it say the same in text."""

    def __init__(self, theme: Theme, count: int) -> None:
        super().__init__()
        self._theme, self._count, self.current = theme, count, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        color = self._theme.color
        colors = TimelineColors(color("line"), color("primary"), color("surface"))
        centers = stop_centers(box, self._count, mirrored=self.isRightToLeft())
        paint_timeline(QPainter(self), centers, self.current, box.height() / 2, colors)


class RecoveryView(QWidget):
    """What is special about the region, then the stages, then what is true at every stage.

    Signals:
        action: the Action that a person asked for.
    """

    action = Signal(object)

    def __init__(self, context: PanelContext, region: RegionId) -> None:
        super().__init__()
        self._context, self._region = context, region
        self._stages = context.atlas.decision_aid(context.language).stages
        self._views: dict[int, RecoveryStageView] = {}
        self._index, self._explained_terms = 0, set[str]()
        self._column = ColumnLayout(self, context.theme.px(12))
        for widget in self._region_statements():
            self._column.addWidget(widget)
        self._timeline = TimelineWidget(context.theme, len(self._stages))
        self._stage_group = ButtonGroup(
            self.tr("Times of recovery"), context.theme, 4, row_spacing=0
        )
        options = [(stage.id, stage.when) for stage in self._stages]
        self._stage_group.add_options(options, ButtonAppearance.TAB)
        self._stage_group.picked.connect(self._on_picked)
        for part in (self._timeline, self._stage_group, self._step_buttons()):
            self._column.addWidget(part)
        self._shared_column = IncrementalColumn(
            self._shared_statements(), context.theme.px(14), at_once=False
        )
        self._column.addWidget(self._shared_column)
        self._show_stage(0)

    def _region_statements(self) -> Iterator[QWidget]:
        text = self._context.atlas.region_text(self._region, self._context.language)
        own = text.topics.get(RECOVERY_TOPIC)
        if own is not None:
            for statement in own.all_statements:
                yield StatementView(self._context, statement, explained=self._explained_terms)

    def _shared_statements(self) -> Iterator[QWidget]:
        atlas = self._context.atlas
        if RECOVERY_TOPIC in atlas.shared_topics:
            title = self.tr("True for every region of the back")
            yield TextLabel(title, self._context.theme, step=1, weight=700, role="primary")
            for statement in atlas.shared_topic(RECOVERY_TOPIC, self._context.language).statements:
                yield StatementView(self._context, statement, explained=self._explained_terms)

    def _step_buttons(self) -> QWidget:
        """The buttons for the previous and the next stage."""
        buttons, icons, theme = QWidget(), self._context.icons, self._context.theme
        row = FlowLayout(buttons, theme.px(8))
        self._previous_button = Button(self.tr("Earlier"), theme, icon=icons.path("back"))
        self._next_button = Button(self.tr("Next time"), theme, kind=ButtonKind.PRIMARY)
        self._previous_button.clicked.connect(self._on_previous)
        self._next_button.clicked.connect(self._on_next)
        for button in (self._previous_button, self._next_button):
            row.addWidget(button)
        return buttons

    def _show_stage(self, index: int) -> None:
        """Show one stage; its view is created when it is first shown."""
        stage = self._stages[index]
        if index not in self._views:
            view = RecoveryStageView(self._context, stage, self._explained_terms)
            view.action.connect(self.action)
            self._views[index] = view
            self._column.insert_widget(self._column.index_of(self._shared_column), view)
        for other, view in self._views.items():
            view.setVisible(other == index)
        self._index = self._timeline.current = index
        self._timeline.update()
        self._stage_group.set_selected(stage.id)
        self._previous_button.setEnabled(index > 0)
        self._next_button.setEnabled(index < len(self._stages) - 1)

    def _on_picked(self, name: str) -> None:
        self._show_stage([stage.id for stage in self._stages].index(name))

    def _on_previous(self) -> None:
        self._show_stage(self._index - 1)

    def _on_next(self) -> None:
        self._show_stage(self._index + 1)
