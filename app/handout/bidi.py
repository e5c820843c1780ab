"""Direction of each character of a text; numbers always run from left to right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_RTL_CLASSES = frozenset({"R", "AL", "AN", "RLI"})
_SPACE, _DASH = "[ \u00a0\u2009\u202f]", "\\-\u2010-\u2015\u2212"
_DIGIT = "[\\d\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089]"
_LINK = f"(?:{_SPACE}?[()/{_DASH}]{{1,2}}{_SPACE}?\\(?|[.,:'\u2019\u00b7\u066b\u066c*#]|{_SPACE})?"
_NUMBER = re.compile(
    f"(?:(?<!\\S)[{_DASH}])?[$\u00a3\u00a5#\u20a0-\u20bf\u2116*]?"
    f"(?:\\+?\\(\\+?{_DIGIT}+\\)|\\+?{_DIGIT})(?:{_LINK}{_DIGIT})*"
    "[%\u2030\u00b0\u066a\u20a0-\u20bf\u2032\u2033]?"
)
_RTL_LANGUAGES = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
LEFT_ISOLATE, ISOLATE_END, LEFT_MARK = "\u2066", "\u2069", "\u200e"
_NOWHERE = -1


_LEVELS = {"L": (0, 2), "EN": (0, 2), "AN": (0, 2), "R": (1, 1), "AL": (1, 1)}
_FIRST_ISOLATE = "\u2068"


class BidiLevels(NamedTuple):
    """The direction of a paragraph, and of each character: odd is right to left.

    The numbers are the embedding levels of the Unicode bidirectional algorithm.
    """

    base: int
    each: list[int]


def has_rtl(text: str) -> bool:
    """Return True if a part of the text runs from right to left."""
    return not text.isascii() and any(map(_RTL_CLASSES.__contains__, _classes(text)))


def bidi_isolate(text: str) -> str:
    """Isolate text that a person typed, so that it does not change the direction around it."""
    return f"{_FIRST_ISOLATE}{text}{ISOLATE_END}" if has_rtl(text) else text


def is_rtl_language(language: str) -> bool:
    """Return True for a language written from right to left."""
    return language.partition("-")[0].lower() in _RTL_LANGUAGES


def bidi_levels(text: str) -> BidiLevels:
    """Return the direction of a paragraph and the level of each character.

    A number and the Latin words right after it keep their order: "02-345 678" is never shown as
    "678 345-02", nor "5 mg" as "mg 5".
    """
    if not has_rtl(text):
        return BidiLevels(0, [0] * len(text))
    base = base_direction(text)
    drawn, places = _with_number_placeholders(text)
    found = dict(zip(places, _resolved(drawn, base), strict=True))
    each = [base] * len(text)
    for at in range(len(text)):
        level = found.get(at)
        each[at] = level if level is not None else each[at - 1] if at else base
    return BidiLevels(base, each)


def _resolved(drawn: str, base: int) -> list[int | None]:
    """The level of each character, or None for a character without a level of its own."""
    # Imported late: most handouts have only one direction.
    from fpdf.bidi import BidiParagraph
    from fpdf.enums import TextDirection

    found: list[int | None] = [None] * len(drawn)
    try:
        paragraph = BidiParagraph(drawn, TextDirection.RTL if base else TextDirection.LTR)
        for one in paragraph.get_characters_with_embedding_level():
            found[one.character_index] = one.embedding_level
    except RecursionError:  # hundreds of symbols in a row: let only the letters decide
        return [_LEVELS.get(one, (base, base))[base] for one in _classes(drawn)]
    return found


def visual_order(each: Sequence[int]) -> list[int]:
    """Return the order of fragments with these levels, from left to right."""
    order = list(range(len(each)))
    for level in range(max(each, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and each[order[end]] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = end + 1
    return order


class LtrSegment(NamedTuple):
    """A part of a text that keeps its left-to-right order: a number and the Latin words after it.

    `is_isolated` marks a number among words from right to left, which takes the direction of the
    text around it. `leads_latin` marks a number with Latin words after it, which takes theirs.
    """

    start: int
    end: int
    is_isolated: bool
    leads_latin: bool = False


def ltr_segments(text: str) -> Iterator[LtrSegment]:
    """Find the numbers of a text, each with the Latin words after it."""
    classes = _classes(text)
    at, alone = 0, True
    for number in _NUMBER.finditer(text):
        if number.start() < at:
            continue
        strong = [one for one in classes[at : number.start()] if one in ("L", "R", "AL")]
        alone = strong[-1] != "L" if strong else alone
        at = _end_of_latin(classes, number.end()) if alone else number.end()
        leads = at > number.end()
        yield LtrSegment(number.start(), at, alone and not leads, leads)


def _end_of_latin(classes: list[str], end: int) -> int:
    """End of the Latin words that begin at `end` or after one space; `end` if there are none."""
    first = end + (classes[end : end + 1] in (["WS"], ["CS"]))
    if classes[first : first + 1] != ["L"]:
        return end
    for at in range(first, len(classes)):
        if classes[at] in _RTL_CLASSES:
            break
        if classes[at] in ("L", "EN"):
            end = at + 1
    return end


def _with_number_placeholders(text: str) -> tuple[str, list[int]]:
    """Replace each number by letters, so that it stays together; also return the old positions."""
    drawn: list[str] = []
    places: list[int] = []
    at = 0
    for kept in ltr_segments(text):
        drawn += _plain(text[at : kept.start])
        places += range(at, kept.start)
        inner = "a" * (kept.end - kept.start)
        drawn += [LEFT_ISOLATE, *inner, ISOLATE_END] if kept.is_isolated else inner
        outer = [_NOWHERE] if kept.is_isolated else []
        places += [*outer, *range(kept.start, kept.end), *outer]
        at = kept.end
    drawn += _plain(text[at:])
    places += range(at, len(text))
    return "".join(drawn), places


def _plain(text: str) -> Iterator[str]:
    """Replace symbols that belong to numbers, because there is no number here."""
    for letter in text:
        yield "!" if unicodedata.bidirectional(letter) in ("ES", "ET", "CS") else letter


def base_direction(text: str) -> int:
    """Return 1 for a paragraph from right to left, else 0; the first letter decides."""
    strong = next((one for one in _classes(text) if one in ("L", "R", "AL")), "L")
    return 0 if strong == "L" else 1


def _classes(text: str) -> list[str]:
    return [unicodedata.bidirectional(letter) for letter in text]
