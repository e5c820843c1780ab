"""The number records: that rates and intervals fit the counts, and that each has its words."""

from __future__ import annotations

from collections.abc import Set
from decimal import Decimal
from fractions import Fraction

from app.content import shapes
from app.content.check_texts import check_keys
from app.content.heads import Record
from app.content.intervals import ends_fit
from app.content.rates import fits_printed
from app.content.reading import Reading
from app.support.schema_validation import those_that_fit
from app.support.validation_errors import Spot

FILE = "numbers.toml"


def check_references(reading: Reading) -> Set[str]:
    """Check all references and give their ids."""
    raw = dict(reading.toml("references.toml") or {})
    those_that_fit(raw, shapes.Reference, reading.spot("references.toml"))
    return frozenset(raw)


def check_numbers(reading: Reading, refs: Set[str]) -> Record:
    """Check the figures of all number records and give those that fit."""
    raw = dict(reading.toml(FILE) or {})
    good = those_that_fit(raw, shapes.Number, reading.spot(FILE))
    for name, number in good.items():
        spot = reading.spot(FILE, name)
        check_keys(number["refs"], refs, spot.at("refs"), all_=False)
        check_keys(number.get("beside", ()), raw, spot.at("beside"), all_=False)
        if number["kind"] == "count":
            _check_count(number, spot)
        else:
            _check_published(number, spot)
    return raw


def check_number_words(reading: Reading, numbers: Record, language: str) -> None:
    """Check the words of all number records in one language."""
    file = f"texts/{language}/numbers.toml"
    raw, spot = dict(reading.toml(file) or {}), reading.spot(file)
    check_keys(raw, numbers, spot)
    for name, said in those_that_fit(raw, shapes.NumberWords, spot).items():
        number = numbers.get(name)
        if isinstance(number, dict) and "low" not in number and not said.get("why_no_range"):
            spot.at(name, "why_no_range").note("there is no range and no reason", "say why")


def _check_count(number: Record, spot: Spot) -> None:
    missing = [
        key for key in ("events", "denominator", "low", "high", "method") if key not in number
    ]
    for key in missing:
        spot.at(key).note("a count needs it", "add it, or call the kind published")
    if missing:
        return
    events, denominator = number["events"], number["denominator"]
    if events > denominator:
        spot.at("events").note("more events than the denominator", "correct one of them")
        return
    if not fits_printed(Fraction(events * 1000, denominator), Decimal(number["rate"])):
        exact = f"{events * 1000 / denominator:.4g}"
        spot.at("rate").note(f"{events} of {denominator} is {exact} per 1,000", "correct the rate")
    if number["method"] == "as printed":
        spot.at("method").note("the interval of a count is worked out", "say exact or wilson")
        return
    _check_interval(number, spot)


def _check_interval(number: Record, spot: Spot) -> None:
    ends = Decimal(number["low"]), Decimal(number["high"])
    fit = ends_fit(number["events"], number["denominator"], number["method"], *ends)
    for key, is_right in zip(("low", "high"), fit, strict=True):
        if not is_right:
            spot.at(key).note(
                f"it is not the {number['method']} 95 % limit of the count", "work it out anew"
            )


def _check_published(number: Record, spot: Spot) -> None:
    if "events" in number:
        spot.at("events").note("a published rate has no events", "call the kind count")
    if ("low" in number) != ("high" in number):
        spot.at("low").note("only one end of the range is there", "give both or none")
    elif "low" in number:
        low, rate, high = (Decimal(number[key]) for key in ("low", "rate", "high"))
        if not low <= rate <= high:
            spot.at("rate").note("it lies outside its own range", "correct one of them")
