"""A kiosk with a printer prints a few sheets for each visitor, and leaves no file behind."""

from __future__ import annotations

import os
import sys

import pytest
from pypdf import PdfReader

from app.kiosk.handout_actions import MAX_SHEETS_PER_VISITOR, ListPrinter
from app.session.actions import AddToList, OpenPage
from app.session.state import Page

A4, LETTER = (595, 841), (612, 792)
COMMAND = """#!{python}
import sys
from pathlib import Path

log = Path(sys.argv[0]).with_name("printed")
data = sys.stdin.buffer.read()
with log.open("a") as out:
    out.write(f"{{sys.argv[2]}} {{data[:5]!r}} {{len(data)}}\\n")
log.with_name("last.pdf").write_bytes(data)
sys.exit({code})
"""


@pytest.fixture
def open_printing_kiosk(open_kiosk, tmp_path, monkeypatch):
    """A function that opens a kiosk at the list of a visitor; it also returns the print log.

    The print command exits with `code`, and the config has the printer Hall.
    """
    folder = tmp_path / "bin"
    folder.mkdir()
    log = folder / "printed"

    def make(code=0, **config):
        (folder / "lp").write_text(COMMAND.format(python=sys.executable, code=code))
        (folder / "lp").chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))
        kiosk = open_kiosk(printer="Hall", **config)
        kiosk.start_visit()
        kiosk.apply(AddToList("flank:left"), OpenPage(Page.MY_LIST))
        return kiosk, log

    return make


def wait_for_printer(kiosk) -> None:
    kiosk.workspace.findChild(ListPrinter).wait()
    kiosk.settle()


def press_print(kiosk) -> None:
    kiosk.touch(kiosk.button("Print"))
    wait_for_printer(kiosk)


def test_the_list_is_printed_without_a_dialog_and_leaves_no_file(open_printing_kiosk, tmp_path):
    kiosk, log = open_printing_kiosk()
    press_print(kiosk)
    name, start, length = log.read_text().split()
    assert (name, start) == ("Hall", "b'%PDF-'")
    assert int(length) > 10_000
    assert "The handout was printed." in kiosk.visible_text()
    assert [file.name for file in tmp_path.rglob("*.pdf")] == ["last.pdf"]


def page_size(log):
    """Width and height of the last page printed, in whole points."""
    box = PdfReader(log.with_name("last.pdf")).pages[0].mediabox
    return int(box.width), int(box.height)


@pytest.mark.parametrize(("paper", "size"), [("letter", LETTER), ("a4", A4), ("", A4)])
def test_the_page_has_the_size_from_the_config_or_the_usual_one(
    open_printing_kiosk, monkeypatch, paper, size
):
    monkeypatch.setattr("os.environ", {**os.environ, "LC_ALL": "de_DE.UTF-8"})
    kiosk, log = open_printing_kiosk(paper=paper)
    press_print(kiosk)
    assert page_size(log) == size


def test_a_handout_with_a_character_that_no_font_has_is_not_printed(
    open_printing_kiosk, tmp_path, caplog
):
    kiosk, log = open_printing_kiosk()
    (tmp_path / "clinic.toml").write_text('name = "\u8bca\u6240"\n', "utf-8")
    press_print(kiosk)
    assert not log.exists()
    assert "Please tell the staff at the desk" in kiosk.visible_text()
    assert "clinic.toml:name: no font of the handout has" in caplog.text


def test_each_visitor_can_print_only_a_few_sheets(open_printing_kiosk):
    kiosk, log = open_printing_kiosk()
    for _ in range(MAX_SHEETS_PER_VISITOR + 2):
        press_print(kiosk)
    assert len(log.read_text().splitlines()) == MAX_SHEETS_PER_VISITOR
    assert "ask at the desk" in kiosk.visible_text()
    kiosk.display.start_over()
    kiosk.apply(AddToList("flank:left"), OpenPage(Page.MY_LIST))
    assert "ask at the desk" not in kiosk.visible_text()
    press_print(kiosk)
    assert len(log.read_text().splitlines()) == MAX_SHEETS_PER_VISITOR + 1


def test_a_failing_printer_is_reported_in_plain_words(open_printing_kiosk):
    kiosk, _log = open_printing_kiosk(code=1)
    press_print(kiosk)
    assert "Please tell the staff at the desk" in kiosk.visible_text()


def test_nothing_is_printed_if_the_details_of_the_clinic_cannot_be_read(
    open_printing_kiosk, tmp_path
):
    kiosk, log = open_printing_kiosk()
    (tmp_path / "clinic.toml").write_text('phone = "01 234"', "utf-16")
    press_print(kiosk)
    assert "Please tell the staff at the desk" in kiosk.visible_text()
    assert not log.exists()


def test_a_message_for_a_visitor_who_has_left_is_not_shown_to_the_next(open_printing_kiosk):
    kiosk, _log = open_printing_kiosk()
    kiosk.touch(kiosk.button("Print"))
    kiosk.display.start_over()
    wait_for_printer(kiosk)
    assert not kiosk.workspace.messages.is_visible


def test_a_kiosk_without_a_printer_offers_no_printing(kiosk):
    kiosk.start_visit()
    kiosk.apply(AddToList("flank:left"), OpenPage(Page.MY_LIST))
    assert not kiosk.has_button("Print")
