"""Input and output of the label layout.

These are named tuples because they are created before the first picture, where a data class would
cost ten times as much.
"""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from app.body.outlines import BoundingBox, Point
from app.body.regions import RegionId, Side


class LabelBox(NamedTuple):
    """An upright rectangle in pixels."""

    x: float
    y: float
    w: float
    h: float

    @property
    def edges(self) -> BoundingBox:
        """Left, top, right and bottom."""
        return self.x, self.y, self.x + self.w, self.y + self.h


class PillSizes(NamedTuple):
    """Width and height of a pill in pixels, with its text on one line and on two."""

    one_line: tuple[float, float]
    two_lines: tuple[float, float]

    def for_width(self, width: float) -> tuple[float, float]:
        """The pill on one line if it is at most this wide, else on two."""
        return self.one_line if self.one_line[0] <= width else self.two_lines


class RegionOutline(NamedTuple):
    """The outline of a region or of one side of it, in pixels, and the box around it."""

    side: Side | None
    points: tuple[Point, ...]
    box: BoundingBox


class LabelRequest(NamedTuple):
    """A region that needs a label, and the column in which it has its name.

    `chosen` are the sides in which the leader has to end; without any, it ends in that of the
    column. `sided` is the pill with a side in words, which is shown if `names_side`. The region is
    placed first, and so keeps its name, if `is_first`.
    """

    region: RegionId
    column: Side
    outlines: tuple[RegionOutline, ...]
    plain: PillSizes
    sided: PillSizes
    chosen: frozenset[Side] = frozenset()
    names_side: bool = False
    is_first: bool = False


class PlacedLabel(NamedTuple):
    """A pill and its leader, which runs from the edge of the pill to `dot` in the region.

    The leader of both sides goes on from the first dot to a second one. There is no leader if the
    pill lies in its region.
    """

    region: RegionId
    box: LabelBox
    lines: int
    leader: tuple[Point, ...]
    dot: Point
    names_side: bool = False


class LabelLayout(NamedTuple):
    """The labels from top to bottom, and the regions that have only a numbered dot.

    `small_dots` are in the sides without a leader. `max_dot_radius` is the largest radius at which
    the numbered dots do not overlap.
    """

    labels: tuple[PlacedLabel, ...] = ()
    numbered: tuple[tuple[RegionId, Point], ...] = ()
    small_dots: tuple[tuple[RegionId, Point], ...] = ()
    max_dot_radius: float = inf
