"""Names that do not fit at the heights of their regions get other rows of their column."""

from __future__ import annotations

from math import inf

from app.painting.labels.rows import FreeWidths, Row, choose_rows, least_width


def rows(*tops, height=30.0, wanted=0.0):
    return [Row(top, top + height, abs(top - wanted), (80.0, height), 100.0) for top in tops]


def tops(chosen):
    return [row and row.top for row in chosen]


def test_each_name_has_the_row_that_costs_least():
    names = [(1000.0, rows(0.0, 40.0, 80.0, wanted=at)) for at in (0.0, 80.0)]
    assert tops(choose_rows(names, 10.0)) == [0.0, 80.0]


def test_names_that_want_the_same_row_share_the_way():
    names = [(1000.0, rows(0.0, 20.0, 40.0, 60.0, 80.0, wanted=40.0))] * 2
    assert tops(choose_rows(names, 10.0)) in ([0.0, 40.0], [20.0, 60.0], [40.0, 80.0])


def test_names_keep_their_order_whatever_they_want():
    names = [(1000.0, rows(0.0, 50.0, wanted=50.0)), (1000.0, rows(0.0, 50.0, wanted=0.0))]
    assert tops(choose_rows(names, 10.0)) == [0.0, 50.0]


def test_without_room_for_all_the_name_is_left_out_that_costs_least():
    names = [(1000.0, rows(0.0)), (300.0, rows(0.0, 20.0)), (1000.0, rows(40.0))]
    assert tops(choose_rows(names, 10.0)) == [0.0, None, 40.0]


def test_rows_are_apart_by_the_gap():
    names = [(1000.0, rows(0.0)), (1000.0, rows(30.0, 39.0, 40.0, 60.0))]
    assert tops(choose_rows(names, 10.0)) == [0.0, 40.0]


def test_the_free_width_is_that_to_the_nearest_outline_besides_one():
    widths = FreeWidths({"a": [((100.0, 10.0), (60.0, 50.0))], "b": [((80.0, 10.0),)]}, 0.0)
    assert least_width(widths.besides(None), 0.0, 20.0) == 80.0
    assert least_width(widths.besides("b"), 0.0, 20.0) == 100.0
    assert least_width(widths.besides("a"), 40.0, 60.0) == inf
    assert least_width(widths.besides("b"), 40.0, 60.0) == 60.0


def test_from_the_right_edge_widths_count_to_the_left():
    widths = FreeWidths({"a": [((150.0, 10.0),)]}, 200.0)
    assert least_width(widths.besides(None), 0.0, 20.0) == 50.0
