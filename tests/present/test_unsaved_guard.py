"""Unsaved steps, marks and the list are discarded only after a question."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog

from app.atlas.sequences import read_sequence
from app.body.regions import FigureId, View
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options
from app.desktop.application import DesktopApplication, build_window
from app.desktop.handout_actions import HandoutActions
from app.desktop.presentation_mode import PresentationMode
from app.desktop.window import DesktopWindow
from app.present.actions import ToolKind, ToolState
from app.present.annotation.label_editor import LabelEditor
from app.present.audience.window import AudienceWindow
from app.session.actions import (
    AddToList,
    SetFigure,
    SetLineDrafts,
    SetTheme,
    SetView,
)
from app.session.marks import Mark, MarkRole, MarkTool
from app.session.own_lines import LineDrafts
from app.session.settings import Settings
from app.session.state import Page
from app.widgets.text_field import TextField
from tests.atlas.synthetic import make_atlas
from tests.present.conftest import all_text, button_named, pick
from tests.visitor import Visitor

SAVE, DISCARD = "Save the steps as a file", "Discard the steps"
CLOSE, OPEN_LIST = "Close anyway", "Open My list, to make a handout or print"
WITHOUT_TYPED_TEXT = "Save without the typed text"


class WindowCloser(Visitor):
    """A clinician who presents in the window of the program, and closes it."""

    def __init__(self, window: DesktopWindow) -> None:
        super().__init__(window.workspace)
        self.window = window
        self.stored_settings: list[Settings] = []
        self.presenting = window.workspace.findChild(PresentationMode)
        assert isinstance(self.presenting, PresentationMode)
        self.presenting.start()
        self.settle()

    @property
    def controller(self):
        return self.presenting.controller

    @property
    def session(self):
        return self.workspace.session

    @property
    def player(self):
        return self.controller.step_player

    @property
    def files(self):
        return self.controller.step_files

    @property
    def steps_dialog(self):
        return self.controller.steps_guard.dialog

    @property
    def marks_dialog(self):
        return self.presenting.marks_guard.dialog

    @property
    def is_open(self) -> bool:
        return self.window.isVisible()

    def draw(self) -> None:
        mark = Mark(MarkTool.CIRCLE, MarkRole.ASK, ((0.2, 0.2), (0.4, 0.4)))
        self.controller.annotations.marking.add(mark)

    def start_label(self, text: str) -> None:
        """Type a label without finishing it."""
        annotations = self.controller.annotations
        annotations.select_tool(ToolState(ToolKind.LABEL))
        annotations.tool_handler.label_requested.emit((0.5, 0.6))
        editors = self.canvas.findChildren(LabelEditor)
        next(editor for editor in editors if editor.isVisible()).setText(text)

    def add_step(self) -> None:
        self.files.open_window()
        self.click(button_named(self.files.window, "Add this view"))

    def note_field(self) -> TextField:
        """The field for the note of the only step."""
        fields = self.files.window.findChildren(TextField)
        return [field for field in fields if field.isVisible()][2]

    def answer_steps(self, text: str) -> None:
        pick(self, self.steps_dialog, text)

    def answer_marks(self, text: str) -> None:
        pick(self, self.marks_dialog, text)

    def close(self) -> None:
        self.window.close()
        self.settle()

    def restore(self) -> None:
        """Open the window again with nothing unsaved, and start presenting again."""
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        if self.controller is not None:
            self.controller.end()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.presenting.marks_guard.handed_out_showing = None
        self.presenting.marks_guard.dialog = None
        self.window.confirm_discard = self.presenting.confirm_discard
        self.stored_settings.clear()
        self.session.reset()
        self.workspace.reset()
        self.window.show()
        self.window.activateWindow()
        self.presenting.start()
        self.settle()


@pytest.fixture(scope="module")
def shared_closer(qapp):
    stored_settings = []
    window = build_window(
        open_atlas(None), Options(), Settings(), save=stored_settings.append, motion_ms=0
    )
    window.show()
    closer = WindowCloser(window)
    closer.stored_settings = stored_settings
    yield closer
    if closer.controller is not None:
        closer.controller.end()
    window.close_now()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def closer(shared_closer):
    shared_closer.restore()
    return shared_closer


def test_closing_asks_nothing_if_no_step_was_added(closer):
    closer.close()
    assert closer.steps_dialog is None
    assert not closer.is_open
    assert len(closer.stored_settings) == 1


def test_closing_asks_nothing_if_a_shipped_sequence_was_only_played(closer):
    closer.player.load(open_atlas(None).sequences("en")[0])
    closer.player.show_next()
    closer.close()
    assert not closer.is_open


def test_closing_asks_about_added_steps_and_the_window_stays_open(closer):
    closer.add_step()
    closer.close()
    assert closer.is_open
    assert closer.stored_settings == []
    assert closer.steps_dialog.isVisible()
    assert "not in a file yet" in all_text(closer.steps_dialog)
    assert [row.text() for row in closer.steps_dialog.answers.rows] == [SAVE, DISCARD]
    assert closer.steps_dialog.cancel_button.text() == "Keep going"


def test_keep_going_loses_nothing_and_the_next_close_asks_again(closer):
    closer.add_step()
    closer.close()
    closer.click(closer.steps_dialog.cancel_button)
    assert closer.is_open
    assert len(closer.player.sequence.steps) == 1
    closer.close()
    assert closer.is_open
    assert closer.steps_dialog.isVisible()


def test_a_second_close_does_not_ask_a_second_time(closer):
    closer.add_step()
    closer.close()
    dialog = closer.steps_dialog
    closer.close()
    assert closer.steps_dialog is dialog
    assert closer.is_open


def test_discarding_the_steps_closes_the_window(closer):
    closer.add_step()
    closer.close()
    closer.answer_steps(DISCARD)
    assert not closer.is_open
    assert len(closer.stored_settings) == 1


def test_saving_writes_the_steps_and_closes_the_window(closer, save_dialog):
    closer.add_step()
    sequence = closer.player.sequence
    closer.close()
    closer.answer_steps(SAVE)
    assert not closer.is_open
    written = save_dialog.file.read_bytes()
    assert read_sequence(written, "mine.toml", open_atlas(None)) == sequence


def test_cancelling_the_file_dialog_keeps_the_window_open_and_a_later_save_does_not_close_it(
    closer, save_dialog
):
    closer.add_step()
    closer.close()
    save_dialog.is_cancelled = True
    closer.answer_steps(SAVE)
    assert closer.is_open
    save_dialog.is_cancelled = False
    closer.files.choose_file_and_save()
    assert save_dialog.file.is_file()
    assert closer.is_open
    closer.close()
    assert not closer.is_open


def test_a_full_disk_keeps_the_window_open(closer, save_dialog, monkeypatch):
    def fail(_file, _data):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("app.present.steps.files.write_atomically", fail)
    closer.add_step()
    closer.close()
    closer.answer_steps(SAVE)
    assert closer.is_open
    assert "No space left on device" in closer.files.window.message


def test_saving_on_close_still_asks_about_typed_text(closer, save_dialog):
    closer.add_step()
    closer.player.edit(0, closer.player.sequence.steps[0].title, "Mrs Adler")
    closer.close()
    closer.answer_steps(SAVE)
    assert closer.is_open
    pick(closer, closer.files.dialog, WITHOUT_TYPED_TEXT)
    assert not closer.is_open
    assert "Adler" not in save_dialog.file.read_text("utf-8")


def test_a_note_counts_as_unsaved_while_it_is_being_typed(closer, save_dialog):
    closer.add_step()
    closer.files.choose_file_and_save()
    closer.note_field().setText("half a sen")
    closer.close()
    assert closer.is_open
    assert closer.player.sequence.steps[0].note == "half a sen"


def test_the_end_of_a_consultation_asks_about_unsaved_steps_first(closer):
    closer.add_step()
    closer.click(closer.button("End"))
    assert closer.controller.summary.dialog is None
    closer.answer_steps(DISCARD)
    assert closer.controller.summary.dialog.isVisible()


def test_a_shutdown_of_the_system_closes_the_window_without_a_question(qtbot, paths):
    application = DesktopApplication(open_atlas(None), Options(), paths)
    application.window.show()
    closer = WindowCloser(application.window)
    closer.add_step()
    application.close()
    assert not closer.is_open
    assert closer.steps_dialog is None
    application.window.deleteLater()


def test_closing_asks_about_marks_and_the_window_stays_open(closer):
    closer.draw()
    closer.close()
    assert closer.is_open
    assert closer.stored_settings == []
    assert "Your marks are lost when this window closes." in all_text(closer.marks_dialog)


def test_the_question_names_the_list_if_there_are_no_marks(closer):
    closer.session.apply(AddToList("lumbar"))
    closer.close()
    assert "What is on My list is lost when this window closes." in all_text(closer.marks_dialog)


def test_a_line_counts_as_a_part_of_the_list_while_it_is_being_typed(closer):
    closer.session.apply(SetLineDrafts(LineDrafts("May I fly")))
    closer.close()
    assert "What is on My list is lost when this window closes." in all_text(closer.marks_dialog)


def test_the_question_names_both_marks_and_list(closer):
    closer.draw()
    closer.session.apply(AddToList("lumbar"))
    closer.close()
    words = "Your marks and what is on My list are lost when this window closes."
    assert words in all_text(closer.marks_dialog)


def test_closing_asks_about_marks_after_presenting_has_ended(closer):
    closer.draw()
    closer.controller.end()
    closer.close()
    assert closer.is_open
    closer.answer_marks(CLOSE)
    assert not closer.is_open


def test_closing_asks_about_the_list_after_presenting_has_ended(closer):
    closer.controller.end()
    closer.session.apply(AddToList("lumbar"))
    closer.close()
    assert closer.is_open


def test_keeping_the_window_open_keeps_the_marks_and_the_next_close_asks_again(closer):
    closer.draw()
    for _ in range(2):
        closer.close()
        closer.click(closer.marks_dialog.cancel_button)
        assert closer.is_open
    assert len(closer.session.showing.marks) == 1


def test_the_question_can_open_the_list_and_the_window_stays_open(closer):
    closer.draw()
    closer.close()
    closer.answer_marks(OPEN_LIST)
    assert closer.is_open
    assert closer.session.showing.page is Page.MY_LIST


def test_after_the_steps_are_discarded_closing_asks_about_the_marks(closer):
    closer.add_step()
    closer.draw()
    closer.close()
    closer.answer_steps(DISCARD)
    assert closer.is_open
    closer.answer_marks(CLOSE)
    assert not closer.is_open


def test_after_the_steps_are_saved_closing_asks_about_the_marks(closer, save_dialog):
    closer.add_step()
    closer.draw()
    closer.close()
    closer.answer_steps(SAVE)
    assert save_dialog.file.is_file()
    assert closer.is_open
    closer.answer_marks(CLOSE)
    assert not closer.is_open


def test_an_open_question_keeps_its_first_purpose(closer):
    closer.add_step()
    closer.draw()
    closer.close()
    proceeded = []
    assert closer.presenting.confirm_discard(lambda: proceeded.append("other"))
    closer.answer_steps(DISCARD)
    closer.answer_marks(CLOSE)
    assert not closer.is_open
    assert proceeded == []


def test_a_label_counts_as_a_mark_while_it_is_being_typed(closer):
    closer.start_label("scar")
    closer.close()
    assert closer.is_open
    assert [mark.text for mark in closer.session.showing.marks] == ["scar"]


def test_the_end_lists_a_label_that_is_being_typed(closer):
    closer.start_label("scar")
    closer.button("End").click()
    assert "scar" in all_text(closer.controller.summary.dialog)


@pytest.fixture
def application(qtbot, paths):
    application = DesktopApplication(open_atlas(None), Options(), paths)
    application.window.show()
    yield application
    application.close()
    application.window.deleteLater()


def replace_atlas(application: DesktopApplication, folder: Path) -> None:
    """Show another atlas, as when it was checked in the background."""
    application._show_atlas(open_atlas(make_atlas(folder, 5)))


def test_another_atlas_replaces_marks_only_after_a_question(application, tmp_path):
    first = application.window
    closer = WindowCloser(first)
    closer.draw()
    replace_atlas(application, tmp_path / "other")
    assert application.window is first
    closer.answer_marks(CLOSE)
    assert application.window is not first


def test_another_atlas_replaces_steps_only_after_a_question(application, tmp_path):
    first = application.window
    closer = WindowCloser(first)
    closer.add_step()
    replace_atlas(application, tmp_path / "other")
    assert application.window is first
    closer.answer_steps(DISCARD)
    assert application.window is not first
    assert not first.isVisible()


def visible_audience_windows() -> list[AudienceWindow]:
    windows = QApplication.topLevelWidgets()
    return [one for one in windows if isinstance(one, AudienceWindow) and one.isVisible()]


def test_presenting_goes_on_with_another_atlas_and_closes_the_first_audience_window(
    application, tmp_path
):
    first = application.window
    others = visible_audience_windows()  # of windows that tests share
    application.present()
    first.workspace.findChild(PresentationMode).controller.toggle_audience_window()
    assert len(visible_audience_windows()) == len(others) + 1
    replace_atlas(application, tmp_path / "other")
    assert application.window is not first
    controller = application.window.workspace.findChild(PresentationMode).controller
    assert controller is not None
    assert visible_audience_windows() == others
    controller.end()


def test_another_atlas_does_not_start_presenting(application, tmp_path):
    replace_atlas(application, tmp_path / "other")
    assert application.window.workspace.findChild(PresentationMode).controller is None


@pytest.fixture
def make_handout(closer, qtbot, tmp_path):
    """Makes a handout of the current state, as the button on the list does."""

    def make():
        actions = closer.workspace.findChild(HandoutActions)
        messages = []
        actions.message.connect(messages.append)
        actions.make_file(tmp_path / "sheet.pdf", closer.session.showing)
        qtbot.waitUntil(lambda: len(messages) > 1, timeout=30_000)
        closer.settle()

    return make


def test_closing_asks_nothing_if_a_handout_has_the_marks_and_the_list(closer, make_handout):
    closer.draw()
    closer.session.apply(AddToList("flank:left"))
    make_handout()
    closer.session.apply(SetTheme("dark"))
    closer.close()
    assert not closer.is_open


def test_closing_asks_about_a_mark_made_after_the_handout(closer, make_handout):
    closer.draw()
    make_handout()
    closer.draw()
    closer.close()
    assert closer.is_open


def test_closing_asks_about_an_item_added_after_the_handout(closer, make_handout):
    closer.session.apply(AddToList("flank:left"))
    make_handout()
    closer.session.apply(AddToList("lumbar"))
    closer.close()
    assert closer.is_open


def test_closing_asks_about_marks_of_a_view_that_the_handout_does_not_show(closer, make_handout):
    closer.draw()
    closer.session.apply(SetView(View.BACK_LEFT))
    closer.draw()
    make_handout()
    closer.close()
    assert closer.is_open


def test_closing_asks_about_marks_of_a_figure_that_the_handout_does_not_show(closer, make_handout):
    closer.draw()
    closer.session.apply(SetFigure(FigureId("man")))
    make_handout()
    closer.close()
    assert closer.is_open


def test_closing_asks_if_the_handout_could_not_be_written(closer, make_handout, tmp_path):
    (tmp_path / "sheet.pdf").mkdir()
    closer.draw()
    make_handout()
    closer.close()
    assert closer.is_open


def test_closing_asks_nothing_about_a_list_that_was_printed(closer, qtbot, monkeypatch):
    monkeypatch.setattr("app.handout.printer.print_pdf", lambda *_args: None)
    closer.session.apply(AddToList("flank:left"))
    actions = closer.workspace.findChild(HandoutActions)
    with qtbot.waitSignal(actions.handout_made, timeout=30_000):
        actions.print_to("Office", closer.session.showing)
    closer.close()
    assert not closer.is_open


@pytest.fixture
def other_file(save_dialog):
    """A file of another consultation; its name is chosen without the ending."""
    file = save_dialog.file
    file.write_text("another consultation", "utf-8")
    save_dialog.file = file.with_suffix("")
    return file


def test_a_file_that_the_file_dialog_did_not_ask_about_is_not_replaced(
    closer, save_dialog, other_file
):
    closer.add_step()
    closer.close()
    closer.answer_steps(SAVE)
    assert other_file.read_text("utf-8") == "another consultation"
    assert closer.is_open
    assert "mine.toml already exists" in closer.files.window.message


def test_refused_steps_can_be_saved_under_another_name(closer, save_dialog, other_file):
    closer.add_step()
    closer.close()
    closer.answer_steps(SAVE)
    save_dialog.file = other_file.with_name("yours")
    closer.files.choose_file_and_save()
    assert other_file.with_name("yours.toml").is_file()


def test_a_file_that_the_file_dialog_asked_about_is_replaced(closer, save_dialog):
    save_dialog.file.write_text("old", "utf-8")
    closer.add_step()
    closer.files.choose_file_and_save()
    assert save_dialog.file.read_text("utf-8") != "old"
