"""Documents of the shipped atlas and of small ones, and the words in them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.atlas.loader import Atlas, open_trusted
from app.atlas.model import Statement
from app.atlas.text_markup import BulletList, EmergencyNumber, RefLink, TermLink
from app.body.regions import FigureId, Place
from app.document.blocks import (
    Bullets,
    DefinitionList,
    Document,
    Heading,
    OptionTable,
    Passage,
    Questions,
    Quiz,
    RiskTable,
    Spans,
    StepEntry,
    Stepper,
    Timeline,
    all_blocks,
    plain_text,
)
from app.document.source import DocumentSource
from app.document.tabs import tab_document, tabs_for
from app.support.translation import Catalogue
from tests.atlas.synthetic import write_manifest
from tests.speedups import shipped

EMERGENCY = "112"


def source_of(atlas: Atlas, emergency: str = EMERGENCY, figure: str = "woman") -> DocumentSource:
    translate = Catalogue.read("en").translate
    return DocumentSource(atlas, "en", FigureId(figure), translate, emergency)


@cache
def shipped_source(emergency: str = EMERGENCY, figure: str = "woman") -> DocumentSource:
    return source_of(shipped(), emergency, figure)


def opened(folder: Path) -> DocumentSource:
    """The source of an atlas that a test has written."""
    return source_of(open_trusted(folder, write_manifest(folder)))


@cache
def tab_documents(source: DocumentSource, region: str) -> dict[str, Document]:
    """The document of each tab of a region."""
    place = Place(region)
    return {tab: tab_document(source, place, tab) for tab, _, _ in tabs_for(source, region)}


def one_line(text: str) -> str:
    return " ".join(text.split())


def paragraphs(document: Document) -> Iterator[str]:
    """Every heading, paragraph, list item and question of a document, also inside its blocks."""
    for block in all_blocks(document):
        for spans in _spans(block):
            yield one_line(plain_text(spans))
        yield from _texts(block)


def _spans(block: object) -> Iterator[Spans]:
    match block:
        case Passage(spans=spans):
            yield spans
        case Bullets(items=items):
            yield from items
        case DefinitionList(entries=entries):
            yield from (spans for _, spans in entries)
        case Questions(items=items):
            yield from (item.spans for item in items)


def _texts(block: object) -> Iterator[str]:
    match block:
        case Heading(text=text):
            yield text
        case RiskTable(rows=rows, lead=lead):
            yield lead
            yield from (row.label for row in rows)
        case OptionTable(options=options):
            yield from (option.name for option in options)
        case Stepper(steps=steps) | Timeline(stages=steps):
            yield from (step.heading for step in steps if isinstance(step, StepEntry))
        case Quiz(items=items):
            yield from (item.question for item in items)


def words_of_statement(statement: Statement) -> list[str]:
    """The paragraphs and list items of a statement, read without the program's builders."""
    lines = []
    for block in statement.blocks:
        for runs in block.items if isinstance(block, BulletList) else (block.runs,):
            text = ""
            for run in runs:
                if isinstance(run, RefLink):
                    text = text.rstrip()
                elif isinstance(run, TermLink):
                    text += run.word
                elif isinstance(run, EmergencyNumber):
                    text += EMERGENCY
                else:
                    text += run.text
            lines.append(one_line(text))
    return lines
