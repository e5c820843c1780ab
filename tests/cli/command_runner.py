"""Runs the command line in a process of its own, with code that changes something before."""

from __future__ import annotations

import multiprocessing
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.architecture.rules import ROOT

# A shell that starts the tests in the background lets children ignore Ctrl+C.
PRELUDE = """
import os, signal, sys
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
import runpy
sys.argv = ["main.py", *sys.argv[1:]]
runpy.run_path("main.py", run_name="__main__")
"""
TIMEOUT_S = 120
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.cli.preloaded"])

Done = subprocess.CompletedProcess[str]


def run(*arguments: object, first: str = "") -> Done:
    """Run a command in a fork of a process that has imported the program; `first` is run before.

    Python does not start or end as usual in it: use `run_new` for tests of that.
    """
    from tests.cli.preloaded import run_command

    words = [_argument(argument) for argument in arguments]
    with tempfile.TemporaryDirectory() as folder:
        process = _FORKS.Process(target=run_command, args=(words, PRELUDE + first, Path(folder)))
        process.start()
        process.join(TIMEOUT_S)
        if process.exitcode is None:
            process.kill()
            process.join()
        code = process.exitcode
        process.close()
        written = [(Path(folder) / name).read_text("utf-8") for name in ("stdout", "stderr")]
    return Done(words, code, *written)


def run_new(*arguments: object, first: str = "", **environment: str) -> Done:
    """Run main.py in a new process; `first` is code that is executed in it before."""
    start = ["-c", PRELUDE + first + START] if first else ["main.py"]
    return _run_process([sys.executable, *start, *map(_argument, arguments)], environment)


def run_code(code: str, *arguments: object, **environment: str) -> Done:
    """Run a program of Python code in a new process."""
    return _run_process([sys.executable, "-c", code, *map(_argument, arguments)], environment)


def run_shell(line: str, **environment: str) -> Done:
    """Run a line of shell in which `back-atlas` is the program."""
    named = f'back-atlas() {{ "{sys.executable}" main.py "$@"; }}\n'
    return _run_process(["bash", "-c", named + line], environment)


def _run_process(command: list[str | bytes], environment: dict[str, str]) -> Done:
    return subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        errors="replace",
        cwd=ROOT,
        env=os.environ | environment,
        timeout=TIMEOUT_S,
    )


def _argument(argument: object) -> str | bytes:
    return argument if isinstance(argument, bytes) else str(argument)


def save_picture(atlas: Path, out: object, first: str = "") -> Done:
    return run("picture", "--atlas", atlas, "--out", out, first=first)


def save_handout(atlas: Path, out: object, first: str = "") -> Done:
    return run("handout", "--atlas", atlas, "--regions", "region-0", "--out", out, first=first)


NULL, FULL = (1, 3), (1, 7)


def device(file: Path, numbers: tuple[int, int]) -> Path:
    """A device file of our own, so that a fault that replaces it does not harm /dev/null."""
    try:
        os.mknod(file, stat.S_IFCHR | 0o666, os.makedev(*numbers))
        file.open("wb").close()
    except PermissionError:
        pytest.skip("only root creates devices, and not in every container")
    return file


def environment_of(home: Path) -> dict[str, str]:
    """The environment of a user with this home folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return kept | {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
