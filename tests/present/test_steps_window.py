"""The steps window keeps typed text, the focus and the theme, whatever changes around it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.atlas.sequences import read_sequence
from app.body.regions import Place, RegionId, Side
from app.present.steps.window import StepRow
from app.session.actions import SelectRegion, SetTextSize, SetTheme
from app.support.paths import assets
from app.theme.theme import read_theme
from app.widgets.button import Button
from app.widgets.text_field import TextField
from app.widgets.themed import ThemedWidget
from tests.present.conftest import button_named

EVERYTHING = 1
"""The answer to the question about typed text that saves all of it."""


@pytest.fixture
def steps(presenting):
    """With three steps in the window."""
    presenting.open_steps_window()
    for region, side in (("lumbar", None), ("flank", Side.LEFT), ("midback", None)):
        presenting.session.apply(SelectRegion(Place(RegionId(region), side)))
        button_named(window(presenting), "Add this view").click()
    window(presenting).activateWindow()
    presenting.settle()
    return presenting


def window(clinician):
    return clinician.controller.step_files.window


def rows(clinician) -> list[StepRow]:
    return [row for row in window(clinician).findChildren(StepRow) if row.isVisible()]


def fields(clinician) -> list[QLineEdit]:
    """The name, then the title and the note of each step."""
    return [field for field in window(clinician).findChildren(TextField) if field.isVisible()]


def press_without_focus(button: Button) -> None:
    """Press as a screen reader or a switch does: the focus stays where it is."""
    button.click()


def focused_name(clinician) -> str:
    widget = window(clinician).focusWidget()
    return "" if widget is None else widget.accessibleName()


def type_into(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.insert(text)


def save_everything(clinician, save_dialog):
    """Press Save without moving the focus; returns the sequence in the file."""
    press_without_focus(button_named(window(clinician), "Save as a file"))
    clinician.click(clinician.controller.step_files.dialog.answers.rows[EVERYTHING])
    file = save_dialog.file
    return read_sequence(file.read_bytes(), file.name, clinician.atlas)


def test_a_note_is_saved_while_its_field_still_has_the_focus(steps, save_dialog):
    type_into(fields(steps)[2], "Ask about scars")
    assert save_everything(steps, save_dialog).steps[0].note == "Ask about scars"


def test_a_name_is_saved_while_its_field_still_has_the_focus(steps, save_dialog):
    fields(steps)[0].setFocus()
    fields(steps)[0].setText("Tuesday")
    assert save_everything(steps, save_dialog).title == "Tuesday"


def test_a_note_that_is_being_typed_counts_as_unsaved(steps, tmp_path):
    files = steps.controller.step_files
    files.write_steps(tmp_path / "mine", steps.player.sequence)
    type_into(fields(steps)[2], "Half a")
    press_without_focus(button_named(window(steps), "New"))
    assert len(steps.player.sequence.steps) == 3
    assert files.dialog.isVisible()


def test_text_that_an_input_method_is_composing_is_saved(steps, save_dialog, monkeypatch):
    note = fields(steps)[2]
    note.setFocus()
    QApplication.sendEvent(note, QInputMethodEvent("にほ", []))

    class InputMethod:
        def commit(self):
            committed = QInputMethodEvent("", [])
            committed.setCommitString("日本")
            QApplication.sendEvent(note, committed)

    monkeypatch.setattr("app.present.steps.window.QGuiApplication.inputMethod", InputMethod)
    assert save_everything(steps, save_dialog).steps[0].note == "日本"


@pytest.mark.parametrize("name", ["Move step 1 down", "Remove step 3", "Add this view"])
def test_a_half_typed_note_survives_a_rebuild_of_the_rows(steps, name):
    type_into(fields(steps)[2], "Half a sen")
    press_without_focus(button_named(window(steps), name))
    steps.settle()
    notes = [step.note for step in steps.player.sequence.steps]
    assert notes.count("Half a sen") == 1
    assert "Half a sen" in [field.text() for field in fields(steps)]


def test_a_name_can_be_typed_with_spaces(steps):
    name = fields(steps)[0]
    name.clear()
    for letter in "My own steps":
        name.insert(letter)
    assert name.text() == "My own steps"
    assert steps.player.sequence.title == "My own steps"


def test_an_emptied_name_is_restored_when_its_field_loses_the_focus(steps):
    before = steps.player.sequence.title
    name = fields(steps)[0]
    name.clear()
    name.editingFinished.emit()
    assert name.text() == before


def test_a_step_that_is_moved_keeps_the_focus(steps):
    name = "Move step 1 down"
    for expected in ("Move step 2 down", "Move step 3 down"):
        button = button_named(window(steps), name)
        button.setFocus()
        steps.click(button)
        name = focused_name(steps)
        assert name == expected
    assert [step.title for step in steps.player.sequence.steps][2] == "Small of the back"


def test_removing_steps_one_after_the_other_never_loses_the_focus(steps):
    for expected in ("Remove step 2", "Remove step 1"):
        button = button_named(window(steps), f"Remove step {len(rows(steps))}")
        button.setFocus()
        steps.click(button)
        assert focused_name(steps) == expected
    steps.click(button_named(window(steps), "Remove step 1"))
    assert window(steps).focusWidget() is button_named(window(steps), "Add this view")


def themes_used(window) -> set[int]:
    widgets = window.findChildren(QWidget)
    return {id(one.theme) for one in widgets if isinstance(one, ThemedWidget)}


def test_the_window_has_the_theme_and_the_text_size_of_the_session(steps):
    for theme, text_size in (("dark", 150), ("contrast", 200)):
        steps.session.apply(SetTheme(theme))
        steps.apply(SetTextSize(text_size))
        assert themes_used(window(steps)) == {id(steps.workspace.theme)}


def test_many_changes_of_theme_and_text_size_keep_theme_focus_cursor_and_note(steps):
    note = fields(steps)[4]
    note.setFocus()
    note.setText("twenty")
    note.setCursorPosition(3)
    for number in range(12):
        name, text_size = (("dark", 150), ("light", 200), ("contrast", 100))[number % 3]
        theme = read_theme(assets() / "themes", name, text_size)
        window(steps).apply_theme(theme)
        button_named(window(steps), "Add this view").click()
        steps.player.remove(len(steps.player.sequence.steps) - 1)
        steps.settle()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert focused_name(steps) == "Note of step 2, only you see it"
        assert window(steps).focusWidget().cursorPosition() == 3
    assert len(rows(steps)) == 3
    assert steps.player.sequence.steps[1].note == "twenty"


def test_the_window_returns_to_its_first_size_with_the_text(steps):
    before = window(steps).size()
    for _ in range(10):
        for text_size in (200, 150, 100):
            window(steps).apply_theme(read_theme(assets() / "themes", "light", text_size))
        assert window(steps).size() == before


def test_rows_have_the_same_distance_after_a_change_of_size_as_in_a_new_window(steps):
    steps.apply(SetTextSize(200))
    tops = [row.y() for row in rows(steps)]
    steps.controller.step_files.close()
    steps.open_steps_window()
    assert [row.y() for row in rows(steps)] == tops


def test_the_rows_show_the_steps_that_replaced_others(steps):
    for number in range(30):
        notes = f"note {number}"
        changed = tuple(replace(step, note=notes) for step in steps.player.sequence.steps)
        steps.player.load(replace(steps.player.sequence, steps=changed))
        assert fields(steps)[2].text() == notes


def test_a_button_of_the_control_panel_keeps_the_focus_when_the_text_size_changes(presenting):
    presenting.button("Freeze").setFocus()
    for size in (150, 200, 100):
        presenting.apply(SetTextSize(size))
        assert presenting.workspace.window().focusWidget() is presenting.button("Freeze")


def test_presenting_starts_and_ends_many_times_without_warnings_or_leftovers(clinician, qtlog):
    def count_objects() -> int:
        roots = (clinician.workspace, clinician.session)
        return sum(len(root.findChildren(QObject)) for root in roots)

    counts = []
    for _ in range(4):
        clinician.start_presenting()
        clinician.show_audience_window()
        controller = clinician.controller
        clinician.open_steps_window()
        controller.end()
        controller.end()
        clinician.settle()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        clinician.settle()
        counts.append(count_objects())
    assert counts[1:] == [counts[1]] * 3
    assert [one.message for one in qtlog.records if "isconnect" in one.message] == []
