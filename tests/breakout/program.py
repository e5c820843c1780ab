"""A program under test: started as a process with a probe in it, asked, and ended."""

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
ANSWERS_WITHIN_S = 20.0


@dataclass(frozen=True, slots=True)
class ProgramUnderTest:
    """What is tested: its words, the windows it may show, where its controls are."""

    name: str
    words: tuple[str, ...]
    own: tuple[str, ...]
    targets: Mapping[str, str]
    reset_presses: tuple[str, ...] = ()
    """What is pressed, where it is in sight, to be at the start again."""
    first_press: str = ""
    """What is touched once at the start."""
    environment: Mapping[str, str] = field(default_factory=dict)


KIOSK = ProgramUnderTest(
    "the kiosk",
    ("kiosk", "--alone"),
    ("KioskWindow",),
    {
        "search": "TextField",
        "figure": "FigureCanvas",
        "text": "InfoPanel",
        "link": "TextLabel",
        "button": "Start over",
        "list": "Your list: 0",
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
    """A home in which a keeper has a PIN."""
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    PinStore(KioskFiles.beside_settings(home / "settings.json").pins).set_pin("Anna", PIN)
    return home


def until(holds: Callable[[], bool], seconds: float) -> bool:
    """Waits for a condition, and says whether it came."""
    end = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < end:
        time.sleep(0.05)
    return held


class Program:
    """One process of a Kind."""

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
        words = [sys.executable, "-W", "error", "-m", "tests.breakout.probe_launcher"]
        self.log = home / "output.txt"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*before, *words, ",".join(kind.own), folders, pipes, *kind.words],
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
        """The program's own number, not that of whatever was started before it."""
        self._pid = self._pid or self.ask("pid")
        return self._pid

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    @property
    def said(self) -> str:
        """The last of what it wrote on its way."""
        return self.log.read_text("utf-8", "replace")[-2000:].strip()

    def ask(self, what: str, of: str = "") -> object:
        """Asks the probe.

        Raises:
            TimeoutError: its loop does not turn, or it has ended; with what it said.
        """
        try:
            os.write(self._ask, json.dumps({"what": what, "of": of}).encode() + b"\n")
        except BrokenPipeError:
            raise TimeoutError(f"it has ended: {self.said}") from None
        end = time.monotonic() + ANSWERS_WITHIN_S
        while b"\n" not in self._buffer:
            ready, _, _ = select.select([self._answer], [], [], max(end - time.monotonic(), 0))
            data = os.read(self._answer, 65536) if ready else b""
            if not data:
                raise TimeoutError(f"it does not answer: {self.said}")
            self._buffer += data
        line, _, self._buffer = self._buffer.partition(b"\n")
        return json.loads(line)

    def where(self, of: str) -> tuple[int, int] | None:
        found = self.ask("where", of)
        return None if found is None else tuple(found)

    def children(self) -> list[str]:
        """The processes that it has started and that still run."""
        tasks = Path(f"/proc/{self.pid}/task")
        found = [(task / "children").read_text().split() for task in tasks.iterdir()]
        return [child for some in found for child in some]

    def end(self) -> None:
        """Ends it and whatever it has started; the outermost process takes its children along."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        for pipe in (self._ask, self._answer):
            os.close(pipe)
