"""The procedure is shown step by step, as a drawing and as the same in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from app.panels.decision_aid.cross_section_view import CrossSectionView
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from app.atlas.decision_aid import DecisionAid
from app.body.regions import RegionId
from app.widgets.button import Button
from app.widgets.button_group import GroupButton
from tests.panels.helpers import make_context, show_view, visible_text


@pytest.fixture
def context(qapp):
    return make_context()


@pytest.fixture
def view(qtbot, context):
    return show_view(qtbot, CrossSectionView(context, RegionId("bra-line")))


def click(view, text):
    button = next(one for one in view.findChildren(Button) if one.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def drawing_image(view):
    return view.drawing.grab().toImage()


def step_text_start(context, at):
    return context.atlas.decision_aid("en").steps[at].statement.blocks[0].runs[0].text.rstrip()


def test_it_starts_with_the_first_step_and_says_that_it_is_a_drawing(view, context):
    assert step_text_start(context, 0) in visible_text(view)
    assert step_text_start(context, 1) not in visible_text(view)
    assert "Not to scale. A drawing, not a picture of you." in visible_text(view)


def test_next_and_back_change_the_text_and_the_drawing(view, context):
    first = drawing_image(view)
    click(view, "Next")
    assert step_text_start(context, 1) in visible_text(view)
    assert step_text_start(context, 0) not in visible_text(view)
    second = drawing_image(view)
    assert second != first
    click(view, "Back")
    assert step_text_start(context, 0) in visible_text(view)
    assert drawing_image(view) == first


def test_each_step_can_be_chosen_by_number_and_has_its_own_drawing(view, context):
    images = []
    for at, choice in enumerate(view.findChildren(GroupButton)):
        QTest.mouseClick(choice, Qt.MouseButton.LeftButton)
        assert step_text_start(context, at) in visible_text(view)
        assert choice.accessibleName().startswith(f"Step {at + 1}: ")
        images.append(drawing_image(view))
    assert len(images) == 5
    assert all(one != other for one in images for other in images if one is not other)


def test_there_is_no_step_before_the_first_or_after_the_last(view):
    buttons = {one.text(): one for one in view.findChildren(Button)}
    assert not buttons["Back"].isEnabled()
    for _ in range(4):
        click(view, "Next")
    assert buttons["Back"].isEnabled()
    assert not buttons["Next"].isEnabled()


def test_at_either_end_the_focus_moves_to_the_other_button(view):
    buttons = {one.text(): one for one in view.findChildren(Button)}
    buttons["Next"].setFocus()
    for _ in range(4):
        QTest.keyClick(buttons["Next"], Qt.Key.Key_Space)
    assert buttons["Back"].hasFocus()
    for _ in range(4):
        QTest.keyClick(buttons["Back"], Qt.Key.Key_Space)
    assert buttons["Next"].hasFocus()


def test_every_button_has_a_name_and_can_be_reached_by_keyboard(view):
    buttons = view.findChildren(QAbstractButton)
    assert all(button.accessibleName() or button.text() for button in buttons)
    first, second = view.findChildren(GroupButton)[:2]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert second.isChecked()
    assert all(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in view.findChildren(Button))


@pytest.mark.parametrize(
    ("region", "present", "absent"),
    [
        ("bra-line", ("Rib", "lung", "little or no deep"), ("hernia", "Deep fat", "Bone")),
        ("flank", ("Deep fat", "hernia", "Muscle"), ("Rib", "lung", "Bone")),
        ("lumbar", ("Deep fat", "Muscle"), ("Rib", "lung", "hernia", "Bone")),
        ("sacral", ("Bone", "Muscle", "little or no deep"), ("Rib", "lung", "hernia", "Deep fat")),
    ],
)
def test_the_drawing_is_described_in_words(qtbot, context, region, present, absent):
    view = show_view(qtbot, CrossSectionView(context, RegionId(region)))
    description = view.drawing.accessibleDescription()
    assert view.drawing.accessibleName()
    assert [word for word in (*present, "Skin", "fascia", "Fluid") if word not in description] == []
    assert [word for word in absent if word in description] == []
    click(view, "Next")
    assert "Fluid" not in view.drawing.accessibleDescription()
    assert "fibre" in view.drawing.accessibleDescription()


def test_without_motion_the_drawing_changes_at_once(view):
    click(view, "Next")
    first = drawing_image(view)
    QTest.qWait(40)
    assert drawing_image(view) == first


def test_with_motion_a_change_is_cross_faded(qtbot, context):
    moving = replace(context, theme=replace(context.theme, motion_ms=80))
    still = show_view(qtbot, CrossSectionView(context, RegionId("flank")))
    view = show_view(qtbot, CrossSectionView(moving, RegionId("flank")))
    click(still, "Next")
    click(view, "Next")
    wanted = drawing_image(still)
    assert drawing_image(view) != wanted
    qtbot.waitUntil(lambda: drawing_image(view) == wanted, timeout=60_000)


def test_without_steps_the_drawing_is_still_shown(qtbot, context, monkeypatch):
    monkeypatch.setattr(type(context.atlas), "decision_aid", empty_decision_aid)
    view = show_view(qtbot, CrossSectionView(context, RegionId("lumbar")))
    assert view.findChildren(QAbstractButton) == []
    assert "Muscle" in view.drawing.accessibleDescription()
    assert view.drawing.height() > 200


def empty_decision_aid(atlas, language):
    return DecisionAid()


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("width", [320, 480, 700])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_nothing_is_wider_than_the_panel(qtbot, theme, width, size):
    view = show_view(qtbot, CrossSectionView(make_context(theme, size), RegionId("flank")), width)
    for widget in view.findChildren(QAbstractButton):
        corner = widget.mapTo(view, widget.rect().topRight())
        assert corner.x() < width
    assert view.drawing.width() <= width
    assert view.drawing.height() == view.drawing.heightForWidth(view.drawing.width())


def test_the_drawing_is_mirrored_in_right_to_left_layouts(qtbot, context):
    view = CrossSectionView(context, RegionId("bra-line"))
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show_view(qtbot, view, 700)
    left_to_right = show_view(qtbot, CrossSectionView(context, RegionId("bra-line")), 700)
    normal, mirrored = drawing_image(left_to_right), drawing_image(view)
    y = normal.height() - 30
    assert normal.pixelColor(690, y) == mirrored.pixelColor(9, y)  # background, no drawing
    assert normal.pixelColor(9, y) != mirrored.pixelColor(9, y)
