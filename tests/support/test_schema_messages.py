"""Messages about values of the wrong type: plain words, the place, and the allowed values."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import Annotated, Literal

import msgspec
import pytest
from msgspec import Meta

from app.support.record import Record
from app.support.schema_validation import convert_record
from app.support.validation_errors import Findings, Location


class Shade(Enum):
    DARK = "dark"
    LIGHT = "light"


class Answer(Record, frozen=True):
    text: str


class Example(Record, frozen=True, rename={"number": "count"}):
    name: Annotated[str, Meta(pattern="^[a-z]*$", max_length=5, description="small letters")] = ""
    number: Annotated[int, Meta(ge=1, le=9)] | None = None
    share: float = 0.0
    date: dt.date = dt.date(2026, 1, 31)
    shade: Shade = Shade.DARK
    version: Literal[1] = 1
    parts: dict[Literal["left", "right"], str] = msgspec.field(default_factory=dict)
    point: tuple[float, float] = (0.0, 0.0)
    answers: Annotated[tuple[Answer, ...], Meta(max_length=1)] = ()


def errors(raw):
    location = Location(Findings("see the guide"), "file.toml")
    assert convert_record(raw, Example, location) is None
    return [str(error).removeprefix("file.toml:") for error in location.findings.errors]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ({"name": 3}, "name: it must be a text in quotes, not a whole number: see the guide"),
        ({"name": "A"}, "name: it must be small letters: see the guide"),
        ({"name": "abcdef"}, "name: it must have at most 5 letters: see the guide"),
        ({"count": "3"}, "count: it must be a whole number, not a text in quotes: see the guide"),
        ({"count": 0}, "count: it must be at least 1: see the guide"),
        ({"count": 10}, "count: it must be at most 9: see the guide"),
        ({"share": True}, "share: it must be a number, not true or false: see the guide"),
        ({"date": "x"}, "date: it must be a date, not a text in quotes: see the guide"),
        ({"shade": "red"}, "shade: it must be one of dark, light, not 'red': see the guide"),
        ({"version": 2}, "version: it must be 1, not 2: see the guide"),
        ({"parts": {"up": "x"}}, "parts: it must be one of left, right, not 'up': see the guide"),
        ({"parts": {"left": 3}}, "it must be a text in quotes, not a whole number: see the guide"),
        ({"point": [1.0]}, "point: it must have 2 items: see the guide"),
        ({"answers": {}}, "answers: it must be a list, not a table: see the guide"),
        ({"answers": [{}]}, "answers[0].text: it is missing: add it"),
    ],
)
def test_a_wrong_value_is_reported_in_plain_words(raw, message):
    (error,) = errors(raw)
    assert error.endswith(message)


def test_all_wrong_keys_of_a_table_are_reported():
    assert [error.split(":")[0] for error in errors({"name": 1, "count": "x"})] == ["name", "count"]
