"""The figure of an HTML page as SVG: outlines and marks over the plate."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from io import BytesIO
from textwrap import wrap

from PIL import Image

from app.handout.colors import ACCENT_COLOR, TEXT_COLOR, css_color
from app.handout.font_coverage import normalize_text
from app.handout.marks import MarkStroke
from app.handout.sheet import HandoutFigure
from app.session.marks import CASING_WIDTH

_LETTER_SIZE, _LABEL_LINE_LETTERS = 0.04, 16
"""Size of the letters of a label, in plate widths, and the most letters in a line.

A letter is narrower than it is high, so a line never gets wider than its letters times the size.
"""


def figure_element(figure: HandoutFigure, plate: Image.Image) -> str:
    """Return the figure; `plate` is its picture."""
    data = BytesIO()
    plate.save(data, "JPEG", quality=85)
    image = base64.b64encode(data.getvalue()).decode()
    words, not_visible = escape(figure.description), escape(figure.not_visible)
    caption = f"<figcaption>{not_visible}</figcaption>" if not_visible else ""
    return (
        f'<figure><svg viewBox="0 0 1 {figure.aspect:.4f}" role="img" aria-label="{words}">'
        f'<image href="data:image/jpeg;base64,{image}" width="1" height="{figure.aspect:.4f}"/>'
        f"{''.join(_outlines(figure))}{''.join(map(_stroke, figure.strokes))}</svg>"
        f"{caption}</figure>"
    )


def _outlines(figure: HandoutFigure) -> Iterator[str]:
    accent = css_color(ACCENT_COLOR)
    paint = f'fill="{accent}" fill-opacity=".45" stroke="{accent}" stroke-width=".012"'
    rest = f'fill="none" stroke="{css_color(TEXT_COLOR)}" stroke-width=".005"'
    for outline in figure.outlines:
        points = " ".join(f"{x:.4f},{y:.4f}" for x, y in outline.points)
        is_selected = figure.is_selected(outline)
        yield f'<polygon points="{points}" {paint if is_selected else rest}/>'


def _stroke(stroke: MarkStroke) -> str:
    """One mark: its lines over a white casing, or its label."""
    color = css_color(stroke.color)
    if stroke.label:
        return "".join(_label_lines(stroke, color))
    data = " ".join("M" + "L".join(f"{x:.4f},{y:.4f}" for x, y in line) for line in stroke.lines)
    dashes = " ".join(f"{part:.4f}" for part in stroke.dashes)
    shape = f'<path d="{data}" fill="none" stroke-linecap="round" stroke-linejoin="round"'
    case = f'{shape} stroke="white" stroke-width="{stroke.width + 2 * CASING_WIDTH:.4f}"/>'
    line = (
        f'{shape} stroke="{color}" stroke-width="{stroke.width:.4f}" '
        f'stroke-dasharray="{dashes or "none"}" stroke-opacity="{stroke.opacity:g}"/>'
    )
    return case + line if stroke.opacity == 1.0 else line


def mark_sample(stroke: MarkStroke) -> str:
    """A short line that looks like those of a mark."""
    scale = 2 / stroke.width
    dashes = " ".join(f"{part * scale:.2f}" for part in stroke.dashes) or "none"
    return (
        '<svg class="sample" viewBox="0 0 40 8" aria-hidden="true">'
        f'<path d="M1 4H39" stroke="{css_color(stroke.color)}" stroke-width="2" '
        f'stroke-linecap="round" stroke-dasharray="{dashes}" '
        f'stroke-opacity="{stroke.opacity:g}"/></svg>'
    )


def _label_lines(stroke: MarkStroke, color: str) -> Iterator[str]:
    """The words of a label, wrapped and moved so that all of them are inside the figure."""
    lines = wrap(normalize_text(stroke.label), _LABEL_LINE_LETTERS, break_long_words=False)
    x, y = stroke.at
    for number, line in enumerate(lines):
        wide = min(len(line) * _LETTER_SIZE, 1.0)
        squeezed = ' textLength="1" lengthAdjust="spacingAndGlyphs"' if wide == 1.0 else ""
        at = max(wide / 2, min(x, 1.0 - wide / 2))
        yield (
            f'<text x="{at:.4f}" y="{y + (number - len(lines) / 2 + 0.5) * _LETTER_SIZE:.4f}" '
            f'font-size="{_LETTER_SIZE:g}" text-anchor="middle" fill="{color}" stroke="white" '
            f'stroke-width=".008" paint-order="stroke"{squeezed}>{escape(line)}</text>'
        )
