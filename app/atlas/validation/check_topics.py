"""Checks of topics: their short text, their statements, and the shared statements they include."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.atlas.header import TomlTable
from app.atlas.model import (
    Depth,
    IncludedStatementSource,
    TopicStatementSource,
    default_depth,
)
from app.atlas.topics import CHECK_FIRST_TOPIC, OVERVIEW_TOPIC, PAGE_TOPICS
from app.atlas.validation.check_statements import (
    KnownIds,
    check_statement,
    check_statement_table,
)
from app.atlas.validation.common_checks import check_unique
from app.support.schema_validation import convert_record, keys_of
from app.support.validation_errors import Location


class TopicCheck:
    """Checks topics one by one; `included` are the shared statements that are used so far.

    `shared` says where each shared statement of the language is, by its id. In an atlas of schema 1
    every topic needs a short text; since then only `check-first`, which a list can hold.
    """

    def __init__(self, known: KnownIds, shared: Mapping[str, Location], schema: int) -> None:
        self.included: set[str] = set()
        self._schema = schema
        self._known, self._shared = known, shared

    def check(self, raw: TomlTable, topic: str, location: Location) -> tuple[str, ...]:
        """Check the short text and the statements of a topic; give the ids of the statements."""
        short, says = raw.get("short"), raw.get("says")
        if isinstance(short, dict):
            check_statement_table(short, self._known, location.at("short"))
        elif short is None and (self._schema == 1 or topic == CHECK_FIRST_TOPIC):
            location.at("short").report("it is missing", "add it")
        ids = [
            (at, name)
            for at, one in enumerate(says if isinstance(says, list) else ())
            if (name := self._check_statement(one, topic, location.at("says", at)))
        ]
        check_unique(ids, location.at("says"), "id")
        return tuple(name for _, name in ids)

    def report_unused(self) -> None:
        """Report the shared statements that no topic includes and no row of risks names."""
        for name, location in self._shared.items():
            if name not in self.included:
                location.report(
                    f"no topic includes {name!r}, and no row of risks names it",
                    f'write include = "{name}" in the [[says]] of a topic, or remove it',
                )

    def _check_statement(self, raw: object, topic: str, location: Location) -> str | None:
        """Check one of [[says]] and return its id, or None if it does not fit."""
        found: TopicStatementSource | IncludedStatementSource | None
        if isinstance(raw, dict) and "include" in raw:
            found = self._included_statement(raw, location)
        else:
            found = convert_record(raw, TopicStatementSource, location)
            if found is not None:
                check_statement(found, self._known, location)
        if found is None:
            return None
        _check_depth(found.depth, topic, location.at("depth"))
        return found.id

    def _included_statement(
        self, raw: dict[str, Any], location: Location
    ) -> IncludedStatementSource | None:
        own = keys_of(TopicStatementSource).keys() - keys_of(IncludedStatementSource).keys()
        for key in [key for key in raw if key in own]:
            location.at(key).report(
                "an included statement has only id, include and depth",
                "remove it, or remove include",
            )
        bare = {key: value for key, value in raw.items() if key not in own}
        found = convert_record(bare, IncludedStatementSource, location)
        if found is not None and found.include not in self._shared:
            location.at("include").report(
                f"there is no shared statement {found.include!r}",
                f"choose from {', '.join(self._shared)}"
                if self._shared
                else "add it to statements.toml",
            )
        if found is not None:
            self.included.add(found.include)
        return found


def _check_depth(depth: Depth | None, topic: str, location: Location) -> None:
    """Report a depth with which a statement would be shown nowhere, or too deep."""
    if depth is None or depth is default_depth(topic):
        return
    if OVERVIEW_TOPIC in (topic, depth.value):
        location.report(
            "the depth 'overview' is for the topic 'overview' only, which has no other",
            "remove it, or move the statement",
        )
    elif topic in PAGE_TOPICS:
        location.report(f"the topic {topic!r} is a page that shows everything at once", "remove it")
