"""Do the file dialogs leave the folders that were looked into nowhere on the disk?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.rules import ROOT
from tests.cli.command_runner import os_environ

BROWSE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from app.bootstrap.qt_app import create_qt_app
app, messages = create_qt_app()
def look_into():
    dialog = app.activeModalWidget()
    dialog.setDirectory(sys.argv[2])
    dialog.accept() if sys.argv[3] == "accept" else dialog.reject()
QTimer.singleShot(0, look_into)
options = QFileDialog.Option.DontUseNativeDialog | QFileDialog.Option.DontConfirmOverwrite
getattr(QFileDialog, sys.argv[1])(None, "", sys.argv[2] + "/x.pdf", "PDF (*.pdf)", "", options)
"""


@pytest.mark.parametrize("ending", ["accept", "reject"])
@pytest.mark.parametrize("dialog", ["getSaveFileName", "getOpenFileName", "getOpenFileNames"])
def test_a_folder_that_was_looked_into_is_not_written_down(
    tmp_path: Path, dialog: str, ending: str
) -> None:
    home, looked_into = tmp_path / "home", tmp_path / "patients"
    home.mkdir()
    looked_into.mkdir()
    (looked_into / "x.pdf").write_bytes(b"")
    done = subprocess.run(
        [sys.executable, "-c", BROWSE, dialog, looked_into, ending],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os_environ(home),
        timeout=60,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    left = [one for one in home.rglob("*") if one.is_file()]
    assert not any(b"patients" in one.read_bytes() for one in left), left
    assert not any(one.name == "QtProject.conf" for one in left)
