"""HTML page of a handout: one file without outside references, with real headings and tables."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape

from PIL import Image

from app.document.handout import HandoutRegion
from app.handout.bidi import is_rtl_language
from app.handout.colors import (
    CAUTION_COLORS,
    HEADING_COLOR,
    LINE_COLOR,
    MUTED_COLOR,
    NOTICE_COLORS,
    TEXT_COLOR,
    TINT_COLOR,
    URGENT_COLORS,
    css_color,
)
from app.handout.html_blocks import RULE, html_of
from app.handout.html_figure import figure_element
from app.handout.html_text import element, paragraph
from app.handout.sheet import HandoutSheet

_CALLOUTS = "".join(
    f".{kind}{{background:{css_color(ground)};border-inline-start-color:{css_color(bar)}}}"
    for kind, (ground, bar) in (
        ("caution", CAUTION_COLORS),
        ("urgent", URGENT_COLORS),
        ("notice", NOTICE_COLORS),
    )
)
_STYLE = f"""
body{{font:1.05rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;
color:{css_color(TEXT_COLOR)}}}
h1{{font-size:1.6rem;line-height:1.25}}h2,h3{{color:{css_color(HEADING_COLOR)}}}
h2{{margin:1.6em 0 .3em}}h3{{font-size:1.1rem;margin:.8em 0 .1em}}h4{{margin:.6em 0 0}}
p{{margin:.3em 0}}ul{{margin:.2em 0;padding-inline-start:1.3em}}
figure{{float:inline-end;margin:0 0 1rem 1rem;width:13rem}}.icons{{width:17rem;max-width:100%}}
.wide{{overflow-x:auto}}table{{border-collapse:collapse;width:100%;font-size:.95rem}}
th,td{{border:1px solid {css_color(LINE_COLOR)};
padding:.4em;text-align:start;vertical-align:top}}thead th{{background:{css_color(TINT_COLOR)}}}
tbody th{{font-weight:normal}}.risks tbody th{{font-weight:bold}}
.bar{{width:9.5rem;max-width:60%;height:.65rem}}.key{{width:.8em;height:.8em}}
.callout{{border-inline-start:4px solid;margin:.8em 0;padding:.5em .9em}}
.callout>:first-child{{margin-top:0}}{_CALLOUTS}
.questions{{list-style:"\\2610  "}}
.quiet{{color:{css_color(MUTED_COLOR)};font-size:.9rem}}
.rule{{border-bottom:1px solid {css_color(LINE_COLOR)};height:2.2em}}
:is(h1,h2,h3,h4,p,li,th,td,dt,dd,b,span):not([dir]),text{{unicode-bidi:plaintext}}
@media print{{body{{margin:0;max-width:none}}}}
"""
_OWN_RULES = 2


def write_html(sheet: HandoutSheet, plate: Image.Image) -> str:
    """Write the page. `plate` is the picture of the figure; all words are escaped."""
    return "\n".join(filter(None, _page(sheet, plate))) + "\n"


def _page(sheet: HandoutSheet, plate: Image.Image) -> Iterator[str]:
    document = sheet.document
    language = escape(sheet.language)
    direction = ' dir="rtl"' if is_rtl_language(sheet.language) else ""
    yield f'<!DOCTYPE html>\n<html lang="{language}"{direction}>\n<head>'
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(sheet.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>"
    yield figure_element(sheet.figure, plate)
    yield element("h1", sheet.title)
    yield from html_of(document.introduction)
    yield from _clinic(sheet)
    yield from html_of(document.marks)
    for region in document.regions:
        yield from _region(region, document.own_questions)
    for part in (document.counts, document.options, document.kept, document.time_to_think):
        yield from html_of(part)
    yield from html_of(document.calls)
    yield "<div class='quiet'>"
    yield from html_of(document.sources)
    yield f"</div>\n{paragraph(sheet.footer, 'quiet')}\n</main>\n</body>\n</html>"


def _clinic(sheet: HandoutSheet) -> Iterator[str]:
    clinic = sheet.clinic
    if clinic.logo:
        logo = base64.b64encode(clinic.logo).decode()
        name = escape(clinic.name)
        yield f'<p><img src="data:image/png;base64,{logo}" alt="{name}" height="60"></p>'
    for line in (clinic.name, clinic.address, clinic.phone):
        yield paragraph(line, "quiet")


def _region(region: HandoutRegion, own_questions: str) -> Iterator[str]:
    yield element("h2", region.name)
    yield paragraph(region.medical, "quiet")
    yield from html_of(region.document)
    yield paragraph(f"{own_questions}:", "quiet")
    yield RULE * _OWN_RULES
