"""Makes a sheet out of an atlas: the short texts of the chosen regions, and what goes for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.atlas.decision_aid import Option
from app.atlas.loader import OpenAtlas
from app.atlas.model import (
    Block,
    BulletList,
    EmergencyNumber,
    Paragraph,
    Reference,
    Run,
    Statement,
    TermLink,
    Topic,
    Words,
)
from app.atlas.risk_wording import grouped
from app.body.regions import (
    BuildId,
    FigureId,
    Place,
    PlateKey,
    RegionId,
    Side,
    TopicId,
    View,
    is_seen,
)
from app.handout.marks import marked_plate, sided, strokes_of, told_marks
from app.handout.sheet import Call, Clinic, Counted, Figure, OptionRow, RegionPart, Sheet
from app.handout.strings import words_of
from app.session.marks import NOTHING, Drawn

_CORE = ("none", "weight", "suction", "laser")
_ALSO = ("back-lift", "pad-removal", "freezing", "ultrasound")
_ROWS, _NUMBERS, _LISTS = 5, 1, 2
NOBODY = Clinic()
TOPICS = {"what": "procedure", "check_first": "check-first", "risks": "risks", "ask": "questions"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the handout is to be about.

    `asked` are statements that were put on the List, `drawn` the marks of a consultation.
    """

    places: tuple[Place, ...]
    figure: FigureId
    build: BuildId
    language: str
    asked: tuple[str, ...] = ()
    emergency: str = ""
    clinic: Clinic = NOBODY
    drawn: Drawn = NOTHING

    @property
    def number(self) -> str:
        """The emergency number as it is told, in words where it is not known."""
        return self.emergency or words_of(self.language)["local_number"]


def make_sheet(atlas: OpenAtlas, wanted: Wanted) -> Sheet:
    """Make the sheet.

    Raises:
        KeyError: the atlas does not have what is wanted.
    """
    words = words_of(wanted.language)
    regions = list(dict.fromkeys(place.region for place in wanted.places))
    parts = tuple(_region(atlas, wanted, region) for region in regions)
    notes = {note.id: note.text for note in atlas.aid(wanted.language).notes}
    names = ", ".join(part.name for part in parts)
    return Sheet(
        language=wanted.language,
        title=words["title" if names else "title_bare"].format(regions=names),
        decision=notes.get("decision", ""),
        version=atlas.version,
        date=atlas.date.isoformat(),
        clinic=wanted.clinic,
        figure=_figure(atlas, wanted),
        regions=parts,
        options=tuple(_rows(atlas, wanted, regions)),
        asked=wanted.asked,
        marked=tuple(told_marks(atlas, wanted.drawn, _plate(wanted), wanted.language)),
        call=tuple(_call(atlas, wanted)),
        emergency=wanted.number,
        sources=tuple(_sources(atlas, wanted.language, regions)),
        words=words,
    )


def _call(atlas: OpenAtlas, wanted: Wanted) -> Iterator[Call]:
    """The two most urgent lists, complete."""
    topic = _shared(atlas, "when-to-call", wanted.language)
    for said in topic.says[:_LISTS] if topic else ():
        told = [block for block in said.blocks if not isinstance(block, BulletList)]
        heads = [block for block in told if plain((block,), wanted.number).endswith(":")]
        lead = plain(tuple(block for block in told if block not in heads), wanted.number)
        yield Call(said.head, lead, tuple(_groups(said.blocks, wanted.number)))


def _groups(blocks: tuple[Block, ...], number: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each list with the line that introduces it, if that ends in a colon."""
    for before, block in zip((None, *blocks), blocks, strict=False):
        if isinstance(block, BulletList):
            head = plain((before,), number) if before is not None else ""
            items = tuple(plain((Paragraph(item),), number) for item in block.items)
            yield head.removesuffix(":") if head.endswith(":") else "", items


def _figure(atlas: OpenAtlas, wanted: Wanted) -> Figure:
    plate = marked_plate(wanted.drawn, _plate(wanted))
    outlines, strokes = atlas.outlines(plate), strokes_of(wanted.drawn.on(plate))
    seen, unseen = _in_sight(atlas, wanted, outlines.places)
    words, view = words_of(wanted.language), atlas.names(wanted.language).views[plate.view]
    return Figure(
        plate=plate,
        aspect=outlines.aspect,
        outlines=outlines.regions,
        dress=outlines.dress,
        chosen=wanted.places,
        strokes=strokes,
        words=words["figure" if seen else "figure_bare"].format(view=view, regions=seen),
        unseen=words["unseen"].format(regions=unseen) if unseen else "",
    )


def _in_sight(atlas: OpenAtlas, wanted: Wanted, there: frozenset[Place]) -> tuple[str, str]:
    """The names of the chosen places that have an outline in a view, and of the others."""
    regions = atlas.names(wanted.language).regions
    seen: list[str] = []
    unseen: list[str] = []
    for place in wanted.places:
        name = sided(regions[place.region].plain_on(wanted.figure), place, wanted.language)
        (seen if is_seen(place, there) else unseen).append(name)
    return ", ".join(seen), ", ".join(unseen)


def _plate(wanted: Wanted) -> PlateKey:
    return PlateKey(wanted.figure, wanted.build, View.BACK)


def _region(atlas: OpenAtlas, wanted: Wanted, region: RegionId) -> RegionPart:
    text = atlas.region_text(region, wanted.language)
    names = atlas.names(wanted.language).regions[region]
    told = {
        key: _short(text.topics.get(TopicId(topic)), wanted.number) for key, topic in TOPICS.items()
    }
    recovery = text.topics.get(TopicId("recovery")) or _shared(atlas, "recovery", wanted.language)
    return RegionPart(
        name=names.plain_on(wanted.figure) + _sides(wanted, region),
        medical=names.medical,
        recovery=_short(recovery, wanted.number),
        numbers=tuple(_numbers(atlas, wanted.language, text.topics.get(TopicId("risks")))),
        what=told["what"],
        check_first=told["check_first"],
        risks=told["risks"],
        ask=told["ask"],
    )


def _sides(wanted: Wanted, region: RegionId) -> str:
    """The sides in words, unless both or none are meant."""
    sides = {place.side for place in wanted.places if place.region == region}
    words = words_of(wanted.language)
    if sides == {Side.LEFT}:
        return f" ({words['left']})"
    if sides == {Side.RIGHT}:
        return f" ({words['right']})"
    return ""


def _numbers(atlas: OpenAtlas, language: str, topic: Topic | None) -> Iterator[Counted]:
    """The first number that can be drawn, of the region's own risks, else of those of all."""
    shared = _shared(atlas, "risks", language)
    says = [*(topic.says if topic else ()), *(shared.says if shared else ())]
    own = [name for said in says for name in said.numbers]
    records = [atlas.number(name, language) for name in own]
    lines = [line for group in grouped(records, language) for line in group.lines]
    drawn = [line for line in lines if line.has_icons][:_NUMBERS]
    for line in drawn:
        words = "; ".join(part for part in (line.phrase, line.rest) if part)
        who = f"{line.record.setting}, {line.record.area}"
        told = f"{words}. {line.range} {who[:1].upper()}{who[1:]}."
        yield Counted(line.record.label, " ".join(told.split()), line.count)


def _options(atlas: OpenAtlas, language: str, regions: list[RegionId]) -> list[Option]:
    """The options every region shares, then the first that is special to one of them."""
    offered = {
        option.id: option
        for option in atlas.aid(language).options
        if any(option.is_for(region) for region in regions)
    }
    wanted = [name for name in (*_CORE, *_ALSO) if name in offered]
    return [offered[name] for name in wanted[:_ROWS]]


def _rows(atlas: OpenAtlas, wanted: Wanted, regions: list[RegionId]) -> Iterator[OptionRow]:
    for option in _options(atlas, wanted.language, regions):
        good, bad = (plain(side.blocks, wanted.number) for side in (option.good, option.bad))
        yield OptionRow(option.name, good, bad)


def _shared(atlas: OpenAtlas, name: str, language: str) -> Topic | None:
    topic = TopicId(name)
    return atlas.shared(topic, language) if topic in atlas.shared_topics else None


def _short(topic: Topic | None, number: str) -> str:
    return plain(topic.short.blocks, number) if topic else ""


def plain(blocks: tuple[Block, ...], number: str) -> str:
    """The words of blocks in one paragraph: sources left out, lists as a row of their items.

    `number` is the emergency number, or the words that stand for it.
    """
    text = " ".join(" ".join(_block(block, number) for block in blocks).split())
    for stray, mended in ((" .", "."), (" ,", ","), (" )", ")"), ("( ", "(")):
        text = text.replace(stray, mended)
    return text


def _block(block: Block, number: str) -> str:
    if not isinstance(block, BulletList):
        return "".join(_words(run, number) for run in block.runs)
    items = ["".join(_words(run, number) for run in item).strip() for item in block.items]
    return "; ".join(items) + "."


def _words(run: Run, number: str) -> str:
    if isinstance(run, TermLink):
        return run.word
    if isinstance(run, EmergencyNumber):
        return run.shown(number)
    return run.text if isinstance(run, Words) else ""


def _sources(atlas: OpenAtlas, language: str, regions: Iterable[RegionId]) -> Iterator[str]:
    """The references of all that is shown, each once, in the order of the atlas."""
    regions = list(regions)
    topic = _shared(atlas, "when-to-call", language)
    said: list[Statement] = list(topic.says[:_LISTS]) if topic else []
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
