"""Makes one attempt after another on a program, and judges each from outside and from inside."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

from tests.breakout.attempts import Attempt
from tests.breakout.program import Program, ProgramUnderTest, wait_until
from tests.breakout.x_display import XDisplay

_RECOVERY_S, _PAINT_S = 3.0, 6.0
_MAX_DIFFERENT = 0.01
"""The share of the pixels that may differ between two pictures, for what blinks or glides."""
_NOTICEABLE = 24


@dataclass(frozen=True, slots=True)
class AttemptResult:
    """The faults that an attempt has caused; none if it was resisted."""

    attempt: Attempt
    faults: tuple[str, ...]

    @property
    def is_resisted(self) -> bool:
        return not self.faults


class BreakoutRun:
    """A program on a display; it is restarted after each attempt that was not resisted."""

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
        if not wait_until(self._covers, 60):
            raise TimeoutError(f"{self._kind.name} does not start: {program.log.read_text()}")
        if self._kind.first_press and not wait_until(self._press_first, 30):
            raise TimeoutError(f"{self._kind.name} does not react to the first press")
        self._reset_program()
        program.ask("arm")
        self._typed, self._documents = self._display.typed(), program.ask("notes")["documents"]
        return program

    @property
    def _first_mode(self) -> str:
        return "x".join(map(str, self._display.size))

    def _press_first(self) -> bool:
        """Press what has to be pressed first, if it is there; True once it is gone."""
        position = self.program.where(self._kind.first_press)
        if position is not None:
            self.touch(position)
        return position is None

    def _try(self, attempt: Attempt) -> AttemptResult:
        for line in attempt.lines:
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
            display.run_tool("xdotool", *self._with_positions(line))

    def _mode(self, name: str) -> str:
        return self._first_mode if name == "first" else name

    def _with_positions(self, line: str) -> Iterator[str]:
        """The words of a line, with positions in place of names."""
        for word in line.split():
            if not word.startswith("{"):
                yield word
            elif word == "{window}":
                yield self._window()
            else:
                yield from map(str, self._position(word.strip("{}")))

    def _position(self, name: str) -> tuple[int, int]:
        width, height = self._display.size
        positions = {
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
        if name in positions:
            return positions[name]
        found = self.program.where(self._kind.targets[name])
        return positions["middle"] if found is None else found

    def _window(self) -> str:
        """The id of the program's X window."""
        ours = self._display.run_tool("xdotool", "search", "--pid", str(self.program.pid))
        shown = [number for number, _, _ in self._display.windows()]
        numbers = [hex(int(number)) for number in ours.split()]
        return next((number for number in (*shown, *numbers) if number in numbers), "0x0")

    def _covers(self) -> bool:
        """Whether the top window belongs to the program and is as large as the screen."""
        if not self.program.is_alive:
            return True
        windows = self._display.windows()
        if not windows:
            return False
        number, _, rect = windows[0]
        ours = self._display.run_tool("xdotool", "search", "--pid", str(self.program.pid))
        is_ours = number in [hex(int(one)) for one in ours.split()]
        return is_ours and rect == (0, 0, *self._screen())

    def _screen(self) -> tuple[int, int]:
        return self._display.picture().size

    def _faults(self) -> Iterator[str]:
        """Everything that is wrong now."""
        try:
            yield from self._faults_while_running()
        except (TimeoutError, FileNotFoundError):
            # It does not answer, or has ended during the check.
            yield "does not answer"
        if not self.program.is_alive:
            yield f"ended with {self.program.process.returncode}"

    def _faults_while_running(self) -> Iterator[str]:
        program = self.program
        probe = program.ask("notes")
        # After a fault there is no need to wait for recovery.
        covers = wait_until(self._covers, 0 if probe["notes"] else _RECOVERY_S)
        if not covers:
            yield "does not cover the screen"
        yield from probe["notes"]
        if probe["documents"] != self._documents:
            yield f"shows the file {probe['documents']}"
        if program.children():
            yield "has started a process"
        if self._display.typed() != self._typed:
            yield "typed into the terminal behind"
        if covers and not probe["notes"] and not wait_until(self._shows_itself, _PAINT_S):
            yield "the screen shows something else"

    def _shows_itself(self) -> bool:
        """Whether the screen shows exactly what the program paints."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "own.bmp"
            if not self.program.ask("picture", str(file)):
                return False
            own = Image.open(file).convert("RGB")
            own.load()
        return is_same_picture(own, self._display.picture())

    def _reset_program(self) -> None:
        """Bring the program back to its start page for the next attempt."""
        self._display.run_tool("xrandr", "--output", "screen", "--mode", self._first_mode)
        wait_until(self._covers, _RECOVERY_S)
        for name in self._kind.reset_presses:
            if (position := self.program.where(name)) is not None:
                self.touch(position)

    def touch(self, position: tuple[int, int]) -> None:
        self._display.run_tool("xdotool", "mousemove", *map(str, position), "click", "1")


def is_same_picture(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures are the same except for what blinks or glides."""
    if one.size != other.size:
        return False
    difference = ImageChops.difference(one, other).convert("L").point(_is_noticeable)
    return difference.histogram()[255] <= _MAX_DIFFERENT * one.width * one.height


def _is_noticeable(value: int) -> int:
    return 255 if value > _NOTICEABLE else 0


def _typed(rest: str) -> list[str]:
    """The arguments of `xdotool type`: options first, then the text as one argument."""
    words = rest.split()
    if words[0].startswith("--"):
        return [*words[:2], "--", " ".join(words[2:])]
    return ["--", rest]


def report(kind: ProgramUnderTest, results: list[AttemptResult]) -> str:
    """How many attempts were resisted, and the faults of each."""
    lines = [
        f"{result.attempt.family} {result.attempt.name}: {_faults_text(result)}"
        for result in results
    ]
    resisted = sum(result.is_resisted for result in results)
    return "\n".join(("", f"{kind.name} resists {resisted} of {len(results)}", *lines, ""))


def _faults_text(result: AttemptResult) -> str:
    return "; ".join(result.faults) or "resisted"
