"""A sheet as one HTML file without outside references: real headings, a real table, a language."""

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
    bidi_isolate,
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
_LETTER, _LABEL_LETTERS = 0.04, 16
"""Height of a label's letters, which is also more than their width, and letters in a line."""


def write_html(sheet: HandoutSheet, plate: Image.Image) -> str:
    """Make the page; every word of it is escaped."""
    return "\n".join(_page(sheet, plate)) + "\n"


def _page(sheet: HandoutSheet, plate: Image.Image) -> Iterator[str]:
    words = sheet.strings
    language = escape(sheet.language)
    start = ' dir="rtl"' if is_rtl_language(sheet.language) else ""
    yield f'<!DOCTYPE html>\n<html lang="{language}"{start}>\n<head>'
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(sheet.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>"
    yield _figure(sheet, plate)
    yield f"{_element('h1', sheet.title)}"
    yield _p(words["lead"])
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
    if sheet.mark_descriptions:
        yield f"<h2>{escape(words['marked'])}</h2>\n<ul>"
        yield from (_element("li", line) for line in sheet.mark_descriptions)
        yield "</ul>"
    if sheet.list_entries:
        yield f"<h2>{escape(words['asked'])}</h2>\n<ul>"
        yield from (_element("li", line) for line in sheet.list_entries)
        yield "</ul>"
    yield from _end(sheet)


def _end(sheet: HandoutSheet) -> Iterator[str]:
    words = sheet.strings
    yield f"<h2>{escape(words['call'])}</h2>"
    yield _strong(words["emergency"].format(number=sheet.emergency))
    for call in sheet.call_lists:
        yield f"{_element('h3', call.head)}\n{_p(call.lead)}"
        for head, items in call.groups:
            yield _strong(head) if head else ""
            yield "<ul>" + "".join(_element("li", item) for item in items) + "</ul>"
    if sheet.clinic.phone:
        yield _p(words["clinic_phone"].format(phone=bidi_isolate(sheet.clinic.phone)))
    yield _strong(words["cooling_off"])
    yield f"<h2>{escape(words['sources'])}</h2>\n<ul class='quiet'>"
    yield from (_element("li", source) for source in sheet.sources)
    foot = words["foot"].format(
        version=sheet.version, date=sheet.date, review=words["review"], hash=sheet.content_hash
    )
    yield f"</ul>\n{_p(foot, 'quiet')}\n</main>\n</body>\n</html>"


def _region(sheet: HandoutSheet, region: RegionSection) -> Iterator[str]:
    words = sheet.strings
    yield f"{_element('h2', region.name)}\n{_p(region.medical, 'quiet')}"
    for key in ("check_first", "what", "risks"):
        yield _labelled(words[key], getattr(region, key))
    for number in region.numbers:
        yield _labelled(number.label, f"{number.words} {words['differ']}")
        yield _icons(number, words["icons"])
    yield _labelled(words["recovery"], region.recovery)
    yield _labelled(words["ask"], region.ask)
    yield f"<p class='quiet'>{escape(words['write'])}:</p>" + "<div class='rule'></div>" * 2


def _options(sheet: HandoutSheet) -> Iterator[str]:
    words = sheet.strings
    heads = "".join(f'<th scope="col">{escape(words[k])}</th>' for k in ("option", "good", "bad"))
    yield f"<h2>{escape(words['options'])}</h2>\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
    for row in sheet.options:
        cells = _element("td", row.good) + _element("td", row.bad)
        head = _element("th", row.name, ' scope="row"')
        yield f"<tr>{head}{cells}</tr>"
    yield "</tbody>\n</table>"


def _icons(number: HandoutNumber, key: str) -> str:
    if number.count is None:
        return ""
    marks = "".join(_mark(at, is_hit=at < number.count) for at in range(1000))
    size = f"{_COLUMNS * _STEP} {1000 // _COLUMNS * _STEP}"
    words = escape(f"{number.label}: {number.words}")
    return (
        f'<svg class="icons" viewBox="0 0 {size}" role="img" aria-label="{words}">{marks}</svg>'
        f"{_p(key, 'quiet')}"
    )


def _mark(at: int, *, is_hit: bool) -> str:
    x, y = (at % _COLUMNS + 0.5) * _STEP, (at // _COLUMNS + 0.5) * _STEP
    radius, ink = (2.8, ACCENT_COLOR) if is_hit else (1, FAINT_COLOR)
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{css_color(ink)}"/>'


def _figure(sheet: HandoutSheet, plate: Image.Image) -> str:
    figure = sheet.figure
    data = BytesIO()
    plate.save(data, "JPEG", quality=85)
    image = base64.b64encode(data.getvalue()).decode()
    words, unseen = escape(figure.words), escape(figure.unseen)
    caption = f"<figcaption>{unseen}</figcaption>" if unseen else ""
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
        is_chosen = figure.is_selected(outline)
        yield f'<polygon points="{points}" {paint if is_chosen else rest}/>'


def _stroke(stroke: MarkStroke) -> str:
    """One mark: a white casing, then its lines; a label as words."""
    colour = css_color(stroke.colour)
    if stroke.label:
        return "".join(_label_lines(stroke, colour))
    data = " ".join("M" + "L".join(f"{x:.4f},{y:.4f}" for x, y in line) for line in stroke.lines)
    dashes = " ".join(f"{part:.4f}" for part in stroke.dashes)
    shape = f'<path d="{data}" fill="none" stroke-linecap="round" stroke-linejoin="round"'
    case = f'{shape} stroke="white" stroke-width="{stroke.width + 2 * CASING_WIDTH:.4f}"/>'
    line = (
        f'{shape} stroke="{colour}" stroke-width="{stroke.width:.4f}" '
        f'stroke-dasharray="{dashes or "none"}" stroke-opacity="{stroke.opacity:g}"/>'
    )
    return case + line if stroke.opacity == 1.0 else line


def _label_lines(stroke: MarkStroke, colour: str) -> Iterator[str]:
    """The words of a label, broken and moved so that all of them lie within the figure."""
    lines = wrap(normalize_text(stroke.label), _LABEL_LETTERS, break_long_words=False)
    x, y = stroke.at
    for number, line in enumerate(lines):
        wide = min(len(line) * _LETTER, 1.0)
        squeezed = ' textLength="1" lengthAdjust="spacingAndGlyphs"' if wide == 1.0 else ""
        at = max(wide / 2, min(x, 1.0 - wide / 2))
        yield (
            f'<text x="{at:.4f}" y="{y + (number - len(lines) / 2 + 0.5) * _LETTER:.4f}" '
            f'font-size="{_LETTER:g}" text-anchor="middle" fill="{colour}" stroke="white" '
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
    """The direction of words that have any from right to left."""
    if not has_rtl(words):
        return ""
    return ' dir="rtl"' if base_direction(words) else ' dir="ltr"'


def _escaped_text(words: str) -> str:
    """Words without markup; a number among words that run to the left keeps its order."""
    words = normalize_text(words)
    if not has_rtl(words):
        return escape(words)
    shown, at = [], 0
    for kept in ltr_segments(words):
        shown.append(escape(words[at : kept.start]))
        inner = escape(words[kept.start : kept.end])
        inner = f"{LEFT_MARK}{inner}" if kept.leads_latin else inner
        shown.append(f'<bdo dir="ltr">{inner}</bdo>' if kept.is_isolated else inner)
        at = kept.end
    return "".join([*shown, escape(words[at:])])
