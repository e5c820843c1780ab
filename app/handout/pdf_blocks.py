"""The blocks of a document in a PDF, each type by a function of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.document.blocks import (
    Block,
    Bullets,
    Callout,
    DefinitionList,
    Document,
    Heading,
    OptionTable,
    Passage,
    Questions,
    Span,
    Spans,
)
from app.document.printed import run_in
from app.handout.colors import (
    CAUTION_COLORS,
    HEADING_COLOR,
    MUTED_COLOR,
    NOTICE_COLORS,
    TEXT_COLOR,
    URGENT_COLORS,
    Rgb,
)
from app.handout.pdf_layout import TextItem
from app.handout.pdf_tables import Cell, PdfTableLayout
from app.handout.text_layout import StyledSpan

_CALLOUT_COLORS: dict[str, tuple[Rgb, Rgb]] = {
    "caution": CAUTION_COLORS,
    "urgent": URGENT_COLORS,
    "notice": NOTICE_COLORS,
}
"""The ground of each kind of callout, and the bar at its side."""
_PAD_MM, _BAR_MM = 2.0, 1.2
_HEADING_STEPS = {1: 6.0, 2: 2.0, 3: 0.0, 4: 0.0}
_HEADING_ABOVE_MM = {1: 0.0, 2: 2.5, 3: 1.0, 4: 0.8}
_BOOKMARK_LEVEL = 2
_OPTION_SHARES = (19, 13, 14, 18, 18, 18)
_TWO_SIDES_SHARES = (18, 41, 41)


class PdfBox(NamedTuple):
    """Paragraphs in a row, or those of a callout of a kind."""

    items: list[TextItem]
    kind: str = ""


class PdfTablePart(NamedTuple):
    """A table with the headings right above it."""

    table: OptionTable
    headings: list[TextItem]


class PdfBlockLayout(PdfTableLayout):
    """Adds the blocks of a document."""

    def _add_blocks(self, document: Document, *, has_run_in_headings: bool = False) -> None:
        """Add blocks; with run-in headings the words after a heading begin on its line."""
        for part in self._parts(document, has_run_in_headings=has_run_in_headings):
            match part:
                case PdfTablePart():
                    self._add_options(part.table, part.headings)
                case PdfBox():
                    self._draw_box(part)

    def _parts(
        self, document: Document, *, has_run_in_headings: bool = False
    ) -> Iterator[PdfBox | PdfTablePart]:
        """The boxes and tables of a document; paragraphs in a row are one box."""
        items: list[TextItem] = []
        for block in run_in(document) if has_run_in_headings else document:
            match block:
                case Callout(kind=kind, blocks=blocks):
                    yield PdfBox(items)
                    items = []
                    inner = run_in(blocks) if has_run_in_headings else blocks
                    width = self._text_width - 2 * _PAD_MM - _BAR_MM
                    yield PdfBox(
                        [one for said in inner for one in self._text_items(said, width)], kind
                    )
                case OptionTable():
                    headings = _last_headings(items)
                    yield PdfBox(items[: len(items) - len(headings)])
                    items = []
                    yield PdfTablePart(block, headings)
                case _:
                    items += self._text_items(block, self._text_width)
        yield PdfBox(items)

    def _box_height(self, box: PdfBox) -> float:
        return self._height(box.items) + (3 * _PAD_MM if box.kind else 0)

    def _draw_box(self, box: PdfBox) -> None:
        """Draw paragraphs; those of a callout on a ground, over more than one page if need be."""
        if not box.kind:
            left = self._pdf.l_margin + self._pdf.c_margin
            self._draw_items(box.items, left, self._text_width)
            return
        if self._box_height(box) <= self._page_height() and self._room() < self._split_from():
            self._keep_together(self._box_height(box))
        items = box.items
        while items:
            count = self._count_that_fits(items)
            self._draw_callout(PdfBox(items[:count], box.kind))
            items = items[count:]
            if items:
                self._pdf.add_page()

    def _count_that_fits(self, items: list[TextItem]) -> int:
        """How many items of a callout fit on this page, at least one; none ends with a heading."""
        room = self._room()
        count = len(items)
        while count > 1 and (
            self._box_height(PdfBox(items[:count], "notice")) > room or items[count - 1].is_heading
        ):
            count -= 1
        return count

    def _draw_callout(self, box: PdfBox) -> None:
        pdf, height = self._pdf, self._box_height(box)
        self._keep_together(min(height, self._page_height()))
        top = pdf.get_y() + (0 if self._is_at_top() else _PAD_MM / 2)
        self._draw_ground(box.kind, top, height - _PAD_MM)
        pdf.set_y(top + _PAD_MM)
        left = pdf.l_margin + pdf.c_margin + _PAD_MM + (0 if self._is_rtl else _BAR_MM)
        first = box.items[0]._replace(above=0)
        width = self._text_width - 2 * _PAD_MM - _BAR_MM
        self._draw_items([first, *box.items[1:]], left, width)
        pdf.set_y(pdf.get_y() + 1.5 * _PAD_MM)

    def _draw_ground(self, kind: str, top: float, height: float) -> None:
        pdf = self._pdf
        ground, bar = _CALLOUT_COLORS[kind]
        left, width = pdf.l_margin + pdf.c_margin, self._text_width
        pdf.set_fill_color(*ground)
        pdf.rect(left, top, width, height, style="F")
        pdf.set_fill_color(*bar)
        pdf.rect(left + width - _BAR_MM if self._is_rtl else left, top, _BAR_MM, height, style="F")

    def _text_items(self, block: Block, width: float, step: float = 0) -> Iterator[TextItem]:
        match block:
            case Heading():
                yield self._heading(block, width)
            case Passage():
                yield self._passage(block, width, step)
            case Bullets():
                yield from self._bullets(block, width, step)
            case DefinitionList():
                yield from self._definitions(block, width, step)
            case Questions():
                yield from self._questions(block, width)
            case _:
                raise TypeError(type(block).__name__)

    def _heading(self, block: Heading, width: float) -> TextItem:
        step = _HEADING_STEPS[block.level]
        color = HEADING_COLOR if block.level < 4 else TEXT_COLOR
        item = self._item((StyledSpan(block.text, bold=True),), width, step, color)
        bookmark = (block.text, 0) if block.level <= _BOOKMARK_LEVEL else None
        above = _HEADING_ABOVE_MM[block.level]
        return item._replace(above=above, is_heading=True, bookmark=bookmark)

    def _passage(self, block: Passage, width: float, step: float) -> TextItem:
        if block.is_quiet:
            return self._item(styled(block.spans), width, self._small, MUTED_COLOR)
        return self._item(styled(block.spans), width, step)

    def _bullets(self, block: Bullets, width: float, step: float) -> Iterator[TextItem]:
        for spans in block.items:
            item = self._item(styled(spans), width, step, indent=self._paper.body / 3)
            yield item._replace(mark="bullet")

    def _definitions(self, block: DefinitionList, width: float, step: float) -> Iterator[TextItem]:
        for label, spans in block.entries:
            yield self._item((StyledSpan(f"{label}: ", bold=True), *styled(spans)), width, step)

    def _questions(self, block: Questions, width: float) -> Iterator[TextItem]:
        """Each with a box to tick and a line for the answer."""
        for question in block.items:
            item = self._item(styled(question.spans), width, indent=self._paper.body / 2)
            yield item._replace(mark="box", rules=1, above=1)

    def _add_options(self, table: OptionTable, headings: Sequence[TextItem] = ()) -> None:
        """All options in one table; in large print, where columns are too narrow, one by one."""
        if self._paper.is_large:
            said = [
                item
                for block in options_one_by_one(table)
                for item in self._text_items(block, self._text_width)
            ]
            self._draw_box(PdfBox([*headings, *said]))
            return
        head, rows, shares = _option_rows(table)
        self._add_table(head, rows, shares, self._small, headings)

    def _document_height(self, document: Document) -> float:
        """The height of blocks across the page, if nothing is split."""
        height = 0.0
        for part in self._parts(document):
            if isinstance(part, PdfBox):
                height += self._box_height(part)
                continue
            _, top, body = self._table_rows(*_option_rows(part.table), self._small)
            rows = sum(self._row_height(row, self._small) for row in (top, *body))
            height += rows + self._height(part.headings)
        return height


def _option_rows(
    table: OptionTable,
) -> tuple[tuple[str, ...], list[tuple[Cell, ...]], tuple[int, ...]]:
    """Heads, rows and relative widths of a table of options."""
    shares = _OPTION_SHARES if len(table.columns) > 2 else _TWO_SIDES_SHARES
    rows = [
        (
            (StyledSpan(option.name, bold=True), *_also(option.also)),
            *((StyledSpan(cell),) for cell in option.cells),
        )
        for option in table.options
    ]
    return (table.name_column, *table.columns), rows, shares


def _last_headings(items: list[TextItem]) -> list[TextItem]:
    """The headings at the end of some paragraphs."""
    count = next((at for at, item in enumerate(reversed(items)) if not item.is_heading), len(items))
    return items[len(items) - count :]


def _also(text: str) -> tuple[StyledSpan, ...]:
    return (StyledSpan(f" ({text})"),) if text else ()


def styled(spans: Spans) -> tuple[StyledSpan, ...]:
    """The words of a paragraph with their weight."""
    return tuple(StyledSpan(span.text, span.strong) for span in spans)


def options_one_by_one(table: OptionTable) -> Iterator[Block]:
    """The options as a heading with its definitions each."""
    for option in table.options:
        yield Heading(4, f"{option.name} ({option.also})" if option.also else option.name)
        cells = zip(table.columns, option.cells, strict=True)
        yield DefinitionList(tuple((column, (Span(cell),)) for column, cell in cells))
