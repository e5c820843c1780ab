"""Steps that no file holds, marks and the list do not go without a question."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from app.atlas.sequences import read_sequence
from app.body.regions import FigureId, View
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options
from app.desktop.application import DesktopApplication, build_window
from app.desktop.handout_actions import HandoutActions
from app.desktop.presentation_mode import PresentationMode
from app.desktop.window import DesktopWindow
from app.present.annotation.tool_handler import ToolKind, ToolState
from app.present.audience.window import AudienceWindow
from app.session.marks import Mark, MarkRole, MarkTool
from app.session.settings import Settings
from app.session.state import Page
from tests.atlas.synthetic import make_atlas
from tests.visitor import Visitor

SAVE, DISCARD = "Save the steps as a file", "Discard the steps"
GO, LIST = "Close anyway", "Open the list, to make a handout or print"


class WindowCloser(Visitor):
    """A clinician who presents in the program's own window, and closes it."""

    def __init__(self, window: DesktopWindow) -> None:
        super().__init__(window.workspace)
        self.window = window
        self.presenting = window.workspace.findChild(PresentationMode)
        assert isinstance(self.presenting, PresentationMode)
        self.presenting.start()
        self.controller = self.presenting.controller
        self.settle()

    @property
    def steps_dialog(self):
        return self.controller.steps_guard.dialog

    @property
    def marks_guard(self):
        return self.presenting.marks_guard.dialog

    def draw(self) -> None:
        self.controller.annotations.marking.add(
            Mark(MarkTool.CIRCLE, MarkRole.ASK, ((0.2, 0.2), (0.4, 0.4)))
        )

    def answer_marks_dialog(self, words: str) -> None:
        answers = self.marks_guard.radio_list.rows
        self.click(next(one for one in answers if one.text() == words))

    @property
    def is_open(self) -> bool:
        return self.window.isVisible()

    def add(self) -> None:
        self.controller.step_files.open_window()
        self.controller.step_files.window.add_requested.emit()
        self.settle()

    def answer(self, words: str) -> None:
        self.click(next(one for one in self.steps_dialog.radio_list.rows if one.text() == words))

    def close(self) -> None:
        self.window.close()
        self.settle()


@pytest.fixture
def stored_settings():
    return []


@pytest.fixture
def closing(qtbot, stored_settings):
    window = build_window(
        open_atlas(None), Options(), Settings(), keep=stored_settings.append, motion_ms=0
    )
    qtbot.addWidget(window, before_close_func=DesktopWindow.close_now)
    window.show()
    return WindowCloser(window)


@pytest.fixture
def chosen_file(monkeypatch, tmp_path):
    """The file a person names; "" is a person who cancels."""
    names = [str(tmp_path / "mine.toml")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (names[0], ""))
    return names


def test_nothing_is_asked_where_no_step_was_built(closing, stored_settings):
    closing.close()
    assert closing.steps_dialog is None
    assert not closing.is_open
    assert len(stored_settings) == 1


def test_nothing_is_asked_where_a_sequence_was_only_gone_through(closing):
    closing.controller.step_player.load(open_atlas(None).sequences("en")[0])
    closing.controller.step_player.show_next()
    closing.close()
    assert not closing.is_open


def test_closing_asks_for_steps_that_were_built_and_stays_open(closing, stored_settings):
    closing.add()
    closing.close()
    assert closing.is_open
    assert stored_settings == []
    assert closing.steps_dialog.isVisible()
    told = "\n".join(label.text() for label in closing.steps_dialog.findChildren(QLabel))
    assert "in no file yet" in told
    assert [one.text() for one in closing.steps_dialog.radio_list.rows] == [SAVE, DISCARD]
    assert closing.steps_dialog.cancel_button.text() == "Keep going"


def test_who_keeps_going_loses_nothing_and_is_asked_again(closing):
    closing.add()
    closing.close()
    closing.click(closing.steps_dialog.cancel_button)
    assert closing.is_open
    assert len(closing.controller.step_player.sequence.steps) == 1
    closing.close()
    assert closing.is_open
    assert closing.steps_dialog.isVisible()


def test_a_second_close_asks_no_second_time(closing):
    closing.add()
    closing.close()
    asked = closing.steps_dialog
    closing.close()
    assert closing.steps_dialog is asked
    assert closing.is_open


def test_discarding_closes(closing, stored_settings):
    closing.add()
    closing.close()
    closing.answer(DISCARD)
    assert not closing.is_open
    assert len(stored_settings) == 1


def test_saving_writes_the_steps_and_closes(closing, chosen_file):
    closing.add()
    built = closing.controller.step_player.sequence
    closing.close()
    closing.answer(SAVE)
    assert not closing.is_open
    written = Path(chosen_file[0]).read_bytes()
    assert read_sequence(written, "mine.toml", open_atlas(None)) == built


def test_who_names_no_file_stays_and_a_later_save_does_not_close(closing, chosen_file, tmp_path):
    closing.add()
    closing.close()
    file, chosen_file[0] = chosen_file[0], ""
    closing.answer(SAVE)
    assert closing.is_open
    chosen_file[0] = file
    closing.controller.step_files.choose_file_and_save()
    assert (tmp_path / "mine.toml").is_file()
    assert closing.is_open
    closing.close()
    assert not closing.is_open


def test_a_full_disk_keeps_it_open(closing, chosen_file, monkeypatch):
    def full(_file, _data):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("app.present.steps.files.write_atomically", full)
    closing.add()
    closing.close()
    closing.answer(SAVE)
    assert closing.is_open
    assert "No space left on device" in closing.controller.step_files.window._message_label.text()


def test_words_that_were_typed_are_still_asked_for_before_it_closes(closing, chosen_file):
    closing.add()
    stepping = closing.controller.step_player
    stepping.change(0, replace(stepping.sequence.steps[0], note="Mrs Adler"))
    closing.close()
    closing.answer(SAVE)
    assert closing.is_open
    closing.click(closing.controller.step_files.dialog.radio_list.rows[0])
    assert not closing.is_open
    assert "Adler" not in Path(chosen_file[0]).read_text("utf-8")


def test_a_note_whose_field_was_not_left_counts(closing, chosen_file):
    closing.add()
    closing.controller.step_files.choose_file_and_save()
    window = closing.controller.step_files.window
    note = window._rows.findChildren(type(window._name))[1]
    note.setText("half a sen")
    closing.close()
    assert closing.is_open
    assert closing.controller.step_player.sequence.steps[0].note == "half a sen"


def test_the_end_of_a_consultation_asks_first_as_well(closing):
    closing.add()
    closing.click(closing.button("End"))
    assert closing.controller.summary.dialog is None
    closing.answer(DISCARD)
    assert closing.controller.summary.dialog.isVisible()


def test_the_systems_wish_to_end_waits_for_nobody(qtbot, paths):
    application = DesktopApplication(open_atlas(None), Options(), paths)
    application.window.show()
    closing = WindowCloser(application.window)
    closing.add()
    application.close()
    assert not closing.is_open
    assert closing.steps_dialog is None
    application.window.deleteLater()


def asked(closing) -> str:
    return "\n".join(label.text() for label in closing.marks_guard.findChildren(QLabel))


def test_closing_asks_for_marks_and_stays_open(closing, stored_settings):
    closing.draw()
    closing.close()
    assert closing.is_open
    assert stored_settings == []
    assert "Your marks are lost when this window closes." in asked(closing)


def test_the_question_names_the_list_only_where_nothing_is_drawn(closing):
    closing.window.workspace.session.toggle_list_item("lumbar")
    closing.close()
    assert "Your list is lost when this window closes." in asked(closing)


def test_the_question_names_both_marks_and_list(closing):
    closing.draw()
    closing.window.workspace.session.toggle_list_item("lumbar")
    closing.close()
    assert "Your marks and your list are lost when this window closes." in asked(closing)


def test_marks_are_asked_for_after_the_end_of_presenting_too(closing):
    closing.draw()
    closing.controller.end()
    closing.close()
    assert closing.is_open
    closing.answer_marks_dialog(GO)
    assert not closing.is_open


def test_closing_asks_for_what_is_on_the_list(closing):
    closing.controller.end()
    closing.window.workspace.session.toggle_list_item("lumbar")
    closing.close()
    assert closing.is_open


def test_who_keeps_going_keeps_the_marks_and_is_asked_again(closing):
    closing.draw()
    for _ in range(2):
        closing.close()
        closing.click(closing.marks_guard.cancel_button)
        assert closing.is_open
    assert len(closing.window.workspace.session.showing.marks) == 1


def test_the_list_is_opened_from_the_question_and_the_window_stays(closing):
    closing.draw()
    closing.close()
    closing.answer_marks_dialog(LIST)
    assert closing.is_open
    assert closing.window.workspace.session.showing.page is Page.MY_LIST


def test_steps_and_then_marks_are_asked_for(closing):
    closing.add()
    closing.draw()
    closing.close()
    closing.answer(DISCARD)
    assert closing.is_open
    closing.answer_marks_dialog(GO)
    assert not closing.is_open


def test_steps_are_saved_and_the_marks_still_asked_for(closing, chosen_file):
    closing.add()
    closing.draw()
    closing.close()
    closing.answer(SAVE)
    assert Path(chosen_file[0]).is_file()
    assert closing.is_open
    closing.answer_marks_dialog(GO)
    assert not closing.is_open


def test_the_first_wish_counts_while_a_question_is_open(closing):
    closing.add()
    closing.draw()
    closing.close()
    later = []
    assert closing.presenting.confirm_discard(lambda: later.append("other"))
    closing.answer(DISCARD)
    closing.answer_marks_dialog(GO)
    assert not closing.is_open
    assert later == []


def test_a_label_that_is_being_typed_counts_as_a_mark(closing):
    closing.controller.annotations.select_tool(ToolState(ToolKind.LABEL))
    closing.controller.annotations.tool_handler.label_requested.emit((0.5, 0.5))
    closing.controller.annotations._label_editor.setText("scar")
    closing.close()
    assert closing.is_open
    assert [mark.text for mark in closing.window.workspace.session.showing.marks] == ["scar"]


def test_a_label_that_is_being_typed_is_told_at_the_end(closing):
    closing.controller.annotations.select_tool(ToolState(ToolKind.LABEL))
    closing.controller.annotations.tool_handler.label_requested.emit((0.5, 0.6))
    closing.controller.annotations._label_editor.setText("scar")
    closing.button("End").click()
    told = "\n".join(
        label.text() for label in closing.controller.summary.dialog.findChildren(QLabel)
    )
    assert "scar" in told


def test_another_atlas_takes_no_marks_unasked(qtbot, paths, tmp_path):
    application = DesktopApplication(open_atlas(None), Options(), paths)
    first = application.window
    first.show()
    closing = WindowCloser(first)
    closing.draw()
    application._show_atlas(open_atlas(make_atlas(tmp_path / "other", 5)))
    assert application.window is first
    closing.answer_marks_dialog(GO)
    assert application.window is not first
    application.close()
    application.window.deleteLater()


def test_another_atlas_takes_no_steps_unasked(qtbot, paths, tmp_path):
    application = DesktopApplication(open_atlas(None), Options(), paths)
    first = application.window
    first.show()
    closing = WindowCloser(first)
    closing.add()
    other = open_atlas(make_atlas(tmp_path / "other", 5))
    application._show_atlas(other)
    assert application.window is first
    closing.answer(DISCARD)
    assert application.window is not first
    assert not first.isVisible()
    application.close()
    application.window.deleteLater()


@pytest.fixture
def handout(closing, qtbot, tmp_path):
    """Makes a handout of what is there now, as by the button on the list."""

    def made():
        desk = closing.window.workspace.findChild(HandoutActions)
        told = []
        desk.told.connect(told.append)
        desk.make(tmp_path / "sheet.pdf", closing.window.workspace.session.showing)
        qtbot.waitUntil(lambda: len(told) > 1, timeout=30_000)
        closing.settle()

    return made


def test_marks_and_a_list_that_a_handout_holds_are_not_asked_for(closing, handout):
    closing.draw()
    closing.window.workspace.session.toggle_list_item("flank:left")
    handout()
    closing.window.workspace.session.set_theme("dark")
    closing.close()
    assert not closing.is_open


def test_a_mark_made_after_the_handout_is_asked_for(closing, handout):
    closing.draw()
    handout()
    closing.draw()
    closing.close()
    assert closing.is_open


def test_a_list_that_grew_after_the_handout_is_asked_for(closing, handout):
    closing.window.workspace.session.toggle_list_item("flank:left")
    handout()
    closing.window.workspace.session.toggle_list_item("lumbar")
    closing.close()
    assert closing.is_open


def test_marks_on_a_view_that_the_handout_does_not_picture_are_asked_for(closing, handout):
    closing.draw()
    closing.window.workspace.session.set_view(View.BACK_LEFT)
    closing.draw()
    handout()
    closing.close()
    assert closing.is_open


def test_marks_on_another_figure_than_the_handouts_are_asked_for(closing, handout):
    closing.draw()
    closing.window.workspace.session.set_figure(FigureId("man"))
    handout()
    closing.close()
    assert closing.is_open


def test_a_handout_that_could_not_be_written_keeps_nothing(closing, handout, tmp_path):
    (tmp_path / "sheet.pdf").mkdir()
    closing.draw()
    handout()
    closing.close()
    assert closing.is_open


def test_a_list_that_was_printed_is_not_asked_for(closing, qtbot, monkeypatch):
    monkeypatch.setattr("app.handout.printer.print_pdf", lambda _data, _printer: None)
    closing.window.workspace.session.toggle_list_item("flank:left")
    desk = closing.window.workspace.findChild(HandoutActions)
    with qtbot.waitSignal(desk.made, timeout=30_000):
        desk.print_to("Office", closing.window.workspace.session.showing)
    closing.close()
    assert not closing.is_open


@pytest.fixture
def replaced(qtbot, paths, tmp_path):
    """A program that presents while an atlas of one's own is found good and takes its place."""
    application = DesktopApplication(open_atlas(None), Options(), paths)
    first = application.window
    first.show()
    application.present()
    first.workspace.findChild(PresentationMode).controller.toggle_audience_window()
    application._show_atlas(open_atlas(make_atlas(tmp_path / "other", 5)))
    yield application, first
    desk = application.window.workspace.findChild(PresentationMode).controller
    if desk is not None:
        desk.end()
    application.close()
    application.window.deleteLater()


def test_presenting_goes_on_with_the_atlas_that_was_asked_for(replaced):
    application, first = replaced
    assert application.window is not first
    assert application.window.workspace.findChild(PresentationMode).controller is not None


def test_no_audience_window_is_left_of_an_atlas_that_is_gone(replaced):
    left = [one for one in QApplication.topLevelWidgets() if isinstance(one, AudienceWindow)]
    assert not any(one.isVisible() for one in left)


def test_another_atlas_does_not_begin_to_present_unasked(qtbot, paths, tmp_path):
    application = DesktopApplication(open_atlas(None), Options(), paths)
    application.window.show()
    application._show_atlas(open_atlas(make_atlas(tmp_path / "other", 5)))
    assert application.window.workspace.findChild(PresentationMode).controller is None
    application.close()
    application.window.deleteLater()


def test_a_file_of_steps_that_the_dialog_did_not_ask_about_is_not_replaced(closing, chosen_file):
    there = Path(chosen_file[0])
    there.write_text("of another consultation", "utf-8")
    chosen_file[0] = str(there.with_suffix(""))
    closing.add()
    closing.close()
    closing.answer(SAVE)
    assert there.read_text("utf-8") == "of another consultation"
    assert closing.is_open
    assert (
        "mine.toml is there already" in closing.controller.step_files.window._message_label.text()
    )


def test_steps_that_were_refused_for_their_file_are_saved_under_another_name(closing, chosen_file):
    there = Path(chosen_file[0])
    there.write_text("of another consultation", "utf-8")
    chosen_file[0] = str(there.with_suffix(""))
    closing.add()
    closing.close()
    closing.answer(SAVE)
    chosen_file[0] = str(there.with_name("yours"))
    closing.controller.step_files.choose_file_and_save()
    assert there.with_name("yours.toml").is_file()


def test_a_file_of_steps_that_the_dialog_did_ask_about_is_replaced(closing, chosen_file):
    Path(chosen_file[0]).write_text("old", "utf-8")
    closing.add()
    closing.controller.step_files.choose_file_and_save()
    assert Path(chosen_file[0]).read_text("utf-8") != "old"
