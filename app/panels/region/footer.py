"""The foot of the panel: what is to be decided, how old the words are, and ways on."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.body.regions import TopicId
from app.panels.view import PanelContext
from app.session.state import Page
from app.widgets.button import Button, ButtonKind
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.text_label import TextLabel

OPTIONS = TopicId("options")
DECISION_NOTE = "decision"


class RegionFooter(QWidget):
    """Stands below every topic of a region.

    Signals:
        topic_asked: a TopicId.
        page_asked: a Page.
    """

    topic_asked = Signal(object)
    page_asked = Signal(object)

    def __init__(self, context: PanelContext, written: dt.date) -> None:
        super().__init__()
        self._context = context
        column = ColumnLayout(self, context.theme.px(6))
        for note in context.atlas.decision_aid(context.language).notes:
            if note.id == DECISION_NOTE:
                column.addWidget(self._decision(note.text))
        column.addWidget(self._links(written))

    def _decision(self, question: str) -> Card:
        """The question that all of this serves; the options are one touch away."""
        theme = self._context.theme
        card = Card(theme, CardTone.TINT)
        card.column.addWidget(TextLabel(question, theme, weight=700))
        compare = Button(self.tr("Compare the options"), theme, kind=ButtonKind.PRIMARY)
        compare.clicked.connect(self._on_compare)
        card.column.addWidget(compare)
        return card

    def _links(self, written: dt.date) -> QWidget:
        theme, ways = self._context.theme, QWidget()
        row = FlowLayout(ways, 4)
        row.addWidget(TextLabel(self._date_text(written), theme, step=-1, role="quiet"))
        for words, slot in (
            (self.tr("Words explained"), self._on_glossary),
            (self.tr("What the original text says"), self._on_original),
            (self.tr("About and sources"), self._on_about),
        ):
            link = Button(words, theme, kind=ButtonKind.QUIET)
            link.clicked.connect(slot)
            row.addWidget(link)
        return ways

    def _date_text(self, written: dt.date) -> str:
        words = self.tr("Written {date} · not yet reviewed by a clinician")
        state = words.format(date=written.isoformat())
        if self._context.atlas.expires < dt.date.today():
            state = self.tr("{state} · out of date").format(state=state)
        return state

    def _on_compare(self) -> None:
        self.topic_asked.emit(OPTIONS)

    def _on_glossary(self) -> None:
        self.page_asked.emit(Page.GLOSSARY)

    def _on_original(self) -> None:
        self.page_asked.emit(Page.ORIGINAL_TEXT)

    def _on_about(self) -> None:
        self.page_asked.emit(Page.ABOUT)
