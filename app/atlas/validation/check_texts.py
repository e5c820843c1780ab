"""Checks of the texts of one language: names, terms and topics."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from app.atlas.header import AtlasHeader
from app.atlas.manifest import STATEMENTS_FILE
from app.atlas.model import SharedStatementSource, Term
from app.atlas.text_markup import BulletList, parse_blocks
from app.atlas.topics import ASKED_TOPICS
from app.atlas.validation.check_risk_rows import RiskRows
from app.atlas.validation.check_statements import KnownIds, check_statement
from app.atlas.validation.check_topics import TopicCheck
from app.atlas.validation.common_checks import (
    as_table,
    check_date,
    check_keys,
    check_same_names,
    check_unique,
)
from app.atlas.validation.file_types import (
    NamesFile,
    RegionFile,
    RegionNamesEntry,
    SharedTopicFile,
    StatementsFile,
    TopicTable,
)
from app.atlas.validation.files import AtlasFiles
from app.body.regions import RegionId, TopicId
from app.support.schema_validation import convert_list, convert_record, convert_table
from app.support.validation_errors import Location


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
        self._questions: set[str] = set()
        self._shared_ids: tuple[str, ...] = ()

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
        own_tabs = [tab.id for tab in head.tabs] if head.schema > 1 else []
        check_keys(file.tabs, own_tabs, location.at("tabs"))
        check_same_names(file.tabs, location.at("tabs"), "tabs")
        check_keys(file.risks, [row.id for row in head.risk_rows], location.at("risks"))
        topics = file.topics if head.schema > 1 else ()
        check_keys(file.topic_words, topics, location.at("topic_words"), all_=False)
        good = convert_table(file.regions, RegionNamesEntry, location.at("regions"))
        for region, found in good.items():
            place = location.at("regions", region, "plain_for")
            check_keys(found.plain_for, head.figures, place, all_=False)
        plain = {region: found.plain for region, found in good.items()}
        check_same_names(plain, location.at("regions"), "regions", "plain")

    def topics(self, known: KnownIds) -> None:
        """Check the topics of all regions, the shared ones, and the statements they include."""
        shared = self._shared_statements(known)
        self._shared_ids = tuple(shared)
        topics = TopicCheck(known, shared, self._head.schema)
        topics.included.update(name for row in self._head.risk_rows for name in row.done)
        self._check_files("shared", self._head.shared_topics)
        for topic in self._head.shared_topics:
            self._check_shared(topic, topics)
        self._check_files("regions", self._head.regions)
        self._check_files("quiz", self._head.regions)
        for region in self._head.regions:
            self._check_region(region, topics)
        topics.report_unused()

    def check_rows(self, rows: RiskRows, location: Location) -> None:
        """Report questions and statements of rows of risks that the texts do not have."""
        for at, row in rows:
            for index, name in enumerate(row.done):
                if name not in self._shared_ids:
                    location.at(at, "done", index).report(
                        f"there is no shared statement {name!r}",
                        f"name the id of a statement in {self._folder}/{STATEMENTS_FILE}",
                    )
            if row.ask and row.ask not in self._questions:
                files = " or ".join(f"{self._folder}/shared/{topic}.toml" for topic in ASKED_TOPICS)
                location.at(at, "ask").report(
                    f"there is no question {row.ask!r}",
                    f"name the id of a statement in {files}, or one question of its list (ID.1)",
                )

    def _shared_statements(self, known: KnownIds) -> dict[str, Location]:
        """Check the statements that topics include, and say by their ids where they are."""
        name = f"{self._folder}/{STATEMENTS_FILE}"
        if name not in self._reading.names:
            return {}
        raw, location = self._reading.toml(name), self._reading.location(name)
        file = convert_record(raw, StatementsFile, location) if raw is not None else None
        if file is None:
            return {}
        place = location.at("statements")
        good = convert_list(file.statements, SharedStatementSource, place)
        check_unique(((at, said.id) for at, said in good), place, "id")
        for at, said in good:
            check_statement(said, known, place.at(at))
        ids = [(at, as_table(one).get("id")) for at, one in enumerate(file.statements)]
        return {one: place.at(at) for at, one in ids if isinstance(one, str)}

    def _check_region(self, region: RegionId, topics: TopicCheck) -> None:
        name = f"{self._folder}/regions/{region}.toml"
        raw, location = self._reading.toml(name), self._reading.location(name)
        if raw is None:
            return
        if (file := convert_record(raw, RegionFile, location)) is not None:
            self._check_head(file, "region", region, location)
            check_keys(file.topics, self._head.region_topics, location.at("topics"))
        for topic, found in as_table(raw.get("topics")).items():
            convert_record(found, TopicTable, location.at("topics", topic))
            topics.check(as_table(found), topic, location.at("topics", topic))

    def _check_shared(self, topic: TopicId, topics: TopicCheck) -> None:
        """Check a shared topic; keep the ids of the questions that rows of risks may name."""
        name = f"{self._folder}/shared/{topic}.toml"
        raw, location = self._reading.toml(name), self._reading.location(name)
        if raw is None:
            return
        if (file := convert_record(raw, SharedTopicFile, location)) is not None:
            self._check_head(file, "topic", topic, location)
        ids = topics.check(raw, topic, location)
        if topic in ASKED_TOPICS:
            texts = {one.get("id"): one.get("text") for one in map(as_table, raw.get("says", ()))}
            for name in ids:
                self._questions.update(_question_ids(name, texts.get(name)))

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


def _question_ids(name: str, text: object) -> Iterator[str]:
    """The id of a statement, and those of the items of its lists."""
    yield name
    blocks = parse_blocks(text, defaultdict(str)) if isinstance(text, str) else ()
    lists = [block for block in blocks if isinstance(block, BulletList)]
    items = sum(len(block.items) for block in lists) if len(lists) == len(blocks) else 0
    yield from (f"{name}.{number}" for number in range(1, items + 1))
