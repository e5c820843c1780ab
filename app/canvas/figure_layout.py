"""Layout of the figure in a widget: plate, outlines and labels in pixels, and what is at a point.

Plate units are widths of the plate, on both axes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTransform

from app.atlas.header import PlateOutlines
from app.body.hit_test import OutlineIndex
from app.body.label_columns import LabelPlace
from app.body.outlines import Outline, bounds
from app.body.regions import Place, RegionId, Side, is_visible, leader_sides
from app.painting.labels.model import LabelBox, LabelLayout, LabelRequest, RegionOutline
from app.painting.plate_rect import PlateRect, fit_plate
from app.painting.scene import RegionShapes
from app.session.state import ZoomFrame
from app.theme.theme import Theme

if TYPE_CHECKING:  # imported late, because the first picture has no labels
    from app.painting.labels.paint import Pill


_MAX_ZOOM = 4.0


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


_MARGIN = 14.0
_GAP = 10.0
_TARGET = 44.0
"""The least height and width of the area in which a label can be pressed, in pixels."""
MOST_NAMES = 40
"""With more regions in sight, only what is chosen or has the focus has a name, others no mark."""
_CACHE_SIZE = 8
"""Cached placements for a chosen or focused place, besides the one at rest."""


@dataclass(frozen=True, slots=True)
class FigureViewport:
    """The size of the widget in pixels, and the boxes in it that other controls cover."""

    width: int
    height: int
    occupied: tuple[LabelBox, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelNames:
    """What the labels say: a name for each region, and one for each side of it.

    `order` has the column of each region. Without `has_numbers`, a region without room for its name
    has a plain dot.
    """

    names: Mapping[Place, str]
    order: tuple[LabelPlace, ...]
    has_numbers: bool = True


class LabelPlacement(NamedTuple):
    """The layout of the labels, and the text of each, on one line or two."""

    layout: LabelLayout
    texts: Mapping[RegionId, str]


@dataclass(frozen=True)
class FigureLayout:
    """Rectangle of the plate, outlines as paths in pixels, and the placement of the labels.

    What only some regions need is computed for those, because an atlas may have thousands. The
    labels are placed on first use, because a window that is being resized passes through sizes
    that are never painted.
    """

    plate_rect: PlateRect
    shapes: RegionShapes
    _outlines: OutlineIndex
    _labels: LabelNames
    _viewport: FigureViewport
    _theme: Theme
    _is_zoomed: bool
    _placements: dict[tuple[Place | None, ...], LabelPlacement] = field(default_factory=dict)
    _pixels: dict[RegionId, tuple[RegionOutline, ...]] = field(default_factory=dict)

    def label_placement(
        self,
        chosen: Place | None = None,
        focus: Place | None = None,
        listed: Collection[Place] = (),
    ) -> LabelPlacement:
        """The labels, with leaders that end in the side that is chosen, listed or has the focus.

        The name of a region moves to the column of that side. All others stay where they are.
        """
        sides = leader_sides((chosen, *sorted(listed, key=str), focus), self._outlines.places)
        moved = chosen if chosen is not None and self._moves_labels(chosen) else None
        named = focus if self._is_crowded else None
        key = (moved, named, *sides)
        if key not in self._placements:
            if len(self._placements) > _CACHE_SIZE:
                self._placements.pop(next(iter(self._placements)))
            self._placements[key] = self._place_labels(moved, named, sides)
        return self._placements[key]

    def _moves_labels(self, chosen: Place) -> bool:
        """True if a choice changes the labels: it has sides, or its name has no room otherwise.

        A place that the view does not show changes nothing.
        """
        if chosen not in self._labels.names or not is_visible(chosen, self._outlines.places):
            return False
        if len(self._outlines.outlines_of([chosen.region])) > 1 or chosen.side is not None:
            return True
        return chosen.region not in self.label_placement().texts

    @property
    def cached_places(self) -> frozenset[Place]:
        """The chosen or focused places for which a placement is cached."""
        return frozenset(place for key in self._placements for place in key if place is not None)

    def clear_cache(self) -> None:
        """Drop the placements that reveal what was chosen."""
        self._placements.clear()

    def outlines_in_sight(self) -> list[Outline]:
        """The outlines of which a part may be in sight, in their order on the plate."""
        corners = (0.0, 0.0), (self._viewport.width, self._viewport.height)
        (left, top), (right, bottom) = (self.plate_rect.to_plate(*corner) for corner in corners)
        return self._outlines.in_window((left, top, right, bottom))

    @cached_property
    def _named_regions(self) -> frozenset[RegionId]:
        """The regions in sight that have a name."""
        regions = {outline.place.region for outline in self.outlines_in_sight()}
        return frozenset(one for one in regions if Place(one) in self._labels.names)

    @property
    def _is_crowded(self) -> bool:
        """Whether there are too many regions in sight to name them all."""
        return len(self._named_regions) > MOST_NAMES

    def _region_outlines(self, region: RegionId) -> tuple[RegionOutline, ...]:
        """The outlines of a region in pixels."""
        if region not in self._pixels:
            found = []
            for outline in self._outlines.outlines_of([region]):
                points = tuple(self.plate_rect.to_pixels(point) for point in outline.points)
                found.append(RegionOutline(outline.place.side, points, bounds(points)))
            self._pixels[region] = tuple(found)
        return self._pixels[region]

    def _place_labels(
        self, chosen: Place | None, focus: Place | None, sides: tuple[Place, ...]
    ) -> LabelPlacement:
        """The labels of all regions in sight, or of a chosen and a focused one among too many."""
        if not self._labels.names:
            return LabelPlacement(LabelLayout(), {})
        wanted: Collection[RegionId] = self._named_regions
        if self._is_crowded:
            wanted = {place.region for place in (chosen, focus) if place is not None}
        # Imported here because the first picture has no labels.
        from app.painting.labels.layout import place_labels
        from app.painting.labels.targets import LabelWindow

        pills = self._pills(wanted, chosen)
        requests = [
            self._request(place, pills, chosen, sides)
            for place in self._labels.order
            if place.region in pills
        ]
        line = requests[0].plain.one_line[1] if requests else 0.0
        width, height = self._viewport.width - 2 * _MARGIN, self._viewport.height - 2 * _MARGIN
        box = LabelBox(_MARGIN, _MARGIN, width, height)
        gap = max(_GAP, _TARGET - line)
        window = LabelWindow(box, gap, self._viewport.occupied)
        layout = place_labels(requests, window, is_zoomed=self._is_zoomed)
        if self._is_crowded or not self._labels.has_numbers:
            dots = layout.small_dots + layout.numbered
            layout = layout._replace(numbered=(), small_dots=dots)
        texts = {
            label.region: pills[label.region][label.names_side].texts[label.lines - 1]
            for label in layout.labels
        }
        return LabelPlacement(layout, texts)

    def _pills(
        self, regions: Collection[RegionId], chosen: Place | None
    ) -> dict[RegionId, tuple[Pill, Pill]]:
        """The pill of each region without and with a side; both are the same if it has none.

        Before a side is chosen, it is the longer one for which a place is kept.
        """
        from app.painting.labels.paint import measure_pill

        names, found = self._labels.names, {}
        for region in regions:
            sided = [one for side in Side if (one := Place(region, side)) in names]
            shown = [chosen] if chosen in sided else sided
            plain = measure_pill(names[Place(region)], self._theme)
            pills = [measure_pill(names[one], self._theme) for one in shown]
            found[region] = plain, max([plain, *pills], key=lambda pill: pill.width)
        return found

    def _request(
        self,
        place: LabelPlace,
        pills: Mapping[RegionId, tuple[Pill, Pill]],
        chosen: Place | None,
        sides: tuple[Place, ...],
    ) -> LabelRequest:
        plain, sided = pills[place.region]
        outlines = self._region_outlines(place.region)
        is_chosen = chosen is not None and chosen.region == place.region
        ends = {one.side for one in sides if one.region == place.region}
        if is_chosen and not ends:
            ends = {one.side for one in outlines}
        return LabelRequest(
            place.region,
            place.column,
            outlines,
            plain.sizes,
            sided.sizes,
            frozenset(side for side in ends if side is not None),
            names_side=is_chosen and chosen in sides,
            is_first=is_chosen,
        )


def layout_figure(
    outlines: PlateOutlines,
    labels: LabelNames,
    viewport: FigureViewport,
    frame: ZoomFrame,
    theme: Theme,
) -> FigureLayout:
    """Lay out the figure; regions without a name in `labels` get no label."""
    plate_rect = fit_plate(viewport.width, viewport.height, outlines.aspect, frame)
    to_pixels = QTransform(
        plate_rect.width, 0.0, 0.0, plate_rect.width, plate_rect.left, plate_rect.top
    )
    shapes, is_zoomed = RegionShapes(outlines.map, to_pixels), frame.zoom > 1
    return FigureLayout(plate_rect, shapes, outlines.map, labels, viewport, theme, is_zoomed)


def label_at(layout: LabelLayout, x: float, y: float, min_size: float = 0.0) -> Place | None:
    """The whole region whose label is at a point of the widget, in pixels.

    A label counts as at least `min_size` wide and high.
    """
    for label in layout.labels:
        box = label.box
        across, down = max(box.w, min_size) / 2, max(box.h, min_size) / 2
        if abs(x - box.x - box.w / 2) <= across and abs(y - box.y - box.h / 2) <= down:
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

    A press just above or below a label is meant for the label, unless it hits an outline. An
    outline within `slack` pixels counts, the nearest first.
    """
    x, y = at.x(), at.y()
    on_plate = plate_rect.to_plate(x, y)
    return (
        label_at(layout, x, y)
        or outlines.place_at(*on_plate)
        or label_at(layout, x, y, _TARGET)
        or outlines.place_at(*on_plate, slack / plate_rect.width)
    )
