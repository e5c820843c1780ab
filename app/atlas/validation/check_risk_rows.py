"""Checks of the rows of risks in atlas.toml; number records that belong together stay together."""

from __future__ import annotations

from collections.abc import Iterator

from app.atlas.header import TomlTable
from app.atlas.validation.common_checks import as_table, check_keys, check_unique
from app.atlas.validation.file_types import AtlasFile, RiskRowEntry
from app.support.schema_validation import convert_list
from app.support.validation_errors import Location

RiskRows = list[tuple[int, RiskRowEntry]]
"""Rows with their index in the file."""


def check_risk_rows(
    file: AtlasFile, numbers: TomlTable, regions: list[str], location: Location
) -> RiskRows:
    """Check the rows and return those that can be used; `numbers` are all number records."""
    place = location.at("risk_rows")
    if file.schema == 1:
        if file.risk_rows:
            wrong = "an atlas of schema 1 has no rows of risks"
            place.report(wrong, "set schema = 2, or remove them")
        return []
    rows = convert_list(file.risk_rows, RiskRowEntry, place)
    check_unique(((at, row.id) for at, row in rows), place, "id")
    for at, row in rows:
        check_keys(row.regions, regions, place.at(at, "regions"), all_=False)
        _check_numbers(row, numbers, place.at(at, "numbers"))
    return rows


def _check_numbers(row: RiskRowEntry, numbers: TomlTable, place: Location) -> None:
    check_unique(enumerate(row.numbers), place)
    for at, number in enumerate(row.numbers):
        if number not in numbers:
            wrong = f"there is no number record {number!r}"
            place.at(at).report(wrong, "correct the id, or add the record to numbers.toml")
        for twin in _twins(numbers.get(number)):
            if twin in numbers and twin not in row.numbers:
                wrong = f"{number!r} must not be shown without {twin!r}"
                place.at(at).report(wrong, f"add {twin!r}, or remove {number!r}")


def _twins(number: object) -> Iterator[str]:
    beside = as_table(number).get("beside")
    yield from (one for one in (beside if isinstance(beside, list) else ()) if isinstance(one, str))
