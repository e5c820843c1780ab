"""Validation errors and warnings.

One line each with file, place, reason and fix, collected while a file is checked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

ReportTextError = Callable[[int, str, str], None]
"""Reports an error in a text: its line counted from 1, what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class ValidationIssue:
    """One mistake in an atlas: `file:place: what is wrong: what to do`."""

    file: str
    place: str
    reason: str
    fix: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.place}" if self.place else self.file
        return f"{where}: {self.reason}: {self.fix}"


@dataclass(frozen=True, slots=True)
class ValidationWarning:
    """Something in a file that is no mistake, and that its author should look at all the same."""

    file: str
    place: str
    text: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.place}" if self.place else self.file
        return f"look at {where}: {self.text}"


class ContentError(Exception):
    """An atlas cannot be used; carries all its mistakes."""

    def __init__(self, mistakes: tuple[ValidationIssue, ...]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.errors = mistakes

    @property
    def lines(self) -> tuple[str, ...]:
        """What to tell a person, a line for each mistake."""
        return tuple(map(str, self.errors))


class NoAtlasError(ContentError):
    """A folder that is no atlas at all; one sentence says why."""

    def __init__(self, folder: str, why: str) -> None:
        super().__init__((ValidationIssue(folder, "", why, "name the folder of an atlas"),))
        self.message = f"{folder} is no atlas: {why}"

    def __str__(self) -> str:
        return self.message

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.message,)


MAX_ERRORS = 1_000
MAX_WARNINGS = 200
MAX_MESSAGE_LENGTH = 200
FORMAT_HINT = "see docs/atlas-format.md"


class Findings:
    """Collects mistakes and remarks; words of a file come into them shortened, without tricks."""

    def __init__(self) -> None:
        self._mistakes: dict[ValidationIssue, None] = {}
        self._remarks: dict[ValidationWarning, None] = {}

    @property
    def errors(self) -> tuple[ValidationIssue, ...]:
        return tuple(self._mistakes)

    def report(self, file: str, place: str, wrong: str, mend: str = FORMAT_HINT) -> None:
        if len(self._mistakes) < MAX_ERRORS:
            mistake = ValidationIssue(
                printable(file), printable(place), printable(wrong), printable(mend)
            )
            self._mistakes.setdefault(mistake)

    @property
    def warnings(self) -> tuple[ValidationWarning, ...]:
        return tuple(self._remarks)

    @property
    def accepts_warnings(self) -> bool:
        """Whether there are not too many yet."""
        return len(self._remarks) < MAX_WARNINGS

    def warn(self, file: str, place: str, words: str) -> None:
        if self.accepts_warnings:
            self._remarks.setdefault(
                ValidationWarning(printable(file), printable(place), printable(words))
            )


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file, with the findings that mistakes of it go to."""

    findings: Findings
    file: str
    place: str = ""

    def at(self, *keys: str | int) -> Location:
        """Go down by keys: a name, or the number of an item in a list."""
        place = self.place
        for key in keys:
            step = f"[{key}]" if isinstance(key, int) else key
            place = f"{place}.{step}" if place and isinstance(key, str) else place + step
        return Location(self.findings, self.file, place)

    def report(self, wrong: str, mend: str = FORMAT_HINT) -> None:
        self.findings.report(self.file, self.place, wrong, mend)

    def warn(self, words: str) -> None:
        self.findings.warn(self.file, self.place, words)

    def report_text_error(self) -> ReportTextError:
        """Give the note of a text: its mistakes come with the line in the text."""
        return partial(_report_line, self)


def _report_line(spot: Location, line: int, wrong: str, mend: str) -> None:
    spot.findings.report(spot.file, f"{spot.place} line {line}", wrong, mend)


def printable(text: str) -> str:
    """Show a text in one line, cut short, with anything unprintable spelled out."""
    cut = text if len(text) <= MAX_MESSAGE_LENGTH else f"{text[:MAX_MESSAGE_LENGTH]}..."
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in cut)
