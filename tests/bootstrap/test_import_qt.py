"""Qt is imported without the hook that PySide adds to every import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.architecture.rules import ROOT
from tests.cli.command_runner import environment_of

IMPORT = "import builtins, sys; from app.bootstrap.import_qt import import_qt; "


def output_of(script: str, home: Path) -> str:
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment_of(home),
        check=True,
    )
    return run.stdout.strip()


def test_the_sources_of_later_modules_are_not_read(tmp_path: Path) -> None:
    look = "import app.session.session, linecache; print(len(linecache.cache))"
    hooked = int(output_of(f"from PySide6 import QtWidgets; {look}", tmp_path))
    assert int(output_of(f"{IMPORT}import_qt(); {look}", tmp_path)) < hooked / 2


def test_a_pyside_without_the_hook_is_imported_as_it_is(tmp_path: Path) -> None:
    remove = "import PySide6.QtCore; del builtins.__feature_import__; kept = builtins.__import__; "
    script = f"{IMPORT}{remove}import_qt(); print(builtins.__import__ is kept)"
    assert output_of(script, tmp_path) == "True"


def test_no_module_asks_for_other_names_of_the_methods_of_qt() -> None:
    files = (ROOT / "app").rglob("*.py")
    assert not [file for file in files if "from __feature__ import" in _code(file)]


def _code(file: Path) -> str:
    """The text without that of the module which explains the hook."""
    return "" if file.name == "import_qt.py" else file.read_text("utf-8")
