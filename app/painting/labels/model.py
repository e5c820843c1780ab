"""What goes into the layout of the labels and what comes out of it.

Named tuples: made before the first picture, a data class costs ten times as much there.
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
    """A region that wants a label: its outlines in pixels, and the pill's two sizes.

    `ends` are those of the outlines in which its line has to end; without any it may end in all.
    """

    region: RegionId
    outlines: tuple[tuple[Point, ...], ...]
    one_line: tuple[float, float]
    two_lines: tuple[float, float]
    leader_targets: tuple[tuple[Point, ...], ...] = ()


class PlacedLabel(NamedTuple):
    """A label's pill and its leader, which runs from the pill's edge to the dot."""

    region: RegionId
    box: LabelBox
    lines: int
    leader: tuple[Point, ...]
    dot: Point


class LabelLayout(NamedTuple):
    """The labels from top to bottom, and the regions that got only a numbered dot.

    `spread` is the largest radius with which numbered dots do not overlap each other.
    """

    labels: tuple[PlacedLabel, ...] = ()
    numbered: tuple[tuple[RegionId, Point], ...] = ()
    max_dot_radius: float = inf
