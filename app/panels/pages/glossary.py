"""Page with all glossary terms and a search field."""

from __future__ import annotations

from app.document.pages import glossary_document
from app.panels.pages.document_page import DocumentPage
from app.panels.view import PanelContext
from app.widgets.text_field import TextField


class GlossaryPage(DocumentPage):
    """The terms in alphabetical order, each with its other name and its meaning.

    `term` is the id of the one that is first, because it was looked for, or "".
    """

    def __init__(self, context: PanelContext, term: str = "") -> None:
        super().__init__(context, self.tr("Glossary"))
        self._term = term
        self._search = TextField(
            self.tr("Find a word"), context.theme, context.icons.path("search")
        )
        self._search.textChanged.connect(self._on_text)
        self.add_widget(self._search)
        self._on_text("")

    def _on_text(self, text: str) -> None:
        self.show_document(glossary_document(self.context.source, text, self._term))
