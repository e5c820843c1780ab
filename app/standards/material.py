"""All that an atlas says in one language, gathered once for every rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from app.atlas.decision_aid import Aid
from app.atlas.loader import OpenAtlas
from app.atlas.model import NumberRecord, RegionText, Statement, Term, Topic
from app.body.regions import RegionId, TopicId
from app.standards.sentences import paragraphs, sentences

OPTION_PARTS = ("what", "like", "good", "bad", "recovery", "unknown")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement with its address."""

    address: str
    statement: Statement

    @property
    def text(self) -> str:
        """Its words as they are shown, head first."""
        told = " ".join(paragraphs(self.statement.blocks))
        return f"{self.statement.head}. {told}" if self.statement.head else told

    @property
    def words(self) -> int:
        return sum(len(part.split()) for part in paragraphs(self.statement.blocks))


class Material:
    """What the rules look at; nothing here is judged."""

    def __init__(self, atlas: OpenAtlas, language: str, today: dt.date) -> None:
        self.atlas, self.language, self.today = atlas, language, today

    @cached_property
    def aid(self) -> Aid:
        return self.atlas.aid(self.language)

    @cached_property
    def regions(self) -> dict[RegionId, RegionText]:
        atlas = self.atlas
        return {region: atlas.region_text(region, self.language) for region in atlas.regions}

    @cached_property
    def shared(self) -> dict[TopicId, Topic]:
        atlas = self.atlas
        return {topic: atlas.shared(topic, self.language) for topic in atlas.shared_topics}

    @cached_property
    def numbers(self) -> dict[str, NumberRecord]:
        return {record.id: record for record in self.atlas.numbers(self.language)}

    @cached_property
    def terms(self) -> dict[str, Term]:
        return dict(self.atlas.terms(self.language))

    @cached_property
    def references(self) -> frozenset[str]:
        return frozenset(reference.id for reference in self.atlas.references())

    @cached_property
    def notes(self) -> dict[str, str]:
        return {note.id: note.text for note in self.aid.notes}

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Every topic by address: "flank.risks", "shared.risks"."""
        own = {
            f"{region}.{name}": topic
            for region, text in self.regions.items()
            for name, topic in text.topics.items()
        }
        return own | {f"shared.{name}": topic for name, topic in self.shared.items()}

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Every statement that a visitor may read."""
        return tuple(self._said())

    @cached_property
    def sentences(self) -> tuple[tuple[str, str], ...]:
        """Every sentence as it is shown, with the address it stands at."""
        return tuple(
            (said.address, sentence)
            for said in self.said
            for sentence in sentences(said.statement.blocks)
        )

    def _said(self) -> Iterator[Said]:
        for address, topic in self.topics.items():
            yield Said(f"{address}.short", topic.short)
            for statement in topic.says:
                yield Said(f"{address}.{statement.id}", statement)
        yield from self.of_options()
        for step in self.aid.steps:
            yield Said(f"step.{step.id}", step.says)
        yield from self.of_stages()
        for region, checks in self.aid.checks.items():
            for check in checks:
                yield Said(f"quiz.{region}.{check.id}", check.because)
        for claim in self.atlas.claims(self.language):
            yield Said(f"claim.{claim.number}", claim.says)

    def of_options(self) -> Iterator[Said]:
        for option in self.aid.options:
            for part in OPTION_PARTS:
                yield Said(f"option.{option.id}.{part}", getattr(option, part))
            for value, statement in option.meets.items():
                yield Said(f"option.{option.id}.meets.{value}", statement)

    def of_stages(self) -> Iterator[Said]:
        for stage in self.aid.stages:
            yield Said(f"stage.{stage.id}.usual", stage.usual)
            yield Said(f"stage.{stage.id}.watch", stage.watch)
            for key, statement in stage.life.items():
                yield Said(f"stage.{stage.id}.life.{key}", statement)
