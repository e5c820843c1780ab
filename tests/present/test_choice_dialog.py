"""A choice dialog accepts the first answer only, and there is only one dialog at a time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.body.regions import Side
from app.desktop.clinic_dialog import ClinicDialog
from app.handout.sheet import Clinic
from app.present.choice_dialog import ChoiceDialog
from app.session.state import Page

OPTIONS = [("one", "The first"), ("two", "The second")]


def click_all(*widgets) -> None:
    """Click as if all clicks were queued before the first of them was handled."""
    centers = [widget.rect().center() for widget in widgets]
    for widget, center in zip(widgets, centers, strict=True):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=center)


def open_choice_dialogs(clinician) -> list[ChoiceDialog]:
    return [one for one in clinician.workspace.findChildren(ChoiceDialog) if one.isVisible()]


def accessible_description(dialog) -> tuple[object, str, bool]:
    """The role, the name and whether it is modal, as a screen reader gets them."""
    interface = QAccessible.queryAccessibleInterface(dialog)
    name = interface.text(QAccessible.Text.Name)
    return interface.role(), name, bool(interface.state().modal)


@pytest.fixture
def dialog(clinician):
    dialog = ChoiceDialog("Which?", "", OPTIONS, clinician.workspace.theme, clinician.workspace)
    dialog.open()
    clinician.settle()
    return dialog


@pytest.fixture
def answers(dialog):
    """The answers that the dialog reports; "cancelled" for Cancel."""
    answers = []

    def on_cancelled() -> None:
        answers.append("cancelled")

    dialog.picked.connect(answers.append)
    dialog.rejected.connect(on_cancelled)
    return answers


def test_a_screen_reader_gets_a_choice_dialog_as_a_modal_dialog_with_its_name(dialog):
    assert accessible_description(dialog) == (QAccessible.Role.Dialog, "Which?", True)


def test_answers_are_buttons_because_they_act_at_once(dialog, answers):
    for row in dialog.answers.rows:
        interface = QAccessible.queryAccessibleInterface(row)
        assert interface.role() == QAccessible.Role.Button
        assert not interface.state().checkable
    QTest.keyClick(dialog.answers.rows[1], Qt.Key.Key_Return)
    assert answers == ["two"]


def test_a_screen_reader_gets_the_clinic_dialog_as_a_modal_dialog_with_its_name(clinician):
    workspace = clinician.workspace
    dialog = ClinicDialog(Clinic(), workspace.theme, workspace.theme_loader.icons, workspace)
    dialog.open()
    expected = (QAccessible.Role.Dialog, "Clinic details", True)
    assert accessible_description(dialog) == expected
    dialog.reject()


def test_the_first_of_several_queued_clicks_is_the_answer(dialog, answers):
    first, second = dialog.answers.rows
    click_all(first, second, first)
    assert answers == ["one"]


def test_a_click_on_cancel_after_an_answer_is_ignored(dialog, answers):
    click_all(dialog.answers.rows[1], dialog.cancel_button)
    assert answers == ["two"]


def test_an_answer_after_cancel_is_ignored(dialog, answers):
    click_all(dialog.cancel_button, dialog.answers.rows[0])
    assert answers == ["cancelled"]


def test_escape_after_an_answer_is_ignored(dialog, answers):
    click_all(dialog.answers.rows[0])
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert answers == ["one"]


def test_closing_the_dialog_counts_as_cancel_and_counts_once(dialog, answers):
    dialog.close()
    click_all(dialog.cancel_button, dialog.answers.rows[0])
    assert answers == ["cancelled"]


def test_two_presses_by_a_screen_reader_give_one_answer(dialog, answers):
    for row in dialog.answers.rows:
        row.click()
    assert answers == ["one"]


def test_a_second_dialog_replaces_the_first(presenting):
    presenting.press("flank", Side.LEFT)
    end, compare = presenting.button("End"), presenting.button("Side by side")
    click_all(end, end, compare)
    presenting.settle()
    assert len(open_choice_dialogs(presenting)) == 1
    assert presenting.controller.comparison_picker.dialog.isVisible()


def test_queued_clicks_on_end_and_on_its_answers_end_once(consultation):
    consultation.press("lumbar")
    end = consultation.button("End")
    click_all(end, end)
    keep, discard = consultation.controller.summary.dialog.answers.rows
    click_all(keep, discard, keep)
    consultation.settle()
    assert consultation.controller is None
    assert consultation.session.showing.page is Page.MY_LIST
    assert consultation.session.showing.list_items == ("lumbar",)


def test_the_end_of_presenting_closes_its_dialogs(presenting):
    presenting.click(presenting.button("End"))
    presenting.controller.end()
    presenting.settle()
    assert open_choice_dialogs(presenting) == []


def test_queued_answers_of_a_comparison_open_one_next_dialog(presenting):
    presenting.press("flank", Side.LEFT)
    presenting.click(presenting.button("Side by side"))
    picker = presenting.controller.comparison_picker
    figures, regions, _options = picker.dialog.answers.rows
    click_all(figures, figures, regions)
    QApplication.processEvents()
    assert len(open_choice_dialogs(presenting)) == 1
    assert picker.dialog.windowTitle() == "The other figure"
