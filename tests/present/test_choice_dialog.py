"""A question takes the first answer, and there is only one question at a time."""

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


def activate_all(*widgets) -> None:
    """Clicks that were queued before the first of them was handled."""
    centre = [widget.rect().center() for widget in widgets]
    for widget, at in zip(widgets, centre, strict=True):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)


def open_choice_dialogs(clinician) -> list[ChoiceDialog]:
    return [one for one in clinician.workspace.findChildren(ChoiceDialog) if one.isVisible()]


@pytest.fixture
def choice_dialog(clinician):
    asked = ChoiceDialog("Which?", "", OPTIONS, clinician.workspace.theme, clinician.workspace)
    asked.open()
    clinician.settle()
    return asked


@pytest.fixture
def answers(choice_dialog):
    heard = []
    choice_dialog.picked.connect(heard.append)
    choice_dialog.rejected.connect(lambda: heard.append("left"))
    return heard


def test_a_question_is_told_as_a_modal_dialog_with_its_name(choice_dialog):
    met = QAccessible.queryAccessibleInterface(choice_dialog)
    told = (met.role(), met.text(QAccessible.Text.Name), bool(met.state().modal))
    assert told == (QAccessible.Role.Dialog, "Which?", True)


def test_the_page_of_the_clinic_is_told_as_a_modal_dialog_with_its_name(clinician):
    workspace = clinician.workspace
    dialog = ClinicDialog(Clinic(), workspace.theme, workspace.theme_loader.icons, workspace)
    dialog.open()
    met = QAccessible.queryAccessibleInterface(dialog)
    told = (met.role(), met.text(QAccessible.Text.Name), bool(met.state().modal))
    assert told == (QAccessible.Role.Dialog, "Clinic on the handout", True)
    dialog.reject()


def test_the_first_of_several_queued_clicks_is_the_answer(choice_dialog, answers):
    first, second = choice_dialog.radio_list.rows
    activate_all(first, second, first)
    assert answers == ["one"]


def test_a_click_on_cancel_after_an_answer_is_ignored(choice_dialog, answers):
    activate_all(choice_dialog.radio_list.rows[1], choice_dialog.cancel_button)
    assert answers == ["two"]


def test_an_answer_after_cancel_is_ignored(choice_dialog, answers):
    activate_all(choice_dialog.cancel_button, choice_dialog.radio_list.rows[0])
    assert answers == ["left"]


def test_escape_after_an_answer_is_ignored(choice_dialog, answers):
    activate_all(choice_dialog.radio_list.rows[0])
    QTest.keyClick(choice_dialog, Qt.Key.Key_Escape)
    assert answers == ["one"]


def test_closing_the_window_of_a_question_is_cancel_and_counts_once(choice_dialog, answers):
    choice_dialog.close()
    activate_all(choice_dialog.cancel_button, choice_dialog.radio_list.rows[0])
    assert answers == ["left"]


def test_a_screen_reader_that_presses_twice_answers_once(choice_dialog, answers):
    for answer in choice_dialog.radio_list.rows:
        answer.setChecked(True)
    assert answers == ["one"]


def test_a_second_question_takes_the_place_of_the_first(presenting):
    presenting.press("flank", Side.LEFT)
    end, beside = presenting.button("End"), presenting.button("Side by side")
    activate_all(end, end, beside)
    presenting.settle()
    assert len(open_choice_dialogs(presenting)) == 1
    assert presenting.controller.comparison_picker.dialog.isVisible()


def test_queued_presses_of_end_and_of_its_answer_end_once(presenting):
    presenting.press("lumbar")
    end = presenting.button("End")
    activate_all(end, end)
    keep, discard = presenting.controller.summary.dialog.radio_list.rows
    activate_all(keep, discard, keep)
    presenting.settle()
    assert presenting.controller is None
    assert presenting.workspace.session.showing.page is Page.MY_LIST
    assert presenting.workspace.session.showing.list_items == ("lumbar",)


def test_no_question_outlives_presenting(presenting):
    presenting.press("lumbar")
    presenting.click(presenting.button("End"))
    presenting.controller.end()
    presenting.settle()
    assert open_choice_dialogs(presenting) == []


def test_queued_answers_of_a_comparison_lead_to_one_next_question(presenting):
    presenting.press("flank", Side.LEFT)
    presenting.click(presenting.button("Side by side"))
    figures, regions, _options = presenting.controller.comparison_picker.dialog.radio_list.rows
    activate_all(figures, figures, regions)
    QApplication.processEvents()
    assert len(open_choice_dialogs(presenting)) == 1
    assert presenting.controller.comparison_picker.dialog.windowTitle() == "The other figure"
