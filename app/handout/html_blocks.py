"""The blocks of a document as HTML, each type by a function of its own; all words are escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch
from html import escape

from app.document.blocks import (
    Block,
    Bullets,
    Callout,
    DefinitionList,
    Document,
    Heading,
    IconArray,
    OptionTable,
    Passage,
    Questions,
    Span,
    Spans,
)
from app.handout.colors import ACCENT_COLOR, FAINT_COLOR, css_color
from app.handout.html_text import element, paragraph

_COLUMNS, _STEP = 50, 6
_ACCENT, _FAINT = css_color(ACCENT_COLOR), css_color(FAINT_COLOR)
RULE = "<div class='rule'></div>"
"""A line to write on."""


def html_of(document: Document) -> Iterator[str]:
    """Return the elements of a document."""
    for block in document:
        yield from _block(block)


@singledispatch
def _block(block: Block) -> Iterator[str]:
    """The elements of one block."""
    raise TypeError(type(block).__name__)


@_block.register
def _(block: Heading) -> Iterator[str]:
    yield element(f"h{block.level}", block.text)


@_block.register
def _(block: Passage) -> Iterator[str]:
    yield paragraph(block.spans, "quiet" if block.is_quiet else "")


@_block.register
def _(block: Bullets) -> Iterator[str]:
    yield "<ul>" + "".join(element("li", spans) for spans in block.items) + "</ul>"


@_block.register
def _(block: DefinitionList) -> Iterator[str]:
    pairs = (element("dt", label) + element("dd", spans) for label, spans in block.entries)
    yield "<dl>" + "".join(pairs) + "</dl>"


@_block.register
def _(block: Callout) -> Iterator[str]:
    yield f"<section class='callout {block.kind}'>"
    yield from html_of(block.blocks)
    yield "</section>"


@_block.register
def _(block: Questions) -> Iterator[str]:
    asked = (f"{element('li', item.spans)}{RULE}" for item in block.items)
    yield "<ul class='questions'>" + "".join(asked) + "</ul>"


SCOPE_COL, SCOPE_ROW = ' scope="col"', ' scope="row"'


@_block.register
def _(block: OptionTable) -> Iterator[str]:
    titles = (block.name_column, *block.columns)
    heads = "".join(element("th", title, SCOPE_COL) for title in titles)
    yield f"<div class='wide'><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
    for option in block.options:
        also: Spans = (Span(f" ({option.also})"),) if option.also else ()
        head = element("th", (Span(option.name, strong=True), *also), SCOPE_ROW)
        cells = "".join(element("td", cell) for cell in option.cells)
        yield f"<tr>{head}{cells}</tr>"
    yield "</tbody>\n</table></div>"
    yield paragraph(block.note, "quiet")


def picture_of(picture: IconArray) -> str:
    """1,000 dots: the filled ones, rings up to the end of the range, the others small."""
    size = f"{_COLUMNS * _STEP} {1000 // _COLUMNS * _STEP}"
    filled = _dots(range(picture.count), 5.6, _ACCENT)
    others = _dots(range(picture.high, 1000), 2, _FAINT)
    rings = "".join(map(_ring, range(picture.count, picture.high)))
    return (
        f'<svg class="icons" viewBox="0 0 {size}" role="img" '
        f'aria-label="{escape(picture.description)}">{others}{rings}{filled}</svg>'
    )


def key_of(lead: str, filled: str, rings: str) -> str:
    """What a dot, a filled dot and a ring mean."""
    drawn = (_dots([0], 5.6, _ACCENT), _ring(0))
    marks = (f'<svg class="key" viewBox="0 0 6 6" aria-hidden="true">{one}</svg>' for one in drawn)
    texts = zip(marks, (filled, rings), strict=True)
    explained = " ".join(f"{mark} {element('span', text)}" for mark, text in texts)
    return f"<p class='quiet'>{element('span', lead)} {explained}</p>"


def _center(at: int) -> tuple[float, float]:
    return (at % _COLUMNS + 0.5) * _STEP, (at // _COLUMNS + 0.5) * _STEP


def _dots(places: Iterable[int], size: float, color: str) -> str:
    """Round dots as one path: lines of no length with round ends."""
    path = "".join(f"M{x:g} {y:g}h0" for x, y in map(_center, places))
    pen = f'stroke="{color}" stroke-width="{size:g}" stroke-linecap="round"'
    return f'<path d="{path}" {pen}/>' if path else ""


def _ring(at: int) -> str:
    x, y = _center(at)
    return f'<circle cx="{x:g}" cy="{y:g}" r="2.3" fill="none" stroke="{_ACCENT}"/>'
