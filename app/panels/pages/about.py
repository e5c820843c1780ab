"""Page about the program and the atlas."""

from __future__ import annotations

import datetime as dt

from app.document.about import about_document
from app.panels.pages.document_page import DocumentPage
from app.panels.view import PanelContext
from app.session.actions import EditClinic
from app.widgets.button import ActionButton


class AboutPage(DocumentPage):
    """Versions, aims, funding, what is kept, keys and sources; at a desk also the clinic."""

    def __init__(self, context: PanelContext, version: str) -> None:
        super().__init__(context, self.tr("About and sources"))
        if context.is_desktop:
            clinic = ActionButton(self.tr("Clinic details"), context.theme, EditClinic())
            clinic.action.connect(self.action)
            self.add_widget(clinic)
        today, has_keys = dt.date.today(), context.is_desktop
        self.show_document(about_document(context.source, version, today, has_keys=has_keys))
