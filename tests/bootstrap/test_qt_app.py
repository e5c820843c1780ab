"""The QApplication: file dialogs save no folder, and a screen reader says its name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.architecture.rules import ROOT
from tests.cli.command_runner import environment_of

BROWSE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog
from app.bootstrap.qt_app import create_qt_app
app, messages = create_qt_app()
def finish():
    dialog = app.activeModalWidget()
    dialog.setDirectory(sys.argv[1])
    dialog.accept() if accepts else dialog.reject()
options = QFileDialog.Option.DontUseNativeDialog | QFileDialog.Option.DontConfirmOverwrite
for name in ("getSaveFileName", "getOpenFileName", "getOpenFileNames"):
    for accepts in (True, False):
        QTimer.singleShot(0, finish)
        file = sys.argv[1] + "/x.pdf"
        chosen, _ = getattr(QFileDialog, name)(None, "", file, "PDF (*.pdf)", "", options)
        print(name, bool(chosen) == accepts)
"""


def test_no_file_dialog_saves_the_folder_that_was_opened(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "patients"
    home.mkdir()
    folder.mkdir()
    (folder / "x.pdf").write_bytes(b"")
    done = subprocess.run(
        [sys.executable, "-c", BROWSE, folder],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment_of(home),
        timeout=60,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert done.stdout.count("True") == 6, done.stdout
    left = [file for file in home.rglob("*") if file.is_file()]
    assert not any(b"patients" in file.read_bytes() for file in left), left
    assert not any(file.name == "QtProject.conf" for file in left)


def test_a_screen_reader_says_the_name_of_the_program(tmp_path: Path) -> None:
    ask = """
from app.bootstrap.qt_app import create_qt_app
app, messages = create_qt_app()
from PySide6.QtGui import QAccessible
print(QAccessible.queryAccessibleInterface(app).text(QAccessible.Text.Name))
"""
    done = subprocess.run(
        [sys.executable, "-c", ask],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment_of(tmp_path),
        timeout=60,
    )
    assert done.stdout == "Back Atlas\n"
