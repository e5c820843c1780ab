"""Does Ctrl+C end a command at once, with 130 and nothing written, wherever it comes?"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.command_runner import handout, picture, run

EARLY = [
    "app.__main__",
    "app.support.interrupt",
    "app.cli.main",
    "app.bootstrap.options",
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


def _while(where: str, doing: str = "press_ctrl_c") -> str:
    """Code that replaces a function or a method, once its module is there."""
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


def _left_at_once(done: subprocess.CompletedProcess[str], folder: Path) -> None:
    assert done.returncode == 130, done.stderr
    assert done.stderr == ""
    assert [one.name for one in folder.iterdir()] == ["atlas"]


def _importing(name: str) -> str:
    return f"sys.meta_path.insert(0, AtImport({name!r}, press_ctrl_c))"


@pytest.mark.parametrize("name", EARLY + IN_PICTURE)
def test_a_picture_stops_while_a_module_is_loaded(
    atlas_folder: Path, tmp_path: Path, name: str
) -> None:
    first = f"sys.modules.pop({name!r}, None)\n" + _importing(name)
    _left_at_once(picture(atlas_folder, tmp_path / "x.png", first=first), tmp_path)


@pytest.mark.parametrize("name", IN_HANDOUT)
def test_a_handout_stops_while_a_module_is_loaded(
    atlas_folder: Path, tmp_path: Path, name: str
) -> None:
    first = f"sys.modules.pop({name!r}, None)\n" + _importing(name)
    _left_at_once(handout(atlas_folder, tmp_path / "x.pdf", first=first), tmp_path)


@pytest.mark.parametrize(
    "where",
    [
        "app.workspace.workspace:Workspace._show_panel",
        "app.workspace.workspace:Workspace.paintEvent",
        "app.canvas.canvas:FigureCanvas.resizeEvent",
        "app.cli.picture:grab_png",
        "app.support.write_file:_write_through",
        "os:fsync",
    ],
)
def test_a_picture_stops_while_qt_is_at_work_or_the_file_is_written(
    atlas_folder: Path, tmp_path: Path, where: str
) -> None:
    first = 'os.environ["QT_QPA_PLATFORM"] = "offscreen"\n' + _while(where)
    _left_at_once(picture(atlas_folder, tmp_path / "x.png", first=first), tmp_path)


@pytest.mark.parametrize("where", ["app.handout.make:make_sheet", "fpdf:FPDF.output", "os:fsync"])
def test_a_handout_stops_while_it_is_made_or_written(
    atlas_folder: Path, tmp_path: Path, where: str
) -> None:
    done = handout(atlas_folder, tmp_path / "x.pdf", first=_while(where))
    _left_at_once(done, tmp_path)


def test_a_check_stops_while_it_reads(atlas_folder: Path, tmp_path: Path) -> None:
    done = run("check", atlas_folder, first=_while("tomli:loads"))
    _left_at_once(done, tmp_path)


def test_an_old_file_stays_when_the_new_one_is_interrupted(
    atlas_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "x.pdf").write_bytes(b"old")
    assert handout(atlas_folder, tmp_path / "x.pdf", first=_while("os:fsync")).returncode == 130
    assert (tmp_path / "x.pdf").read_bytes() == b"old"


def test_ctrl_c_after_the_file_is_there_is_too_late(atlas_folder: Path, tmp_path: Path) -> None:
    first = _while("app.support.write_file:_remove_abandoned")
    assert handout(atlas_folder, tmp_path / "x.pdf", first=first).returncode == 0
    assert (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_other_signals_end_it_as_ever_and_leave_nothing_half_written(
    atlas_folder: Path, tmp_path: Path, name: str
) -> None:
    default = f"signal.signal(signal.{name}, signal.SIG_DFL)\n"  # nohup ignores SIGHUP
    end = f"def end(*_): os.kill(os.getpid(), signal.{name})\n"
    first = default + end + _while("os:fsync", "end")
    done = handout(atlas_folder, tmp_path / "x.pdf", first=first)
    assert done.returncode < 0
    assert [one.name for one in tmp_path.iterdir()] == ["atlas"]


def test_a_signal_that_is_ignored_stays_ignored(atlas_folder: Path, tmp_path: Path) -> None:
    first = "signal.signal(signal.SIGINT, signal.SIG_IGN)\n" + _while("os:fsync")
    assert handout(atlas_folder, tmp_path / "x.pdf", first=first).returncode == 0
