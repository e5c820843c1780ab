"""What helps to decide: options, what matters, steps, recovery, self-checks; frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.body.regions import RegionId
from app.content.atlas import Statement

LIFE = ("sleeping", "sitting", "band", "desk", "driving", "sport")
"""What recovery touches in daily life; `band` is the bra or the waistband."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to go, told in the same parts as every other.

    `regions` says where it is offered; empty means everywhere. `meets` answers what may matter:
    one statement for each value's id.
    """

    id: str
    name: str
    regions: tuple[RegionId, ...]
    what: Statement
    like: Statement
    good: Statement
    bad: Statement
    recovery: Statement
    unknown: Statement
    meets: Mapping[str, Statement]

    def is_for(self, region: RegionId) -> bool:
        """Whether it is offered for a region."""
        return not self.regions or region in self.regions


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that can be picked."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """One question about what matters; no answer is right or wrong."""

    id: str
    head: str
    question: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of how it is done; `id` is what the cross-section draws."""

    id: str
    says: Statement


@dataclass(frozen=True, slots=True)
class Stage:
    """One time of recovery: what is usual, what to watch for, and daily life by LIFE's ids."""

    id: str
    when: str
    usual: Statement
    watch: Statement
    life: Mapping[str, Statement]


@dataclass(frozen=True, slots=True)
class Check:
    """One self-check: a question, its answers, which is right (from 0), and why."""

    id: str
    ask: str
    answers: tuple[str, ...]
    right: int
    because: Statement


@dataclass(frozen=True, slots=True)
class Note:
    """One thing the atlas says of itself, such as who paid for it."""

    id: str
    head: str
    text: str


@dataclass(frozen=True, slots=True)
class Aid:
    """All of it in one language; empty where an atlas has none."""

    options: tuple[Option, ...] = ()
    values: tuple[Value, ...] = ()
    steps: tuple[Step, ...] = ()
    stages: tuple[Stage, ...] = ()
    notes: tuple[Note, ...] = ()
    checks: Mapping[RegionId, tuple[Check, ...]] = field(default_factory=dict)
