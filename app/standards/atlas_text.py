"""Text of an atlas in one language for the standards.

Statements with their addresses, split into paragraphs and sentences.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from app.atlas.decision_aid import OPTION_PARTS, DecisionAid
from app.atlas.emergency import emergency_text
from app.atlas.loader import Atlas
from app.atlas.model import NumberRecord, RegionText, Statement, Term, Topic
from app.atlas.text_markup import Block, BulletList, EmergencyNumber, Run, TermLink, TextRun
from app.body.regions import RegionId, TopicId
from app.support.translation import source_text

PLACEHOLDER_WORD = "word"
_END = re.compile(r"(?<=[.!?:])[\"”)]?\s+")
_INSIDE_NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")
_NO_WORD = re.compile(r"[^\w\s'-]")


def paragraphs(blocks: tuple[Block, ...], *, plain_terms: bool = False) -> Iterator[str]:
    """Yield the text of each paragraph and each list item, without sources.

    With `plain_terms` each term of the glossary is replaced by one plain word.
    """
    for block in blocks:
        for runs in block.items if isinstance(block, BulletList) else (block.runs,):
            yield "".join(_words(run, plain_terms=plain_terms) for run in runs).strip()


def sentences(blocks: tuple[Block, ...], *, plain_terms: bool = False) -> Iterator[str]:
    """Yield each sentence; a list item and the introduction of a list count as sentences."""
    for paragraph in paragraphs(blocks, plain_terms=plain_terms):
        yield from split_sentences(paragraph)


def split_sentences(text: str) -> Iterator[str]:
    """Split a text into sentences."""
    for part in _END.split(text):
        if part.strip():
            yield part.strip()


def words_only(sentence: str) -> str:
    """Return the words of a sentence: a number is one word, and punctuation is removed."""
    return " ".join(_NO_WORD.sub(" ", _INSIDE_NUMBER.sub("", sentence)).split())


def _words(run: Run, *, plain_terms: bool) -> str:
    if isinstance(run, TermLink):
        return PLACEHOLDER_WORD if plain_terms else run.word
    if isinstance(run, EmergencyNumber):
        return run.text_for(emergency_text("", source_text))
    return run.text if isinstance(run, TextRun) else ""


def glossary_pattern(terms: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that matches the single words of a glossary and their plurals."""
    single = sorted((re.escape(term) for term in terms if term.isalpha()), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(single) or '(?!)'})s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AddressedStatement:
    """A statement with its address, such as "flank.risks.fluid"."""

    address: str
    statement: Statement

    @property
    def text(self) -> str:
        """Its text as it is shown, after its heading."""
        text = " ".join(paragraphs(self.statement.blocks))
        return f"{self.statement.heading}. {text}" if self.statement.heading else text

    @property
    def words(self) -> int:
        return sum(len(part.split()) for part in paragraphs(self.statement.blocks))


class AtlasText:
    """The texts of an atlas in one language, as the rules need them."""

    def __init__(self, atlas: Atlas, language: str, today: dt.date) -> None:
        self.atlas, self.language, self.today = atlas, language, today

    @cached_property
    def decision_aid(self) -> DecisionAid:
        return self.atlas.decision_aid(self.language)

    @cached_property
    def regions(self) -> dict[RegionId, RegionText]:
        atlas = self.atlas
        return {region: atlas.region_text(region, self.language) for region in atlas.regions}

    @cached_property
    def shared_topics(self) -> dict[TopicId, Topic]:
        atlas = self.atlas
        return {topic: atlas.shared_topic(topic, self.language) for topic in atlas.shared_topics}

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
        return {note.id: note.text for note in self.decision_aid.notes}

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Every topic by address: "flank.risks", "shared.risks"."""
        own = {
            f"{region}.{name}": topic
            for region, text in self.regions.items()
            for name, topic in text.topics.items()
        }
        return own | {f"shared.{name}": topic for name, topic in self.shared_topics.items()}

    @cached_property
    def statements(self) -> tuple[AddressedStatement, ...]:
        """Every statement that a visitor may read."""
        return tuple(self._said())

    @cached_property
    def sentences(self) -> tuple[tuple[str, str], ...]:
        """Every sentence as it is shown, with the address of its statement."""
        return tuple(
            (said.address, sentence)
            for said in self.statements
            for sentence in sentences(said.statement.blocks)
        )

    def _said(self) -> Iterator[AddressedStatement]:
        for address, topic in self.topics.items():
            for statement in topic.all_statements:
                yield AddressedStatement(f"{address}.{statement.id}", statement)
        yield from self.option_statements()
        for step in self.decision_aid.steps:
            yield AddressedStatement(f"step.{step.id}", step.statement)
        yield from self.stage_statements()
        for region, checks in self.decision_aid.quizzes.items():
            for check in checks:
                yield AddressedStatement(f"quiz.{region}.{check.id}", check.because)
        for name in dict.fromkeys(name for row in self.atlas.risk_rows for name in row.done):
            said = self.atlas.shared_statement(name, self.language)
            yield AddressedStatement(f"done.{name}", said)
        for claim in self.atlas.claims(self.language):
            yield AddressedStatement(f"claim.{claim.number}", claim.statement)

    def option_statements(self) -> Iterator[AddressedStatement]:
        for option in self.decision_aid.options:
            for part in OPTION_PARTS:
                yield AddressedStatement(f"option.{option.id}.{part}", getattr(option, part))
            for value, statement in option.meets.items():
                yield AddressedStatement(f"option.{option.id}.meets.{value}", statement)

    def stage_statements(self) -> Iterator[AddressedStatement]:
        for stage in self.decision_aid.stages:
            yield AddressedStatement(f"stage.{stage.id}.usual", stage.usual)
            yield AddressedStatement(f"stage.{stage.id}.watch", stage.watch)
            for key, statement in stage.life.items():
                yield AddressedStatement(f"stage.{stage.id}.life.{key}", statement)
