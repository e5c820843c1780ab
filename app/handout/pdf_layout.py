"""PDF text layout.

Page style, fonts, paragraphs, ruled lines, and tables that break between lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
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
"""From the top of a cell to the feet of its letters, in sizes of the font: so fpdf sets it."""


@dataclass(frozen=True, slots=True)
class PageStyle:
    """How it is set: the paper, the size of the body in points, line height, lines to write on."""

    size: str = "a4"
    body: float = BODY_PT
    leading: float = 1.2
    ruled_lines: int = 2


Widths = dict[tuple[TextFragment, float], float]
"""How wide pieces are in mm, by their size in points."""


class LinePosition(NamedTuple):
    """Where a line is set, in mm: the feet of its letters, from `x` to the end of its room."""

    x: float
    y: float
    room: float


class HandoutPdf(FPDF):
    """Ends every page with a line that its owner sets, and leaves a piece of text whole.

    fpdf would look for directions and scripts in a piece again, and take accents away from their
    letters at that; which is why its version is pinned.
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


class PdfTextLayout:
    """One document of a sheet, and the ways words are set in it."""

    def __init__(self, sheet: HandoutSheet, fonts: Path, paper: PageStyle, widths: Widths) -> None:
        """Begin a document; `widths` are kept from one to the next of the same sheet."""
        self._sheet, self._paper, self._fonts = sheet, paper, fonts
        self._words = sheet.strings
        self._letters = FontCoverage(fonts)
        self._widths = widths
        self._pdf = pdf = HandoutPdf(unit="mm", format=PAPER_SIZES_MM[paper.size])
        pdf.draw_footer = self._draw_footer
        pdf.alias_nb_pages("")  # else a word "{nb}" would print as a number of pages
        pdf.set_margins(MARGIN, MARGIN, MARGIN)
        pdf.set_auto_page_break(auto=True, margin=MARGIN + 5)
        pdf.set_title(sheet.title)
        pdf.set_lang(sheet.language)
        pdf.set_creator("Back Atlas")
        date = dt.date.fromisoformat(sheet.date)
        pdf.set_creation_date(dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC))

    def data(self) -> bytes:
        """The file; once."""
        made = bytes(self._pdf.output())
        self.close()
        return made

    def close(self) -> None:
        """Lets go of the font files."""
        for font in self._pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def _line(self, step: float) -> float:
        return (self._paper.body + step) * POINT_MM * self._paper.leading

    def _add_text(
        self,
        words: str,
        step: float = 0,
        *,
        bold: bool = False,
        colour: Rgb = TEXT_COLOR,
    ) -> None:
        if words:
            self._add_paragraph((StyledSpan(words, bold),), step, colour)

    def _keep_together(self, tall: float) -> None:
        """Begins a new page where so many millimetres do not fit on this one."""
        if self._pdf.will_page_break(tall):
            self._pdf.add_page()

    def _add_bullet(self, words: str) -> None:
        """An item of a list, its further lines below its first word."""
        pdf = self._pdf
        self._keep_together(self._line(0))
        dot = ParagraphLayout((StyledSpan("\u2022"),), self._letters).pieces()
        left = pdf.l_margin + pdf.c_margin
        room = pdf.epw - 2 * pdf.c_margin
        self._draw_line(dot, LinePosition(left, pdf.get_y() + self._baseline_offset(0), room), 0)
        self._add_paragraph((StyledSpan(words),), indent=self._paper.body / 3)

    def _add_labelled(self, label: str, words: str, step: float = 0) -> None:
        """A paragraph that begins with its label in bold."""
        if words:
            self._add_paragraph((StyledSpan(f"{label}:", bold=True), StyledSpan(f" {words}")), step)

    def _add_paragraph(
        self,
        spans: tuple[StyledSpan, ...],
        step: float = 0,
        colour: Rgb = TEXT_COLOR,
        *,
        indent: float = 0,
    ) -> None:
        """Sets a paragraph between the margins, on as many pages as it takes; `indent` in mm."""
        pdf, tall = self._pdf, self._line(step)
        is_turned = is_rtl_language(self._sheet.language)
        left = pdf.l_margin + pdf.c_margin + (0 if is_turned else indent)
        room = pdf.epw - 2 * pdf.c_margin - indent
        for line in self._broken(spans, room, step):
            if pdf.will_page_break(tall):
                pdf.add_page(same=True)
            top = pdf.get_y()
            self._draw_line(
                line, LinePosition(left, top + self._baseline_offset(step), room), step, colour
            )
            pdf.set_y(top + tall)

    def _broken(
        self, spans: tuple[StyledSpan, ...], room: float, step: float
    ) -> list[FragmentLine]:
        def measure(piece: TextFragment) -> float:
            return self._width(piece, step)

        return list(ParagraphLayout(spans, self._letters).lines(room, measure))

    def _draw_line(
        self, line: FragmentLine, at: LinePosition, step: float, colour: Rgb = TEXT_COLOR
    ) -> None:
        """Sets one line, from the side at which the sheet's language begins; stays where it is."""
        wide = sum(self._width(piece, step) for piece in line)
        x = at.x + at.room - wide if is_rtl_language(self._sheet.language) else at.x
        places: dict[int, float] = {}
        for number in visual_order([piece.level for piece in line]):
            places[number] = x
            x += self._width(line[number], step)
        where = self._pdf.get_x(), self._pdf.get_y()
        self._pdf.set_text_color(*colour)
        for number, piece in enumerate(line):
            self._draw_fragment(piece, places[number], at.y, step)
        self._pdf.set_xy(*where)

    def _draw_fragment(self, piece: TextFragment, x: float, y: float, step: float) -> None:
        pdf = self._pdf
        self._select_font(piece, step)
        pdf.set_xy(x - pdf.c_margin, y - _ASCENT * pdf.font_size)
        pdf.cell(None, pdf.font_size, piece.text)
        pdf.set_text_shaping(use_shaping_engine=False)

    def _width(self, piece: TextFragment, step: float) -> float:
        """How wide it is in mm."""
        key = piece, self._paper.body + step
        if key not in self._widths:
            self._select_font(piece, step)
            self._widths[key] = self._pdf.get_string_width(piece.text)
            self._pdf.set_text_shaping(use_shaping_engine=False)
        return self._widths[key]

    def _select_font(self, piece: TextFragment, step: float) -> None:
        """Chooses font and shaping for a piece."""
        pdf, face = self._pdf, FONT_FACES[piece.face]
        style = "B" if piece.bold else ""
        if f"{face.name.lower()}{style}" not in pdf.fonts:
            pdf.add_font(face.name, style, self._fonts / face.file(bold=piece.bold))
        pdf.set_font(face.name, style, self._paper.body + step)
        if not piece.is_plain:
            pdf.set_text_shaping(
                use_shaping_engine=True,
                features={} if piece.is_rtl else {"liga": False},
                direction="rtl" if piece.is_rtl else "ltr",
            )

    def _baseline_offset(self, step: float) -> float:
        """From the top of a line to the feet of its letters, in mm."""
        return 0.5 * self._line(step) + (_ASCENT - 0.5) * (self._paper.body + step) * POINT_MM

    def _draw_footer(self) -> None:
        sheet, step = self._sheet, -4.0
        words = self._words["foot"].format(
            version=sheet.version,
            date=sheet.date,
            review=self._words["review"],
            hash=sheet.content_hash,
        )
        left = MARGIN + self._pdf.c_margin
        y = self._pdf.h - MARGIN - 2 + _ASCENT * (self._paper.body + step) * POINT_MM
        line = ParagraphLayout((StyledSpan(words),), self._letters).pieces()
        self._draw_line(line, LinePosition(left, y, self._pdf.w - 2 * left), step, MUTED_COLOR)

    def _draw_ruled_lines(self) -> None:
        """Lines to write on."""
        pdf = self._pdf
        pdf.set_draw_color(*LINE_COLOR)
        pdf.set_line_width(0.25)
        for _ in range(self._paper.ruled_lines):
            self._keep_together(6.5)
            pdf.ln(6.5)
            pdf.line(MARGIN, pdf.get_y(), pdf.w - MARGIN, pdf.get_y())

    def _bookmark(self, words: str, level: int) -> None:
        self._pdf.start_section(words, level)


_PAD = 0.8
TableRow = list[list[FragmentLine]]
"""The lines of each cell of a row."""


class PdfTableLayout(PdfTextLayout):
    """Sets tables too."""

    def _rows(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int]
    ) -> None:
        """Sets a table between the margins; `shares` are how wide the columns are."""
        pdf = self._pdf
        widths = [pdf.epw * share / sum(shares) for share in shares]
        top = self._row(head, widths, bold=True)
        body = [self._row(row, widths) for row in rows]
        if pdf.will_page_break(self._tall(top) + (self._tall(body[0]) if body else 0)):
            pdf.add_page(same=True)
        self._set_row(top, widths, is_head=True)
        most = int(
            (pdf.page_break_trigger - pdf.t_margin - self._tall(top) - 2 * _PAD) / self._line(0)
        )
        for row in body:
            for part in _parts(row, most):
                if pdf.will_page_break(self._tall(part)):
                    pdf.add_page(same=True)
                    self._set_row(top, widths, is_head=True)
                self._set_row(part, widths)

    def _row(self, cells: Sequence[str], widths: list[float], *, bold: bool = False) -> TableRow:
        return [
            self._broken((StyledSpan(words, bold),), wide - 2 * _PAD, 0)
            for words, wide in zip(cells, widths, strict=True)
        ]

    def _tall(self, row: TableRow) -> float:
        return max(map(len, row)) * self._line(0) + 2 * _PAD

    def _set_row(self, row: TableRow, widths: list[float], *, is_head: bool = False) -> None:
        pdf = self._pdf
        left, top, tall = pdf.l_margin, pdf.get_y(), self._tall(row)
        colour: Rgb = HEADING_COLOR if is_head else TEXT_COLOR
        for lines, wide in zip(row, widths, strict=True):
            pdf.set_draw_color(*LINE_COLOR)
            if is_head:
                pdf.set_fill_color(*TINT_COLOR)
            pdf.rect(left, top, wide, tall, style="DF" if is_head else "D")
            for number, line in enumerate(lines):
                y = top + _PAD + number * self._line(0) + self._baseline_offset(0)
                self._draw_line(line, LinePosition(left + _PAD, y, wide - 2 * _PAD), 0, colour)
            left += wide
        pdf.set_y(top + tall)


def _parts(row: TableRow, most: int) -> Iterator[TableRow]:
    """Cut a row that is taller than a page."""
    for at in range(0, max(len(lines) for lines in row), most):
        yield [lines[at : at + most] for lines in row]
