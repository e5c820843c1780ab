"""Checks of the texts of one language.

Names, terms, topics, claims, and the basis and references of every statement.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from app.atlas.header import AtlasHeader, TomlTable
from app.atlas.model import (
    Basis,
    ClaimSource,
    Statement,
    StatementSource,
    Term,
    TopicStatementSource,
    make_statement,
)
from app.atlas.text_markup import Block, BulletList, RefLink, Run, TextRun
from app.atlas.topics import OVERVIEW_TOPIC
from app.atlas.validation.file_types import (
    ClaimsFile,
    NamesFile,
    RegionFile,
    RegionNamesEntry,
    SharedTopicFile,
    TopicTable,
)
from app.atlas.validation.files import AtlasFiles
from app.body.regions import RegionId
from app.support.schema_validation import convert_list, convert_record, convert_table
from app.support.validation_errors import Location

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class KnownIds:
    """What statements may refer to: references, number records, and terms with their words."""

    refs: Set[str]
    numbers: Set[str]
    terms: Mapping[str, str]


def check_statement_table(raw: object, known: KnownIds, location: Location) -> None:
    """Check a table that must be a statement."""
    source = convert_record(raw, StatementSource, location)
    if source is not None:
        check_statement(source, known, location)


def check_statement(source: StatementSource, known: KnownIds, location: Location) -> None:
    """Check the text, the basis and the references of a statement."""
    said = make_statement(source, "", known.terms, location.at("text").report_text_error())
    runs = list(_runs(said.blocks))
    inline = [run.ref for run in runs if isinstance(run, RefLink)]
    _check_basis(said, [*said.refs, *inline], location)
    if said.basis is Basis.GENERAL:
        _check_general(said, runs, location)
    for ref in dict.fromkeys(inline):
        _check_known(ref, known.refs, "reference", location.at("text"))
    for at, ref in enumerate(said.refs):
        _check_known(ref, known.refs, "reference", location.at("refs", at))
    for at, number in enumerate(said.numbers):
        _check_known(number, known.numbers, "number record", location.at("numbers", at))


def _check_basis(said: Statement, refs: list[str], location: Location) -> None:
    if said.basis is Basis.GENERAL:
        if refs:
            location.at("refs").report(
                "general knowledge has no reference", "remove it, or set basis to sourced"
            )
    elif not said.refs:
        location.at("refs").report(
            f"a {said.basis.value} statement needs a reference",
            "name one, or set basis to general",
        )
    has_method = bool(said.method.strip())
    if said.basis is Basis.WORKED_OUT and not has_method:
        location.at("method").report(
            "a worked-out statement needs a method", "say how it was found"
        )
    elif said.basis is not Basis.WORKED_OUT and has_method:
        location.at("method").report("only a worked-out statement has a method", "remove it")


def _check_general(said: Statement, runs: list[Run], location: Location) -> None:
    shown = [run.text if isinstance(run, TextRun) else getattr(run, "word", "") for run in runs]
    for key, texts in (("head", [said.heading]), ("text", shown)):
        if any(_DIGIT.search(text) for text in texts):
            location.at(key).report(
                "general knowledge has no digit", "write it in words, or name a source"
            )
    if said.numbers:
        location.at("numbers").report(
            "general knowledge has no number record", "remove it, or name a source"
        )


def _check_known(name: str, known: Set[str], kind: str, location: Location) -> None:
    if name not in known:
        location.report(f"there is no {kind} {name!r}", "correct the id, or add the record")


def _runs(blocks: tuple[Block, ...]) -> Iterator[Run]:
    for block in blocks:
        for runs in block.items if isinstance(block, BulletList) else (block.runs,):
            yield from runs


FIRST_YEAR, LAST_YEAR = 1990, 2999


class LanguageCheck:
    """Checks the texts of one language, file by file."""

    def __init__(
        self, reading: AtlasFiles, head: AtlasHeader, language: str, today: dt.date
    ) -> None:
        self._reading = reading
        self._head = head
        self._language = language
        self._today = today
        self._folder = f"texts/{language}"

    def terms(self) -> dict[str, str]:
        """Check the terms and give the word of each."""
        name = f"{self._folder}/terms.toml"
        raw = dict(self._reading.toml(name) or {})
        good = convert_table(raw, Term, self._reading.location(name))
        return {term: found.word for term, found in good.items()}

    def names(self) -> None:
        name = f"{self._folder}/names.toml"
        raw, location = self._reading.toml(name), self._reading.location(name)
        file = convert_record(raw, NamesFile, location) if raw is not None else None
        if file is None:
            return
        head = self._head
        check_keys(file.regions, head.regions, location.at("regions"))
        check_keys(file.topics, {*head.region_topics, *head.shared_topics}, location.at("topics"))
        check_keys(file.figures, head.figures, location.at("figures"))
        check_keys(file.builds, head.builds, location.at("builds"))
        check_keys(file.views, [view.value for view in head.views], location.at("views"))
        good = convert_table(file.regions, RegionNamesEntry, location.at("regions"))
        for region, found in good.items():
            place = location.at("regions", region, "plain_for")
            check_keys(found.plain_for, head.figures, place, all_=False)
        self._check_same_names(good, location)

    def _check_same_names(self, good: dict[str, RegionNamesEntry], location: Location) -> None:
        plain = Counter(found.plain.casefold() for found in good.values())
        for region, found in good.items():
            if plain[found.plain.casefold()] > 1:
                location.at("regions", region, "plain").report(
                    "two regions have this name", "change one"
                )

    def regions(self, known: KnownIds) -> None:
        self._check_files("regions", self._head.regions)
        self._check_files("quiz", self._head.regions)
        for region in self._head.regions:
            self._check_region(region, known)

    def _check_region(self, region: RegionId, known: KnownIds) -> None:
        name = f"{self._folder}/regions/{region}.toml"
        raw, location = self._reading.toml(name), self._reading.location(name)
        if raw is None:
            return
        if (file := convert_record(raw, RegionFile, location)) is not None:
            self._check_head(file, "region", region, location)
            check_keys(file.topics, self._head.region_topics, location.at("topics"))
        for topic, found in as_table(raw.get("topics")).items():
            convert_record(found, TopicTable, location.at("topics", topic))
            check_topic(as_table(found), topic, known, location.at("topics", topic))

    def shared(self, known: KnownIds) -> None:
        self._check_files("shared", self._head.shared_topics)
        for topic in self._head.shared_topics:
            name = f"{self._folder}/shared/{topic}.toml"
            raw, location = self._reading.toml(name), self._reading.location(name)
            if raw is None:
                continue
            if (file := convert_record(raw, SharedTopicFile, location)) is not None:
                self._check_head(file, "topic", topic, location)
            check_topic(raw, topic, known, location)

    def claims(self, known: KnownIds) -> None:
        name = f"{self._folder}/claims.toml"
        raw, location = self._reading.toml(name), self._reading.location(name)
        file = convert_record(raw, ClaimsFile, location) if raw is not None else None
        if file is None:
            return
        good = convert_list(file.claims, ClaimSource, location.at("claims"))
        check_unique(
            ((at, str(claim.number)) for at, claim in good), location.at("claims"), "number"
        )
        for at, claim in good:
            check_statement(claim, known, location.at("claims", at))
            check_keys(
                claim.regions, self._head.regions, location.at("claims", at, "regions"), all_=False
            )

    def _check_files(self, kind: str, wanted: Iterable[str]) -> None:
        start = f"{self._folder}/{kind}/"
        found = {name.removeprefix(start) for name in self._reading.names if name.startswith(start)}
        for name in sorted(found - {f"{name}.toml" for name in wanted}):
            self._reading.location(f"{start}{name}").report(
                f"atlas.toml does not name it among its {kind}", "add it there, or delete the file"
            )

    def _check_head(
        self, file: RegionFile | SharedTopicFile, key: str, wanted: str, location: Location
    ) -> None:
        for at, value in ((key, wanted), ("language", self._language)):
            if (found := getattr(file, at)) != value:
                location.at(at).report(
                    f"it says {found!r}, but the file belongs to {value!r}",
                    "correct it, or move the file",
                )
        check_date(file.date, self._today, location.at("date"))


def check_topic(raw: TomlTable, topic: str, known: KnownIds, location: Location) -> None:
    """Check the summary and the statements of a topic, if they are there."""
    short, says = raw.get("short"), raw.get("says")
    if isinstance(short, dict):
        check_statement_table(short, known, location.at("short"))
    elif short is None and topic != OVERVIEW_TOPIC:
        location.at("short").report("it is missing", "add it")
    good = convert_list(
        says if isinstance(says, list) else [], TopicStatementSource, location.at("says")
    )
    check_unique(((at, said.id) for at, said in good), location.at("says"), "id")
    for at, said in good:
        check_statement(said, known, location.at("says", at))


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
