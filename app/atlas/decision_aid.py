"""Decision aid.

Treatment options, what matters to the reader, procedure steps, recovery stages and quiz
questions, and the functions that build them from TOML tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.atlas.header import Record
from app.atlas.model import Statement
from app.atlas.records import statement
from app.body.regions import RegionId

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


OPTION_PARTS = ("what", "like", "good", "bad", "recovery", "unknown")
Read = Callable[[str], Record | None]


def aid(read: Read, regions: Iterable[RegionId], words: Mapping[str, str]) -> Aid:
    """Make all of it; `read` gives a file of the language's folder, or None where it is absent."""

    def listed(file: str, key: str) -> list[Any]:
        found = read(file)
        return list(found[key]) if found else []

    return Aid(
        options=tuple(_option(raw, words) for raw in listed("options.toml", "options")),
        values=tuple(_value(raw) for raw in listed("values.toml", "values")),
        steps=tuple(
            Step(raw["id"], statement(raw["says"], raw["id"], words))
            for raw in listed("steps.toml", "steps")
        ),
        stages=tuple(_stage(raw, words) for raw in listed("recovery.toml", "stages")),
        notes=tuple(Note(**raw) for raw in listed("about.toml", "notes")),
        checks={
            region: tuple(_check(raw, words) for raw in listed(f"quiz/{region}.toml", "checks"))
            for region in regions
        },
    )


def _option(raw: Record, words: Mapping[str, str]) -> Option:
    parts = {part: statement(raw[part], f"{raw['id']}.{part}", words) for part in OPTION_PARTS}
    return Option(
        id=raw["id"],
        name=raw["name"],
        regions=tuple(raw.get("regions", ())),
        meets=_statements(raw.get("meets", {}), f"{raw['id']}.meets", words),
        **parts,
    )


def _value(raw: Record) -> Value:
    answers = tuple(Answer(**answer) for answer in raw["answers"])
    return Value(raw["id"], raw["head"], raw["question"], answers)


def _stage(raw: Record, words: Mapping[str, str]) -> Stage:
    return Stage(
        id=raw["id"],
        when=raw["when"],
        usual=statement(raw["usual"], f"{raw['id']}.usual", words),
        watch=statement(raw["watch"], f"{raw['id']}.watch", words),
        life=_statements(raw.get("life", {}), f"{raw['id']}.life", words),
    )


def _check(raw: Record, words: Mapping[str, str]) -> Check:
    because = statement(raw["because"], raw["id"], words)
    return Check(raw["id"], raw["ask"], tuple(raw["answers"]), raw["right"], because)


def _statements(raw: Record, name: str, words: Mapping[str, str]) -> dict[str, Statement]:
    return {key: statement(said, f"{name}.{key}", words) for key, said in raw.items()}
