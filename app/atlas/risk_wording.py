"""Risk wording: number records as phrases of whole numbers, and how certain each number is.

All phrases of a group have the same denominator. Numbers are rounded once, half up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal

from app.atlas.model import NumberRecord
from app.support.translation import Translate

Exact = Fraction


@dataclass(frozen=True, slots=True)
class RateLine:
    """A record as it is shown: `count` of `per`, and the same in words.

    `phrase` is about the people affected, `rest` about the others; `range` has the same
    denominator. `has_icons` is True if an icon array may show it, which needs a count (not a
    printed rate) of at least 1 in 1,000.
    """

    record: NumberRecord
    count: int
    per: int
    phrase: str
    rest: str
    range: str
    has_icons: bool


def rate_lines(records: Iterable[NumberRecord], translate: Translate) -> tuple[RateLine, ...]:
    """Put records that belong together into words with one denominator, in their order."""
    together = list(records)
    return _Wording(translate).lines(together, _denominator(together))


def _denominator(records: Iterable[NumberRecord]) -> int:
    """The smallest denominator of which even the lowest rate is at least 1; at most 100,000."""
    lowest = min(map(_weight, records))
    return next((per for per in (1_000, 10_000) if lowest * per >= 1_000), 100_000)


def with_companion_records(
    names: Iterable[str], number: Callable[[str], NumberRecord]
) -> tuple[NumberRecord, ...]:
    """Return the records of these names, each followed by the records always shown with it."""
    found: dict[str, NumberRecord] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = number(name)
            waiting = [*found[name].shown_with, *waiting]
    return tuple(found.values())


def counted_text(record: NumberRecord, translate: Translate) -> str:
    """Say how many were counted, such as "4,000 people"; "" if the record does not say it."""
    if not record.denominator:
        return ""
    counted = format_number(record.denominator, translate)
    if record.counts == "people":
        return translate("RiskWording", "{counted} people").format(counted=counted)
    return translate("RiskWording", "{counted} procedures").format(counted=counted)


def exact_rate(number: NumberRecord) -> Exact:
    """Return the rate per 1,000: computed from the count if there is one, else as printed."""
    if number.kind == "count" and number.events is not None and number.denominator:
        return Exact(number.events * 1000, number.denominator)
    return Exact(number.rate)


def round_half_up(value: Exact, places: int = 0) -> int:
    """Round half up to `places` decimal places; return the number of units of the last place."""
    return int((value * 10**places + Exact(1, 2)) // 1)


def matches_printed(value: Exact, printed: Decimal, *, slack: int = 0) -> bool:
    """Return True if the exact value, rounded half up, is the printed one.

    `slack` is the difference that is allowed, in units of the last printed place.
    """
    places = -int(printed.as_tuple().exponent)
    units = int(printed.scaleb(places).to_integral_value(ROUND_HALF_UP))
    return abs(round_half_up(value, places) - units) <= slack


def _weight(record: NumberRecord) -> Exact:
    """The rate per 1,000 that decides the group; for a count of zero, the highest that fits it."""
    return exact_rate(record) or Exact(record.high or 1)


class _Wording:
    """Makes the lines of a group in one language."""

    def __init__(self, translate: Translate) -> None:
        self._translate = translate

    def lines(self, records: list[NumberRecord], per: int) -> tuple[RateLine, ...]:
        return tuple(self._line(record, per) for record in records)

    def _line(self, record: NumberRecord, per: int) -> RateLine:
        rate = exact_rate(record)
        if not rate:
            return self._line_of_none(record, per)
        count = round_half_up(rate * per / 1000)
        is_below = rate * per < 1000
        return RateLine(
            record,
            count,
            per,
            self._phrase_below(record, per) if is_below else self._phrase(record, count, per),
            self._rest_below(per) if is_below else self._rest(per - count),
            self._range(record, per),
            has_icons=record.kind == "count" and per == 1_000,
        )

    def _phrase(self, record: NumberRecord, count: int, per: int) -> str:
        if record.counts == "people":
            text = self._translate("RiskWording", "about {count} of {per} people")
        else:
            text = self._translate("RiskWording", "about {count} of {per} procedures")
        return text.format(count=self._number(count), per=self._number(per))

    def _phrase_below(self, record: NumberRecord, per: int) -> str:
        if record.counts == "people":
            text = self._translate("RiskWording", "fewer than 1 of {per} people")
        else:
            text = self._translate("RiskWording", "fewer than 1 of {per} procedures")
        return text.format(per=self._number(per))

    def _rest(self, rest: int) -> str:
        return self._translate("RiskWording", "{rest} do not").format(rest=self._number(rest))

    def _rest_below(self, per: int) -> str:
        text = self._translate("RiskWording", "more than {rest} do not")
        return text.format(rest=self._number(per - 1))

    def _line_of_none(self, record: NumberRecord, per: int) -> RateLine:
        """Word a count of zero with the number counted and the highest rate that still fits."""
        phrase = self._none(record)
        if record.high is None:
            return RateLine(record, 0, per, phrase, "", self._no_range(record), has_icons=False)
        high = round_half_up(Exact(record.high) * per / 1000)
        if high:
            text = self._translate(
                "RiskWording", "the true number could still be up to about {high} in {per}"
            )
        else:
            text = self._translate("RiskWording", "the true number could still be up to 1 in {per}")
        fits = text.format(high=self._number(high), per=self._number(per))
        return RateLine(record, 0, per, phrase, fits, "", has_icons=False)

    def _none(self, record: NumberRecord) -> str:
        if not record.denominator:
            return self._translate("RiskWording", "none was reported")
        counted = counted_text(record, self._translate)
        return self._translate("RiskWording", "none of {counted}").format(counted=counted)

    def _range(self, record: NumberRecord, per: int) -> str:
        if record.low is None or record.high is None:
            return self._no_range(record)
        low, high = (round_half_up(Exact(end) * per / 1000) for end in (record.low, record.high))
        if high == 0:
            text = self._translate("RiskWording", "The range stays below 1 of {per}.")
        elif low == 0:
            text = self._translate(
                "RiskWording", "The range is from fewer than 1 to {high} of {per}."
            )
        else:
            text = self._translate("RiskWording", "The range is {low} to {high} of {per}.")
        ends = range_ends(record.low, record.high, per, self._translate)
        return text.format(low=ends[0], high=ends[1], per=self._number(per))

    def _no_range(self, record: NumberRecord) -> str:
        reason = record.why_no_range.strip().rstrip(".")
        if not reason:
            return ""
        text = self._translate("RiskWording", "No range: {why}.")
        return text.format(why=f"{reason[:1].lower()}{reason[1:]}")

    def _number(self, number: int) -> str:
        return format_number(number, self._translate)


def range_ends(low: Decimal, high: Decimal, per: int, translate: Translate) -> tuple[str, str]:
    """Both ends of a range, for so many; with a decimal place if they round to the same number."""
    ends = [Exact(end) * per / 1000 for end in (low, high)]
    lowest, highest = map(round_half_up, ends)
    if lowest != highest or low == high:
        return format_number(lowest, translate), format_number(highest, translate)
    point = translate("DecimalPoint", ".")
    tenths = [divmod(round_half_up(end, 1), 10) for end in ends]
    first, last = (f"{format_number(whole, translate)}{point}{rest}" for whole, rest in tenths)
    return first, last


def format_number(number: int, translate: Translate) -> str:
    """Write a number with the thousands separator of the language."""
    return f"{number:,}".replace(",", translate("ThousandsSeparator", ","))


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
    """Return how certain a number is, by its source and its range."""
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
