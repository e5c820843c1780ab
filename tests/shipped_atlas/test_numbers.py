"""The number records are those of the evidence, row by row, and their arithmetic is right."""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_UP, Decimal

import pytest
from scipy.stats import binomtest

from tests.shipped_atlas.shipped import ATLAS, ROOT, toml

NUMBERS = toml(ATLAS / "numbers.toml")
WORDS = toml(ATLAS / "texts" / "en" / "numbers.toml")
with (ROOT / "docs" / "evidence" / "risks.csv").open(encoding="utf-8", newline="") as file:
    ROWS = {row["id"]: row for row in csv.DictReader(file)}
COUNTS = [name for name, number in NUMBERS.items() if number["kind"] == "count"]


def test_every_row_of_the_evidence_is_a_number_record_and_no_other():
    assert sorted(NUMBERS) == sorted(ROWS)
    assert sorted(WORDS) == sorted(ROWS)


@pytest.mark.parametrize("name", ROWS)
def test_a_record_says_what_its_row_says(name):
    row, number = ROWS[name], NUMBERS[name]
    assert number["rate"] == row["per1000"]
    assert (number.get("low", ""), number.get("high", "")) == (row["lo"], row["hi"])
    assert number["refs"] == row["ref"].split("+")
    assert number["tag"] == row["tag"]
    assert (number["kind"] == "count") == bool(row["k"])


@pytest.mark.parametrize("name", COUNTS)
def test_a_count_has_the_events_and_denominator_of_its_row(name):
    row, number = ROWS[name], NUMBERS[name]
    assert (number["events"], number["denominator"]) == (int(row["k"]), int(row["n"]))


@pytest.mark.parametrize("name", COUNTS)
def test_a_rate_is_its_count_rounded_half_up(name):
    number = NUMBERS[name]
    exact = Decimal(number["events"] * 1000) / number["denominator"]
    printed = Decimal(number["rate"])
    assert exact.quantize(printed, ROUND_HALF_UP) == printed


@pytest.mark.parametrize("name", COUNTS)
def test_an_interval_is_that_of_its_count_and_method(name):
    number = NUMBERS[name]
    found = binomtest(number["events"], number["denominator"]).proportion_ci(
        0.95, method=number["method"]
    )
    for key, share in (("low", found.low), ("high", found.high)):
        printed = Decimal(number[key])
        unit = Decimal(1).scaleb(printed.as_tuple().exponent)
        assert abs(Decimal(share * 1000) - printed) <= unit, (key, share * 1000)


@pytest.mark.parametrize("name", [name for name in ROWS if name not in COUNTS])
def test_a_printed_rate_has_a_range_or_says_why_not(name):
    assert ("low" in NUMBERS[name]) != bool(WORDS[name]["why_no_range"])
