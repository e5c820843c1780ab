"""A press and a key while the first picture is shown reach the window when it is filled."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.architecture.rules import ROOT
from tests.breakout.x_display import XDisplay, require_tools

pytestmark = pytest.mark.slow

# Holds the program back after its first picture until the file `go` is there, then says which
# region it shows.
HELD_BACK = """
import os, sys, time
from pathlib import Path
sys.path.insert(0, {root!r})
import app.cli.explore
from app.bootstrap import qt_app
prepare_words = qt_app.prepare_words
def hold_back(app):
    folder = Path({folder!r})
    (folder / "shown").touch()
    while not (folder / "go").exists():
        time.sleep(0.01)
    prepare_words(app)
qt_app.prepare_words = hold_back
from app.session import session
apply = session.Session.apply
def applied(self, action):
    apply(self, action)
    place = self.showing.place
    print(place.region if place else None, flush=True)
session.Session.apply = applied
from app.cli.main import main
sys.exit(main(["explore", "--size", "1280x800"]))
"""


def wait_for(file: Path) -> None:
    end = time.monotonic() + 60
    while not file.exists():
        assert time.monotonic() < end, f"{file.name} did not appear"
        time.sleep(0.02)


def test_a_press_before_the_rest_is_loaded_opens_the_region(tmp_path: Path) -> None:
    require_tools("Xvfb", "xdotool")
    display = XDisplay(tmp_path, (1280, 800))
    script = HELD_BACK.format(root=str(ROOT), folder=str(tmp_path))
    environment = display.environment | {"BACK_ATLAS_HOME": str(tmp_path / "home")}
    program = subprocess.Popen(
        [sys.executable, "-c", script], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        wait_for(tmp_path / "shown")
        # the small of the back, in the middle of the figure
        display.run_tool("xdotool", "mousemove", "416", "513", "click", "1")
        (tmp_path / "go").touch()
        assert program.stdout is not None
        assert program.stdout.readline().strip() == "lumbar"
    finally:
        program.kill()
        program.communicate()
        display.close()
