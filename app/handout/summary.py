"""A sheet in a few plain lines, and those lines as QR codes: no link, nothing to look up."""

from __future__ import annotations

from collections.abc import Iterator

from app.handout.sheet import Sheet

MOST_BYTES = 440
"""So many bytes make a code of 73 modules a side: a phone reads it at arm's length."""

Matrix = tuple[tuple[bool, ...], ...]


def summary(sheet: Sheet) -> str:
    """What to remember: per region what is checked first, the risks and what to ask."""
    return "\n".join(_lines(sheet))


def _lines(sheet: Sheet) -> Iterator[str]:
    words = sheet.words
    yield sheet.title
    yield words["lead"]
    for region in sheet.regions:
        yield f"{region.name.upper()}"
        for key in ("check_first", "risks", "ask"):
            if told := getattr(region, key):
                yield f"{words[key]}: {told}"
    yield from (f"- {line}" for line in sheet.asked)
    yield words["emergency"].format(number=sheet.emergency)
    yield words["cooling_off"]
    yield f"Back Atlas {sheet.version}, {sheet.date}. {words['review']}"


def pieces(text: str, most: int = MOST_BYTES) -> tuple[str, ...]:
    """Split a text at words into pieces of so many bytes; more than one are numbered."""
    room = most - len("99/99 ")
    found, piece = [], ""
    for word in text.split(" "):
        longer = f"{piece} {word}" if piece else word
        if len(longer.encode()) > room and piece:
            found.append(piece)
            longer = word
        piece = longer
    found.append(piece)
    if len(found) == 1:
        return tuple(found)
    return tuple(f"{number}/{len(found)} {one}" for number, one in enumerate(found, 1))


def matrix(text: str) -> Matrix:
    """The modules of the QR code of a text, row by row, without the quiet zone; True is dark."""
    # Imported here: whoever wants no code does not pay for it.
    import segno

    code = segno.make_qr(text, error="m", encoding="utf-8", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
