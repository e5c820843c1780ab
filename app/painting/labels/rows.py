"""Search for free rows in a column, where names do not fit at the heights of their regions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from math import inf
from typing import NamedTuple

from app.body.regions import RegionId
from app.painting.labels.geometry import Points

_STRIP = 4.0
"""The height in pixels of the strips in which the free width is known."""


class Row(NamedTuple):
    """A place for a name, from `top` to `bottom`, and what it costs to be there.

    `free` is the width from the edge of the window to the regions at this height.
    """

    top: float
    bottom: float
    cost: float
    size: tuple[float, float]
    free: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class Column(NamedTuple):
    """The rows chosen so far: where the last one ends, their cost, and the row of each name."""

    bottom: float
    cost: float
    rows: tuple[Row | None, ...]


def choose_rows(
    rows_by_name: Sequence[tuple[float, Sequence[Row]]], gap: float
) -> tuple[Row | None, ...]:
    """A row for each name, in their order and with a gap between them, at the least cost.

    Each name comes with what it costs to leave it out.
    """
    columns = [Column(-inf, 0.0, ())]
    for cost_without, rows in rows_by_name:
        bottoms = [column.bottom for column in columns]
        found = [
            Column(column.bottom, column.cost + cost_without, (*column.rows, None))
            for column in columns
        ]
        for row in rows:
            # The one that ends last among those that leave room costs least.
            column = columns[bisect_right(bottoms, row.top - gap) - 1]
            found.append(Column(row.bottom, column.cost + row.cost, (*column.rows, row)))
        columns = []
        for column in sorted(found, key=lambda one: (one.bottom, one.cost)):
            if not columns or column.cost < columns[-1].cost:
                columns.append(column)
    return columns[-1].rows


class FreeWidths:
    """How wide the margin beside the regions is at each height, from a vertical edge."""

    def __init__(self, parts: Mapping[RegionId, Sequence[Points]], edge: float) -> None:
        heights = [y for region in parts.values() for points in region for _, y in points]
        count = int(max([0.0, *heights]) // _STRIP) + 1
        self._first: list[tuple[float, RegionId | None]] = [(inf, None)] * count
        self._second = [inf] * count
        for region, outlines in parts.items():
            nearest: dict[int, float] = {}
            for points in outlines:
                for x, y in points:
                    strip, inset = max(int(y // _STRIP), 0), abs(x - edge)
                    nearest[strip] = min(nearest.get(strip, inf), inset)
            for strip, inset in nearest.items():
                first = self._first[strip][0]
                if inset < first:
                    self._first[strip], self._second[strip] = (inset, region), first
                else:
                    self._second[strip] = min(self._second[strip], inset)

    def besides(self, region: RegionId | None) -> list[float]:
        """The width free of all regions besides one, in each strip."""
        return [
            second if owner == region else first
            for (first, owner), second in zip(self._first, self._second, strict=True)
        ]


def least_width(widths: Sequence[float], top: float, bottom: float) -> float:
    """The least of the widths between two heights."""
    return min(widths[max(int(top // _STRIP), 0) : max(int(bottom // _STRIP) + 1, 0)], default=inf)
