"""Everything that the program shows of an atlas in one language, as documents."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from app.atlas.loader import Atlas
from app.atlas.topics import OPTIONS_TOPIC, PROCEDURE_TOPIC, QUIZ_TOPIC
from app.body.regions import FigureId, Place, RegionId, TopicId
from app.document.about import about_document
from app.document.blocks import (
    Block,
    Document,
    OptionEntry,
    OptionTable,
    Quiz,
    QuizItem,
    SourceNote,
    StepEntry,
    Stepper,
    ValueChoice,
    ValueChoices,
    all_blocks,
)
from app.document.calls import calls_document
from app.document.plain import as_text
from app.document.source import DocumentSource
from app.document.tabs import tab_document, tab_of
from app.support.translation import Catalogue


class JudgedSource(DocumentSource):
    """A source that has a note for every id, so that an atlas with mistakes can be judged."""

    def source_note(self, name: str) -> SourceNote:
        """Return the source with an id; a missing source has its id as its name."""
        try:
            return super().source_note(name)
        except KeyError:
            return SourceNote(name, name, name)


class ShownDocuments:
    """The tabs of every region, and the pages of when to call and about the atlas."""

    def __init__(self, atlas: Atlas, language: str) -> None:
        translate = Catalogue.read(language).translate
        self.source = JudgedSource(atlas, language, FigureId(atlas.figures[0]), translate)
        self._tabs: dict[tuple[RegionId, str], Document] = {}
        self._texts: dict[RegionId, str] = {}

    @cached_property
    def calls(self) -> Document:
        """The page of when to call."""
        return calls_document(self.source)

    def tab(self, region: RegionId, topic: TopicId) -> Document:
        """Return the document of the tab of a region that has a topic."""
        tab = tab_of(self.source.atlas, topic)
        if (region, tab.id) not in self._tabs:
            self._tabs[region, tab.id] = tab_document(self.source, Place(region), tab.id)
        return self._tabs[region, tab.id]

    def region(self, region: RegionId) -> Document:
        """Return all tabs of a region, one after another."""
        tabs = self.source.atlas.tabs
        return tuple(block for tab in tabs for block in self.tab(region, tab.topics[0]))

    def has_words(self, region: RegionId | None, words: Iterable[str]) -> bool:
        """Whether paragraphs are shown, in a tab of a region or, with None, anywhere."""
        text = self._everything if region is None else self._region_text(region)
        return all(_line(one) in text for one in words)

    def _region_text(self, region: RegionId) -> str:
        if region not in self._texts:
            self._texts[region] = _line(as_text(self.region(region)))
        return self._texts[region]

    @cached_property
    def _everything(self) -> str:
        regions = self.source.atlas.regions
        about = about_document(self.source, "", self.source.atlas.date)
        return " ".join([*map(self._region_text, regions), _line(as_text((*self.calls, *about)))])

    def options(self, region: RegionId) -> tuple[OptionEntry, ...]:
        """Return the options of a region in their order."""
        blocks = _blocks(self.tab(region, OPTIONS_TOPIC))
        tables = [block for block in blocks if isinstance(block, OptionTable)]
        return tuple(option for table in tables for option in table.options)

    def values(self, region: RegionId) -> tuple[ValueChoice, ...]:
        """Return the questions about what matters."""
        blocks = _blocks(self.tab(region, OPTIONS_TOPIC))
        asked = [block for block in blocks if isinstance(block, ValueChoices)]
        return tuple(choice for block in asked for choice in block.choices)

    def steps(self, region: RegionId) -> tuple[StepEntry, ...]:
        """Return the steps of the procedure."""
        blocks = _blocks(self.tab(region, PROCEDURE_TOPIC))
        steppers = [block for block in blocks if isinstance(block, Stepper)]
        return tuple(step for block in steppers for step in block.steps)

    def quiz(self, region: RegionId) -> tuple[QuizItem, ...]:
        """Return the self-checks of a region."""
        blocks = _blocks(self.tab(region, QUIZ_TOPIC))
        return tuple(item for block in blocks if isinstance(block, Quiz) for item in block.items)


def _blocks(document: Document) -> tuple[Block, ...]:
    return tuple(all_blocks(document))


def _line(text: str) -> str:
    return " ".join(text.split())
