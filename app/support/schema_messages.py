"""Says in plain words why a value does not fit its type, in place of the messages of msgspec."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

_PLACE = re.compile(r" - at (`key` in )?`\$(.*)`\Z")
_WRONG_TYPE = re.compile(r"Expected `([^`]+)`, got `(\w+)`")
_LENGTH = re.compile(r"Expected `(\w+)[^`]*` of length (>=|<=)? ?(\d+)")
_RANGE = re.compile(r"Expected `(?:int|float)[^`]*` (>=|<=) ([-\d.]+)")
_MISSING_KEY = re.compile(r"Object missing required field `(\w+)`")

_TYPE_NAMES = {
    "str": "a text in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "date": "a date",
    "datetime": "a date with a time",
    "time": "a time",
    "array": "a list",
    "object": "a table",
}


class ValueProblem:
    """What is wrong with a value: the keys that lead to the place in it, and the reason.

    `type` is the type that the value at that place must have.
    """

    def __init__(self, error: msgspec.ValidationError, kind: Any) -> None:
        message = str(error)
        place = _PLACE.search(message)
        self.keys = _path_keys(place[2]) if place else []
        self.type = _type_at(kind, self.keys)
        if place and place[1]:
            self.type = get_args(_without_rules(self.type))[0]
        message = _PLACE.sub("", message)
        if missing := _MISSING_KEY.match(message):
            self.keys.append(missing[1])
        self.is_missing = missing is not None
        self.is_wrong_form = "matching regex" in message
        self.reason = self._reason(message)

    def _reason(self, message: str) -> str:
        if found := _WRONG_TYPE.match(message):
            wanted = " or ".join(
                _TYPE_NAMES.get(name, name) for name in found[1].split(" | ") if name != "null"
            )
            return f"it must be {wanted}, not {_TYPE_NAMES.get(found[2], found[2])}"
        if found := _LENGTH.match(message):
            most = {">=": "at least ", "<=": "at most "}.get(found[2], "")
            return f"it must have {most}{found[3]} {'letters' if found[1] == 'str' else 'items'}"
        if found := _RANGE.match(message):
            return f"it must be {'at least' if found[1] == '>=' else 'at most'} {found[2]}"
        if message.startswith("Invalid enum value "):
            given = message.removeprefix("Invalid enum value ")
            choices = ", ".join(map(str, _choices(self.type)))
            return f"it must be {'one of ' if ',' in choices else ''}{choices}, not {given}"
        if self.is_wrong_form:
            return f"it must be {next(_descriptions(self.type), 'written in another form')}"
        return message[:1].lower() + message[1:].replace("`", "")


def _path_keys(path: str) -> list[str | int]:
    """Split the path in a message of msgspec, such as `.answers[0].text`."""
    return [
        int(key[1:-1]) if key.startswith("[") and key[1:-1].isdigit() else key
        for key in re.findall(r"\[[^\]]*\]|[^.\[\]]+", path)
    ]


def _type_at(kind: Any, keys: list[str | int]) -> Any:
    """Return the type of the value at a path inside a value of a type."""
    for key in keys:
        kind = _without_rules(kind)
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            types = {one.encode_name: one.type for one in msgspec.structs.fields(kind)}
            kind = types.get(str(key), Any)
        elif items := get_args(kind):
            kind = items[-1] if get_origin(kind) is dict else items[0]
    return kind


def _without_rules(kind: Any) -> Any:
    """Return a type without `Annotated` and without `None`."""
    if get_origin(kind) is Annotated:
        return _without_rules(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return _without_rules(next(one for one in get_args(kind) if one is not type(None)))
    return kind


def _descriptions(kind: Any) -> Iterator[str]:
    """Return the descriptions in the rules of a type."""
    if get_origin(kind) in (Union, UnionType):
        for one in get_args(kind):
            yield from _descriptions(one)
    for rule in getattr(kind, "__metadata__", ()):
        if isinstance(rule, msgspec.Meta) and rule.description:
            yield rule.description


def _choices(kind: Any) -> list[object]:
    bare = _without_rules(kind)
    if isinstance(bare, type) and issubclass(bare, Enum):
        return [one.value for one in bare]
    return [one for one in get_args(bare) if one != ""] if get_origin(bare) is Literal else []
