"""The handout as named parts: a page about each region, what holds for all of them, and the card.

The words are those of the panel, made by the same functions; what is not printed is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from app.atlas.emergency import emergency_heading
from app.body.regions import Place, RegionId
from app.document.blocks import Bullets, Document, Heading, Passage, Questions, Span
from app.document.citations import printed_citation
from app.document.handout_card import HandoutCard, card_sources, handout_card
from app.document.handout_list import (
    ListedQuestion,
    listed_questions,
    other_entries,
    questions_of_page,
    suggested_questions,
)
from app.document.handout_numbers import HandoutNumbers, handout_numbers
from app.document.handout_options import offered_options, printed_options, sources_of_options
from app.document.handout_parts import (
    CARD_PART,
    EVERY_PART,
    MARKS_PART,
    NUMBERS_PART,
    OPTIONS_PART,
    QUESTIONS_PART,
)
from app.document.handout_recovery import recovery_part
from app.document.handout_region import HandoutRegion, handout_region
from app.document.my_list import answer_texts
from app.document.pages import DECISION_NOTE
from app.document.passages import quiet, words
from app.document.printed import printed, used_sources
from app.document.source import DocumentSource
from app.session.shared_words import name_with_side_in_brackets
from app.support.record import Record

_PART_LEVEL, _ANSWER_LEVEL = 2, 3


class HandoutForm(Record, frozen=True):
    """The words before the lines that are filled in by hand."""

    name: str
    date: str
    seen_by: str


class HandoutDocument(Record, frozen=True):
    """The words of a handout in parts, in reading order; a part that is empty is left out.

    There is a page for each region, or one page if it is about none. `marks` are the marks of a
    consultation in words. `own_questions` stands above lines to write on, `edition` at the foot of
    every page. `emergency` is the line with the emergency number.
    """

    title: str
    introduction: Document
    form: HandoutForm
    marks_heading: str
    marks: tuple[str, ...]
    regions: tuple[HandoutRegion, ...]
    numbers: HandoutNumbers | None
    own_questions: str
    options: Document
    recovery: Document
    time_to_think: Document
    kept: Document
    sources: Document
    card: HandoutCard | None
    emergency: str
    edition: str


class KeptItems(Record, frozen=True):
    """What a visitor kept: addresses of the list, answers as pairs of ids, and marks in words."""

    addresses: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()


def handout_document(
    source: DocumentSource,
    places: Sequence[Place],
    kept: KeptItems,
    clinic_phone: str = "",
    parts: frozenset[str] = EVERY_PART,
) -> HandoutDocument:
    """Build the handout.

    Args:
        source: what the document is built from.
        places: the places that it is about.
        kept: what the visitor kept.
        clinic_phone: the phone number of the clinic, or "".
        parts: which of the parts in `EVERY_PART` it has.

    Raises:
        KeyError: the atlas does not have a region.
    """
    return _Builder(source, places, parts).document(kept, clinic_phone)


class _Builder:
    """Builds the parts, and remembers the sources of what is printed."""

    def __init__(
        self, source: DocumentSource, places: Sequence[Place], parts: frozenset[str]
    ) -> None:
        self._source, self._places, self._parts = source, places, parts
        self._regions = tuple(dict.fromkeys(place.region for place in places))
        self._used: set[str] = set()

    def document(self, kept: KeptItems, clinic_phone: str) -> HandoutDocument:
        source, translate = self._source, self._source.translate
        listed = listed_questions(source, kept.addresses) if QUESTIONS_PART in self._parts else ()
        pages: tuple[RegionId | None, ...] = self._regions or (None,)
        regions = tuple(self._page(region, listed) for region in pages)
        numbers = self._numbers()
        options = self._options(kept)
        if CARD_PART in self._parts:
            self._used.update(card_sources(source))
        recovery = self._printed(recovery_part(source, self._regions))
        others = other_entries(source, kept.addresses, _ANSWER_LEVEL)
        think = translate("Handout", "Take at least two weeks to decide.")
        free = translate("Handout", "You can still say no.")
        return HandoutDocument(
            title=self._title([region.name for region in regions if region.name]),
            introduction=(words(self._introduction()),),
            form=HandoutForm(
                translate("Handout", "Name"),
                translate("Handout", "Date"),
                translate("Handout", "Seen by"),
            ),
            marks_heading=translate("Handout", "What we drew together"),
            marks=kept.marks if MARKS_PART in self._parts else (),
            regions=regions,
            numbers=numbers,
            own_questions=translate("Handout", "More questions, and what was said:"),
            options=options,
            recovery=recovery,
            time_to_think=(Passage((Span(f"{think} ", strong=True), Span(free))),),
            kept=self._part(translate("Handout", "From My list"), others),
            sources=self._sources_part(),
            card=handout_card(source, clinic_phone) if CARD_PART in self._parts else None,
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
            "Handout", "Information to take home. It is not medical advice, and not a consent form."
        )

    def _title(self, names: Sequence[str]) -> str:
        translate = self._source.translate
        if not names:
            return translate("Handout", "Laser liposuction of the back")
        text = translate("Handout", "Laser liposuction of the back: {regions}")
        return text.format(regions=", ".join(names))

    def _page(self, region: RegionId | None, listed: Sequence[ListedQuestion]) -> HandoutRegion:
        """The page of a region, with its questions."""
        name = self._name(region) if region else ""
        page = handout_region(self._source, region, name, self._title([name] if name else []))
        return structs.replace(
            page,
            answers=self._printed(page.answers),
            check_first=self._printed(page.check_first),
            risks=self._printed(page.risks),
            questions=self._questions(region, listed),
        )

    def _name(self, region: RegionId) -> str:
        """The name of a region, with its side if only one is meant."""
        sides = {place.side for place in self._places if place.region == region}
        side = sides.pop() if len(sides) == 1 else None
        source = self._source
        return name_with_side_in_brackets(source.region_name(region), side, source.translate)

    def _questions(self, region: RegionId | None, listed: Sequence[ListedQuestion]) -> Document:
        """The questions on the list, or else the first about the region; none if left out."""
        if QUESTIONS_PART not in self._parts:
            return ()
        source, translate = self._source, self._source.translate
        found = questions_of_page(source, listed, region, self._regions)
        heading = translate("Handout", "Your questions")
        if not found:
            found = suggested_questions(source, region)
            heading = translate("Handout", "Questions to ask")
        asked = (Questions(found),) if found else ()
        return self._part(heading, asked) or (Heading(_PART_LEVEL, heading),)

    def _numbers(self) -> HandoutNumbers | None:
        if NUMBERS_PART not in self._parts:
            return None
        numbers = handout_numbers(self._source, self._regions)
        if numbers is None:
            return None
        return structs.replace(
            numbers,
            serious=self._printed(numbers.serious),
            counted=self._part(
                self._source.translate("Handout", "The numbers: who was counted"), numbers.counted
            ),
        )

    def _options(self, kept: KeptItems) -> Document:
        """The decision, the answers about what matters, and the table of the options."""
        source, translate = self._source, self._source.translate
        offered = offered_options(source, self._regions) if OPTIONS_PART in self._parts else ()
        said = answer_texts(source, kept.answers)
        matters = f"{translate('MyList', 'What matters to you')}: {'; '.join(said)}."
        answers = (words(matters),) if said else ()
        if not offered:
            return answers
        self._used.update(sources_of_options(offered))
        notes = (one.text for one in source.aid.notes if one.id == DECISION_NOTE)
        lead = translate(
            "Handout",
            "Doing nothing is a real choice. You can take your time, and you can change your mind.",
        )
        return (
            Heading(_PART_LEVEL, translate("Handout", "All the options, side by side")),
            *(Passage((Span(text, strong=True),)) for text in notes),
            words(lead),
            *answers,
            printed_options(source, offered, self._regions),
        )

    def _sources_part(self) -> Document:
        """The confirmed sources of everything that is printed, each once, and where all are."""
        source, translate = self._source, self._source.translate
        found = (one for one in source.atlas.references() if one.id in self._used)
        texts = tuple(dict.fromkeys(filter(None, map(printed_citation, found))))
        if not texts:
            return ()
        note = translate(
            "Handout", "All sources, and how each was read, are in the program under About."
        )
        items = Bullets(tuple((Span(text),) for text in texts))
        return Heading(_PART_LEVEL, translate("Handout", "Sources")), items, quiet(note)

    def _edition(self) -> str:
        atlas, translate = self._source.atlas, self._source.translate
        return translate("Handout", "Back Atlas {version}, {date}. {review}").format(
            version=atlas.version,
            date=atlas.date.isoformat(),
            review=translate("Handout", "Not yet reviewed by a clinician."),
        )
