"""Arrow keys on the figure: the neighbouring region in a direction."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from app.body.outlines import Point
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
_ROW_HEIGHT = 0.06  # in plate widths; places with a smaller vertical distance are in one row


def neighbour_in_direction(
    anchors: Mapping[Place, Point], here: Place, direction: Direction
) -> Place | None:
    """The place an arrow key leads to; None if there is none in that direction.

    `anchors` has a point inside each place, in plate widths.
    """
    return _moves(tuple(anchors.items())).get((here, direction))


@lru_cache(maxsize=16)
def _moves(anchors: Anchors) -> Moves:
    """All moves: each to the nearest place ahead; left and right in reading order if necessary.

    With the nearest places alone, some place may not be reachable. In that case left and right go
    through all places row by row, like a text cursor, so that each place can be reached.
    """
    moves = {
        (here, direction): there
        for direction in Direction
        for here, there in _nearest_ahead(anchors, direction)
    }
    if not _is_connected(moves, [place for place, _ in anchors]):
        moves.update(_reading_order_moves(anchors))
    return moves


def _nearest_ahead(anchors: Anchors, direction: Direction) -> Iterable[tuple[Place, Place]]:
    """For each place, the nearest within 45 degrees of the direction, else the nearest ahead."""
    dx, dy = direction.value
    ordered = sorted(
        (x * dx + y * dy, x * dy + y * dx, number) for number, (_, (x, y)) in enumerate(anchors)
    )
    for start, (ahead, aside, number) in enumerate(ordered):
        best = (math.inf, math.inf, -1)
        for far, wide, other in ordered[start + 1 :]:
            along, across = far - ahead, abs(wide - aside)
            if best[0] == 0 and along > best[1]:
                break
            if along > _EPSILON:
                best = min(best, (across > along, math.hypot(along, across), other))
        if best[2] >= 0:
            yield anchors[number][0], anchors[best[2]][0]


def _reading_order_moves(anchors: Anchors) -> Moves:
    """Moves left and right to the previous and next place in reading order."""
    rows: list[list[tuple[float, Place]]] = []
    top = -math.inf
    for place, (x, y) in sorted(anchors, key=lambda anchor: anchor[1][1]):
        if not rows or y - top > _ROW_HEIGHT:
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
