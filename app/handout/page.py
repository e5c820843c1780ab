"""A sheet as one HTML file without outside references: real headings, a real table, a language."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from io import BytesIO

from PIL import Image

from app.handout.inks import ACCENT, FAINT, HEAD, INK, LINE, QUIET, TINT, css
from app.handout.marked import Stroke
from app.handout.sheet import Counted, Figure, RegionPart, Sheet
from app.session.mark_lines import CASING

_STYLE = f"""
body{{font:1.05rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:{css(INK)}}}
h1{{font-size:1.6rem;line-height:1.25}}h2{{color:{css(HEAD)};margin:1.6em 0 .3em}}p{{margin:.3em 0}}
figure{{float:inline-end;margin:0 0 1rem 1rem;width:13rem}}.icons{{width:17rem;max-width:100%}}
table{{border-collapse:collapse;width:100%}}th,td{{border:1px solid {css(LINE)};padding:.4em;
text-align:start;vertical-align:top}}thead th{{background:{css(TINT)}}}
.quiet{{color:{css(QUIET)};font-size:.9rem}}
.rule{{border-bottom:1px solid {css(LINE)};height:2.2em}}
@media print{{body{{margin:0;max-width:none}}}}
"""
_COLUMNS, _STEP = 50, 6


def write_html(sheet: Sheet, plate: Image.Image) -> str:
    """Make the page; every word of it is escaped."""
    return "\n".join(_page(sheet, plate)) + "\n"


def _page(sheet: Sheet, plate: Image.Image) -> Iterator[str]:
    words = sheet.words
    yield f'<!DOCTYPE html>\n<html lang="{escape(sheet.language)}">\n<head>'
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(sheet.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>"
    yield _figure(sheet, plate)
    yield f"<h1>{escape(sheet.title)}</h1>"
    yield _p(words["lead"])
    yield f"<p><strong>{escape(sheet.decision)}</strong></p>"
    if sheet.clinic.logo:
        logo = base64.b64encode(sheet.clinic.logo).decode()
        name = escape(sheet.clinic.name)
        yield f'<p><img src="data:image/png;base64,{logo}" alt="{name}" height="60"></p>'
    for line in (sheet.clinic.name, sheet.clinic.address, sheet.clinic.phone):
        yield _p(line, "quiet")
    for region in sheet.regions:
        yield from _region(sheet, region)
    yield from _options(sheet)
    if sheet.marked:
        yield f"<h2>{escape(words['marked'])}</h2>\n<ul>"
        yield from (f"<li>{escape(line)}</li>" for line in sheet.marked)
        yield "</ul>"
    if sheet.asked:
        yield f"<h2>{escape(words['asked'])}</h2>\n<ul>"
        yield from (f"<li>{escape(line)}</li>" for line in sheet.asked)
        yield "</ul>"
    yield from _end(sheet)


def _end(sheet: Sheet) -> Iterator[str]:
    words = sheet.words
    yield f"<h2>{escape(words['call'])}</h2>"
    yield f"<p><strong>{escape(words['emergency'].format(number=sheet.emergency))}</strong></p>"
    for call in sheet.call:
        yield f"<h3>{escape(call.head)}</h3>\n{_p(call.lead)}"
        for head, items in call.groups:
            yield f"<p><strong>{escape(head)}</strong></p>" if head else ""
            yield "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"
    if sheet.clinic.phone:
        yield _p(words["clinic_phone"].format(phone=sheet.clinic.phone))
    yield f"<p><strong>{escape(words['cooling_off'])}</strong></p>"
    yield f"<h2>{escape(words['sources'])}</h2>\n<ul class='quiet'>"
    yield from (f"<li>{escape(source)}</li>" for source in sheet.sources)
    foot = words["foot"].format(
        version=sheet.version, date=sheet.date, review=words["review"], hash=sheet.content_hash
    )
    yield f"</ul>\n<p class='quiet'>{escape(foot)}</p>\n</main>\n</body>\n</html>"


def _region(sheet: Sheet, region: RegionPart) -> Iterator[str]:
    words = sheet.words
    yield f"<h2>{escape(region.name)}</h2>\n{_p(region.medical, 'quiet')}"
    for key in ("check_first", "what", "risks"):
        yield _labelled(words[key], getattr(region, key))
    for number in region.numbers:
        yield _labelled(number.label, f"{number.words} {words['differ']}")
        yield _icons(number, words["icons"])
    yield _labelled(words["recovery"], region.recovery)
    yield _labelled(words["ask"], region.ask)
    yield f"<p class='quiet'>{escape(words['write'])}:</p>" + "<div class='rule'></div>" * 2


def _options(sheet: Sheet) -> Iterator[str]:
    words = sheet.words
    heads = "".join(f'<th scope="col">{escape(words[k])}</th>' for k in ("option", "good", "bad"))
    yield f"<h2>{escape(words['options'])}</h2>\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
    for row in sheet.options:
        cells = f"<td>{escape(row.good)}</td><td>{escape(row.bad)}</td>"
        yield f'<tr><th scope="row">{escape(row.name)}</th>{cells}</tr>'
    yield "</tbody>\n</table>"


def _icons(number: Counted, key: str) -> str:
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
    radius, ink = (2.8, ACCENT) if is_hit else (1, FAINT)
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{css(ink)}"/>'


def _figure(sheet: Sheet, plate: Image.Image) -> str:
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


def _outlines(figure: Figure) -> Iterator[str]:
    accent = css(ACCENT)
    paint = f'fill="{accent}" fill-opacity=".45" stroke="{accent}" stroke-width=".012"'
    rest = f'fill="none" stroke="{css(INK)}" stroke-width=".005"'
    for outline in figure.outlines:
        points = " ".join(f"{x:.4f},{y:.4f}" for x, y in outline.points)
        is_chosen = figure.is_chosen(outline)
        yield f'<polygon points="{points}" {paint if is_chosen else rest}/>'


def _stroke(stroke: Stroke) -> str:
    """One mark: a white casing, then its lines; a label as words."""
    colour = css(stroke.colour)
    if stroke.label:
        x, y = stroke.at
        return (
            f'<text x="{x:.4f}" y="{y:.4f}" font-size=".04" text-anchor="middle" fill="{colour}" '
            f'stroke="white" stroke-width=".008" paint-order="stroke">{escape(stroke.label)}</text>'
        )
    data = " ".join("M" + "L".join(f"{x:.4f},{y:.4f}" for x, y in line) for line in stroke.lines)
    dashes = " ".join(f"{part:.4f}" for part in stroke.dashes)
    shape = f'<path d="{data}" fill="none" stroke-linecap="round" stroke-linejoin="round"'
    case = f'{shape} stroke="white" stroke-width="{stroke.width + 2 * CASING:.4f}"/>'
    line = (
        f'{shape} stroke="{colour}" stroke-width="{stroke.width:.4f}" '
        f'stroke-dasharray="{dashes or "none"}" stroke-opacity="{stroke.opacity:g}"/>'
    )
    return case + line if stroke.opacity == 1.0 else line


def _labelled(label: str, words: str) -> str:
    return f"<p><strong>{escape(label)}:</strong> {escape(words)}</p>" if words else ""


def _p(words: str, kind: str = "") -> str:
    attribute = f" class='{kind}'" if kind else ""
    return f"<p{attribute}>{escape(words)}</p>" if words else ""
