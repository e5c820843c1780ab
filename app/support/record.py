"""Frozen records of the tables in TOML and JSON files.

Separate from `schema_validation`, because a trusted file is converted without its checks.
"""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

import msgspec


class Record(msgspec.Struct, frozen=True):
    """The values of one table; keys that the type does not name are left out."""


RecordT = TypeVar("RecordT", bound=msgspec.Struct)
NATIVE_TOML_TYPES = (dt.date,)
"""Types that are built into TOML, so that a string is not accepted instead."""
# Only the text of a statement is read for tags; anywhere else one would be shown as it is written.
TAG_PATTERN = r"\[(?:(?i:emergency)\]|term:|ref:)"


def convert_trusted(raw: object, kind: type[RecordT]) -> RecordT:
    """Convert a table that was checked before."""
    return msgspec.convert(raw, kind, builtin_types=NATIVE_TOML_TYPES)
