"""Page that says when to call whom, with the numbers of the chosen country and of the clinic."""

from __future__ import annotations

from app.atlas.emergency import COUNTRIES, country_name
from app.document.calls import calls_page_document
from app.panels.pages.document_page import DocumentPage
from app.panels.view import PanelContext
from app.session.actions import SetCountry
from app.support.qt_translation import translate
from app.theme.theme import Theme
from app.widgets.button import Button
from app.widgets.button_group import ButtonAppearance, ButtonGroup
from app.widgets.expand_button import Expandable

_ELSEWHERE = "elsewhere"


class WhenToCallPage(DocumentPage):
    """The choice of country, the numbers to call, and the reasons to call by urgency.

    Once a country is chosen, the choice is folded away, so that its number is in sight at once.
    """

    def __init__(self, context: PanelContext, country: str) -> None:
        super().__init__(context, translate("WhenToCallPage", "When to call"))
        chosen = next((known for known in COUNTRIES if known.id == country), None)
        self._choices = self._country_choices(country)
        if chosen is not None:
            self._fold = _FoldButton(self.tr("Change country"), context.theme)
            self._fold.clicked.connect(self._on_fold)
            self._choices.hide()
            self.add_widget(self._fold)
        self.add_widget(self._choices)
        name = country_name(chosen, translate) if chosen is not None else ""
        self.show_document(calls_page_document(context.source, name, context.clinic_phone))

    def _country_choices(self, country: str) -> ButtonGroup:
        choices = ButtonGroup(self.tr("Country"), self.context.theme, 6)
        options = [(known.id, country_name(known, translate)) for known in COUNTRIES]
        choices.add_options([*options, (_ELSEWHERE, self.tr("Elsewhere"))], ButtonAppearance.TAB)
        choices.set_selected(country or _ELSEWHERE)
        choices.picked.connect(self._on_picked)
        return choices

    def _on_fold(self) -> None:
        self._fold.set_expanded(on=not self._fold.is_expanded)
        self._choices.setVisible(self._fold.is_expanded)

    def _on_picked(self, key: str) -> None:
        self.action.emit(SetCountry("" if key == _ELSEWHERE else key))


class _FoldButton(Expandable, Button):
    """Opens and closes the choice of country below it."""

    def __init__(self, text: str, theme: Theme) -> None:
        super().__init__(text, theme)
        self.set_up_expandable()
