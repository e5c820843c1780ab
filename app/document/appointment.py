"""What to ask at an appointment: the questions about the chosen areas, and those for any area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.atlas.list_items import SHARED
from app.atlas.topics import QUESTIONS_TOPIC
from app.body.regions import RegionId
from app.document.blocks import Block, Document, Fold, Heading, Questions
from app.document.extents import questions_extent
from app.document.passages import quiet
from app.document.questions import question_blocks
from app.document.source import DocumentSource

_AREA_LEVEL, _GROUP_LEVEL = 3, 4


def appointment_document(source: DocumentSource, regions: Sequence[RegionId]) -> Document:
    """Build the questions about each region, and behind a fold those for any region."""
    translate = source.translate
    blocks: list[Block] = []
    for region in regions:
        asked = _questions(source, region)
        if asked:
            blocks += (Heading(_AREA_LEVEL, source.region_name(region)), *asked)
    if not regions:
        blocks.append(quiet(translate("Appointment", "First choose an area above.")))
    elif not blocks:
        text = translate("Appointment", "There are no questions about these areas.")
        blocks.append(quiet(text))
    shared = tuple(_shared_questions(source))
    if shared:
        count = sum(len(block.items) for block in shared if isinstance(block, Questions))
        summary = translate("Appointment", "More questions, for any area")
        blocks.append(Fold(SHARED, summary, questions_extent(count, translate), shared))
    return tuple(blocks)


def _questions(source: DocumentSource, region: RegionId) -> tuple[Questions, ...]:
    """The questions about a region without the headings between them, which few of them have."""
    topic = source.own_topic(region, QUESTIONS_TOPIC)
    if topic is None:
        return ()
    blocks = question_blocks(source, region, topic, _GROUP_LEVEL)
    return tuple(block for block in blocks if isinstance(block, Questions))


def _shared_questions(source: DocumentSource) -> Iterator[Block]:
    topic = source.shared_topic(QUESTIONS_TOPIC)
    if topic is not None:
        yield from question_blocks(source, None, topic, _GROUP_LEVEL)
