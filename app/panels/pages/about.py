"""Page about the program and the atlas: dates, aims, funding, authors, keys, and all sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.atlas.model import Reference
from app.document.about import key_help, storage_texts, version_texts
from app.document.citations import citation_with_access
from app.document.source import DocumentSource
from app.panels.view import PageView, PanelContext
from app.session.actions import EditClinic, OpenPage
from app.session.state import Page
from app.support.qt_translation import translate
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.event_loop import IncrementalColumn
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel, TextSpan


class AboutPage(PageView):
    """Dates first, then the notes of the atlas, what is stored, the keys and the sources."""

    def __init__(self, context: PanelContext, version: str) -> None:
        super().__init__(context, self.tr("About Back Atlas"))
        source = DocumentSource(context.atlas, context.language, context.figure, translate)
        for paragraph in version_texts(source, version, dt.date.today()):
            self.add_paragraph(paragraph)
        report = ActionButton(
            self.tr("The standards report"),
            context.theme,
            OpenPage(Page.STANDARDS),
            kind=ButtonKind.PRIMARY,
        )
        clinic = ActionButton(self.tr("Clinic on the handout"), context.theme, EditClinic())
        clinic.setVisible(context.is_desktop)
        for button in (report, clinic):
            button.action.connect(self.action)
            self.column.addWidget(button)
        self.column.addWidget(IncrementalColumn(self._create_sections(), context.theme.px(12)))

    def _create_sections(self) -> Iterator[QWidget]:
        for note in self.context.atlas.decision_aid(self.context.language).notes:
            yield self._section(note.head, (note.text,))
        yield self._section(self.tr("What is kept"), storage_texts(translate))
        yield self._section(self.tr("Keys"), key_help(translate), bullet=True)
        yield self._section(self.tr("Sources"), ())
        for reference in self.context.atlas.references():
            yield self._source(reference)

    def _section(
        self, heading: str, paragraphs: tuple[str, ...], *, bullet: bool = False
    ) -> QWidget:
        theme, section = self.context.theme, QWidget()
        column = ColumnLayout(section, theme.px(6))
        column.addWidget(TextLabel(heading, theme, step=1, weight=700))
        for paragraph in paragraphs:
            column.addWidget(TextLabel(paragraph, theme, bullet=bullet))
        return section

    def _source(self, reference: Reference) -> TextLabel:
        citation = citation_with_access(reference, translate)
        line = (TextSpan(f"{reference.id}  ", strong=True), TextSpan(citation))
        return TextLabel(line, self.context.theme, step=-1)
