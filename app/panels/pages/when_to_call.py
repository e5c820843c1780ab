"""Page that says when to call whom, with the emergency number of the chosen country."""

from __future__ import annotations

from app.atlas.emergency import COUNTRIES, country_name, emergency_heading
from app.atlas.topics import WHEN_TO_CALL_TOPIC
from app.panels.region.statement import StatementView
from app.panels.view import PageView, PanelContext
from app.session.actions import SetCountry
from app.support.qt_translation import translate
from app.widgets.button_group import ButtonAppearance, ButtonGroup
from app.widgets.card import Card, CardTone
from app.widgets.text_label import TextLabel

_CARD_TONES = {"now": CardTone.URGENT, "same-day": CardTone.CAUTION}
_ELSEWHERE = "elsewhere"


class WhenToCallPage(PageView):
    """The emergency number with the choice of country, then the reasons to call by urgency."""

    def __init__(self, context: PanelContext, country: str) -> None:
        super().__init__(context, translate("WhenToCallPage", "When to call"))
        self.column.addWidget(self._country_card(country))
        if WHEN_TO_CALL_TOPIC not in context.atlas.shared_topics:
            return
        topic = context.atlas.shared_topic(WHEN_TO_CALL_TOPIC, context.language)
        for statement in topic.statements:
            card = Card(context.theme, _CARD_TONES.get(statement.id, CardTone.SURFACE))
            card.column.addWidget(StatementView(context, statement))
            self.column.addWidget(card)

    def _country_card(self, country: str) -> Card:
        theme = self.context.theme
        card = Card(theme, CardTone.URGENT)
        text = emergency_heading(self.context.emergency_phone, translate)
        card.column.addWidget(TextLabel(text, theme, step=2, weight=700, role="urgent"))
        choices = ButtonGroup(self.tr("Country"), theme, 6)
        options = [(known.id, country_name(known, translate)) for known in COUNTRIES]
        choices.add_options([*options, (_ELSEWHERE, self.tr("Elsewhere"))], ButtonAppearance.TAB)
        choices.set_selected(country or _ELSEWHERE)
        choices.picked.connect(self._on_picked)
        card.column.addWidget(choices)
        return card

    def _on_picked(self, key: str) -> None:
        self.action.emit(SetCountry("" if key == _ELSEWHERE else key))
