"""Rates in words: exact, rounded half up once, and one whole for a group and all its ranges."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.atlas.model import NumberRecord
from app.atlas.risk_wording import (
    certainty_of,
    counted_text,
    matches_printed,
    rate_lines,
    round_half_up,
    with_companion_records,
)
from app.support.translation import Catalogue, source_text

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


FOUR = rare(7, 16_215, "0.17", "0.89")
"""About 4 in 10,000."""
FIVE = rare(5, 100_000, "0.01", "0.09")
"""5 in 100,000."""


def line(number):
    (one,) = rate_lines([number], source_text)
    return one


def test_a_half_is_rounded_up():
    words = line(COUNT)
    assert words.phrase == "about 13 of 1,000 people"
    assert words.rest == "987 do not"
    assert words.range == "The range is 9 to 16 of 1,000."


def test_a_count_is_rounded_from_the_count_and_not_twice():
    twice = replace(COUNT, events=1_249, denominator=100_000, rate=Decimal("12.5"))
    assert line(twice).count == 12


def test_a_printed_rate_is_rounded_from_what_was_printed():
    assert line(PRINTED).count == 13


def test_a_count_of_zero_is_said_with_the_highest_rate_that_fits():
    words = line(NONE)
    assert words.phrase == "none of 534 people"
    assert words.rest == "the true number could still be up to about 7 in 1,000"
    assert words.range == ""


def test_the_denominator_of_a_count_of_zero_follows_from_its_upper_end():
    words = line(replace(NONE, denominator=4000, high=Decimal("0.92")))
    assert words.phrase == "none of 4,000 people"
    assert words.rest == "the true number could still be up to about 9 in 10,000"


def test_a_printed_zero_is_said_to_be_reported():
    bare = replace(
        PRINTED, rate=Decimal(0), low=None, high=None, why_no_range="The summary gives none."
    )
    words = line(bare)
    assert (words.phrase, words.rest) == ("none was reported", "")
    assert words.range == "No range: the summary gives none."


@pytest.mark.parametrize(
    ("number", "phrase"),
    [
        (FOUR, "about 4 of 10,000 people"),
        (FIVE, "about 5 of 100,000 people"),
        (rare(1, 1_000, "0.1", "5"), "about 1 of 1,000 people"),
    ],
)
def test_a_rare_event_gets_a_denominator_that_is_large_enough(number, phrase):
    assert line(number).phrase == phrase


def test_a_rate_too_low_for_every_denominator_is_not_rounded_to_zero():
    words = line(rare(1, 900_000, "0.00003", "0.004"))
    assert words.phrase == "fewer than 1 of 100,000 people"
    assert words.rest == "more than 99,999 do not"
    assert words.range == "The range stays below 1 of 100,000."


def test_records_that_belong_together_keep_their_order_and_have_one_denominator():
    lines = rate_lines([FOUR, COUNT, NONE], source_text)
    assert [one.record for one in lines] == [FOUR, COUNT, NONE]
    assert [one.per for one in lines] == [10_000] * 3
    assert lines[1].phrase == "about 125 of 10,000 people"


def test_one_rate_that_needs_a_larger_denominator_changes_that_of_all():
    lines = rate_lines([FOUR, FIVE], source_text)
    assert [one.phrase for one in lines] == [
        "about 43 of 100,000 people",
        "about 5 of 100,000 people",
    ]
    assert lines[0].range == "The range is 17 to 89 of 100,000."


def test_procedures_are_not_called_people():
    number = replace(COUNT, counts="procedures")
    assert line(number).phrase == "about 13 of 1,000 procedures"
    assert counted_text(number, source_text) == "4,000 procedures"
    assert counted_text(PRINTED, source_text) == ""


def test_only_what_was_counted_may_be_an_icon_array():
    assert line(COUNT).has_icons
    assert not line(PRINTED).has_icons
    assert not line(FOUR).has_icons
    assert not line(NONE).has_icons


def test_without_a_range_the_reason_is_said():
    bare = replace(PRINTED, low=None, high=None, why_no_range="The summary gives none.")
    assert line(bare).range == "No range: the summary gives none."
    assert line(replace(bare, why_no_range="")).range == ""


def test_a_range_that_begins_below_one_says_so():
    low = replace(COUNT, events=1, denominator=537, low=Decimal("0.05"), high=Decimal(10))
    assert line(low).range == "The range is from fewer than 1 to 10 of 1,000."


def test_a_range_within_one_whole_number_has_a_decimal_place():
    tight = replace(PRINTED, rate=Decimal(4), low=Decimal("3.8"), high=Decimal("4.3"))
    assert line(tight).range == "The range is 3.8 to 4.3 of 1,000."


def test_the_words_and_the_thousands_separator_are_those_of_the_language():
    german = {
        ("RiskWording", "about {count} of {per} people"): ("etwa {count} von {per} Menschen",),
        ("ThousandsSeparator", ","): (".",),
    }
    (one,) = rate_lines([COUNT], Catalogue(german, "de").translate)
    assert one.phrase == "etwa 13 von 1.000 Menschen"


def test_companion_records_come_together_whichever_is_named():
    twins = {
        "a": replace(COUNT, id="a", shown_with=("b",)),
        "b": replace(COUNT, id="b", shown_with=("a",)),
        "c": replace(COUNT, id="c"),
    }
    for names, found in [("a", "ab"), ("b", "ba"), ("ca", "cab"), ("acb", "abc"), ("", "")]:
        records = with_companion_records(names, twins.__getitem__)
        assert "".join(one.id for one in records) == found


def some_record(events, denominator, kind):
    """A record with a plausible range about its rate."""
    events = min(events, denominator)
    rate = Fraction(events * 1000, denominator)
    low, high = float(rate) * 0.6, min(float(rate) * 1.7 + 3000 / denominator, 1000)
    ends = Decimal(f"{low if events else 0:.6f}"), Decimal(f"{high:.6f}")
    printed = Decimal(f"{float(rate):.9f}")
    given = (events, denominator) if kind == "count" else (None, None)
    return replace(
        COUNT,
        kind=kind,
        rate=printed,
        events=given[0],
        denominator=given[1],
        low=min(ends[0], printed),
        high=max(ends[1], printed),
    )


RECORDS = st.lists(
    st.builds(
        some_record,
        st.integers(0, 3_000) | st.integers(0, 3),
        st.integers(1, 500_000),
        st.sampled_from(["count", "published"]),
    ),
    min_size=1,
    max_size=8,
)


def check_wholes(records):
    lines = rate_lines(records, source_text)
    assert [one.record for one in lines] == records
    assert len({one.per for one in lines}) == 1
    for one in lines:
        words = f"{one.range} {one.rest}"
        if one.record.rate or one.record.events:
            words = f"{words} {one.phrase}"
        said = re.findall(r"(?:of|in) ([\d,]*\d)", words)
        assert {int(figure.replace(",", "")) for figure in said} <= {one.per}, words


def check_parts(records):
    for one in rate_lines(records, source_text):
        exact = Fraction(one.record.rate)
        if one.record.kind == "count":
            exact = Fraction(one.record.events * 1000, one.record.denominator)
        figures = [
            int(figure.replace(",", ""))
            for figure in re.findall(r"[\d,]*\d", f"{one.phrase} {one.rest}")
        ]
        assert "about 0" not in one.phrase
        if exact == 0:
            assert one.phrase.startswith("none")
            assert re.search(r"up to (about )?[1-9]", one.rest)
        elif one.phrase.startswith("fewer"):
            assert exact * one.per < 1000
            assert figures == [1, one.per, one.per - 1]
        else:
            assert figures == [one.count, one.per, one.per - one.count]
            assert one.count >= 1
            assert abs(one.count - exact * one.per / 1000) <= Fraction(1, 2)


SAMPLE = settings(deadline=None, derandomize=True, max_examples=100)
SWEEP = settings(SAMPLE, max_examples=1_000)


def test_denominators_are_never_mixed():
    SAMPLE(given(RECORDS)(check_wholes))()


def test_both_parts_add_up_to_the_denominator_and_nothing_is_rounded_to_zero():
    SAMPLE(given(RECORDS)(check_parts))()


@pytest.mark.long
@pytest.mark.parametrize("check", [check_wholes, check_parts])
def test_the_same_holds_for_many_more_records(check):
    SWEEP(given(RECORDS)(check))()


@pytest.mark.parametrize(
    ("printed", "fits"), [("9.3", True), ("9", True), ("9.31", True), ("9.4", False)]
)
def test_a_rate_may_be_printed_with_any_number_of_digits(printed, fits):
    assert matches_printed(Fraction(5_000, 537), Decimal(printed)) is fits


def test_rounding_half_up_is_exact():
    assert [round_half_up(Fraction(value)) for value in ("0.5", "1.5", "2.4999", "2.5")] == [
        1,
        2,
        2,
        3,
    ]


BARE = replace(PRINTED, low=None, high=None)
WIDE = {"low": Decimal(2), "high": Decimal(6)}
TIGHT = {"low": Decimal(2), "high": Decimal("5.9")}


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (replace(COUNT, tag="S2"), "second-hand"),
        (replace(BARE, tag="S2"), "second-hand"),
        (replace(COUNT, tag="D"), "worked-out"),
        (replace(NONE, tag="D"), "worked-out"),
        (BARE, "printed-bare"),
        (replace(PRINTED, **WIDE), "printed-wide"),
        (replace(PRINTED, **TIGHT), "printed"),
        (NONE, "counted-none"),
        (replace(COUNT, **WIDE), "counted-wide"),
        (replace(COUNT, low=None), "counted-wide"),
        (replace(COUNT, **TIGHT), "counted"),
    ],
)
def test_the_first_condition_that_holds_decides_the_certainty(record, key):
    assert certainty_of(record) == key


def test_certainty_does_not_depend_on_words_or_settings():
    praised = replace(PRINTED, label="sure", setting="100 studies", note="high certainty")
    assert certainty_of(praised) == certainty_of(PRINTED)
