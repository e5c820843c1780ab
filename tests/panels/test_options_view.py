"""The options stand side by side in equal detail, and what matters never chooses for anyone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.body.regions import RegionId
from app.panels.decision_aid.options_view import OptionsView
from app.widgets.button import Pill
from app.widgets.button_group import Choice
from app.widgets.radio_list import Answer
from tests.panels.helpers import reading, settle, show, words

PARTS = (
    "What it is",
    "What it is like",
    "Good sides",
    "Bad sides",
    "Recovery",
    "What is not known",
)


@pytest.fixture
def read(qapp):
    return reading()


@pytest.fixture
def view(qtbot, read):
    return show(qtbot, OptionsView(read, RegionId("bra-line"), ()))


def told(read, option, part):
    """The first words of what an option says in a part."""
    options = {one.id: one for one in read.atlas.aid("en").options}
    return getattr(options[option], part).blocks[0].runs[0].text.rstrip()


def label(view, text):
    return next(one for one in view.findChildren(QLabel) if one.text().startswith(text))


def place(view, widget):
    return widget.mapTo(view, QPoint(0, 0))


def press(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def change(view, at):
    return [p for p in view.findChildren(Pill) if p.text() == "Change" and p.isVisible()][at]


def test_no_treatment_stands_first_and_every_part_is_told_of_both(view, read):
    shown = words(view)
    assert shown.index("No treatment") < shown.index("Laser liposuction")
    assert [part for part in PARTS if part not in shown] == []
    for part in ("what", "like", "good", "bad", "recovery", "unknown"):
        assert told(read, "none", part) in shown
        assert told(read, "laser", part) in shown


@pytest.mark.parametrize(("width", "beside"), [(560, True), (330, False)])
def test_the_same_part_stands_side_by_side_where_there_is_room(qtbot, read, width, beside):
    view = show(qtbot, OptionsView(read, RegionId("bra-line"), ()), width)
    first, second = (place(view, label(view, told(read, o, "good"))) for o in ("none", "laser"))
    assert (first.y() == second.y()) is beside
    assert (first.x() == second.x()) is not beside


def test_good_and_bad_sides_look_the_same_and_need_no_touch(view, read):
    for option in ("none", "laser"):
        good, bad = (label(view, told(read, option, part)) for part in ("good", "bad"))
        assert good.isVisible()
        assert bad.isVisible()
        assert (good.font(), good.width(), place(view, good).x()) == (
            bad.font(),
            bad.width(),
            place(view, bad).x(),
        )


def test_either_column_can_show_any_other_option(qtbot, view, read):
    press(change(view, 1))
    names = [answer.text() for answer in view.findChildren(Answer) if answer.isVisible()]
    offered = [one for one in read.atlas.aid("en").options if one.is_for(RegionId("bra-line"))]
    assert names == [one.name for one in offered if one.id not in ("none", "laser")]
    press(next(a for a in view.findChildren(Answer) if a.key == "back-lift"))
    settle(qtbot, view)
    assert told(read, "back-lift", "bad") in words(view)
    assert told(read, "laser", "bad") not in words(view)
    assert told(read, "none", "bad") in words(view)


def test_an_answer_is_asked_for_and_shown_back_beside_both_without_advice(view, read):
    asked = []
    view.matter_asked.connect(asked.append)
    press(next(c for c in view.findChildren(Choice) if c.key == "skin"))
    assert asked == [("loose-skin", "skin")]
    before = words(view)
    view.show_matters((("loose-skin", "skin"),))
    added = words(view)[len(before) :]
    after = words(view)
    assert "You said: Loose skin" in after
    options = {one.id: one for one in read.atlas.aid("en").options}
    for option in ("none", "laser"):
        assert options[option].meets["loose-skin"].blocks[0].runs[0].text in after
    assert after.index("No treatment") < after.index("Laser liposuction")
    assert not any(word in added.lower() for word in ("best", "recommend", "suits you"))


def test_an_answer_taken_back_is_gone_from_beside_the_options(view):
    view.show_matters((("cuts", "none"),))
    assert "You said: I want none" in words(view)
    view.show_matters(())
    assert "You said" not in words(view)
    assert not any(c.isChecked() for c in view.findChildren(Choice))


def test_the_keyboard_reaches_and_changes_a_column(view):
    pill = change(view, 0)
    pill.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(pill, Qt.Key.Key_Space)
    first = next(a for a in view.findChildren(Answer) if a.isVisible())
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert first.text() in words(view)


@pytest.mark.parametrize("region", ["neck-base", "sacral", "flank"])
@pytest.mark.parametrize(("text_size", "width"), [(100, 330), (200, 660)])
def test_nothing_is_wider_than_the_panel(qtbot, region, text_size, width):
    view = show(qtbot, OptionsView(reading("dark", text_size), RegionId(region), ()), width)
    press(change(view, 0))
    for one in view.findChildren(QLabel) + view.findChildren(Answer) + view.findChildren(Choice):
        if one.isVisible():
            assert place(view, one).x() + one.width() <= width, one.text()
