"""What keys the records of the decision aid have, and of what kind each value is."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from msgspec import Meta, field

from app.atlas.schema import Id, Name, PlainProse, Review, Sentence, TextLine
from app.support.schema_validation import Schema

RecordList = Annotated[list[Any], Meta(min_length=1, max_length=100)]
DailyLifeKey = Literal["sleeping", "sitting", "band", "desk", "driving", "sport"]


class AidFileSchema(Schema, kw_only=True):
    """What every file of the decision aid says of itself."""

    schema: Literal[1]
    language: Id
    date: dt.date
    review: Review


class OptionsFileSchema(AidFileSchema, kw_only=True):
    """All of options.toml."""

    options: RecordList


class TreatmentOptionSchema(Schema):
    """One of [[options]]; its parts are statements."""

    id: Id
    name: Name
    what: dict[str, Any]
    like: dict[str, Any]
    good: dict[str, Any]
    bad: dict[str, Any]
    recovery: dict[str, Any]
    unknown: dict[str, Any]
    regions: list[Id] = field(default_factory=list)
    meets: dict[Id, Any] = field(default_factory=dict)


class ValuesFileSchema(Schema):
    """All of values.toml."""

    schema: Literal[1]
    language: Id
    values: RecordList


class ValueAnswerSchema(Schema):
    """One answer that can be picked."""

    id: Id
    text: Sentence


class ValueQuestionSchema(Schema):
    """One of [[values]]."""

    id: Id
    head: Name
    question: Sentence
    answers: Annotated[list[ValueAnswerSchema], Meta(min_length=2, max_length=6)]


class ProcedureStepsFileSchema(AidFileSchema, kw_only=True):
    """All of steps.toml."""

    steps: RecordList


class ProcedureStepSchema(Schema):
    """One of [[steps]]."""

    id: Literal["numbing", "laser", "suction", "closing", "garment"]
    says: dict[str, Any]


class RecoveryFileSchema(AidFileSchema, kw_only=True):
    """All of recovery.toml."""

    stages: RecordList


class RecoveryStageSchema(Schema):
    """One of [[stages]]; its parts are statements."""

    id: Id
    when: Name
    usual: dict[str, Any]
    watch: dict[str, Any]
    life: dict[DailyLifeKey, Any] = field(default_factory=dict)


class QuizFileSchema(AidFileSchema, kw_only=True):
    """All of a region's quiz."""

    region: Id
    checks: RecordList


class QuizQuestionSchema(Schema):
    """One of [[checks]]."""

    id: Id
    ask: Sentence
    answers: Annotated[list[Sentence], Meta(min_length=2, max_length=5)]
    right: Annotated[int, Meta(ge=0, le=4)]
    because: dict[str, Any]


class AboutFileSchema(Schema):
    """All of about.toml."""

    schema: Literal[1]
    language: Id
    notes: RecordList


class AboutNoteSchema(Schema):
    """One of [[notes]]."""

    id: Id
    head: TextLine
    text: PlainProse
