"""An error anywhere in a command ends it with one sentence and a code, and writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.support.exit_codes import ExitCode
from tests.cli.command_runner import run, save_handout, save_picture

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
    "app.workspace.workspace:Workspace.paintEvent",
    "app.workspace.workspace:Workspace.resizeEvent",
    "app.canvas.canvas:FigureCanvas.paintEvent",
    "app.panels.panel:InfoPanel.set_showing",  # called by a slot
    "app.desktop.window:DesktopWindow.event",
]
OUTSIDE_QT = [
    "app.cli.picture:build_window",
    "app.cli.picture:grab_png",
    "app.cli.picture:create_qt_app",
]


def _failing(where: str, error: str = "ZeroDivisionError()") -> str:
    return f"{FAILS}\nfail({where!r}, {error})\n"


@pytest.mark.parametrize("where", IN_QT + OUTSIDE_QT)
def test_an_error_while_a_picture_is_made_exits_with_seventy(
    atlas_folder: Path, tmp_path: Path, where: str
) -> None:
    done = save_picture(atlas_folder, tmp_path / "x.png", first=_failing(where))
    assert done.returncode == ExitCode.INTERNAL_ERROR, done.stderr
    assert "something unexpected happened (ZeroDivisionError)" in done.stderr
    assert done.stderr.count("\n") == 1
    assert [file.name for file in tmp_path.iterdir()] == ["atlas"]


def test_a_mistake_of_the_atlas_found_late_is_reported_as_a_mistake(
    atlas_folder: Path, tmp_path: Path
) -> None:
    first = (
        "from app.support.validation_errors import ContentError, ValidationIssue\n"
        f"{FAILS}\n"
        "error = ContentError((ValidationIssue('a.toml', 'b', 'it is wrong', 'correct it'),))\n"
        "fail('app.panels.panel:InfoPanel.set_showing', error)\n"
    )
    done = save_picture(atlas_folder, tmp_path / "x.png", first=first)
    assert done.returncode == ExitCode.INVALID_ATLAS
    assert done.stderr == "back-atlas: a.toml:b: it is wrong: correct it\n"


def test_an_error_in_a_thread_fails_the_picture(atlas_folder: Path, tmp_path: Path) -> None:
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
    done = save_picture(atlas_folder, tmp_path / "x.png", first=first)
    assert done.returncode == ExitCode.INTERNAL_ERROR
    assert not (tmp_path / "x.png").exists()


def test_a_window_that_never_becomes_ready_fails_the_picture(
    atlas_folder: Path, tmp_path: Path
) -> None:
    first = f"""{FAILS}
import app.cli.picture, app.workspace.workspace
app.cli.picture.TIMEOUT_S = 0.0
app.workspace.workspace.Workspace.is_ready = False
"""
    done = save_picture(atlas_folder, tmp_path / "x.png", first=first)
    assert done.returncode == ExitCode.INTERNAL_ERROR
    assert "NotReadyError" in done.stderr
    assert not (tmp_path / "x.png").exists()


@pytest.mark.parametrize(
    "where", ["app.handout.make:make_sheet", "fpdf:FPDF.output", "app.cli.handout:read_clinic"]
)
@pytest.mark.parametrize("error", ["ZeroDivisionError()", "MemoryError()"])
def test_an_error_while_a_handout_is_made_exits_with_seventy(
    atlas_folder: Path, tmp_path: Path, where: str, error: str
) -> None:
    done = save_handout(atlas_folder, tmp_path / "x.pdf", first=_failing(where, error))
    assert done.returncode == ExitCode.INTERNAL_ERROR
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    assert [file.name for file in tmp_path.iterdir()] == ["atlas"]


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        (["check"], "app.atlas.validation.check:check_atlas"),
        (["check", "--standards"], "app.standards.report:make_report"),
        (["kiosk", "--check"], "app.cli.kiosk_check:probe_display"),
        (["kiosk", "--set-pin"], "app.kiosk.access.pin_store:PinStore.__init__"),
        (["kiosk", "--remove-pin", "a"], "app.kiosk.access.pin_store:PinStore.__init__"),
        (["explore"], "app.desktop.application:DesktopApplication"),
        (["present"], "app.desktop.application:DesktopApplication"),
        (["kiosk", "--alone"], "app.cli.kiosk:KioskRun"),
        (["--version"], "app.cli.main:parse_options"),
        (["check"], "app.cli.main:open_log"),
        (["check"], "app.support.paths:Paths.for_user"),
    ],
)
def test_an_error_in_any_command_exits_with_seventy(arguments: list[str], where: str) -> None:
    done = run(*arguments, first=_failing(where))
    assert done.returncode == ExitCode.INTERNAL_ERROR, done.stderr
    assert "something unexpected happened (ZeroDivisionError" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_that_cannot_be_read_is_reported_with_the_remedy() -> None:
    error = "PermissionError(13, 'Permission denied', '/some/file')"
    done = run("check", first=_failing("app.atlas.validation.check:check_atlas", error))
    assert done.returncode == ExitCode.IO_ERROR
    assert done.stderr == (
        "back-atlas: /some/file: Permission denied: check that it exists and that you may read and"
        " write it\n"
    )


def test_a_window_opens_and_closes_on_a_python_without_set_blocking() -> None:
    first = """
os.environ["QT_QPA_PLATFORM"] = "offscreen"
del os.set_blocking
from app.canvas.canvas import FigureCanvas
FigureCanvas.paintEvent = lambda *_: os.kill(os.getpid(), signal.SIGTERM)
"""
    done = run("explore", first=first)
    assert (done.returncode, done.stderr) == (0, "")
