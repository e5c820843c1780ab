"""Recovery on a handout: the few times that people plan with, and what is special to a region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from app.atlas.decision_aid import DailyLifeKey
from app.atlas.model import Depth, Statement
from app.atlas.topics import RECOVERY_TOPIC
from app.body.regions import RegionId
from app.document.blocks import (
    Block,
    Bullets,
    DefinitionList,
    Document,
    Heading,
    Notes,
    Passage,
    SourceNote,
    Span,
    Spans,
)
from app.document.passages import joined_spans, notes_of, text_blocks
from app.document.procedure import daily_life_titles
from app.document.source import DocumentSource

_LEVEL = 2
_TIMES = (
    "first-day",
    "activity",
    "times",
    "work",
    "desk",
    "driving",
    "sport",
    "flying",
    "shower",
    "washing",
)
"""Statements about recovery in every region that name a time people plan with."""
_DAILY_LIFE: tuple[DailyLifeKey, ...] = ("desk", "driving", "sport")


def recovery_part(source: DocumentSource, regions: Sequence[RegionId]) -> Document:
    """When daily life goes on, then what each region adds; empty if the atlas does not say."""
    blocks = (*_times(source), *_regions(source, regions))
    if not blocks:
        return ()
    text = source.translate("Handout", "After liposuction: when can I do what?")
    return (Heading(_LEVEL, text), *blocks)


def _times(source: DocumentSource) -> Iterator[Block]:
    topic = source.shared_topic(RECOVERY_TOPIC)
    found = [
        one
        for one in (topic.statements if topic else ())
        if one.id in _TIMES and one.depth is not Depth.STUDIES
    ]
    for statement in found:
        yield from _short_list(source, statement)
    if not found:
        yield from _daily_life(source)
    if not found and topic is not None and topic.short is not None:
        yield from text_blocks(source, topic.short)


def _labelled(blocks: Sequence[Passage | Bullets]) -> Iterator[Block]:
    """The same blocks; a list whose items begin with a label, such as "Driving:", has labels."""
    for block in blocks:
        if isinstance(block, Bullets):
            entries = [_label_and_rest(item) for item in block.items]
            if all(label for label, _ in entries):
                yield DefinitionList(tuple(entries), block.notes)
                continue
        yield block


def _label_and_rest(spans: Spans) -> tuple[str, Spans]:
    """What stands before the first colon, and the rest; no label if there is no colon."""
    first, *rest = spans
    label, colon, after = first.text.partition(":")
    if not colon:
        return "", spans
    left = (Span(after.lstrip()),) if after.strip() else ()
    if not left and rest:
        rest[0] = structs.replace(rest[0], text=rest[0].text.lstrip())
    return f"{label[:1].upper()}{label[1:]}", (*left, *rest)


def _short_list(source: DocumentSource, statement: Statement) -> Iterator[Block]:
    """A statement with its heading in front of its first paragraph."""
    first, *rest = _labelled(text_blocks(source, statement))
    if statement.heading and isinstance(first, Passage):
        mark = "" if statement.heading[-1:] in "?!.:" else ":"
        lead = Span(f"{statement.heading}{mark} ", strong=True)
        yield Passage((lead, *first.spans), first.notes)
    else:
        yield first
    yield from rest


def _daily_life(source: DocumentSource) -> Iterator[Block]:
    """The first sentence with a source about each part of daily life."""
    titles = daily_life_titles(source.translate)
    entries: list[tuple[str, Spans]] = []
    sources: list[SourceNote] = []
    for key in _DAILY_LIFE:
        said = [stage.life[key] for stage in source.aid.stages if key in stage.life]
        sourced = next((one for one in said if one.refs), None)
        if sourced is not None:
            entries.append((titles[key], joined_spans(source, sourced)))
            sources += notes_of(source, sourced).sources
    if entries:
        yield DefinitionList(tuple(entries), Notes(sources=tuple(sources), basis="sourced"))


def _regions(source: DocumentSource, regions: Sequence[RegionId]) -> Iterator[Passage | Bullets]:
    for region in regions:
        topic = source.own_topic(region, RECOVERY_TOPIC)
        short = text_blocks(source, topic.short) if topic and topic.short else ()
        for block in short:
            if isinstance(block, Passage):
                lead = Span(f"{source.region_name(region)}: ", strong=True)
                yield Passage((lead, *block.spans), block.notes)
            else:
                yield block
