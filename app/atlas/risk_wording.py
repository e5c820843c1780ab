"""Risk wording.

Number records as whole-number phrases with one denominator per group, rounded half up once, and
how certain each number is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal

from app.atlas.model import NumberRecord

Exact = Fraction


@dataclass(frozen=True, slots=True)
class RateLine:
    """A record as it is shown: `count` of `per`, and the same as words.

    `phrase` tells the affected, `rest` the others; `range` has the same whole. `has_icons` says
    whether it may be an icon array: only what was counted and is at least 1 in 1,000.
    """

    record: NumberRecord
    count: int
    per: int
    phrase: str
    rest: str
    range: str
    has_icons: bool


@dataclass(frozen=True, slots=True)
class RateGroup:
    """Lines that share one whole, `per`; those below 1 in 1,000 stand under a heading."""

    per: int
    heading: str
    lines: tuple[RateLine, ...]


_STRINGS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "thousands": ",",
        "people": "people",
        "procedures": "procedures",
        "phrase": "about {count} of {per} {counts}",
        "phrase_below": "fewer than 1 of {per} {counts}",
        "rest": "{rest} do not",
        "rest_below": "more than {rest} do not",
        "none": "none of {counted}",
        "none_told": "none was reported",
        "fits": "that still fits with up to about {high} in {per}",
        "fits_below": "that still fits with up to 1 in {per}",
        "range": "The range is {low} to {high} of {per}.",
        "range_one": "The range stays at about {low} of {per}.",
        "range_from_none": "The range is from fewer than 1 to {high} of {per}.",
        "range_below": "The range stays below 1 of {per}.",
        "no_range": "No range: {why}.",
        "fewer": "Fewer than 1 in {per}",
    }
}


def group_rates(records: Iterable[NumberRecord], language: str) -> tuple[RateGroup, ...]:
    """Put records into words, in at most two groups: from 1 in 1,000 up, and fewer than that.

    The second group has one whole for all: 10,000, or 100,000 if one of its rates would be below
    1 of it. None at all belongs where the most that still fits belongs.
    """
    words = _STRINGS.get(language, _STRINGS["en"])
    often: list[NumberRecord] = []
    seldom: list[NumberRecord] = []
    for record in records:
        (often if _weight(record) >= 1 else seldom).append(record)
    groups = []
    if often:
        groups.append(_group(often, 1_000, "", words))
    if seldom:
        per = 10_000 if all(_weight(record) * 10 >= 1 for record in seldom) else 100_000
        heading = words["fewer"].format(per=_format_number(1_000, words))
        groups.append(_group(seldom, per, heading, words))
    return tuple(groups)


def with_companion_records(
    names: Iterable[str], number: Callable[[str], NumberRecord]
) -> tuple[NumberRecord, ...]:
    """Give the records of these names, each followed by those that are shown whenever it is."""
    found: dict[str, NumberRecord] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = number(name)
            waiting = [*found[name].shown_with, *waiting]
    return tuple(found.values())


def counted_text(record: NumberRecord, language: str) -> str:
    """Say how many were counted, such as "4,000 people"; nothing if that is not told."""
    return _counted(record, _STRINGS.get(language, _STRINGS["en"])) if record.denominator else ""


def exact_rate(number: NumberRecord) -> Exact:
    """Give the rate per 1,000: worked out anew from a count, else as it was printed."""
    if number.kind == "count" and number.events is not None and number.denominator:
        return Exact(number.events * 1000, number.denominator)
    return Exact(number.rate)


def round_half_up(value: Exact, places: int = 0) -> int:
    """Round half up at a decimal place; the result counts units of that place."""
    return int((value * 10**places + Exact(1, 2)) // 1)


def matches_printed(value: Exact, printed: Decimal, *, slack: int = 0) -> bool:
    """Say whether an exact value, rounded half up, is what is printed, give or take."""
    places = -int(printed.as_tuple().exponent)
    units = int(printed.scaleb(places).to_integral_value(ROUND_HALF_UP))
    return abs(round_half_up(value, places) - units) <= slack


def _weight(record: NumberRecord) -> Exact:
    """The rate that decides the group: of none at all the most that still fits."""
    return exact_rate(record) or Exact(record.high or 1)


def _group(
    records: list[NumberRecord], per: int, heading: str, words: Mapping[str, str]
) -> RateGroup:
    return RateGroup(per, heading, tuple(_line(record, per, words) for record in records))


def _line(record: NumberRecord, per: int, words: Mapping[str, str]) -> RateLine:
    rate = exact_rate(record)
    if not rate:
        return _line_of_none(record, per, words)
    below = rate * per < 1000
    count = round_half_up(rate * per / 1000)
    told = {
        "count": _format_number(count, words),
        "per": _format_number(per, words),
        "rest": _format_number(per - (1 if below else count), words),
        "counts": words[record.counts],
    }
    return RateLine(
        record,
        count,
        per,
        words["phrase_below" if below else "phrase"].format(**told),
        words["rest_below" if below else "rest"].format(**told),
        _range(record, per, words),
        has_icons=record.kind == "count" and per == 1_000,
    )


def _line_of_none(record: NumberRecord, per: int, words: Mapping[str, str]) -> RateLine:
    """None counted is told with the whole it was counted in, and with what still fits."""
    phrase = words["none_told"]
    if record.denominator:
        phrase = words["none"].format(counted=_counted(record, words))
    if record.high is None:
        return RateLine(record, 0, per, phrase, "", _no_range(record, words), has_icons=False)
    high = round_half_up(Exact(record.high) * per / 1000)
    fits = words["fits" if high else "fits_below"].format(
        high=_format_number(high, words), per=_format_number(per, words)
    )
    return RateLine(record, 0, per, phrase, fits, "", has_icons=False)


def _range(record: NumberRecord, per: int, words: Mapping[str, str]) -> str:
    if record.low is None or record.high is None:
        return _no_range(record, words)
    low, high = (round_half_up(Exact(end) * per / 1000) for end in (record.low, record.high))
    kind = "range"
    if high == 0:
        kind = "range_below"
    elif low == 0:
        kind = "range_from_none"
    elif low == high:
        kind = "range_one"
    return words[kind].format(
        low=_format_number(low, words),
        high=_format_number(high, words),
        per=_format_number(per, words),
    )


def _no_range(record: NumberRecord, words: Mapping[str, str]) -> str:
    why = record.why_no_range.strip().rstrip(".")
    return words["no_range"].format(why=f"{why[:1].lower()}{why[1:]}") if why else ""


def _counted(record: NumberRecord, words: Mapping[str, str]) -> str:
    return f"{_format_number(record.denominator or 0, words)} {words[record.counts]}"


def _format_number(number: int, words: Mapping[str, str]) -> str:
    return f"{number:,}".replace(",", words["thousands"])


Certainty = Literal[
    "second-hand",
    "worked-out",
    "printed-bare",
    "printed-wide",
    "printed",
    "counted-none",
    "counted-wide",
    "counted",
]
WIDE_RATIO = 3


def certainty_of(record: NumberRecord) -> Certainty:
    """Tell how sure a figure is."""
    if record.tag in ("S2", "D"):
        return "second-hand" if record.tag == "S2" else "worked-out"
    if record.kind != "count":
        if record.low is None or record.high is None:
            return "printed-bare"
        return "printed-wide" if _is_wide(record) else "printed"
    if record.events == 0:
        return "counted-none"
    return "counted-wide" if _is_wide(record) else "counted"


def _is_wide(record: NumberRecord) -> bool:
    return record.low is None or record.high is None or record.high >= WIDE_RATIO * record.low
