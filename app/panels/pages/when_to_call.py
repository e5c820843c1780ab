"""Page that says when to call whom, with the numbers of the chosen country and of the clinic."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

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
from app.widgets.input_kind import uses_keyboard

_ELSEWHERE = "elsewhere"
_FOLD, _CHOICES = "fold", "choices"


class WhenToCallPage(DocumentPage):
    """The choice of country, the numbers to call, and the reasons to call by urgency.

    Once a country is chosen, the choice is folded away, so that its number is in sight at once.
    """

    def __init__(self, context: PanelContext, country: str) -> None:
        super().__init__(context, translate("WhenToCallPage", "When to call"))
        chosen = next((known for known in COUNTRIES if known.id == country), None)
        self._choices = self._country_choices(country)
        self._fold: _FoldButton | None = None
        if chosen is not None:
            self._fold = _FoldButton(self.tr("Change country"), context.theme)
            self._fold.clicked.connect(self._on_fold)
            self._choices.hide()
            self.add_widget(self._fold)
        self.add_widget(self._choices)
        name = country_name(chosen, translate) if chosen is not None else ""
        self.show_document(calls_page_document(context.source, name, context.clinic_phone))

    @property
    def focused_part(self) -> str:
        focus = QApplication.focusWidget()
        if focus is not None and self._choices.isAncestorOf(focus):
            return _CHOICES
        return _FOLD if focus is not None and focus is self._fold else ""

    def restore_focus(self, part: str) -> None:
        """Stay at the country; while keys are used, its choice stays open for the arrow keys."""
        if part not in (_FOLD, _CHOICES):
            super().restore_focus(part)
            return
        if part == _CHOICES and uses_keyboard():
            self._open_choices()
        checked = (button for button in self._choices.buttons if button.isChecked())
        target = next(checked, self._fold) if self._choices.isVisibleTo(self) else self._fold
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _country_choices(self, country: str) -> ButtonGroup:
        choices = ButtonGroup(self.tr("Country"), self.context.theme, 6)
        options = [(known.id, country_name(known, translate)) for known in COUNTRIES]
        choices.add_options([*options, (_ELSEWHERE, self.tr("Elsewhere"))], ButtonAppearance.TAB)
        choices.set_selected(country or _ELSEWHERE)
        choices.picked.connect(self._on_picked)
        return choices

    def _open_choices(self, *, are_open: bool = True) -> None:
        if self._fold is not None:
            self._fold.set_expanded(on=are_open)
            self._choices.setVisible(are_open)

    def _on_fold(self) -> None:
        self._open_choices(are_open=self._choices.isHidden())

    def _on_picked(self, key: str) -> None:
        self.action.emit(SetCountry("" if key == _ELSEWHERE else key))


class _FoldButton(Expandable, Button):
    """Opens and closes the choice of country below it."""

    def __init__(self, text: str, theme: Theme) -> None:
        super().__init__(text, theme)
        self.set_up_expandable()
