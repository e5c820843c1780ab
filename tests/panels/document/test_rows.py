"""Folds and rows: what is hidden is made late, one row is open, and nothing jumps."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.document.blocks import Fold
from app.panels.document.chevron_button import ChevronButton
from app.panels.document.fold import FoldButton
from app.panels.document.option_row import OptionRowButton, option_columns
from app.panels.document.option_table import OptionTableHead, OptionTableView
from app.panels.document.risk_row import RiskRowButton, RiskRowLabel, RiskScale, risk_columns
from app.panels.document.risk_table import RiskTableHead
from app.session.state import Showing
from app.widgets.text_label import TextLabel
from tests.panels.document.pages import (
    FOLD,
    OPTIONS,
    PLAIN_RISKS,
    RISKS,
    click,
    document_view,
    passage,
    shown_page,
    shown_text,
    top_in,
)
from tests.panels.helpers import make_context

FILLER = tuple(passage(f"Paragraph {number}. " * 30) for number in range(12))


def rows(view, kind=ChevronButton):
    return view.findChildren(kind)


def state(widget):
    found = QAccessible.queryAccessibleInterface(widget).state()
    return bool(found.expandable), bool(found.expanded), bool(found.collapsed)


def test_a_fold_says_what_is_in_it_and_how_much(qtbot):
    view, _ = shown_page(qtbot, (FOLD,))
    (fold,) = rows(view)
    interface = QAccessible.queryAccessibleInterface(fold)
    assert interface.text(QAccessible.Text.Name) == "More about this area, 6 passages"
    assert interface.role() == QAccessible.Role.Button


def test_what_a_fold_hides_is_made_when_it_is_first_opened(qtbot):
    view, _ = shown_page(qtbot, (FOLD,))
    (fold,) = rows(view)
    assert view.text_views == ()
    assert state(fold) == (True, False, True)
    click(fold)
    assert state(fold) == (True, True, False)
    (text,) = view.text_views
    assert "Folded words." in text.text()
    click(fold)
    assert not text.isVisible()
    assert view.text_views == ()
    click(fold)
    assert view.text_views == (text,)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_fold_opens_by_keys(qtbot, key):
    view, _ = shown_page(qtbot, (FOLD,))
    (fold,) = rows(view)
    fold.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(fold, key)
    assert fold.is_expanded
    assert "Folded words." in shown_text(view)


def test_a_screen_reader_can_press_a_row(qtbot):
    view, _ = shown_page(qtbot, RISKS)
    burn = rows(view)[1]
    interface = QAccessible.queryAccessibleInterface(burn)
    assert "Press" in interface.actionNames()
    interface.doAction("Press")
    assert burn.is_expanded
    assert state(burn) == (True, True, False)


def test_a_fold_at_the_lower_edge_shows_its_first_words(qtbot):
    view, area = shown_page(qtbot, (*FILLER, FOLD, *FILLER))
    (fold,) = rows(view)
    bar = area.verticalScrollBar()
    bar.setValue(top_in(fold, view) + fold.height() - area.viewport().height())
    click(fold)
    (text,) = [one for one in view.text_views if "Folded" in one.text()]
    bottom = top_in(text, area.viewport()) + 50
    assert bottom <= area.viewport().height()
    assert top_in(fold, area.viewport()) > 0


def test_one_risk_is_open_at_a_time(qtbot):
    view, _ = shown_page(qtbot, RISKS)
    first, burn, death = rows(view)
    click(first)
    click(burn)
    assert [one.is_expanded for one in (first, burn, death)] == [False, True, False]
    assert "Counted twice" not in shown_text(view)
    assert "7 in 1,000" in shown_text(view)
    click(burn)
    assert not burn.is_expanded
    assert shown_text(view) == ""


def test_the_pressed_row_stays_where_it_is_when_a_row_above_closes(qtbot):
    view, area = shown_page(qtbot, (*FILLER, *RISKS, *FILLER), height=400)
    first, burn, _ = rows(view)
    click(first)
    area.verticalScrollBar().setValue(top_in(burn, view) - 150)
    QApplication.processEvents()
    before = top_in(burn, area.viewport())
    assert before == 150
    click(burn)
    assert not first.is_expanded
    assert burn.is_expanded
    assert top_in(burn, area.viewport()) == before


def test_a_row_says_risk_number_and_unit(qtbot):
    view, _ = shown_page(qtbot, RISKS)
    names = [one.accessibleName() or one.text() for one in rows(view, RiskRowButton)]
    assert names[1] == "Skin burn from the laser: 2 to 19 of 1,000 people"
    assert names[2] == "Death (survey of the 1990s): under 1 of 1,000 people"


def test_rows_that_cannot_be_opened_are_items_of_a_list(qtbot):
    view, _ = shown_page(qtbot, PLAIN_RISKS)
    assert rows(view) == []
    items = view.findChildren(RiskRowLabel)
    for item in items:
        role = QAccessible.queryAccessibleInterface(item).role()
        assert role == QAccessible.Role.ListItem
    assert items[0].accessibleName() == "Any complication: 26 to 120 of 1,000 people"
    parent = QAccessible.queryAccessibleInterface(items[0].parentWidget())
    assert parent.role() == QAccessible.Role.List


@pytest.mark.parametrize(("width", "is_stacked"), [(592, False), (320, True)])
def test_bars_of_a_table_stand_below_each_other(qapp, width, is_stacked):
    theme = make_context().theme
    columns = risk_columns(theme, RiskScale(125, 70.0), width)
    assert columns.is_stacked is is_stacked
    assert columns.bar_left + columns.bar_width < columns.value_right - 70
    if not is_stacked:
        assert columns.label_width < columns.bar_left


def test_rows_are_as_high_as_drawn_and_as_fingers_need(qtbot):
    plain, _ = shown_page(qtbot, PLAIN_RISKS)
    assert {one.height() for one in plain.findChildren(RiskRowLabel)} == {31}
    view, _ = shown_page(qtbot, RISKS)
    assert all(44 <= one.height() <= 46 for one in rows(view))


def test_bars_grow_with_the_numbers(qtbot):
    view, _ = shown_page(qtbot, PLAIN_RISKS)
    accent, track = view.theme.color("accent"), view.theme.color("sunken")
    filled, reached = [], []
    for row in view.findChildren(RiskRowLabel):
        picture = row.grab().toImage()
        left = round(risk_columns(row.theme, row.scale, row.width()).bar_left)
        bar = [picture.pixelColor(left + x, row.height() // 2) for x in range(2, 148)]
        solid = [one == accent for one in bar]
        filled.append(solid.index(False) + 2 if solid[0] else 0)
        reached.append(bar.index(track) + 2 if track in bar else 150)
    assert filled[0] == pytest.approx(26 / 125 * 150, abs=4)
    assert reached[0] == pytest.approx(120 / 125 * 150, abs=3)
    assert reached[1] == pytest.approx(19 / 125 * 150, abs=3)
    assert view.findChildren(RiskRowLabel)[2].row.low < 1
    assert reached[2] <= 3


def ink_columns(head, left, right):
    """The columns of pixels with ink in the lowest line of words of a head."""
    picture, theme = head.grab().toImage(), head.theme
    ground = picture.pixelColor(picture.width() // 2, 0)
    rows = range(head.height() - theme.px(18), head.height() - theme.px(5))
    return [
        x
        for x in range(max(round(left), 0), min(round(right), picture.width()))
        if any(picture.pixelColor(x, y) != ground for y in rows)
    ]


@pytest.mark.parametrize("unit", ["of 1,000 people", "of 1,000 people or procedures"])
@pytest.mark.parametrize(
    ("theme", "width", "text_size"),
    [
        ("light", 640, 100),
        ("dark", 640, 100),
        ("contrast", 640, 100),
        ("light", 330, 100),
        ("light", 640, 200),
        ("contrast", 330, 200),
    ],
)
@pytest.mark.parametrize("is_mirrored", [False, True])
def test_the_bars_have_a_scale(qtbot, unit, theme, width, text_size, is_mirrored):
    (block, _) = PLAIN_RISKS
    table = structs.replace(block, unit=unit)
    view, _ = shown_page(qtbot, (table,), width, theme=theme, text_size=text_size)
    if is_mirrored:
        view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        QApplication.processEvents()
    head, row = view.findChild(RiskTableHead), view.findChildren(RiskRowLabel)[0]
    columns = risk_columns(row.theme, row.scale, row.width())
    left, right = columns.bar_left, columns.bar_left + columns.bar_width
    if is_mirrored:
        left, right = row.width() - right, row.width() - left
    inked = ink_columns(head, left, right)
    assert inked
    px = row.theme.px
    assert inked[0] - left <= px(3)
    assert right - inked[-1] <= px(3)
    gaps = [second - first for first, second in pairwise(inked)]
    assert sum(gap >= px(4) for gap in gaps) == 1, "zero, then the end of the scale"
    others = ink_columns(head, left - px(7), left) + ink_columns(head, right, right + px(7))
    assert not others, "the unit does not touch the scale"


def test_a_table_says_what_its_numbers_mean(qtbot):
    (block, _) = PLAIN_RISKS
    view, _ = shown_page(qtbot, (structs.replace(block, key="“2 to 19”: one count."),))
    (label,) = [one for one in view.findChildren(TextLabel) if "one count" in one.text()]
    assert label.isVisible()
    last = view.findChildren(RiskRowLabel)[-1]
    assert top_in(label, view) >= top_in(last, view) + last.height()


def test_all_options_are_a_table_where_there_is_room_else_cards(qtbot):
    theme = make_context().theme
    (block,) = OPTIONS
    assert option_columns(theme, block, (), 900).is_table
    assert not option_columns(theme, block, (), 592).is_table
    wide, _ = shown_page(qtbot, OPTIONS, 960)
    narrow, _ = shown_page(qtbot, OPTIONS, 640)
    assert wide.findChild(OptionTableHead).height() > 20
    assert narrow.findChild(OptionTableHead).height() < 5
    heights = [[row.height() for row in rows(view)] for view in (wide, narrow)]
    assert max(heights[0]) < min(heights[1])


def test_no_treatment_comes_first_and_each_option_says_all_its_cells(qtbot):
    view, _ = shown_page(qtbot, OPTIONS)
    names = [row.accessibleName() for row in rows(view, OptionRowButton)]
    assert names[0].startswith("No treatment. Cuts, scars: None")
    assert names[1].startswith("Suction only, liposuction. Cuts, scars: A few small cuts")
    for head, cell in zip(OPTIONS[0].columns, OPTIONS[0].options[1].cells, strict=True):
        assert f"{head}: {cell.rstrip('.')}" in names[1]


def test_an_answer_puts_its_column_first_and_marks_what_fits(qtbot):
    view, _ = shown_page(qtbot, OPTIONS, 960)
    plain = [row.grab().toImage() for row in rows(view)]
    view.update_details(Showing(value_answers=(("evidence", "much"),)))
    name = rows(view)[1].accessibleName()
    assert name.startswith("Suction only, liposuction. How sure are we?: Longest record")
    assert "fits" not in name
    view.update_details(Showing(value_answers=(("cuts", "none"),)))
    assert [("fits your answer" in row.accessibleName()) for row in rows(view)] == [
        True,
        False,
        False,
    ]
    assert len(rows(view)) == 3, "an answer hides no option"
    view.update_details(Showing())
    assert [row.grab().toImage() for row in rows(view)] == plain


def test_the_heads_of_the_options_stay_in_sight(qtbot):
    view, area = shown_page(qtbot, (*FILLER, *OPTIONS, *FILLER), 960, 400)
    table, head = view.findChild(OptionTableView), view.findChild(OptionTableHead)
    click(rows(view)[1])
    bar = area.verticalScrollBar()
    bar.setValue(top_in(table, view) + 120)
    assert top_in(head, area.viewport()) == 0
    bar.setValue(top_in(table, view) - 50)
    assert top_in(head, area.viewport()) == 50
    first = next(child for child in table.children() if child.isWidgetType())
    assert first is head, "a screen reader finds the heads before the rows"
    bar.setValue(top_in(table, view) + table.height() + 20)
    assert top_in(head, area.viewport()) < 0


def test_a_fold_in_two_lines_is_higher(qapp):
    fold = Fold("f", "A summary of what is in the fold " * 3, "12 passages", (passage("x"),))
    view = document_view((fold,))
    button = view.findChild(FoldButton)
    assert button.heightForWidth(1100) == 44
    assert button.heightForWidth(300) > 60
