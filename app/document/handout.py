"""The handout as named parts: what is said of each region, then what is true for all of them.

The words are those of the panel, made by the same functions; what is not printed is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.atlas.emergency import emergency_heading
from app.atlas.model import Statement
from app.atlas.topics import (
    OVERVIEW_TOPIC,
    PROCEDURE_TOPIC,
    QUESTIONS_TOPIC,
    RECOVERY_TOPIC,
    RISKS_TOPIC,
    SUITS_TOPIC,
)
from app.body.regions import Place, RegionId, TopicId
from app.document.blocks import Block, Bullets, Document, Heading, Passage, Span
from app.document.calls import calls_document
from app.document.citations import brief_citation
from app.document.handout_counts import counts_table
from app.document.handout_list import list_entries
from app.document.handout_options import offered_options, printed_options, sources_of_options
from app.document.pages import DECISION_NOTE, answer_texts
from app.document.passages import text_blocks, words
from app.document.printed import one_level_deeper, printed, used_sources, with_group_headings
from app.document.source import DocumentSource
from app.document.tabs import CHECK_ANSWER, RISKS_ANSWER, check_first_callout
from app.document.topics import TopicBuilder
from app.session.shared_words import name_with_side_in_brackets
from app.support.record import Record

_PART_LEVEL, _ANSWER_LEVEL, _GROUP_LEVEL = 2, 3, 4
_CALL_LISTS = 2
"""The lists that call for an ambulance, and for the clinic on the same day."""


class HandoutRegion(Record, frozen=True):
    """What the handout says about one region; `name` has its side."""

    name: str
    medical: str
    answers: Document
    risks: Document
    check_first: Document
    recovery: Document
    ask: Document

    @property
    def document(self) -> Document:
        """Everything in reading order."""
        return (*self.answers, *self.risks, *self.check_first, *self.recovery, *self.ask)


class HandoutDocument(Record, frozen=True):
    """The words of a handout in parts, in reading order; a part that is empty is left out.

    `own_questions` stands above lines to write on, `edition` at the foot of every page. `emergency`
    is the line with the emergency number, which the calls begin with.
    """

    title: str
    introduction: Document
    marks: Document
    regions: tuple[HandoutRegion, ...]
    own_questions: str
    counts: Document
    options: Document
    kept: Document
    time_to_think: Document
    sources: Document
    calls: Document
    emergency: str
    edition: str


class KeptItems(Record, frozen=True):
    """What a visitor kept: addresses of the list, answers as pairs of ids, and marks in words."""

    addresses: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()


def handout_document(
    source: DocumentSource, places: Sequence[Place], kept: KeptItems, clinic_phone: str = ""
) -> HandoutDocument:
    """Build the handout.

    Args:
        source: what the document is built from.
        places: the places that it is about.
        kept: what the visitor kept.
        clinic_phone: the phone number of the clinic, or "".

    Raises:
        KeyError: the atlas does not have a region.
    """
    return _Builder(source, places).document(kept, clinic_phone)


class _Builder:
    """Builds the parts, and remembers the sources of what is printed."""

    def __init__(self, source: DocumentSource, places: Sequence[Place]) -> None:
        self._source, self._places = source, places
        self._regions = tuple(dict.fromkeys(place.region for place in places))
        self._used: set[str] = set()

    def document(self, kept: KeptItems, clinic_phone: str) -> HandoutDocument:
        source, translate = self._source, self._source.translate
        regions = tuple(self._region(region) for region in self._regions)
        think = translate("Handout", "Take at least 14 days to think before you say yes.")
        calls = calls_document(source, clinic_phone=clinic_phone, most=_CALL_LISTS)
        parts = {
            "counts": (
                counts_table(source, self._regions),
                translate("Handout", "What could go wrong: the numbers"),
            ),
            "options": (self._options(), translate("Handout", "Options beside each other")),
            "kept": (self._kept(kept), translate("Handout", "From your list")),
            "calls": (one_level_deeper(calls), translate("Handout", "When to call")),
        }
        made = {name: self._part(head, blocks) for name, (blocks, head) in parts.items()}
        return HandoutDocument(
            title=_title(source, [region.name for region in regions]),
            introduction=(words(self._introduction()), *self._decision()),
            marks=_list(translate("Handout", "Drawn together"), kept.marks, _ANSWER_LEVEL),
            regions=regions,
            own_questions=translate("Handout", "Your own questions"),
            counts=made["counts"],
            options=made["options"],
            kept=made["kept"],
            time_to_think=(Passage((Span(think, strong=True),)),),
            sources=_list(translate("Handout", "Sources"), tuple(self._sources()), _PART_LEVEL),
            calls=with_group_headings(made["calls"], _GROUP_LEVEL),
            emergency=emergency_heading(source.emergency, translate),
            edition=self._edition(),
        )

    def _part(self, heading: str, document: Document) -> Document:
        """A part with its heading; nothing if there is nothing in it."""
        shown = self._printed(document)
        return (Heading(_PART_LEVEL, heading), *shown) if shown else ()

    def _printed(self, document: Document) -> Document:
        self._used.update(used_sources(document))
        return printed(document)

    def _introduction(self) -> str:
        return self._source.translate(
            "Handout",
            "Information to take home. It is not medical advice, and it is no consent form.",
        )

    def _decision(self) -> Iterator[Passage]:
        for note in self._source.aid.notes:
            if note.id == DECISION_NOTE:
                yield Passage((Span(note.text, strong=True),))

    def _region(self, region: RegionId) -> HandoutRegion:
        source, translate = self._source, self._source.translate
        sides = {place.side for place in self._places if place.region == region}
        side = sides.pop() if len(sides) == 1 else None
        ask = translate("RiskTable", "Questions to ask")
        return HandoutRegion(
            name=name_with_side_in_brackets(source.region_name(region), side, translate),
            medical=source.names.regions[region].medical,
            answers=self._printed(self._answers(region)),
            risks=self._printed(self._risks(region)),
            check_first=self._printed(one_level_deeper(check_first_callout(source, region))),
            recovery=self._printed(self._short(region, RECOVERY_TOPIC)),
            ask=self._printed(self._short(region, QUESTIONS_TOPIC, ask)),
        )

    def _answers(self, region: RegionId) -> Document:
        """What it is, for whom, and what it can do; without an overview the short texts."""
        overview = self._overview(region)
        if not overview:
            topics = (PROCEDURE_TOPIC, SUITS_TOPIC)
            return tuple(block for topic in topics for block in self._short(region, topic))
        builder = TopicBuilder(self._source, region)
        return tuple(
            block
            for statement in overview
            if statement.id not in (RISKS_ANSWER, CHECK_ANSWER)
            for block in builder.statement(statement, _ANSWER_LEVEL)
        )

    def _risks(self, region: RegionId) -> Document:
        """What could go wrong, in words; the counts of all regions have a table of their own."""
        for statement in self._overview(region):
            if statement.id == RISKS_ANSWER:
                return TopicBuilder(self._source, region).statement(statement, _ANSWER_LEVEL)
        return self._short(region, RISKS_TOPIC)

    def _overview(self, region: RegionId) -> tuple[Statement, ...]:
        overview = self._source.own_topic(region, OVERVIEW_TOPIC)
        return overview.all_statements if overview else ()

    def _short(self, region: RegionId, topic: TopicId, heading: str = "") -> Document:
        """The short text of a topic under its name, or under another heading."""
        source = self._source
        found = source.own_topic(region, topic) or source.shared_topic(topic)
        if found is None or found.short is None:
            return ()
        text = heading or source.topic_name(topic)
        return (Heading(_ANSWER_LEVEL, text), *text_blocks(source, found.short))

    def _options(self) -> Document:
        offered = offered_options(self._source, self._regions)
        self._used.update(sources_of_options(offered))
        return (printed_options(self._source, offered, self._regions),) if offered else ()

    def _kept(self, kept: KeptItems) -> Document:
        """What is on the list, then the answers about what matters."""
        source = self._source
        heading = source.translate("MyList", "What matters to you")
        said = answer_texts(source, kept.answers)
        return (
            *list_entries(source, kept.addresses, _ANSWER_LEVEL),
            *_list(heading, said, _ANSWER_LEVEL),
        )

    def _sources(self) -> Iterator[str]:
        """The sources of everything that is printed, each once, in the order of the atlas."""
        for reference in self._source.atlas.references():
            if reference.id in self._used:
                yield brief_citation(reference)

    def _edition(self) -> str:
        atlas, translate = self._source.atlas, self._source.translate
        return translate("Handout", "Back Atlas {version}, {date}. {review}").format(
            version=atlas.version,
            date=atlas.date.isoformat(),
            review=translate("Handout", "Not yet reviewed by a clinician."),
        )


def _title(source: DocumentSource, names: list[str]) -> str:
    if not names:
        return source.translate("Handout", "Laser liposuction of the back")
    text = source.translate("Handout", "Laser liposuction of the back: {regions}")
    return text.format(regions=", ".join(names))


def _list(heading: str, texts: Sequence[str], level: int) -> tuple[Block, ...]:
    """A heading and a list; nothing if the list is empty."""
    items = tuple((Span(text),) for text in texts)
    return (Heading(level, heading), Bullets(items)) if items else ()
