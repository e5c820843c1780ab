"""Path data: what is accepted, what is refused, and that svg.path gets the same shape."""

from __future__ import annotations

import contextlib
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from svg.path import parse_path

from app.support.svg_path import (
    MAX_NUMBERS,
    PathError,
    flatten_path,
    parse_outline,
    parse_path_data,
    transform_segments,
)

NUMBER = st.floats(-500, 500, allow_nan=False).map(lambda number: f"{number:.3f}")
COUNTS = {"L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2}


@st.composite
def paths(draw: st.DrawFn) -> str:
    pieces = ["M" + ",".join(draw(st.lists(NUMBER, min_size=2, max_size=2)))]
    for letter in draw(st.lists(st.sampled_from("LHVCSQTlhvcsqt"), min_size=3, max_size=12)):
        count = COUNTS[letter.upper()] * draw(st.integers(1, 2))
        pieces.append(letter + " ".join(draw(st.lists(NUMBER, min_size=count, max_size=count))))
    return " ".join(pieces) + "Z"


@given(paths())
@settings(deadline=None, derandomize=True, max_examples=200)
def test_every_segment_runs_and_ends_where_svg_path_says(text):
    current = (0.0, 0.0)
    for (letter, numbers), piece in zip(parse_outline(text), parse_path(text), strict=True):
        if letter == "C":
            (x1, y1, x2, y2, x3, y3) = numbers
            middle = (
                (current[0] + 3 * x1 + 3 * x2 + x3) / 8,
                (current[1] + 3 * y1 + 3 * y2 + y3) / 8,
            )
            oracle = piece.point(0.5)
            assert middle == pytest.approx((oracle.real, oracle.imag), abs=1e-6)
        if numbers:
            current = numbers[-2:]
            assert current == pytest.approx((piece.end.real, piece.end.imag), abs=1e-6)


@given(st.text(alphabet="MLHVCSQTAZmlz0123456789eE+-., \n", max_size=60))
@settings(deadline=None, derandomize=True, max_examples=500)
def test_any_text_is_parsed_or_refused_with_a_reason(text):
    with contextlib.suppress(PathError):
        segments = parse_outline(text)
        assert all(math.isfinite(number) for _, numbers in segments for number in numbers)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("L 0 0 1 1 Z", "starts with 'L'"),
        ("5 M 0 0", "starts with '5'"),
        ("M0 0 L1 0 1 1", "not closed"),
        ("M0 0 L1 0 1 1 Z M2 2 L3 2 3 3 Z", "more than one"),
        ("M0 0 L1 0 1 1 Z L5 5 Z", "more than one"),
        ("M0 0 L1 0 1 1 Z Z", "more than one"),
        ("M0 0 L1 1 Z", "fewer than three"),
        ("M0 0 L1e999 0 1 1 Z", "larger"),
        ("M0 0 L1e7 0 1 1 Z", "larger"),
        ("M0 0 Lnan 0 1 1 Z", "'L' has 0 numbers"),
        ("M0 0 Linf 0 1 1 Z", "'L' has 0 numbers"),
        ("M0 0 A1 1 0 0 1 2 2 L1 1 Z", "'A' is not allowed"),
        ("M0 0 L1 0 1 Z", "2 at a time"),
        ("M0 0 L Z", "2 at a time"),
        ("M0 0 L1 0 1 1 Z 7", "0 at a time"),
        ("M0 0 L1,,0 1 1 Z", "not a list of numbers"),
        ("M0 0 L1 0 1 1 # Z", "not a list of numbers"),
        ("M0 0 L1 0 1 \u0661 Z", "not a list of numbers"),
        ("M0 0 L" + "1 2 " * 1_000 + "Z", "more than 2000"),
        ("M0 0 L0e 0 1 1 Z", "'0e 0 1 1' after 'L' is not a list"),
        ("M0 0e Z", "not a list of numbers"),
        ("M0 0 L1 0 1 1e- Z", "not a list of numbers"),
        ("M0 0 L,1 0 Z", "not a list of numbers"),
        ("M0 0 L1 0, Z", "not a list of numbers"),
        ("M0 0 L1 0 1 +-1 Z", "not a list of numbers"),
        ("M0 0 L" + "1" * 500_000 + "# Z", "not a list of numbers"),
        ("M0 0 L" + " " * 500_000 + "# Z", "not a list of numbers"),
        ("M0 0 L" + "1e" * 300_000 + " Z", "not a list of numbers"),
        ("M0 0 L" + "-" * 500_000 + " Z", "not a list of numbers"),
    ],
)
def test_anything_but_one_closed_shape_is_refused_with_the_reason(text, reason):
    with pytest.raises(PathError, match=reason):
        parse_outline(text)


def test_a_path_may_have_as_many_numbers_as_the_limit_allows():
    text = "M0 0 L" + "1 2 " * (MAX_NUMBERS // 2 - 1) + "Z"
    assert len(parse_outline(text)) == MAX_NUMBERS // 2 + 1


def test_numbers_need_no_separator():
    assert parse_path_data("M1-2L.5.5") == (("M", (1.0, -2.0)), ("L", (0.5, 0.5)))


def test_pairs_after_a_move_are_lines_and_small_letters_are_relative():
    assert parse_path_data("m1 1 2 0 0 2z") == (
        ("M", (1.0, 1.0)),
        ("L", (3.0, 1.0)),
        ("L", (3.0, 3.0)),
        ("Z", ()),
    )


def test_a_shape_after_a_closed_one_starts_at_its_start():
    drawn = parse_path_data("M1 1 L5 1 5 5 Z l1 1")
    assert drawn[-2:] == (("M", (1.0, 1.0)), ("L", (2.0, 2.0)))


def test_open_paths_of_several_shapes_are_parsed_for_icons():
    letters = "".join(letter for letter, _ in parse_path_data("M0 0 H5 M1 1 V5"))
    assert letters == "MLML"


def test_a_matrix_moves_every_point():
    moved = transform_segments(parse_path_data("M1 0 L0 1 Z"), (2, 0, 0, 3, 10, 20))
    assert moved == (("M", (12, 20)), ("L", (10, 23)), ("Z", ()))


def test_a_polygon_keeps_its_corners_without_repeating_the_first():
    points = flatten_path(parse_outline("M0 0 L1 0 1 1 0 0 Z"))
    assert points == ((0, 0), (1, 0), (1, 1))


def test_a_circle_of_curves_is_flattened_into_few_points():
    k = 0.5523 * 0.1
    text = (
        f"M.1 0 C.1 {k} {k} .1 0 .1 C-{k} .1 -.1 {k} -.1 0"
        f" C-.1 -{k} -{k} -.1 0 -.1 C{k} -.1 .1 -{k} .1 0 Z"
    )
    points = flatten_path(parse_outline(text))
    assert len(points) < 50
    assert all(0.099 < math.hypot(x, y) < 0.101 for x, y in points)
