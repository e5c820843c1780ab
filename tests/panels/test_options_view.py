"""The options are shown side by side in equal detail, and the answers never choose for anyone."""

from __future__ import annotations

import pytest
from app.panels.decision_aid.options_view import OptionsView
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.body.regions import RegionId
from app.session.actions import AnswerValue
from app.widgets.button import Button
from app.widgets.button_group import GroupButton
from app.widgets.radio_list import RadioRow
from tests.panels.helpers import make_context, show_view, visible_text, wait_until_complete

PARTS = (
    "What it is",
    "What it is like",
    "Good sides",
    "Bad sides",
    "Recovery",
    "What is not known",
)


@pytest.fixture
def context(qapp):
    return make_context()


@pytest.fixture
def view(qtbot, context):
    return show_view(qtbot, OptionsView(context, RegionId("bra-line"), ()))


def first_words(context, option, part):
    """The first words of the statement of an option about a part."""
    options = {one.id: one for one in context.atlas.decision_aid("en").options}
    return getattr(options[option], part).blocks[0].runs[0].text.rstrip()


def label_starting_with(view, text):
    return next(one for one in view.findChildren(QLabel) if one.text().startswith(text))


def position(view, widget):
    return widget.mapTo(view, QPoint(0, 0))


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def change_button(view, at):
    return [b for b in view.findChildren(Button) if b.text() == "Change" and b.isVisible()][at]


def test_no_treatment_comes_first_and_both_options_cover_every_part(view, context):
    shown = visible_text(view)
    assert shown.index("No treatment") < shown.index("Laser liposuction")
    assert [part for part in PARTS if part not in shown] == []
    for part in ("what", "like", "good", "bad", "recovery", "unknown"):
        assert first_words(context, "none", part) in shown
        assert first_words(context, "laser", part) in shown


@pytest.mark.parametrize(("width", "beside"), [(560, True), (330, False)])
def test_a_part_is_shown_side_by_side_where_there_is_room(qtbot, context, width, beside):
    view = show_view(qtbot, OptionsView(context, RegionId("bra-line"), ()), width)
    first, second = (
        position(view, label_starting_with(view, first_words(context, o, "good")))
        for o in ("none", "laser")
    )
    assert (first.y() == second.y()) is beside
    assert (first.x() == second.x()) is not beside


def test_good_and_bad_sides_look_the_same_and_are_visible_at_once(view, context):
    for option in ("none", "laser"):
        good, bad = (
            label_starting_with(view, first_words(context, option, part))
            for part in ("good", "bad")
        )
        assert good.isVisible()
        assert bad.isVisible()
        assert (good.font(), good.width(), position(view, good).x()) == (
            bad.font(),
            bad.width(),
            position(view, bad).x(),
        )


def test_a_column_can_show_any_other_option(view, context):
    click(change_button(view, 1))
    names = [answer.text() for answer in view.findChildren(RadioRow) if answer.isVisible()]
    offered = [
        one for one in context.atlas.decision_aid("en").options if one.is_for(RegionId("bra-line"))
    ]
    assert names == [one.name for one in offered if one.id not in ("none", "laser")]
    click(next(a for a in view.findChildren(RadioRow) if a.key == "back-lift"))
    wait_until_complete(view)
    assert first_words(context, "back-lift", "bad") in visible_text(view)
    assert first_words(context, "laser", "bad") not in visible_text(view)
    assert first_words(context, "none", "bad") in visible_text(view)


def test_an_answer_is_emitted_and_shown_below_both_options_without_advice(view, context):
    actions = []
    view.action.connect(actions.append)
    click(next(c for c in view.findChildren(GroupButton) if c.key == "skin"))
    assert actions == [AnswerValue("loose-skin", "skin")]
    before = visible_text(view)
    view.show_answers((("loose-skin", "skin"),))
    added = visible_text(view)[len(before) :]
    after = visible_text(view)
    assert "You said: Loose skin" in after
    options = {one.id: one for one in context.atlas.decision_aid("en").options}
    for option in ("none", "laser"):
        assert options[option].meets["loose-skin"].blocks[0].runs[0].text in after
    assert after.index("No treatment") < after.index("Laser liposuction")
    assert not any(word in added.lower() for word in ("best", "recommend", "suits you"))


def test_a_second_click_on_an_answer_withdraws_it(view):
    actions = []
    view.action.connect(actions.append)
    view.show_answers((("loose-skin", "skin"),))
    click(next(c for c in view.findChildren(GroupButton) if c.key == "skin"))
    assert actions == [AnswerValue("loose-skin", None)]


def test_a_withdrawn_answer_is_no_longer_shown(view):
    view.show_answers((("cuts", "none"),))
    assert "You said: I want none" in visible_text(view)
    view.show_answers(())
    assert "You said" not in visible_text(view)
    assert not any(c.isChecked() for c in view.findChildren(GroupButton))


def test_a_column_can_be_changed_with_the_keyboard(view):
    change = change_button(view, 0)
    change.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(change, Qt.Key.Key_Space)
    first = next(a for a in view.findChildren(RadioRow) if a.isVisible())
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert first.text() in visible_text(view)


@pytest.mark.parametrize("region", ["neck-base", "sacral", "flank"])
@pytest.mark.parametrize(("text_size", "width"), [(100, 330), (200, 660)])
def test_nothing_is_wider_than_the_panel(qtbot, region, text_size, width):
    view = show_view(
        qtbot, OptionsView(make_context("dark", text_size), RegionId(region), ()), width
    )
    click(change_button(view, 0))
    for one in (
        view.findChildren(QLabel) + view.findChildren(RadioRow) + view.findChildren(GroupButton)
    ):
        if one.isVisible():
            assert position(view, one).x() + one.width() <= width, one.text()
