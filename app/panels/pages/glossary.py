"""Page with all glossary terms and a search field."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.atlas.model import Term
from app.atlas.search import alphabetical_key, matches_words
from app.panels.region.rich_text import glossary_spans
from app.panels.view import PageView, PanelContext
from app.support.qt_translation import translate
from app.widgets.event_loop import IncrementalColumn
from app.widgets.text_field import TextField
from app.widgets.text_label import TextLabel


class GlossaryPage(PageView):
    """The terms in alphabetical order, each with its other name and its meaning."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context, self.tr("Words explained"))
        terms = context.atlas.terms(context.language).values()
        self._terms = sorted(terms, key=lambda term: alphabetical_key(term.word))
        self._search = TextField(
            self.tr("Find a word"), context.theme, context.icons.path("search")
        )
        self._search.textChanged.connect(self._on_text)
        self.column.addWidget(self._search)
        self._count = TextLabel("", context.theme, step=-1, role="quiet")
        self.column.addWidget(self._count)
        self._results: QWidget = QWidget()
        self.column.addWidget(self._results)
        self._on_text("")

    def _on_text(self, text: str) -> None:
        found = [
            term
            for term in self._terms
            if matches_words((term.word, term.also, term.meaning), text)
        ]
        self._count.set_text(self._count_text(len(found)))
        results = IncrementalColumn(self._term_labels(found), self.context.theme.px(10))
        self.column.replace_widget(self._results, results)
        results.show()
        self._results = results

    def _count_text(self, count: int) -> str:
        if count == 0:
            return self.tr("No word answers to this. Try a shorter one.")
        return translate("GlossaryPage", "%n word(s)", count)

    def _term_labels(self, terms: list[Term]) -> Iterator[QWidget]:
        for term in terms:
            yield TextLabel(glossary_spans(term), self.context.theme)
