"""Collects the content of a handout from an atlas.

It has the short texts of the requested regions, then what is true for every region.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.atlas.decision_aid import TreatmentOption
from app.atlas.emergency import emergency_heading, emergency_text
from app.atlas.loader import Atlas
from app.atlas.model import Reference, Statement, Topic
from app.atlas.risk_wording import group_rates, icon_legend
from app.atlas.text_markup import (
    Block,
    BulletList,
    EmergencyNumber,
    Paragraph,
    Run,
    TermLink,
    TextRun,
)
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
    TopicId,
    View,
    is_visible,
)
from app.handout.bidi import bidi_isolate
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
from app.handout.strings import handout_strings, handout_title
from app.session.marks import NO_MARKS, MarksByPlate
from app.support.translation import Catalogue

_CORE_OPTIONS = ("none", "weight", "suction", "laser")
_OTHER_OPTIONS = ("back-lift", "pad-removal", "freezing", "ultrasound")
_MAX_OPTIONS, _MAX_NUMBERS, _MAX_CALL_LISTS = 5, 1, 2
NO_CLINIC = Clinic()


@dataclass(frozen=True, slots=True)
class HandoutRequest:
    """What the handout is about.

    `list_entries` are the statements on the visitor's list, as plain text; `emergency` is the
    number of the country, or "" if it is not known; `drawn` are the marks of a consultation.
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
    def plate(self) -> PlateKey:
        """The plate of the requested figure, seen from behind."""
        return PlateKey(self.figure, self.build, View.BACK)


def make_sheet(atlas: Atlas, request: HandoutRequest) -> HandoutSheet:
    """Collect the content of a handout, in the language of the request.

    Raises:
        KeyError: the atlas does not have what is requested.
    """
    return _SheetBuilder(atlas, request).sheet()


class _SheetBuilder:
    """Collects the parts of one handout."""

    def __init__(self, atlas: Atlas, request: HandoutRequest) -> None:
        self._atlas, self._request = atlas, request
        self._translate = Catalogue.read(request.language).translate
        self._emergency = emergency_text(request.emergency, self._translate)
        self._regions = list(dict.fromkeys(place.region for place in request.places))

    def sheet(self) -> HandoutSheet:
        atlas, request = self._atlas, self._request
        sections = tuple(self._section(region) for region in self._regions)
        notes = {note.id: note.text for note in atlas.decision_aid(request.language).notes}
        return HandoutSheet(
            language=request.language,
            title=handout_title(self._translate, ", ".join(section.name for section in sections)),
            decision=notes.get("decision", ""),
            version=atlas.version,
            date=atlas.date.isoformat(),
            clinic=request.clinic,
            figure=self._figure(),
            regions=sections,
            options=tuple(self._option_rows()),
            list_entries=request.list_entries,
            mark_descriptions=tuple(
                describe_marks(
                    atlas, request.drawn, request.plate, request.language, self._translate
                )
            ),
            call_lists=tuple(self._call_lists()),
            emergency=emergency_heading(request.emergency, self._translate),
            clinic_phone=self._clinic_phone(),
            sources=tuple(self._sources()),
            strings=handout_strings(self._translate),
        )

    def _clinic_phone(self) -> str:
        phone = self._request.clinic.phone
        if not phone:
            return ""
        text = self._translate("Handout", "Clinic: {phone}")
        return text.format(phone=bidi_isolate(phone))

    def _section(self, region: RegionId) -> RegionSection:
        atlas, request = self._atlas, self._request
        text = atlas.region_text(region, request.language)
        names = atlas.names(request.language).regions[region]
        recovery = text.topics.get(RECOVERY_TOPIC) or self._shared_topic(RECOVERY_TOPIC)
        sides = {place.side for place in request.places if place.region == region}
        place = Place(region, sides.pop() if len(sides) == 1 else None)
        return RegionSection(
            name=name_with_side(names.plain_name(request.figure), place, self._translate),
            medical=names.medical,
            procedure=self._short_text(text.topics.get(PROCEDURE_TOPIC)),
            check_first=self._short_text(text.topics.get(CHECK_FIRST_TOPIC)),
            risks=self._short_text(text.topics.get(RISKS_TOPIC)),
            recovery=self._short_text(recovery),
            ask=self._short_text(text.topics.get(QUESTIONS_TOPIC)),
            numbers=tuple(self._numbers(text.topics.get(RISKS_TOPIC))),
        )

    def _short_text(self, topic: Topic | None) -> str:
        return self._plain(topic.short.blocks) if topic and topic.short else ""

    def _plain(self, blocks: tuple[Block, ...]) -> str:
        return plain_text(blocks, self._emergency)

    def _numbers(self, topic: Topic | None) -> Iterator[HandoutNumber]:
        """The first number with icons, from the region's own risks or else from the shared ones."""
        shared = self._shared_topic(RISKS_TOPIC)
        statements = [*(topic.statements if topic else ()), *(shared.statements if shared else ())]
        ids = [number for statement in statements for number in statement.numbers]
        records = [self._atlas.number(number, self._request.language) for number in ids]
        lines = [line for group in group_rates(records, self._translate) for line in group.lines]
        for line in [line for line in lines if line.has_icons][:_MAX_NUMBERS]:
            phrase = "; ".join(part for part in (line.phrase, line.rest) if part)
            counted = f"{line.record.setting}, {line.record.area}"
            words = f"{phrase}. {line.range} {counted[:1].upper()}{counted[1:]}."
            yield HandoutNumber(
                line.record.label,
                " ".join(words.split()),
                line.count,
                icon_legend(line.record, self._translate),
            )

    def _figure(self) -> HandoutFigure:
        atlas, request = self._atlas, self._request
        plate = plate_of_marks(request.drawn, request.plate)
        outlines = atlas.outlines(plate)
        view = atlas.names(request.language).views[plate.view]
        visible, hidden = self._visible_and_hidden(outlines.places)
        if visible:
            text = self._translate(
                "Handout", "The figure ({view}), with the chosen regions marked: {regions}"
            )
        else:
            text = self._translate("Handout", "The figure ({view})")
        not_visible = self._translate("Handout", "Not seen in this picture: {regions}.")
        return HandoutFigure(
            plate=plate,
            aspect=outlines.aspect,
            outlines=outlines.regions,
            shorts=outlines.shorts,
            selected=request.places,
            strokes=mark_strokes(request.drawn.marks_on(plate)),
            description=text.format(view=view, regions=visible),
            not_visible=not_visible.format(regions=hidden) if hidden else "",
        )

    def _visible_and_hidden(self, there: frozenset[Place]) -> tuple[str, str]:
        """The names of the requested places that have an outline in the view, and of the others."""
        names = self._atlas.names(self._request.language).regions
        visible: list[str] = []
        hidden: list[str] = []
        for place in self._request.places:
            plain = names[place.region].plain_name(self._request.figure)
            group = visible if is_visible(place, there) else hidden
            group.append(name_with_side(plain, place, self._translate))
        return ", ".join(visible), ", ".join(hidden)

    def _options(self) -> list[TreatmentOption]:
        """The options that all regions share, then the first that only one of them has."""
        offered = {
            option.id: option
            for option in self._atlas.decision_aid(self._request.language).options
            if any(option.is_for(region) for region in self._regions)
        }
        ids = [option for option in (*_CORE_OPTIONS, *_OTHER_OPTIONS) if option in offered]
        return [offered[option] for option in ids[:_MAX_OPTIONS]]

    def _option_rows(self) -> Iterator[OptionRow]:
        for option in self._options():
            good, bad = self._plain(option.good.blocks), self._plain(option.bad.blocks)
            yield OptionRow(option.name, good, bad)

    def _call_lists(self) -> Iterator[CallList]:
        """The two most urgent lists, complete."""
        for statement in self._call_statements():
            texts = [block for block in statement.blocks if not isinstance(block, BulletList)]
            lead = tuple(block for block in texts if not self._plain((block,)).endswith(":"))
            groups = tuple(self._call_groups(statement.blocks))
            yield CallList(statement.heading, self._plain(lead), groups)

    def _call_groups(self, blocks: tuple[Block, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each list with the line before it, if that line ends in a colon."""
        for before, block in zip((None, *blocks), blocks, strict=False):
            if isinstance(block, BulletList):
                head = self._plain((before,)) if before is not None else ""
                items = tuple(self._plain((Paragraph(item),)) for item in block.items)
                yield head.removesuffix(":") if head.endswith(":") else "", items

    def _call_statements(self) -> tuple[Statement, ...]:
        topic = self._shared_topic(WHEN_TO_CALL_TOPIC)
        return topic.statements[:_MAX_CALL_LISTS] if topic else ()

    def _shared_topic(self, topic: TopicId) -> Topic | None:
        is_there = topic in self._atlas.shared_topics
        return self._atlas.shared_topic(topic, self._request.language) if is_there else None

    def _sources(self) -> Iterator[str]:
        """The references of everything on the handout, each once, in the order of the atlas."""
        statements: list[Statement] = list(self._call_statements())
        for region in self._regions:
            topics = self._atlas.region_text(region, self._request.language).topics
            statements += [topic.short for topic in topics.values() if topic.short]
        for option in self._options():
            statements += [option.good, option.bad]
        named = {ref for statement in statements for ref in statement.refs}
        for reference in self._atlas.references():
            if reference.id in named:
                yield _source_text(reference)


def _source_text(reference: Reference) -> str:
    author = reference.authors.split(",")[0].strip() or reference.title
    parts = (author, str(reference.year or ""), reference.journal, reference.identifier)
    return " ".join(part for part in parts if part)


def plain_text(blocks: tuple[Block, ...], emergency: str) -> str:
    """Return the words of blocks in one paragraph, without sources; a list becomes one sentence.

    `emergency` is the emergency number, or the words that replace it.
    """
    text = " ".join(" ".join(_block_text(block, emergency) for block in blocks).split())
    for stray, corrected in ((" .", "."), (" ,", ","), (" )", ")"), ("( ", "(")):
        text = text.replace(stray, corrected)
    return text


def _block_text(block: Block, emergency: str) -> str:
    if not isinstance(block, BulletList):
        return "".join(_run_text(run, emergency) for run in block.runs)
    items = ["".join(_run_text(run, emergency) for run in item).strip() for item in block.items]
    return "; ".join(items) + "."


def _run_text(run: Run, emergency: str) -> str:
    if isinstance(run, TermLink):
        return run.word
    if isinstance(run, EmergencyNumber):
        return run.text_for(emergency)
    return run.text if isinstance(run, TextRun) else ""
