"""A rate in whole-number words: exact decimals, rounded half up, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from app.content.atlas import NumberRecord

Exact = Fraction


@dataclass(frozen=True, slots=True)
class RateWords:
    """A rate as it is shown: `count` of `per`, and the same as words.

    `has_icons` says whether it may be shown as an icon array: only what was counted may, and
    only while one in a thousand can be seen. `group` is set for rates below 1 in 1,000.
    """

    count: int
    per: int
    phrase: str
    rest: str
    range: str
    group: str
    has_icons: bool


_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "thousands": ",",
        "people": "people",
        "procedures": "procedures",
        "phrase": "about {count} of {per} {counts}",
        "rest": "{rest} do not.",
        "none": "none of {denominator} {counts}",
        "fits": "That still fits with up to about {high} of {per}.",
        "range": "The range is {low} to {high} of {per}.",
        "range_one": "The range stays at about {low} of {per}.",
        "range_from_none": "The range is from fewer than 1 to {high} of {per}.",
        "no_range": "No range: {why}.",
        "group": "fewer than 1 in {per}",
    }
}


def rate_words(number: NumberRecord, language: str) -> RateWords:
    """Put a number record into words; English where a language has no words yet."""
    words = _WORDS.get(language, _WORDS["en"])
    rate = exact_rate(number)
    per = scale(rate if rate else Exact(number.high or 1))
    count = half_up(rate * per / 1000)
    counts = words[number.counts]
    return RateWords(
        count=count,
        per=per,
        phrase=_phrase(number, words, count, per),
        rest=words["rest"].format(rest=_grouped(per - count, words), counts=counts) if rate else "",
        range=_range(number, words, per),
        group=words["group"].format(per=_grouped(1000, words)) if rate < 1 else "",
        has_icons=number.kind == "count" and per == 1000,
    )


def exact_rate(number: NumberRecord) -> Exact:
    """Give the rate per 1,000: worked out anew from a count, else as it was printed."""
    if number.kind == "count" and number.events is not None and number.denominator:
        return Exact(number.events * 1000, number.denominator)
    return Exact(number.rate)


def scale(rate: Exact) -> int:
    """Choose 1,000, or a larger whole when the rate is below 1 of it."""
    for per in (1_000, 10_000):
        if rate * per >= 1000:
            return per
    return 100_000


def half_up(value: Exact, places: int = 0) -> int:
    """Round half up at a decimal place; the result counts units of that place."""
    return int((value * 10**places + Exact(1, 2)) // 1)


def fits_printed(value: Exact, printed: Decimal, *, slack: int = 0) -> bool:
    """Say whether an exact value, rounded half up, is what is printed, give or take."""
    places = -int(printed.as_tuple().exponent)
    units = int(printed.scaleb(places).to_integral_value(ROUND_HALF_UP))
    return abs(half_up(value, places) - units) <= slack


def _phrase(number: NumberRecord, words: Mapping[str, str], count: int, per: int) -> str:
    counts = words[number.counts]
    if number.events == 0:
        return words["none"].format(
            denominator=_grouped(number.denominator or 0, words), counts=counts
        )
    return words["phrase"].format(
        count=_grouped(count, words), per=_grouped(per, words), counts=counts
    )


def _range(number: NumberRecord, words: Mapping[str, str], per: int) -> str:
    if number.low is None or number.high is None:
        why = number.why_no_range.strip().rstrip(".")
        return words["no_range"].format(why=why) if why else ""
    low, high = (half_up(Exact(end) * per / 1000) for end in (number.low, number.high))
    kind = "range"
    if number.events == 0:
        kind = "fits"
    elif low == 0:
        kind = "range_from_none"
    elif low == high:
        kind = "range_one"
    return words[kind].format(
        low=_grouped(low, words), high=_grouped(high, words), per=_grouped(per, words)
    )


def _grouped(number: int, words: Mapping[str, str]) -> str:
    return f"{number:,}".replace(",", words["thousands"])
