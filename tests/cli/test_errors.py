"""Does an error anywhere in a command end it, with a sentence and a code, and nothing written?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command_runner import handout, picture, run

FAILS = """
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import importlib
def fail(where, error):
    module, _, name = where.partition(":")
    at = importlib.import_module(module)
    *owners, name = name.split(".")
    for owner in owners: at = getattr(at, owner)
    def failing(*_, **__): raise error
    setattr(at, name, failing)
"""
IN_QT = [
    "app.workspace.workspace:Workspace._show_panel",  # a slot
    "app.workspace.workspace:Workspace.paintEvent",
    "app.workspace.workspace:Workspace.resizeEvent",
    "app.canvas.canvas:FigureCanvas.paintEvent",
    "app.panels.panel:InfoPanel.set_showing",
    "app.desktop.window:DesktopWindow.event",
]
OUTSIDE = [
    "app.cli.picture:build_window",
    "app.cli.picture:grab_png",
    "app.cli.picture:create_qt_app",
]


def _failing(where: str, error: str = "ZeroDivisionError()") -> str:
    return f"{FAILS}\nfail({where!r}, {error})\n"


@pytest.mark.parametrize("where", IN_QT + OUTSIDE)
def test_a_picture_in_which_anything_fails_ends_with_seventy(
    atlas_folder: Path, tmp_path: Path, where: str
) -> None:
    done = picture(atlas_folder, tmp_path / "x.png", first=_failing(where))
    assert done.returncode == 70, done.stderr
    assert "something unexpected happened (ZeroDivisionError)" in done.stderr
    assert done.stderr.count("\n") == 1
    assert [one.name for one in tmp_path.iterdir()] == ["atlas"]


def test_a_mistake_that_is_met_late_is_told_as_one(atlas_folder: Path, tmp_path: Path) -> None:
    mistake = (
        "from app.support.validation_errors import ContentError, ValidationIssue\n"
        f"{FAILS}\n"
        "bad = ContentError((ValidationIssue('a.toml', 'b', 'it is wrong', 'mend it'),))\n"
        "fail('app.panels.panel:InfoPanel.set_showing', bad)\n"
    )
    done = picture(atlas_folder, tmp_path / "x.png", first=mistake)
    assert done.returncode == 1
    assert done.stderr == "back-atlas: a.toml:b: it is wrong: mend it\n"


def test_a_thread_that_fails_fails_the_picture(atlas_folder: Path, tmp_path: Path) -> None:
    first = f"""{FAILS}
import threading
import app.cli.picture
real = app.cli.picture.grab_png
def fails(): raise ZeroDivisionError
def grab_png(widget):
    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
    return real(widget)
app.cli.picture.grab_png = grab_png
"""
    assert picture(atlas_folder, tmp_path / "x.png", first=first).returncode == 70
    assert not (tmp_path / "x.png").exists()


def test_a_window_that_is_never_ready_ends_the_picture(atlas_folder: Path, tmp_path: Path) -> None:
    first = f"""{FAILS}
import app.cli.picture, app.workspace.workspace
app.cli.picture.TIMEOUT_S = 0.0
app.workspace.workspace.Workspace.is_ready = False
"""
    done = picture(atlas_folder, tmp_path / "x.png", first=first)
    assert done.returncode == 70
    assert "NotReadyError" in done.stderr
    assert not (tmp_path / "x.png").exists()


@pytest.mark.parametrize(
    "where", ["app.handout.make:make_sheet", "fpdf:FPDF.output", "app.cli.handout:read_clinic"]
)
@pytest.mark.parametrize("error", ["ZeroDivisionError()", "MemoryError()"])
def test_a_handout_in_which_anything_fails_ends_with_seventy(
    atlas_folder: Path, tmp_path: Path, where: str, error: str
) -> None:
    done = handout(atlas_folder, tmp_path / "x.pdf", first=_failing(where, error))
    assert done.returncode == 70
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    assert [one.name for one in tmp_path.iterdir()] == ["atlas"]


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (["check"], "app.atlas.validation.check:check_atlas"),
        (["check", "--standards"], "app.standards.report:make_report"),
        (["kiosk", "--check"], "app.cli.kiosk_check:probe_display"),
        (["kiosk", "--set-pin"], "app.cli.kiosk:PinStore"),
        (["kiosk", "--remove-pin", "a"], "app.cli.kiosk_pin:PinStore"),
        (["explore"], "app.cli.explore:DesktopApplication"),
        (["present"], "app.cli.explore:DesktopApplication"),
        (["kiosk", "--alone"], "app.cli.kiosk:KioskRun"),
        (["--version"], "app.cli.main:parse_options"),
        (["check"], "app.cli.main:open_log"),
        (["check"], "app.support.paths:Paths.for_user"),
    ],
)
def test_every_command_in_which_anything_fails_ends_with_seventy(
    words: list[str], where: str
) -> None:
    done = run(*words, first=_failing(where))
    assert done.returncode == 70
    assert "something unexpected happened (ZeroDivisionError" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_that_cannot_be_read_is_told_with_what_to_do() -> None:
    error = "PermissionError(13, 'Permission denied', '/some/file')"
    done = run("check", first=_failing("app.atlas.validation.check:check_atlas", error))
    assert done.returncode == 74
    assert done.stderr == (
        "back-atlas: /some/file: Permission denied: look whether it is there and whether you may"
        " read and write it\n"
    )


def test_a_window_opens_and_closes_on_a_python_without_set_blocking() -> None:
    first = """
os.environ["QT_QPA_PLATFORM"] = "offscreen"
del os.set_blocking
from app.desktop.window import DesktopWindow
DesktopWindow.showEvent = lambda *_: os.kill(os.getpid(), signal.SIGTERM)
"""
    done = run("explore", first=first)
    assert (done.returncode, done.stderr) == (0, "")
