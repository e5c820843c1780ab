"""A program under test: a process with a probe inside that answers questions."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from app.kiosk.access.pin_store import PinStore
from app.kiosk.config import KioskFiles

ROOT = Path(__file__).resolve().parents[2]
PIN = "482913"
ANSWER_TIMEOUT_S = 20.0


@dataclass(frozen=True, slots=True)
class ProgramUnderTest:
    """A program: its arguments, the windows that it may show, and the names of its controls.

    Attributes:
        name: used in reports.
        arguments: of its command line.
        own: class names of the windows that it may show.
        targets: control names of the attempts, with class, text or accessible name in the program.
        reset_presses: what is pressed, if it is visible, to return to the start page.
        first_press: what is pressed once after a start.
    """

    name: str
    arguments: tuple[str, ...]
    own: tuple[str, ...]
    targets: Mapping[str, str]
    reset_presses: tuple[str, ...] = ()
    first_press: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)


KIOSK = ProgramUnderTest(
    "the kiosk",
    ("kiosk", "--alone"),
    ("KioskWindow",),
    {
        "search": "Search",
        "figure": "FigureCanvas",
        "text": "InfoPanel",
        "link": "TextLabel",
        "button": "Start over",
        "list": "My list: 0",
        "bar": "Toolbar",
    },
    reset_presses=("Cancel", "Start over"),
    first_press="AttractLoop",
)
NAIVE = ProgramUnderTest(
    "the naive program",
    ("naive",),
    ("NaiveWindow",),
    {
        "search": "QLineEdit",
        "figure": "figure",
        "text": "QTextBrowser",
        "link": "link",
        "button": "Start over",
        "list": "QToolBar",
        "bar": "QMenuBar",
    },
    reset_presses=("Start over",),
)


def kiosk_home(folder: Path) -> Path:
    """A folder with a staff PIN."""
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    PinStore(KioskFiles.beside_settings(home / "settings.json").pins).set_pin("Anna", PIN)
    return home


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Wait until the condition is true; False after so many seconds."""
    end = time.monotonic() + seconds
    while not (is_met := condition()) and time.monotonic() < end:
        time.sleep(0.05)
    return is_met


class Program:
    """One process of a ProgramUnderTest; `before` is a command line that it is run with."""

    def __init__(
        self,
        kind: ProgramUnderTest,
        home: Path,
        environment: Mapping[str, str],
        before: tuple[str, ...] = (),
    ) -> None:
        self.kind = kind
        ask_out, self._ask = os.pipe()
        self._answer, answer_in = os.pipe()
        folders = ":".join((str(ROOT), str(home), sys.prefix, sys.base_prefix, "/proc/self"))
        pipes = f"{ask_out},{answer_in}"
        command = [sys.executable, "-W", "error", "-m", "tests.breakout.probe_launcher"]
        self.log = home / "output.txt"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*before, *command, ",".join(kind.own), folders, pipes, *kind.arguments],
                env={**environment, **kind.environment, "BACK_ATLAS_HOME": str(home)},
                cwd=ROOT,
                pass_fds=(ask_out, answer_in),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        os.close(ask_out)
        os.close(answer_in)
        self._buffer = b""
        self._pid = 0

    @property
    def pid(self) -> int:
        """The process id of the program, not of the command that has started it."""
        self._pid = self._pid or self.ask("pid")
        return self._pid

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    @property
    def last_output(self) -> str:
        """The end of its output."""
        return self.log.read_text("utf-8", "replace")[-2000:].strip()

    def ask(self, question: str, of: str = "") -> object:
        """Ask the probe; its methods `answer_...` are the questions.

        Raises:
            TimeoutError: its event loop does not run, or it has ended; with its last output.
        """
        try:
            os.write(self._ask, json.dumps({"question": question, "of": of}).encode() + b"\n")
        except BrokenPipeError:
            raise TimeoutError(f"it has ended: {self.last_output}") from None
        end = time.monotonic() + ANSWER_TIMEOUT_S
        while b"\n" not in self._buffer:
            ready, _, _ = select.select([self._answer], [], [], max(end - time.monotonic(), 0))
            data = os.read(self._answer, 65536) if ready else b""
            if not data:
                raise TimeoutError(f"it does not answer: {self.last_output}")
            self._buffer += data
        line, _, self._buffer = self._buffer.partition(b"\n")
        return json.loads(line)

    def where(self, of: str) -> tuple[int, int] | None:
        found = self.ask("where", of)
        return None if found is None else tuple(found)

    def children(self) -> list[str]:
        """The processes that it has started and that are still running."""
        tasks = Path(f"/proc/{self.pid}/task")
        found = [(task / "children").read_text().split() for task in tasks.iterdir()]
        return [child for some in found for child in some]

    def end(self) -> None:
        """Kill it and every process that it has started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        for pipe in (self._ask, self._answer):
            os.close(pipe)
