"""The two columns of names beside the body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, inf
from typing import NamedTuple

from app.body.regions import Side
from app.painting.labels.clearance import DOT_SPACE, OVERLAP
from app.painting.labels.model import LabelBox, PillSizes, PlacedLabel
from app.painting.labels.parts import STEP, VisiblePart, clamp
from app.painting.labels.rows import Row, choose_rows
from app.painting.labels.targets import LabelTarget, LabelWindow

_MIN_LEADER, _MAX_LEADER = 12.0, 110.0
"""The least and the usual distance between a name and the outermost region."""
_CLEARANCE = 10.0
"""The free height above and below a name that covers nothing of its region."""
_BETWEEN_DOTS = 20.0
"""How much higher the dot of a name is than that of the next one, if it would be lower."""
_SLOPE = 0.5
"""How steep a leader from below is, as height for width."""
_NEAR, _FAR = 60.0, 150.0
"""How far a row may be above or below the heights with a level leader.

Each pixel costs 1, and so does each pixel of its own region that a pill covers.
"""
_OFF_BEST, _SECOND_LINE, _NO_NAME = 0.2, 6.0, 2000.0
"""The cost of each pixel above or below the best height, of a second line, and of no row."""


class _Slot(NamedTuple):
    """A place in a column; it is empty while the name is in the other one.

    `levels` are the highest and the lowest place with a level leader, and `best` is the best one.
    The dot is between the heights `dots`.
    """

    target: LabelTarget
    part: VisiblePart
    levels: tuple[float, float]
    best: float
    dots: tuple[float, float]

    @property
    def is_empty(self) -> bool:
        return self.part is not self.target.parts[0]


class Column:
    """One column of names, in which a place is kept for those that can move here.

    All names end at the same distance from the edge of the window, but for wider ones.
    """

    def __init__(self, targets: Sequence[LabelTarget], side: Side, window: LabelWindow) -> None:
        self._targets, self._side, self._window = targets, side, window
        self._edge = window.box.edges[0 if side is Side.LEFT else 2]
        self._inward = 1 if side is Side.LEFT else -1
        self._free = self._free_widths()
        slots = self._find_slots()
        space = min(self._free, default=inf)
        widest = max((slot.target.request.plain.one_line[0] for slot in slots), default=0.0)
        self._reach = max(space - _MAX_LEADER, min(space - _MIN_LEADER, widest))
        self._slots = self._uncrossed(slots)

    def labels(self) -> Iterator[tuple[LabelTarget, PlacedLabel]]:
        """The labels for which there are rows, with their dots moved near to the rows.

        If not all names have one near their regions, rows may be farther, and no places are kept.
        """
        slots, rows = self._slots, self._choose_rows(self._slots, _NEAR, keeps_places=True)
        if None in rows:
            slots = [slot for slot in slots if not slot.is_empty]
            rows = self._choose_rows(slots, _FAR, keeps_places=False)
        for slot, row in zip(slots, rows, strict=True):
            if row is not None and not slot.is_empty:
                yield self._label(slot, row)

    def _choose_rows(
        self, slots: Sequence[_Slot], farthest: float, *, keeps_places: bool
    ) -> Sequence[Row | None]:
        """A row for each slot; with room for a side in words, choosing it moves no other name."""
        names = []
        for slot in slots:
            sizes = slot.target.request.sided if keeps_places else slot.target.sizes
            cost_without = _NO_NAME * (10 if slot.target.request.is_first else 1)
            names.append((cost_without, list(self._rows(slot, sizes, farthest))))
        return choose_rows(names, self._window.gap)

    def _find_slots(self) -> list[_Slot]:
        """The slots from top to bottom."""
        home: list[_Slot] = []
        moved: list[_Slot] = []
        for target in self._targets:
            for part in target.parts:
                if part.column is self._side:
                    levels = part.levels[0], part.levels[-1]
                    slot = _Slot(target, part, levels, part.dot[1], levels)
                    is_home = target.request.column is self._side or len(target.parts) == 1
                    (home if is_home else moved).append(slot)
        for slot in moved:
            below = (index for index, other in enumerate(home) if other.best > slot.best)
            home.insert(next(below, len(home)), slot)
        return home

    def _uncrossed(self, slots: list[_Slot]) -> list[_Slot]:
        """The slots with dots in their order, which need not be that of their regions.

        A name whose region is higher than that of the name before has a leader from below.
        """
        for upper, lower in pairwise(range(len(slots))):
            before, slot = slots[upper], slots[lower]
            if before.best >= slot.best:
                lines = list(slot.part.lines)
                dot = lines[-2:][0]  # not on the last line, which may be at the edge
                across = self._inset(slot.part.with_dot(dot).dot[0]) - self._reach
                below = dot + _SLOPE * max(across, 0.0)
                slots[lower] = slot._replace(levels=(below, below), best=below, dots=(dot, dot))
                above = [y for y in before.part.lines if y <= dot - _BETWEEN_DOTS]
                low = min(before.levels[1], max([before.levels[0], *above]))
                ends, best = (min(before.levels[0], low), low), min(before.best, low)
                slots[upper] = before._replace(levels=ends, best=best, dots=ends)
        return slots

    def _rows(self, slot: _Slot, sizes: PillSizes, farthest: float) -> Iterator[Row]:
        """The rows in which a name covers no control and no other region."""
        free_lines = [self._free_lines(size) for size in sizes]
        others = self._free_widths(slot.target) if sizes.one_line[0] > self._reach else []
        deepest = slot.part.with_dot(slot.best, self._edge + self._inward * inf).dot[0]
        widest, (high, low) = self._inset(deepest) - DOT_SPACE, slot.levels
        for line in range(ceil((high - farthest) / STEP), int((low + farthest) / STEP) + 1):
            y = line * STEP
            cost = abs(y - clamp(y, high, low)) + _OFF_BEST * abs(y - slot.best)
            for size, lines, extra in zip(sizes, free_lines, (0.0, _SECOND_LINE), strict=True):
                if line in lines:
                    top, bottom = y - size[1] / 2, y + size[1] / 2
                    covered = self._covered_width(size[0], top, bottom, others, widest)
                    if covered < inf:
                        yield Row(top, bottom, size, cost + extra + covered)
                    if covered == 0:
                        break

    def _free_lines(self, size: tuple[float, float]) -> set[int]:
        """The lines for the middle of a pill of this size where it covers no control."""
        (width, height), gap, inset = size, self._window.gap, max(size[0], self._reach)
        _, top, _, bottom = self._window.box.edges
        lines = set(range(ceil((top + height / 2) / STEP), int((bottom - height / 2) / STEP) + 1))
        for box in self._window.forbidden:
            left, top, right, bottom = box.edges
            near, far = sorted((self._inset(left), self._inset(right)))
            if near < inset + gap and far > inset - width - gap:
                above, below = top - gap - height / 2, bottom + gap + height / 2
                lines -= set(range(int(above / STEP) + 1, ceil(below / STEP)))
        return lines

    def _covered_width(
        self, width: float, top: float, bottom: float, others: Sequence[float], widest: float
    ) -> float:
        """How far a pill reaches over its own region; infinite over its dot or another region."""
        if width <= self._reach:
            return 0.0
        if width > _least(others, top + OVERLAP, bottom - OVERLAP) + OVERLAP:
            return inf
        free = _least(self._free, top - _CLEARANCE, bottom + _CLEARANCE) - _MIN_LEADER
        if width <= free:
            return 0.0
        return width - free if width <= widest else inf

    def _label(self, slot: _Slot, row: Row) -> tuple[LabelTarget, PlacedLabel]:
        width, height = slot.target.sizes.for_width(row.size[0])
        start = self._edge + self._inward * max(width, self._reach)
        left = start - width if self._side is Side.LEFT else start
        y, beyond = clamp(row.middle, *slot.dots), start + self._inward * DOT_SPACE
        part, others = slot.part.with_dot(y, beyond), slot.target.parts[1:]
        if slot.target.is_both:
            y = part.dot[1]
            others = tuple(one.with_dot(clamp(y, one.levels[0], one.levels[-1])) for one in others)
        target = slot.target._replace(parts=(part, *others))
        box = LabelBox(left, row.middle - height / 2, width, height)
        return target, target.label(box, (start, row.middle))

    def _free_widths(self, besides: LabelTarget | None = None) -> list[float]:
        """The distance from the edge of the window to the regions besides one, on each line."""
        widths = [inf] * (int(self._window.box.edges[3] / STEP) + 2)
        for target in self._targets:
            for part in target.parts if target is not besides else ():
                for y, pieces in part.lines.items():
                    x, line = pieces[0][0] if self._inward > 0 else pieces[-1][1], int(y / STEP)
                    widths[line] = min(widths[line], self._inset(x))
        return widths

    def _inset(self, x: float) -> float:
        """How far x is from the edge of the window."""
        return abs(x - self._edge)


def _least(widths: Sequence[float], top: float, bottom: float) -> float:
    """The least width between two heights, or on the lines next to them."""
    return min(widths[max(int(top / STEP), 0) : ceil(bottom / STEP) + 1], default=inf)
