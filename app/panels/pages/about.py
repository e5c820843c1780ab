"""Page about the program and the atlas: dates, aims, funding, authors, keys, and all sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.atlas.model import Reference
from app.panels.region.rich_text import access_note, full_citation
from app.panels.view import PageView, PanelContext
from app.session.actions import EditClinic, OpenPage
from app.session.state import Page
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.event_loop import IncrementalColumn
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel, TextSpan


class AboutPage(PageView):
    """Dates first, then the notes of the atlas, what is stored, the keys and the sources."""

    def __init__(self, context: PanelContext, version: str) -> None:
        super().__init__(context, self.tr("About Back Atlas"))
        self.add_paragraph(
            self.tr("Information, not medical advice. It does not replace a consultation.")
        )
        for paragraph in self._version_paragraphs(version):
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

    def _version_paragraphs(self, version: str) -> Iterator[str]:
        atlas = self.context.atlas
        yield self.tr(
            "Program {version}. Atlas {atlas}, written {date}, to be renewed by {expires}. "
            "Not yet reviewed by a clinician. Not yet tested with patients."
        ).format(
            version=version,
            atlas=atlas.version,
            date=atlas.date.isoformat(),
            expires=atlas.expires.isoformat(),
        )
        if atlas.expires < dt.date.today():
            yield self.tr("That day has passed. Some of what it says may no longer be true.")

    def _create_sections(self) -> Iterator[QWidget]:
        for note in self.context.atlas.decision_aid(self.context.language).notes:
            yield self._section(note.head, (note.text,))
        yield self._section(self.tr("What is kept"), self._storage_text())
        yield self._section(self.tr("Keys"), self._key_help(), bullet=True)
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
        citation = f"{full_citation(reference)} {access_note(reference)}"
        line = (TextSpan(f"{reference.id}  ", strong=True), TextSpan(citation))
        return TextLabel(line, self.context.theme, step=-1)

    def _storage_text(self) -> tuple[str, ...]:
        return (
            self.tr(
                "Kept on this machine: the size of the window, the theme, the text size, the "
                "figure, its build, the skin tone, the country, the screen an audience looked at, "
                "and the clinic on the handout. "
                "Never a region, never a search, never your list or your answers. Errors go to a "
                "log here. Nothing is sent: the program has no network code."
            ),
            self.tr(
                "The figures are drawn by computer from a model of the human body. "
                "They do not show a real person, and they do not show results."
            ),
        )

    def _key_help(self) -> tuple[str, ...]:
        return (
            self.tr("Tab goes to the figure; the arrow keys go from region to region."),
            self.tr("Space or Enter opens a region; Escape goes back."),
            self.tr("Ctrl+F finds a region; Ctrl with plus, minus and 0 sets the text size."),
            self.tr("F1 shows this page; F11 fills the screen."),
        )
