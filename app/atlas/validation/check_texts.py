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

from app.atlas import records, schema
from app.atlas.header import AtlasHeader, TomlTable
from app.atlas.model import Basis, Block, BulletList, RefLink, Run, Statement, TextRun
from app.atlas.validation.files import AtlasFiles
from app.body.regions import RegionId
from app.support.schema_validation import matches_schema, valid_items, valid_records
from app.support.validation_errors import Location

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class KnownIds:
    """What statements may point at: references, number records, and the words of terms."""

    refs: Set[str]
    numbers: Set[str]
    terms: Mapping[str, str]


def check_statement(raw: TomlTable, known: KnownIds, spot: Location) -> None:
    """Check a statement that has the shape it should have."""
    said = records.parse_statement(raw, "", known.terms, spot.at("text").report_text_error())
    runs = list(_runs(said.blocks))
    inline = [run.ref for run in runs if isinstance(run, RefLink)]
    _check_basis(said, [*said.refs, *inline], spot)
    if said.basis is Basis.GENERAL:
        _check_general(said, runs, spot)
    for ref in dict.fromkeys(inline):
        _check_known(ref, known.refs, "reference", spot.at("text"))
    for at, ref in enumerate(said.refs):
        _check_known(ref, known.refs, "reference", spot.at("refs", at))
    for at, number in enumerate(said.numbers):
        _check_known(number, known.numbers, "number record", spot.at("numbers", at))


def _check_basis(said: Statement, refs: list[str], spot: Location) -> None:
    if said.basis is Basis.GENERAL:
        if refs:
            spot.at("refs").report(
                "general knowledge has no reference", "take it out, or call the basis sourced"
            )
    elif not said.refs:
        spot.at("refs").report(
            f"what is {said.basis.value} has no reference", "name one, or call the basis general"
        )
    if (said.basis is Basis.WORKED_OUT) != bool(said.method.strip()):
        mend = "say how it was worked out; only what is worked out has a method"
        spot.at("method").report(f"the basis is {said.basis.value}", mend)


def _check_general(said: Statement, runs: list[Run], spot: Location) -> None:
    shown = [run.text if isinstance(run, TextRun) else getattr(run, "word", "") for run in runs]
    for key, texts in (("head", [said.heading]), ("text", shown)):
        if any(_DIGIT.search(text) for text in texts):
            spot.at(key).report(
                "general knowledge has no digit", "write it in words, or name a source"
            )
    if said.numbers:
        spot.at("numbers").report(
            "general knowledge has no number record", "take it out, or name a source"
        )


def _check_known(name: str, known: Set[str], kind: str, spot: Location) -> None:
    if name not in known:
        spot.report(f"there is no {kind} {name!r}", "correct the id, or add the record")


def _runs(blocks: tuple[Block, ...]) -> Iterator[Run]:
    for block in blocks:
        for runs in block.items if isinstance(block, BulletList) else (block.runs,):
            yield from runs


FIRST_YEAR, LAST_YEAR = 1990, 2999


class LanguageCheck:
    """Checks the files of one language, one after the other."""

    def __init__(
        self, reading: AtlasFiles, head: AtlasHeader, language: str, today: dt.date
    ) -> None:
        self._reading = reading
        self._head = head
        self._language = language
        self._today = today
        self._folder = f"texts/{language}"

    def terms(self) -> dict[str, str]:
        """Check the terms and give their words."""
        name = f"{self._folder}/terms.toml"
        raw = dict(self._reading.toml(name) or {})
        good = valid_records(raw, schema.TermSchema, self._reading.location(name))
        return {term: found["word"] for term, found in good.items()}

    def names(self) -> None:
        name = f"{self._folder}/names.toml"
        raw, spot = self._reading.toml(name), self._reading.location(name)
        if raw is None or not matches_schema(raw, schema.NamesFileSchema, spot):
            return
        head = self._head
        check_keys(raw["regions"], head.regions, spot.at("regions"))
        check_keys(raw["topics"], {*head.region_topics, *head.shared_topics}, spot.at("topics"))
        check_keys(raw["figures"], head.figures, spot.at("figures"))
        check_keys(raw["builds"], head.builds, spot.at("builds"))
        check_keys(raw["views"], [view.value for view in head.views], spot.at("views"))
        good = valid_records(raw["regions"], schema.RegionNamesSchema, spot.at("regions"))
        for region, found in good.items():
            figures = found.get("plain_for", {})
            check_keys(figures, head.figures, spot.at("regions", region, "plain_for"), all_=False)
        self._check_same_names(good, spot)

    def _check_same_names(self, good: TomlTable, spot: Location) -> None:
        plain = Counter(found["plain"].casefold() for found in good.values())
        for region, found in good.items():
            if plain[found["plain"].casefold()] > 1:
                spot.at("regions", region, "plain").report(
                    "two regions have this name", "change one"
                )

    def regions(self, known: KnownIds) -> None:
        self._check_files("regions", self._head.regions)
        self._check_files("quiz", self._head.regions)
        for region in self._head.regions:
            self._check_region(region, known)

    def _check_region(self, region: RegionId, known: KnownIds) -> None:
        name = f"{self._folder}/regions/{region}.toml"
        raw, spot = self._reading.toml(name), self._reading.location(name)
        if raw is None:
            return
        if matches_schema(raw, schema.RegionFileSchema, spot):
            self._check_head(raw, "region", region, spot)
            check_keys(raw["topics"], self._head.region_topics, spot.at("topics"))
        for topic, found in as_table(raw.get("topics")).items():
            matches_schema(found, schema.TopicSchema, spot.at("topics", topic))
            check_topic(as_table(found), known, spot.at("topics", topic))

    def shared(self, known: KnownIds) -> None:
        self._check_files("shared", self._head.shared_topics)
        for topic in self._head.shared_topics:
            name = f"{self._folder}/shared/{topic}.toml"
            raw, spot = self._reading.toml(name), self._reading.location(name)
            if raw is None:
                continue
            if matches_schema(raw, schema.SharedTopicFileSchema, spot):
                self._check_head(raw, "topic", topic, spot)
            check_topic(raw, known, spot)

    def claims(self, known: KnownIds) -> None:
        name = f"{self._folder}/claims.toml"
        raw, spot = self._reading.toml(name), self._reading.location(name)
        if raw is None or not matches_schema(raw, schema.ClaimsFileSchema, spot):
            return
        good = valid_items(raw["claims"], schema.ClaimSchema, spot.at("claims"))
        check_unique(
            ((at, str(claim["number"])) for at, claim in good), spot.at("claims"), "number"
        )
        for at, claim in good:
            check_statement(claim, known, spot.at("claims", at))
            check_keys(
                claim["regions"], self._head.regions, spot.at("claims", at, "regions"), all_=False
            )

    def _check_files(self, kind: str, wanted: Iterable[str]) -> None:
        start = f"{self._folder}/{kind}/"
        found = {name.removeprefix(start) for name in self._reading.names if name.startswith(start)}
        for name in sorted(found - {f"{name}.toml" for name in wanted}):
            self._reading.location(f"{start}{name}").report(
                f"atlas.toml does not name it among its {kind}", "add it there, or take it out"
            )

    def _check_head(self, raw: TomlTable, key: str, wanted: str, spot: Location) -> None:
        for at, value in ((key, wanted), ("language", self._language)):
            if raw[at] != value:
                spot.at(at).report(f"it says {raw[at]!r}", f"the file's place wants {value!r}")
        check_date(raw["date"], self._today, spot.at("date"))


def check_topic(raw: TomlTable, known: KnownIds, spot: Location) -> None:
    """Check a topic's short and all its statements, those of them that are there."""
    short, says = raw.get("short"), raw.get("says")
    if isinstance(short, dict) and matches_schema(short, schema.StatementSchema, spot.at("short")):
        check_statement(short, known, spot.at("short"))
    good = valid_items(
        says if isinstance(says, list) else [], schema.TopicStatementSchema, spot.at("says")
    )
    check_unique(((at, said["id"]) for at, said in good), spot.at("says"), "id")
    for at, said in good:
        check_statement(said, known, spot.at("says", at))


def check_unique(found: Iterable[tuple[int, str]], spot: Location, *keys: str) -> None:
    """Note each that has the id of an earlier one; `keys` lead to the id within an item."""
    seen: set[str] = set()
    for at, name in found:
        if name in seen:
            spot.at(at, *keys).report(f"{name!r} is there already", "give it another")
        seen.add(name)


def check_keys(
    found: Iterable[str], wanted: Iterable[str], spot: Location, *, all_: bool = True
) -> None:
    """Note what the atlas does not have, and what is missing of what it has."""
    names, known = dict.fromkeys(found), dict.fromkeys(wanted)
    for name in names.keys() - known.keys():
        spot.at(name).report("the atlas has no such thing", "correct the id, or add it")
    for name in (known.keys() - names.keys()) if all_ else ():
        spot.at(name).report("it is missing", "add it")


def as_table(found: object) -> dict[str, Any]:
    """Give a table, or an empty one where something else stands."""
    return found if isinstance(found, dict) else {}


def check_date(date: dt.date, today: dt.date, spot: Location) -> None:
    """Check a day; one that lies in the future is only remarked: the clock may be wrong."""
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        spot.report(f"{date} cannot be", "write the day it was written")
    elif date - dt.timedelta(days=1) > today:  # somewhere it is tomorrow already
        clock = f"the clock of this machine says {today}"
        spot.warn(f"{date} lies in the future ({clock}): correct the one that is wrong")
