"""Input and output of the label layout.

These are named tuples because they are created before the first picture, where a data class would
cost ten times as much.
"""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from app.body.outlines import Point
from app.body.regions import RegionId


class LabelBox(NamedTuple):
    """An upright rectangle in pixels."""

    x: float
    y: float
    w: float
    h: float


class LabelRequest(NamedTuple):
    """A region that needs a label: its outlines in pixels, and both possible sizes of its pill.

    The leader has to end in one of the outlines in `leader_targets`; if there are none, it may end
    in any outline of the region.
    """

    region: RegionId
    outlines: tuple[tuple[Point, ...], ...]
    one_line: tuple[float, float]
    two_lines: tuple[float, float]
    leader_targets: tuple[tuple[Point, ...], ...] = ()


class PlacedLabel(NamedTuple):
    """A pill and its leader, which runs from the edge of the pill to a dot in the region."""

    region: RegionId
    box: LabelBox
    lines: int
    leader: tuple[Point, ...]
    dot: Point


class LabelLayout(NamedTuple):
    """The labels from top to bottom, and the regions that have only a numbered dot.

    `max_dot_radius` is the largest radius at which the numbered dots do not overlap.
    """

    labels: tuple[PlacedLabel, ...] = ()
    numbered: tuple[tuple[RegionId, Point], ...] = ()
    max_dot_radius: float = inf
