"""Tables of a PDF: their head is repeated on each page, and a row can be split over pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.handout.colors import HEADING_COLOR, LINE_COLOR, TEXT_COLOR, TINT_COLOR, Rgb
from app.handout.pdf_layout import PdfTextLayout, TextItem
from app.handout.pdf_lines import LinePosition
from app.handout.text_layout import FragmentLine, StyledSpan

_PAD, _SIDE_PAD = 0.4, 0.8
Cell = tuple[StyledSpan, ...]
TableRow = list[list[FragmentLine]]
"""A row of a table: the lines of each cell."""


class PdfTableLayout(PdfTextLayout):
    """Adds tables to the text layout."""

    def _add_table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        shares: Sequence[int],
        step: float = 0,
        headings: Sequence[TextItem] = (),
    ) -> None:
        """Add a table between the margins; it is split if a page would stay too empty otherwise.

        `shares` are the relative widths of the columns; `headings` stand above the table, on its
        page. A row higher than a page is split.
        """
        pdf = self._pdf
        widths, top, body = self._table_rows(head, rows, shares, step)
        heights = [self._row_height(row, step) for row in (top, *body)]
        whole, least = (self._height(headings) + sum(part) for part in (heights, heights[:2]))
        is_split = whole > self._page_height() or self._room() > self._split_from()
        self._keep_together(least if is_split else whole)
        self._draw_items(headings, pdf.l_margin + pdf.c_margin, self._text_width)
        self._draw_row(top, widths, step, is_head=True)
        most = self._page_height() - heights[0] - 2 * _PAD
        max_lines = int(most / self._line_height(step))
        for row in body:
            for part in _split_row(row, max_lines):
                if pdf.will_page_break(self._row_height(part, step)):
                    pdf.add_page(same=True)
                    self._draw_row(top, widths, step, is_head=True)
                self._draw_row(part, widths, step)

    def _table_rows(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        shares: Sequence[int],
        step: float,
    ) -> tuple[list[float], TableRow, list[TableRow]]:
        """The widths of the columns, and the head and the rows wrapped to them."""
        widths = [self._pdf.epw * share / sum(shares) for share in shares]
        top = self._row([(StyledSpan(text, bold=True),) for text in head], widths, step)
        return widths, top, [self._row(row, widths, step) for row in rows]

    def _row(self, cells: Sequence[Cell], widths: list[float], step: float) -> TableRow:
        return [
            self._wrapped(spans, width - 2 * _SIDE_PAD, step)
            for spans, width in zip(cells, widths, strict=True)
        ]

    def _row_height(self, row: TableRow, step: float) -> float:
        return max(map(len, row)) * self._line_height(step) + 2 * _PAD

    def _draw_row(
        self, row: TableRow, widths: list[float], step: float, *, is_head: bool = False
    ) -> None:
        pdf = self._pdf
        left, top, height = pdf.l_margin, pdf.get_y(), self._row_height(row, step)
        color: Rgb = HEADING_COLOR if is_head else TEXT_COLOR
        cells = list(zip(row, widths, strict=True))
        for lines, width in reversed(cells) if self._is_rtl else cells:
            pdf.set_draw_color(*LINE_COLOR)
            pdf.set_line_width(0.2)
            if is_head:
                pdf.set_fill_color(*TINT_COLOR)
            pdf.rect(left, top, width, height, style="DF" if is_head else "D")
            for number, line in enumerate(lines):
                y = top + _PAD + number * self._line_height(step) + self._baseline_offset(step)
                at = LinePosition(left + _SIDE_PAD, y, width - 2 * _SIDE_PAD)
                self._draw_line(line, at, step, color)
            left += width
        pdf.set_y(top + height)


def _split_row(row: TableRow, max_lines: int) -> Iterator[TableRow]:
    """Split a row into parts of at most `max_lines` lines."""
    for start in range(0, max(len(lines) for lines in row), max_lines):
        yield [lines[start : start + max_lines] for lines in row]
