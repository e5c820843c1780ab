"""The lines that marks are drawn with, in plate widths; screen, PDF and HTML all draw these."""

from __future__ import annotations

import math
from collections.abc import Iterator

from app.body.outlines import Point
from app.session.marks import Mark, Role, Stamp, Tool

PEN, WIDE, CASING = 0.0065, 0.034, 0.0035
"""Widths in plate widths: of a pen, of a highlighter, and of the casing on either side."""
STAMP, LABEL = 0.05, 0.026
"""Heights in plate widths: of a stamp, and of the letters of a label."""
THIN = 0.55
DASHES = {Role.AVOID: (2.4, 1.9), Role.ASK: (0.01, 1.9)}
"""In widths of the line: a role does not rest on its colour alone."""
_BARB, _TURN, _CORNERS = 0.035, math.radians(28), 48

Line = tuple[Point, ...]


def lines_of(mark: Mark) -> tuple[Line, ...]:
    """Every line of a mark; a label has none, it is words."""
    if mark.tool is Tool.LABEL:
        return ()
    if mark.tool is Tool.ARROW:
        return _arrow(mark.points[0], mark.points[-1], _BARB)
    if mark.tool is Tool.CIRCLE:
        left, top, right, bottom = mark.box
        middle = ((left + right) / 2, (top + bottom) / 2)
        return (_ellipse(middle, (right - left) / 2, (bottom - top) / 2),)
    if mark.tool is Tool.STAMP:
        return tuple(_stamp(mark.stamp or Stamp.ENTRY, mark.points[0], STAMP / 2))
    return (mark.points,)


def width_of(mark: Mark) -> float:
    """How wide its lines are, in plate widths."""
    if mark.tool is Tool.HIGHLIGHTER:
        return WIDE
    return PEN * (THIN if mark.role is Role.NOTE else 1.0)


def dashes_of(mark: Mark) -> tuple[float, ...]:
    """How its lines are broken, in widths of the line; stamps are told apart by their shape."""
    is_line = mark.tool not in (Tool.STAMP, Tool.HIGHLIGHTER)
    return DASHES.get(mark.role, ()) if is_line else ()


def _arrow(tail: Point, tip: Point, barb: float) -> tuple[Line, ...]:
    """A shaft and two barbs, which are smaller where the arrow is short."""
    across, down = tail[0] - tip[0], tail[1] - tip[1]
    length, angle = math.hypot(across, down), math.atan2(down, across)
    barb = min(barb, length / 2)
    ends = [
        (tip[0] + barb * math.cos(angle + turn), tip[1] + barb * math.sin(angle + turn))
        for turn in (-_TURN, _TURN)
    ]
    return (tail, tip), (ends[0], tip, ends[1])


def _ellipse(middle: Point, across: float, down: float) -> Line:
    turns = [2 * math.pi * at / _CORNERS for at in range(_CORNERS + 1)]
    x, y = middle
    return tuple((x + across * math.cos(turn), y + down * math.sin(turn)) for turn in turns)


def _stamp(kind: Stamp, at: Point, half: float) -> Iterator[Line]:
    """A symbol told apart by its shape alone.

    A ring with a dot is where an instrument goes in, a hatched square the field that is treated,
    an arrow a direction, and a crossed ring a place to keep away from.
    """
    x, y = at
    slant = half * math.sqrt(0.5)
    if kind is Stamp.ENTRY:
        yield _ellipse(at, half * 0.8, half * 0.8)
        yield _ellipse(at, half * 0.12, half * 0.12)
    elif kind is Stamp.FIELD:
        corners = ((x - half, y - half), (x + half, y - half), (x + half, y + half))
        yield (*corners, (x - half, y + half), corners[0])
        for share in (-0.1, 0.5):
            yield (x + half * share, y - half * 0.7), (x + half * (share - 0.4), y + half * 0.7)
    elif kind is Stamp.DIRECTION:
        yield from _arrow((x, y + half), (x, y - half), half)
    else:
        yield _ellipse(at, half, half)
        yield (x - slant, y - slant), (x + slant, y + slant)
