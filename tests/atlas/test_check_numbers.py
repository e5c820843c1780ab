"""The check of intervals agrees with scipy and finds a wrong end."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from app.atlas.validation.check_numbers import interval_matches, wilson_interval


def oracle(events, denominator, method):
    found = binomtest(events, denominator).proportion_ci(0.95, method=method)
    return found.low, found.high


def printed(share):
    return Decimal(share * 1000).quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(st.integers(0, 300), st.integers(1, 20_000), st.sampled_from(["exact", "wilson"]))
@settings(deadline=None, derandomize=True, max_examples=150)
def test_the_interval_of_scipy_matches(events, denominator, method):
    events = min(events, denominator)
    low, high = map(printed, oracle(events, denominator, method))
    assert interval_matches(events, denominator, method, low, high) == (True, True)


@given(st.integers(1, 300), st.integers(301, 20_000), st.sampled_from(["exact", "wilson"]))
@settings(deadline=None, derandomize=True, max_examples=150)
def test_an_end_that_is_wrong_by_more_than_its_last_digit_does_not_match(
    events, denominator, method
):
    low, high = map(printed, oracle(events, denominator, method))
    off = Decimal("0.03")
    assert interval_matches(events, denominator, method, low - off, high + off) == (False, False)
    assert interval_matches(events, denominator, method, low + off, high - off) == (False, False)


@pytest.mark.parametrize(("events", "denominator"), [(0, 534), (5, 537), (231, 231)])
def test_our_wilson_interval_equals_that_of_scipy(events, denominator):
    assert wilson_interval(events, denominator) == pytest.approx(
        oracle(events, denominator, "wilson"), abs=1e-12
    )


def test_the_interval_of_no_events_begins_at_zero_and_of_all_events_ends_at_the_whole():
    assert interval_matches(0, 534, "exact", Decimal(0), Decimal("6.9")) == (True, True)
    assert interval_matches(0, 534, "exact", Decimal(1), Decimal("6.9")) == (False, True)
    assert interval_matches(5, 5, "exact", Decimal(478), Decimal(1000)) == (True, True)


@pytest.mark.parametrize("method", ["exact", "wilson"])
@pytest.mark.parametrize("high", ["0", "478", "999", "999.99", "1000.1", "1001", "9999"])
def test_if_every_person_had_the_event_the_upper_end_must_be_the_whole(method, high):
    low = printed(oracle(5, 5, method)[0])
    assert interval_matches(5, 5, method, low, Decimal(high)) == (True, False)
    assert interval_matches(5, 5, method, low, Decimal(1000)) == (True, True)


@pytest.mark.parametrize("method", ["exact", "wilson"])
@pytest.mark.parametrize("low", ["1", "0.01", "-0.1", "-1"])
def test_if_no_person_had_the_event_the_lower_end_must_be_zero(method, low):
    high = printed(oracle(0, 534, method)[1])
    assert interval_matches(0, 534, method, Decimal(low), high) == (False, True)
    assert interval_matches(0, 534, method, Decimal("0.0"), high) == (True, True)


@pytest.mark.parametrize("method", ["exact", "wilson"])
@pytest.mark.parametrize(("events", "denominator"), [(1, 20_000), (2, 20_000), (19_999, 20_000)])
def test_an_end_outside_zero_to_the_whole_does_not_match(method, events, denominator):
    assert interval_matches(events, denominator, method, Decimal(-1), Decimal(1001)) == (
        False,
        False,
    )


def test_a_large_count_is_checked_without_a_sum():
    low, high = map(printed, wilson_interval(9_000_000, 90_000_000))
    assert interval_matches(9_000_000, 90_000_000, "exact", low, high) == (True, True)


def test_an_upper_end_above_the_whole_does_not_match():
    assert interval_matches(1, 2, "exact", Decimal(13), Decimal(9999)) == (True, False)
