"""Which region an arrow key goes to: the neighbour that lies that way."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from app.body.outlines import Point
from app.body.regions import Place


class Direction(Enum):
    """An arrow key; the value is the way it points, y growing downwards."""

    UP = (0, -1)
    DOWN = (0, 1)
    LEFT = (-1, 0)
    RIGHT = (1, 0)


Anchors = tuple[tuple[Place, Point], ...]
Moves = Mapping[tuple[Place, Direction], Place]
_SAME = 1e-9
_ROW = 0.06  # places less than this far apart, in plate widths, lie in one row


def neighbour_in_direction(
    anchors: Mapping[Place, Point], here: Place, direction: Direction
) -> Place | None:
    """Name the place an arrow key goes to; None where nothing lies that way."""
    return _moves(tuple(anchors.items())).get((here, direction))


@lru_cache(maxsize=16)
def _moves(anchors: Anchors) -> Moves:
    """Work out all moves: by sight, and in reading order where sight leaves a place out.

    By sight alone a place can be hidden from all others. Then left and right go through all
    places row by row, as a caret goes through a text, so that each can be reached from each.
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
    """For each place, the nearest in the quarter ahead, else the nearest that lies ahead at all."""
    dx, dy = direction.value
    seen = sorted(
        (x * dx + y * dy, x * dy + y * dx, number) for number, (_, (x, y)) in enumerate(anchors)
    )
    for start, (ahead, aside, number) in enumerate(seen):
        best = (math.inf, math.inf, -1)
        for far, wide, other in seen[start + 1 :]:
            along, across = far - ahead, abs(wide - aside)
            if best[0] == 0 and along > best[1]:
                break
            if along > _SAME:
                best = min(best, (across > along, math.hypot(along, across), other))
        if best[2] >= 0:
            yield anchors[number][0], anchors[best[2]][0]


def _reading_order_moves(anchors: Anchors) -> Moves:
    """Left and right to the place before and after, row by row."""
    rows: list[list[tuple[float, Place]]] = []
    top = -math.inf
    for place, (x, y) in sorted(anchors, key=lambda anchor: anchor[1][1]):
        if not rows or y - top > _ROW:
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
    """Say whether every place can be reached from every other."""
    onward: dict[Place, list[Place]] = {}
    backward: dict[Place, list[Place]] = {}
    for (here, _), there in moves.items():
        onward.setdefault(here, []).append(there)
        backward.setdefault(there, []).append(here)
    return all(len(_reached(way, places[:1])) == len(places) for way in (onward, backward))


def _reached(ways: Mapping[Place, list[Place]], start: list[Place]) -> set[Place]:
    reached, waiting = set(start), list(start)
    while waiting:
        fresh = set(ways.get(waiting.pop(), ())) - reached
        reached |= fresh
        waiting.extend(fresh)
    return reached
