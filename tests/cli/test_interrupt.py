"""Ctrl+C ends a command at once with 130, and nothing is written, at any moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.support.exit_codes import ExitCode
from tests.cli.command_runner import Done, run, run_new, save_handout, save_picture

EARLY = [
    "app.__main__",
    "app.support.interrupt",
    "app.cli.main",
    "app.bootstrap.options",
    "app.support.exit_codes",
    "logging",
]
IN_PICTURE = [
    "PySide6",
    "shiboken6",
    "PySide6.QtCore",
    "PySide6.QtWidgets",
    "app.workspace.workspace",
]
IN_HANDOUT = ["msgspec", "tomli", "app.handout.pdf", "fpdf", "PIL.Image"]


def _during(where: str, doing: str = "press_ctrl_c") -> str:
    """Code that makes a function or method, `module:name`, do something before its own work."""
    module, _, name = where.rpartition(":")
    return f"""
import importlib
def act():
    at = importlib.import_module({module!r})
    *owners, name = {name!r}.split(".")
    for owner in owners: at = getattr(at, owner)
    real = getattr(at, name)
    def replaced(*words, **named):
        {doing}()
        return real(*words, **named)
    setattr(at, name, replaced)
from app.support.interrupt import install_exit_handler
install_exit_handler()
act()
"""


def _during_import(name: str) -> str:
    return f"""
sys.modules.pop({name!r}, None)
sys.meta_path.insert(0, AtImport({name!r}, press_ctrl_c))
"""


def _assert_interrupted(done: Done, folder: Path) -> None:
    assert done.returncode == ExitCode.INTERRUPTED, done.stderr
    assert done.stderr == ""
    assert [file.name for file in folder.iterdir()] == ["atlas"]


@pytest.mark.parametrize("name", EARLY + IN_PICTURE)
def test_a_picture_stops_while_a_module_is_imported(
    atlas_folder: Path, tmp_path: Path, name: str
) -> None:
    words = ("picture", "--atlas", atlas_folder, "--out", tmp_path / "x.png")
    _assert_interrupted(run_new(*words, first=_during_import(name)), tmp_path)


@pytest.mark.parametrize("name", IN_HANDOUT)
def test_a_handout_stops_while_a_module_is_imported(
    atlas_folder: Path, tmp_path: Path, name: str
) -> None:
    out = ("--out", tmp_path / "x.pdf")
    words = ("handout", "--atlas", atlas_folder, "--regions", "region-0", *out)
    _assert_interrupted(run_new(*words, first=_during_import(name)), tmp_path)


@pytest.mark.parametrize(
    "where",
    [
        "app.panels.panel:InfoPanel.set_showing",
        "app.workspace.workspace:Workspace.paintEvent",
        "app.canvas.canvas:FigureCanvas.resizeEvent",
        "app.cli.picture:grab_png",
        "app.support.write_file:write_atomically",
        "os:fsync",
    ],
)
def test_a_picture_stops_in_qt_and_while_the_file_is_written(
    atlas_folder: Path, tmp_path: Path, where: str
) -> None:
    done = save_picture(atlas_folder, tmp_path / "x.png", first=_during(where))
    _assert_interrupted(done, tmp_path)


@pytest.mark.parametrize("where", ["app.handout.make:make_sheet", "fpdf:FPDF.output", "os:fsync"])
def test_a_handout_stops_while_it_is_made_or_written(
    atlas_folder: Path, tmp_path: Path, where: str
) -> None:
    done = save_handout(atlas_folder, tmp_path / "x.pdf", first=_during(where))
    _assert_interrupted(done, tmp_path)


def test_a_check_stops_while_it_reads(atlas_folder: Path, tmp_path: Path) -> None:
    _assert_interrupted(run("check", atlas_folder, first=_during("tomli:loads")), tmp_path)


def test_an_old_file_stays_if_writing_the_new_one_is_interrupted(
    atlas_folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "x.pdf"
    out.write_bytes(b"old")
    done = save_handout(atlas_folder, out, first=_during("os:fsync"))
    assert done.returncode == ExitCode.INTERRUPTED
    assert out.read_bytes() == b"old"


def test_ctrl_c_after_the_file_was_written_has_no_effect(
    atlas_folder: Path, tmp_path: Path
) -> None:
    # The program calls glob to find abandoned temporary files, after it has renamed its own.
    press = "def press(): os.write(2, b'pressed'); press_ctrl_c()\n"
    first = press + _during("pathlib:Path.glob", "press")
    done = save_handout(atlas_folder, tmp_path / "x.pdf", first=first)
    assert (done.returncode, done.stderr) == (ExitCode.OK, "pressed")
    assert (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_other_signals_end_the_process_as_usual_and_leave_no_partial_file(
    atlas_folder: Path, tmp_path: Path, name: str
) -> None:
    default = f"signal.signal(signal.{name}, signal.SIG_DFL)\n"  # nohup ignores SIGHUP
    end = f"def end(*_): os.kill(os.getpid(), signal.{name})\n"
    first = default + end + _during("os:fsync", "end")
    done = save_handout(atlas_folder, tmp_path / "x.pdf", first=first)
    assert done.returncode < 0
    assert [file.name for file in tmp_path.iterdir()] == ["atlas"]


def test_an_ignored_signal_stays_ignored(atlas_folder: Path, tmp_path: Path) -> None:
    first = "signal.signal(signal.SIGINT, signal.SIG_IGN)\n" + _during("os:fsync")
    assert save_handout(atlas_folder, tmp_path / "x.pdf", first=first).returncode == ExitCode.OK
