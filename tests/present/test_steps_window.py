"""The steps window keeps what is typed, the focus and the look, whatever changes around it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.body.regions import Side
from app.present.steps.window import StepRow
from app.widgets.button import Button
from app.widgets.themed import ThemedWidget


@pytest.fixture
def steps(presenting):
    """With three steps in the window."""
    presenting.click(presenting.button("Steps"))
    for region, side in (("lumbar", None), ("flank", Side.LEFT), ("midback", None)):
        presenting.press(region, side)
        window(presenting).add_requested.emit()
    presenting.settle()
    window(presenting).activateWindow()
    presenting.settle()
    return presenting


def window(clinician):
    return clinician.controller.step_files.window


def rows(clinician) -> list[StepRow]:
    return window(clinician)._row_widgets


def fields(clinician) -> list[QLineEdit]:
    """Name, then title and note of each step."""
    found = window(clinician)
    rows = found._row_widgets
    return [found._name, *(field for row in rows for field in (row._title, row._note))]


def button_named(root: QWidget, name: str) -> Button:
    pills = (one for one in root.findChildren(Button) if one.isVisibleTo(root))
    return next(one for one in pills if name in (one.text(), one.accessibleName()))


def press_unfocused(button: Button) -> None:
    """As a screen reader or a switch presses: the focus stays where it is."""
    button.click()


def focus(clinician) -> str:
    found = window(clinician).focusWidget()
    return "" if found is None else found.accessibleName()


def type_into(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.insert(text)


def test_a_note_that_is_being_typed_is_saved_by_a_press_without_focus(steps, monkeypatch):
    saved = []
    monkeypatch.setattr(steps.controller.step_files, "_choose_file", saved.append)
    type_into(fields(steps)[2], "Ask about scars")
    press_unfocused(button_named(window(steps), "Save as a file"))
    steps.click(steps.controller.step_files.dialog.radio_list.rows[1])
    assert saved[0].steps[0].note == "Ask about scars"


def test_a_name_that_is_being_typed_is_saved_by_a_press_without_focus(steps, monkeypatch):
    saved = []
    monkeypatch.setattr(steps.controller.step_files, "_choose_file", saved.append)
    fields(steps)[0].setFocus()
    fields(steps)[0].setText("Tuesday")
    press_unfocused(button_named(window(steps), "Save as a file"))
    steps.click(steps.controller.step_files.dialog.radio_list.rows[1])
    assert saved[0].title == "Tuesday"


def test_typed_words_are_asked_for_before_other_steps_are_taken(steps, tmp_path):
    files = steps.controller.step_files
    files.write_steps(tmp_path / "mine", steps.controller.step_player.sequence)
    type_into(fields(steps)[2], "Half a")
    press_unfocused(button_named(window(steps), "New"))
    assert len(steps.controller.step_player.sequence.steps) == 3
    assert files.dialog.isVisible()


def test_words_of_an_input_method_are_taken_over_before_saving(steps, monkeypatch):
    note, saved = fields(steps)[2], []
    monkeypatch.setattr(steps.controller.step_files, "_choose_file", saved.append)
    note.setFocus()
    composing = QInputMethodEvent("にほ", [])
    QApplication.sendEvent(note, composing)

    class Method:
        def commit(self):
            done = QInputMethodEvent("", [])
            done.setCommitString("日本")
            QApplication.sendEvent(note, done)

    monkeypatch.setattr("app.present.steps.window.QGuiApplication.inputMethod", Method)
    press_unfocused(button_named(window(steps), "Save as a file"))
    steps.click(steps.controller.step_files.dialog.radio_list.rows[1])
    assert saved[0].steps[0].note == "日本"


@pytest.mark.parametrize("act", ["Move step 1 down", "Take step 3 out", "Add this view"])
def test_a_half_typed_note_survives_what_builds_the_rows_anew(steps, act):
    type_into(fields(steps)[2], "Half a sen")
    press_unfocused(button_named(window(steps), act))
    steps.settle()
    notes = [step.note for step in steps.controller.step_player.sequence.steps]
    assert notes.count("Half a sen") == 1
    assert "Half a sen" in [field.text() for field in fields(steps)]


def test_a_name_can_be_typed_with_spaces(steps):
    name = fields(steps)[0]
    name.clear()
    for letter in "My own steps":
        name.insert(letter)
    assert name.text() == "My own steps"
    assert steps.controller.step_player.sequence.title == "My own steps"


def test_an_emptied_name_comes_back_when_its_field_is_left(steps):
    before = steps.controller.step_player.sequence.title
    fields(steps)[0].clear()
    fields(steps)[0].editingFinished.emit()
    assert fields(steps)[0].text() == before


def test_a_step_that_is_moved_keeps_the_focus(steps):
    for expected in ("Move step 2 down", "Move step 3 down"):
        button = button_named(
            window(steps), focus(steps) if "Move" in focus(steps) else "Move step 1 down"
        )
        button.setFocus()
        steps.click(button)
        assert focus(steps) == expected
    assert [step.title for step in steps.controller.step_player.sequence.steps][
        2
    ] == "Small of the back"


def test_taking_steps_out_one_after_the_other_never_loses_the_focus(steps):
    for expected in ("Take step 2 out", "Take step 1 out"):
        last = len(rows(steps))
        button = button_named(window(steps), f"Take step {last} out")
        button.setFocus()
        steps.click(button)
        assert focus(steps) == expected
    steps.click(button_named(window(steps), "Take step 1 out"))
    assert window(steps).focusWidget() is button_named(window(steps), "Add this view")


def test_many_changes_of_theme_and_size_leave_look_focus_and_cursor_right(steps):
    session = steps.workspace.session
    note = fields(steps)[4]
    note.setFocus()
    note.setText("twenty")
    note.setCursorPosition(3)
    for round_ in range(12):
        session.set_theme(("dark", "light", "contrast")[round_ % 3])
        session.set_text_size((150, 200, 100)[round_ % 3])
        steps.settle()
        window(steps).add_requested.emit()
        steps.controller.step_player.remove(len(steps.controller.step_player.sequence.steps) - 1)
        steps.settle()
        worn = [one for one in window(steps).findChildren(QWidget) if isinstance(one, ThemedWidget)]
        assert {id(one.theme) for one in worn} == {id(steps.workspace.theme)}
        assert focus(steps) == "Note of step 2, only you see it"
        assert window(steps).focusWidget().cursorPosition() == 3
    assert len(rows(steps)) == 3
    assert steps.controller.step_player.sequence.steps[1].note == "twenty"


def test_the_window_is_as_large_as_before_once_the_text_is(steps):
    before = window(steps).size()
    for _ in range(10):
        for size in (200, 150, 100):
            steps.workspace.session.set_text_size(size)
    assert window(steps).size() == before


def test_rows_are_as_far_apart_after_a_change_of_size_as_when_built_in_it(steps):
    steps.workspace.session.set_text_size(200)
    steps.settle()
    tops = [row.y() for row in rows(steps)]
    steps.controller.step_files.close()
    steps.controller.step_files.open_window()
    steps.settle()
    assert [row.y() for row in rows(steps)] == tops


def test_rows_follow_steps_that_have_taken_the_place_of_others(steps):
    stepping = steps.controller.step_player
    for number in range(30):
        found = tuple(replace(step, note=f"note {number}") for step in stepping.sequence.steps)
        stepping.load(replace(stepping.sequence, steps=found))
        assert fields(steps)[2].text() == f"note {number}"


def test_the_tools_keep_the_focus_when_the_text_size_changes(presenting):
    button = presenting.button("Freeze")
    button.setFocus()
    for size in (150, 200, 100):
        presenting.workspace.session.set_text_size(size)
        presenting.settle()
        assert presenting.workspace.window().focusWidget() is presenting.button("Freeze")


def test_presenting_begins_and_ends_many_times_without_a_warning_or_a_leftover(clinician, qtlog):
    def parts() -> int:
        roots = (clinician.workspace, clinician.workspace.session)
        return sum(len(root.findChildren(QObject)) for root in roots)

    counts = []
    for _ in range(4):
        clinician.start_presenting()
        clinician.show_audience_window()
        desk = clinician.controller
        clinician.click(clinician.button("Steps"))
        desk.end()
        desk.end()
        clinician.settle()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        clinician.settle()
        counts.append(parts())
    assert counts[1:] == [counts[1]] * 3
    assert [one.message for one in qtlog.records if "isconnect" in one.message] == []
