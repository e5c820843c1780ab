"""Decision aid.

Treatment options, what matters to the reader, procedure steps, recovery stages and quiz
questions, and the functions that build them from TOML tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.atlas.header import TomlTable
from app.atlas.model import Statement
from app.atlas.records import parse_statement
from app.body.regions import RegionId

DAILY_LIFE_KEYS = ("sleeping", "sitting", "band", "desk", "driving", "sport")
"""What recovery touches in daily life; `band` is the bra or the waistband."""


@dataclass(frozen=True, slots=True)
class TreatmentOption:
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
class ValueAnswer:
    """One answer that can be picked."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class ValueQuestion:
    """One question about what matters; no answer is right or wrong."""

    id: str
    head: str
    question: str
    answers: tuple[ValueAnswer, ...]


@dataclass(frozen=True, slots=True)
class ProcedureStep:
    """One step of how it is done; `id` is what the cross-section draws."""

    id: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class RecoveryStage:
    """One time of recovery: what is usual, what to watch for, and daily life by LIFE's ids."""

    id: str
    when: str
    usual: Statement
    watch: Statement
    life: Mapping[str, Statement]


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """One self-check: a question, its answers, which is right (from 0), and why."""

    id: str
    ask: str
    answers: tuple[str, ...]
    right: int
    because: Statement


@dataclass(frozen=True, slots=True)
class AboutNote:
    """One thing the atlas says of itself, such as who paid for it."""

    id: str
    head: str
    text: str


@dataclass(frozen=True, slots=True)
class DecisionAid:
    """All of it in one language; empty where an atlas has none."""

    options: tuple[TreatmentOption, ...] = ()
    values: tuple[ValueQuestion, ...] = ()
    steps: tuple[ProcedureStep, ...] = ()
    stages: tuple[RecoveryStage, ...] = ()
    notes: tuple[AboutNote, ...] = ()
    quizzes: Mapping[RegionId, tuple[QuizQuestion, ...]] = field(default_factory=dict)


OPTION_PARTS = ("what", "like", "good", "bad", "recovery", "unknown")
ReadTomlFile = Callable[[str], TomlTable | None]


def parse_decision_aid(
    read: ReadTomlFile, regions: Iterable[RegionId], words: Mapping[str, str]
) -> DecisionAid:
    """Make all of it; `read` gives a file of the language's folder, or None where it is absent."""

    def listed(file: str, key: str) -> list[Any]:
        found = read(file)
        return list(found[key]) if found else []

    return DecisionAid(
        options=tuple(_option(raw, words) for raw in listed("options.toml", "options")),
        values=tuple(_value(raw) for raw in listed("values.toml", "values")),
        steps=tuple(
            ProcedureStep(raw["id"], parse_statement(raw["says"], raw["id"], words))
            for raw in listed("steps.toml", "steps")
        ),
        stages=tuple(_stage(raw, words) for raw in listed("recovery.toml", "stages")),
        notes=tuple(AboutNote(**raw) for raw in listed("about.toml", "notes")),
        quizzes={
            region: tuple(_check(raw, words) for raw in listed(f"quiz/{region}.toml", "checks"))
            for region in regions
        },
    )


def _option(raw: TomlTable, words: Mapping[str, str]) -> TreatmentOption:
    parts = {
        part: parse_statement(raw[part], f"{raw['id']}.{part}", words) for part in OPTION_PARTS
    }
    return TreatmentOption(
        id=raw["id"],
        name=raw["name"],
        regions=tuple(raw.get("regions", ())),
        meets=_statements(raw.get("meets", {}), f"{raw['id']}.meets", words),
        **parts,
    )


def _value(raw: TomlTable) -> ValueQuestion:
    answers = tuple(ValueAnswer(**answer) for answer in raw["answers"])
    return ValueQuestion(raw["id"], raw["head"], raw["question"], answers)


def _stage(raw: TomlTable, words: Mapping[str, str]) -> RecoveryStage:
    return RecoveryStage(
        id=raw["id"],
        when=raw["when"],
        usual=parse_statement(raw["usual"], f"{raw['id']}.usual", words),
        watch=parse_statement(raw["watch"], f"{raw['id']}.watch", words),
        life=_statements(raw.get("life", {}), f"{raw['id']}.life", words),
    )


def _check(raw: TomlTable, words: Mapping[str, str]) -> QuizQuestion:
    because = parse_statement(raw["because"], raw["id"], words)
    return QuizQuestion(raw["id"], raw["ask"], tuple(raw["answers"]), raw["right"], because)


def _statements(raw: TomlTable, name: str, words: Mapping[str, str]) -> dict[str, Statement]:
    return {key: parse_statement(said, f"{name}.{key}", words) for key, said in raw.items()}
