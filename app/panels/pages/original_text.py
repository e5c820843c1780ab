"""Page that compares the claims of the original article with what is known."""

from __future__ import annotations

from app.body.regions import RegionId
from app.document.pages import original_text_document
from app.panels.pages.document_page import DocumentPage
from app.panels.view import PanelContext


class OriginalTextPage(DocumentPage):
    """Each claim of the article that this atlas grew from, and what is known about it."""

    def __init__(self, context: PanelContext, region: RegionId | None) -> None:
        super().__init__(context, self.tr("What the original text says"))
        self.show_document(original_text_document(context.source, region))
