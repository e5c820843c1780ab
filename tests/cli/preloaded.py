"""Runs a command in a fork of a process with the program imported.

Importing Qt and the program takes three quarters of the time of a short command.
"""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path

import app.cli.check
import app.cli.explore
import app.cli.handout
import app.cli.main
import app.cli.picture
import app.handout.pdf
import app.painting.labels.layout
import app.panels.region.panel
from tests.architecture.rules import ROOT

assert app


def run_command(arguments: list[str | bytes], code: str, folder: Path) -> None:
    """Execute `code`, then main.py with these arguments; its streams are files in `folder`."""
    for number, name in ((1, "stdout"), (2, "stderr")):
        handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(handle, number)
        os.close(handle)
    os.chdir(ROOT)
    sys.argv = ["main.py", *map(os.fsdecode, arguments)]
    exec(code, {})
    runpy.run_path("main.py", run_name="__main__")
