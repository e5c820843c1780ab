"""Printing a finished PDF with the print command of the system, or with a program on Windows."""

from __future__ import annotations

import atexit
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.handout.printer import PrintError, print_pdf
from app.support.translation import Catalogue, source_text

PDF = b"%PDF-1.7 of a visitor"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The empty folder for temporary files."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    return temporary


class Windows:
    """A Windows that records what it is asked to print, and what runs when the program ends."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.printed: list[tuple[bytes, str, str]] = []
        self.at_end: list[tuple[Callable[..., None], tuple[object, ...]]] = []
        self.fails = False
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setattr(os, "startfile", self.start, raising=False)
        monkeypatch.setattr(atexit, "register", lambda act, *on: self.at_end.append((act, on)))

    def start(self, file: str, verb: str, printer: str) -> None:
        if self.fails:
            raise OSError(1155, "No application is associated with the specified file")
        self.printed.append((Path(file).read_bytes(), verb, printer))

    def end(self) -> None:
        for act, on in self.at_end:
            act(*on)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Windows:
    return Windows(monkeypatch)


def test_windows_prints_the_file_on_the_chosen_printer(folder: Path, windows: Windows) -> None:
    print_pdf(PDF, "Front desk", source_text)
    assert windows.printed == [(PDF, "printto", '"Front desk"')]


def test_temporary_files_on_windows_are_deleted_when_the_program_ends(
    folder: Path, windows: Windows
) -> None:
    print_pdf(PDF, "Office", source_text)
    print_pdf(PDF, "Office", source_text)
    assert len(list(folder.iterdir())) == 2
    windows.end()
    assert list(folder.iterdir()) == []


def test_windows_without_a_pdf_program_says_what_to_do(folder: Path, windows: Windows) -> None:
    windows.fails = True
    with pytest.raises(PrintError, match=r"No program prints PDF files here .*: make a handout"):
        print_pdf(PDF, "Office", source_text)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("platform", ["linux", "darwin", "freebsd14"])
def test_a_system_without_a_print_command_says_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(PrintError, match="make a handout and print the PDF file"):
        print_pdf(PDF, "Office", source_text)
    assert list(folder.iterdir()) == []


def test_an_error_is_in_the_language_of_the_window(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", "/nowhere")
    text = "No print command ({command}) was found: make a handout and print the PDF file."
    german = Catalogue({("Printing", text): ("Kein Druckbefehl ({command}).",)}, "de")
    with pytest.raises(PrintError, match=r"Kein Druckbefehl \(lp\)\."):
        print_pdf(PDF, "Office", german.translate)
