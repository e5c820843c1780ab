"""What the atlas says of itself: aims, dates, money, authors, evidence, and all sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.atlas.model import Reference
from app.panels.pages.original_text import PageView
from app.panels.region.rich_text import full_name, how_read
from app.panels.view import Reading
from app.session.state import Page
from app.widgets.button import Kind, Pill
from app.widgets.event_loop import Gradual
from app.widgets.layouts import Pile
from app.widgets.text_label import Part, WordLabel


class AboutPage(PageView):
    """The dates first, then the notes of the atlas, what is kept, the keys and the sources."""

    def __init__(self, reading: Reading, version: str) -> None:
        super().__init__(reading, self.tr("About Back Atlas"))
        self.say(self.tr("Information, not medical advice. It does not replace a consultation."))
        for words in self._dates(version):
            self.say(words)
        report = Pill(self.tr("The standards report"), reading.look, kind=Kind.PRIMARY)
        report.clicked.connect(self._on_report)
        self.column.addWidget(report)
        clinic = Pill(self.tr("Clinic on the handout"), reading.look)
        clinic.clicked.connect(self.clinic_asked)
        clinic.setVisible(reading.at_desk)
        self.column.addWidget(clinic)
        self.column.addWidget(Gradual(self._rest(), reading.look.px(12)))

    def _dates(self, version: str) -> Iterator[str]:
        atlas = self.reading.atlas
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

    def _rest(self) -> Iterator[QWidget]:
        for note in self.reading.atlas.aid(self.reading.language).notes:
            yield self._section(note.head, (note.text,))
        yield self._section(self.tr("What is kept"), self._kept())
        yield self._section(self.tr("Keys"), self._keys(), bullet=True)
        yield self._section(self.tr("Sources"), ())
        for reference in self.reading.atlas.references():
            yield self._source(reference)

    def _section(self, head: str, paragraphs: tuple[str, ...], *, bullet: bool = False) -> QWidget:
        look, section = self.reading.look, QWidget()
        column = Pile(section, look.px(6))
        column.addWidget(WordLabel(head, look, step=1, weight=700))
        for words in paragraphs:
            column.addWidget(WordLabel(words, look, bullet=bullet))
        return section

    def _source(self, reference: Reference) -> WordLabel:
        words = f"{full_name(reference)} {how_read(reference)}"
        line = (Part(f"{reference.id}  ", strong=True), Part(words))
        return WordLabel(line, self.reading.look, step=-1)

    def _kept(self) -> tuple[str, ...]:
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
                "They show nobody, and they do not show results."
            ),
        )

    def _keys(self) -> tuple[str, ...]:
        return (
            self.tr("Tab goes to the figure; the arrow keys go from region to region."),
            self.tr("Space or Enter opens a region; Escape goes back."),
            self.tr("Ctrl+F finds a region; Ctrl with plus, minus and 0 sets the text size."),
            self.tr("F1 shows this page; F11 fills the screen."),
        )

    def _on_report(self) -> None:
        self.page_asked.emit(Page.STANDARDS)
