"""HTML page of a handout: one file without outside references, with real headings and tables."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape

from PIL import Image

from app.document.blocks import Document
from app.document.handout_card import HandoutCard
from app.document.handout_numbers import HandoutNumbers
from app.document.handout_region import HandoutRegion
from app.handout.bidi import is_rtl_language
from app.handout.html_blocks import RULE, html_of, key_of, picture_of
from app.handout.html_figure import figure_element, mark_sample
from app.handout.html_style import STYLE
from app.handout.html_text import element, paragraph
from app.handout.sheet import HandoutFigure, HandoutSheet

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
    yield f"<title>{escape(sheet.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>"
    yield from _form(sheet)
    is_only = len(document.regions) == 1
    if not is_only:
        yield element("h1", sheet.title)
        yield from html_of(document.introduction)
    for region, figure in zip(document.regions, sheet.figures, strict=True):
        yield "<section class='sheet'>"
        yield element("h1" if is_only else "h2", region.title if is_only else region.name)
        if is_only:
            yield from html_of(document.introduction)
        yield from _region(sheet, region, figure, plate)
        yield "</section>"
    yield "<section class='sheet'>"
    for part in (document.options, document.recovery, document.time_to_think, document.kept):
        yield from html_of(part)
    yield from _small_print(document.numbers.counted if document.numbers else ())
    yield from _small_print(document.sources)
    yield "</section>"
    if document.card is not None:
        yield from _card(document.card)
    yield f"{paragraph(sheet.footer, 'quiet')}\n</main>\n</body>\n</html>"


def _form(sheet: HandoutSheet) -> Iterator[str]:
    """The clinic, and lines to fill in."""
    clinic, form = sheet.clinic, sheet.document.form
    yield "<header class='form'><div>"
    if clinic.logo:
        logo = base64.b64encode(clinic.logo).decode()
        name = escape(clinic.name)
        yield f'<p><img src="data:image/png;base64,{logo}" alt="{name}" height="60"></p>'
    for line in (clinic.name, clinic.address, clinic.phone):
        yield paragraph(line, "quiet")
    yield "</div><div>"
    for text in (form.name, form.date, form.seen_by):
        yield f"<p class='line'>{element('span', text)}</p>"
    yield "</div></header>"


def _region(
    sheet: HandoutSheet, region: HandoutRegion, figure: HandoutFigure, plate: Image.Image
) -> Iterator[str]:
    document = sheet.document
    yield "<div class='beside'>"
    yield figure_element(figure, plate)
    yield paragraph(region.medical, "quiet")
    yield from _legend(sheet)
    yield from html_of(region.answers)
    yield from html_of(region.check_first)
    yield "</div>"
    yield from html_of(region.risks)
    if document.numbers is not None:
        yield from _numbers(document.numbers)
    if region.questions:
        yield from html_of(region.questions)
        yield paragraph(document.own_questions, "quiet")
        yield RULE * _OWN_RULES


def _legend(sheet: HandoutSheet) -> Iterator[str]:
    """Each mark of the consultation in words, with a sample of its line."""
    document = sheet.document
    if document.marks:
        yield element("h3", document.marks_heading)
        yield "<ul class='marks'>"
        for text, stroke in zip(document.marks, sheet.mark_strokes, strict=True):
            sample = mark_sample(stroke) if stroke is not None else ""
            yield f"<li>{sample}{element('span', text)}</li>"
        yield "</ul>"


def _numbers(numbers: HandoutNumbers) -> Iterator[str]:
    yield "<div class='numbers'>"
    for number in numbers.items:
        unit = f"{number.unit} ({number.range})" if number.range else number.unit
        yield "<div>"
        yield paragraph(number.value, "value")
        yield paragraph(unit, "quiet")
        yield element("h3", number.label)
        yield picture_of(number.picture)
        yield "</div>"
    yield "</div>"
    yield key_of(numbers.lead, *numbers.key)
    yield from _small_print((*numbers.key_of_values, *numbers.serious))


def _small_print(document: Document) -> Iterator[str]:
    if document:
        yield "<div class='small'>"
        yield from html_of(document)
        yield "</div>"


def _card(card: HandoutCard) -> Iterator[str]:
    """The card with its number, or a line to write it on, and the complete lists."""
    yield "<section class='card'>"
    yield element("h2", card.title)
    yield paragraph(card.keep, "quiet")
    if card.number:
        yield paragraph(card.number, "number")
    else:
        yield f"<p class='line'>{element('strong', card.number_label)}</p>"
    yield from html_of(card.lead)
    for at, signs in enumerate(card.lists):
        yield f"<div class='callout {'caution' if at else 'urgent'}'>"
        yield from html_of(signs)
        if at:
            phone = element("span", card.clinic_phone) if card.clinic_phone else ""
            yield f"<p class='line'>{element('strong', card.clinic_label)} {phone}</p>"
        yield "</div>"
    yield "</section>"
