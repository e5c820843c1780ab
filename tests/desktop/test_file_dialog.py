"""The file dialogs: where they begin, what they propose, and what they leave on Windows and macOS.

tests/bootstrap/test_qt_app.py has a dialog on Linux, which leaves nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QStandardPaths

from app.body.regions import FigureId, Place, RegionId, Side
from app.desktop.handout_name import handout_name
from app.session.own_lines import own_line_address
from app.session.state import Showing
from app.workspace import file_dialog
from app.workspace.file_dialog import FileChooser, safe_file_name, without_history

DAY = dt.date(2026, 11, 28)


@pytest.fixture
def stored(monkeypatch, tmp_path):
    """The settings of all Qt programs on a system that keeps them elsewhere, with a past."""
    monkeypatch.setattr(file_dialog.sys, "platform", "win32")

    def settings():
        found = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
        found.beginGroup("FileDialog")
        return found

    monkeypatch.setattr(file_dialog, "_settings", settings)
    settings().setValue("history", ["file:///another"])
    settings().setValue("lastVisited", "file:///another")
    return settings


def test_where_qt_keeps_them_elsewhere_the_values_from_before_are_restored(stored):
    with without_history():
        stored().setValue("history", ["file:///another", "file:///visited"])
        stored().setValue("lastVisited", "file:///visited")
        stored().setValue("sidebarWidth", 80)
    left = {key: stored().value(key) for key in stored().allKeys()}
    assert left == {"history": ["file:///another"], "lastVisited": "file:///another"}


def test_it_begins_in_documents_and_then_where_the_last_file_was(monkeypatch, tmp_path):
    documents, other = tmp_path / "Documents", tmp_path / "other"
    documents.mkdir()
    other.mkdir()
    locations = {QStandardPaths.StandardLocation.DocumentsLocation: str(documents)}
    monkeypatch.setattr(
        QStandardPaths, "writableLocation", lambda kind: locations.get(kind, str(tmp_path))
    )
    asked = []

    def ask(_parent, _title, name, _kinds):
        asked.append(Path(name))
        return str(other / "mine.pdf"), ""

    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", ask)
    chooser = FileChooser()
    assert chooser.ask_where_to_save(None, "Save", "a.pdf", "") == other / "mine.pdf"
    chooser.ask_where_to_save(None, "Save", "b.pdf", "")
    assert asked == [documents / "a.pdf", other / "b.pdf"]
    assert FileChooser().folder == documents
    documents.rmdir()
    assert FileChooser().folder == tmp_path


def test_a_dialog_that_is_closed_gives_no_file_and_is_forgotten(monkeypatch):
    chooser = FileChooser()
    before = chooser.folder
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *_: ("", ""))
    assert chooser.ask_what_to_open(None, "Open", "") is None
    assert chooser.folder == before


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Love handles", "Love handles"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        (" .. hidden . ", "hidden"),
        ("a\u202egnp.exe", "a gnp.exe"),
        ("x" * 300, "x" * 80),
        ("\n\t", ""),
    ],
)
def test_a_name_has_no_characters_that_a_system_refuses(name, safe):
    assert safe_file_name(name) == safe


@pytest.mark.parametrize(
    ("state", "name"),
    [
        ({}, "Back Atlas - 28 Nov 2026.pdf"),
        ({"place": Place(RegionId("flank"), Side.LEFT)}, "Love handles - 28 Nov 2026.pdf"),
        (
            {"list_items": ("flank:left", "flank:right", "lumbar")},
            "Love handles, Small of the back - 28 Nov 2026.pdf",
        ),
        (
            {"list_items": ("flank", "lumbar", "sacral", "underarm", "bra-line")},
            "Love handles, Small of the back, Above the cleft, 2 more - 28 Nov 2026.pdf",
        ),
    ],
)
def test_a_handout_is_named_after_its_regions_and_the_date(qapp, shipped, state, name):
    assert handout_name(shipped, replace(Showing(), **state), DAY, ".pdf") == name


def test_a_handout_uses_the_names_of_the_figure(qapp, shipped):
    showing = replace(
        Showing(), place=Place(RegionId("bra-line")), figure=FigureId("man"), skin="tone-1"
    )
    name = handout_name(shipped, showing, DAY, ".html")
    assert name == "Below the shoulder blades - 28 Nov 2026.html"


def test_what_a_person_typed_is_never_in_the_name(qapp, shipped):
    items = (own_line_address("Maria Muster"),)
    showing = replace(Showing(), list_items=items, place=Place(RegionId("flank")))
    assert "Muster" not in handout_name(shipped, showing, DAY, ".pdf")
