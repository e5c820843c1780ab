"""Whether a record has the shape it should have: every mistake, and every key that is unknown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, get_args, get_origin

import msgspec

from app.support.messages import unknown_key_message
from app.support.validation_errors import Location

# Only the text of a statement is read for tags; anywhere else one would be shown as it is written.
TAG_PATTERN = r"\[(?:(?i:emergency)\]|term:|ref:)"


class Schema(msgspec.Struct):
    """A record with these keys; any other is left out, and remarked."""


NATIVE_TOML_TYPES = (dt.date,)
"""Kinds that TOML has itself: no text stands for them."""
_TAG = re.compile(TAG_PATTERN)
_PLACE = re.compile(r" - at `\$(.*)`\Z")


def matches_schema(raw: object, shape: type[msgspec.Struct], spot: Location) -> bool:
    """Say whether a record fits; note all in it that does not, remark every key that is unknown."""
    _warn_unknown_keys(raw, shape, spot)
    try:
        msgspec.convert(raw, shape, builtin_types=NATIVE_TOML_TYPES)
    except (msgspec.ValidationError, RecursionError, ValueError):
        _report_all(raw, shape, spot)
        return False
    return True


def valid_records(raw: dict[str, Any], shape: type[Schema], spot: Location) -> dict[str, Any]:
    """Give the records of a table that fit."""
    return {key: found for key, found in raw.items() if matches_schema(found, shape, spot.at(key))}


def valid_items(
    raw: Iterable[Any], shape: type[Schema], spot: Location
) -> list[tuple[int, dict[str, Any]]]:
    """Give the records of a list that fit, each with its number."""
    return [
        (at, found) for at, found in enumerate(raw) if matches_schema(found, shape, spot.at(at))
    ]


def _report_all(raw: object, shape: type[msgspec.Struct], spot: Location) -> None:
    if not isinstance(raw, dict):
        spot.report("it is not a table")
        return
    for field in msgspec.structs.fields(shape):
        name = field.name
        if name in raw:
            _report_value(raw[name], field.type, spot.at(name))
        elif field.required:
            spot.at(name).report("it is missing", "add it")


def _warn_unknown_keys(raw: object, shape: type[msgspec.Struct], spot: Location) -> None:
    if not isinstance(raw, dict):
        return
    known = frozenset(shape.__struct_fields__)
    for key in raw:
        if key not in known:
            warn_unknown_key(key, shape.__struct_fields__, spot)
    for name, inner in _inner_shapes(shape).items():
        items = raw.get(name)
        for at, item in enumerate(items if isinstance(items, list) else ()):
            _warn_unknown_keys(item, inner, spot.at(name, at))


def warn_unknown_key(key: str, known: Iterable[str], spot: Location) -> None:
    """Remark a key that nothing reads, with the one that may have been meant.

    It is no mistake: a file of a newer version works with this one.
    """
    if spot.findings.accepts_warnings:
        spot.at(key).warn(unknown_key_message(key, known))


@cache
def _inner_shapes(shape: type[msgspec.Struct]) -> Mapping[str, type[msgspec.Struct]]:
    """Name the keys whose values are lists of records, and what shape those have."""
    found = {}
    for field in msgspec.structs.fields(shape):
        kind = get_args(field.type)[0] if hasattr(field.type, "__metadata__") else field.type
        items = get_args(kind) if get_origin(kind) is list else ()
        if items and isinstance(items[0], type) and issubclass(items[0], msgspec.Struct):
            found[field.name] = items[0]
    return found


def _report_value(value: object, kind: Any, spot: Location) -> None:
    try:
        msgspec.convert(value, kind, builtin_types=NATIVE_TOML_TYPES)
    except msgspec.ValidationError as error:
        if not str(error):  # Python 3.11.2 has no words for a number of so many digits
            _report_oversized_number(spot)
            return
        place = _PLACE.search(str(error))
        keys = _keys(place[1] if place else "")
        wrong = _PLACE.sub("", str(error)).replace("`", "")
        mend = ""
        if "regex" in wrong and _TAG.search(str(_inside(value, keys))):
            wrong = "a tag is not taken here"
            mend = "write it in words; tags are taken in the text of a statement"
        spot.at(*keys).report(wrong[:1].lower() + wrong[1:], mend)
    except RecursionError:
        spot.report("it is too deep")
    except ValueError:
        _report_oversized_number(spot)


def _report_oversized_number(spot: Location) -> None:
    """Note a number of more digits than Python writes out."""
    spot.report("it holds a number that is too large", "write a smaller one")


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
