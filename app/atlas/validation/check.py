"""Validation of a whole atlas folder: runs every check and returns the atlas or all errors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.atlas import header, schema
from app.atlas.header import Head, Record
from app.atlas.loader import OpenAtlas
from app.atlas.manifest import KeptFiles, digest, manifest_bytes
from app.atlas.topics import BESIDE, PAGES, TABS
from app.atlas.validation.check_aid import AidCheck
from app.atlas.validation.check_numbers import check_number_words, check_numbers, check_references
from app.atlas.validation.check_plates import check_plates
from app.atlas.validation.check_texts import (
    FIRST_YEAR,
    LAST_YEAR,
    Known,
    LanguageCheck,
    check_date,
    check_unique,
)
from app.atlas.validation.files import Reading, StoppedError, look_for_atlas
from app.support.schema_validation import fits, items_that_fit
from app.support.validation_errors import Mistake, Remark, Spot


def check_topics(raw: Record, spot: Spot) -> None:
    """Note every topic of atlas.toml that is shown nowhere."""
    there = {*raw["region_topics"], *raw["shared_topics"]}
    known = {"region_topics": TABS, "shared_topics": (*TABS, *BESIDE, *PAGES)}
    for key, shown in known.items():
        for at, topic in enumerate(raw[key]):
            if topic not in shown:
                mend = f"choose from {', '.join(shown)}"
                spot.at(key, at).note(f"the topic {topic!r} is shown nowhere", mend)
            elif BESIDE.get(topic, topic) not in there:
                wrong = f"the topic {topic!r} is shown only with {BESIDE[topic]!r}"
                spot.at(key, at).note(wrong, f"add {BESIDE[topic]!r}, or take it out")


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
    if raw is None or not fits(raw, schema.Atlas, spot):
        return None
    regions = items_that_fit(raw["regions"], schema.Region, spot.at("regions"))
    check_date(raw["date"], today, spot.at("date"))
    if not FIRST_YEAR <= raw["date"].year <= LAST_YEAR:
        return None
    for key in ("languages", "figures", "builds", "views", "region_topics", "shared_topics"):
        check_unique(enumerate(raw[key]), spot.at(key))
    check_unique(((at, region["id"]) for at, region in regions), spot.at("regions"), "id")
    check_topics(raw, spot)
    return header.head(_with(raw, [region for _, region in regions]))


def _with(raw: Record, regions: list[Record]) -> Record:
    return {**raw, "regions": regions}
