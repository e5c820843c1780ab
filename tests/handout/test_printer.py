"""Is a finished PDF printed by what the system has, and is what to do said where it has nothing?"""

from __future__ import annotations

import atexit
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.handout.printer import PrintError, print_pdf

PDF = b"%PDF-1.7 of a visitor"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, empty."""
    made = tmp_path / "temporary"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made


class Windows:
    """What Windows is asked for, and what is done when the program ends."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[tuple[bytes, str, str]] = []
        self.at_end: list[tuple[Callable[..., None], tuple[object, ...]]] = []
        self.fails = False
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setattr(os, "startfile", self.start, raising=False)
        monkeypatch.setattr(atexit, "register", lambda act, *on: self.at_end.append((act, on)))

    def start(self, file: str, verb: str, printer: str) -> None:
        if self.fails:
            raise OSError(1155, "No application is associated with the specified file")
        self.asked.append((Path(file).read_bytes(), verb, printer))

    def end(self) -> None:
        for act, on in self.at_end:
            act(*on)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Windows:
    return Windows(monkeypatch)


def test_windows_is_asked_to_print_on_the_printer_that_was_chosen(
    folder: Path, windows: Windows
) -> None:
    print_pdf(PDF, "Front desk")
    assert windows.asked == [(PDF, "printto", '"Front desk"')]


def test_what_windows_was_given_is_gone_when_the_program_ends(
    folder: Path, windows: Windows
) -> None:
    print_pdf(PDF, "Office")
    print_pdf(PDF, "Office")
    assert len(list(folder.iterdir())) == 2
    windows.end()
    assert list(folder.iterdir()) == []


def test_windows_without_a_program_for_pdf_says_what_to_do(folder: Path, windows: Windows) -> None:
    windows.fails = True
    with pytest.raises(PrintError, match=r"No program prints PDF files here .*: make a handout"):
        print_pdf(PDF, "Office")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("platform", ["linux", "darwin", "freebsd14"])
def test_a_system_without_lp_says_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(PrintError, match="make a handout and print the PDF file"):
        print_pdf(PDF, "Office")
    assert list(folder.iterdir()) == []
