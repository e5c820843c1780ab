"""Whether a printed 95 % interval fits a count, without a statistics library."""

from __future__ import annotations

import math
from decimal import Decimal

TAIL = 0.025
Z = 1.959963984540054
WHOLE = 1000
MOST_EVENTS = 20_000  # beyond it summing is slow, and both methods give the same


def wilson(events: int, denominator: int) -> tuple[float, float]:
    """Give the Wilson interval of a share."""
    share, square = events / denominator, Z * Z / denominator
    middle = (share + square / 2) / (1 + square)
    half = Z * math.sqrt(share * (1 - share) / denominator + square / denominator / 4)
    half /= 1 + square
    return middle - half, middle + half


def ends_fit(
    events: int, denominator: int, method: str, low: Decimal, high: Decimal
) -> tuple[bool, bool]:
    """Say for each end (per 1,000) whether it is right to within one unit of its last digit.

    Without any event the lower end is 0, with as many events as people the upper end is 1,000;
    both are exact, so they have no slack. No end lies outside 0 to 1,000.
    """
    if method == "wilson" or events > MOST_EVENTS:
        ends = zip(wilson(events, denominator), (low, high), strict=True)
        fits = [abs(Decimal(end * 1000) - printed) <= _slack(printed) for end, printed in ends]
    else:
        fits = [_low_fits(events, denominator, low), _high_fits(events, denominator, high)]
    is_low_right = low == 0 if events == 0 else fits[0] and 0 <= low <= WHOLE
    is_high_right = high == WHOLE if events == denominator else fits[1] and 0 <= high <= WHOLE
    return is_low_right, is_high_right


def _slack(printed: Decimal) -> Decimal:
    """Give one and a half units of the last printed digit."""
    return Decimal(15).scaleb(int(printed.as_tuple().exponent) - 1)


def _low_fits(events: int, denominator: int, low: Decimal) -> bool:
    below, above = _window(low)
    return 1 - _at_most(events - 1, denominator, below) <= TAIL and (
        1 - _at_most(events - 1, denominator, above) >= TAIL
    )


def _high_fits(events: int, denominator: int, high: Decimal) -> bool:
    below, above = _window(high)
    return _at_most(events, denominator, below) >= TAIL >= _at_most(events, denominator, above)


def _window(printed: Decimal) -> tuple[float, float]:
    slack = _slack(printed)
    return max(0.0, float(printed - slack) / 1000), min(1.0, float(printed + slack) / 1000)


def _at_most(events: int, denominator: int, share: float) -> float:
    """Give the chance of at most so many events."""
    if share <= 0.0:
        return 1.0
    if share >= 1.0:
        return 0.0
    sure, unsure = math.log(share), math.log1p(-share)
    total = math.lgamma(denominator + 1)
    return math.fsum(
        math.exp(
            total
            - math.lgamma(count + 1)
            - math.lgamma(denominator - count + 1)
            + count * sure
            + (denominator - count) * unsure
        )
        for count in range(events + 1)
    )
