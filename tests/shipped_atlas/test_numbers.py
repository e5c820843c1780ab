"""The number records are those of the evidence, row by row, and their arithmetic is right."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from scipy.stats import binomtest

from tests.shipped_atlas.shipped import ATLAS, evidence_rows, toml

NUMBERS = toml(ATLAS / "numbers.toml")
WORDS = toml(ATLAS / "texts" / "en" / "numbers.toml")
ROWS = evidence_rows()
COUNTS = [name for name, number in NUMBERS.items() if number["kind"] == "count"]


def test_every_row_of_the_evidence_is_a_number_record_and_no_other():
    assert sorted(NUMBERS) == sorted(ROWS)
    assert sorted(WORDS) == sorted(ROWS)


def test_each_record_equals_its_row():
    records = {
        name: (
            number["rate"],
            number.get("low", ""),
            number.get("high", ""),
            number["refs"],
            number["tag"],
            number["kind"] == "count",
        )
        for name, number in NUMBERS.items()
    }
    rows = {
        name: (
            row["per1000"],
            row["lo"],
            row["hi"],
            row["ref"].split("+"),
            row["tag"],
            bool(row["k"]),
        )
        for name, row in ROWS.items()
    }
    assert records == rows


def test_each_count_has_the_events_and_the_denominator_of_its_row():
    counted = {name: (NUMBERS[name]["events"], NUMBERS[name]["denominator"]) for name in COUNTS}
    assert counted
    assert counted == {name: (int(ROWS[name]["k"]), int(ROWS[name]["n"])) for name in COUNTS}


def test_each_rate_is_its_count_rounded_half_up():
    wrong = {}
    for name in COUNTS:
        number = NUMBERS[name]
        exact = Decimal(number["events"] * 1000) / number["denominator"]
        printed = Decimal(number["rate"])
        if exact.quantize(printed, ROUND_HALF_UP) != printed:
            wrong[name] = exact
    assert wrong == {}


def test_each_interval_follows_from_its_count_and_its_method():
    wrong = {}
    for name in COUNTS:
        number = NUMBERS[name]
        found = binomtest(number["events"], number["denominator"]).proportion_ci(
            0.95, method=number["method"]
        )
        for key, share in (("low", found.low), ("high", found.high)):
            printed = Decimal(number[key])
            unit = Decimal(1).scaleb(printed.as_tuple().exponent)
            if abs(Decimal(share * 1000) - printed) > unit:
                wrong[name, key] = share * 1000
    assert wrong == {}


def test_each_published_rate_has_either_a_range_or_a_reason():
    published = [name for name in ROWS if name not in COUNTS]
    assert published
    unclear = [n for n in published if ("low" in NUMBERS[n]) == bool(WORDS[n]["why_no_range"])]
    assert unclear == []
