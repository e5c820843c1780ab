"""What keys the records of the decision aid have, and of what kind each value is."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from msgspec import Meta, field

from app.atlas.schema import Id, Line, Name, Plain, Review, Sentence
from app.support.schema_validation import Shape

Listed = Annotated[list[Any], Meta(min_length=1, max_length=100)]
Life = Literal["sleeping", "sitting", "band", "desk", "driving", "sport"]


class File(Shape, kw_only=True):
    """What every file of the decision aid says of itself."""

    schema: Literal[1]
    language: Id
    date: dt.date
    review: Review


class OptionsFile(File, kw_only=True):
    """All of options.toml."""

    options: Listed


class Option(Shape):
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


class ValuesFile(Shape):
    """All of values.toml."""

    schema: Literal[1]
    language: Id
    values: Listed


class Answer(Shape):
    """One answer that can be picked."""

    id: Id
    text: Sentence


class Value(Shape):
    """One of [[values]]."""

    id: Id
    head: Name
    question: Sentence
    answers: Annotated[list[Answer], Meta(min_length=2, max_length=6)]


class StepsFile(File, kw_only=True):
    """All of steps.toml."""

    steps: Listed


class Step(Shape):
    """One of [[steps]]."""

    id: Literal["numbing", "laser", "suction", "closing", "garment"]
    says: dict[str, Any]


class RecoveryFile(File, kw_only=True):
    """All of recovery.toml."""

    stages: Listed


class Stage(Shape):
    """One of [[stages]]; its parts are statements."""

    id: Id
    when: Name
    usual: dict[str, Any]
    watch: dict[str, Any]
    life: dict[Life, Any] = field(default_factory=dict)


class QuizFile(File, kw_only=True):
    """All of a region's quiz."""

    region: Id
    checks: Listed


class Check(Shape):
    """One of [[checks]]."""

    id: Id
    ask: Sentence
    answers: Annotated[list[Sentence], Meta(min_length=2, max_length=5)]
    right: Annotated[int, Meta(ge=0, le=4)]
    because: dict[str, Any]


class AboutFile(Shape):
    """All of about.toml."""

    schema: Literal[1]
    language: Id
    notes: Listed


class Note(Shape):
    """One of [[notes]]."""

    id: Id
    head: Line
    text: Plain
