"""The mark a tool makes on a whole region, for whoever chooses by key or screen reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.body.hit_test import anchor_of
from app.body.outlines import Outline, bounds
from app.body.regions import Place, covers
from app.present.draftsman import TOOLS, Grip, Hand
from app.session.marks import Mark, Tool

_AIR, _WAY = 0.02, 0.12


def marks_on(hand: Hand, place: Place, outlines: Iterable[Outline]) -> Iterator[Mark]:
    """A circle round each side of it, an arrow at it, a line along it or a stamp in its middle."""
    for outline in outlines:
        if covers(place, outline.place):
            yield _mark(hand, outline)


def _mark(hand: Hand, outline: Outline) -> Mark:
    x, y = anchor_of(outline)
    tool = TOOLS.get(hand.grip, Tool.CIRCLE)
    if hand.grip in (Grip.PEN, Grip.HIGHLIGHTER):
        return Mark(tool, hand.role, (*outline.points, outline.points[0]))
    if hand.grip is Grip.ARROW:
        way = _WAY if x > 0.5 else -_WAY
        return Mark(tool, hand.role, ((x + way, y - _WAY), (x, y)))
    if hand.grip is Grip.STAMP:
        return Mark(tool, hand.role, ((x, y),), stamp=hand.stamp)
    left, top, right, bottom = bounds(outline.points)
    corners = ((left - _AIR, top - _AIR), (right + _AIR, bottom + _AIR))
    return Mark(Tool.CIRCLE, hand.role, corners)
