"""Runs the command line in a process of its own, as it is or with something done to it first."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.rules import ROOT

# A shell that starts the tests in the background leaves Ctrl+C ignored, and children inherit it.
PRELUDE = """
import os, runpy, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
def press_ctrl_c(*_): os.kill(os.getpid(), signal.SIGINT)
class AtImport:
    def __init__(self, name, act): self.name, self.act = name, act
    def find_spec(self, name, *_):
        if name == self.name:
            self.name = ""
            self.act()
"""
START = """
sys.argv = ["main.py", *sys.argv[1:]]
runpy.run_path("main.py", run_name="__main__")
"""


def run(*words: object, first: str = "", **more: object) -> subprocess.CompletedProcess[str]:
    """Runs main.py with these words; `first` is code that is run in its process before."""
    started = ["-c", PRELUDE + first + START] if first else ["main.py"]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more
    return subprocess.run(
        [sys.executable, *started, *map(_word, words)],
        check=False,
        text=True,
        errors="replace",
        cwd=ROOT,
        timeout=120,
        **options,
    )


def in_shell(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a line of a shell in which `back-atlas` is the program."""
    named = f'back-atlas() {{ "{sys.executable}" main.py "$@"; }}\n'
    return subprocess.run(
        ["bash", "-c", named + line],
        check=False,
        capture_output=True,
        text=True,
        errors="replace",
        cwd=ROOT,
        env=os.environ | environment,
        timeout=120,
    )


NULL, FULL = (1, 3), (1, 7)


def device(file: Path, numbers: tuple[int, int]) -> Path:
    """A device of our own: where a fault replaces it, the machine does not lose its /dev/null."""
    try:
        os.mknod(file, stat.S_IFCHR | 0o666, os.makedev(*numbers))
        file.open("wb").close()
    except PermissionError:
        pytest.skip("only root makes devices, and not in every container")
    return file


def _word(word: object) -> str | bytes:
    return word if isinstance(word, bytes) else str(word)


def picture(atlas: Path, out: object, **more: object) -> subprocess.CompletedProcess[str]:
    return run("picture", "--atlas", atlas, "--out", out, **more)


def handout(atlas: Path, out: object, **more: object) -> subprocess.CompletedProcess[str]:
    return run("handout", "--atlas", atlas, "--regions", "region-0", "--out", out, **more)


def os_environ(home: Path) -> dict[str, str]:
    """The environment of a person whose home is this folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return kept | {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
