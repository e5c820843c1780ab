"""Whether a record has the shape it should have, with every mistake and not only the first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from app.content.findings import FORMAT, Spot
from app.content.shapes import TAG, Shape

_TAG = re.compile(TAG)
_PLACE = re.compile(r" - at `\$(.*)`\Z")


def fits(raw: object, shape: type[msgspec.Struct], spot: Spot) -> bool:
    """Say whether a record fits; note everything in it that does not."""
    try:
        msgspec.convert(raw, shape)
    except (msgspec.ValidationError, RecursionError):
        _note_all(raw, shape, spot)
        return False
    return True


def those_that_fit(raw: dict[str, Any], shape: type[Shape], spot: Spot) -> dict[str, Any]:
    """Give the records of a table that fit."""
    return {key: found for key, found in raw.items() if fits(found, shape, spot.at(key))}


def items_that_fit(
    raw: Iterable[Any], shape: type[Shape], spot: Spot
) -> list[tuple[int, dict[str, Any]]]:
    """Give the records of a list that fit, each with its number."""
    return [(at, found) for at, found in enumerate(raw) if fits(found, shape, spot.at(at))]


def _note_all(raw: object, shape: type[msgspec.Struct], spot: Spot) -> None:
    if not isinstance(raw, dict):
        spot.note("it is not a table", FORMAT)
        return
    known = {field.name: field for field in msgspec.structs.fields(shape)}
    for key in raw.keys() - known.keys():
        spot.at(key).note("there is no such key", f"take it out ({', '.join(known)} are known)")
    for name, field in known.items():
        if name in raw:
            _note_value(raw[name], field.type, spot.at(name))
        elif field.required:
            spot.at(name).note("it is missing", "add it")


def _note_value(value: object, kind: Any, spot: Spot) -> None:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        place = _PLACE.search(str(error))
        keys = _keys(place[1] if place else "")
        wrong = _PLACE.sub("", str(error)).replace("`", "")
        mend = FORMAT
        if "regex" in wrong and _TAG.search(str(_inside(value, keys))):
            wrong = "a tag is not taken here"
            mend = "write it in words; tags are taken in the text of a statement"
        spot.at(*keys).note(wrong[:1].lower() + wrong[1:], mend)
    except RecursionError:
        spot.note("it is too deep", FORMAT)


def _inside(value: Any, keys: list[str | int]) -> Any:
    """Give what stands at the keys; the value itself where they lead nowhere."""
    try:
        for key in keys:
            value = value[key]
    except (KeyError, IndexError, TypeError):
        return value
    return value


def _keys(path: str) -> list[str | int]:
    return [
        int(key[1:-1]) if key.startswith("[") and key[1:-1].isdigit() else key
        for key in re.findall(r"\[[^\]]*\]|[^.\[\]]+", path)
    ]
