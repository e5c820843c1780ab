"""The parts of a standards report: rules, and items with their state and reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from app.standards.atlas_text import AtlasText


class ItemState(Enum):
    """The result for an item."""

    PASSED = "passed"
    PRESENT = "present: how good it is was not judged"
    FAILED = "failed"
    NOT_SCORED = "not scored"
    PROGRAM = "held by the program's tests"
    PEOPLE = "needs people: not done"
    NOT_APPLICABLE = "not applicable"


JudgeFunction = Callable[[AtlasText], Iterable[str]]
"""Gives every fault in the texts with its place; nothing if the item passes."""


@dataclass(frozen=True, slots=True)
class SameAs:
    """The item asks the same as another item and has the same result."""

    other: str


@dataclass(frozen=True, slots=True)
class Presence:
    """Only whether the content is there can be checked here, not how good it is.

    `note` gives lines to report beside the result.
    """

    judge: JudgeFunction
    note: JudgeFunction | None = None


@dataclass(frozen=True, slots=True)
class NeedsPeople:
    """Only people can judge it."""


@dataclass(frozen=True, slots=True)
class CoveredByTest:
    """The item is about the program, and this test covers it."""

    test: str


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """It does not apply, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class StandardRule:
    """One item of a standard, and how it is judged."""

    id: str
    asks: str
    judge: JudgeFunction | Presence | SameAs | NeedsPeople | CoveredByTest | NotApplicable


@dataclass(frozen=True, slots=True)
class ReportItem:
    """The result for one item; `why` gives the faults, or why it was not judged."""

    id: str
    standard: str
    asks: str
    state: ItemState
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadabilityRow:
    """The readability of one text as school grades.

    In the `raw` scores every word counts as it is; in the others a glossary term counts as one
    plain word. SMOG is None if the text has fewer than 30 sentences.
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

    `rows` is empty if the library for readability is not installed.
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
