"""What a label points to: the sides of its region that are in sight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.body.outlines import BoundingBox, Point
from app.painting.labels.model import LabelBox, LabelRequest, PillSizes, PlacedLabel
from app.painting.labels.parts import VisiblePart, visible_part


class LabelWindow(NamedTuple):
    """Where labels may be, in pixels.

    `gap` is the least distance between two pills, `forbidden` are boxes that other controls cover.
    """

    box: LabelBox
    gap: float
    forbidden: tuple[LabelBox, ...] = ()


class LabelTarget(NamedTuple):
    """A request whose region is in sight.

    The leader ends in the first of `parts`, and goes on to the second if it `is_both`.
    """

    request: LabelRequest
    parts: tuple[VisiblePart, ...]
    is_both: bool
    names_side: bool

    @property
    def sizes(self) -> PillSizes:
        """The sizes of the pill with the text that it shows."""
        return self.request.sided if self.names_side else self.request.plain

    @property
    def dots(self) -> tuple[Point, ...]:
        return tuple(part.dot for part in self.parts)

    def label(self, box: LabelBox, start: Point | None) -> PlacedLabel:
        """A label whose leader begins at `start`; it has none if that is None."""
        ends = self.dots if self.is_both else self.dots[:1]
        leader = () if start is None else (start, *ends)
        lines = 1 if (box.w, box.h) == self.sizes.one_line else 2
        region = self.request.region
        return PlacedLabel(region, box, lines, leader, self.dots[0], self.names_side)


def find_targets(requests: Iterable[LabelRequest], window: BoundingBox) -> Iterator[LabelTarget]:
    """The targets of all regions in sight."""
    for request in requests:
        is_pair = len(request.outlines) > 1
        columns = [(is_pair and one.side) or request.column for one in request.outlines]
        shown = zip(request.outlines, columns, strict=True)
        parts = [part for one in shown if (part := visible_part(*one, window))]
        chosen = [part.side for part in parts if part.side in request.chosen]
        parts.sort(
            key=lambda one: (one.side not in request.chosen, one.column is not request.column)
        )
        if parts:
            names_side = request.names_side and bool(chosen)
            yield LabelTarget(request, tuple(parts), len(chosen) > 1, names_side)
