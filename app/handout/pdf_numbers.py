"""The numbers of a handout in a PDF: each with a picture of 1,000 dots, then who was counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Literal, NamedTuple

from app.document.blocks import IconArray
from app.document.handout_numbers import HandoutNumber, HandoutNumbers
from app.handout.colors import ACCENT_COLOR, FAINT_COLOR, MUTED_COLOR
from app.handout.pdf_figure import PdfFigureLayout
from app.handout.pdf_layout import TextItem
from app.handout.text_layout import StyledSpan

_COLUMNS, _ROWS = 50, 20
_KEY_MARKS: tuple[Literal["", "filled", "ring"], ...] = ("", "filled", "ring")
_VALUE_STEP, _GAP_MM, _DOT_MM = 8.0, 5.0, 1.05


class PagePart(NamedTuple):
    """A part of a page that is not split: its height in mm, and what draws it from there on."""

    height: float
    draw: Callable[[], None]


class _Column(NamedTuple):
    """One number: its words, and its picture below them."""

    items: list[TextItem]
    picture: IconArray


class PdfNumberLayout(PdfFigureLayout):
    """Adds the numbers: side by side, or in large print one below the other."""

    def _number_parts(self, numbers: HandoutNumbers) -> Iterator[PagePart]:
        """The pictures with their key, what the words in numbers mean, then the worst harms."""
        large = self._paper.is_large
        across = 1 if large else max(len(numbers.items), 3)
        width = (self._text_width - (across - 1) * _GAP_MM) / across
        columns = [_Column(self._number_items(one, width), one.picture) for one in numbers.items]
        for row in [[one] for one in columns] if large else [columns]:
            height = max(self._height(one.items) for one in row) + _ROWS * self._dot_mm + 1.5
            yield PagePart(height + 1.5, partial(self._draw_columns, row, width))
        key = [self._key_item(text, at) for at, text in enumerate((numbers.lead, *numbers.key))]
        yield PagePart(self._key_height(key), partial(self._draw_key, key))
        for block in (*numbers.key_of_values, *numbers.serious):
            yield self._items_part(list(self._text_items(block, self._text_width, self._small)))

    def _items_part(self, items: list[TextItem]) -> PagePart:
        return PagePart(self._height(items), partial(self._draw_wide, items))

    def _draw_wide(self, items: list[TextItem]) -> None:
        self._draw_items(items, self._pdf.l_margin + self._pdf.c_margin, self._text_width)

    @property
    def _dot_mm(self) -> float:
        return _DOT_MM * self._paper.body / 12

    def _number_items(self, number: HandoutNumber, width: float) -> list[TextItem]:
        rest = f"{number.unit} ({number.range})" if number.range else number.unit
        value = self._item((StyledSpan(number.value, bold=True),), width, _VALUE_STEP, ACCENT_COLOR)
        unit = self._item((StyledSpan(rest),), width, self._small)
        label = self._item((StyledSpan(number.label, bold=True),), width)
        return [value._replace(above=1), unit, label]

    def _draw_columns(self, columns: list[_Column], width: float) -> None:
        pdf = self._pdf
        top, left = pdf.get_y(), pdf.l_margin + pdf.c_margin
        words = max(self._height(one.items) for one in columns)
        for number, column in enumerate(columns):
            place = len(columns) - 1 - number if self._is_rtl else number
            x = left + place * (width + _GAP_MM)
            pdf.set_y(top)
            self._draw_items(column.items, x, width)
            self._picture(column.picture, x, top + words + 1.5, width)
        pdf.set_y(top + words + _ROWS * self._dot_mm + 3)

    def _picture(self, picture: IconArray, left: float, top: float, width: float) -> None:
        """1,000 dots: the filled ones, rings up to the end of the range, the others small."""
        pdf, step = self._pdf, self._dot_mm
        if self._is_rtl:
            left += width - _COLUMNS * step
        centers = [
            (left + (at % _COLUMNS + 0.5) * step, top + (at // _COLUMNS + 0.5) * step)
            for at in range(_COLUMNS * _ROWS)
        ]
        pdf.draw_dots(centers[: picture.count], 0.92 * step, ACCENT_COLOR)
        pdf.draw_dots(centers[picture.high :], 0.32 * step, FAINT_COLOR)
        pdf.draw_rings(centers[picture.count : picture.high], 0.76 * step, ACCENT_COLOR)

    def _key_item(self, text: str, at: int) -> TextItem:
        """What a dot is at all (0), and what filled dots (1) and rings (2) mean."""
        indent = self._paper.body / 3 if at else 0.0
        spans = (StyledSpan(text),)
        item = self._item(spans, self._text_width, self._small, MUTED_COLOR, indent=indent)
        return item._replace(mark=_KEY_MARKS[at])

    def _key_width(self, item: TextItem) -> float:
        """The width of a part of the key, with the gap after it."""
        return item.indent + max(self._line_width(one, item.step) for one in item.lines) + _GAP_MM

    def _key_rows(self, items: list[TextItem]) -> list[list[TextItem]]:
        """The parts of the key in as few lines as possible."""
        rows: list[list[TextItem]] = []
        for item in items:
            used = sum(map(self._key_width, rows[-1])) if rows else 0.0
            if rows and used + self._key_width(item) - _GAP_MM <= self._text_width:
                rows[-1].append(item)
            else:
                rows.append([item])
        return rows

    def _key_height(self, items: list[TextItem]) -> float:
        return sum(max(self._height([one]) for one in row) for row in self._key_rows(items)) + 1

    def _draw_key(self, items: list[TextItem]) -> None:
        pdf = self._pdf
        for row in self._key_rows(items):
            top, x = pdf.get_y(), pdf.l_margin + pdf.c_margin
            for item in row[::-1] if self._is_rtl else row:
                width = self._text_width if len(row) == 1 else self._key_width(item) - _GAP_MM
                pdf.set_y(top)
                self._draw_items([item], x, width)
                x += width + _GAP_MM
            pdf.set_y(top + max(self._height([one]) for one in row))
        pdf.set_y(pdf.get_y() + 1)
