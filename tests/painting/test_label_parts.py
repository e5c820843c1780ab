"""What a window shows of a region, and where the leader of its name ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.body.outlines import bounds, contains
from app.body.regions import Side
from app.painting.labels.model import RegionOutline
from app.painting.labels.parts import STEP, visible_part

WINDOW = (0.0, 0.0, 400.0, 300.0)
ARCH = (
    (50, 250),
    (50, 100),
    (350, 100),
    (350, 250),
    (290, 250),
    (290, 160),
    (110, 160),
    (110, 250),
)


def part_of(points, column=Side.LEFT, window=WINDOW):
    return visible_part(RegionOutline(None, points, bounds(points)), column, window)


def square(left, top, size):
    return ((left, top), (left + size, top), (left + size, top + size), (left, top + size))


@pytest.mark.parametrize(("column", "x"), [(Side.LEFT, 120), (Side.RIGHT, 180)])
def test_the_dot_is_in_the_middle_and_towards_its_column(column, x):
    dot = part_of(square(100, 100, 100), column).dot
    assert dot == (pytest.approx(x), pytest.approx(150, abs=STEP))


@given(
    st.sampled_from(Side), st.floats(0, 400), st.one_of(st.none(), st.floats(0, 400)), st.booleans()
)
def test_a_dot_is_inside_wherever_it_is_moved(column, y, beyond, is_arch):
    points = ARCH if is_arch else square(120, 90, 70)
    assert contains(points, *part_of(points, column).with_dot(y, beyond).dot)


def test_a_dot_moves_past_a_pill_as_far_as_its_region_reaches():
    part = part_of(square(100, 100, 100))
    assert part.with_dot(150, beyond=160).dot[0] == 160
    assert part.with_dot(150, beyond=500).dot[0] == 180


def test_a_line_has_a_piece_in_each_arm_of_a_region():
    lines = part_of(ARCH).lines
    assert [len(lines[y]) for y in (120.0, 240.0)] == [1, 2]


def test_only_what_the_window_shows_counts():
    part = part_of(square(350, 200, 200))
    assert not part.is_whole
    assert part.box[2:] == (400.0, 300.0)


@pytest.mark.parametrize("points", [square(395, 100, 200), square(100, 295, 200)])
def test_a_region_that_hardly_comes_into_the_window_is_out_of_sight(points):
    assert part_of(points) is None


def test_the_dot_of_a_region_between_two_lines_is_inside():
    points = square(100, 2 * STEP + 1, STEP - 2)
    assert contains(points, *part_of(points).dot)


def test_a_box_covers_a_part_into_which_it_reaches_further_than_allowed():
    part = part_of(square(100, 100, 100))
    boxes = [(80.0, 120.0, right, 150.0) for right in (100.0, 104.0, 120.0)]
    assert [part.is_covered(box, 6.0) for box in boxes] == [False, False, True]
