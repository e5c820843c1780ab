"""Text of an atlas in one language for the standards.

Statements with their addresses, split into paragraphs and sentences.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from app.atlas.decision_aid import Aid
from app.atlas.emergency import LOCAL_NUMBER
from app.atlas.loader import OpenAtlas
from app.atlas.model import (
    Block,
    BulletList,
    EmergencyNumber,
    NumberRecord,
    RegionText,
    Run,
    Statement,
    Term,
    TermLink,
    Topic,
    Words,
)
from app.body.regions import RegionId, TopicId

PLAIN_WORD = "word"
_END = re.compile(r"(?<=[.!?:])[\"”)]?\s+")
_INSIDE_NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")
_NO_WORD = re.compile(r"[^\w\s'-]")


def paragraphs(blocks: tuple[Block, ...], *, plain_terms: bool = False) -> Iterator[str]:
    """Give each paragraph and each item of a list; sources are left out.

    With `plain_terms` a word of the glossary stands as one plain word.
    """
    for block in blocks:
        for runs in block.items if isinstance(block, BulletList) else (block.runs,):
            yield "".join(_words(run, plain_terms=plain_terms) for run in runs).strip()


def sentences(blocks: tuple[Block, ...], *, plain_terms: bool = False) -> Iterator[str]:
    """Give each sentence; a list item, and what introduces a list, count as sentences."""
    for paragraph in paragraphs(blocks, plain_terms=plain_terms):
        yield from split(paragraph)


def split(text: str) -> Iterator[str]:
    """Split words into sentences."""
    for part in _END.split(text):
        if part.strip():
            yield part.strip()


def bare(sentence: str) -> str:
    """Give a sentence of words alone: a number is one word, marks are gone."""
    return " ".join(_NO_WORD.sub(" ", _INSIDE_NUMBER.sub("", sentence)).split())


def _words(run: Run, *, plain_terms: bool) -> str:
    if isinstance(run, TermLink):
        return PLAIN_WORD if plain_terms else run.word
    if isinstance(run, EmergencyNumber):
        return run.shown(LOCAL_NUMBER)
    return run.text if isinstance(run, Words) else ""


def plain_words(terms: Iterable[str]) -> re.Pattern[str]:
    """Give a pattern for the single words of a glossary, alone or in the plural, linked or not."""
    single = sorted((re.escape(term) for term in terms if term.isalpha()), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(single) or '(?!)'})s?\b", re.IGNORECASE)


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
