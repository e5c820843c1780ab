"""What a report is made of: items of a standard, each with its state and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from app.standards.atlas_text import AtlasText


class ItemState(Enum):
    """What became of an item."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_SCORED = "not scored"
    PROGRAM = "held by the program's tests"
    PEOPLE = "needs people: not done"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class SameAs:
    """The item asks what another one asks; it stands and falls with that."""

    other: str


@dataclass(frozen=True, slots=True)
class NeedsPeople:
    """Only people can judge it."""


@dataclass(frozen=True, slots=True)
class CoveredByTest:
    """It is about the program, not the atlas; the test that holds it."""

    test: str


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """It does not apply, and why."""

    why: str


JudgeFunction = Callable[[AtlasText], Iterable[str]]
"""Looks at the material and gives what is wrong, each with its place; nothing when it is right."""


@dataclass(frozen=True, slots=True)
class StandardRule:
    """One item of a standard, and how it is judged."""

    id: str
    asks: str
    judge: JudgeFunction | SameAs | NeedsPeople | CoveredByTest | NotApplicable


@dataclass(frozen=True, slots=True)
class ReportItem:
    """One judged item; `why` says what is wrong and where, or why nothing was judged."""

    id: str
    standard: str
    asks: str
    state: ItemState
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadabilityRow:
    """The readability of one text: scores with glossary words as one plain word, and raw.

    SMOG is None where there are fewer than 30 sentences: too short, not scored.
    """

    name: str
    sentences: int
    flesch_kincaid: float
    flesch_kincaid_raw: float
    smog: float | None
    smog_raw: float | None


@dataclass(frozen=True, slots=True)
class StandardsReport:
    """All items, in the order of the standards, and the readability of every text.

    `rows` is empty where the library for readability is not installed.
    """

    atlas: str
    version: str
    language: str
    items: tuple[ReportItem, ...]
    rows: tuple[ReadabilityRow, ...]

    def items_of(self, standard: str) -> tuple[ReportItem, ...]:
        return tuple(item for item in self.items if item.standard == standard)

    @property
    def standards(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item.standard for item in self.items))

    @property
    def failed(self) -> tuple[ReportItem, ...]:
        return tuple(item for item in self.items if item.state is ItemState.FAILED)
