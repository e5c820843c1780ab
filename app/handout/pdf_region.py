"""The page of a handout about one region: form, figure, what it is, numbers, questions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import NamedTuple

from PIL import Image

from app.document.blocks import Block, Document, Heading, Question, Questions
from app.document.handout_region import HandoutRegion
from app.document.printed import run_in
from app.handout.colors import LINE_COLOR, MUTED_COLOR
from app.handout.pdf_blocks import PdfBox, styled
from app.handout.pdf_layout import RULE_MM, TextItem
from app.handout.pdf_lines import MARGIN, LinePosition, PageStyle
from app.handout.pdf_numbers import PagePart, PdfNumberLayout
from app.handout.sheet import HandoutFigure
from app.handout.text_layout import StyledSpan

FIGURE_MM = 60.0
_GAP_MM, _LOGO_MM, _LOGO_WIDTH_MM = 5.0, 11.0, 34.0
_LEADINGS = (1.2, 1.13, 1.06, 1.0)
_PARAGRAPH_GAP_MM = 0.8
_BESIDE = 0.6
"""The part of a paragraph that must be beside the figure, for the rest to reach below it."""
_FEWEST_RULES, _MOST_RULES = 2, 6


class _Placed(NamedTuple):
    """A paragraph or callout, and whether it is beside the figure."""

    box: PdfBox
    is_beside: bool


class PdfRegionLayout(PdfNumberLayout):
    """Adds the page of a region, a little tighter if it would not fit otherwise on one page."""

    def _region_page(self, region: HandoutRegion, figure: HandoutFigure, plate: bytes) -> None:
        pdf, usual = self._pdf, self._paper
        pdf.add_page()
        own = self._own_rules_height()
        for leading in _LEADINGS if not usual.is_large else ():
            self._paper = PageStyle(usual.size, usual.body, leading)
            parts = list(self._page_parts(region, figure, plate))
            if sum(part.height for part in parts) + own <= self._page_height():
                break
        else:
            self._paper = usual
            parts = list(self._page_parts(region, figure, plate))
        for part in parts:
            self._keep_together(min(part.height, self._page_height()))
            part.draw()
        if region.questions:
            self._own_lines()
        self._paper = usual

    def _page_parts(
        self, region: HandoutRegion, figure: HandoutFigure, plate: bytes
    ) -> Iterator[PagePart]:
        yield PagePart(self._form_height(), self._draw_form)
        title = self._heading(Heading(1, region.title), self._text_width)
        title = title._replace(bookmark=(region.name or region.title, 0))
        yield self._items_part([title, *self._words(self._sheet.document.introduction)])
        yield self._figure_part(region, figure, plate)
        yield self._items_part(self._words(region.risks))
        numbers = self._sheet.document.numbers
        if numbers is not None:
            yield from self._number_parts(numbers)
        yield from self._question_parts(region.questions)

    def _words(self, document: Document) -> list[TextItem]:
        """The paragraphs of blocks of words across the page."""
        return [item for block in document for item in self._text_items(block, self._text_width)]

    # The form at the top of the page.

    def _form_height(self) -> float:
        rows = 3 if self._paper.is_large else 2
        return max(rows * self._form_row_mm, self._clinic_height()) + 4

    @property
    def _form_row_mm(self) -> float:
        return 1.6 * self._line_height(self._small)

    def _clinic_items(self) -> list[TextItem]:
        clinic, width = self._sheet.clinic, self._clinic_width
        name = [self._item((StyledSpan(clinic.name, bold=True),), width)] if clinic.name else []
        lines = filter(None, (clinic.address, clinic.phone))
        return [*name, *(self._item((StyledSpan(text),), width, self._small) for text in lines)]

    @property
    def _clinic_width(self) -> float:
        return self._text_width / 2 - _GAP_MM - self._logo_width()

    def _logo_width(self) -> float:
        """The width of the logo with the gap beside it; 0 without a logo."""
        if not self._sheet.clinic.logo:
            return 0.0
        wide, tall = Image.open(BytesIO(self._sheet.clinic.logo)).size
        return min(_LOGO_MM * wide / tall, _LOGO_WIDTH_MM) + 3

    def _clinic_height(self) -> float:
        logo = _LOGO_MM if self._sheet.clinic.logo else 0.0
        return max(self._height(self._clinic_items()), logo)

    def _draw_form(self) -> None:
        """The clinic at the side where reading begins, and lines to fill in at the other."""
        pdf, clinic = self._pdf, self._sheet.clinic
        top, left, height = pdf.get_y(), pdf.l_margin + pdf.c_margin, self._form_height()
        half, logo = self._text_width / 2, self._logo_width()
        right = left + self._text_width
        if logo:
            wide = logo - 3
            x = right - wide if self._is_rtl else left
            pdf.image(BytesIO(clinic.logo), x, top, w=wide, alt_text=clinic.name)
        at = right - logo - self._clinic_width if self._is_rtl else left + logo
        self._draw_items(self._clinic_items(), at, self._clinic_width)
        form, row = self._sheet.document.form, self._form_row_mm
        x, quarter = (left if self._is_rtl else left + half), half / 2
        names: tuple[tuple[str, int, int], ...]
        if self._paper.is_large:
            names = ((form.name, 0, -1), (form.date, 1, -1), (form.seen_by, 2, -1))
        else:
            names = ((form.name, 0, -1), (form.date, 1, 0), (form.seen_by, 1, 1))
        for text, number, column in names:
            wide = half if column < 0 else quarter - 1
            shift = (1 - column if self._is_rtl else column) if column >= 0 else 0
            self._form_line(text, x + shift * (quarter + 1), top + number * row, wide)
        pdf.set_draw_color(*LINE_COLOR)
        pdf.set_line_width(0.4)
        pdf.line(left, top + height - 3, right, top + height - 3)
        pdf.set_y(top + height)

    def _form_line(self, text: str, left: float, top: float, width: float) -> None:
        """A word and a line to write on after it."""
        pdf, step = self._pdf, self._small
        item = self._item((StyledSpan(text),), width, step, MUTED_COLOR)
        y = top + self._form_row_mm - self._line_height(step) + self._baseline_offset(step)
        self._draw_line(item.lines[0], LinePosition(left, y, width), step, MUTED_COLOR)
        word = self._line_width(item.lines[0], step) + 2
        pdf.set_draw_color(*MUTED_COLOR)
        pdf.set_line_width(0.2)
        start, end = (left, left + width - word) if self._is_rtl else (left + word, left + width)
        pdf.line(start, y + 0.5, end, y + 0.5)

    # The figure and the words beside it.

    def _figure_part(self, region: HandoutRegion, figure: HandoutFigure, plate: bytes) -> PagePart:
        tall = FIGURE_MM * figure.aspect
        placed, height = self._place(region, figure, tall)
        return PagePart(height + 1, partial(self._draw_figure_part, placed, figure, plate, height))

    def _beside_blocks(self, region: HandoutRegion, figure: HandoutFigure) -> Iterator[Block]:
        yield from run_in(region.answers[1:])
        yield from region.check_first

    def _place(
        self, region: HandoutRegion, figure: HandoutFigure, tall: float
    ) -> tuple[list[_Placed], float]:
        """Place paragraph after paragraph beside the figure, and below it what does not fit."""
        placed: list[_Placed] = []
        y = 0.0
        self._narrow()
        width = self._text_width
        head = self._heading(_heading_of(region.answers), width)
        for box in (PdfBox(self._legend_items(figure, width)), PdfBox([head])):
            placed.append(_Placed(box, is_beside=True))
            y += self._box_height(box)
        self._widen()
        for block in self._beside_blocks(region, figure):
            for is_beside in (True, False):
                if is_beside:
                    self._narrow()
                boxes = list(self._parts((block,), has_run_in_headings=True))
                self._widen()
                found = [_spaced(one) for one in boxes if isinstance(one, PdfBox) and one.items]
                height = sum(map(self._box_height, found))
                if not is_beside or y + _BESIDE * height <= tall:
                    break
            if not is_beside and y < tall:
                y = tall + 1
            placed += [_Placed(box, is_beside) for box in found]
            y += height
        return placed, max(y, tall)

    def _narrow(self) -> None:
        """Leave room for the figure at the side where reading begins."""
        pdf, room = self._pdf, MARGIN + FIGURE_MM + _GAP_MM
        if self._is_rtl:
            pdf.set_right_margin(room)
        else:
            pdf.set_left_margin(room)

    def _widen(self) -> None:
        self._pdf.set_left_margin(MARGIN)
        self._pdf.set_right_margin(MARGIN)

    def _draw_figure_part(
        self, placed: list[_Placed], figure: HandoutFigure, plate: bytes, height: float
    ) -> None:
        pdf = self._pdf
        top, tall = pdf.get_y(), FIGURE_MM * figure.aspect
        page = pdf.page_no()
        left = pdf.w - MARGIN - FIGURE_MM if self._is_rtl else MARGIN + pdf.c_margin
        self._figure(plate, figure, left, top, FIGURE_MM)
        for box, is_beside in placed:
            if is_beside:
                self._narrow()
            elif pdf.page_no() == page and pdf.get_y() < top + tall:
                pdf.set_y(top + tall + 1)
            if box.items:
                self._draw_box(box)
            self._widen()
        if pdf.page_no() == page:
            pdf.set_y(max(pdf.get_y(), top + tall) + 1)

    def _legend_items(self, figure: HandoutFigure, width: float) -> list[TextItem]:
        """Each mark of the consultation in words, with a sample of its line."""
        items = []
        if figure.not_visible:
            items.append(self._item((StyledSpan(figure.not_visible, bold=True),), width))
        document, strokes = self._sheet.document, self._sheet.mark_strokes
        if document.marks:
            items.append(self._heading(Heading(2, document.marks_heading), width))
        for text, stroke in zip(document.marks, strokes, strict=True):
            item = self._item((StyledSpan(text),), width, indent=self._paper.body)
            items.append(item._replace(mark="sample", stroke=stroke))
        return items

    # The questions.

    def _question_parts(self, document: Document) -> Iterator[PagePart]:
        """Each question with its box and its line; the heading stays with the first."""
        waiting: list[TextItem] = []
        width = self._text_width
        for block in document:
            match block:
                case Questions(items=items):
                    for question in items:
                        waiting.append(self._question(question, width))
                        yield self._items_part(waiting)
                        waiting = []
                case _:
                    waiting += self._text_items(block, width)
        if waiting:
            yield self._items_part(waiting)

    def _question(self, question: Question, width: float) -> TextItem:
        item = self._item(styled(question.spans), width, indent=self._paper.body / 2)
        return item._replace(mark="box", rules=1, above=1)

    def _own_rules_height(self) -> float:
        return self._line_height(self._small) + _FEWEST_RULES * RULE_MM + 2

    def _own_lines(self) -> None:
        """Lines for more questions, as many as there is room for; they are never left out."""
        spans = (StyledSpan(self._sheet.document.own_questions),)
        item = self._item(spans, self._text_width, self._small, MUTED_COLOR)._replace(above=2)
        self._keep_together(self._own_rules_height())
        room = self._room() - self._height([item])
        rules = max(_FEWEST_RULES, min(int(room / RULE_MM), _MOST_RULES))
        self._draw_wide([item._replace(rules=rules)])


def _spaced(box: PdfBox) -> PdfBox:
    """The same paragraphs with a small gap above them."""
    first, *rest = box.items
    return box if box.kind else PdfBox([first._replace(above=_PARAGRAPH_GAP_MM), *rest])


def _heading_of(document: Document) -> Heading:
    """The heading that a part begins with."""
    first = document[0]
    assert isinstance(first, Heading)
    return first
