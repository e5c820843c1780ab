"""A session leaves nothing of the visitor behind, and start-up pays for no handout."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from app.body.regions import Place, RegionId, Side
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options
from app.desktop.application import DesktopApplication
from app.desktop.handout_actions import HandoutActions
from app.session.state import Page
from app.support.paths import Paths
from tests.architecture.rules import ROOT

CANARY = "zebrafinch-quartz-17"
START = """
import sys
from app.desktop.application import build_window
from app.bootstrap.options import Options
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.qt_app import create_qt_app
from app.session.settings import Settings
app, _ = create_qt_app()
window = build_window(open_atlas(None), Options(), Settings(), keep=print, motion_ms=0)
window.show()
while not window.workspace.canvas.has_painted:
    app.processEvents()
heavy = {"fpdf", "segno", "PIL", "numpy", "textstat", "PySide6.QtPrintSupport"}
print(sorted(heavy & set(sys.modules)))
"""


def tree(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def application(qtbot, tmp_path):
    made = DesktopApplication(open_atlas(None), Options(), Paths.under(tmp_path / "home"))
    qtbot.addWidget(made.window)
    made.window.show()
    qtbot.waitUntil(lambda: made.window.workspace.is_ready)
    return made


def use(qtbot, application, out):
    """Searches, keeps, answers, takes home, starts over and leaves."""
    workspace = application.window.workspace
    session = workspace.session
    for act in (
        lambda: session.set_search(CANARY),
        lambda: session.select_place(Place(RegionId("flank"), Side.LEFT)),
        lambda: session.toggle_list_item("flank:left"),
        lambda: session.toggle_value_answer(("cuts", CANARY)),
        lambda: session.open_page(Page.MY_LIST),
    ):
        act()
        qtbot.waitUntil(lambda: workspace.is_ready)
    desk = workspace.findChild(HandoutActions)
    desk.make_file(out, session.showing)
    desk.wait_until_done()
    session.start_over()
    qtbot.waitUntil(lambda: workspace.is_ready)
    application.window.close()
    application.shut_down()


def test_only_the_file_that_was_asked_for_and_the_appearance_are_left(qtbot, application, tmp_path):
    before = tree(tmp_path)
    use(qtbot, application, tmp_path / "sheet.pdf")
    assert tree(tmp_path) - before == {"sheet.pdf", "home/settings.json"}


def test_what_was_typed_is_nowhere_on_disk(qtbot, application, tmp_path):
    use(qtbot, application, tmp_path / "sheet.html")
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path
    kept = (tmp_path / "home" / "settings.json").read_text("utf-8")
    assert "flank" not in kept


def test_the_showing_after_start_over_is_the_first_one(qtbot, application):
    session = application.window.workspace.session
    first = session.showing
    session.toggle_list_item("lumbar")
    session.toggle_value_answer(("cuts", "none"))
    session.undo_list_change()
    session.start_over()
    assert session.showing == replace(first)


def test_start_up_pays_for_no_handout_no_code_and_no_printer():
    done = subprocess.run(
        [sys.executable, "-c", START],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.stdout.strip() == "[]"
