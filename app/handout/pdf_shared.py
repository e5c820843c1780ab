"""The page of a handout for all regions together: options, recovery, who was counted, sources."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from app.document.blocks import (
    Block,
    Bullets,
    DefinitionList,
    Document,
    Heading,
    Passage,
    plain_text,
)
from app.handout.colors import HEADING_COLOR, MUTED_COLOR
from app.handout.pdf_blocks import styled
from app.handout.pdf_layout import TextItem
from app.handout.pdf_lines import PageStyle
from app.handout.pdf_region import PdfRegionLayout
from app.handout.text_layout import StyledSpan

_BETWEEN_SOURCES = " \u00b7 "
_LEADINGS = (1.2, 1.13, 1.06, 1.0)
_NOTHING, _SOURCES, _ANY = range(3)
"""What may stand below the card: no small print, the sources, or any of it."""
_GAP_MM, _MOST_COLUMNS, _COLUMN_GAP_MM, _BAR_MM = 1.5, 4, 4.0, 0.8


class SmallPrint(NamedTuple):
    """Small print that stands below the card, and the style in which it fits there."""

    items: list[TextItem]
    paper: PageStyle


class PdfSharedLayout(PdfRegionLayout):
    """Adds the page for all regions, a little tighter if it would not fit otherwise on one page."""

    def _shared_page(self, below_room: float) -> SmallPrint:
        """Add the page; return the small print that stands below the card instead.

        `below_room` is the height that the card leaves free on its page.
        """
        usual = self._paper
        self._pdf.add_page()
        here, below = (self._small_print(), []) if usual.is_large else self._fit(below_room)
        for part in self._shared_parts:
            self._add_part(part)
        self._draw_wide(here)
        found = SmallPrint(below, self._paper)
        self._paper = usual
        return found

    def _fit(self, below_room: float) -> tuple[list[TextItem], list[TextItem]]:
        """Choose the loosest print in which all fits, or all but small print below the card.

        Rather the sources than a part of who was counted. Return the small print of this page and
        that below the card. If nothing fits, the print is as usual and all is here, over as many
        pages as it takes.
        """
        usual, tightest = self._paper, _LEADINGS[-1]
        for most_below in (_NOTHING, _SOURCES, _ANY):
            if self._split(tightest, most_below, below_room) is None:
                continue
            for leading in _LEADINGS:
                found = self._split(leading, most_below, below_room)
                if found is not None:
                    return found
        self._paper = usual
        return self._small_print(), []

    def _split(
        self, leading: float, most_below: int, below_room: float
    ) -> tuple[list[TextItem], list[TextItem]] | None:
        """The small print of this page and that below the card, or None if it does not fit."""
        self._paper = PageStyle(self._paper.size, self._paper.body, leading)
        items, counted = self._small_print(), len(self._counted_items())
        room = self._page_height() - sum(map(self._part_height, self._shared_parts))
        count = self._count_of_items(items, room)
        if room < 0 or count < (len(items), counted, 0)[most_below]:
            return None
        count = counted if most_below == _SOURCES else count
        fits = self._height(items[count:]) <= below_room
        return (items[:count], items[count:]) if fits else None

    def _count_of_items(self, items: list[TextItem], room: float) -> int:
        """How many items fit in a height; the last of them is no heading."""
        count = len(items)
        while count and (self._height(items[:count]) > room or items[count - 1].is_heading):
            count -= 1
        return count

    def _small_print(self) -> list[TextItem]:
        """Who was counted, and the sources."""
        return [*self._counted_items(), *self._source_items()]

    @property
    def _shared_parts(self) -> tuple[Document, ...]:
        document = self._sheet.document
        parts = (document.options, document.recovery, document.time_to_think, document.kept)
        return tuple(part for part in parts if part)

    def _counted_items(self) -> list[TextItem]:
        """Who was counted, in small print."""
        numbers, width = self._sheet.document.numbers, self._text_width
        counted = numbers.counted if numbers is not None else ()
        return [item for one in counted for item in self._text_items(one, width, self._small)]

    def _source_items(self) -> list[TextItem]:
        """The sources in small print, one after another."""
        sources, width = self._sheet.document.sources, self._text_width
        match sources:
            case (Heading(text=text), Bullets(items=items), Passage(spans=note)):
                words = _BETWEEN_SOURCES.join(map(plain_text, items))
                lead = StyledSpan(f"{text}: ", bold=True)
                spans = (lead, StyledSpan(f"{words}. {plain_text(note)}"))
                item = self._item(spans, width, self._small, MUTED_COLOR)
                return [item._replace(bookmark=(text, 0), above=_GAP_MM)]
        return []

    # Times of recovery, side by side.

    def _pieces(self, part: Document) -> Iterator[Document]:
        """The blocks of a part in runs; a list of times is a run of its own."""
        for is_times, blocks in groupby(part, self._is_times):
            if is_times:
                yield from ((block,) for block in blocks)
            else:
                yield tuple(blocks)

    def _is_times(self, block: Block) -> bool:
        return isinstance(block, DefinitionList) and not self._paper.is_large

    def _part_height(self, part: Document) -> float:
        height = _GAP_MM
        for piece in self._pieces(part):
            match piece:
                case (DefinitionList() as times,) if self._is_times(times):
                    height += sum(map(self._times_height, self._times(times)))
                case _:
                    height += self._document_height(piece)
        return height

    def _add_part(self, part: Document) -> None:
        for piece in self._pieces(part):
            match piece:
                case (DefinitionList() as times,) if self._is_times(times):
                    for row in self._times(times):
                        self._draw_times(row)
                case _:
                    self._add_blocks(piece)
        self._pdf.ln(_GAP_MM)

    @property
    def _times_width(self) -> float:
        return (self._text_width - (_MOST_COLUMNS - 1) * _COLUMN_GAP_MM) / _MOST_COLUMNS

    def _times(self, block: DefinitionList) -> list[list[list[TextItem]]]:
        """Rows of times; each time has its label, and when."""
        width = self._times_width - 2 * _BAR_MM - 1
        cells = []
        for label, spans in block.entries:
            name = self._item((StyledSpan(label, bold=True),), width, self._small, HEADING_COLOR)
            cells.append([name, self._item(styled(spans), width, self._small)])
        rows = range(0, len(cells), _MOST_COLUMNS)
        return [cells[at : at + _MOST_COLUMNS] for at in rows]

    def _times_height(self, row: list[list[TextItem]]) -> float:
        return max(map(self._height, row)) + 1.5

    def _draw_times(self, row: list[list[TextItem]]) -> None:
        pdf, width = self._pdf, self._times_width
        tall = self._times_height(row)
        self._keep_together(tall)
        top, left = pdf.get_y() + 0.5, pdf.l_margin + pdf.c_margin
        for number, cell in enumerate(row):
            place = _MOST_COLUMNS - 1 - number if self._is_rtl else number
            x = left + place * (width + _COLUMN_GAP_MM)
            pdf.set_fill_color(*HEADING_COLOR)
            bar = x + width - _BAR_MM if self._is_rtl else x
            pdf.rect(bar, top, _BAR_MM, tall - 1.5, style="F")
            pdf.set_y(top)
            inner = x if self._is_rtl else x + 2 * _BAR_MM + 1
            self._draw_items(cell, inner, width - 2 * _BAR_MM - 1)
        pdf.set_y(top + tall - 0.5)
