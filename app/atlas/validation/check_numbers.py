"""Checks of references and number records.

Rates and 95 % intervals must fit the counts, and every record must have its text.
"""

from __future__ import annotations

import math
from collections.abc import Set
from decimal import Decimal
from fractions import Fraction

from app.atlas.header import TomlTable
from app.atlas.model import NumberSource, NumberTextSource, ReferenceSource
from app.atlas.risk_wording import matches_printed
from app.atlas.validation.common_checks import check_keys
from app.atlas.validation.files import AtlasFiles
from app.support.schema_validation import convert_table
from app.support.validation_errors import Location

TAIL = 0.025
Z = 1.959963984540054
PER_THOUSAND = 1000
MAX_EXACT_EVENTS = 20_000  # beyond it the sum is slow, and both methods agree


def wilson_interval(events: int, denominator: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a proportion."""
    share, square = events / denominator, Z * Z / denominator
    middle = (share + square / 2) / (1 + square)
    half = Z * math.sqrt(share * (1 - share) / denominator + square / denominator / 4)
    half /= 1 + square
    return middle - half, middle + half


def interval_matches(
    events: int, denominator: int, method: str, low: Decimal, high: Decimal
) -> tuple[bool, bool]:
    """Whether each end (per 1,000) is correct to one unit of its last digit.

    Without any event the lower end is exactly 0; with as many events as people the upper end is
    exactly 1,000. No end is outside 0 to 1,000.
    """
    if method == "wilson" or events > MAX_EXACT_EVENTS:
        ends = zip(wilson_interval(events, denominator), (low, high), strict=True)
        fits = [abs(Decimal(end * 1000) - printed) <= _slack(printed) for end, printed in ends]
    else:
        fits = [_low_fits(events, denominator, low), _high_fits(events, denominator, high)]
    is_low_right = low == 0 if events == 0 else fits[0] and 0 <= low <= PER_THOUSAND
    is_high_right = (
        high == PER_THOUSAND if events == denominator else fits[1] and 0 <= high <= PER_THOUSAND
    )
    return is_low_right, is_high_right


def _slack(printed: Decimal) -> Decimal:
    """Return one and a half units of the last printed digit."""
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
    """Return the probability of at most this many events."""
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


FILE = "numbers.toml"


def check_references(reading: AtlasFiles) -> Set[str]:
    """Check all references and give their ids."""
    raw = dict(reading.toml("references.toml") or {})
    convert_table(raw, ReferenceSource, reading.location("references.toml"))
    return frozenset(raw)


def check_numbers(reading: AtlasFiles, refs: Set[str]) -> TomlTable:
    """Check the figures of all number records and give the tables of the file."""
    raw = dict(reading.toml(FILE) or {})
    good = convert_table(raw, NumberSource, reading.location(FILE))
    for name, number in good.items():
        location = reading.location(FILE, name)
        check_keys(number.refs, refs, location.at("refs"), all_=False)
        check_keys(number.shown_with, raw, location.at("beside"), all_=False)
        if number.kind == "count":
            _check_count(number, location)
        else:
            _check_published(number, location)
    return raw


def check_number_words(reading: AtlasFiles, numbers: TomlTable, language: str) -> None:
    """Check the words of all number records in one language."""
    file = f"texts/{language}/numbers.toml"
    raw, location = dict(reading.toml(file) or {}), reading.location(file)
    check_keys(raw, numbers, location)
    for name, said in convert_table(raw, NumberTextSource, location).items():
        number = numbers.get(name)
        if isinstance(number, dict) and "low" not in number and not said.why_no_range:
            location.at(name, "why_no_range").report(
                "there is no range and no reason", "say why there is no range"
            )


def _check_count(number: NumberSource, location: Location) -> None:
    needed = ("events", "denominator", "low", "high", "method")
    missing = [key for key in needed if getattr(number, key) is None]
    for key in missing:
        location.at(key).report("a count needs it", "add it, or set kind to published")
    events, denominator, low, high = number.events, number.denominator, number.low, number.high
    if events is None or denominator is None or low is None or high is None or missing:
        return
    if events > denominator:
        location.at("events").report(
            "there are more events than the denominator", "correct one of them"
        )
        return
    if not matches_printed(Fraction(events * 1000, denominator), Decimal(number.rate)):
        exact = f"{events * 1000 / denominator:.4g}"
        location.at("rate").report(
            f"{events} of {denominator} is {exact} per 1,000", "correct the rate"
        )
    method = number.method or ""
    if method == "as printed":
        location.at("method").report(
            "the interval of a count is computed", "choose exact or wilson"
        )
        return
    fit = interval_matches(events, denominator, method, Decimal(low), Decimal(high))
    for key, is_right in zip(("low", "high"), fit, strict=True):
        if not is_right:
            location.at(key).report(
                f"it is not the {method} 95 % limit of the count", "compute it again"
            )


def _check_published(number: NumberSource, location: Location) -> None:
    if number.events is not None:
        location.at("events").report(
            "a published rate has no events", "set kind to count, or remove them"
        )
    if (number.low is None) != (number.high is None):
        location.at("low").report("only one end of the range is given", "give both or none")
    elif number.low is not None and number.high is not None:
        low, rate, high = Decimal(number.low), Decimal(number.rate), Decimal(number.high)
        if not low <= rate <= high:
            location.at("rate").report("it lies outside its own range", "correct one of them")
