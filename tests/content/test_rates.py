"""Rates in words: exact, rounded half up once, with one whole for the number and its range."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.atlas import NumberRecord
from app.content.rates import fits_printed, half_up, rate_words, scale

COUNT = NumberRecord(
    id="x",
    kind="count",
    rate=Decimal("12.5"),
    refs=("42",),
    tag="S",
    label="Fluid",
    setting="",
    area="",
    window="",
    events=50,
    denominator=4000,
    low=Decimal("9.3"),
    high=Decimal(16),
    method="exact",
)
PRINTED = replace(COUNT, kind="published", events=None, denominator=None)
NONE = replace(
    COUNT, rate=Decimal(0), events=0, denominator=534, low=Decimal(0), high=Decimal("6.9")
)


def rare(events, denominator, low, high):
    rate = Decimal(events * 1000) / denominator
    return replace(
        COUNT,
        rate=rate,
        events=events,
        denominator=denominator,
        low=Decimal(low),
        high=Decimal(high),
    )


def test_a_half_is_rounded_up():
    words = rate_words(COUNT, "en")
    assert words.phrase == "about 13 of 1,000 people"
    assert words.rest == "987 do not."
    assert words.range == "The range is 9 to 16 of 1,000."


def test_a_count_is_rounded_from_the_count_and_not_twice():
    twice = replace(COUNT, events=1_249, denominator=100_000, rate=Decimal("12.5"))
    assert rate_words(twice, "en").count == 12


def test_a_printed_rate_is_rounded_from_what_was_printed():
    assert rate_words(PRINTED, "en").count == 13


def test_none_is_said_with_what_still_fits():
    words = rate_words(NONE, "en")
    assert words.phrase == "none of 534 people"
    assert words.rest == ""
    assert words.range == "That still fits with up to about 7 of 1,000."


def test_none_of_many_is_told_of_a_larger_whole():
    words = rate_words(replace(NONE, denominator=7620, high=Decimal("0.48")), "en")
    assert words.range == "That still fits with up to about 5 of 10,000."


@pytest.mark.parametrize(
    ("number", "phrase"),
    [
        (rare(7, 16215, "0.17", "0.89"), "about 4 of 10,000 people"),
        (rare(5, 100_000, "0.01", "0.09"), "about 5 of 100,000 people"),
        (rare(1, 1_000, "0.1", "5"), "about 1 of 1,000 people"),
    ],
)
def test_a_rare_thing_gets_a_whole_large_enough(number, phrase):
    assert rate_words(number, "en").phrase == phrase


def test_a_rate_below_one_in_a_thousand_is_grouped_so():
    assert rate_words(rare(7, 16215, "0.17", "0.89"), "en").group == "fewer than 1 in 1,000"
    assert rate_words(COUNT, "en").group == ""


def test_procedures_are_not_called_people():
    words = rate_words(replace(COUNT, counts="procedures"), "en")
    assert words.phrase == "about 13 of 1,000 procedures"


def test_only_what_was_counted_may_be_an_icon_array():
    assert rate_words(COUNT, "en").has_icons
    assert not rate_words(PRINTED, "en").has_icons
    assert not rate_words(rare(7, 16215, "0.17", "0.89"), "en").has_icons


def test_without_a_range_the_reason_is_said():
    bare = replace(PRINTED, low=None, high=None, why_no_range="the summary gives none")
    assert rate_words(bare, "en").range == "No range: the summary gives none."
    assert rate_words(replace(bare, why_no_range=""), "en").range == ""


def test_a_range_that_begins_below_one_says_so():
    low = replace(COUNT, events=1, denominator=537, low=Decimal("0.05"), high=Decimal(10))
    assert rate_words(low, "en").range == "The range is from fewer than 1 to 10 of 1,000."


def test_a_range_within_one_whole_number_says_so():
    tight = replace(PRINTED, rate=Decimal(4), low=Decimal("3.8"), high=Decimal("4.3"))
    assert rate_words(tight, "en").range == "The range stays at about 4 of 1,000."


def test_a_language_without_words_falls_back_to_english():
    assert rate_words(COUNT, "xx") == rate_words(COUNT, "en")


@given(st.integers(1, 5_000), st.integers(1, 500_000))
@settings(deadline=None, derandomize=True)
def test_both_parts_make_the_whole_and_no_rate_is_shown_as_none(events, denominator):
    number = replace(COUNT, events=min(events, denominator), denominator=denominator)
    words = rate_words(number, "en")
    assert 0 <= words.count <= words.per
    if number.events * 100_000 >= denominator:
        assert words.count >= 1


@pytest.mark.parametrize(("rate", "whole"), [("1", 1_000), ("0.99", 10_000), ("0.099", 100_000)])
def test_the_whole_is_the_smallest_that_shows_one(rate, whole):
    assert scale(Fraction(rate)) == whole


@pytest.mark.parametrize(
    ("printed", "fits"), [("9.3", True), ("9", True), ("9.31", True), ("9.4", False)]
)
def test_a_rate_may_be_printed_with_any_number_of_digits(printed, fits):
    assert fits_printed(Fraction(5_000, 537), Decimal(printed)) is fits


def test_half_up_is_exact():
    assert [half_up(Fraction(value)) for value in ("0.5", "1.5", "2.4999", "2.5")] == [1, 2, 2, 3]
