"""Checks that several files need: of ids and of dates."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from app.support.validation_errors import Location

FIRST_YEAR, LAST_YEAR = 1990, 2999


def check_unique(found: Iterable[tuple[int, str]], location: Location, *keys: str) -> None:
    """Report ids that repeat an earlier id; `keys` lead to the id within an item."""
    seen: set[str] = set()
    for at, name in found:
        if name in seen:
            location.at(at, *keys).report(f"{name!r} is used already", "choose another")
        seen.add(name)


def check_keys(
    found: Iterable[str], wanted: Iterable[str], location: Location, *, all_: bool = True
) -> None:
    """Report ids that the atlas does not have and, with `all_`, also ids that are missing."""
    names, known = dict.fromkeys(found), dict.fromkeys(wanted)
    for name in names.keys() - known.keys():
        location.at(name).report("the atlas has no such id", "correct the id, or add it")
    for name in (known.keys() - names.keys()) if all_ else ():
        location.at(name).report("it is missing", "add it")


def check_same_names(names: Mapping[str, str], location: Location, kind: str, *keys: str) -> None:
    """Report names that two of a kind have; `keys` lead to the name within an item."""
    used = Counter(name.casefold() for name in names.values())
    for item, name in names.items():
        if used[name.casefold()] > 1:
            location.at(item, *keys).report(f"two {kind} have this name", "change one")


def as_table(found: object) -> dict[str, Any]:
    """Return a table, or an empty table for any other value."""
    return found if isinstance(found, dict) else {}


def check_date(date: dt.date, today: dt.date, location: Location) -> None:
    """Check a date; a date in the future is only a warning, because the clock may be wrong."""
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        location.report(
            f"{date} is not between {FIRST_YEAR} and {LAST_YEAR}", "give the day it was written"
        )
    elif date - dt.timedelta(days=1) > today:  # in other time zones it is tomorrow already
        clock = f"the clock of this machine says {today}"
        location.warn(f"{date} is in the future ({clock}): correct whichever is wrong")
