"""Questions to ask and things to tell the team, each with a button that adds it to the list."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.atlas.model import Statement
from app.atlas.topics import QUESTIONS_TOPIC, TELL_TOPIC
from app.body.regions import RegionId
from app.panels.region.list_toggle_button import ListToggleButton
from app.panels.region.statement import StatementView
from app.panels.view import PanelContext, TopicPane
from app.session.actions import OpenPage
from app.session.state import Page, Showing
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.card import Card, CardTone
from app.widgets.event_loop import IncrementalColumn
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel


class QuestionsPane(TopicPane):
    """The questions of the region, those for every region, then what to tell the team."""

    def __init__(self, context: PanelContext, region: RegionId, showing: Showing) -> None:
        super().__init__()
        self._context, self._region = context, region
        self._list_items = showing.list_items
        self._list_buttons: list[ListToggleButton] = []
        column = ColumnLayout(self, context.theme.px(12))
        column.addWidget(
            TextLabel(
                self.tr("Put what you want to ask or tell on your list, and take it with you."),
                context.theme,
            )
        )
        self._my_list_button = ActionButton(
            "",
            context.theme,
            OpenPage(Page.MY_LIST),
            kind=ButtonKind.PRIMARY,
            icon=context.icons.path("list"),
        )
        self._my_list_button.action.connect(self.action)
        column.addWidget(self._my_list_button)
        column.addWidget(IncrementalColumn(self._cards(), context.theme.px(10)))
        self.update_details(showing)

    def update_details(self, showing: Showing) -> None:
        self._list_items = showing.list_items
        for button in self._list_buttons:
            button.show_state(showing.list_items)
        self._my_list_button.setText(
            self.tr("Your list ({count})").format(count=len(showing.list_items))
        )
        self._my_list_button.updateGeometry()

    def _cards(self) -> Iterator[QWidget]:
        atlas, language = self._context.atlas, self._context.language
        own = atlas.region_text(self._region, language).topics.get(QUESTIONS_TOPIC)
        for statement in own.statements if own else ():
            yield self._card(statement, f"{self._region}.{QUESTIONS_TOPIC}.{statement.id}")
        for topic, heading in (
            (QUESTIONS_TOPIC, self.tr("Questions for every region")),
            (TELL_TOPIC, atlas.names(language).topics.get(TELL_TOPIC, "")),
        ):
            if topic not in atlas.shared_topics:
                continue
            yield TextLabel(heading, self._context.theme, step=1, weight=700, role="primary")
            for statement in atlas.shared_topic(topic, language).statements:
                yield self._card(statement, f"shared.{topic}.{statement.id}")

    def _card(self, statement: Statement, address: str) -> Card:
        card = Card(self._context.theme, CardTone.SURFACE)
        card.column.addWidget(StatementView(self._context, statement, notes=bool(statement.refs)))
        button = ListToggleButton(
            address, statement.heading, self._context.theme, self._context.icons
        )
        button.action.connect(self.action)
        button.show_state(self._list_items)
        self._list_buttons.append(button)
        card.column.addWidget(button)
        return card
