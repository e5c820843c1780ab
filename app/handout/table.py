"""A table on paper: rows that break between lines, and headings on top of every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.handout.inks import HEAD, INK, LINE, TINT, Ink
from app.handout.lines import Line, Span
from app.handout.paper import At, Setting

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
