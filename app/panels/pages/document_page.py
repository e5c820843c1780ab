"""Base of the pages that show a document."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.document.blocks import Document
from app.panels.document.view import DocumentView
from app.panels.view import PageView, PanelContext


class DocumentPage(PageView):
    """A page with a title, the widgets of a subclass, and a document that can be replaced."""

    def __init__(self, context: PanelContext, title: str) -> None:
        super().__init__(context, title)
        self._title = title
        self._document: Document = ()
        self._view: DocumentView | None = None

    @property
    def document_view(self) -> DocumentView | None:
        return self._view

    def show_document(self, document: Document) -> None:
        """Show a document below the other widgets, or instead of the one before."""
        if self._view is not None and document == self._document:
            return
        view = DocumentView(
            self.context, document, self._title, is_selectable=self.context.is_desktop
        )
        view.action.connect(self.action)
        if self._view is None:
            self.column.addWidget(view)
        else:
            self.column.replace_widget(self._view, view)
        if self.isVisible():
            view.show()
        self._document, self._view = document, view

    def add_widget(self, widget: QWidget) -> None:
        """Append a widget to the page."""
        self.column.addWidget(widget)
