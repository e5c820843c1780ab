"""Text of an atlas in one language for the standards, made of the blocks that people see.

Statements with their addresses, split into paragraphs and sentences.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from msgspec import structs

from app.atlas.decision_aid import OPTION_PARTS, DecisionAid, OptionCells
from app.atlas.loader import Atlas
from app.atlas.model import NumberRecord, RegionText, Statement, Term, Topic
from app.body.regions import RegionId, TopicId
from app.document.blocks import Bullets, Passage, Span, Spans
from app.document.passages import text_blocks
from app.standards.shown_documents import ShownDocuments

PLACEHOLDER_WORD = "word"
_END = re.compile(r"(?<=[.!?:])[\"”)]?\s+")
_INSIDE_NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")
_NO_WORD = re.compile(r"[^\w\s'-]")


TextBlocks = tuple[Passage | Bullets, ...]


def paragraphs(blocks: TextBlocks, *, plain_terms: bool = False) -> Iterator[str]:
    """Yield the text of each paragraph and each list item, without sources.

    With `plain_terms` each term of the glossary is replaced by one plain word.
    """
    for block in blocks:
        for spans in block.items if isinstance(block, Bullets) else (block.spans,):
            yield _words(spans, plain_terms=plain_terms)


def sentences(blocks: TextBlocks, *, plain_terms: bool = False) -> Iterator[str]:
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


def _words(spans: Spans, *, plain_terms: bool) -> str:
    words = (_word(span, plain_terms=plain_terms) for span in spans if not span.source)
    return "".join(words).strip()


def _word(span: Span, *, plain_terms: bool) -> str:
    return PLACEHOLDER_WORD if plain_terms and span.term else span.text


def glossary_pattern(terms: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that matches the single words of a glossary and their plurals."""
    single = sorted((re.escape(term) for term in terms if term.isalpha()), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(single) or '(?!)'})s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AddressedStatement:
    """A statement with its address, such as "flank.risks.fluid", and its words as blocks.

    `region` is the region whose tabs show it, or None.
    """

    address: str
    statement: Statement
    blocks: TextBlocks
    region: RegionId | None = None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Its paragraphs and items, without sources."""
        return tuple(paragraphs(self.blocks))

    @property
    def text(self) -> str:
        """Its text as it is shown, after its heading."""
        text = " ".join(self.paragraphs)
        return f"{self.statement.heading}. {text}" if self.statement.heading else text

    @property
    def words(self) -> int:
        return sum(len(part.split()) for part in self.paragraphs)


class AtlasText:
    """The texts of an atlas in one language, as the rules need them."""

    def __init__(self, atlas: Atlas, language: str, today: dt.date) -> None:
        self.atlas, self.language, self.today = atlas, language, today
        self.shown = ShownDocuments(atlas, language)

    def blocks(self, statement: Statement) -> TextBlocks:
        """Return the words of a statement as the panel shows them."""
        return text_blocks(self.shown.source, statement)

    def words(self, statement: Statement) -> int:
        """Return how many words a statement has."""
        return self._addressed("", statement).words

    def _addressed(
        self, address: str, statement: Statement, region: RegionId | None = None
    ) -> AddressedStatement:
        return AddressedStatement(address, statement, self.blocks(statement), region)

    def is_shown(self, said: AddressedStatement) -> bool:
        """Whether people can read a statement, in the tabs of its region if it has one."""
        return self.shown.has_words(said.region, said.paragraphs)

    def has_shown_statement(self, region: RegionId, topic: TopicId) -> bool:
        """Whether a topic says something about a region, beside its short text, in a tab."""
        own = self.regions[region].topics.get(topic)
        says = own.statements if own else ()
        return any(self.is_shown(self._addressed("", one, region)) for one in says)

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
        """Every sentence as it is shown, with the address of its statement or cell."""
        said = [(one.address, part) for one in self.statements for part in sentences(one.blocks)]
        cells = [
            (address, part) for address, text in self.option_cells for part in split_sentences(text)
        ]
        return (*said, *cells)

    @cached_property
    def option_cells(self) -> tuple[tuple[str, str], ...]:
        """The cells of the table of options, with their addresses."""
        return tuple(
            (f"option.{option.id}.cells.{name}", text)
            for option in self.decision_aid.options
            if isinstance(option.cells, OptionCells)
            for name, text in structs.asdict(option.cells).items()
            if text
        )

    def _said(self) -> Iterator[AddressedStatement]:
        for region, text in self.regions.items():
            yield from self._statements_of(region, text.topics, region)
        yield from self._statements_of("shared", self.shared_topics)
        yield from self.option_statements()
        for step in self.decision_aid.steps:
            yield self._addressed(f"step.{step.id}", step.statement)
        yield from self.stage_statements()
        for region, checks in self.decision_aid.quizzes.items():
            for check in checks:
                yield self._addressed(f"quiz.{region}.{check.id}", check.because, region)
        for name in dict.fromkeys(name for row in self.atlas.risk_rows for name in row.done):
            said = self.atlas.shared_statement(name, self.language)
            yield self._addressed(f"done.{name}", said)
        for note in self.decision_aid.notes:
            if note.statement is not None:
                yield self._addressed(f"note.{note.id}", note.statement)

    def _statements_of(
        self, first: str, topics: Mapping[TopicId, Topic], region: RegionId | None = None
    ) -> Iterator[AddressedStatement]:
        for name, topic in topics.items():
            for statement in topic.all_statements:
                yield self._addressed(f"{first}.{name}.{statement.id}", statement, region)

    def option_statements(self) -> Iterator[AddressedStatement]:
        for option in self.decision_aid.options:
            for part in OPTION_PARTS:
                yield self._addressed(f"option.{option.id}.{part}", getattr(option, part))
            for value, statement in option.meets.items():
                yield self._addressed(f"option.{option.id}.meets.{value}", statement)

    def stage_statements(self) -> Iterator[AddressedStatement]:
        for stage in self.decision_aid.stages:
            yield self._addressed(f"stage.{stage.id}.usual", stage.usual)
            yield self._addressed(f"stage.{stage.id}.watch", stage.watch)
            for key, statement in stage.life.items():
                yield self._addressed(f"stage.{stage.id}.life.{key}", statement)
