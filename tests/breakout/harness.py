"""One attempt after another against one program, each judged from outside and from inside."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

from tests.breakout.attempts import Attempt
from tests.breakout.program import Program, ProgramUnderTest, until
from tests.breakout.x_display import XDisplay

_RECOVERS_WITHIN_S, _PAINTED_WITHIN_S = 3.0, 6.0
_MAY_DIFFER = 0.01
"""A share of the pixels: what blinks or glides between two pictures."""
_NOTICEABLE = 24


@dataclass(frozen=True, slots=True)
class AttemptResult:
    """What an attempt came to: nothing, or what was seen."""

    attempt: Attempt
    faults: tuple[str, ...]

    @property
    def is_resisted(self) -> bool:
        return not self.faults


class BreakoutRun:
    """A program on a display; after each break-out it is started anew."""

    def __init__(
        self, kind: ProgramUnderTest, display: XDisplay, home: Path, before: tuple[str, ...] = ()
    ) -> None:
        self._kind, self._display, self._home, self._before = kind, display, home, before
        self.program = self._start()

    def run(self, attempts: Iterable[Attempt]) -> list[AttemptResult]:
        return [self._try(attempt) for attempt in attempts]

    def close(self) -> None:
        self.program.end()

    def _start(self) -> Program:
        self._display.run_tool("xrandr", "--output", "screen", "--mode", self._first_mode)
        program = self.program = Program(
            self._kind, self._home, self._display.environment, self._before
        )
        if not until(self._covers, 60):
            raise TimeoutError(f"{self._kind.name} does not come: {program.log.read_text()}")
        if self._kind.first_press and not until(self._begins, 30):
            raise TimeoutError(f"{self._kind.name} does not begin")
        self._reset_program()
        program.ask("arm")
        self._typed, self._documents = self._display.typed(), program.ask("notes")["documents"]
        return program

    @property
    def _first_mode(self) -> str:
        return "x".join(map(str, self._display.size))

    def _begins(self) -> bool:
        """Touches what is touched first, if it is there; says whether it has gone."""
        spot = self.program.where(self._kind.first_press)
        if spot is not None:
            self.touch(spot)
        return spot is None

    def _try(self, attempt: Attempt) -> AttemptResult:
        for line in attempt.does:
            if self.program.is_alive:
                self._do(line)
        faults = tuple(self._faults())
        if faults:
            self.program.end()
            self._start()
        else:
            self._reset_program()
        return AttemptResult(attempt, faults)

    def _do(self, line: str) -> None:
        verb, _, rest = line.partition(" ")
        display = self._display
        if verb == "offer":
            display.set_clipboard(rest)
        elif verb == "mode":
            display.run_tool("xrandr", "--output", "screen", "--mode", self._mode(rest))
        elif verb == "close":
            display.ask_to_close(self._window())
        elif verb == "state":
            action, state = rest.split()
            display.ask_for_state(self._window(), int(action), state)
        elif verb == "behind":
            behind = display.run_tool("xdotool", "search", "--class", "xterm").split()[-1]
            display.run_tool("xdotool", rest, behind)
            display.run_tool("xdotool", "type", "into it")
        elif verb == "type":
            display.run_tool("xdotool", "type", "--delay", "2", *_typed(rest))
        else:
            display.run_tool("xdotool", *self._placed(line))

    def _mode(self, name: str) -> str:
        return self._first_mode if name == "first" else name

    def _placed(self, line: str) -> Iterator[str]:
        """The words of a line with places instead of names."""
        for word in line.split():
            if not word.startswith("{"):
                yield word
            elif word == "{window}":
                yield self._window()
            else:
                yield from map(str, self._spot(word.strip("{}")))

    def _spot(self, name: str) -> tuple[int, int]:
        width, height = self._display.size
        spots = {
            "middle": (width // 2, height // 2),
            "left": (0, height // 2),
            "right": (width - 1, height // 2),
            "upper": (width // 2, 0),
            "lower": (width // 2, height - 1),
            "upper_left": (2, 2),
            "upper_right": (width - 3, 2),
            "lower_left": (2, height - 3),
            "lower_right": (width - 3, height - 3),
        }
        if name in spots:
            return spots[name]
        found = self.program.where(self._kind.targets[name])
        return spots["middle"] if found is None else found

    def _window(self) -> str:
        """The X window of the program: the one that is not the terminal."""
        ours = self._display.run_tool("xdotool", "search", "--pid", str(self.program.pid))
        shown = [number for number, _, _ in self._display.windows()]
        numbers = [hex(int(number)) for number in ours.split()]
        return next((number for number in (*shown, *numbers) if number in numbers), "0x0")

    def _covers(self) -> bool:
        """Whether the uppermost window is the program's and as large as the screen."""
        if not self.program.is_alive:
            return True
        windows = self._display.windows()
        if not windows:
            return False
        number, _, place = windows[0]
        ours = self._display.run_tool("xdotool", "search", "--pid", str(self.program.pid))
        is_ours = number in [hex(int(one)) for one in ours.split()]
        return is_ours and place == (0, 0, *self._screen())

    def _screen(self) -> tuple[int, int]:
        return self._display.picture().size

    def _faults(self) -> Iterator[str]:
        """Everything that can be seen to be wrong now."""
        try:
            yield from self._faults_of_one_that_runs()
        except (TimeoutError, FileNotFoundError):
            # It does not answer, or has gone in the middle of being looked at.
            yield "does not answer"
        if not self.program.is_alive:
            yield f"ended with {self.program.process.returncode}"

    def _faults_of_one_that_runs(self) -> Iterator[str]:
        program = self.program
        told = program.ask("notes")
        # Whoever has been seen already is not waited for.
        covers = until(self._covers, 0 if told["notes"] else _RECOVERS_WITHIN_S)
        if not covers:
            yield "does not cover the screen"
        yield from told["notes"]
        if told["documents"] != self._documents:
            yield f"shows the file {told['documents']}"
        if program.children():
            yield "has started a process"
        if self._display.typed() != self._typed:
            yield "typed into the terminal behind"
        if covers and not told["notes"] and not until(self._shows_itself, _PAINTED_WITHIN_S):
            yield "the screen shows something else"

    def _shows_itself(self) -> bool:
        """Whether the picture of the screen is what the program paints, and nothing over it."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "own.bmp"
            if not self.program.ask("picture", str(file)):
                return False
            own = Image.open(file).convert("RGB")
            own.load()
        return is_same_picture(own, self._display.picture())

    def _reset_program(self) -> None:
        """A fresh start for the next attempt, as the next visitor makes one."""
        self._display.run_tool("xrandr", "--output", "screen", "--mode", self._first_mode)
        until(self._covers, _RECOVERS_WITHIN_S)
        for name in self._kind.reset_presses:
            if (spot := self.program.where(name)) is not None:
                self.touch(spot)

    def touch(self, spot: tuple[int, int]) -> None:
        self._display.run_tool("xdotool", "mousemove", *map(str, spot), "click", "1")


def is_same_picture(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures are the same but for what blinks or glides."""
    if one.size != other.size:
        return False
    apart = ImageChops.difference(one, other).convert("L").point(_is_noticeable)
    return apart.histogram()[255] <= _MAY_DIFFER * one.width * one.height


def _is_noticeable(value: int) -> int:
    return 255 if value > _NOTICEABLE else 0


def _typed(rest: str) -> list[str]:
    """The words to type, behind what xdotool is told about how."""
    words = rest.split()
    if words[0].startswith("--"):
        return [*words[:2], "--", " ".join(words[2:])]
    return ["--", rest]


def report(kind: ProgramUnderTest, verdicts: list[AttemptResult]) -> str:
    """k of n, with the list."""
    lines = [
        f"{verdict.attempt.family} {verdict.attempt.name}: {_said(verdict)}" for verdict in verdicts
    ]
    resisted = sum(verdict.is_resisted for verdict in verdicts)
    return "\n".join(("", f"{kind.name} resists {resisted} of {len(verdicts)}", *lines, ""))


def _said(verdict: AttemptResult) -> str:
    return "; ".join(verdict.faults) or "resisted"
