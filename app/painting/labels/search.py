"""Which route each region takes, so that all go together and the whole is calm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from app.painting.labels.routes import LabelRoute, are_compatible

_NUMBERED = 1000.0  # the price of giving a region no label
_SAME_COLUMN = 10.0  # the price of standing in the column of the label above
_OTHER_TURN = 2.0  # the price of the column that is not a region's turn
_SLACK = 6.0  # a gain too small to look for
_LOOKS = 8000  # at pairs of routes, before the best so far is taken
_STEPS = 900  # likewise, at routes taken
_LAST_STEPS = 100  # after every region has a label that can have one

ChosenRoutes = dict[int, LabelRoute | None]
OpenRoutes = dict[int, int]


class RouteSearch:
    """Branch and bound: the region with the fewest ways left first, its cheapest way first.

    The ways left to a region are the bits of a number; the lowest bit is the cheapest way.
    """

    def __init__(self, options: Sequence[Sequence[LabelRoute]], gap: float) -> None:
        self._options = options
        self._gap = gap
        self._looks, self._steps = _LOOKS, _STEPS
        self._best: ChosenRoutes = {}
        self._cost = inf
        self._tested: dict[tuple[int, int, int], tuple[int, int]] = {}

    def run(self) -> list[LabelRoute | None]:
        self._descend({}, {i: (1 << len(ways)) - 1 for i, ways in enumerate(self._options)}, 0.0)
        return [self._best.get(i) for i in range(len(self._options))]

    def _descend(self, made: ChosenRoutes, left: OpenRoutes, cost: float) -> None:
        if not left:
            self._best, self._cost = made, cost
            if all(made[i] for i, ways in enumerate(self._options) if ways):
                self._steps = min(self._steps, _LAST_STEPS)
            return
        region = min(left, key=lambda i: (left[i].bit_count(), i))
        rest = {i: ways for i, ways in left.items() if i != region}
        bound = cost + self._least(rest) + _SLACK
        for way in _bits(left[region]):
            route = self._options[region][way]
            price = route.cost + _column_price(region, route, made)
            if bound + route.cost >= self._cost or self._steps <= 0 or self._looks <= 0:
                break
            if bound + price >= self._cost:
                continue
            self._steps -= 1
            still = {i: self._agreeing(region, way, i, ways) for i, ways in rest.items()}
            if cost + price + self._least(still) + _SLACK < self._cost:
                self._descend({**made, region: route}, still, cost + price)
        if bound + _NUMBERED < self._cost:
            self._descend({**made, region: None}, rest, cost + _NUMBERED)

    def _least(self, left: OpenRoutes) -> float:
        """What the regions that are left cost at least."""
        return sum(
            self._options[i][(ways & -ways).bit_length() - 1].cost if ways else _NUMBERED
            for i, ways in left.items()
        )

    def _agreeing(self, region: int, way: int, other: int, ways: int) -> int:
        """Which of the other region's ways may stand together with this region's way."""
        tested, good = self._tested.get((region, way, other), (0, 0))
        for bit in _bits(ways & ~tested):
            self._looks -= 1
            if are_compatible(self._options[region][way], self._options[other][bit], self._gap):
                good |= 1 << bit
        self._tested[region, way, other] = (tested | ways, good)
        return ways & good


def _bits(number: int) -> Iterator[int]:
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low


def _column_price(region: int, route: LabelRoute, made: ChosenRoutes) -> float:
    """Labels take turns: it spreads them over both columns, and keeps them there on a resize."""
    price = 0.0 if route.column == (region + 1) % 2 else _OTHER_TURN
    for neighbour in (made.get(region - 1), made.get(region + 1)):
        if neighbour and neighbour.column == route.column:
            price += _SAME_COLUMN
    return price
