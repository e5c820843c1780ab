"""Steps are built from the current view, gone through by a remote, saved and opened."""

from __future__ import annotations

import errno
import os

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.atlas.sequences import format_sequence, read_sequence
from app.body.regions import Place, RegionId, Side, TopicId, View
from app.present.steps.player import apply_step, step_from_showing
from app.session.state import Page, Showing, Spotlight, ZoomFrame
from app.widgets.button import Button

GOOD = 'schema = 1\ntitle = "New"\n[[steps]]\ntitle = "One"\n'


@pytest.fixture
def first(presenting):
    """With the first sequence that ships."""
    presenting.controller.step_player.load(presenting.controller._atlas.sequences("en")[0])
    return presenting


def control_panel_text(clinician) -> str:
    return "\n".join(
        label.text() for label in clinician.controller.control_panel.findChildren(QLabel)
    )


def test_a_remote_goes_through_the_steps(first):
    for _ in range(3):
        first.key(Qt.Key.Key_PageDown)
    assert "3 of 8: Check first" in control_panel_text(first)
    assert first.workspace.session.showing.topic == "check-first"
    assert first.workspace.session.showing.spotlight == Spotlight()
    first.key(Qt.Key.Key_PageUp)
    assert "2 of 8" in control_panel_text(first)
    assert first.workspace.session.showing.spotlight is None


def test_a_step_that_is_added_is_called_by_its_side_as_well(presenting):
    presenting.press("flank", Side.RIGHT)
    presenting.controller.step_files._on_add()
    presenting.workspace.session.open_topic(TopicId("risks"))
    presenting.controller.step_files._on_add()
    titles = [step.title for step in presenting.controller.step_player.sequence.steps]
    assert titles == ["Love handles, right", "Love handles, right: Risks"]


def test_the_last_step_is_the_end(first):
    for _ in range(20):
        first.key(Qt.Key.Key_PageDown)
    assert "8 of 8" in control_panel_text(first)


def test_a_step_leaves_marks_list_and_figure_as_they_are(first):
    session = first.workspace.session
    session.set_figure("man")
    session.toggle_list_item("lumbar")
    first.key(Qt.Key.Key_PageDown)
    first.key(Qt.Key.Key_PageDown)
    assert (session.showing.figure, session.showing.list_items) == ("man", ("lumbar",))


@pytest.mark.parametrize("light", [None, Spotlight(), Spotlight((0.4, 0.6))])
@pytest.mark.parametrize("page", [None, Page.WHEN_TO_CALL])
def test_a_step_shows_again_what_was_on_show(light, page):
    was = Showing(
        place=Place(RegionId("flank"), Side.LEFT),
        topic=TopicId("risks"),
        view=View.BACK_LEFT,
        page=page,
        frame=ZoomFrame(2.0, 0.4, 0.6),
        spotlight=light,
    )
    assert apply_step(step_from_showing(was, "One"), Showing()) == was


def test_steps_are_built_named_and_put_in_order(presenting):
    presenting.click(presenting.button("Steps"))
    window, stepping = presenting.controller.step_files.window, presenting.controller.step_player
    presenting.press("lumbar")
    window.add_requested.emit()
    presenting.press("flank", Side.LEFT)
    presenting.workspace.session.open_topic(TopicId("risks"))
    window.add_requested.emit()
    assert [step.title for step in stepping.sequence.steps] == [
        "Small of the back",
        "Love handles, left: Risks",
    ]
    stepping.show_step(1)
    stepping.move(1, -1)
    assert stepping.index == 0
    assert stepping.step.title == "Love handles, left: Risks"
    stepping.remove(0)
    assert [step.title for step in stepping.sequence.steps] == ["Small of the back"]
    rows = window._rows.findChildren(type(window._name))
    rows[1].setText("Only for me")
    rows[1].editingFinished.emit()
    assert stepping.sequence.steps[0].note == "Only for me"
    window._name.setText("Mine")
    window._name.editingFinished.emit()
    assert stepping.sequence.title == "Mine"


def test_saving_warns_of_typed_words_and_can_leave_them_out(first, tmp_path, monkeypatch):
    files, saved = first.controller.step_files, []
    monkeypatch.setattr(files, "_choose_file", saved.append)
    files.choose_file_and_save()
    assert "could tell who a patient is" in "\n".join(
        label.text() for label in files.dialog.findChildren(QLabel)
    )
    assert saved == []
    first.click(files.dialog.radio_list.rows[0])
    assert {step.note for step in saved[0].steps} == {""}
    files.write_steps(tmp_path / "mine", saved[0])
    found = read_sequence(
        (tmp_path / "mine.toml").read_bytes(), "mine.toml", first.controller._atlas
    )
    assert found == saved[0]


def test_a_broken_file_changes_nothing_and_all_mistakes_are_told(first, tmp_path):
    first.key(Qt.Key.Key_PageDown)
    first.click(first.button("Steps"))
    before = first.controller.step_player.sequence
    file = tmp_path / "bad.toml"
    file.write_text(
        'schema = 1\ntitle = "Bad"\n[[steps]]\ntitle = "A"\nregion = "knee"\n'
        '[[steps]]\ntitle = "B"\nzoom = 99\n'
    )
    first.controller.step_files.read_steps(file)
    told = first.controller.step_files.window._message_label.text()
    assert "bad.toml:steps[0].region: there is no region 'knee'" in told
    assert "bad.toml:steps[1].zoom" in told
    assert first.controller.step_player.sequence is before
    assert first.controller.step_player.index == 0
    first.controller.step_files.read_steps(tmp_path / "none.toml")
    assert (
        "none.toml cannot be read: No such file"
        in first.controller.step_files.window._message_label.text()
    )


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (os.mkfifo, "pipe.toml cannot be read: it is not a plain file"),
        (lambda file: file.symlink_to("/dev/zero"), "it is not a plain file"),
        (lambda file: file.write_bytes(b"#" * 1_000_001), "it is larger than 1000000 bytes"),
        (lambda file: file.write_text("schema = 1", "utf-16"), "it is UTF-16, not UTF-8: save it"),
        (lambda file: file.write_bytes(b"# \xe9\n"), "it is not UTF-8, perhaps Windows-1252"),
        (lambda file: file.write_text(f"{GOOD}zoom = nan\n"), "pipe.toml:5: nan is no number"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_without_waiting(first, tmp_path, make, words):
    first.click(first.button("Steps"))
    before = first.controller.step_player.sequence
    make(tmp_path / "pipe.toml")
    first.controller.step_files.read_steps(tmp_path / "pipe.toml")
    assert words in first.controller.step_files.window._message_label.text()
    assert first.controller.step_player.sequence is before


def test_steps_of_a_newer_version_are_taken_and_what_is_not_known_is_told(first, tmp_path):
    first.click(first.button("Steps"))
    (tmp_path / "new.toml").write_text(f'{GOOD}notes = "Ask."\n', "utf-8-sig")
    first.controller.step_files.read_steps(tmp_path / "new.toml")
    if first.controller.step_files.dialog is not None:
        first.click(first.controller.step_files.dialog.radio_list.rows[0])
    assert first.controller.step_player.sequence.title == "New"
    told = first.controller.step_files.window._message_label.text()
    assert "look at new.toml:steps[0].notes: unknown key 'notes', did you mean 'note'?" in told


def test_a_full_disk_leaves_the_old_file(first, tmp_path, monkeypatch):
    old = tmp_path / "mine.toml"
    old.write_bytes(b"old")

    def full(_file, _data):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("app.present.steps.files.write_atomically", full)
    first.controller.step_files.open_window()
    first.controller.step_files.write_steps(old, first.controller.step_player.sequence)
    assert "No space left on device" in first.controller.step_files.window._message_label.text()
    assert old.read_bytes() == b"old"


def test_a_file_of_one_language_is_read_whatever_its_line_ends(first):
    data = format_sequence(first.controller.step_player.sequence).replace(b"\n", b"\r\n")
    assert (
        read_sequence(data, "x.toml", first.controller._atlas)
        == first.controller.step_player.sequence
    )


def test_names_that_were_typed_are_warned_of_and_can_be_left_out(presenting, monkeypatch):
    files, saved, stepping = presenting.controller.step_files, [], presenting.controller.step_player
    monkeypatch.setattr(files, "_choose_file", saved.append)
    presenting.click(presenting.button("Steps"))
    presenting.press("lumbar")
    files.window.add_requested.emit()
    files.choose_file_and_save()
    assert [one.title for one in saved] == ["My steps"]
    stepping.change(0, replace(stepping.sequence.steps[0], title="Mrs Adler"))
    stepping.rename("For Mrs Adler")
    files.choose_file_and_save()
    assert len(saved) == 1
    presenting.click(files.dialog.radio_list.rows[0])
    assert "Adler" not in str(saved[1])
    assert saved[1].steps[0].title == "Small of the back"
    files.choose_file_and_save()
    presenting.click(files.dialog.radio_list.rows[1])
    assert saved[2] == stepping.sequence


def test_steps_that_were_built_are_not_replaced_unasked(presenting, tmp_path):
    files, stepping = presenting.controller.step_files, presenting.controller.step_player
    presenting.click(presenting.button("Steps"))
    presenting.press("lumbar")
    files.window.add_requested.emit()
    built = stepping.sequence
    presenting.click(button_named(files.window, "First consultation"))
    assert stepping.sequence == built
    presenting.click(files.dialog.radio_list.rows[0])
    assert stepping.sequence.title == "First consultation"
    presenting.click(button_named(files.window, "New"))
    assert (stepping.sequence.title, stepping.sequence.steps) == ("My steps", ())
    files.window.add_requested.emit()
    files.write_steps(tmp_path / "kept", stepping.sequence)
    presenting.click(button_named(files.window, "New"))
    assert stepping.sequence.steps == ()


@pytest.mark.parametrize("title", ["", "BMI > 30 < 35"])
def test_whatever_is_typed_can_be_opened_again(presenting, tmp_path, title):
    files, stepping = presenting.controller.step_files, presenting.controller.step_player
    presenting.click(presenting.button("Steps"))
    files.window.add_requested.emit()
    name, row = files.window._name, files.window._rows.findChildren(type(files.window._name))[0]
    for field in (name, row):
        field.setText(title)
        field.editingFinished.emit()
    files.write_steps(tmp_path / "mine", stepping.sequence)
    data = (tmp_path / "mine.toml").read_bytes()
    assert read_sequence(data, "mine.toml", presenting.controller._atlas) == stepping.sequence


def button_named(window, words: str):
    return next(one for one in window.findChildren(Button) if one.text() == words)


def test_a_step_that_was_taken_out_is_put_back_where_it_was_with_its_note(presenting):
    stepping = presenting.controller.step_player
    stepping.load(presenting.controller._atlas.sequences("en")[0])
    stepping.change(1, replace(stepping.sequence.steps[1], note="Ask about scars"))
    before = stepping.sequence
    presenting.click(presenting.button("Steps"))
    window = presenting.controller.step_files.window
    back = next(pill for pill in window.findChildren(Button) if pill.text() == "Put the step back")
    assert back.isHidden()
    stepping.remove(1)
    stepping.remove(0)
    presenting.click(back)
    presenting.click(back)
    assert stepping.sequence == before
    assert back.isHidden()


def test_the_step_that_is_shown_stays_the_same_when_one_before_it_is_put_back(presenting):
    stepping = presenting.controller.step_player
    stepping.load(presenting.controller._atlas.sequences("en")[0])
    stepping.show_step(2)
    shown_step = stepping.step
    stepping.remove(0)
    stepping.restore_step()
    assert stepping.step == shown_step


def test_a_step_is_not_put_back_into_another_sequence(presenting):
    stepping = presenting.controller.step_player
    first, second, *_ = presenting.controller._atlas.sequences("en")
    stepping.load(first)
    stepping.remove(0)
    stepping.load(second)
    stepping.restore_step()
    assert stepping.sequence == second
    assert not stepping.can_restore_step
