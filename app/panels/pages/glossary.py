"""Every word of the glossary, with a field to find one."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.atlas.model import Term
from app.atlas.search import answers, in_alphabet
from app.panels.pages.original_text import PageView
from app.panels.region.rich_text import explained
from app.panels.view import Reading
from app.widgets.event_loop import Gradual
from app.widgets.text_field import Field
from app.widgets.text_label import WordLabel


class GlossaryPage(PageView):
    """Words in the order of the alphabet, each with its other name and its meaning."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading, self.tr("Words explained"))
        terms = reading.atlas.terms(reading.language).values()
        self._terms = sorted(terms, key=lambda term: in_alphabet(term.word))
        self._search = Field(self.tr("Find a word"), reading.look, reading.icons.path("search"))
        self._search.textChanged.connect(self._on_text)
        self.column.addWidget(self._search)
        self._count = WordLabel("", reading.look, step=-1, role="quiet")
        self.column.addWidget(self._count)
        self._found: QWidget = QWidget()
        self.column.addWidget(self._found)
        self._on_text("")

    def _on_text(self, text: str) -> None:
        found = [
            term for term in self._terms if answers((term.word, term.also, term.meaning), text)
        ]
        self._count.say(self._counted(len(found)))
        page = Gradual(self._lines(found), self.reading.look.px(10))
        self.column.replace_widget(self._found, page)
        page.show()
        self._found = page

    def _counted(self, count: int) -> str:
        if count == 0:
            return self.tr("No word answers to this. Try a shorter one.")
        if count == 1:
            return self.tr("1 word")
        return self.tr("{count} words").format(count=count)

    def _lines(self, terms: list[Term]) -> Iterator[QWidget]:
        for term in terms:
            yield WordLabel(explained(term), self.reading.look)


def _texts(term: Term) -> tuple[str, ...]:
    return term.word, term.also, term.meaning
