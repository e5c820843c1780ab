"""AHRQ's PEMAT-P: can it be understood, and does it help to act."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.standards.atlas_text import Material, paragraphs
from app.standards.model import NotApplicable, People, Program, Rule, Same

UNDERSTANDABLE, ACTIONABLE = "PEMAT-P understandable", "PEMAT-P actionable"
LONGEST_CHUNK, SHORTEST_MEANING, LONGEST_SUMMARY = 120, 3, 45
STEPS = ("numbing", "laser", "suction", "closing", "garment")
_SUM = re.compile(
    r"(?:^|you (?:can |should |must |have to )?)(?:multiply|divide|calculate|work out)\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)


def _defined(material: Material) -> Iterator[str]:
    for name, term in material.terms.items():
        if len(term.meaning.split()) < SHORTEST_MEANING and not term.also:
            yield f"term.{name}: it is hardly explained"


def _sums(material: Material) -> Iterator[str]:
    for address, sentence in material.sentences:
        if _SUM.search(sentence):
            yield f"{address}: the reader is asked to work something out"


def _chunks(material: Material) -> Iterator[str]:
    for said in material.said:
        longest = max(len(piece.split()) for piece in paragraphs(said.statement.blocks))
        if longest > LONGEST_CHUNK:
            yield f"{said.address}: {longest} words in one piece, {LONGEST_CHUNK} are the most"


def _heads(material: Material) -> Iterator[str]:
    for address, topic in material.topics.items():
        for statement in topic.says:
            if not statement.head.strip():
                yield f"{address}.{statement.id}: it has no head"


def _summaries(material: Material) -> Iterator[str]:
    for said in material.said:
        if said.address.endswith(".short") and said.words > LONGEST_SUMMARY:
            yield f"{said.address}: {said.words} words are no summary"


def _you(material: Material) -> Iterator[str]:
    for region in material.regions:
        told = (text for address, text in material.sentences if address.startswith(f"{region}."))
        if not any(_YOU.search(text) for text in told):
            yield f"{region}: the reader is never spoken to"


def _steps(material: Material) -> Iterator[str]:
    found = tuple(step.id for step in material.aid.steps)
    if found != STEPS:
        yield f"steps.toml: {', '.join(found) or 'no steps'} instead of {', '.join(STEPS)}"


SOUND = NotApplicable("there is no sound or film")
RULES = {
    UNDERSTANDABLE: (
        Rule("PEMAT-1", "Purpose evident", Same("DISCERN-1")),
        Rule("PEMAT-2", "Nothing distracts", People()),
        Rule("PEMAT-3", "Everyday language", Same("RD-1")),
        Rule("PEMAT-4", "Medical words are explained", _defined),
        Rule("PEMAT-5", "Active voice", People()),
        Rule("PEMAT-6", "Clear numbers", Same("RC-3")),
        Rule("PEMAT-7", "No sums to do", _sums),
        Rule("PEMAT-8", "Short pieces", _chunks),
        Rule("PEMAT-9", "Heads that inform", _heads),
        Rule("PEMAT-10", "Logical order", People()),
        Rule("PEMAT-11", "A summary of each topic", _summaries),
        Rule("PEMAT-12", "Key points stand out", Program("tests/journeys/test_touch.py")),
        Rule("PEMAT-13", "Text of a film", SOUND),
        Rule("PEMAT-14", "Words of a film", SOUND),
        Rule(
            "PEMAT-15",
            "Pictures where they help",
            Program("tests/panels/test_cross_section_view.py"),
        ),
        Rule("PEMAT-16", "Pictures back up the words", People()),
        Rule("PEMAT-17", "Pictures have names", Program("tests/panels/test_cross_section_view.py")),
        Rule("PEMAT-18", "Pictures are clear", Program("tests/painting/test_cross_section.py")),
        Rule("PEMAT-19", "Simple tables", Program("tests/panels/test_options_view.py")),
    ),
    ACTIONABLE: (
        Rule("PEMAT-20", "Names something to do", Same("IP-Q11")),
        Rule("PEMAT-21", "Speaks to the reader", _you),
        Rule("PEMAT-22", "Explains step by step", _steps),
        Rule("PEMAT-23", "Something to take in hand: questions", Same("IP-Q11")),
        Rule("PEMAT-24", "No sums, or how to do them", Same("PEMAT-7")),
        Rule("PEMAT-25", "How to read the pictures", Program("tests/panels/test_number_group.py")),
        Rule("PEMAT-26", "Pictures that help to act", Program("tests/painting/test_icon_array.py")),
    ),
}
