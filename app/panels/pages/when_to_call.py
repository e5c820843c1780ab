"""Page that says when to call whom, with the numbers of the chosen country and of the clinic."""

from __future__ import annotations

from app.atlas.emergency import COUNTRIES, country_name
from app.document.calls import calls_page_document
from app.panels.pages.document_page import DocumentPage
from app.panels.view import PanelContext
from app.session.actions import SetCountry
from app.support.qt_translation import translate
from app.widgets.button_group import ButtonAppearance, ButtonGroup

_ELSEWHERE = "elsewhere"


class WhenToCallPage(DocumentPage):
    """The choice of country, the numbers to call, and the reasons to call by urgency."""

    def __init__(self, context: PanelContext, country: str) -> None:
        super().__init__(context, translate("WhenToCallPage", "When to call"))
        self.add_widget(self._country_choices(country))
        chosen = next((known for known in COUNTRIES if known.id == country), None)
        name = country_name(chosen, translate) if chosen is not None else ""
        self.show_document(calls_page_document(context.source, name, context.clinic_phone))

    def _country_choices(self, country: str) -> ButtonGroup:
        choices = ButtonGroup(self.tr("Country"), self.context.theme, 6)
        options = [(known.id, country_name(known, translate)) for known in COUNTRIES]
        choices.add_options([*options, (_ELSEWHERE, self.tr("Elsewhere"))], ButtonAppearance.TAB)
        choices.set_selected(country or _ELSEWHERE)
        choices.picked.connect(self._on_picked)
        return choices

    def _on_picked(self, key: str) -> None:
        self.action.emit(SetCountry("" if key == _ELSEWHERE else key))
