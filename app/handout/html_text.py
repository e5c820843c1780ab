"""Words of an HTML page: escaped, with their direction, and with numbers in order."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from app.document.blocks import Span, Spans, plain_text
from app.handout.bidi import LEFT_MARK, base_direction, has_rtl, ltr_segments
from app.handout.font_coverage import normalize_text


def element(tag: str, words: str | Spans, attributes: str = "") -> str:
    """Return an element with words in it; `attributes` begin with a space."""
    spans = (Span(words),) if isinstance(words, str) else words
    inner = "".join(_pieces(spans))
    return f"<{tag}{attributes}{_dir_attribute(plain_text(spans))}>{inner}</{tag}>"


def paragraph(words: str | Spans, kind: str = "") -> str:
    """Return a paragraph; "" if there are no words."""
    return element("p", words, f" class='{kind}'" if kind else "") if words else ""


def _dir_attribute(words: str) -> str:
    """The `dir` attribute; "" if none of the words runs from right to left."""
    if not has_rtl(words):
        return ""
    return ' dir="rtl"' if base_direction(words) else ' dir="ltr"'


def _pieces(spans: Spans) -> Iterator[str]:
    """The escaped words; numbers among words that run from right to left keep their order."""
    parts = [(normalize_text(span.text), span.strong) for span in spans]
    words = "".join(text for text, _ in parts)
    strong = [is_strong for text, is_strong in parts for _ in text]
    end = 0
    for segment in ltr_segments(words) if has_rtl(words) else ():
        yield from _strong_runs(words, strong, end, segment.start)
        inner = "".join(_strong_runs(words, strong, segment.start, segment.end))
        inner = f"{LEFT_MARK}{inner}" if segment.leads_latin else inner
        yield f'<bdo dir="ltr">{inner}</bdo>' if segment.is_isolated else inner
        end = segment.end
    yield from _strong_runs(words, strong, end, len(words))


def _strong_runs(words: str, strong: list[bool], start: int, end: int) -> Iterator[str]:
    """A part of the words, with what is strong in elements of its own."""
    for to in range(start + 1, end + 1):
        if to == end or strong[to] != strong[start]:
            text = escape(words[start:to])
            yield f"<strong>{text}</strong>" if strong[start] else text
            start = to
