"""Tabs of a region: which there are, and the document that each shows."""

from __future__ import annotations

from collections.abc import Iterator

from app.atlas.header import TabRecord
from app.atlas.loader import Atlas
from app.atlas.model import Depth, Statement, Topic
from app.atlas.topics import (
    CHECK_FIRST_TOPIC,
    EVIDENCE_TOPIC,
    NOT_KNOWN_TOPIC,
    OVERVIEW_TOPIC,
    PROCEDURE_TOPIC,
    QUIZ_TOPIC,
    RISKS_TOPIC,
    SUITS_TOPIC,
)
from app.body.regions import Place, RegionId, TopicId
from app.document.blocks import (
    ActionLink,
    Block,
    Callout,
    Document,
    Fold,
    Heading,
    Passage,
    Span,
)
from app.document.extents import passages_extent, questions_extent
from app.document.gathered_notes import with_gathered_notes
from app.document.passages import text_blocks
from app.document.risks import number_table, rows_of_region
from app.document.source import DocumentSource
from app.document.topics import TopicBuilder
from app.session.actions import OpenTopic

_FOLDED_TOPICS = (NOT_KNOWN_TOPIC, EVIDENCE_TOPIC)
RISKS_ANSWER, CHECK_ANSWER = "wrong", "check"
"""Statements of the overview: the table of risks stands under one, the other is a caution."""
SUMMARISED_TOPICS = (PROCEDURE_TOPIC, SUITS_TOPIC, RISKS_TOPIC)
"""Topics whose short texts are the overview of a region that has no topic `overview`."""
MORE_FOLD = "more"
_MAX_LEAD = 60
"""Characters that fit beside the scale of a table."""
_QUESTION_LEVEL, _STATEMENT_LEVEL, _FOLDED_LEVEL = 2, 3, 4


def tab_of(atlas: Atlas, topic: TopicId | None) -> TabRecord:
    """Return the tab that shows a topic; None, or a topic in no tab, opens the first tab."""
    return next((tab for tab in atlas.tabs if topic in tab.topics), atlas.tabs[0])


def tabs_for(source: DocumentSource, region: RegionId) -> tuple[tuple[str, str, TopicId], ...]:
    """Return id, name and first topic of each tab that has something to say about a region."""
    return tuple(
        (tab.id, source.names.tabs.get(tab.id, tab.id), tab.topics[0])
        for tab in source.atlas.tabs
        if any(_has_topic(source, region, topic) for topic in tab.topics)
    )


def _has_topic(source: DocumentSource, region: RegionId, topic: TopicId) -> bool:
    if topic == QUIZ_TOPIC:
        return bool(source.aid.quizzes.get(region))
    own, shared = source.own_topic(region, topic), source.shared_topic(topic)
    return own is not None or shared is not None


def tab_document(source: DocumentSource, place: Place, tab: str) -> Document:
    """Build what a tab shows about a place, without the name of the region.

    Raises:
        KeyError: the atlas has no such tab.
    """
    found = next((one for one in source.atlas.tabs if one.id == tab), None)
    if found is None:
        raise KeyError(tab)
    builder = _TabBuilder(source, place.region)
    is_first = found is source.atlas.tabs[0]
    has_overview = OVERVIEW_TOPIC in source.atlas.region_topics
    if OVERVIEW_TOPIC in found.topics or (is_first and not has_overview):
        return tuple(builder.overview(found))
    return tuple(builder.topics(found))


class _TabBuilder:
    """Builds the document of one tab."""

    def __init__(self, source: DocumentSource, region: RegionId) -> None:
        self._source, self._region = source, region
        has_overview = source.own_topic(region, OVERVIEW_TOPIC) is not None
        topics = (CHECK_FIRST_TOPIC, *(() if has_overview else SUMMARISED_TOPICS))
        summarised = [one for one in topics if source.own_topic(region, one) is not None]
        self._topics = TopicBuilder(source, region, summarised)

    def topics(self, tab: TabRecord) -> Iterator[Block]:
        """The topics one after another; the first needs no name, because the tab has it."""
        for topic in tab.topics:
            if topic in _FOLDED_TOPICS and topic != tab.topics[0]:
                yield from self._topics.fold(topic, _FOLDED_LEVEL)
                continue
            blocks = tuple(self._topics.blocks(topic, _STATEMENT_LEVEL))
            if blocks and topic != tab.topics[0]:
                yield Heading(_QUESTION_LEVEL, self._source.topic_name(topic), topic)
            yield from blocks

    def overview(self, tab: TabRecord) -> Iterator[Block]:
        """The questions that come first, what could go wrong, and what to check first."""
        overview = self._source.own_topic(self._region, OVERVIEW_TOPIC)
        answers = self._summaries() if overview is None else self._answers(overview)
        blocks = (*answers, *check_first_callout(self._source, self._region))
        yield from with_gathered_notes(blocks, self._source.translate("Document", "Sources"))
        yield from self._more(tab)

    def _summaries(self) -> Iterator[Block]:
        """The short texts of the main topics, then the table of risks."""
        for topic in SUMMARISED_TOPICS:
            own = self._source.own_topic(self._region, topic)
            if own is not None and own.short is not None:
                yield Heading(_QUESTION_LEVEL, self._source.topic_name(topic), topic)
                yield from text_blocks(self._source, own.short)
        yield from self._risks(with_heading=True)

    def _answers(self, overview: Topic) -> Iterator[Block]:
        if overview.short is not None:
            yield from text_blocks(self._source, overview.short)
        has_table = False
        for statement in self._topics.kept(overview, tuple(Depth)):
            if statement.id == RISKS_ANSWER:
                has_table = True
                yield from self._answer_with_risks(statement)
            elif statement.id != CHECK_ANSWER:
                yield from self._topics.statement(statement, _QUESTION_LEVEL)
        if not has_table:
            yield from self._risks(with_heading=True)

    def _answer_with_risks(self, statement: Statement) -> Iterator[Block]:
        """The statement above the table; a plain sentence becomes the lead of the table."""
        blocks = text_blocks(self._source, statement)
        if statement.heading:
            yield Heading(_QUESTION_LEVEL, statement.heading)
        match blocks:
            case (Passage(spans=(Span(text=text, term="", source=""),), notes=notes),) if (
                notes.basis == "general" and len(text) <= _MAX_LEAD
            ):
                table = tuple(self._risks(with_heading=False, lead=text))
                yield from table or blocks
            case _:
                yield from blocks
                yield from self._risks(with_heading=False)
        rows = rows_of_region(self._source, self._region)
        in_rows = frozenset(record.id for row in rows for record in row.records)
        yield from number_table(self._source, statement, in_rows)

    def _risks(self, *, with_heading: bool, lead: str = "") -> Iterator[Block]:
        translate = self._source.translate
        table = self._topics.risk_table(is_expandable=False, lead=lead)
        if table:
            if with_heading:
                yield Heading(_QUESTION_LEVEL, translate("Document", "What could go wrong?"))
            yield from table
            who_was_counted = translate("Document", "Who was counted, and how sure")
            yield ActionLink(who_was_counted, OpenTopic(RISKS_TOPIC, ""))

    def _more(self, tab: TabRecord) -> Iterator[Fold]:
        """The other topics of the tab, behind one fold."""
        blocks: list[Block] = []
        passages = 0
        for topic in tab.topics:
            made = () if topic == OVERVIEW_TOPIC else self._topics.blocks(topic, _FOLDED_LEVEL)
            shown = tuple(made)
            if shown:
                blocks += [Heading(_STATEMENT_LEVEL, self._source.topic_name(topic), topic), *shown]
                passages += self._topics.count(topic)
        if blocks:
            translate = self._source.translate
            checks = self._source.aid.quizzes.get(self._region, ())
            extents = [passages_extent(passages, translate)] if passages else []
            if checks and QUIZ_TOPIC in tab.topics:
                extents.append(questions_extent(len(checks), translate))
            summary = translate("Document", "More about this area")
            yield Fold(MORE_FOLD, summary, ", ".join(extents), tuple(blocks))


def check_first_callout(source: DocumentSource, region: RegionId) -> tuple[Callout, ...]:
    """What to check first in a region, set apart; none if the atlas does not say it.

    It begins with a heading, or with the name of its topic.
    """
    topic = source.own_topic(region, CHECK_FIRST_TOPIC)
    short = text_blocks(source, topic.short) if topic and topic.short else ()
    overview = source.own_topic(region, OVERVIEW_TOPIC)
    for statement in overview.statements if overview else ():
        if statement.id == CHECK_ANSWER:
            said = TopicBuilder(source, region).statement(statement, _QUESTION_LEVEL)
            return (Callout("caution", (*said, *short)),)
    if not short:
        return ()
    lead = Span(f"{source.topic_name(CHECK_FIRST_TOPIC).rstrip('.')}. ", strong=True)
    first, *rest = short
    if isinstance(first, Passage):
        return (Callout("caution", (Passage((lead, *first.spans), first.notes), *rest)),)
    return (Callout("caution", (Passage((lead,)), first, *rest)),)
