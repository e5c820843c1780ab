"""Rules of PEMAT-P of the AHRQ: understandable and actionable."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.atlas.model import Depth, Statement
from app.atlas.topics import OVERVIEW_TOPIC
from app.standards.atlas_text import AtlasText, paragraphs
from app.standards.model import (
    CoveredByTest,
    NeedsPeople,
    NotApplicable,
    Presence,
    SameAs,
    StandardRule,
)

UNDERSTANDABLE, ACTIONABLE = "PEMAT-P understandable", "PEMAT-P actionable"
MAX_CHUNK_WORDS, MIN_MEANING_WORDS, MAX_SUMMARY_WORDS = 120, 3, 45
STEPS = ("numbing", "laser", "suction", "closing", "garment")
_SUM = re.compile(
    r"(?:^|you (?:can |should |must |have to )?)(?:multiply|divide|calculate|work out)\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)


def _defined(material: AtlasText) -> Iterator[str]:
    for name, term in material.terms.items():
        if len(term.meaning.split()) < MIN_MEANING_WORDS and not term.also:
            yield f"term.{name}: its meaning has fewer than {MIN_MEANING_WORDS} words"


def _sums(material: AtlasText) -> Iterator[str]:
    for address, sentence in material.sentences:
        if _SUM.search(sentence):
            yield f"{address}: the reader is asked to calculate something"


def _chunks(material: AtlasText) -> Iterator[str]:
    for said in material.statements:
        longest = max(len(piece.split()) for piece in paragraphs(said.blocks))
        if longest > MAX_CHUNK_WORDS:
            yield f"{said.address}: {longest} words in one piece, {MAX_CHUNK_WORDS} are the most"


def _heads(material: AtlasText) -> Iterator[str]:
    for address, topic in material.topics.items():
        for statement in topic.statements:
            if not statement.heading.strip():
                yield f"{address}.{statement.id}: it has no heading"


def _summaries(material: AtlasText) -> Iterator[str]:
    """The overview of a region is the summary of all; without one, each topic needs a short."""
    for region, text in material.regions.items():
        if OVERVIEW_TOPIC in text.topics:
            continue
        for name, topic in text.topics.items():
            if topic.short is None:
                yield f"{region}.{name}: it has no summary"
    for said in material.statements:
        is_summary = said.address.endswith(".short") or _is_overview(said.statement)
        if is_summary and said.words > MAX_SUMMARY_WORDS:
            count = f"{said.words} words, {MAX_SUMMARY_WORDS} are the most"
            yield f"{said.address}: a summary of {count}"


def _is_overview(statement: Statement) -> bool:
    return statement.depth is Depth.OVERVIEW


def _you(material: AtlasText) -> Iterator[str]:
    for region in material.regions:
        texts = (text for address, text in material.sentences if address.startswith(f"{region}."))
        if not any(_YOU.search(text) for text in texts):
            yield f"{region}: the text never addresses the reader"


def _steps(material: AtlasText) -> Iterator[str]:
    for region in material.regions:
        found = tuple(step.id for step in material.shown.steps(region))
        if found != STEPS:
            yield f"steps.toml: {', '.join(found) or 'no steps'} instead of {', '.join(STEPS)}"
            return


SOUND = NotApplicable("there is no sound or film")
RULES = {
    UNDERSTANDABLE: (
        StandardRule("PEMAT-1", "Purpose evident", SameAs("DISCERN-1")),
        StandardRule("PEMAT-2", "Nothing distracts", NeedsPeople()),
        StandardRule("PEMAT-3", "Everyday language", SameAs("RD-1")),
        StandardRule("PEMAT-4", "Medical words are explained", _defined),
        StandardRule("PEMAT-5", "Active voice", NeedsPeople()),
        StandardRule("PEMAT-6", "Clear numbers", SameAs("RC-3")),
        StandardRule("PEMAT-7", "No sums to do", _sums),
        StandardRule("PEMAT-8", "Short pieces", _chunks),
        StandardRule("PEMAT-9", "Heads that inform", Presence(_heads)),
        StandardRule("PEMAT-10", "Logical order", NeedsPeople()),
        StandardRule("PEMAT-11", "A summary of each topic", Presence(_summaries)),
        StandardRule(
            "PEMAT-12", "Key points stand out", CoveredByTest("tests/journeys/test_touch.py")
        ),
        StandardRule("PEMAT-13", "Text of a film", SOUND),
        StandardRule("PEMAT-14", "Words of a film", SOUND),
        StandardRule(
            "PEMAT-15",
            "Pictures where they help",
            CoveredByTest("tests/panels/document/test_steps.py"),
        ),
        StandardRule("PEMAT-16", "Pictures back up the words", NeedsPeople()),
        StandardRule(
            "PEMAT-17",
            "Pictures have names",
            CoveredByTest("tests/panels/document/test_steps.py"),
        ),
        StandardRule(
            "PEMAT-18", "Pictures are clear", CoveredByTest("tests/painting/test_cross_section.py")
        ),
        StandardRule(
            "PEMAT-19", "Simple tables", CoveredByTest("tests/panels/document/test_rows.py")
        ),
    ),
    ACTIONABLE: (
        StandardRule("PEMAT-20", "Names something to do", SameAs("IP-Q11")),
        StandardRule("PEMAT-21", "Speaks to the reader", _you),
        StandardRule("PEMAT-22", "Explains step by step", Presence(_steps)),
        StandardRule("PEMAT-23", "Something to take in hand: questions", SameAs("IP-Q11")),
        StandardRule("PEMAT-24", "No sums, or how to do them", SameAs("PEMAT-7")),
        StandardRule(
            "PEMAT-25",
            "How to read the pictures",
            CoveredByTest("tests/document/test_risks.py"),
        ),
        StandardRule(
            "PEMAT-26",
            "Pictures that help to act",
            CoveredByTest("tests/painting/test_people_grid.py"),
        ),
    ),
}
