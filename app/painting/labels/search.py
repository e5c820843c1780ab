"""Search for one route per region that is compatible with all others and gives a calm layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from app.painting.labels.routes import LabelRoute, are_compatible

_NUMBERED = 1000.0  # cost of giving a region no label
_SAME_COLUMN = 10.0  # cost of using the column of the neighbouring label
_WRONG_COLUMN = 2.0  # cost of leaving the alternating order of the columns
_MIN_GAIN = 6.0  # a smaller improvement is not worth the search
_MAX_PAIR_TESTS = 8000  # pairs of routes to test before the best result so far is taken
_MAX_STEPS = 900  # routes to try before the best result so far is taken
_MAX_LAST_STEPS = 100  # the same, once every region that can have a label has one

ChosenRoutes = dict[int, LabelRoute | None]
OpenRoutes = dict[int, int]


class RouteSearch:
    """Branch and bound: the region with the fewest routes left first, its cheapest route first.

    The routes left to a region are the bits of an integer; the lowest bit is the cheapest route.
    """

    def __init__(self, options: Sequence[Sequence[LabelRoute]], gap: float) -> None:
        self._options = options
        self._gap = gap
        self._pair_tests_left, self._steps_left = _MAX_PAIR_TESTS, _MAX_STEPS
        self._best: ChosenRoutes = {}
        self._best_cost = inf
        self._tested: dict[tuple[int, int, int], tuple[int, int]] = {}

    def run(self) -> list[LabelRoute | None]:
        """Return the route of each region, or None where a region gets no label."""
        self._descend(
            {}, {i: (1 << len(routes)) - 1 for i, routes in enumerate(self._options)}, 0.0
        )
        return [self._best.get(i) for i in range(len(self._options))]

    def _descend(self, chosen: ChosenRoutes, left: OpenRoutes, cost: float) -> None:
        if not left:
            self._best, self._best_cost = chosen, cost
            if all(chosen[i] for i, routes in enumerate(self._options) if routes):
                self._steps_left = min(self._steps_left, _MAX_LAST_STEPS)
            return
        region = min(left, key=lambda i: (left[i].bit_count(), i))
        rest = {i: bits for i, bits in left.items() if i != region}
        bound = cost + self._least_cost(rest) + _MIN_GAIN
        for number in _bits(left[region]):
            route = self._options[region][number]
            price = route.cost + _column_cost(region, route, chosen)
            if (
                bound + route.cost >= self._best_cost
                or self._steps_left <= 0
                or self._pair_tests_left <= 0
            ):
                break
            if bound + price >= self._best_cost:
                continue
            self._steps_left -= 1
            still = {i: self._compatible(region, number, i, bits) for i, bits in rest.items()}
            if cost + price + self._least_cost(still) + _MIN_GAIN < self._best_cost:
                self._descend({**chosen, region: route}, still, cost + price)
        if bound + _NUMBERED < self._best_cost:
            self._descend({**chosen, region: None}, rest, cost + _NUMBERED)

    def _least_cost(self, left: OpenRoutes) -> float:
        """Lower bound of what the remaining regions cost."""
        return sum(
            self._options[i][(bits & -bits).bit_length() - 1].cost if bits else _NUMBERED
            for i, bits in left.items()
        )

    def _compatible(self, region: int, number: int, other: int, bits: int) -> int:
        """Return those of the other region's routes that are compatible with this route."""
        tested, good = self._tested.get((region, number, other), (0, 0))
        for bit in _bits(bits & ~tested):
            self._pair_tests_left -= 1
            if are_compatible(self._options[region][number], self._options[other][bit], self._gap):
                good |= 1 << bit
        self._tested[region, number, other] = (tested | bits, good)
        return bits & good


def _bits(number: int) -> Iterator[int]:
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low


def _column_cost(region: int, route: LabelRoute, chosen: ChosenRoutes) -> float:
    """The cost of breaking the alternation, which uses both columns and keeps a resize calm."""
    cost = 0.0 if route.column == (region + 1) % 2 else _WRONG_COLUMN
    for neighbour in (chosen.get(region - 1), chosen.get(region + 1)):
        if neighbour and neighbour.column == route.column:
            cost += _SAME_COLUMN
    return cost
