"""Handout actions of the desktop: saving and printing, and what a message says about it."""

from __future__ import annotations

import errno
import re
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from app.body.regions import Place, RegionId, Side
from app.desktop.handout_actions import HandoutActions
from app.handout import make
from app.handout.make import request_from_state
from app.handout.sheet import Clinic
from app.session.state import Showing

FLANK = Place(RegionId("flank"), Side.LEFT)
ABOUT_FLANK = replace(Showing(), place=FLANK)


@pytest.fixture(scope="module")
def atlas(shipped):
    return shipped


@pytest.fixture
def clinic_file(tmp_path):
    return tmp_path / "home" / "clinic.toml"


@pytest.fixture
def actions(window, atlas, clinic_file):
    """Handout actions with a file of the clinic of their own, and their messages."""
    actions = HandoutActions(window.workspace, atlas, clinic_file)
    actions.messages = []
    actions.message.connect(actions.messages.append)
    yield actions
    actions.wait_until_done()
    actions.deleteLater()


def result(qtbot, actions) -> str:
    """The last message, once the handout is made or has failed."""
    qtbot.waitUntil(lambda: len(actions.messages) > 1)
    assert actions.messages[0] == "Creating handout\u2026"
    return actions.messages[-1]


def saved(qtbot, actions, file: Path, showing: Showing = ABOUT_FLANK) -> str:
    actions.make_file(file, showing)
    return result(qtbot, actions)


def test_the_handout_is_about_listed_places_then_listed_questions_then_the_selection(atlas):
    def places(**state):
        return request_from_state(atlas, replace(Showing(), **state)).places

    lumbar = Place(RegionId("lumbar"))
    listed = ("flank:left", "lumbar", "sacral.questions.sitting")
    assert places(list_items=listed, place=lumbar) == (FLANK, lumbar)
    flank = Place(RegionId("flank"))
    assert places(list_items=("flank.questions.hernia",), place=lumbar) == (flank,)
    assert places(place=FLANK) == (FLANK,)
    assert places() == ()


def test_the_file_has_listed_questions_answered_values_and_the_emergency_number(
    qtbot, actions, tmp_path
):
    items = ("flank:left", "flank.questions.hernia")
    showing = replace(Showing(), list_items=items, value_answers=(("cuts", "none"),), country="gb")
    assert "Handout saved" in saved(qtbot, actions, tmp_path / "sheet.pdf", showing)
    pages = PdfReader(tmp_path / "sheet.pdf").pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Will you check my sides for a hernia" in text
    assert "Cuts and scars: I want none" in text
    assert re.search(r"When to call .*\b999\b", text)
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.pdf"]


def test_a_saved_handout_is_announced_with_what_it_shows(qtbot, actions, tmp_path):
    with qtbot.waitSignal(actions.handout_made) as emitted:
        actions.make_file(tmp_path / "sheet.html", ABOUT_FLANK)
    assert emitted.args == [ABOUT_FLANK]


def test_a_name_without_an_ending_becomes_a_pdf(qtbot, actions, tmp_path):
    saved(qtbot, actions, tmp_path / "sheet")
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.pdf"]


def test_a_name_that_gets_an_ending_replaces_no_file(actions, tmp_path):
    (tmp_path / "sheet.pdf").write_bytes(b"another patient's")
    actions.make_file(tmp_path / "sheet", ABOUT_FLANK)
    actions.wait_until_done()
    file = tmp_path / "sheet.pdf"
    assert actions.messages == ["sheet.pdf is there already. Choose another name."]
    assert file.read_bytes() == b"another patient's"


def test_a_missing_folder_is_not_created(qtbot, actions, tmp_path):
    assert "cannot be written" in saved(qtbot, actions, tmp_path / "stick" / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_reported_in_one_sentence(qtbot, actions, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    message = saved(qtbot, actions, blocked / "a.pdf")
    assert "cannot be written" in message
    assert "Choose another folder." in message
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_full_disk_is_reported_and_no_file_is_left(qtbot, actions, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert "No space left on device" in saved(qtbot, actions, tmp_path / "sheet.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_handout_that_would_lose_a_character_is_refused_and_leaves_no_file(
    qtbot, actions, tmp_path, clinic_file
):
    actions.save_clinic(Clinic("Dr. \u738b"))
    actions.messages.clear()
    message = saved(qtbot, actions, tmp_path / "a.pdf")
    assert message.startswith('clinic.toml:name: no font of the handout has "\u738b" (U+738B)')
    assert not (tmp_path / "a.pdf").exists()


def test_a_second_handout_waits_until_the_first_is_made(qtbot, actions, tmp_path, monkeypatch):
    may_end = threading.Event()
    real = make.make_for_showing

    def slow(*arguments):
        may_end.wait(30)
        return real(*arguments)

    monkeypatch.setattr(make, "make_for_showing", slow)
    actions.make_file(tmp_path / "first.html", ABOUT_FLANK)
    actions.make_file(tmp_path / "second.html", ABOUT_FLANK)
    assert actions.messages[-1] == "A handout is being made already. Wait until it is there."
    may_end.set()
    qtbot.waitUntil(lambda: "first.html" in actions.messages[-1])
    assert [path.name for path in tmp_path.iterdir()] == ["first.html"]


@pytest.fixture
def printer(tmp_path, monkeypatch):
    """A print command that runs a script; returns its folder."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "lp"

    def install(script: str):
        command.write_text(f"#!/bin/sh\n{script}\n")
        command.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
        (tmp_path / "tmp").mkdir()
        return tmp_path

    return install


def printed(qtbot, actions) -> str:
    actions.print_to("Office", ABOUT_FLANK)
    return result(qtbot, actions)


def test_the_printer_gets_the_whole_file_and_no_file_is_left(qtbot, actions, printer):
    folder = printer('cat > "$(dirname "$0")/got.pdf"; echo "$2" > /dev/null')
    assert printed(qtbot, actions) == "The handout was given to the printer Office."
    assert len(PdfReader(folder / "bin" / "got.pdf").pages) == 3
    assert list((folder / "tmp").iterdir()) == []


def test_a_printer_that_refuses_is_reported_in_one_sentence(qtbot, actions, printer):
    folder = printer('echo "lp: unknown destination" >&2; exit 1')
    message = printed(qtbot, actions)
    assert message == "It was not printed (lp: unknown destination): choose another printer."
    assert list((folder / "tmp").iterdir()) == []


def test_without_a_print_command_the_message_says_what_to_do(qtbot, actions, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert "make a handout and print the PDF file" in printed(qtbot, actions)


def test_large_text_on_the_screen_makes_large_print(qtbot, actions, tmp_path):
    saved(qtbot, actions, tmp_path / "large.pdf", replace(ABOUT_FLANK, text_size=175))
    assert len(PdfReader(tmp_path / "large.pdf").pages) > 3


@pytest.fixture
def slow_handout(monkeypatch):
    """Making a handout waits until the test lets it go on."""
    gate, original = threading.Event(), make.make_for_showing

    def wait_and_make(*of):
        gate.wait(20)
        return original(*of)

    monkeypatch.setattr(make, "make_for_showing", wait_and_make)
    yield gate
    gate.set()


def test_a_handout_that_is_being_made_can_be_stopped_and_writes_no_file(
    actions, window, slow_handout, tmp_path
):
    made = []
    actions.handout_made.connect(made.append)
    actions.make_file(tmp_path / "sheet.html", ABOUT_FLANK)
    toast = window.workspace.messages.toast
    assert toast.text() == "Creating handout\u2026"
    assert not toast.timer.isActive()
    (stop,) = toast.buttons
    stop.click()
    assert actions.messages[-1] == "Stopped. No handout was made."
    slow_handout.set()
    actions.wait_until_done()
    QApplication.processEvents()
    assert list(tmp_path.iterdir()) == []
    assert made == []
    assert actions.messages[-1] == "Stopped. No handout was made."


def test_after_a_stop_another_handout_can_be_made_at_once(
    qtbot, actions, window, slow_handout, tmp_path
):
    actions.make_file(tmp_path / "first.html", ABOUT_FLANK)
    window.workspace.messages.toast.buttons[0].click()
    actions.make_file(tmp_path / "second.html", ABOUT_FLANK)
    slow_handout.set()
    qtbot.waitUntil(lambda: actions.messages[-1] == "Handout saved: second.html", timeout=30_000)
    assert [path.name for path in tmp_path.iterdir()] == ["second.html"]


def test_a_saved_handout_offers_to_open_it_and_to_show_its_folder(
    qtbot, actions, window, tmp_path, monkeypatch
):
    opened = []
    monkeypatch.setattr(
        "app.desktop.saved_handout.QDesktopServices.openUrl",
        lambda url: opened.append(url.toLocalFile()),
    )
    saved(qtbot, actions, tmp_path / "sheet.html")
    toast = window.workspace.messages.toast
    assert [button.text() for button in toast.buttons] == ["Open", "Show in folder"]
    toast.buttons[0].click()
    assert opened == [str(tmp_path / "sheet.html")]
    assert not toast.isVisible()


def test_a_web_page_without_an_ending_gets_that_of_a_web_page(qtbot, actions, tmp_path):
    actions.make_file(tmp_path / "sheet", ABOUT_FLANK, suffix=".html")
    assert result(qtbot, actions) == "Handout saved: sheet.html"
