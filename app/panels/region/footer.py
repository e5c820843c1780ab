"""Footer of a region: the decision to make, the date of the text, and links to other pages."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.atlas.topics import OPTIONS_TOPIC
from app.panels.view import PanelContext
from app.session.actions import OpenPage, OpenTopic
from app.session.state import Page
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.text_label import TextLabel

DECISION_NOTE = "decision"


class RegionFooter(QWidget):
    """Shown below every topic of a region; `written` is the date of the region's text.

    Signals:
        action: the Action that a person asked for.
    """

    action = Signal(object)

    def __init__(self, context: PanelContext, written: dt.date) -> None:
        super().__init__()
        self._context = context
        column = ColumnLayout(self, context.theme.px(6))
        for note in context.atlas.decision_aid(context.language).notes:
            if note.id == DECISION_NOTE:
                column.addWidget(self._decision(note.text))
        column.addWidget(self._links(written))

    def _decision(self, question: str) -> Card:
        """The decision that the atlas is about, with a button that opens the options."""
        theme = self._context.theme
        card = Card(theme, CardTone.TINT)
        card.column.addWidget(TextLabel(question, theme, weight=700))
        compare = ActionButton(
            self.tr("Compare the options"), theme, OpenTopic(OPTIONS_TOPIC), kind=ButtonKind.PRIMARY
        )
        compare.action.connect(self.action)
        card.column.addWidget(compare)
        return card

    def _links(self, written: dt.date) -> QWidget:
        theme, links = self._context.theme, QWidget()
        row = FlowLayout(links, 4)
        row.addWidget(TextLabel(self._date_text(written), theme, step=-1, role="quiet"))
        for text, page in (
            (self.tr("Words explained"), Page.GLOSSARY),
            (self.tr("What the original text says"), Page.ORIGINAL_TEXT),
            (self.tr("About and sources"), Page.ABOUT),
        ):
            link = ActionButton(text, theme, OpenPage(page), kind=ButtonKind.QUIET)
            link.action.connect(self.action)
            row.addWidget(link)
        return links

    def _date_text(self, written: dt.date) -> str:
        text = self.tr("Written {date} · not yet reviewed by a clinician")
        state = text.format(date=written.isoformat())
        if self._context.atlas.expires < dt.date.today():
            state = self.tr("{state} · out of date").format(state=state)
        return state
