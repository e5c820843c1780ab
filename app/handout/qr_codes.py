"""Summary of a handout in plain lines, and QR codes that contain these lines instead of a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from app.document.blocks import (
    Bullets,
    Callout,
    Document,
    Heading,
    Passage,
    Questions,
    plain_text,
)
from app.document.printed import run_in
from app.handout.sheet import HandoutSheet

MAX_QR_BYTES = 440
"""This makes a code of 73 modules a side, which a phone can read at arm's length."""

_MAX_CHARACTER_BYTES = 4
"""Bytes that one character can take in UTF-8."""

_SEAMS = (re.compile(r"(?<=[.!?])(?= )"), re.compile(r"(?= )"))
"""Where a text can be split: between sentences, then between words."""

QrMatrix = tuple[tuple[bool, ...], ...]


def summary_text(sheet: HandoutSheet) -> str:
    """Return what to remember: what to check first, the risks and what to ask, for each region."""
    return "\n".join(_lines(sheet))


def _lines(sheet: HandoutSheet) -> Iterator[str]:
    document = sheet.document
    yield sheet.title
    yield from _words(document.introduction[:1])
    for region in document.regions:
        yield region.name.upper()
        said = (*region.check_first, *region.risks, *region.questions)
        yield from _words(tuple(run_in(said)))
    yield from _words(document.kept)
    yield document.emergency
    yield from _words(document.time_to_think)
    yield document.edition


def _words(document: Document) -> Iterator[str]:
    """A line for each paragraph with its heading, and for each item of a list."""
    for block in document:
        match block:
            case Callout(blocks=blocks):
                yield from _words(tuple(run_in(blocks)))
            case Heading(text=text):
                yield text
            case Passage(spans=spans):
                yield plain_text(spans)
            case Bullets(items=items):
                yield from (f"- {plain_text(spans)}" for spans in items)
            case Questions(items=items):
                yield from (f"- {plain_text(item.spans)}" for item in items)


def split_for_qr(text: str, max_bytes: int = MAX_QR_BYTES) -> tuple[str, ...]:
    """Split a text between sentences into pieces of at most `max_bytes` bytes of UTF-8.

    A longer sentence is split at spaces, a longer word between two letters. If there is more than
    one piece, they are numbered, as in "2/5 ...", and the number is a part of the piece.
    """
    if len(text.encode()) <= max_bytes:
        return (text,)
    found: list[str] = []
    for digits in count(1):
        found = list(_split(text, max_bytes - 2 * digits - len("/ ")))
        if len(str(len(found))) <= digits:
            break
    return tuple(f"{number}/{len(found)} {one}" for number, one in enumerate(found, 1))


def _split(text: str, max_bytes: int) -> Iterator[str]:
    """Fill pieces of at most `max_bytes` bytes, part by part; one character always fits."""
    piece = ""
    for part in _parts(text, max(max_bytes, _MAX_CHARACTER_BYTES)):
        if len((piece + part).encode()) > max_bytes and piece:
            yield piece.rstrip(" ")
            piece = part.lstrip(" ")
        else:
            piece += part
    yield piece


def _parts(text: str, max_bytes: int, seams: tuple[re.Pattern[str], ...] = _SEAMS) -> Iterator[str]:
    """Yield each sentence with the space before it, or its words or letters if it is too long."""
    if len(text.lstrip(" ").encode()) <= max_bytes:
        yield text
    elif not seams:
        yield from text
    else:
        for part in seams[0].split(text):
            yield from _parts(part, max_bytes, seams[1:])


def qr_matrix(text: str) -> QrMatrix:
    """Return the modules of the QR code of a text by rows, without quiet zone; True is dark."""
    # Imported late: only needed when codes are shown.
    import segno

    code = segno.make_qr(text, error="m", encoding="utf-8", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
