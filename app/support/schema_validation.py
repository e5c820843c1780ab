"""Converts tables of TOML and JSON files into records, and reports everything that does not fit.

The types of the fields of a record say what the keys of a table may hold. msgspec stops at its
first error, so a table that does not fit is converted key by key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, get_args, get_origin

import msgspec

from app.support.messages import unknown_key_message
from app.support.record import NATIVE_TOML_TYPES, TAG_PATTERN, RecordT, convert_trusted
from app.support.schema_messages import ValueProblem
from app.support.validation_errors import Location

_TAG = re.compile(TAG_PATTERN)


def convert_record(raw: object, kind: type[RecordT], location: Location) -> RecordT | None:
    """Convert a table; None if it does not fit, and then every error in it is reported.

    A key that the record does not have is a warning.
    """
    _warn_unknown_keys(raw, kind, location)
    try:
        return convert_trusted(raw, kind)
    except (msgspec.ValidationError, RecursionError, ValueError):
        _report_all(raw, kind, location)
        return None


def convert_table(
    raw: Mapping[str, Any], kind: type[RecordT], location: Location
) -> dict[str, RecordT]:
    """Convert a table of tables; those that fit are returned under their keys."""
    found = {key: convert_record(one, kind, location.at(key)) for key, one in raw.items()}
    return {key: record for key, record in found.items() if record is not None}


def convert_list(
    raw: Iterable[Any], kind: type[RecordT], location: Location
) -> list[tuple[int, RecordT]]:
    """Convert a list of tables; those that fit are returned with their index."""
    found = [(at, convert_record(one, kind, location.at(at))) for at, one in enumerate(raw)]
    return [(at, record) for at, record in found if record is not None]


def _report_all(raw: object, kind: type[msgspec.Struct], location: Location) -> None:
    if not isinstance(raw, dict):
        location.report("it is not a table")
        return
    for field in msgspec.structs.fields(kind):
        key = field.encode_name
        if key in raw:
            _report_value(raw[key], field.type, location.at(key))
        elif field.required:
            location.at(key).report("it is missing", "add it")


def _warn_unknown_keys(raw: object, kind: type[msgspec.Struct], location: Location) -> None:
    if not isinstance(raw, dict):
        return
    known = keys_of(kind)
    for key in raw:
        if key not in known:
            warn_unknown_key(key, known, location)
    for key, item_kind in _item_kinds(kind).items():
        items = raw.get(key)
        for at, item in enumerate(items if isinstance(items, list) else ()):
            _warn_unknown_keys(item, item_kind, location.at(key, at))


def warn_unknown_key(key: str, known: Iterable[str], location: Location) -> None:
    """Warn of a key that the program does not read, and suggest the one that may be meant.

    It is not an error, because a file for a newer version of the program must work with this one.
    """
    if location.findings.accepts_warnings:
        location.at(key).warn(unknown_key_message(key, known))


@cache
def keys_of(kind: type[msgspec.Struct]) -> Mapping[str, None]:
    """Return the keys that a record has in a file, in their order."""
    return dict.fromkeys(field.encode_name for field in msgspec.structs.fields(kind))


@cache
def _item_kinds(kind: type[msgspec.Struct]) -> Mapping[str, type[msgspec.Struct]]:
    """Return the keys that hold a list of records, and the type of those records."""
    found = {}
    for field in msgspec.structs.fields(kind):
        outer = get_args(field.type)[0] if hasattr(field.type, "__metadata__") else field.type
        items = get_args(outer) if get_origin(outer) in (list, tuple) else ()
        if items and isinstance(items[0], type) and issubclass(items[0], msgspec.Struct):
            found[field.encode_name] = items[0]
    return found


def _report_value(value: object, kind: Any, location: Location) -> None:
    try:
        msgspec.convert(value, kind, builtin_types=NATIVE_TOML_TYPES)
    except msgspec.ValidationError as error:
        if not str(error):  # Python 3.11.2 cannot convert a number with so many digits to text
            _report_oversized_number(location)
            return
        problem = ValueProblem(error, kind)
        place = location.at(*problem.keys)
        if problem.is_missing:
            place.report("it is missing", "add it")
        elif problem.is_wrong_form and _TAG.search(str(_value_at(value, problem.keys))):
            place.report(
                "a tag is not allowed here",
                "write it in words; tags are for the text of a statement",
            )
        else:
            place.report(problem.reason)
    except RecursionError:
        location.report("it is nested too deeply")
    except ValueError:
        _report_oversized_number(location)


def _report_oversized_number(location: Location) -> None:
    """Report a number that has more digits than Python converts to text."""
    location.report("it holds a number that is too large", "write a smaller one")


def _value_at(value: Any, keys: list[str | int]) -> Any:
    """Return what is at a path inside a value, as far down as the path exists."""
    try:
        for key in keys:
            value = value[key]
    except (KeyError, IndexError, TypeError):
        return value
    return value
