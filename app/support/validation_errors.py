"""Validation errors and warnings.

One line each with file, place, reason and fix, collected while a file is checked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

Note = Callable[[int, str, str], None]
"""Reports an error in a text: its line counted from 1, what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in an atlas: `file:place: what is wrong: what to do`."""

    file: str
    place: str
    wrong: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.place}" if self.place else self.file
        return f"{where}: {self.wrong}: {self.mend}"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a file that is no mistake, and that its author should look at all the same."""

    file: str
    place: str
    words: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.place}" if self.place else self.file
        return f"look at {where}: {self.words}"


class ContentError(Exception):
    """An atlas cannot be used; carries all its mistakes."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes

    @property
    def lines(self) -> tuple[str, ...]:
        """What to tell a person, a line for each mistake."""
        return tuple(map(str, self.mistakes))


class NoAtlasError(ContentError):
    """A folder that is no atlas at all; one sentence says why."""

    def __init__(self, folder: str, why: str) -> None:
        super().__init__((Mistake(folder, "", why, "name the folder of an atlas"),))
        self.sentence = f"{folder} is no atlas: {why}"

    def __str__(self) -> str:
        return self.sentence

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.sentence,)


MOST_MISTAKES = 1_000
MOST_REMARKS = 200
MOST_LETTERS = 200
FORMAT = "see docs/atlas-format.md"


class Findings:
    """Collects mistakes and remarks; words of a file come into them shortened, without tricks."""

    def __init__(self) -> None:
        self._mistakes: dict[Mistake, None] = {}
        self._remarks: dict[Remark, None] = {}

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        return tuple(self._mistakes)

    def note(self, file: str, place: str, wrong: str, mend: str = FORMAT) -> None:
        if len(self._mistakes) < MOST_MISTAKES:
            mistake = Mistake(plain(file), plain(place), plain(wrong), plain(mend))
            self._mistakes.setdefault(mistake)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        return tuple(self._remarks)

    @property
    def takes_remarks(self) -> bool:
        """Whether there are not too many yet."""
        return len(self._remarks) < MOST_REMARKS

    def look_at(self, file: str, place: str, words: str) -> None:
        if self.takes_remarks:
            self._remarks.setdefault(Remark(plain(file), plain(place), plain(words)))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file, with the findings that mistakes of it go to."""

    findings: Findings
    file: str
    place: str = ""

    def at(self, *keys: str | int) -> Spot:
        """Go down by keys: a name, or the number of an item in a list."""
        place = self.place
        for key in keys:
            step = f"[{key}]" if isinstance(key, int) else key
            place = f"{place}.{step}" if place and isinstance(key, str) else place + step
        return Spot(self.findings, self.file, place)

    def note(self, wrong: str, mend: str = FORMAT) -> None:
        self.findings.note(self.file, self.place, wrong, mend)

    def look_at(self, words: str) -> None:
        self.findings.look_at(self.file, self.place, words)

    def in_text(self) -> Note:
        """Give the note of a text: its mistakes come with the line in the text."""
        return partial(_note_line, self)


def _note_line(spot: Spot, line: int, wrong: str, mend: str) -> None:
    spot.findings.note(spot.file, f"{spot.place} line {line}", wrong, mend)


def plain(text: str) -> str:
    """Show a text in one line, cut short, with anything unprintable spelled out."""
    cut = text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}..."
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in cut)
