"""At a desk the handout is made of what is on the List; the window is told."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.body.regions import Place, RegionId, Side
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options
from app.desktop.application import build_window
from app.desktop.handout_actions import HandoutActions
from app.handout.make import request_from_state
from app.handout.sheet import Clinic
from app.session.settings import Settings
from app.session.state import Showing

FLANK = Place(RegionId("flank"), Side.LEFT)


@pytest.fixture(scope="module")
def atlas():
    return open_atlas(None)


@pytest.fixture
def handout_actions(qtbot, atlas):
    window = build_window(atlas, Options(), Settings(), keep=lambda _: None, motion_ms=0)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.workspace.is_ready)
    found = window.workspace.findChild(HandoutActions)
    found.window = window
    return found


def made(qtbot, desk, file: Path, showing: Showing) -> str:
    told = []
    desk.message.connect(told.append)
    desk.make_file(file, showing)
    desk.wait_until_done()
    qtbot.waitUntil(lambda: len(told) > 1)
    return told[-1]


def test_places_of_the_list_come_first_then_those_of_questions_then_the_choice(atlas):
    def places(**more):
        return request_from_state(atlas, replace(Showing(), **more)).places

    lumbar = Place(RegionId("lumbar"))
    assert places(
        list_items=("flank:left", "lumbar", "sacral.questions.sitting"), place=lumbar
    ) == (
        FLANK,
        lumbar,
    )
    assert places(list_items=("flank.questions.hernia",), place=lumbar) == (
        Place(RegionId("flank")),
    )
    assert places(place=FLANK) == (FLANK,)
    assert places() == ()


def test_what_was_kept_and_what_matters_stands_in_the_file(qtbot, handout_actions, tmp_path):
    kept = ("flank:left", "flank.questions.hernia")
    showing = replace(Showing(), list_items=kept, value_answers=(("cuts", "none"),), country="gb")
    told = made(qtbot, handout_actions, tmp_path / "sheet.pdf", showing)
    assert "The handout is there" in told
    text = " ".join(
        " ".join(p.extract_text() for p in PdfReader(tmp_path / "sheet.pdf").pages).split()
    )
    assert "Will you check my sides for a hernia" in text
    assert "Cuts and scars: I want none" in text
    assert "Emergency: 999" in text
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.pdf"]


def test_a_name_without_a_kind_becomes_a_pdf(qtbot, handout_actions, tmp_path):
    made(qtbot, handout_actions, tmp_path / "sheet", replace(Showing(), place=FLANK))
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.pdf"]


def test_a_name_that_got_its_ending_from_us_replaces_no_file(qtbot, handout_actions, tmp_path):
    (tmp_path / "sheet.pdf").write_bytes(b"another patient's")
    told = []
    handout_actions.message.connect(told.append)
    handout_actions.make_file(tmp_path / "sheet", replace(Showing(), place=FLANK))
    handout_actions.wait_until_done()
    assert told == [f"{tmp_path / 'sheet.pdf'} is there already. Choose another name."]
    assert (tmp_path / "sheet.pdf").read_bytes() == b"another patient's"


def test_a_folder_that_is_not_there_is_not_made(qtbot, handout_actions, tmp_path):
    told = made(
        qtbot, handout_actions, tmp_path / "stick" / "a.pdf", replace(Showing(), place=FLANK)
    )
    assert "cannot be written" in told
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(qtbot, handout_actions, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    told = made(qtbot, handout_actions, blocked / "a.pdf", replace(Showing(), place=FLANK))
    assert "cannot be written" in told
    assert "Choose another folder." in told
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_handout_that_would_lose_a_letter_is_refused_and_leaves_no_file(
    qtbot, handout_actions, tmp_path, monkeypatch
):
    monkeypatch.setattr(handout_actions, "_clinic_file", tmp_path / "clinic.toml")
    handout_actions.save_clinic(Clinic("Dr. \u738b"))
    told = made(qtbot, handout_actions, tmp_path / "out" / "a.pdf", replace(Showing(), place=FLANK))
    assert told.startswith('clinic.toml:name: no font of the handout has "\u738b" (U+738B)')
    assert not (tmp_path / "out").exists()


@pytest.fixture
def printer(tmp_path, monkeypatch):
    """A print command that keeps what it is given, or fails."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "lp"

    def made(script: str):
        command.write_text(f"#!/bin/sh\n{script}\n")
        command.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
        (tmp_path / "tmp").mkdir()
        return tmp_path

    return made


def printed(qtbot, desk) -> str:
    told = []
    desk.message.connect(told.append)
    desk.print_to("Office", replace(Showing(), place=FLANK))
    desk.wait_until_done()
    qtbot.waitUntil(lambda: len(told) > 1)
    return told[-1]


def test_the_printer_gets_the_finished_file_and_nothing_is_left(qtbot, handout_actions, printer):
    folder = printer('cat > "$(dirname "$0")/got.pdf"; echo "$2" > /dev/null')
    assert printed(qtbot, handout_actions) == "The handout was given to the printer Office."
    assert len(PdfReader(folder / "bin" / "got.pdf").pages) == 3
    assert list((folder / "tmp").iterdir()) == []


def test_a_printer_that_refuses_is_told_in_one_sentence(qtbot, handout_actions, printer):
    folder = printer('echo "lp: unknown destination" >&2; exit 1')
    told = printed(qtbot, handout_actions)
    assert told == "It was not printed (lp: unknown destination): choose another printer."
    assert list((folder / "tmp").iterdir()) == []


def test_without_a_print_command_it_says_what_to_do(qtbot, handout_actions, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert "make a handout and print the PDF file" in printed(qtbot, handout_actions)


def test_larger_text_on_the_screen_makes_large_print(qtbot, handout_actions, tmp_path):
    made(
        qtbot,
        handout_actions,
        tmp_path / "large.pdf",
        replace(Showing(), place=FLANK, text_size=175),
    )
    assert len(PdfReader(tmp_path / "large.pdf").pages) > 2


def test_a_full_disk_is_told_and_leaves_nothing(qtbot, handout_actions, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    told = made(qtbot, handout_actions, tmp_path / "sheet.pdf", replace(Showing(), place=FLANK))
    assert "No space left on device" in told
    assert list(tmp_path.iterdir()) == []


def test_the_page_of_the_list_asks_where_to_put_it(qtbot, handout_actions, tmp_path, monkeypatch):
    file = tmp_path / "there.html"
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(file), ""))
    handout_actions.window.workspace.session.select_place(FLANK)
    handout_actions.save_as()
    handout_actions.wait_until_done()
    assert file.read_text("utf-8").startswith("<!DOCTYPE html>")
