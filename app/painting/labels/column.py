"""One of the two columns of names beside the body."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from app.body.regions import RegionId, Side
from app.painting.labels.geometry import FreeMargin, stack
from app.painting.labels.model import LabelBox, PillSizes, PlacedLabel
from app.painting.labels.targets import DOT_SPACE, LabelTarget, LabelWindow, make_label

_MIN_LEADER, _MAX_LEADER = 12.0, 110.0
"""The least and the usual distance between a name and the outermost region."""
_STEP, _MAX_STEPS = 12.0, 5
"""How far a name moves up or down in search of room, and how often."""
_CLEARANCE = 10.0
"""The free height above and below a name that has room."""


class _Slot(NamedTuple):
    """A place in a column. It is empty if the name has moved to the other side of the body.

    `free` is the width from the edge of the window to the regions at this height.
    """

    target: LabelTarget
    y: float
    free: float
    is_empty: bool

    @property
    def sizes(self) -> tuple[PillSizes, ...]:
        """The pills that may stand here, now or when a side is chosen."""
        request = self.target.request
        is_pair = self.target.other_dot is not None
        return (request.plain, request.sided) if is_pair else (request.plain,)


class LabelColumn:
    """One column of labels. All of them end at the same distance from the body, if there is room.

    A place is kept for each name that can move here from the other side of the body.
    """

    def __init__(self, targets: Sequence[LabelTarget], column: Side, window: LabelWindow) -> None:
        self._column, self._window = column, window
        self._edge = window.box.edges[0 if column is Side.LEFT else 2]
        outlines = {target.request.region: target.request.outlines for target in targets}
        self._margin = FreeMargin(outlines, self._edge)
        self._slots = self._find_slots(targets)
        edges = [x for one in outlines.values() for outline in one for x in outline.box[::2]]
        self._space = min(map(self._inset, edges), default=0.0)

    def labels(self, wrapped: Collection[RegionId]) -> list[tuple[LabelTarget, PlacedLabel]]:
        """The labels, those of `wrapped` on two lines, without regard to what they cover."""
        plain = [(self._size(one.sizes[0], one, wrapped)[0], one.free) for one in self._slots]
        fitting = (width for width, free in plain if width <= free)
        reach = max([self._space - _MAX_LEADER, *fitting])
        top, bottom = self._limits(reach)
        gap = self._window.gap
        rows = [
            (max(self._size(sizes, slot, wrapped)[1] for sizes in slot.sizes) + gap, slot)
            for slot in self._slots
        ]
        rows = _fitting(rows, bottom - top + gap)
        heights, wanted = [height for height, _ in rows], [slot.y for _, slot in rows]
        centers = stack(wanted, heights, top - gap / 2, bottom + gap / 2)
        return [
            self._label(slot, y, self._size(slot.target.sizes, slot, wrapped), reach)
            for (_, slot), y in zip(rows, centers, strict=True)
            if not slot.is_empty
        ]

    def _inset(self, x: float) -> float:
        """How far x is from the edge of the window."""
        return abs(x - self._edge)

    def _find_slots(self, targets: Sequence[LabelTarget]) -> list[_Slot]:
        """The slots from top to bottom."""
        home: list[_Slot] = []
        moved: list[_Slot] = []
        for target in targets:
            request = target.request
            if not target.levels_in(self._column):
                continue
            y, free = self._level(target, request.plain.two_lines)
            is_home = request.column is self._column or target.other_dot is None
            slot = _Slot(target, y, free, target.column is not self._column)
            (home if is_home else moved).append(slot)
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
            if width <= (free := self._free(y, height)):
                return y, free
        region = target.request.region
        free, y = max((min(width, self._free(y, height, region)), y) for y in levels)
        return y, free

    def _free(self, y: float, height: float, besides: RegionId | None = None) -> float:
        """The width for a pill of this height at y that is free of all regions besides one."""
        return self._margin.at(y, height / 2 + _CLEARANCE, besides) - _MIN_LEADER

    @staticmethod
    def _size(sizes: PillSizes, slot: _Slot, wrapped: Collection[RegionId]) -> tuple[float, float]:
        is_wrapped = slot.target.request.region in wrapped
        return sizes.two_lines if is_wrapped else sizes.for_width(slot.free)

    def _limits(self, reach: float) -> tuple[float, float]:
        """Top and bottom of the column, which ends at the controls in the corners of the window."""
        _, top, _, bottom = self._window.box.edges
        middle, gap = (top + bottom) / 2, self._window.gap
        for box in self._window.forbidden:
            left, upper, right, lower = box.edges
            if min(self._inset(left), self._inset(right)) < reach + gap:
                if upper + lower < 2 * middle:
                    top = max(top, lower + gap)
                else:
                    bottom = min(bottom, upper - gap)
        return top, bottom

    def _label(
        self, slot: _Slot, y: float, size: tuple[float, float], reach: float
    ) -> tuple[LabelTarget, PlacedLabel]:
        """The label of a slot. A wide one covers the outer part of its region."""
        width, height = size
        inset = max(width, min(reach, slot.free))
        sign = 1 if self._column is Side.LEFT else -1
        start = self._edge + sign * inset
        x = start - width if sign > 0 else start
        near, at = start + sign * DOT_SPACE, slot.target.dot[0]
        target = slot.target.with_dot_at(max(at, near) if sign > 0 else min(at, near), y)
        return target, make_label(target, LabelBox(x, y - height / 2, width, height), (start, y))


_Row = tuple[float, _Slot]
"""The height of a slot with its gap, and the slot."""


def _fitting(rows: list[_Row], room: float) -> list[_Row]:
    """As many rows as there is room for: first without empty ones, then without the last."""
    if sum(height for height, _ in rows) > room:
        rows = [row for row in rows if not row[1].is_empty]
    while rows and sum(height for height, _ in rows) > room:
        last = [row for row in rows if not row[1].target.request.is_first] or rows
        rows = [row for row in rows if row is not last[-1]]
    return rows
