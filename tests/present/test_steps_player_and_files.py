"""Steps are made of the current view, played by a remote, saved and opened."""

from __future__ import annotations

import errno
import os

import pytest
from PySide6.QtCore import Qt

from app.atlas.loader import open_trusted
from app.atlas.sequences import StepSequence, format_sequence, read_sequence
from app.atlas.topics import CHECK_FIRST_TOPIC, RISKS_TOPIC
from app.body.regions import FigureId, Place, RegionId, Side, View
from app.present.steps.player import StepPlayer, action_for_step, step_from_showing
from app.session.actions import AddToList, OpenTopic, SetFigure
from app.session.session import Session
from app.session.state import Page, Showing, Spotlight, ZoomFrame
from app.session.transitions import next_showing
from app.support.paths import shipped_atlas
from app.widgets.text_field import TextField
from tests.present.conftest import all_text, button_named

FILE_HEAD = 'schema = 1\ntitle = "New"\n[[steps]]\ntitle = "One"\n'
WITHOUT_TYPED_TEXT, EVERYTHING = 0, 1
"""The answers to the question about typed text, in their order."""


@pytest.fixture
def playing(presenting):
    """With a shipped sequence of steps."""
    presenting.load_shipped_sequence()
    return presenting


@pytest.fixture
def files(presenting):
    """With the steps window open."""
    presenting.open_steps_window()
    return presenting.controller.step_files


@pytest.fixture
def player(presenting):
    return presenting.player


@pytest.fixture
def atlas():
    return open_trusted(shipped_atlas())


@pytest.fixture
def loaded_player(qapp, atlas):
    """A player of its own, without a window, and the sequence in it."""
    player = StepPlayer(Session(Showing(), qapp))
    player.load(atlas.sequences("en")[0])
    return player


def add_current_view(clinician) -> None:
    window = clinician.controller.step_files.window
    clinician.click(button_named(window, "Add this view"))


def titles(player) -> list[str]:
    return [step.title for step in player.sequence.steps]


def answer(clinician, number: int) -> None:
    clinician.click(clinician.controller.step_files.dialog.answers.rows[number])


def saved_sequence(save_dialog, clinician) -> StepSequence:
    file = save_dialog.file
    return read_sequence(file.read_bytes(), file.name, clinician.atlas)


def test_a_remote_plays_the_steps(playing):
    panel = playing.controller.control_panel
    for _ in range(3):
        playing.key(Qt.Key.Key_PageDown)
    assert "3 of 9: Check first" in all_text(panel)
    assert playing.session.showing.topic == CHECK_FIRST_TOPIC
    assert playing.session.showing.spotlight == Spotlight()
    playing.key(Qt.Key.Key_PageUp)
    assert "2 of 9" in all_text(panel)
    assert playing.session.showing.spotlight is None


def test_the_generated_title_of_a_step_names_its_side_and_topic(presenting, files, player):
    presenting.press("flank", Side.RIGHT)
    add_current_view(presenting)
    presenting.apply(OpenTopic(CHECK_FIRST_TOPIC))
    add_current_view(presenting)
    assert titles(player) == ["Love handles, right", "Love handles, right: Check first"]


def test_nothing_follows_the_last_step(loaded_player):
    for _ in range(20):
        loaded_player.show_next()
    assert loaded_player.index == len(loaded_player.sequence.steps) - 1 == 8


def test_a_step_leaves_list_and_figure_unchanged(playing):
    playing.apply(SetFigure(FigureId("man")))
    playing.apply(AddToList("lumbar"))
    playing.key(Qt.Key.Key_PageDown)
    playing.key(Qt.Key.Key_PageDown)
    showing = playing.session.showing
    assert (showing.figure, showing.list_items) == ("man", ("lumbar",))


@pytest.mark.parametrize("spotlight", [None, Spotlight(), Spotlight((0.4, 0.6))])
@pytest.mark.parametrize("page", [None, Page.WHEN_TO_CALL])
def test_a_step_shows_the_view_from_which_it_was_made(spotlight, page):
    showing = Showing(
        place=Place(RegionId("flank"), Side.LEFT),
        topic=RISKS_TOPIC,
        view=View.BACK_LEFT,
        page=page,
        frame=ZoomFrame(2.0, 0.4, 0.6),
        spotlight=spotlight,
    )
    action = action_for_step(step_from_showing(showing, "One"))
    assert next_showing(Showing(), action) == showing


def test_steps_are_added_named_and_reordered(presenting, files, player):
    presenting.press("lumbar")
    add_current_view(presenting)
    presenting.press("flank", Side.LEFT)
    presenting.apply(OpenTopic(CHECK_FIRST_TOPIC))
    add_current_view(presenting)
    assert titles(player) == ["Small of the back", "Love handles, left: Check first"]
    player.show_step(1)
    player.move(1, -1)
    assert player.index == 0
    assert player.step.title == "Love handles, left: Check first"
    player.remove(0)
    presenting.settle()
    assert titles(player) == ["Small of the back"]
    name, _title, note = visible_fields(files.window)
    note.setText("Only for me")
    note.editingFinished.emit()
    assert player.sequence.steps[0].note == "Only for me"
    name.setText("Mine")
    name.editingFinished.emit()
    assert player.sequence.title == "Mine"


def visible_fields(window) -> list[TextField]:
    return [field for field in window.findChildren(TextField) if field.isVisible()]


def test_saving_asks_about_notes_and_can_leave_them_out(playing, files, save_dialog):
    save_dialog.file = save_dialog.file.with_suffix("")
    files.choose_file_and_save()
    assert "could identify a patient" in all_text(files.dialog)
    assert save_dialog.times_opened == 0
    answer(playing, WITHOUT_TYPED_TEXT)
    save_dialog.file = save_dialog.file.with_suffix(".toml")
    saved = saved_sequence(save_dialog, playing)
    assert {step.note for step in saved.steps} == {""}
    assert len(saved.steps) == len(playing.player.sequence.steps)


def test_a_file_with_errors_changes_nothing_and_all_errors_are_shown(playing, files, tmp_path):
    playing.key(Qt.Key.Key_PageDown)
    before = playing.player.sequence
    file = tmp_path / "bad.toml"
    file.write_text(
        'schema = 1\ntitle = "Bad"\n[[steps]]\ntitle = "A"\nregion = "knee"\n'
        '[[steps]]\ntitle = "B"\nzoom = 99\n'
    )
    files.read_steps(file)
    assert "bad.toml:steps[0].region: there is no region 'knee'" in files.window.message
    assert "bad.toml:steps[1].zoom" in files.window.message
    assert playing.player.sequence is before
    assert playing.player.index == 0
    files.read_steps(tmp_path / "none.toml")
    assert "none.toml cannot be read: No such file" in files.window.message


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (os.mkfifo, "pipe.toml cannot be read: it is not a plain file"),
        (lambda file: file.symlink_to("/dev/zero"), "it is not a plain file"),
        (lambda file: file.write_bytes(b"#" * 1_000_001), "it is larger than 1000000 bytes"),
        (lambda file: file.write_text("schema = 1", "utf-16"), "it is UTF-16, not UTF-8: save it"),
        (lambda file: file.write_bytes(b"# \xe9\n"), "it is not UTF-8, perhaps Windows-1252"),
        (
            lambda file: file.write_text(f"{FILE_HEAD}zoom = nan\n"),
            "pipe.toml:5: nan is not a number",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_reported_at_once(player, files, tmp_path, make, message):
    before = player.sequence
    make(tmp_path / "pipe.toml")
    files.read_steps(tmp_path / "pipe.toml")
    assert message in files.window.message
    assert player.sequence is before


def test_steps_of_a_newer_version_are_read_and_unknown_keys_are_reported(player, files, tmp_path):
    (tmp_path / "new.toml").write_text(f'{FILE_HEAD}notes = "Ask."\n', "utf-8-sig")
    files.read_steps(tmp_path / "new.toml")
    assert player.sequence.title == "New"
    remark = "look at new.toml:steps[0].notes: unknown key 'notes', did you mean 'note'?"
    assert remark in files.window.message


def test_a_full_disk_keeps_the_old_file(playing, files, tmp_path, monkeypatch):
    old = tmp_path / "mine.toml"
    old.write_bytes(b"old")

    def fail(_file, _data):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("app.present.steps.files.write_atomically", fail)
    files.write_steps(old, playing.player.sequence)
    assert "No space left on device" in files.window.message
    assert old.read_bytes() == b"old"


def test_a_file_is_read_whatever_its_line_endings(atlas):
    sequence = atlas.sequences("en")[0]
    data = format_sequence(sequence).replace(b"\n", b"\r\n")
    assert read_sequence(data, "x.toml", atlas) == sequence


def test_saving_asks_about_typed_names_and_can_leave_them_out(
    presenting, files, player, save_dialog
):
    presenting.press("lumbar")
    add_current_view(presenting)
    files.choose_file_and_save()
    assert saved_sequence(save_dialog, presenting).title == "My steps"
    player.edit(0, "Mrs Adler", "")
    player.rename("For Mrs Adler")
    files.choose_file_and_save()
    assert save_dialog.times_opened == 1
    answer(presenting, WITHOUT_TYPED_TEXT)
    saved = saved_sequence(save_dialog, presenting)
    assert "Adler" not in str(saved)
    assert saved.steps[0].title == "Small of the back"
    files.choose_file_and_save()
    answer(presenting, EVERYTHING)
    assert saved_sequence(save_dialog, presenting) == player.sequence


def test_unsaved_steps_are_replaced_only_after_a_question(presenting, files, player, tmp_path):
    presenting.press("lumbar")
    add_current_view(presenting)
    unsaved = player.sequence
    presenting.click(button_named(files.window, "First consultation"))
    assert player.sequence == unsaved
    answer(presenting, 0)
    assert player.sequence.title == "First consultation"
    presenting.click(button_named(files.window, "New"))
    assert (player.sequence.title, player.sequence.steps) == ("My steps", ())
    add_current_view(presenting)
    files.write_steps(tmp_path / "saved", player.sequence)
    presenting.click(button_named(files.window, "New"))
    assert player.sequence.steps == ()


@pytest.mark.parametrize("title", ["", "BMI > 30 < 35"])
def test_a_file_with_any_typed_title_can_be_opened_again(
    presenting, files, player, tmp_path, title
):
    add_current_view(presenting)
    for field in visible_fields(files.window)[:2]:
        field.setText(title)
        field.editingFinished.emit()
    files.write_steps(tmp_path / "mine", player.sequence)
    data = (tmp_path / "mine.toml").read_bytes()
    assert read_sequence(data, "mine.toml", presenting.atlas) == player.sequence


def test_removed_steps_are_restored_where_they_were_with_their_notes(playing, files, player):
    player.edit(1, player.sequence.steps[1].title, "Ask about scars")
    before = player.sequence
    player.remove(1)
    player.remove(0)
    button = button_named(files.window, "Restore the step")
    playing.click(button)
    playing.click(button)
    assert player.sequence == before
    assert button.isHidden()


def test_the_current_step_stays_the_same_when_an_earlier_one_is_restored(loaded_player):
    loaded_player.show_step(2)
    step = loaded_player.step
    loaded_player.remove(0)
    loaded_player.restore_step()
    assert loaded_player.step == step


def test_a_removed_step_is_not_restored_into_another_sequence(loaded_player):
    other = StepSequence("Other", loaded_player.sequence.steps[:2])
    loaded_player.remove(0)
    loaded_player.load(other)
    loaded_player.restore_step()
    assert loaded_player.sequence == other
    assert not loaded_player.can_restore_step
