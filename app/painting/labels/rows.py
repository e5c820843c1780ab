"""The rows of a column: each name gets one, in a given order and at the least cost."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from math import inf
from typing import NamedTuple


class Row(NamedTuple):
    """A place for a pill, from `top` to `bottom`, and what it costs to have it there."""

    top: float
    bottom: float
    size: tuple[float, float]
    cost: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


_Chosen = tuple[float, float, tuple[Row | None, ...]]
"""Where the last of the chosen rows ends, what they cost, and the row of each name so far."""


def choose_rows(names: Sequence[tuple[float, Sequence[Row]]], gap: float) -> tuple[Row | None, ...]:
    """A row for each name, in their order and with a gap between them, at the least cost.

    Each name comes with what it costs to leave it out, and its possible rows.
    """
    best: list[_Chosen] = [(-inf, 0.0, ())]  # those that end later cost less
    for cost_without, rows in names:
        bottoms = [bottom for bottom, _, _ in best]
        found = [(bottom, cost + cost_without, (*chosen, None)) for bottom, cost, chosen in best]
        for row in rows:
            _, cost, chosen = best[bisect_right(bottoms, row.top - gap) - 1]
            found.append((row.bottom, cost + row.cost, (*chosen, row)))
        best = []
        for one in sorted(found, key=lambda one: one[:2]):
            if not best or one[1] < best[-1][1]:
                best.append(one)
    return best[-1][2]
