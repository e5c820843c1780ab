"""Topics as blocks: first what holds for one region, then what holds for all of them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from msgspec import structs

from app.atlas.model import Depth, Statement, Topic
from app.atlas.topics import (
    OPTIONS_TOPIC,
    PROCEDURE_TOPIC,
    QUESTIONS_TOPIC,
    QUIZ_TOPIC,
    RECOVERY_TOPIC,
    RISKS_TOPIC,
    TELL_TOPIC,
)
from app.body.regions import RegionId, TopicId
from app.document.blocks import Block, Document, Fold, Heading, Quiz, QuizItem, RiskTable
from app.document.extents import counts_extent, passages_extent
from app.document.options import option_blocks
from app.document.passages import statement_blocks, words
from app.document.procedure import stepper, timeline
from app.document.questions import question_blocks
from app.document.risks import key_of_values, number_table, risk_table, rows_of_region
from app.document.source import DocumentSource

_FOR_EVERYONE = (Depth.OVERVIEW, Depth.MAIN)


class TopicBuilder:
    """Builds the topics of one document about a region, or about all of them.

    A shared statement that several topics of the document include appears where it is first.
    `summarised` are the topics whose short text another part of the documents shows.
    """

    def __init__(
        self,
        source: DocumentSource,
        region: RegionId | None,
        summarised: Container[TopicId] = frozenset(),
    ) -> None:
        self._source, self._region, self._summarised = source, region, summarised
        self._included: set[str] = set()
        self._in_table: frozenset[str] = frozenset()

    def blocks(self, topic: TopicId, level: int) -> Iterator[Block]:
        """A topic without its name; `level` is that of the headings of its statements."""
        source, region = self._source, self._region
        if topic == QUIZ_TOPIC:
            yield from self._quiz()
            return
        if topic in (QUESTIONS_TOPIC, TELL_TOPIC):
            yield from self._questions(topic, level)
            return
        if topic == RISKS_TOPIC and region is not None:
            yield from self.risk_table(is_expandable=True)
        elif topic == PROCEDURE_TOPIC and region is not None:
            yield from stepper(source, region)
        elif topic == RECOVERY_TOPIC:
            yield from timeline(source)
        elif topic == OPTIONS_TOPIC:
            yield from option_blocks(source, region)
        yield from self._statements(topic, level)

    def risk_table(self, *, is_expandable: bool, lead: str = "") -> tuple[RiskTable, ...]:
        """The table of risks of the region; none if the atlas has no rows for it."""
        rows = rows_of_region(self._source, self._region) if self._region else ()
        if not rows:
            return ()
        if is_expandable:  # else their details are not in this document
            self._in_table |= {record.id for row in rows for record in row.records}
        translate = self._source.translate
        lead = lead or translate("RiskTable", "Some harms that were counted, highest number first")
        note = translate("RiskTable", "None of these was counted on the back alone.")
        if is_expandable:
            note = f"{translate('RiskTable', 'Other studies found fewer or more.')} {note}"
        table = risk_table(self._source, rows, lead=lead, note=note, is_expandable=is_expandable)
        return (structs.replace(table, key=key_of_values(rows, translate)),)

    def fold(self, topic: TopicId, level: int) -> tuple[Fold, ...]:
        """A topic behind a fold with its name; none if there is nothing in it."""
        blocks = tuple(self.blocks(topic, level))
        if not blocks:
            return ()
        extent = passages_extent(self.count(topic), self._source.translate)
        return (Fold(topic, self._source.topic_name(topic), extent, blocks),)

    def count(self, topic: TopicId) -> int:
        """The number of passages of a topic."""
        return sum(len(part.statements) for part in self._parts(topic))

    def _parts(self, topic: TopicId) -> tuple[Topic, ...]:
        """What a topic says about the region, and about all regions."""
        own = self._source.own_topic(self._region, topic)
        shared = self._source.shared_topic(topic)
        return tuple(part for part in (own, shared) if part is not None)

    def _lead(self, topic: TopicId, level: int) -> Document:
        """The short text of a topic."""
        parts = self._parts(topic)
        short = parts[0].short if parts else None
        if short is None or topic in self._summarised:
            return ()
        return self.statement(short, level)

    def _statements(self, topic: TopicId, level: int) -> Iterator[Block]:
        """The statements for everyone, then those with the studies behind a fold."""
        parts = self._parts(topic)
        yield from self._lead(topic, level)
        main = [self.kept(part, _FOR_EVERYONE) for part in parts]
        has_both = all(main) and len(main) > 1
        for part, statements in zip(parts, main, strict=True):
            if has_both and part is parts[-1]:
                yield Heading(level - 1, self._source.translate("Document", "For every area"))
            for statement in statements:
                yield from self.statement(statement, level)
        studies = [one for part in parts for one in self.kept(part, (Depth.STUDIES,))]
        if studies:
            yield self._studies_fold(topic, studies, level)

    def kept(self, part: Topic, depths: Container[Depth]) -> list[Statement]:
        """The statements of some depths that the document does not have yet."""
        return [one for one in part.statements if one.depth in depths and self._is_new(one)]

    def _is_new(self, statement: Statement) -> bool:
        if not statement.included:
            return True
        is_new = statement.included not in self._included
        self._included.add(statement.included)
        return is_new

    def _studies_fold(self, topic: TopicId, studies: list[Statement], level: int) -> Fold:
        translate = self._source.translate
        blocks = [
            block
            for statement in studies
            for block in self.statement(statement, level, has_icons=False)
        ]
        counts = sum(len(block.rows) for block in blocks if isinstance(block, RiskTable))
        if topic == RISKS_TOPIC and counts:
            extent = counts_extent(counts, translate)
        else:
            extent = passages_extent(len(studies), translate)
        return Fold(f"{topic}-studies", translate("Document", "Read more"), extent, tuple(blocks))

    def statement(self, statement: Statement, level: int, *, has_icons: bool = True) -> Document:
        """A statement, and the table of those of its records that no other table has."""
        source = self._source
        table = number_table(source, statement, self._in_table, has_icons=has_icons)
        return (*statement_blocks(source, statement, level), *table)

    def _questions(self, topic: TopicId, level: int) -> Iterator[Block]:
        """The questions of the region, then those for every region."""
        yield from self._lead(topic, level)
        own = self._source.own_topic(self._region, topic)
        if own is not None:
            yield from question_blocks(self._source, self._region, own, level)
        shared = self._source.shared_topic(topic)
        if shared is not None:
            if own is not None:
                text = self._source.translate("Questions", "Questions for every area")
                yield Heading(level - 1, text)
            yield from question_blocks(self._source, None, shared, level)

    def _quiz(self) -> Iterator[Block]:
        checks = self._source.aid.quizzes.get(self._region, ()) if self._region else ()
        if checks:
            yield words(
                self._source.translate(
                    "Quiz", "Check what you remember. Nothing is counted or saved."
                )
            )
            yield Quiz(tuple(self._quiz_items()))

    def _quiz_items(self) -> Iterable[QuizItem]:
        for one in self._source.aid.quizzes[self._region] if self._region else ():
            reason = self.statement(one.because, 4)
            yield QuizItem(one.id, one.ask, one.answers, one.right, reason)
