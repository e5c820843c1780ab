"""The colours of a sheet, on paper and as a page: red, green and blue from 0 to 255."""

from __future__ import annotations

Ink = tuple[int, int, int]

INK, QUIET, FAINT = (27, 36, 40), (85, 96, 101), (120, 130, 135)
ACCENT, HEAD, TINT = (179, 58, 16), (12, 84, 98), (230, 239, 240)
LINE = (190, 198, 201)


def css(ink: Ink) -> str:
    """The same as a page writes it."""
    return "#{:02x}{:02x}{:02x}".format(*ink)
