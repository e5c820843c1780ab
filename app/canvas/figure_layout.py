"""Layout of the figure in a widget.

Rectangle of the plate, outlines and labels in pixels, and what lies at a point.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QPainterPath, QPolygonF

from app.atlas.header import PlateOutlines
from app.body.hit_test import OutlineIndex
from app.body.outlines import Point, contains
from app.body.regions import Place, RegionId, leader_sides
from app.painting.labels.model import LabelBox, LabelLayout, LabelRequest
from app.painting.scene import RegionShape
from app.session.state import ZoomFrame
from app.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class PlateRect:
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

    def to_fraction(self, x: float, y: float) -> Point:
        """Pixels as shares of the plate's width and height."""
        return (x - self.left) / self.width, (y - self.top) / self.height


CORE_WIDTH = 0.6
"""How much of a plate's width, around the spine, is always in sight at zoom 1."""


def fit_plate(width: float, height: float, aspect: float, frame: ZoomFrame) -> PlateRect:
    """The plate as high as the room allows with its core in sight, then zoomed by the frame.

    `aspect` is the plate's height divided by its width. A plate wider than the room is centred
    and its faded sides run out of sight; a lower one stands on the room's floor.
    """
    whole = max(min(height, width / CORE_WIDTH * aspect), 1.0)
    tall = whole * frame.zoom
    wide = tall / aspect
    middle = height - whole / 2 if frame.zoom == 1 else height / 2
    return PlateRect(width / 2 - wide * frame.x, middle - tall * frame.y, wide, tall)


def zoomed_at(placing: PlateRect, frame: ZoomFrame, factor: float, x: float, y: float) -> ZoomFrame:
    """The frame after zooming by `factor` so that the point under (x, y) stays there.

    The centre is worked out as if the room's middle stood at frame.x, frame.y.
    """
    zoom = min(max(frame.zoom * factor, 1.0), 4.0)
    real = zoom / frame.zoom
    at_x, at_y = placing.to_fraction(x, y)
    return ZoomFrame(zoom, at_x + (frame.x - at_x) / real, at_y + (frame.y - at_y) / real)


def frame_for_box(
    box: tuple[float, float, float, float], aspect: float, width: float, height: float
) -> ZoomFrame:
    """The frame that brings a box of the plate (left, top, right, bottom) as near as it fits."""
    left, top, right, bottom = box
    whole = fit_plate(width, height, aspect, ZoomFrame())
    across = width / (max(right - left, 1e-3) * whole.width)
    down = height / (max(bottom - top, 1e-3) * whole.width)
    zoom = min(max(min(across, down), 1.0), 4.0)
    return ZoomFrame(zoom, (left + right) / 2, (top + bottom) / 2 / aspect)


OutlinePixels = Mapping[Place, tuple[Point, ...]]
"""The outlines in pixels."""

LabelSizes = tuple[tuple[QSizeF, str], tuple[QSizeF, str]]
"""Size and words of a label on one line, and on two."""

_MARGIN = 14.0
_GAP = 10.0
_KEPT = 8
"""So many layouts for a chosen or focused side, beside the one at rest."""


@dataclass(frozen=True, slots=True)
class FigureViewport:
    """The size of the widget and the boxes in it that other controls lie on."""

    width: int
    height: int
    occupied: tuple[LabelBox, ...] = ()


class LabelPlacement(NamedTuple):
    """Where the labels stand, and their words as they stand there, on one line or two."""

    layout: LabelLayout
    words: Mapping[RegionId, str]


@dataclass(frozen=True)
class FigureLayout:
    """The plate's place, the outlines as paths in pixels, and the labels with their words.

    The labels, which take longest, are laid out when they are first asked for: while a window
    finds its shape there are rooms that are never seen.
    """

    plate_rect: PlateRect
    shapes: tuple[RegionShape, ...]
    _drawn: OutlinePixels
    _names: Mapping[RegionId, str]
    _room: FigureViewport
    _theme: Theme
    _by_leader_sides: dict[tuple[Place, ...], LabelPlacement] = field(default_factory=dict)

    def label_placement(
        self, chosen: Place | None = None, focus: Place | None = None
    ) -> LabelPlacement:
        """The labels, with lines that end in the side that is chosen or has the focus.

        The other labels stay where they are at rest if they can; the last few layouts are kept.
        """
        ends = leader_sides(chosen, focus, self._drawn.keys()) if self._names else ()
        if all(self._rests_in(end) for end in ends):
            return self._at_rest
        if ends not in self._by_leader_sides:
            if len(self._by_leader_sides) >= _KEPT:
                self._by_leader_sides.pop(next(iter(self._by_leader_sides)))
            self._by_leader_sides[ends] = self._lay_out(ends)
        return self._by_leader_sides[ends]

    def places_moving_labels(self) -> list[Place]:
        """The places that move a label when they are chosen."""
        return [
            shape.place
            for shape in self.shapes
            if shape.place.side is not None and not self._rests_in(shape.place)
        ]

    def clear_cache(self) -> None:
        """Lets go of the layouts that tell which sides were chosen."""
        self._by_leader_sides.clear()

    def _rests_in(self, end: Place) -> bool:
        """Whether the region's line at rest ends in this side, if it has a line."""
        dot = self._dots_at_rest.get(end.region)
        return dot is None or contains(self._drawn[end], *dot)

    @cached_property
    def _dots_at_rest(self) -> dict[RegionId, Point]:
        layout = self._at_rest.layout
        return {label.region: label.dot for label in layout.labels} | dict(layout.numbered)

    @cached_property
    def _at_rest(self) -> LabelPlacement:
        return self._lay_out(())

    def _lay_out(self, ends: tuple[Place, ...]) -> LabelPlacement:
        if not self._names:
            return LabelPlacement(LabelLayout(), {})
        # Imported here: the very first picture has no labels.
        from app.painting.labels.paint import label_sizes
        from app.painting.labels.placement import move_leaders, place_labels

        sizes = {region: label_sizes(name, self._theme) for region, name in self._names.items()}
        wishes, taken = _wishes(self._drawn, sizes, ends), self._room.occupied
        width, height = self._room.width - 2 * _MARGIN, self._room.height - 2 * _MARGIN
        area = LabelBox(_MARGIN, _MARGIN, width, height)
        layout = None
        if ends:
            layout = move_leaders(self._at_rest.layout, wishes, area, gap=_GAP, forbidden=taken)
        if layout is None:
            layout = place_labels(wishes, area, gap=_GAP, forbidden=taken)
        words = {label.region: sizes[label.region][label.lines - 1][1] for label in layout.labels}
        return LabelPlacement(layout, words)


def layout_figure(
    outlines: PlateOutlines,
    names: Mapping[RegionId, str],
    room: FigureViewport,
    frame: ZoomFrame,
    theme: Theme,
) -> FigureLayout:
    """Works out the places; the same input gives the same places. Without names, no labels."""
    placing = fit_plate(room.width, room.height, outlines.aspect, frame)
    drawn = {
        outline.place: tuple(placing.to_pixels(point) for point in outline.points)
        for outline in outlines.regions
    }
    return FigureLayout(placing, _shapes(drawn), drawn, names, room, theme)


def _shapes(drawn: OutlinePixels) -> tuple[RegionShape, ...]:
    return tuple(RegionShape(place, _path(points)) for place, points in drawn.items())


def _wishes(
    drawn: OutlinePixels, sizes: Mapping[RegionId, LabelSizes], ends: tuple[Place, ...]
) -> tuple[LabelRequest, ...]:
    wishes = []
    for region, ((one, _), (two, _)) in sizes.items():
        wishes.append(
            LabelRequest(
                region,
                tuple(points for place, points in drawn.items() if place.region == region),
                (one.width(), one.height()),
                (two.width(), two.height()),
                tuple(drawn[end] for end in ends if end.region == region),
            )
        )
    return tuple(wishes)


def _path(points: tuple[Point, ...]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(*point) for point in points]))
    path.closeSubpath()
    return path


def label_at(layout: LabelLayout, x: float, y: float) -> Place | None:
    """The region, both sides of it, whose label lies at a point of the widget, in pixels."""
    for label in layout.labels:
        box = label.box
        if box.x <= x <= box.x + box.w and box.y <= y <= box.y + box.h:
            return Place(label.region)
    return None


_SLACK = 12.0
"""How far beside an outline a finger still touches it, in pixels."""


def place_at_point(
    layout: LabelLayout, outlines: OutlineIndex, placing: PlateRect, at: QPointF
) -> Place | None:
    """Name what lies at a point, in the pixels of the labels and of `placing`."""
    label = label_at(layout, at.x(), at.y())
    if label is not None:
        return label
    return outlines.place_at(*placing.to_plate(at.x(), at.y()), _SLACK / placing.width)
