"""Makes a sheet out of an atlas: the short texts of the chosen regions, and what goes for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.atlas.decision_aid import TreatmentOption
from app.atlas.loader import Atlas
from app.atlas.model import (
    Block,
    BulletList,
    EmergencyNumber,
    Paragraph,
    Reference,
    Run,
    Statement,
    TermLink,
    TextRun,
    Topic,
)
from app.atlas.risk_wording import group_rates
from app.atlas.topics import (
    CHECK_FIRST_TOPIC,
    PROCEDURE_TOPIC,
    QUESTIONS_TOPIC,
    RECOVERY_TOPIC,
    RISKS_TOPIC,
    WHEN_TO_CALL_TOPIC,
)
from app.body.regions import (
    BuildId,
    FigureId,
    Place,
    PlateKey,
    RegionId,
    Side,
    TopicId,
    View,
    is_visible,
)
from app.handout.marks import describe_marks, mark_strokes, name_with_side, plate_of_marks
from app.handout.sheet import (
    CallList,
    Clinic,
    HandoutFigure,
    HandoutNumber,
    HandoutSheet,
    OptionRow,
    RegionSection,
)
from app.handout.strings import handout_strings
from app.session.marks import NO_MARKS, MarksByPlate

_CORE = ("none", "weight", "suction", "laser")
_ALSO = ("back-lift", "pad-removal", "freezing", "ultrasound")
_ROWS, _NUMBERS, _LISTS = 5, 1, 2
NO_CLINIC = Clinic()
TOPICS = {
    "what": PROCEDURE_TOPIC,
    "check_first": CHECK_FIRST_TOPIC,
    "risks": RISKS_TOPIC,
    "ask": QUESTIONS_TOPIC,
}


@dataclass(frozen=True, slots=True)
class HandoutRequest:
    """What the handout is to be about.

    `asked` are statements that were put on the List, `drawn` the marks of a consultation.
    """

    places: tuple[Place, ...]
    figure: FigureId
    build: BuildId
    language: str
    list_entries: tuple[str, ...] = ()
    emergency: str = ""
    clinic: Clinic = NO_CLINIC
    drawn: MarksByPlate = NO_MARKS

    @property
    def emergency_text(self) -> str:
        """The emergency number as it is told, in words where it is not known."""
        return self.emergency or handout_strings(self.language)["local_number"]


def make_sheet(atlas: Atlas, wanted: HandoutRequest) -> HandoutSheet:
    """Make the sheet.

    Raises:
        KeyError: the atlas does not have what is wanted.
    """
    words = handout_strings(wanted.language)
    regions = list(dict.fromkeys(place.region for place in wanted.places))
    parts = tuple(_region(atlas, wanted, region) for region in regions)
    notes = {note.id: note.text for note in atlas.decision_aid(wanted.language).notes}
    names = ", ".join(part.name for part in parts)
    return HandoutSheet(
        language=wanted.language,
        title=words["title" if names else "title_bare"].format(regions=names),
        decision=notes.get("decision", ""),
        version=atlas.version,
        date=atlas.date.isoformat(),
        clinic=wanted.clinic,
        figure=_figure(atlas, wanted),
        regions=parts,
        options=tuple(_rows(atlas, wanted, regions)),
        list_entries=wanted.list_entries,
        mark_descriptions=tuple(
            describe_marks(atlas, wanted.drawn, _plate(wanted), wanted.language)
        ),
        call_lists=tuple(_call(atlas, wanted)),
        emergency=wanted.emergency_text,
        sources=tuple(_sources(atlas, wanted.language, regions)),
        strings=words,
    )


def _call(atlas: Atlas, wanted: HandoutRequest) -> Iterator[CallList]:
    """The two most urgent lists, complete."""
    topic = _shared(atlas, WHEN_TO_CALL_TOPIC, wanted.language)
    for said in topic.statements[:_LISTS] if topic else ():
        told = [block for block in said.blocks if not isinstance(block, BulletList)]
        heads = [
            block for block in told if plain_text((block,), wanted.emergency_text).endswith(":")
        ]
        lead = plain_text(
            tuple(block for block in told if block not in heads), wanted.emergency_text
        )
        yield CallList(said.heading, lead, tuple(_groups(said.blocks, wanted.emergency_text)))


def _groups(blocks: tuple[Block, ...], number: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each list with the line that introduces it, if that ends in a colon."""
    for before, block in zip((None, *blocks), blocks, strict=False):
        if isinstance(block, BulletList):
            head = plain_text((before,), number) if before is not None else ""
            items = tuple(plain_text((Paragraph(item),), number) for item in block.items)
            yield head.removesuffix(":") if head.endswith(":") else "", items


def _figure(atlas: Atlas, wanted: HandoutRequest) -> HandoutFigure:
    plate = plate_of_marks(wanted.drawn, _plate(wanted))
    outlines, strokes = atlas.outlines(plate), mark_strokes(wanted.drawn.marks_on(plate))
    seen, unseen = _seen_and_unseen(atlas, wanted, outlines.places)
    words, view = handout_strings(wanted.language), atlas.names(wanted.language).views[plate.view]
    return HandoutFigure(
        plate=plate,
        aspect=outlines.aspect,
        outlines=outlines.regions,
        shorts=outlines.shorts,
        selected=wanted.places,
        strokes=strokes,
        words=words["figure" if seen else "figure_bare"].format(view=view, regions=seen),
        unseen=words["unseen"].format(regions=unseen) if unseen else "",
    )


def _seen_and_unseen(
    atlas: Atlas, wanted: HandoutRequest, there: frozenset[Place]
) -> tuple[str, str]:
    """The names of the chosen places that have an outline in a view, and of the others."""
    regions = atlas.names(wanted.language).regions
    seen: list[str] = []
    unseen: list[str] = []
    for place in wanted.places:
        name = name_with_side(
            regions[place.region].plain_name(wanted.figure), place, wanted.language
        )
        (seen if is_visible(place, there) else unseen).append(name)
    return ", ".join(seen), ", ".join(unseen)


def _plate(wanted: HandoutRequest) -> PlateKey:
    return PlateKey(wanted.figure, wanted.build, View.BACK)


def _region(atlas: Atlas, wanted: HandoutRequest, region: RegionId) -> RegionSection:
    text = atlas.region_text(region, wanted.language)
    names = atlas.names(wanted.language).regions[region]
    told = {
        key: _short(text.topics.get(topic), wanted.emergency_text) for key, topic in TOPICS.items()
    }
    recovery = text.topics.get(RECOVERY_TOPIC) or _shared(atlas, RECOVERY_TOPIC, wanted.language)
    return RegionSection(
        name=names.plain_name(wanted.figure) + _sides(wanted, region),
        medical=names.medical,
        recovery=_short(recovery, wanted.emergency_text),
        numbers=tuple(_numbers(atlas, wanted.language, text.topics.get(RISKS_TOPIC))),
        what=told["what"],
        check_first=told["check_first"],
        risks=told["risks"],
        ask=told["ask"],
    )


def _sides(wanted: HandoutRequest, region: RegionId) -> str:
    """The sides in words, unless both or none are meant."""
    sides = {place.side for place in wanted.places if place.region == region}
    words = handout_strings(wanted.language)
    if sides == {Side.LEFT}:
        return f" ({words['left']})"
    if sides == {Side.RIGHT}:
        return f" ({words['right']})"
    return ""


def _numbers(atlas: Atlas, language: str, topic: Topic | None) -> Iterator[HandoutNumber]:
    """The first number that can be drawn, of the region's own risks, else of those of all."""
    shared = _shared(atlas, RISKS_TOPIC, language)
    says = [*(topic.statements if topic else ()), *(shared.statements if shared else ())]
    own = [name for said in says for name in said.numbers]
    records = [atlas.number(name, language) for name in own]
    lines = [line for group in group_rates(records, language) for line in group.lines]
    drawn = [line for line in lines if line.has_icons][:_NUMBERS]
    for line in drawn:
        words = "; ".join(part for part in (line.phrase, line.rest) if part)
        who = f"{line.record.setting}, {line.record.area}"
        told = f"{words}. {line.range} {who[:1].upper()}{who[1:]}."
        yield HandoutNumber(line.record.label, " ".join(told.split()), line.count)


def _options(atlas: Atlas, language: str, regions: list[RegionId]) -> list[TreatmentOption]:
    """The options every region shares, then the first that is special to one of them."""
    offered = {
        option.id: option
        for option in atlas.decision_aid(language).options
        if any(option.is_for(region) for region in regions)
    }
    wanted = [name for name in (*_CORE, *_ALSO) if name in offered]
    return [offered[name] for name in wanted[:_ROWS]]


def _rows(atlas: Atlas, wanted: HandoutRequest, regions: list[RegionId]) -> Iterator[OptionRow]:
    for option in _options(atlas, wanted.language, regions):
        good, bad = (
            plain_text(side.blocks, wanted.emergency_text) for side in (option.good, option.bad)
        )
        yield OptionRow(option.name, good, bad)


def _shared(atlas: Atlas, topic: TopicId, language: str) -> Topic | None:
    return atlas.shared_topic(topic, language) if topic in atlas.shared_topics else None


def _short(topic: Topic | None, number: str) -> str:
    return plain_text(topic.short.blocks, number) if topic else ""


def plain_text(blocks: tuple[Block, ...], number: str) -> str:
    """The words of blocks in one paragraph: sources left out, lists as a row of their items.

    `number` is the emergency number, or the words that stand for it.
    """
    text = " ".join(" ".join(_block_text(block, number) for block in blocks).split())
    for stray, mended in ((" .", "."), (" ,", ","), (" )", ")"), ("( ", "(")):
        text = text.replace(stray, mended)
    return text


def _block_text(block: Block, number: str) -> str:
    if not isinstance(block, BulletList):
        return "".join(_run_text(run, number) for run in block.runs)
    items = ["".join(_run_text(run, number) for run in item).strip() for item in block.items]
    return "; ".join(items) + "."


def _run_text(run: Run, number: str) -> str:
    if isinstance(run, TermLink):
        return run.word
    if isinstance(run, EmergencyNumber):
        return run.text_for(number)
    return run.text if isinstance(run, TextRun) else ""


def _sources(atlas: Atlas, language: str, regions: Iterable[RegionId]) -> Iterator[str]:
    """The references of all that is shown, each once, in the order of the atlas."""
    regions = list(regions)
    topic = _shared(atlas, WHEN_TO_CALL_TOPIC, language)
    said: list[Statement] = list(topic.statements[:_LISTS]) if topic else []
    for region in regions:
        topics = atlas.region_text(region, language).topics
        said += [topic.short for topic in topics.values()]
    for option in _options(atlas, language, regions):
        said += [option.good, option.bad]
    named = {ref for statement in said for ref in statement.refs}
    for reference in atlas.references():
        if reference.id in named:
            yield _source(reference)


def _source(reference: Reference) -> str:
    author = reference.authors.split(",")[0].strip() or reference.title
    parts = (author, str(reference.year or ""), reference.journal, reference.identifier)
    return " ".join(part for part in parts if part)
