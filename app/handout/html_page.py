"""HTML page of a handout: one file without outside references, with real headings and tables."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from io import BytesIO
from textwrap import wrap

from PIL import Image

from app.handout.bidi import (
    LEFT_MARK,
    base_direction,
    has_rtl,
    is_rtl_language,
    ltr_segments,
)
from app.handout.colors import (
    ACCENT_COLOR,
    FAINT_COLOR,
    HEADING_COLOR,
    LINE_COLOR,
    MUTED_COLOR,
    TEXT_COLOR,
    TINT_COLOR,
    css_color,
)
from app.handout.font_coverage import normalize_text
from app.handout.marks import MarkStroke
from app.handout.sheet import HandoutFigure, HandoutNumber, HandoutSheet, RegionSection
from app.session.marks import CASING_WIDTH

_STYLE = f"""
body{{font:1.05rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;
color:{css_color(TEXT_COLOR)}}}
h1{{font-size:1.6rem;line-height:1.25}}h2{{color:{css_color(HEADING_COLOR)};
margin:1.6em 0 .3em}}p{{margin:.3em 0}}
figure{{float:inline-end;margin:0 0 1rem 1rem;width:13rem}}.icons{{width:17rem;max-width:100%}}
table{{border-collapse:collapse;width:100%}}th,td{{border:1px solid {css_color(LINE_COLOR)};
padding:.4em;text-align:start;vertical-align:top}}thead th{{background:{css_color(TINT_COLOR)}}}
.quiet{{color:{css_color(MUTED_COLOR)};font-size:.9rem}}
.rule{{border-bottom:1px solid {css_color(LINE_COLOR)};height:2.2em}}
:is(h1,h2,h3,p,li,th,td):not([dir]),text{{unicode-bidi:plaintext}}
@media print{{body{{margin:0;max-width:none}}}}
"""
_COLUMNS, _STEP = 50, 6
_LETTER_SIZE, _LABEL_LINE_LETTERS = 0.04, 16
"""Size of the letters of a label, in plate widths, and the most letters in a line.

A letter is narrower than it is high, so a line never gets wider than its letters times the size.
"""


def write_html(sheet: HandoutSheet, plate: Image.Image) -> str:
    """Write the page. `plate` is the picture of the figure; all words are escaped."""
    return "\n".join(_page(sheet, plate)) + "\n"


def _page(sheet: HandoutSheet, plate: Image.Image) -> Iterator[str]:
    strings = sheet.strings
    language = escape(sheet.language)
    direction = ' dir="rtl"' if is_rtl_language(sheet.language) else ""
    yield f'<!DOCTYPE html>\n<html lang="{language}"{direction}>\n<head>'
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(sheet.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>"
    yield _figure(sheet, plate)
    yield f"{_element('h1', sheet.title)}"
    yield _p(strings.introduction)
    yield _strong(sheet.decision)
    if sheet.clinic.logo:
        logo = base64.b64encode(sheet.clinic.logo).decode()
        name = escape(sheet.clinic.name)
        yield f'<p><img src="data:image/png;base64,{logo}" alt="{name}" height="60"></p>'
    for line in (sheet.clinic.name, sheet.clinic.address, sheet.clinic.phone):
        yield _p(line, "quiet")
    for region in sheet.regions:
        yield from _region(sheet, region)
    yield from _options(sheet)
    yield from _section_list(strings.marks, sheet.mark_descriptions)
    yield from _section_list(strings.list_entries, sheet.list_entries)
    yield from _when_to_call(sheet)
    yield f"<h2>{escape(strings.sources)}</h2>\n<ul class='quiet'>"
    yield from (_element("li", source) for source in sheet.sources)
    yield f"</ul>\n{_p(sheet.footer, 'quiet')}\n</main>\n</body>\n</html>"


def _section_list(heading: str, items: tuple[str, ...]) -> Iterator[str]:
    """A heading and a list; nothing if the list is empty."""
    if items:
        yield f"<h2>{escape(heading)}</h2>\n<ul>"
        yield from (_element("li", item) for item in items)
        yield "</ul>"


def _when_to_call(sheet: HandoutSheet) -> Iterator[str]:
    yield f"<h2>{escape(sheet.strings.when_to_call)}</h2>"
    yield _strong(sheet.emergency)
    for call in sheet.call_lists:
        yield f"{_element('h3', call.heading)}\n{_p(call.lead)}"
        for heading, items in call.groups:
            yield _strong(heading) if heading else ""
            yield "<ul>" + "".join(_element("li", item) for item in items) + "</ul>"
    if sheet.clinic_phone:
        yield _p(sheet.clinic_phone)
    yield _strong(sheet.strings.cooling_off)


def _region(sheet: HandoutSheet, region: RegionSection) -> Iterator[str]:
    strings = sheet.strings
    yield f"{_element('h2', region.name)}\n{_p(region.medical, 'quiet')}"
    yield _labelled(strings.check_first, region.check_first)
    yield _labelled(strings.procedure, region.procedure)
    yield _labelled(strings.risks, region.risks)
    for number in region.numbers:
        yield _labelled(number.label, f"{number.words} {strings.own_risk}")
        yield _icons(number)
    yield _labelled(strings.recovery, region.recovery)
    yield _labelled(strings.ask, region.ask)
    yield f"<p class='quiet'>{escape(strings.own_questions)}:</p>" + "<div class='rule'></div>" * 2


def _options(sheet: HandoutSheet) -> Iterator[str]:
    strings = sheet.strings
    titles = (strings.option, strings.good, strings.bad)
    heads = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    yield f"<h2>{escape(strings.options)}</h2>\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
    for row in sheet.options:
        cells = _element("td", row.good) + _element("td", row.bad)
        head = _element("th", row.name, ' scope="row"')
        yield f"<tr>{head}{cells}</tr>"
    yield "</tbody>\n</table>"


def _icons(number: HandoutNumber) -> str:
    if number.count is None:
        return ""
    icons = "".join(_icon(at, is_filled=at < number.count) for at in range(1000))
    size = f"{_COLUMNS * _STEP} {1000 // _COLUMNS * _STEP}"
    words = escape(f"{number.label}: {number.words}")
    return (
        f'<svg class="icons" viewBox="0 0 {size}" role="img" aria-label="{words}">{icons}</svg>'
        f"{_p(number.legend, 'quiet')}"
    )


def _icon(at: int, *, is_filled: bool) -> str:
    x, y = (at % _COLUMNS + 0.5) * _STEP, (at // _COLUMNS + 0.5) * _STEP
    radius, color = (2.8, ACCENT_COLOR) if is_filled else (1, FAINT_COLOR)
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{css_color(color)}"/>'


def _figure(sheet: HandoutSheet, plate: Image.Image) -> str:
    figure = sheet.figure
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


def _labelled(label: str, words: str) -> str:
    if not words:
        return ""
    strong = f"<strong>{_escaped_text(label)}:</strong>"
    return f"<p{_dir_attribute(words)}>{strong} {_escaped_text(words)}</p>"


def _p(words: str, kind: str = "") -> str:
    return _element("p", words, f" class='{kind}'" if kind else "") if words else ""


def _strong(words: str) -> str:
    return f"<p{_dir_attribute(words)}><strong>{_escaped_text(words)}</strong></p>"


def _element(tag: str, words: str, attributes: str = "") -> str:
    return f"<{tag}{attributes}{_dir_attribute(words)}>{_escaped_text(words)}</{tag}>"


def _dir_attribute(words: str) -> str:
    """The `dir` attribute; "" if none of the words runs from right to left."""
    if not has_rtl(words):
        return ""
    return ' dir="rtl"' if base_direction(words) else ' dir="ltr"'


def _escaped_text(words: str) -> str:
    """Escape words; numbers among words that run from right to left keep their order."""
    words = normalize_text(words)
    if not has_rtl(words):
        return escape(words)
    parts, end = [], 0
    for segment in ltr_segments(words):
        parts.append(escape(words[end : segment.start]))
        inner = escape(words[segment.start : segment.end])
        inner = f"{LEFT_MARK}{inner}" if segment.leads_latin else inner
        parts.append(f'<bdo dir="ltr">{inner}</bdo>' if segment.is_isolated else inner)
        end = segment.end
    return "".join([*parts, escape(words[end:])])
