"""The outlines of one plate, and which region lies at a point of it."""

from __future__ import annotations

from dataclasses import dataclass

from app.body.ids import Place

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """The closed shape of a region on a plate.

    `points` is the flattened outline, at least three points, not repeated at the end;
    the unit on both axes is the plate's width, y grows downwards.
    """

    place: Place
    points: tuple[Point, ...]
