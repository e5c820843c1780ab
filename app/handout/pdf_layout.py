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

from app.handout.bidi import is_turned_language, visual_order
from app.handout.colors import HEAD, INK, LINE, QUIET, TINT, Ink
from app.handout.font_coverage import FACES, Letters
from app.handout.sheet import Sheet
from app.handout.text_layout import Line, Paragraph, Piece, Span

PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
BODY_PT, LARGE_PT = 12.0, 18.0
MARGIN, POINT_MM = 13.0, 25.4 / 72
_ASCENT = 0.8
"""From the top of a cell to the feet of its letters, in sizes of the font: so fpdf sets it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """How it is set: the paper, the size of the body in points, line height, lines to write on."""

    size: str = "a4"
    body: float = BODY_PT
    leading: float = 1.2
    rules: int = 2


Widths = dict[tuple[Piece, float], float]
"""How wide pieces are in mm, by their size in points."""


class At(NamedTuple):
    """Where a line is set, in mm: the feet of its letters, from `x` to the end of its room."""

    x: float
    y: float
    room: float


class Document(FPDF):
    """Ends every page with a line that its owner sets, and leaves a piece of text whole.

    fpdf would look for directions and scripts in a piece again, and take accents away from their
    letters at that; which is why its version is pinned.
    """

    foot: Callable[[], None] | None = None

    def footer(self) -> None:
        if self.foot is not None:
            self.foot()

    def _preload_bidirectional_text(self, text: str, markdown: bool) -> Sequence[Fragment]:
        if self.text_shaping is None:
            return super()._preload_bidirectional_text(text, markdown)
        direction = self.text_shaping["direction"]
        self.text_shaping |= {"paragraph_direction": direction, "fragment_direction": direction}
        return (Fragment(text, self._get_current_graphics_state(), self.k),)


class Setting:
    """One document of a sheet, and the ways words are set in it."""

    def __init__(self, sheet: Sheet, fonts: Path, paper: Paper, widths: Widths) -> None:
        """Begin a document; `widths` are kept from one to the next of the same sheet."""
        self._sheet, self._paper, self._fonts = sheet, paper, fonts
        self._words = sheet.words
        self._letters = Letters(fonts)
        self._widths = widths
        self._pdf = pdf = Document(unit="mm", format=PAPERS[paper.size])
        pdf.foot = self._foot
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

    def _text(
        self,
        words: str,
        step: float = 0,
        *,
        bold: bool = False,
        colour: Ink = INK,
    ) -> None:
        if words:
            self._paragraph((Span(words, bold),), step, colour)

    def _keep_together(self, tall: float) -> None:
        """Begins a new page where so many millimetres do not fit on this one."""
        if self._pdf.will_page_break(tall):
            self._pdf.add_page()

    def _item(self, words: str) -> None:
        """An item of a list, its further lines below its first word."""
        pdf = self._pdf
        self._keep_together(self._line(0))
        dot = Paragraph((Span("\u2022"),), self._letters).pieces()
        left = pdf.l_margin + pdf.c_margin
        room = pdf.epw - 2 * pdf.c_margin
        self._set_line(dot, At(left, pdf.get_y() + self._above(0), room), 0)
        self._paragraph((Span(words),), indent=self._paper.body / 3)

    def _labelled(self, label: str, words: str, step: float = 0) -> None:
        """A paragraph that begins with its label in bold."""
        if words:
            self._paragraph((Span(f"{label}:", bold=True), Span(f" {words}")), step)

    def _paragraph(
        self,
        spans: tuple[Span, ...],
        step: float = 0,
        colour: Ink = INK,
        *,
        indent: float = 0,
    ) -> None:
        """Sets a paragraph between the margins, on as many pages as it takes; `indent` in mm."""
        pdf, tall = self._pdf, self._line(step)
        is_turned = is_turned_language(self._sheet.language)
        left = pdf.l_margin + pdf.c_margin + (0 if is_turned else indent)
        room = pdf.epw - 2 * pdf.c_margin - indent
        for line in self._broken(spans, room, step):
            if pdf.will_page_break(tall):
                pdf.add_page(same=True)
            top = pdf.get_y()
            self._set_line(line, At(left, top + self._above(step), room), step, colour)
            pdf.set_y(top + tall)

    def _broken(self, spans: tuple[Span, ...], room: float, step: float) -> list[Line]:
        def measure(piece: Piece) -> float:
            return self._width(piece, step)

        return list(Paragraph(spans, self._letters).lines(room, measure))

    def _set_line(self, line: Line, at: At, step: float, colour: Ink = INK) -> None:
        """Sets one line, from the side at which the sheet's language begins; stays where it is."""
        wide = sum(self._width(piece, step) for piece in line)
        x = at.x + at.room - wide if is_turned_language(self._sheet.language) else at.x
        places: dict[int, float] = {}
        for number in visual_order([piece.level for piece in line]):
            places[number] = x
            x += self._width(line[number], step)
        where = self._pdf.get_x(), self._pdf.get_y()
        self._pdf.set_text_color(*colour)
        for number, piece in enumerate(line):
            self._set_piece(piece, places[number], at.y, step)
        self._pdf.set_xy(*where)

    def _set_piece(self, piece: Piece, x: float, y: float, step: float) -> None:
        pdf = self._pdf
        self._choose(piece, step)
        pdf.set_xy(x - pdf.c_margin, y - _ASCENT * pdf.font_size)
        pdf.cell(None, pdf.font_size, piece.words)
        pdf.set_text_shaping(use_shaping_engine=False)

    def _width(self, piece: Piece, step: float) -> float:
        """How wide it is in mm."""
        key = piece, self._paper.body + step
        if key not in self._widths:
            self._choose(piece, step)
            self._widths[key] = self._pdf.get_string_width(piece.words)
            self._pdf.set_text_shaping(use_shaping_engine=False)
        return self._widths[key]

    def _choose(self, piece: Piece, step: float) -> None:
        """Chooses font and shaping for a piece."""
        pdf, face = self._pdf, FACES[piece.face]
        style = "B" if piece.bold else ""
        if f"{face.name.lower()}{style}" not in pdf.fonts:
            pdf.add_font(face.name, style, self._fonts / face.file(bold=piece.bold))
        pdf.set_font(face.name, style, self._paper.body + step)
        if not piece.is_plain:
            pdf.set_text_shaping(
                use_shaping_engine=True,
                features={} if piece.is_turned else {"liga": False},
                direction="rtl" if piece.is_turned else "ltr",
            )

    def _above(self, step: float) -> float:
        """From the top of a line to the feet of its letters, in mm."""
        return 0.5 * self._line(step) + (_ASCENT - 0.5) * (self._paper.body + step) * POINT_MM

    def _foot(self) -> None:
        sheet, step = self._sheet, -4.0
        words = self._words["foot"].format(
            version=sheet.version,
            date=sheet.date,
            review=self._words["review"],
            hash=sheet.content_hash,
        )
        left = MARGIN + self._pdf.c_margin
        y = self._pdf.h - MARGIN - 2 + _ASCENT * (self._paper.body + step) * POINT_MM
        line = Paragraph((Span(words),), self._letters).pieces()
        self._set_line(line, At(left, y, self._pdf.w - 2 * left), step, QUIET)

    def _rules(self) -> None:
        """Lines to write on."""
        pdf = self._pdf
        pdf.set_draw_color(*LINE)
        pdf.set_line_width(0.25)
        for _ in range(self._paper.rules):
            self._keep_together(6.5)
            pdf.ln(6.5)
            pdf.line(MARGIN, pdf.get_y(), pdf.w - MARGIN, pdf.get_y())

    def _bookmark(self, words: str, level: int) -> None:
        self._pdf.start_section(words, level)


_PAD = 0.8
Row = list[list[Line]]
"""The lines of each cell of a row."""


class TableSetting(Setting):
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

    def _row(self, cells: Sequence[str], widths: list[float], *, bold: bool = False) -> Row:
        return [
            self._broken((Span(words, bold),), wide - 2 * _PAD, 0)
            for words, wide in zip(cells, widths, strict=True)
        ]

    def _tall(self, row: Row) -> float:
        return max(map(len, row)) * self._line(0) + 2 * _PAD

    def _set_row(self, row: Row, widths: list[float], *, is_head: bool = False) -> None:
        pdf = self._pdf
        left, top, tall = pdf.l_margin, pdf.get_y(), self._tall(row)
        colour: Ink = HEAD if is_head else INK
        for lines, wide in zip(row, widths, strict=True):
            pdf.set_draw_color(*LINE)
            if is_head:
                pdf.set_fill_color(*TINT)
            pdf.rect(left, top, wide, tall, style="DF" if is_head else "D")
            for number, line in enumerate(lines):
                y = top + _PAD + number * self._line(0) + self._above(0)
                self._set_line(line, At(left + _PAD, y, wide - 2 * _PAD), 0, colour)
            left += wide
        pdf.set_y(top + tall)


def _parts(row: Row, most: int) -> Iterator[Row]:
    """Cut a row that is taller than a page."""
    for at in range(0, max(len(lines) for lines in row), most):
        yield [lines[at : at + most] for lines in row]
