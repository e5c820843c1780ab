"""A kiosk with a printer gives a visitor a few sheets, and leaves no file behind."""

from __future__ import annotations

import os
import sys

import pytest
from pypdf import PdfReader

from app.kiosk.handout_actions import MAX_SHEETS_PER_VISITOR, ListPrinter
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
def printing(open_kiosk, tmp_path, monkeypatch):
    """A kiosk with a printer, by the exit code of its print command; and what was printed."""
    folder = tmp_path / "bin"
    folder.mkdir()
    log = folder / "printed"

    def make(code=0, **config):
        (folder / "lp").write_text(COMMAND.format(python=sys.executable, code=code))
        (folder / "lp").chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))
        kiosk = open_kiosk(printer="Hall", **config)
        kiosk.come()
        kiosk.station.session.keep("flank:left")
        kiosk.station.session.open_page(Page.MY_LIST)
        kiosk.settle()
        kiosk.paper = kiosk.workspace.findChild(ListPrinter)
        return kiosk, log

    return make


def press_print(kiosk) -> None:
    kiosk.touch(kiosk.pill("Print"))
    kiosk.paper.wait()
    kiosk.settle()


def test_the_list_is_printed_without_a_dialog_and_no_file_stays(printing, tmp_path):
    kiosk, log = printing()
    press_print(kiosk)
    name, start, length = log.read_text().split()
    assert (name, start) == ("Hall", "b'%PDF-'")
    assert int(length) > 10_000
    assert "The handout was printed." in kiosk.reads()
    assert [file.name for file in tmp_path.rglob("*.pdf")] == ["last.pdf"]


def sheet(log):
    """Width and height of the last sheet, in whole points."""
    box = PdfReader(log.with_name("last.pdf")).pages[0].mediabox
    return int(box.width), int(box.height)


@pytest.mark.parametrize(("paper", "size"), [("letter", LETTER), ("a4", A4), ("", A4)])
def test_the_sheet_has_the_paper_of_the_rules_else_the_usual_one(
    printing, monkeypatch, paper, size
):
    monkeypatch.setattr("os.environ", {**os.environ, "LC_ALL": "de_DE.UTF-8"})
    kiosk, log = printing(paper=paper)
    press_print(kiosk)
    assert sheet(log) == size


def test_a_list_that_cannot_be_printed_whole_is_not_printed(printing, tmp_path, caplog):
    kiosk, log = printing()
    clinic = kiosk.paper._clinic
    clinic.parent.mkdir(parents=True, exist_ok=True)
    clinic.write_text('name = "\u8bca\u6240"\n', "utf-8")
    press_print(kiosk)
    assert not log.exists()
    assert "Please tell the staff at the desk" in kiosk.reads()
    assert "clinic.toml:name: no font of the handout has" in caplog.text


def test_nobody_empties_the_tray_and_the_next_visitor_has_sheets_again(printing):
    kiosk, log = printing()
    for _ in range(MAX_SHEETS_PER_VISITOR + 2):
        press_print(kiosk)
    assert len(log.read_text().splitlines()) == MAX_SHEETS_PER_VISITOR
    assert "Ask at the desk" in kiosk.reads()
    kiosk.station.start_over()
    kiosk.station.session.keep("flank:left")
    kiosk.station.session.open_page(Page.MY_LIST)
    kiosk.settle()
    assert "Ask at the desk" not in kiosk.reads()
    press_print(kiosk)
    assert len(log.read_text().splitlines()) == MAX_SHEETS_PER_VISITOR + 1


def test_a_printer_that_fails_is_told_in_plain_words(printing):
    kiosk, _log = printing(code=1)
    press_print(kiosk)
    assert "Please tell the staff at the desk" in kiosk.reads()


def test_nothing_is_printed_without_the_clinic_that_was_wanted_on_it(printing, tmp_path):
    kiosk, log = printing()
    (tmp_path / "clinic.toml").write_text('phone = "01 234"', "utf-16")
    press_print(kiosk)
    assert "Please tell the staff at the desk" in kiosk.reads()
    assert not log.exists()


def test_what_comes_too_late_is_not_told_to_the_next_visitor(printing):
    kiosk, _log = printing()
    kiosk.touch(kiosk.pill("Print"))
    kiosk.station.start_over()
    kiosk.paper.wait()
    kiosk.settle()
    assert not kiosk.workspace.banner.isVisible()


def test_without_a_printer_nothing_is_offered(kiosk):
    kiosk.come()
    kiosk.station.session.keep("flank:left")
    kiosk.station.session.open_page(Page.MY_LIST)
    kiosk.settle()
    assert not kiosk.has("Print")
