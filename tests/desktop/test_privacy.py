"""A session leaves nothing of the visitor behind, and the start loads nothing for a handout."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from app.body.regions import Place, RegionId, Side
from app.bootstrap.options import Options
from app.desktop.application import DesktopApplication
from app.desktop.handout_actions import HandoutActions
from app.session.actions import (
    AddOwnLine,
    AddToList,
    AnswerValue,
    OpenPage,
    SelectRegion,
    SetLineDrafts,
    StartOver,
    Undo,
)
from app.session.own_lines import LineDrafts
from app.session.state import Page
from app.support.paths import Paths
from tests.cli.command_runner import run_code
from tests.desktop.conftest import TIMEOUT_MS

TYPED, OWN_LINE = "zebrafinch-quartz-17", "wombat-basalt-23"
START = """
import sys
from app.desktop.application import build_window
from app.bootstrap.options import Options
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.qt_app import create_qt_app
from app.session.settings import Settings
app, _ = create_qt_app()
window = build_window(open_atlas(None), Options(), Settings(), save=print, motion_ms=0)
window.show()
while not window.workspace.canvas.has_painted:
    app.processEvents()
heavy = {"fpdf", "segno", "PIL", "numpy", "textstat", "PySide6.QtPrintSupport", "rapidfuzz"}
heavy |= {"app.workspace.search", "app.atlas.search_index"}
print(sorted(heavy & set(sys.modules)))
"""


def _files_in(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def application(qtbot, shipped, tmp_path):
    application = DesktopApplication(shipped, Options(), Paths.under(tmp_path / "home"))
    qtbot.addWidget(application.window)
    application.window.show()
    qtbot.waitUntil(lambda: application.window.workspace.is_ready, timeout=TIMEOUT_MS)
    return application


def _use(qtbot, application, out):
    """Search, select, collect, answer, save a handout, start over and close."""
    workspace = application.window.workspace
    QTest.keyClicks(workspace.search_field, TYPED)
    for action in (
        SelectRegion(Place(RegionId("flank"), Side.LEFT)),
        AddToList("flank:left"),
        AddOwnLine(OWN_LINE),
        SetLineDrafts(LineDrafts(TYPED)),
        AnswerValue("cuts", TYPED),
        OpenPage(Page.MY_LIST),
    ):
        workspace.apply(action)
        qtbot.waitUntil(lambda: workspace.is_ready, timeout=TIMEOUT_MS)
    handouts = workspace.findChild(HandoutActions)
    handouts.make_file(out, workspace.session.showing)
    handouts.wait_until_done()
    workspace.apply(StartOver(is_final=True))
    qtbot.waitUntil(lambda: workspace.is_ready, timeout=TIMEOUT_MS)
    application.window.close()
    application.shut_down()


def test_only_the_handout_and_the_appearance_are_saved_and_nothing_that_was_typed(
    qtbot, application, tmp_path
):
    before = _files_in(tmp_path)
    _use(qtbot, application, tmp_path / "sheet.html")
    assert _files_in(tmp_path) - before == {"sheet.html", "home/settings.json"}
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in files if TYPED.encode() in path.read_bytes()] == []
    assert [path.name for path in files if OWN_LINE.encode() in path.read_bytes()] == ["sheet.html"]
    assert "flank" not in (tmp_path / "home" / "settings.json").read_text("utf-8")


def test_starting_over_restores_the_first_state(qtbot, application):
    workspace = application.window.workspace
    first = workspace.session.showing
    for action in (
        AddToList("lumbar"),
        AnswerValue("cuts", "none"),
        Undo(),
        StartOver(is_final=True),
    ):
        workspace.apply(action)
    assert workspace.session.showing == first


def test_the_first_picture_needs_no_module_for_handouts_codes_or_printing():
    done = run_code(START, QT_QPA_PLATFORM="offscreen")
    assert done.stdout.strip() == "[]", done.stderr
