"""The places of a view for the invisible buttons: where they are, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest
from math import dist

from PySide6.QtCore import QPointF, QRect, QRectF, QSize

from app.atlas.header import NameTable
from app.body.arrow_navigation import ArrowNavigation
from app.body.hit_test import OutlineIndex
from app.body.regions import Place, covers
from app.canvas.figure_layout import FigureLayout
from app.painting.descriptions import describe_place
from app.session.state import Showing


@dataclass(frozen=True, slots=True)
class RegionPlaces:
    """The places of a view on the canvas; `chosen_text` is what a chosen one is described by."""

    layout: FigureLayout
    outlines: OutlineIndex
    canvas: QRect
    showing: Showing
    names: NameTable
    chosen_text: str

    @property
    def navigation(self) -> ArrowNavigation:
        """Where the arrow keys lead."""
        return self.outlines.navigation

    def has(self, place: Place) -> bool:
        """Whether the view shows a place."""
        return place in self.outlines.places

    def near(self, focus: Place | None, count: int) -> list[Place]:
        """At most `count` places, in their order on the plate.

        If there are more, those nearest to the focus, else to the choice, else to the middle of
        the canvas.
        """
        if len(self.outlines.places) <= count:
            return [outline.place for outline in self.outlines.outlines]
        anchors = self.outlines.anchors
        center = focus or self.showing.place
        at = anchors.get(center) if center is not None else None
        if at is None:
            middle = self.canvas.center()
            at = self.layout.plate_rect.to_plate(middle.x(), middle.y())
        distances = ((dist(at, point), number) for number, point in enumerate(anchors.values()))
        numbers = sorted(number for _, number in nsmallest(count, distances))
        return [self.outlines.outlines[number].place for number in numbers]

    def box(self, place: Place) -> QRect:
        """The part of the box around a place that is in sight, never empty."""
        left, top, right, bottom = self.outlines.box(place)
        to_pixels = self.layout.plate_rect.to_pixels
        corners = QPointF(*to_pixels((left, top))), QPointF(*to_pixels((right, bottom)))
        box = QRectF(*corners).toAlignedRect()
        part = box.intersected(self.canvas)
        return part if not part.isEmpty() else QRect(box.topLeft(), QSize(1, 1))

    def words(self, place: Place) -> tuple[str, str]:
        """The name of a place, and its description."""
        chosen = self.showing.place
        is_chosen = chosen is not None and covers(chosen, place)
        name = describe_place(place, self.showing, self.names)
        return name, self.chosen_text if is_chosen else ""
