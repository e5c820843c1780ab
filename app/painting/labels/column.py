"""One of the two columns of names beside the body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from typing import NamedTuple

from app.body.outlines import Point, bounds
from app.body.regions import RegionId, Side
from app.painting.labels.geometry import FreeMargin, boxes_near, stack
from app.painting.labels.model import LabelBox, PillSizes, PlacedLabel
from app.painting.labels.rows import FreeWidths, Row, choose_rows, least_width
from app.painting.labels.targets import DOT_SPACE, LabelTarget, LabelWindow, make_label

_MIN_LEADER, _MAX_LEADER = 12.0, 110.0
"""The least and the usual distance between a name and the outermost region."""
_STEP, _MAX_STEPS = 12.0, 5
"""How far a name moves up or down in search of room, and how often."""
_CLEARANCE = 10.0
"""The free height above and below a name that has room."""
_BETWEEN_DOTS = 18.0
"""How much higher the dot of a name is than that of the next one, if it would be lower."""
OVERLAP = 6.0
"""How far a name in its column may reach into the region of another."""
_FARTHEST, _ROW_STEP = 110.0, 6.0
"""How far a row may be above or below its region, and how far apart rows are."""
_WITHOUT, _WRAPPED = 2000.0, 6.0
"""The cost of having no name, or one on two lines; that of each pixel up or down, or over its own
region, is 1."""
_STEEPEST = 0.5
"""The steepest leader from below, as height for width."""


class _Slot(NamedTuple):
    """A place in a column. It is empty if the name has moved to the other side of the body.

    `free` is the width from the edge of the window to the regions at this height, and `lowest` how
    low the dot may be. The dot stays where it is if the leader `is_below`.
    """

    target: LabelTarget
    y: float
    free: float
    is_empty: bool
    lowest: float = inf
    is_below: bool = False

    @property
    def sizes(self) -> tuple[PillSizes, ...]:
        """The pills that may stand here, now or when a side is chosen."""
        request = self.target.request
        is_pair = self.target.other_dot is not None
        return (request.plain, request.sided) if is_pair else (request.plain,)

    def levels_in(self, column: Side) -> tuple[float, float]:
        """From which to which height there is no need to move the name."""
        if self.is_below:
            return self.y, self.y
        levels = self.target.levels_in(column)
        return min(levels), min(max(levels), self.lowest)


class LabelColumn:
    """One column of labels. All of them end at the same distance from the body, if there is room.

    A place is kept for each name that can move here from the other side of the body.
    """

    def __init__(self, targets: Sequence[LabelTarget], column: Side, window: LabelWindow) -> None:
        self._column, self._window = column, window
        self._edge = window.box.edges[0 if column is Side.LEFT else 2]
        outlines = {target.request.region: target.request.outlines for target in targets}
        self._targets, self._outlines = targets, outlines
        self._margin = FreeMargin(outlines, self._edge)
        edges = [x for one in outlines.values() for outline in one for x in outline.box[::2]]
        self._space = min(map(self._inset, edges), default=0.0)
        self._slots = self._find_slots(targets)

    def labels(self) -> list[tuple[LabelTarget, PlacedLabel]]:
        """The labels near the heights of their regions, without regard to what they cover."""
        reach = self._reach()
        top, bottom = self._limits(reach)
        slots, gap = self._from_above(reach), self._window.gap
        rows = [
            (max(sizes.for_width(slot.free)[1] for sizes in slot.sizes) + gap, slot)
            for slot in slots
        ]
        rows = _fitting(rows, bottom - top + gap)
        heights, wanted = [height for height, _ in rows], [slot.y for _, slot in rows]
        centers = stack(wanted, heights, top - gap / 2, bottom + gap / 2)
        return [
            self._label(slot, y, slot.target.sizes.for_width(slot.free), reach)
            for (_, slot), y in zip(rows, centers, strict=True)
            if not slot.is_empty
        ]

    def labels_in_free_rows(self) -> list[tuple[LabelTarget, PlacedLabel]]:
        """As many labels as there are free rows for, whatever the heights of their regions."""
        reach = self._reach()
        slots = [slot for slot in self._from_above(reach) if not slot.is_empty]
        parts = {
            region: [one.points for one in outlines] for region, outlines in self._outlines.items()
        }
        widths = FreeWidths(parts, self._edge)
        rows = [
            (
                _WITHOUT * (10 if slot.target.request.is_first else 1),
                self._rows(slot, widths, reach),
            )
            for slot in slots
        ]
        return [
            self._label(slot._replace(free=row.free), row.middle, row.size, reach)
            for slot, row in zip(slots, choose_rows(rows, self._window.gap), strict=True)
            if row is not None
        ]

    def _rows(self, slot: _Slot, widths: FreeWidths, reach: float) -> list[Row]:
        """The rows in which a name covers no control and no other region."""
        window, target = self._window.box, slot.target
        everywhere, others = widths.besides(None), widths.besides(target.request.region)
        low, high = slot.levels_in(self._column)
        left, _, right, _ = bounds(target.part)
        widest = min(window.w / 2, self._inset((left + right) / 2)) - DOT_SPACE
        dots = [
            dot for one in self._targets if one.request is not target.request for dot in one.dots
        ]
        rows = []
        for lines, (width, height) in enumerate((target.sizes.one_line, target.sizes.two_lines)):
            first = max(window.y, low - _FARTHEST - height / 2)
            last = min(window.y + window.h - height, high + _FARTHEST - height / 2)
            for step in range(int((last - first) / _ROW_STEP) + 1 if width <= widest else 0):
                top = first + step * _ROW_STEP
                bottom, y = top + height, top + height / 2
                if width > least_width(others, top + OVERLAP, bottom - OVERLAP) + OVERLAP:
                    continue
                around = least_width(everywhere, top - _CLEARANCE, bottom + _CLEARANCE)
                free = around - _MIN_LEADER
                if self._is_taken(max(width, min(reach, free)), width, top, bottom, dots):
                    continue
                cost = abs(y - min(max(y, low), high)) + _WRAPPED * lines
                cost += max(0.0, width - free)
                rows.append(Row(top, bottom, cost, (width, height), free))
        return rows

    def _is_taken(
        self, inset: float, width: float, top: float, bottom: float, dots: Iterable[Point]
    ) -> bool:
        """True if a pill there, which ends at `inset`, would be too near to a control or a dot."""
        sign = 1 if self._column is Side.LEFT else -1
        ends = self._edge + sign * inset, self._edge + sign * (inset - width)
        box = min(ends), top, max(ends), bottom
        forbidden, gap = self._window.forbidden, self._window.gap
        return any(boxes_near(box, one.edges, gap) for one in forbidden) or any(
            boxes_near(box, (x, y, x, y), DOT_SPACE) for x, y in dots
        )

    def _reach(self) -> float:
        """The distance from the edge of the window at which names end, if there is room."""
        plain = [(one.sizes[0].for_width(one.free)[0], one.free) for one in self._slots]
        fitting = (width for width, free in plain if width <= free)
        return max([self._space - _MAX_LEADER, *fitting])

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

    def _from_above(self, reach: float) -> list[_Slot]:
        """The slots with heights in their order, which need not be that of their regions.

        A name whose region lies higher than that of the name before has a leader from below.
        """
        slots: list[_Slot] = []
        for slot in self._slots:
            is_below = bool(slots) and slots[-1].y > slot.y
            if is_below:
                below = slot._replace(target=slot.target.with_dot_below(), is_below=True)
                limit = below.target.dot[1] - _BETWEEN_DOTS
                slots[-1] = slots[-1]._replace(y=min(slots[-1].y, limit), lowest=limit)
            slots.append(self._past(slots[-1], below, reach) if is_below else slot)
        return slots

    def _past(self, before: _Slot, slot: _Slot, reach: float) -> _Slot:
        """The slot so low that its leader goes past the region of the one before, if possible."""
        width, height = slot.sizes[0].two_lines
        x, lowest = slot.target.dot
        start, end = max(width, min(reach, slot.free)), self._inset(x)
        slopes = [
            (y - lowest) / (end - self._inset(x))
            for outline in before.target.request.outlines
            for x, y in outline.points
            if start < self._inset(x) < end
        ]
        slope = min(max([0.0, *slopes]), _STEEPEST)
        y = max(lowest + slope * max(end - start, 0.0), before.y + height)
        return slot._replace(y=y, free=self._free(y, height))

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
        target = slot.target
        if not slot.is_below:
            dot_x = max(at, near) if sign > 0 else min(at, near)
            target = target.with_dot_at(dot_x, min(y, slot.lowest))
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
