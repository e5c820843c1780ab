"""What documents are built from: an atlas in one language, for one figure and country."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.atlas.decision_aid import DecisionAid
from app.atlas.emergency import emergency_text
from app.atlas.header import NameTable
from app.atlas.loader import Atlas
from app.atlas.model import NumberRecord, Topic
from app.atlas.risk_wording import with_companion_records
from app.atlas.topics import NOT_KNOWN_TOPIC, OVERVIEW_TOPIC, QUIZ_TOPIC
from app.body.regions import FigureId, Place, RegionId, TopicId
from app.document.blocks import SourceNote
from app.document.citations import citation_with_access, short_citation
from app.session.shared_words import name_with_side
from app.support.translation import Translate


@dataclass(frozen=True, slots=True)
class DocumentSource:
    """An atlas with the language, figure and country of a document.

    `emergency` is the number of the chosen country, or "" if none is known. The notes of sources
    are kept, because the same few sources stand behind most of the numbers.
    """

    atlas: Atlas
    language: str
    figure: FigureId
    translate: Translate
    emergency: str = ""
    _source_notes: dict[str, SourceNote] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def source_note(self, name: str) -> SourceNote:
        """Return the source with an id: its short name and the full reference."""
        if name not in self._source_notes:
            found = self.atlas.reference(name)
            full = citation_with_access(found, self.translate)
            self._source_notes[name] = SourceNote(found.id, short_citation(found), full)
        return self._source_notes[name]

    @property
    def names(self) -> NameTable:
        """All names that are shown."""
        return self.atlas.names(self.language)

    @property
    def aid(self) -> DecisionAid:
        """The options, steps, stages and self-checks."""
        return self.atlas.decision_aid(self.language)

    @property
    def emergency_words(self) -> str:
        """The emergency number, or the words that replace an unknown one."""
        return emergency_text(self.emergency, self.translate)

    def number(self, name: str) -> NumberRecord:
        """Return a number record."""
        return self.atlas.number(name, self.language)

    def numbers(self, names: Iterable[str]) -> tuple[NumberRecord, ...]:
        """Return number records, each followed by the records that are always shown with it."""
        return with_companion_records(names, self.number)

    def own_topic(self, region: RegionId | None, topic: TopicId) -> Topic | None:
        """Return what a topic says about one region, or None."""
        if region is None:
            return None
        return self.atlas.region_text(region, self.language).topics.get(topic)

    def shared_topic(self, topic: TopicId) -> Topic | None:
        """Return what a topic says about every region, or None."""
        if topic not in self.atlas.shared_topics:
            return None
        return self.atlas.shared_topic(topic, self.language)

    def topic_name(self, topic: TopicId) -> str:
        """Return the shown name of a topic."""
        if topic == QUIZ_TOPIC:
            return self.translate("Document", "Self-check")
        if topic == NOT_KNOWN_TOPIC:
            return self.translate("Document", "What we do not know")
        named = self.names.topics.get(topic, "")
        if not named and topic == OVERVIEW_TOPIC:
            return self.translate("Document", "Overview")
        return named

    def place_name(self, place: Place) -> str:
        """Return the name of a region with its side, such as "Love handles, left"."""
        return name_with_side(self.region_name(place.region), place.side, self.translate)

    def region_name(self, region: RegionId) -> str:
        """Return the plain name of a region."""
        return self.names.regions[region].plain_name(self.figure)
