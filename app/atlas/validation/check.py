"""Validation of a whole atlas folder: runs every check and returns the atlas or all errors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.atlas import header
from app.atlas.header import AtlasHeader
from app.atlas.loader import Atlas
from app.atlas.manifest import FileSnapshot, manifest_bytes, sha256_hex
from app.atlas.topics import OVERVIEW_TOPIC, PAGE_TOPICS, TAB_TOPICS, TOPICS_SHOWN_IN
from app.atlas.validation.check_aid import DecisionAidCheck
from app.atlas.validation.check_numbers import check_number_words, check_numbers, check_references
from app.atlas.validation.check_plates import check_plates
from app.atlas.validation.check_texts import (
    FIRST_YEAR,
    LAST_YEAR,
    KnownIds,
    LanguageCheck,
    check_date,
    check_unique,
)
from app.atlas.validation.file_types import AtlasFile, RegionEntry
from app.atlas.validation.files import AtlasFiles, CheckCancelledError, require_atlas_folder
from app.support.schema_validation import convert_list, convert_record
from app.support.validation_errors import Location, ValidationIssue, ValidationWarning


def check_topics(file: AtlasFile, location: Location) -> None:
    """Report every topic of atlas.toml that the program does not show."""
    listed = {*file.region_topics, *file.shared_topics}
    known = {
        "region_topics": (OVERVIEW_TOPIC, *TAB_TOPICS) if file.schema > 1 else TAB_TOPICS,
        "shared_topics": (*TAB_TOPICS, *TOPICS_SHOWN_IN, *PAGE_TOPICS),
    }
    for key, shown in known.items():
        for at, topic in enumerate(getattr(file, key)):
            if topic not in shown:
                mend = f"choose from {', '.join(shown)}"
                location.at(key, at).report(f"the topic {topic!r} is shown nowhere", mend)
            elif TOPICS_SHOWN_IN.get(topic, topic) not in listed:
                wrong = f"the topic {topic!r} is shown only with {TOPICS_SHOWN_IN[topic]!r}"
                location.at(key, at).report(wrong, f"add {TOPICS_SHOWN_IN[topic]!r}, or remove it")


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
    head = _head(reading, today)
    if head is None:
        return
    for language in head.languages:
        texts = LanguageCheck(reading, head, language, today)
        known = KnownIds(refs, numbers.keys(), texts.terms())
        texts.names()
        check_number_words(reading, numbers, language)
        texts.shared(known)
        texts.claims(known)
        texts.regions(known)
        DecisionAidCheck(reading, head, language, known, today).run()
    check_plates(reading, head)


def _head(reading: AtlasFiles, today: dt.date) -> AtlasHeader | None:
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
    return header.parse_header({**raw, "regions": [file.regions[at] for at, _ in regions]})
