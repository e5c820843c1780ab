"""Whether any folder is a good atlas: the whole of it, and every mistake in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.content import heads, shapes
from app.content.check_aid import AidCheck
from app.content.check_numbers import check_number_words, check_numbers, check_references
from app.content.check_plates import check_plates
from app.content.check_texts import (
    FIRST_YEAR,
    LAST_YEAR,
    LanguageCheck,
    check_date,
    check_unique,
)
from app.content.check_topics import check_topics
from app.content.folder import look_for_atlas
from app.content.heads import Head
from app.content.reading import Reading, Record, StoppedError
from app.content.sealing import digest, manifest_bytes
from app.content.shelf import OpenAtlas
from app.content.sources import KeptFiles
from app.content.statement_rules import Known
from app.support.schema_validation import fits, items_that_fit
from app.support.validation_errors import Mistake, Remark

FILE = "atlas.toml"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: an atlas without a mistake, or all mistakes, or that it was stopped.

    `hashes` are those of every file that was read, for the manifest; `remarks` are no mistakes.
    """

    atlas: OpenAtlas | None
    mistakes: tuple[Mistake, ...]
    hashes: dict[str, str]
    was_stopped: bool = False
    remarks: tuple[Remark, ...] = ()


def check(
    folder: Path,
    *,
    stop: Callable[[], bool] = bool,
    today: dt.date | None = None,
) -> Checked:
    """Check a folder whole, whatever its manifest says; never raises for what lies in it.

    Raises:
        NoAtlasError: it cannot be read or has no atlas.toml; nothing else in it was looked at.
    """
    look_for_atlas(folder)
    reading = Reading(folder, stop)
    if not reading.names and reading.findings.mistakes:
        return Checked(None, reading.findings.mistakes, {})
    try:
        _check(reading, today or dt.date.today())
    except StoppedError:
        return Checked(None, reading.findings.mistakes, {}, was_stopped=True)
    hashes, remarks = dict(reading.hashes), reading.findings.remarks
    if reading.findings.mistakes:
        return Checked(None, reading.findings.mistakes, hashes, remarks=remarks)
    content_hash = digest(manifest_bytes(hashes))
    files = KeptFiles(reading.kept, content_hash)
    return Checked(OpenAtlas(folder, files), (), hashes, remarks=remarks)


def _check(reading: Reading, today: dt.date) -> None:
    refs = check_references(reading)
    numbers = check_numbers(reading, refs)
    head = _head(reading, today)
    if head is None:
        return
    for language in head.languages:
        texts = LanguageCheck(reading, head, language, today)
        known = Known(refs, numbers.keys(), texts.terms())
        texts.names()
        check_number_words(reading, numbers, language)
        texts.shared(known)
        texts.claims(known)
        texts.regions(known)
        AidCheck(reading, head, language, known, today).all()
    check_plates(reading, head)


def _head(reading: Reading, today: dt.date) -> Head | None:
    raw, spot = reading.toml(FILE), reading.spot(FILE)
    if raw is None or not fits(raw, shapes.Atlas, spot):
        return None
    regions = items_that_fit(raw["regions"], shapes.Region, spot.at("regions"))
    check_date(raw["date"], today, spot.at("date"))
    if not FIRST_YEAR <= raw["date"].year <= LAST_YEAR:
        return None
    for key in ("languages", "figures", "builds", "views", "region_topics", "shared_topics"):
        check_unique(enumerate(raw[key]), spot.at(key))
    check_unique(((at, region["id"]) for at, region in regions), spot.at("regions"), "id")
    check_topics(raw, spot)
    return heads.head(_with(raw, [region for _, region in regions]))


def _with(raw: Record, regions: list[Record]) -> Record:
    return {**raw, "regions": regions}
