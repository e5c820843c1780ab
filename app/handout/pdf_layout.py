"""Text layout of a PDF: page style, fonts, paragraphs, ruled lines, and tables that can split."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from fpdf import FPDF
from fpdf.fonts import TTFFont
from fpdf.line_break import Fragment

from app.handout.bidi import is_rtl_language, visual_order
from app.handout.colors import HEADING_COLOR, LINE_COLOR, MUTED_COLOR, TEXT_COLOR, TINT_COLOR, Rgb
from app.handout.font_coverage import FONT_FACES, FontCoverage
from app.handout.sheet import HandoutSheet
from app.handout.text_layout import FragmentLine, ParagraphLayout, StyledSpan, TextFragment

PAPER_SIZES_MM = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
BODY_PT, LARGE_PT = 12.0, 18.0
MARGIN, POINT_MM = 13.0, 25.4 / 72
_ASCENT = 0.8
"""Distance from the top of a cell to the baseline, in font sizes, as fpdf places text."""


_CIRCLE_CONTROL = 4 / 3 * (math.sqrt(2) - 1)
"""Distance of a control point from the end of a quarter of a circle, in radii."""
_CIRCLE = "%.2f %.2f m" + 4 * " %.2f %.2f %.2f %.2f %.2f %.2f c"


@dataclass(frozen=True, slots=True)
class PageStyle:
    """Style of the pages.

    `size` is the paper, `body` the size of body text in points, `leading` the line height as a
    multiple of the font size, `ruled_lines` the number of lines to write on below each region.
    """

    size: str = "a4"
    body: float = BODY_PT
    leading: float = 1.2
    ruled_lines: int = 2


Widths = dict[tuple[TextFragment, float], float]
"""Widths of fragments in mm, by fragment and font size in points."""


class LinePosition(NamedTuple):
    """Position of a line in mm: its baseline `y`, its left edge `x` and the width it may take."""

    x: float
    y: float
    width: float


class HandoutPdf(FPDF):
    """PDF document with a footer from its owner; it sets each fragment of text as a whole.

    fpdf would split a fragment again by direction and script, and separate accents from their
    letters. The override below prevents that; it depends on the pinned version of fpdf.
    """

    draw_footer: Callable[[], None] | None = None

    def footer(self) -> None:
        if self.draw_footer is not None:
            self.draw_footer()

    def _preload_bidirectional_text(self, text: str, markdown: bool) -> Sequence[Fragment]:
        if self.text_shaping is None:
            return super()._preload_bidirectional_text(text, markdown)
        direction = self.text_shaping["direction"]
        self.text_shaping |= {"paragraph_direction": direction, "fragment_direction": direction}
        return (Fragment(text, self._get_current_graphics_state(), self.k),)

    def fill_circles(self, centers: Iterable[tuple[float, float]], radius: float) -> None:
        """Fill circles as one path, which is much faster than one call of fpdf for each."""
        k, control = self.k, radius * _CIRCLE_CONTROL
        steps = [
            (right * k, up * k)
            for right, up in (
                *((radius, 0.0), (radius, control), (control, radius), (0.0, radius)),
                *((-control, radius), (-radius, control), (-radius, 0.0)),
                *((-radius, -control), (-control, -radius), (0.0, -radius)),
                *((control, -radius), (radius, -control), (radius, 0.0)),
            )
        ]
        path = []
        for x, y in centers:
            left, up = x * k, (self.h - y) * k
            points = tuple(value for dx, dy in steps for value in (left + dx, up + dy))
            path.append(_CIRCLE % points)
        if path:
            self._out("\n".join((*path, "f")))


class PdfTextLayout:
    """A document of a handout, and the methods that set text in it.

    Sizes are given as a `step`: points to add to the size of body text.
    """

    def __init__(self, sheet: HandoutSheet, fonts: Path, paper: PageStyle, widths: Widths) -> None:
        """Begin a document; layouts of the same sheet share `widths` to measure only once."""
        self._sheet, self._paper, self._fonts = sheet, paper, fonts
        self._coverage = FontCoverage(fonts)
        self._widths = widths
        self._pdf = pdf = HandoutPdf(unit="mm", format=PAPER_SIZES_MM[paper.size])
        pdf.draw_footer = self._draw_footer
        pdf.alias_nb_pages("")  # else fpdf would replace "{nb}" in a text by the number of pages
        pdf.set_margins(MARGIN, MARGIN, MARGIN)
        pdf.set_auto_page_break(auto=True, margin=MARGIN + 5)
        pdf.set_title(sheet.title)
        pdf.set_lang(sheet.language)
        pdf.set_creator("Back Atlas")
        date = dt.date.fromisoformat(sheet.date)
        pdf.set_creation_date(dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC))

    def data(self) -> bytes:
        """Return the file and close the fonts; call it once."""
        data = bytes(self._pdf.output())
        self.close()
        return data

    def close(self) -> None:
        """Close the font files."""
        for font in self._pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def _line_height(self, step: float) -> float:
        return (self._paper.body + step) * POINT_MM * self._paper.leading

    def _add_text(
        self,
        text: str,
        step: float = 0,
        *,
        bold: bool = False,
        color: Rgb = TEXT_COLOR,
    ) -> None:
        if text:
            self._add_paragraph((StyledSpan(text, bold),), step, color)

    def _keep_together(self, height: float) -> None:
        """Begin a new page if less than `height` mm are left on this one."""
        if self._pdf.will_page_break(height):
            self._pdf.add_page()

    def _add_bullet(self, text: str) -> None:
        """Add an item of a list, with all of its lines indented."""
        pdf = self._pdf
        self._keep_together(self._line_height(0))
        bullet = ParagraphLayout((StyledSpan("\u2022"),), self._coverage).single_line()
        left = pdf.l_margin + pdf.c_margin
        width = pdf.epw - 2 * pdf.c_margin
        baseline = pdf.get_y() + self._baseline_offset(0)
        self._draw_line(bullet, LinePosition(left, baseline, width), 0)
        self._add_paragraph((StyledSpan(text),), indent=self._paper.body / 3)

    def _add_labelled(self, label: str, text: str, step: float = 0) -> None:
        """Add a paragraph that begins with its label in bold; nothing if there is no text."""
        if text:
            self._add_paragraph((StyledSpan(f"{label}:", bold=True), StyledSpan(f" {text}")), step)

    def _add_paragraph(
        self,
        spans: tuple[StyledSpan, ...],
        step: float = 0,
        color: Rgb = TEXT_COLOR,
        *,
        indent: float = 0,
    ) -> None:
        """Add a paragraph between the margins, over page breaks; `indent` is in mm."""
        pdf, height = self._pdf, self._line_height(step)
        is_rtl = is_rtl_language(self._sheet.language)
        left = pdf.l_margin + pdf.c_margin + (0 if is_rtl else indent)
        width = pdf.epw - 2 * pdf.c_margin - indent
        for line in self._wrapped(spans, width, step):
            if pdf.will_page_break(height):
                pdf.add_page(same=True)
            top = pdf.get_y()
            position = LinePosition(left, top + self._baseline_offset(step), width)
            self._draw_line(line, position, step, color)
            pdf.set_y(top + height)

    def _wrapped(
        self, spans: tuple[StyledSpan, ...], width: float, step: float
    ) -> list[FragmentLine]:
        def measure(fragment: TextFragment) -> float:
            return self._width(fragment, step)

        return list(ParagraphLayout(spans, self._coverage).lines(width, measure))

    def _draw_line(
        self, line: FragmentLine, at: LinePosition, step: float, color: Rgb = TEXT_COLOR
    ) -> None:
        """Draw one line from the side where the sheet's language begins.

        The current position of the document stays as it is.
        """
        width = sum(self._width(fragment, step) for fragment in line)
        x = at.x + at.width - width if is_rtl_language(self._sheet.language) else at.x
        positions: dict[int, float] = {}
        for number in visual_order([fragment.level for fragment in line]):
            positions[number] = x
            x += self._width(line[number], step)
        before = self._pdf.get_x(), self._pdf.get_y()
        self._pdf.set_text_color(*color)
        for number, fragment in enumerate(line):
            self._draw_fragment(fragment, positions[number], at.y, step)
        self._pdf.set_xy(*before)

    def _draw_fragment(self, fragment: TextFragment, x: float, y: float, step: float) -> None:
        pdf = self._pdf
        self._select_font(fragment, step)
        pdf.set_xy(x - pdf.c_margin, y - _ASCENT * pdf.font_size)
        pdf.cell(None, pdf.font_size, fragment.text)
        pdf.set_text_shaping(use_shaping_engine=False)

    def _width(self, fragment: TextFragment, step: float) -> float:
        """Return the width of a fragment in mm."""
        key = fragment, self._paper.body + step
        if key not in self._widths:
            self._select_font(fragment, step)
            self._widths[key] = self._measured(fragment)
        return self._widths[key]

    def _measured(self, fragment: TextFragment) -> float:
        """Measure a fragment in the selected font."""
        pdf, font = self._pdf, self._pdf.current_font
        if fragment.is_plain and font is not None:
            # What `get_string_width` would return, without a copy of the graphics state.
            return font.get_text_width(fragment.text, pdf.font_size_pt, None)[1] / pdf.k
        width = pdf.get_string_width(fragment.text)
        pdf.set_text_shaping(use_shaping_engine=False)
        return width

    def _select_font(self, fragment: TextFragment, step: float) -> None:
        """Select the font of a fragment, and text shaping if the fragment needs it."""
        pdf, face = self._pdf, FONT_FACES[fragment.face]
        style = "B" if fragment.bold else ""
        if f"{face.name.lower()}{style}" not in pdf.fonts:
            pdf.add_font(face.name, style, self._fonts / face.file(bold=fragment.bold))
        pdf.set_font(face.name, style, self._paper.body + step)
        if not fragment.is_plain:
            pdf.set_text_shaping(
                use_shaping_engine=True,
                features={} if fragment.is_rtl else {"liga": False},
                direction="rtl" if fragment.is_rtl else "ltr",
            )

    def _baseline_offset(self, step: float) -> float:
        """Return the distance from the top of a line to its baseline, in mm."""
        return (
            0.5 * self._line_height(step) + (_ASCENT - 0.5) * (self._paper.body + step) * POINT_MM
        )

    def _draw_footer(self) -> None:
        step = -4.0
        left = MARGIN + self._pdf.c_margin
        y = self._pdf.h - MARGIN - 2 + _ASCENT * (self._paper.body + step) * POINT_MM
        line = ParagraphLayout((StyledSpan(self._sheet.footer),), self._coverage).single_line()
        self._draw_line(line, LinePosition(left, y, self._pdf.w - 2 * left), step, MUTED_COLOR)

    def _draw_ruled_lines(self) -> None:
        """Draw lines to write on."""
        pdf = self._pdf
        pdf.set_draw_color(*LINE_COLOR)
        pdf.set_line_width(0.25)
        for _ in range(self._paper.ruled_lines):
            self._keep_together(6.5)
            pdf.ln(6.5)
            pdf.line(MARGIN, pdf.get_y(), pdf.w - MARGIN, pdf.get_y())

    def _bookmark(self, title: str, level: int) -> None:
        self._pdf.start_section(title, level)


_PAD = 0.8
TableRow = list[list[FragmentLine]]
"""A row of a table: the lines of each cell."""


class PdfTableLayout(PdfTextLayout):
    """Adds tables to the text layout."""

    def _add_table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int]
    ) -> None:
        """Add a table between the margins, with its head repeated on each page.

        `shares` are the relative widths of the columns. A row higher than a page is split.
        """
        pdf = self._pdf
        widths = [pdf.epw * share / sum(shares) for share in shares]
        top = self._row(head, widths, bold=True)
        body = [self._row(row, widths) for row in rows]
        if pdf.will_page_break(self._height(top) + (self._height(body[0]) if body else 0)):
            pdf.add_page(same=True)
        self._draw_row(top, widths, is_head=True)
        room = pdf.page_break_trigger - pdf.t_margin - self._height(top) - 2 * _PAD
        max_lines = int(room / self._line_height(0))
        for row in body:
            for part in _split_row(row, max_lines):
                if pdf.will_page_break(self._height(part)):
                    pdf.add_page(same=True)
                    self._draw_row(top, widths, is_head=True)
                self._draw_row(part, widths)

    def _row(self, cells: Sequence[str], widths: list[float], *, bold: bool = False) -> TableRow:
        return [
            self._wrapped((StyledSpan(text, bold),), width - 2 * _PAD, 0)
            for text, width in zip(cells, widths, strict=True)
        ]

    def _height(self, row: TableRow) -> float:
        return max(map(len, row)) * self._line_height(0) + 2 * _PAD

    def _draw_row(self, row: TableRow, widths: list[float], *, is_head: bool = False) -> None:
        pdf = self._pdf
        left, top, height = pdf.l_margin, pdf.get_y(), self._height(row)
        color: Rgb = HEADING_COLOR if is_head else TEXT_COLOR
        for lines, width in zip(row, widths, strict=True):
            pdf.set_draw_color(*LINE_COLOR)
            if is_head:
                pdf.set_fill_color(*TINT_COLOR)
            pdf.rect(left, top, width, height, style="DF" if is_head else "D")
            for number, line in enumerate(lines):
                y = top + _PAD + number * self._line_height(0) + self._baseline_offset(0)
                self._draw_line(line, LinePosition(left + _PAD, y, width - 2 * _PAD), 0, color)
            left += width
        pdf.set_y(top + height)


def _split_row(row: TableRow, max_lines: int) -> Iterator[TableRow]:
    """Split a row into parts of at most `max_lines` lines."""
    for start in range(0, max(len(lines) for lines in row), max_lines):
        yield [lines[start : start + max_lines] for lines in row]
