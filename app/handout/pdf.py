"""PDF of a handout: selectable text, vectors, bookmarks, a language; laid out in one pass."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path

from PIL import Image

from app.document.blocks import Bullets, Document, Heading, plain_text
from app.document.handout import HandoutRegion
from app.document.printed import run_in
from app.handout.colors import MUTED_COLOR
from app.handout.pdf_blocks import PdfBox
from app.handout.pdf_figure import PdfFigureLayout
from app.handout.pdf_layout import TextItem
from app.handout.pdf_lines import BODY_PT, LARGE_PT, MARGIN, PageStyle
from app.handout.sheet import HandoutSheet
from app.handout.text_layout import StyledSpan

_FIGURE_MM, _LOGO_MM, _OWN_RULES = 40.0, 11.0, 2
_SOURCES_STEP = -4.0
_CALL_LEADINGS = (1.12, 1.08, 1.04, 1.0)
"""Line heights of the page with the lists of when to call, which shall not be split."""


def write_pdf(
    sheet: HandoutSheet, plate: Image.Image, fonts: Path, *, size: str, large: bool
) -> bytes:
    """Write the file. `plate` is the picture of the figure, `fonts` the folder of the fonts."""
    paper = PageStyle(size, LARGE_PT if large else BODY_PT)
    return HandoutPages(sheet, fonts, paper).lay_out(plate).data()


class HandoutPages(PdfFigureLayout):
    """Lays out one handout from top to bottom."""

    _figure_end = 0.0
    """Lower edge of the figure, beside which the words are narrower."""

    def lay_out(self, plate: Image.Image) -> HandoutPages:
        """Lay out all pages; return self."""
        document = self._sheet.document
        self._set_metadata()
        self._pdf.add_page()
        self._header(plate)
        for region in document.regions:
            self._region(region)
        self._end_figure()
        for part in (document.counts, document.options, document.kept, document.time_to_think):
            self._add_blocks(part)
            self._pdf.ln(1.5)
        self._sources(document.sources)
        self._calls(document.calls)
        return self

    def _set_metadata(self) -> None:
        """Title, language, program and date of the file."""
        pdf, sheet = self._pdf, self._sheet
        pdf.set_title(sheet.title)
        pdf.set_lang(sheet.language)
        pdf.set_creator("Back Atlas")
        date = dt.date.fromisoformat(sheet.date)
        pdf.set_creation_date(dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC))

    def _header(self, plate: Image.Image) -> None:
        """Title, introduction, the decision to make and the clinic, beside the figure."""
        pdf, sheet = self._pdf, self._sheet
        tall = _FIGURE_MM * sheet.figure.aspect
        left, top = pdf.w - MARGIN - _FIGURE_MM, MARGIN
        self._figure(plate, sheet.figure, left, top, _FIGURE_MM)
        pdf.set_right_margin(MARGIN + _FIGURE_MM + 5)
        self._figure_end = top + tall
        pdf.start_section(sheet.title, 0)
        self._add_text(sheet.title, 4, bold=True)
        self._add_blocks(sheet.document.introduction)
        clinic = sheet.clinic
        if clinic.logo:
            pdf.image(BytesIO(clinic.logo), h=_LOGO_MM, alt_text=clinic.name)
        for line in (clinic.name, clinic.address, clinic.phone):
            self._add_text(line, -1, color=MUTED_COLOR)
        self._add_text(sheet.figure.not_visible, -1, bold=True)
        self._add_blocks(sheet.document.marks)
        pdf.ln(2)

    def _widen_below_figure(self) -> None:
        """Use the whole width again for what is below the figure or on another page."""
        if self._pdf.page_no() > 1 or self._pdf.get_y() > self._figure_end:
            self._pdf.set_right_margin(MARGIN)

    def _end_figure(self) -> None:
        """Go on below the figure."""
        pdf = self._pdf
        if pdf.page_no() == 1:
            pdf.set_y(max(pdf.get_y(), self._figure_end + 2))
        pdf.set_right_margin(MARGIN)

    def _region(self, region: HandoutRegion) -> None:
        """What is said of a region, then lines for the visitor's own questions."""
        pdf = self._pdf
        self._widen_below_figure()
        width = self._text_width
        name = self._heading(Heading(2, region.name), width)._replace(bookmark=(region.name, 1))
        self._keep_together(self._height([name]) + 3 * self._line_height(0))
        self._draw_items([name], pdf.l_margin + pdf.c_margin, width)
        document = tuple(run_in(region.document))
        for number, block in enumerate(document, 1):
            if number == len(document):  # stays with the lines below it
                self._keep_together(3 * self._line_height(0) + self._height([self._own_lines()]))
            self._widen_below_figure()
            self._add_blocks((block,), has_run_in_headings=True)
        self._end_figure()
        own = self._own_lines()
        self._keep_together(self._height([own]))
        self._draw_items([own], pdf.l_margin + pdf.c_margin, self._text_width)
        pdf.ln(2)

    def _own_lines(self) -> TextItem:
        """Lines for the visitor's own questions; they are never left out."""
        spans = (StyledSpan(f"{self._sheet.document.own_questions}:"),)
        item = self._item(spans, self._text_width, -2, MUTED_COLOR)
        return item._replace(rules=_OWN_RULES)

    def _sources(self, sources: Document) -> None:
        """The sources in small print, one after another."""
        match sources:
            case (Heading(text=text), Bullets(items=items)):
                pdf, width = self._pdf, self._text_width
                spans = (StyledSpan(f"{text}: {'; '.join(map(plain_text, items))}."),)
                item = self._item(spans, width, _SOURCES_STEP, MUTED_COLOR)
                left = pdf.l_margin + pdf.c_margin
                self._draw_items([item._replace(bookmark=(text, 0))], left, width)

    def _calls(self, calls: Document) -> None:
        """The last page, to keep within sight: the numbers, then the complete lists."""
        if not calls:
            return
        usual = self._paper
        boxes = [part for part in self._parts(calls) if isinstance(part, PdfBox)]
        for leading in _CALL_LEADINGS if not usual.is_large else ():
            self._paper = PageStyle(usual.size, usual.body, leading)
            if sum(map(self._box_height, boxes)) <= self._page_height():
                break
        self._pdf.add_page()
        self._add_blocks(calls)
        self._paper = usual
