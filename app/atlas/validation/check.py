"""Validation of a whole atlas folder: runs every check and returns the atlas or all errors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.atlas import header
from app.atlas.header import AtlasHeader, TomlTable
from app.atlas.loader import Atlas
from app.atlas.manifest import FileSnapshot, manifest_bytes, sha256_hex
from app.atlas.validation.check_aid import DecisionAidCheck
from app.atlas.validation.check_numbers import check_number_words, check_numbers, check_references
from app.atlas.validation.check_plates import check_plates
from app.atlas.validation.check_risk_rows import RiskRows, check_risk_rows
from app.atlas.validation.check_statements import KnownIds
from app.atlas.validation.check_tabs import check_tabs, check_topics
from app.atlas.validation.check_texts import LanguageCheck
from app.atlas.validation.common_checks import FIRST_YEAR, LAST_YEAR, check_date, check_unique
from app.atlas.validation.file_types import AtlasFile, RegionEntry
from app.atlas.validation.files import AtlasFiles, CheckCancelledError, require_atlas_folder
from app.support.schema_validation import convert_list, convert_record
from app.support.validation_errors import ValidationIssue, ValidationWarning

FILE = "atlas.toml"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The result of a check: an atlas, or all mistakes, or neither if the check was stopped.

    `hashes` are those of all files that were read, for the manifest. `remarks` are warnings.
    """

    atlas: Atlas | None
    mistakes: tuple[ValidationIssue, ...]
    hashes: dict[str, str]
    was_stopped: bool = False
    remarks: tuple[ValidationWarning, ...] = ()


def check_atlas(
    folder: Path,
    *,
    stop: Callable[[], bool] = bool,
    today: dt.date | None = None,
) -> CheckResult:
    """Check all files of a folder, whatever its manifest says; their content never raises.

    Raises:
        NoAtlasError: the folder cannot be read or has no atlas.toml.
    """
    require_atlas_folder(folder)
    reading = AtlasFiles(folder, stop)
    if not reading.names and reading.findings.errors:
        return CheckResult(None, reading.findings.errors, {})
    try:
        _check(reading, today or dt.date.today())
    except CheckCancelledError:
        return CheckResult(None, reading.findings.errors, {}, was_stopped=True)
    hashes, remarks = dict(reading.hashes), reading.findings.warnings
    if reading.findings.errors:
        return CheckResult(None, reading.findings.errors, hashes, remarks=remarks)
    content_hash = sha256_hex(manifest_bytes(hashes))
    files = FileSnapshot(reading.contents, content_hash)
    return CheckResult(Atlas(folder, files), (), hashes, remarks=remarks)


def _check(reading: AtlasFiles, today: dt.date) -> None:
    refs = check_references(reading)
    numbers = check_numbers(reading, refs)
    found = _head(reading, numbers, today)
    if found is None:
        return
    head, risk_rows = found
    for language in head.languages:
        texts = LanguageCheck(reading, head, language, today)
        known = KnownIds(refs, numbers.keys(), texts.terms())
        texts.names()
        check_number_words(reading, numbers, language)
        texts.topics(known)
        texts.check_rows(risk_rows, reading.location(FILE, "risk_rows"))
        DecisionAidCheck(reading, head, language, known, today).run()
    check_plates(reading, head)


def _head(
    reading: AtlasFiles, numbers: TomlTable, today: dt.date
) -> tuple[AtlasHeader, RiskRows] | None:
    raw, location = reading.toml(FILE), reading.location(FILE)
    file = convert_record(raw, AtlasFile, location) if raw is not None else None
    if raw is None or file is None:
        return None
    regions = convert_list(file.regions, RegionEntry, location.at("regions"))
    check_date(file.date, today, location.at("date"))
    if not FIRST_YEAR <= file.date.year <= LAST_YEAR:
        return None
    for key in ("languages", "figures", "builds", "views", "region_topics", "shared_topics"):
        check_unique(enumerate(getattr(file, key)), location.at(key))
    check_unique(((at, region.id) for at, region in regions), location.at("regions"), "id")
    check_topics(file, location)
    tabs = check_tabs(file, location)
    rows = check_risk_rows(file, numbers, [region.id for _, region in regions], location)
    fitting = {
        **raw,
        "regions": [file.regions[at] for at, _ in regions],
        "risk_rows": [file.risk_rows[at] for at, _ in rows],
    }
    if file.schema == 1 or file.tabs is None:
        fitting.pop("tabs", None)
    else:
        fitting["tabs"] = [file.tabs[at] for at, _ in tabs]
    return header.parse_header(fitting), rows
