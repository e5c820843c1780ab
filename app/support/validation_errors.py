"""Errors and warnings that are found while an author's file is checked.

Each is one line with the file, the place in it, what is wrong and what to do about it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

ReportTextError = Callable[[int, str, str], None]
"""Reports an error in a text: its line counted from 1, what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class ValidationIssue:
    """An error in a file, printed as `file:place: what is wrong: what to do`."""

    file: str
    place: str
    reason: str
    fix: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.place}" if self.place else self.file
        return f"{where}: {self.reason}: {self.fix}"


@dataclass(frozen=True, slots=True)
class ValidationWarning:
    """Something in a file that works, but that its author should look at."""

    file: str
    place: str
    text: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.place}" if self.place else self.file
        return f"look at {where}: {self.text}"


def log_warning(warning: ValidationWarning) -> None:
    """Write a warning to the log."""
    import logging  # imported late: opening a trusted atlas does not need it

    logging.getLogger(__name__).warning("%s", warning)


class ContentError(Exception):
    """A file or an atlas cannot be used; `errors` are all the reasons."""

    def __init__(self, errors: tuple[ValidationIssue, ...]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors

    @property
    def lines(self) -> tuple[str, ...]:
        """The errors as text, one line each."""
        return tuple(map(str, self.errors))


MAX_ERRORS = 1_000
MAX_WARNINGS = 200
MAX_MESSAGE_LENGTH = 200


class Findings:
    """Collects the errors and warnings of a check, each once.

    Text from a file is shortened and made printable first. `hint` is the advice for errors that
    come without their own.
    """

    def __init__(self, hint: str = "correct it") -> None:
        self._hint = hint
        self._errors: dict[ValidationIssue, None] = {}
        self._warnings: dict[ValidationWarning, None] = {}

    @property
    def errors(self) -> tuple[ValidationIssue, ...]:
        return tuple(self._errors)

    def report(self, file: str, place: str, reason: str, fix: str = "") -> None:
        """Add an error, unless there are MAX_ERRORS already."""
        if len(self._errors) < MAX_ERRORS:
            error = ValidationIssue(
                printable(file), printable(place), printable(reason), printable(fix or self._hint)
            )
            self._errors.setdefault(error)

    @property
    def warnings(self) -> tuple[ValidationWarning, ...]:
        return tuple(self._warnings)

    @property
    def accepts_warnings(self) -> bool:
        """Whether there are fewer than MAX_WARNINGS."""
        return len(self._warnings) < MAX_WARNINGS

    def warn(self, file: str, place: str, text: str) -> None:
        """Add a warning, unless there are MAX_WARNINGS already."""
        if self.accepts_warnings:
            self._warnings.setdefault(
                ValidationWarning(printable(file), printable(place), printable(text))
            )


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file; what is reported here is added to `findings`."""

    findings: Findings
    file: str
    place: str = ""

    def at(self, *keys: str | int) -> Location:
        """Go down into the file: by the name of a key, or by the index of a list item."""
        place = self.place
        for key in keys:
            step = f"[{key}]" if isinstance(key, int) else key
            place = f"{place}.{step}" if place and isinstance(key, str) else place + step
        return Location(self.findings, self.file, place)

    def report(self, reason: str, fix: str = "") -> None:
        """Report an error here; without a `fix` the author gets the hint of the findings."""
        self.findings.report(self.file, self.place, reason, fix)

    def warn(self, text: str) -> None:
        self.findings.warn(self.file, self.place, text)

    def report_text_error(self) -> ReportTextError:
        """Return the function that reports errors in the text at this place, with their line."""
        return partial(_report_line, self)


def _report_line(location: Location, line: int, reason: str, fix: str) -> None:
    location.findings.report(location.file, f"{location.place} line {line}", reason, fix)


def printable(text: str) -> str:
    """Return a text as one line: shortened, and with unprintable characters spelled out."""
    cut = text if len(text) <= MAX_MESSAGE_LENGTH else f"{text[:MAX_MESSAGE_LENGTH]}..."
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in cut)
