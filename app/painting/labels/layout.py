"""Layout of the labels in two columns beside the body, or in their regions when zoomed in.

Column and order of the names are given, so that they are the same for all figures and sizes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations, pairwise
from math import dist, inf
from typing import NamedTuple

from app.body.outlines import BoundingBox, Point
from app.body.regions import RegionId, Side
from app.painting.labels.geometry import (
    box_covers,
    boxes_near,
    line_meets_box,
    paths_cross,
    stack,
)
from app.painting.labels.model import (
    LabelBox,
    LabelLayout,
    LabelRequest,
    PillSizes,
    PlacedLabel,
    RegionOutline,
)
from app.painting.labels.targets import LabelTarget, find_targets

_MIN_LEADER, _MAX_LEADER = 12.0, 110.0
"""The least and the usual distance between a name and the outermost region."""
_STEP, _MAX_STEPS = 12.0, 5
"""How far a name moves up or down in search of room, and how often."""
_OVERLAP = 10.0
"""How far a name in its column may reach into the region of another."""
_DOT_SPACE = 11.0
"""The distance of a pill from every dot."""


class LabelWindow(NamedTuple):
    """Where labels may be, in pixels.

    `gap` is the least distance between two pills, `forbidden` are boxes that other controls cover.
    """

    box: LabelBox
    gap: float
    forbidden: tuple[LabelBox, ...] = ()


def place_labels(
    requests: Sequence[LabelRequest], window: LabelWindow, *, is_zoomed: bool = False
) -> LabelLayout:
    """Place the labels of all regions in sight; `requests` are in order from top to bottom.

    A region gets a numbered dot if its name fits neither on one line nor on two. When zoomed in so
    far that not all regions are whole, or not all names fit, they are in or beside their regions.
    """
    targets = list(find_targets(requests, window.box.edges))
    is_beside = not is_zoomed or all(target.is_whole for target in targets)
    placed = _in_columns(targets, window, ()) if is_beside else {}
    missing = {target.request.region for target in targets} - placed.keys()
    if missing and is_zoomed:
        from app.painting.labels.zoomed import place_in_regions

        placed = place_in_regions(targets, window)
    elif missing:
        placed = max(placed, _in_columns(targets, window, missing), key=len)
    return _layout([placed.get(one.request.region) or (one, None) for one in targets])


PlacedTarget = tuple[LabelTarget, "PlacedLabel | None"]
"""A target with its dots where they are painted, and its label; None without room for it."""


def _layout(placed: Sequence[PlacedTarget]) -> LabelLayout:
    labels = tuple(label for _, label in placed if label is not None)
    numbered = tuple((one.request.region, one.dot) for one, label in placed if label is None)
    small = tuple(
        (target.request.region, target.other_dot)
        for target, label in placed
        if target.other_dot and not (label and target.other_dot in label.leader)
    )
    between = [dist(a, b) / 2 for (_, a), (_, b) in combinations(numbered, 2)]
    return LabelLayout(labels, numbered, small, min(between, default=inf))


def _in_columns(
    targets: Sequence[LabelTarget], window: LabelWindow, wrapped: Collection[RegionId]
) -> dict[RegionId, PlacedTarget]:
    """The labels that cover nothing in their columns; those of `wrapped` are on two lines."""
    labels = [
        label
        for column in Side
        for label in _LabelColumn(targets, column, window, wrapped).labels()
    ]
    moved = {target.request.region: target for target, _ in labels}
    ends = [moved.get(target.request.region, target) for target in targets]
    placed: dict[RegionId, PlacedTarget] = {}
    for target, label in sorted(labels, key=lambda pair: not pair[0].request.is_first):
        others = [other for other in ends if other is not target]
        outlines = (outline for other in others for outline in other.request.outlines)
        if is_clear(label, target, placed.values(), others, window) and not any(
            box_covers(_inner_part(label.box), outline) for outline in outlines
        ):
            placed[label.region] = target, label
    return placed


def _inner_part(box: LabelBox) -> BoundingBox:
    """What must not cover a region; the rest of a pill may be over the edge of one."""
    return (
        box.x + _OVERLAP,
        box.y + _OVERLAP,
        box.x + box.w - _OVERLAP,
        box.y + box.h - _OVERLAP,
    )


class _Slot(NamedTuple):
    """A place in a column. It is empty if the name has moved to the other side of the body.

    `free` is the width from the edge of the window to the regions at this height.
    """

    target: LabelTarget
    y: float
    free: float
    height: float
    is_empty: bool


class _LabelColumn:
    """One column of labels. All of them end at the same distance from the body, if there is room.

    A place is kept for each name that can move here from the other side of the body.
    """

    def __init__(
        self,
        targets: Sequence[LabelTarget],
        column: Side,
        window: LabelWindow,
        wrapped: Collection[RegionId],
    ) -> None:
        self._targets, self._column, self._window = targets, column, window
        self._wrapped = wrapped
        self._edge = window.box.edges[0 if column is Side.LEFT else 2]
        self._outlines = [one for target in targets for one in target.request.outlines]
        slots = self._slots()
        widths = [self._size(one.target.request.plain, one)[0] for one in slots]
        fitting = [width for width, slot in zip(widths, slots, strict=True) if width <= slot.free]
        space = min((self._inset(x) for one in self._outlines for x in one.box[::2]), default=0.0)
        self._reach = max([space - _MAX_LEADER, *fitting])
        self._top, self._bottom = self._limits()
        self._filled = self._fitting(slots)

    def labels(self) -> list[tuple[LabelTarget, PlacedLabel]]:
        """The labels, without regard to what they cover."""
        half = self._window.gap / 2
        heights = [slot.height for slot in self._filled]
        wanted = [slot.y for slot in self._filled]
        centers = stack(wanted, heights, self._top - half, self._bottom + half)
        pairs = zip(self._filled, centers, strict=True)
        return [self._label(slot, y) for slot, y in pairs if not slot.is_empty]

    def _inset(self, x: float) -> float:
        """How far x is from the edge of the window."""
        return abs(x - self._edge)

    def _slots(self) -> list[_Slot]:
        """The slots from top to bottom."""
        home: list[_Slot] = []
        moved: list[_Slot] = []
        for target in self._targets:
            request = target.request
            if not target.levels_in(self._column):
                continue
            y, free = self._level(target, request.plain.two_lines)
            slot = _Slot(target, y, free, 0.0, target.column is not self._column)
            sizes = [request.plain] if target.other_dot is None else [request.plain, request.sided]
            height = max(self._size(one, slot)[1] for one in sizes) + self._window.gap
            is_home = request.column is self._column or target.other_dot is None
            (home if is_home else moved).append(slot._replace(height=height))
        for slot in moved:
            below = (index for index, other in enumerate(home) if other.y > slot.y)
            home.insert(next(below, len(home)), slot)
        return home

    def _level(self, target: LabelTarget, size: tuple[float, float]) -> tuple[float, float]:
        """Where a pill of this size fits: its height, and the width that is free there.

        The best has a level leader. Else the pill moves a little up or down, or covers the outer
        part of its own region.
        """
        width, height = size
        levels = target.levels_in(self._column)
        steps = [sign * step * _STEP for step in range(1, _MAX_STEPS + 1) for sign in (-1, 1)]
        for y in (*levels, *(levels[0] + step for step in steps)):
            if width <= (free := self._free(y, height, self._outlines)):
                return y, free
        others = [one for one in self._outlines if one not in target.request.outlines]
        y = max(levels, key=lambda y: min(width, self._free(y, height, others)))
        return y, min(width, self._free(y, height, others))

    def _free(self, y: float, height: float, outlines: Iterable[RegionOutline]) -> float:
        """The width that is free of outlines at this height."""
        near = (
            self._inset(x) - _MIN_LEADER
            for outline in outlines
            if outline.box[1] < y + height and outline.box[3] > y - height
            for x, at in outline.points
            if abs(at - y) < height
        )
        return min(near, default=self._window.box.w)

    def _size(self, sizes: PillSizes, slot: _Slot) -> tuple[float, float]:
        is_wrapped = slot.target.request.region in self._wrapped
        return sizes.two_lines if is_wrapped else sizes.for_width(slot.free)

    def _limits(self) -> tuple[float, float]:
        """Top and bottom of the column, which ends at the controls in the corners of the window."""
        _, top, _, bottom = self._window.box.edges
        middle, gap = (top + bottom) / 2, self._window.gap
        for box in self._window.forbidden:
            left, upper, right, lower = box.edges
            if min(self._inset(left), self._inset(right)) < self._reach + gap:
                if upper + lower < 2 * middle:
                    top = max(top, lower + gap)
                else:
                    bottom = min(bottom, upper - gap)
        return top, bottom

    def _fitting(self, slots: list[_Slot]) -> list[_Slot]:
        """As many slots as the column is high: first without empty ones, then without the last."""
        room = self._bottom - self._top + self._window.gap
        if sum(slot.height for slot in slots) > room:
            slots = [slot for slot in slots if not slot.is_empty]
        while slots and sum(slot.height for slot in slots) > room:
            last = [slot for slot in slots if not slot.target.request.is_first] or slots
            slots = [slot for slot in slots if slot is not last[-1]]
        return slots

    def _label(self, slot: _Slot, y: float) -> tuple[LabelTarget, PlacedLabel]:
        """The label of a slot. A wide one covers the outer part of its region."""
        width, height = self._size(slot.target.sizes, slot)
        inset = max(width, min(self._reach, slot.free))
        sign = 1 if self._column is Side.LEFT else -1
        start = self._edge + sign * inset
        x = start - width if sign > 0 else start
        near, at = start + sign * _DOT_SPACE, slot.target.dot[0]
        target = slot.target.with_dot_at(max(at, near) if sign > 0 else min(at, near), y)
        return target, make_label(target, LabelBox(x, y - height / 2, width, height), (start, y))


def make_label(target: LabelTarget, box: LabelBox, start: Point | None) -> PlacedLabel:
    """A label with a leader from `start` to its dot, and to the other side if both are chosen."""
    second = (target.other_dot,) if target.is_both and target.other_dot else ()
    leader = () if start is None else (start, target.dot, *second)
    lines = 1 if (box.w, box.h) == target.sizes.one_line else 2
    return PlacedLabel(target.request.region, box, lines, leader, target.dot, target.names_side)


def is_clear(
    label: PlacedLabel,
    target: LabelTarget,
    placed: Iterable[PlacedTarget],
    others: Iterable[LabelTarget],
    window: LabelWindow,
) -> bool:
    """True if a label is in the window and covers no control, dot or label, nor does its leader."""
    box, limits = label.box.edges, window.box.edges
    if any(box[side] < limits[side] - 0.01 for side in (0, 1)):
        return False
    if any(box[side] > limits[side] + 0.01 for side in (2, 3)):
        return False
    if any(boxes_near(box, one.edges, 0) for one in window.forbidden):
        return False
    dots = [dot for other in others for dot in other.dots]
    dots += target.dots if label.leader else target.dots[1:]
    if any(boxes_near(box, (x, y, x, y), _DOT_SPACE - 0.01) for x, y in dots):
        return False
    return not any(other and _collide(label, other, window.gap) for _, other in placed)


def _collide(one: PlacedLabel, other: PlacedLabel, gap: float) -> bool:
    return (
        boxes_near(one.box.edges, other.box.edges, gap - 0.01)
        or paths_cross(one.leader, other.leader)
        or _runs_over(one.leader, other.box)
        or _runs_over(other.leader, one.box)
    )


def _runs_over(leader: Sequence[Point], box: LabelBox) -> bool:
    return any(line_meets_box(a, b, box.edges) for a, b in pairwise(leader))
