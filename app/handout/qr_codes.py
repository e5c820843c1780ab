"""A sheet in a few plain lines, and those lines as QR codes: no link, nothing to look up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from app.handout.sheet import HandoutSheet

MAX_QR_BYTES = 440
"""So many bytes make a code of 73 modules a side: a phone reads it at arm's length."""

_WIDEST_LETTER = 4
"""Bytes of UTF-8 that one letter can need."""

_SEAMS = (re.compile(r"(?<=[.!?])(?= )"), re.compile(r"(?= )"))
"""Where a text may be split: between sentences, then between words."""

QrMatrix = tuple[tuple[bool, ...], ...]


def summary_text(sheet: HandoutSheet) -> str:
    """What to remember: per region what is checked first, the risks and what to ask."""
    return "\n".join(_lines(sheet))


def _lines(sheet: HandoutSheet) -> Iterator[str]:
    words = sheet.strings
    yield sheet.title
    yield words["lead"]
    for region in sheet.regions:
        yield f"{region.name.upper()}"
        for key in ("check_first", "risks", "ask"):
            if told := getattr(region, key):
                yield f"{words[key]}: {told}"
    yield from (f"- {line}" for line in sheet.list_entries)
    yield words["emergency"].format(number=sheet.emergency)
    yield words["cooling_off"]
    yield f"Back Atlas {sheet.version}, {sheet.date}. {words['review']}"


def split_for_qr(text: str, most: int = MAX_QR_BYTES) -> tuple[str, ...]:
    """Split a text between sentences into pieces of at most `most` bytes of UTF-8.

    A sentence that is longer than a piece is split at spaces, a word that is longer between two
    letters. More than one piece are numbered, as in "2/5 ...", and the number counts as a part of
    the piece.
    """
    if len(text.encode()) <= most:
        return (text,)
    found: list[str] = []
    for digits in count(1):
        found = list(_split(text, most - 2 * digits - len("/ ")))
        if len(str(len(found))) <= digits:
            break
    return tuple(f"{number}/{len(found)} {one}" for number, one in enumerate(found, 1))


def _split(text: str, room: int) -> Iterator[str]:
    """Fill pieces of at most `room` bytes, at least four, part by part."""
    piece = ""
    for part in _parts(text, max(room, _WIDEST_LETTER)):
        if len((piece + part).encode()) > room and piece:
            yield piece.rstrip(" ")
            piece = part.lstrip(" ")
        else:
            piece += part
    yield piece


def _parts(text: str, room: int, seams: tuple[re.Pattern[str], ...] = _SEAMS) -> Iterator[str]:
    """Give each sentence with the space before it; words or letters of one that has no room."""
    if len(text.lstrip(" ").encode()) <= room:
        yield text
    elif not seams:
        yield from text
    else:
        for part in seams[0].split(text):
            yield from _parts(part, room, seams[1:])


def qr_matrix(text: str) -> QrMatrix:
    """The modules of the QR code of a text, row by row, without the quiet zone; True is dark."""
    # Imported here: whoever wants no code does not pay for it.
    import segno

    code = segno.make_qr(text, error="m", encoding="utf-8", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
