"""Each name of a column gets a row, in the given order."""

from __future__ import annotations

from app.painting.labels.rows import Row, choose_rows


def rows(*tops, height=30.0, wanted=0.0):
    return [Row(top, top + height, (80.0, height), abs(top - wanted)) for top in tops]


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
