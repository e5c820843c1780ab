"""How it is done is shown step by step, in a drawing and in the same words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from app.atlas.decision_aid import Aid
from app.body.regions import RegionId
from app.panels.decision_aid.cross_section_view import SectionView
from app.widgets.button import Pill
from app.widgets.button_group import Choice
from tests.panels.helpers import reading, show, words


@pytest.fixture
def read(qapp):
    return reading()


@pytest.fixture
def view(qtbot, read):
    return show(qtbot, SectionView(read, RegionId("bra-line")))


def press(view, text):
    button = next(one for one in view.findChildren(Pill) if one.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def picture(view):
    return view.picture.grab().toImage()


def said(read, at):
    return read.atlas.aid("en").steps[at].says.blocks[0].runs[0].text.rstrip()


def test_it_begins_with_the_first_step_and_says_that_it_is_a_drawing(view, read):
    assert said(read, 0) in words(view)
    assert said(read, 1) not in words(view)
    assert "Not to scale. A drawing, not a picture of you." in words(view)


def test_next_and_back_change_the_words_and_the_picture(view, read):
    first = picture(view)
    press(view, "Next")
    assert said(read, 1) in words(view)
    assert said(read, 0) not in words(view)
    second = picture(view)
    assert second != first
    press(view, "Back")
    assert said(read, 0) in words(view)
    assert picture(view) == first


def test_each_step_can_be_picked_by_its_number_and_has_its_own_picture(view, read):
    pictures = []
    for at, choice in enumerate(view.findChildren(Choice)):
        QTest.mouseClick(choice, Qt.MouseButton.LeftButton)
        assert said(read, at) in words(view)
        assert choice.accessibleName().startswith(f"Step {at + 1}: ")
        pictures.append(picture(view))
    assert len(pictures) == 5
    assert all(one != other for one in pictures for other in pictures if one is not other)


def test_there_is_no_step_before_the_first_or_after_the_last(view):
    pills = {one.text(): one for one in view.findChildren(Pill)}
    assert not pills["Back"].isEnabled()
    for _ in range(4):
        press(view, "Next")
    assert pills["Back"].isEnabled()
    assert not pills["Next"].isEnabled()


def test_the_focus_stays_on_the_ways_at_either_end(view):
    pills = {one.text(): one for one in view.findChildren(Pill)}
    pills["Next"].setFocus()
    for _ in range(4):
        QTest.keyClick(pills["Next"], Qt.Key.Key_Space)
    assert pills["Back"].hasFocus()
    for _ in range(4):
        QTest.keyClick(pills["Back"], Qt.Key.Key_Space)
    assert pills["Next"].hasFocus()


def test_every_button_has_a_name_and_can_be_reached_by_key(view):
    buttons = view.findChildren(QAbstractButton)
    assert all(button.accessibleName() or button.text() for button in buttons)
    first, second = view.findChildren(Choice)[:2]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert second.isChecked()
    assert all(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in view.findChildren(Pill))


@pytest.mark.parametrize(
    ("region", "there", "absent"),
    [
        ("bra-line", ("Rib", "lung", "little or no deep"), ("hernia", "Deep fat", "Bone")),
        ("flank", ("Deep fat", "hernia", "Muscle"), ("Rib", "lung", "Bone")),
        ("lumbar", ("Deep fat", "Muscle"), ("Rib", "lung", "hernia", "Bone")),
        ("sacral", ("Bone", "Muscle", "little or no deep"), ("Rib", "lung", "hernia", "Deep fat")),
    ],
)
def test_the_drawing_is_told_in_words(qtbot, read, region, there, absent):
    view = show(qtbot, SectionView(read, RegionId(region)))
    told = view.picture.accessibleDescription()
    assert view.picture.accessibleName()
    assert [word for word in (*there, "Skin", "fascia", "Fluid") if word not in told] == []
    assert [word for word in absent if word in told] == []
    press(view, "Next")
    assert "Fluid" not in view.picture.accessibleDescription()
    assert "fibre" in view.picture.accessibleDescription()


def test_nothing_moves_where_motion_is_off(view):
    press(view, "Next")
    first = picture(view)
    QTest.qWait(40)
    assert picture(view) == first


def test_a_change_fades_over_where_motion_is_on(qtbot, read):
    moving = replace(read, look=replace(read.look, motion_ms=80))
    still = show(qtbot, SectionView(read, RegionId("flank")))
    view = show(qtbot, SectionView(moving, RegionId("flank")))
    press(still, "Next")
    press(view, "Next")
    wanted = picture(still)
    assert picture(view) != wanted
    qtbot.waitUntil(lambda: picture(view) == wanted, timeout=60_000)


def test_without_steps_the_drawing_still_stands(qtbot, read, monkeypatch):
    monkeypatch.setattr(type(read.atlas), "aid", no_aid)
    view = show(qtbot, SectionView(read, RegionId("lumbar")))
    assert view.findChildren(QAbstractButton) == []
    assert "Muscle" in view.picture.accessibleDescription()
    assert view.picture.height() > 200


def no_aid(atlas, language):
    return Aid()


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("width", [320, 480, 700])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_nothing_is_wider_than_the_panel(qtbot, theme, width, size):
    view = show(qtbot, SectionView(reading(theme, size), RegionId("flank")), width)
    for widget in view.findChildren(QAbstractButton):
        corner = widget.mapTo(view, widget.rect().topRight())
        assert corner.x() < width
    assert view.picture.width() <= width
    assert view.picture.height() == view.picture.heightForWidth(view.picture.width())


def test_right_to_left_stands_in_a_mirror(qtbot, read):
    view = SectionView(read, RegionId("bra-line"))
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show(qtbot, view, 700)
    left_to_right = show(qtbot, SectionView(read, RegionId("bra-line")), 700)
    there, back = picture(left_to_right), picture(view)
    last = there.height() - 30
    assert there.pixelColor(690, last) == back.pixelColor(9, last)  # no drawing, only ground
    assert there.pixelColor(9, last) != back.pixelColor(9, last)
