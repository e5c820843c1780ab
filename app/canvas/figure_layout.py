"""Layout of the figure in a widget: plate, outlines and labels in pixels, and what is at a point.

Plate units are widths of the plate, on both axes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QTransform

from app.atlas.header import PlateOutlines
from app.body.hit_test import OutlineIndex
from app.body.outlines import Point, contains
from app.body.regions import Place, RegionId, leader_sides
from app.painting.labels.model import LabelBox, LabelLayout, LabelRequest
from app.painting.scene import RegionShape
from app.painting.smooth_path import outline_path
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
        """Convert a point from plate units to pixels."""
        return self.left + point[0] * self.width, self.top + point[1] * self.width

    def to_plate(self, x: float, y: float) -> Point:
        """Convert a point from pixels to plate units."""
        return (x - self.left) / self.width, (y - self.top) / self.width

    def to_fraction(self, x: float, y: float) -> Point:
        """Convert a point from pixels to fractions of the plate's width and height."""
        return (x - self.left) / self.width, (y - self.top) / self.height


CORE_WIDTH = 0.6
"""Fraction of the plate's width, around the spine, that is always in sight at zoom 1."""
_MAX_ZOOM = 4.0


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


def zoomed_at(
    plate_rect: PlateRect, frame: ZoomFrame, factor: float, x: float, y: float
) -> ZoomFrame:
    """Zoom by `factor` so that the point of the plate under (x, y), in pixels, stays there."""
    zoom = min(max(frame.zoom * factor, 1.0), _MAX_ZOOM)
    applied = zoom / frame.zoom
    at_x, at_y = plate_rect.to_fraction(x, y)
    return ZoomFrame(zoom, at_x + (frame.x - at_x) / applied, at_y + (frame.y - at_y) / applied)


def frame_for_box(
    box: tuple[float, float, float, float], aspect: float, width: float, height: float
) -> ZoomFrame:
    """Zoom in on a box of the plate as far as it fits into the widget.

    `box` is left, top, right and bottom in plate units; `width` and `height` are those of the
    widget, in pixels.
    """
    left, top, right, bottom = box
    unzoomed = fit_plate(width, height, aspect, ZoomFrame())
    horizontal = width / (max(right - left, 1e-3) * unzoomed.width)
    vertical = height / (max(bottom - top, 1e-3) * unzoomed.width)
    zoom = min(max(min(horizontal, vertical), 1.0), _MAX_ZOOM)
    return ZoomFrame(zoom, (left + right) / 2, (top + bottom) / 2 / aspect)


OutlinePixels = Mapping[Place, tuple[Point, ...]]
"""The outlines in pixels, by place."""

LabelSizes = tuple[tuple[QSizeF, str], tuple[QSizeF, str]]
"""Size and text of a label on one line and on two."""

_MARGIN = 14.0
_GAP = 10.0
_CACHE_SIZE = 8
"""Cached placements for a chosen or focused side, besides the one at rest."""


@dataclass(frozen=True, slots=True)
class FigureViewport:
    """The size of the widget in pixels, and the boxes in it that other controls cover."""

    width: int
    height: int
    occupied: tuple[LabelBox, ...] = ()


class LabelPlacement(NamedTuple):
    """The layout of the labels, and the text of each, on one line or two."""

    layout: LabelLayout
    texts: Mapping[RegionId, str]


@dataclass(frozen=True)
class FigureLayout:
    """Rectangle of the plate, outlines as paths in pixels, and the placement of the labels.

    Placing the labels takes longest and happens on first use, because a window that is being
    resized passes through sizes that are never painted.
    """

    plate_rect: PlateRect
    shapes: tuple[RegionShape, ...]
    _outlines: OutlinePixels
    _names: Mapping[RegionId, str]
    _viewport: FigureViewport
    _theme: Theme
    _by_leader_sides: dict[tuple[Place, ...], LabelPlacement] = field(default_factory=dict)

    def label_placement(
        self, chosen: Place | None = None, focus: Place | None = None
    ) -> LabelPlacement:
        """The labels, with leaders that end in the side that is chosen or has the focus.

        The other labels stay where they are at rest, if possible.
        """
        sides = leader_sides(chosen, focus, self._outlines.keys()) if self._names else ()
        if all(self._ends_in_at_rest(side) for side in sides):
            return self._at_rest
        if sides not in self._by_leader_sides:
            if len(self._by_leader_sides) >= _CACHE_SIZE:
                self._by_leader_sides.pop(next(iter(self._by_leader_sides)))
            self._by_leader_sides[sides] = self._place_labels(sides)
        return self._by_leader_sides[sides]

    def places_moving_labels(self) -> list[Place]:
        """The sides that move a label when they are chosen."""
        return [
            shape.place
            for shape in self.shapes
            if shape.place.side is not None and not self._ends_in_at_rest(shape.place)
        ]

    @property
    def cached_sides(self) -> tuple[tuple[Place, ...], ...]:
        """The chosen or focused sides for which a placement is cached."""
        return tuple(self._by_leader_sides)

    def clear_cache(self) -> None:
        """Drop the placements that reveal which sides were chosen."""
        self._by_leader_sides.clear()

    def _ends_in_at_rest(self, side: Place) -> bool:
        """True if the region's leader ends in this side at rest, or the region has no leader."""
        dot = self._dots_at_rest.get(side.region)
        return dot is None or contains(self._outlines[side], *dot)

    @cached_property
    def _dots_at_rest(self) -> dict[RegionId, Point]:
        layout = self._at_rest.layout
        return {label.region: label.dot for label in layout.labels} | dict(layout.numbered)

    @cached_property
    def _at_rest(self) -> LabelPlacement:
        return self._place_labels(())

    def _place_labels(self, sides: tuple[Place, ...]) -> LabelPlacement:
        if not self._names:
            return LabelPlacement(LabelLayout(), {})
        # Imported here because the first picture has no labels.
        from app.painting.labels.paint import label_sizes
        from app.painting.labels.placement import move_leaders, place_labels

        sizes = {region: label_sizes(name, self._theme) for region, name in self._names.items()}
        requests, occupied = _requests(self._outlines, sizes, sides), self._viewport.occupied
        width, height = self._viewport.width - 2 * _MARGIN, self._viewport.height - 2 * _MARGIN
        window = LabelBox(_MARGIN, _MARGIN, width, height)
        layout = None
        if sides:
            at_rest = self._at_rest.layout
            layout = move_leaders(at_rest, requests, window, gap=_GAP, forbidden=occupied)
        if layout is None:
            layout = place_labels(requests, window, gap=_GAP, forbidden=occupied)
        texts = {label.region: sizes[label.region][label.lines - 1][1] for label in layout.labels}
        return LabelPlacement(layout, texts)


def layout_figure(
    outlines: PlateOutlines,
    names: Mapping[RegionId, str],
    viewport: FigureViewport,
    frame: ZoomFrame,
    theme: Theme,
) -> FigureLayout:
    """Lay out the figure; regions without an entry in `names` get no label."""
    plate_rect = fit_plate(viewport.width, viewport.height, outlines.aspect, frame)
    pixels = {
        outline.place: tuple(plate_rect.to_pixels(point) for point in outline.points)
        for outline in outlines.regions
    }
    to_pixels = QTransform(
        plate_rect.width, 0.0, 0.0, plate_rect.width, plate_rect.left, plate_rect.top
    )
    shapes = tuple(
        RegionShape(outline.place, to_pixels.map(outline_path(outline)))
        for outline in outlines.regions
    )
    return FigureLayout(plate_rect, shapes, pixels, names, viewport, theme)


def _requests(
    outlines: OutlinePixels, sizes: Mapping[RegionId, LabelSizes], sides: tuple[Place, ...]
) -> tuple[LabelRequest, ...]:
    return tuple(
        LabelRequest(
            region,
            tuple(points for place, points in outlines.items() if place.region == region),
            (one.width(), one.height()),
            (two.width(), two.height()),
            tuple(outlines[side] for side in sides if side.region == region),
        )
        for region, ((one, _), (two, _)) in sizes.items()
    )


def label_at(layout: LabelLayout, x: float, y: float) -> Place | None:
    """The whole region whose label is at a point of the widget, in pixels."""
    for label in layout.labels:
        box = label.box
        if box.x <= x <= box.x + box.w and box.y <= y <= box.y + box.h:
            return Place(label.region)
    return None


SLACK = 12.0
"""How far beside an outline the pointer still is on it, in pixels."""


def place_at_point(
    layout: LabelLayout,
    outlines: OutlineIndex,
    plate_rect: PlateRect,
    at: QPointF,
    slack: float = SLACK,
) -> Place | None:
    """The region whose label, or else the place whose outline, is at a point in pixels.

    An outline within `slack` pixels counts, the nearest first.
    """
    label = label_at(layout, at.x(), at.y())
    if label is not None:
        return label
    return outlines.place_at(*plate_rect.to_plate(at.x(), at.y()), slack / plate_rect.width)
