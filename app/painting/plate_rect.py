"""Where the plate is in a widget: fitted with its core in sight, then zoomed. No Qt."""

from __future__ import annotations

from typing import NamedTuple

from app.body.outlines import Point
from app.session.state import ZoomFrame

CORE_WIDTH = 0.6
"""Fraction of the plate's width, around the spine, that is always in sight at zoom 1."""


class PlateRect(NamedTuple):
    """The plate's rectangle in pixels: left, top, width, height."""

    left: float
    top: float
    width: float
    height: float

    def to_pixels(self, point: Point) -> Point:
        """Convert a point from plate units to pixels."""
        return self.left + point[0] * self.width, self.top + point[1] * self.width

    def to_plate(self, x: float, y: float) -> Point:
        """Convert a point from pixels to plate units."""
        return (x - self.left) / self.width, (y - self.top) / self.width

    def to_fraction(self, x: float, y: float) -> Point:
        """Convert a point from pixels to fractions of the plate's width and height."""
        return (x - self.left) / self.width, (y - self.top) / self.height


def fit_plate(width: float, height: float, aspect: float, frame: ZoomFrame) -> PlateRect:
    """Fit the plate into a widget with its core in sight, then zoom it by the frame.

    `width` and `height` are those of the widget, in pixels; `aspect` is the plate's height divided
    by its width. A plate wider than the widget is centred, so that its faded sides are out of
    sight; one lower than the widget is aligned to the bottom.
    """
    unzoomed_height = max(min(height, width / CORE_WIDTH * aspect), 1.0)
    plate_height = unzoomed_height * frame.zoom
    plate_width = plate_height / aspect
    middle = height - unzoomed_height / 2 if frame.zoom == 1 else height / 2
    return PlateRect(
        width / 2 - plate_width * frame.x,
        middle - plate_height * frame.y,
        plate_width,
        plate_height,
    )
