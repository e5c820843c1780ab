"""Arrow keys on the figure: the neighbouring region in a direction."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property
from itertools import pairwise

from app.body.outlines import Point, bounds
from app.body.regions import Place


class Direction(Enum):
    """An arrow key; the value is its direction as (x, y), with y growing downwards."""

    UP = (0, -1)
    DOWN = (0, 1)
    LEFT = (-1, 0)
    RIGHT = (1, 0)


Anchors = tuple[tuple[Place, Point], ...]
Moves = Mapping[tuple[Place, Direction], Place]
_EPSILON = 1e-9
_ROW_HEIGHT = 0.06  # in plate widths
_ACROSS_WEIGHT = 2.0
"""How much a distance across the direction of a key counts more than one along it."""
_WIDEST = 2.0
"""How far across the direction a place may lie, in units of how far along it."""
MANY_PLACES = 100
"""From here on, a move is found when its key is pressed, because finding all takes seconds."""


class ArrowNavigation:
    """The places that the arrow keys lead to from each place: the nearest that is straight ahead.

    With the nearest places alone, some place may not be reachable. In that case, and if there are
    many places, left and right go through all of them row by row, like a text cursor, so that each
    can be reached. `anchors` has the middle of each place, in plate widths.
    """

    def __init__(self, anchors: Mapping[Place, Point]) -> None:
        self._anchors = anchors

    def neighbour(self, here: Place, direction: Direction) -> Place | None:
        """The place an arrow key leads to; None if there is none in that direction."""
        if len(self._anchors) < MANY_PLACES:
            return self._moves.get((here, direction))
        if direction in (Direction.LEFT, Direction.RIGHT):
            return self._reading_order.get((here, direction))
        ahead = ((at, other) for other, at in self._anchors.items() if other != here)
        return _nearest(self._anchors[here], direction, ahead) if here in self._anchors else None

    @cached_property
    def _moves(self) -> Moves:
        """The moves of all keys from all places."""
        moves = dict(self._nearest_moves())
        if not _is_connected(moves, list(self._anchors)):
            moves.update(self._reading_order)
        return moves

    def _nearest_moves(self) -> Iterator[tuple[tuple[Place, Direction], Place]]:
        for here, at in self._anchors.items():
            others = [(point, other) for other, point in self._anchors.items() if other != here]
            for direction in Direction:
                there = _nearest(at, direction, others)
                if there is not None:
                    yield (here, direction), there

    @cached_property
    def _reading_order(self) -> Moves:
        """Moves left and right; the rows of many places are closer to each other."""
        anchors = tuple(self._anchors.items())
        height = (
            _ROW_HEIGHT
            if len(anchors) < MANY_PLACES
            else _mean_distance(self._anchors.values()) / 2
        )
        return _reading_order_moves(anchors, height)


def _nearest(
    here: Point, direction: Direction, others: Iterable[tuple[Point, Place]]
) -> Place | None:
    """The nearest place within 45 degrees of the direction, else the nearest that is ahead of it.

    A place straight ahead counts as nearer than one to the side of the direction.
    """
    dx, dy = direction.value
    best, nearest = (True, math.inf), None
    for (x, y), place in others:
        along = (x - here[0]) * dx + (y - here[1]) * dy
        across = abs((x - here[0]) * dy + (y - here[1]) * dx)
        if along > _EPSILON and across <= _WIDEST * along:
            found = (across > along, math.hypot(along, _ACROSS_WEIGHT * across))
            if found < best:
                best, nearest = found, place
    return nearest


def _mean_distance(points: Collection[Point]) -> float:
    """How far neighbours are from each other if points are spread evenly."""
    left, top, right, bottom = bounds(points)
    return math.sqrt((right - left) * (bottom - top) / len(points))


def _reading_order_moves(anchors: Anchors, row_height: float) -> Moves:
    """Moves left and right to the previous and next place in reading order.

    Places with a smaller vertical distance than `row_height` are in one row.
    """
    rows: list[list[tuple[float, Place]]] = []
    top = -math.inf
    for place, (x, y) in sorted(anchors, key=lambda anchor: anchor[1][1]):
        if not rows or y - top > row_height:
            top = y
            rows.append([])
        rows[-1].append((x, place))
    order = [place for row in rows for _, place in sorted(row, key=lambda found: found[0])]
    moves = {}
    for before, after in pairwise(order):
        moves[before, Direction.RIGHT] = after
        moves[after, Direction.LEFT] = before
    return moves


def _is_connected(moves: Moves, places: list[Place]) -> bool:
    """Whether every place can be reached from every other."""
    onward: dict[Place, list[Place]] = {}
    backward: dict[Place, list[Place]] = {}
    for (here, _), there in moves.items():
        onward.setdefault(here, []).append(there)
        backward.setdefault(there, []).append(here)
    return all(len(_reachable(way, places[:1])) == len(places) for way in (onward, backward))


def _reachable(ways: Mapping[Place, list[Place]], start: list[Place]) -> set[Place]:
    reached, pending = set(start), list(start)
    while pending:
        fresh = set(ways.get(pending.pop(), ())) - reached
        reached |= fresh
        pending.extend(fresh)
    return reached
