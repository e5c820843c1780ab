"""Where the plate lies in the widget, for a size and a frame; pure arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

from app.body.outlines import Point
from app.session.state import Frame


@dataclass(frozen=True, slots=True)
class Placing:
    """The plate's rectangle in pixels: left, top, width, height."""

    left: float
    top: float
    width: float
    height: float

    def to_pixels(self, point: Point) -> Point:
        """A point in plate units as pixels."""
        return self.left + point[0] * self.width, self.top + point[1] * self.width

    def to_plate(self, x: float, y: float) -> Point:
        """Pixels as a point in plate units."""
        return (x - self.left) / self.width, (y - self.top) / self.width

    def share(self, x: float, y: float) -> Point:
        """Pixels as shares of the plate's width and height."""
        return (x - self.left) / self.width, (y - self.top) / self.height


CORE = 0.6
"""How much of a plate's width, around the spine, is always in sight at zoom 1."""


def fit(width: float, height: float, aspect: float, frame: Frame) -> Placing:
    """The plate as high as the room allows with its core in sight, then zoomed by the frame.

    `aspect` is the plate's height divided by its width. A plate wider than the room is centred
    and its faded sides run out of sight; a lower one stands on the room's floor.
    """
    whole = max(min(height, width / CORE * aspect), 1.0)
    tall = whole * frame.zoom
    wide = tall / aspect
    middle = height - whole / 2 if frame.zoom == 1 else height / 2
    return Placing(width / 2 - wide * frame.x, middle - tall * frame.y, wide, tall)


def zoomed_at(placing: Placing, frame: Frame, factor: float, x: float, y: float) -> Frame:
    """The frame after zooming by `factor` so that the point under (x, y) stays there.

    The centre is worked out as if the room's middle stood at frame.x, frame.y.
    """
    zoom = min(max(frame.zoom * factor, 1.0), 4.0)
    real = zoom / frame.zoom
    at_x, at_y = placing.share(x, y)
    return Frame(zoom, at_x + (frame.x - at_x) / real, at_y + (frame.y - at_y) / real)


def framed(
    box: tuple[float, float, float, float], aspect: float, width: float, height: float
) -> Frame:
    """The frame that brings a box of the plate (left, top, right, bottom) as near as it fits."""
    left, top, right, bottom = box
    whole = fit(width, height, aspect, Frame())
    across = width / (max(right - left, 1e-3) * whole.width)
    down = height / (max(bottom - top, 1e-3) * whole.width)
    zoom = min(max(min(across, down), 1.0), 4.0)
    return Frame(zoom, (left + right) / 2, (top + bottom) / 2 / aspect)
