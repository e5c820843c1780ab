"""Readability of texts: Flesch-Kincaid and SMOG, computed by the library textstat.

Both give a school grade. SMOG needs 30 sentences, and shorter texts are
not scored. A term of the glossary counts as one plain word, because it is explained; the raw scores
count every word as it is.
"""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from app.atlas.decision_aid import OPTION_PARTS
from app.atlas.model import Topic
from app.standards.atlas_text import (
    PLACEHOLDER_WORD,
    AtlasText,
    TextBlocks,
    glossary_pattern,
    sentences,
    split_sentences,
    words_only,
)
from app.standards.model import ReadabilityRow

FLESCH_KINCAID_TARGET, SMOG_TARGET = 7, 8
"""The highest grades; SMOG gives about one grade more for the same text."""
MIN_SMOG_SENTENCES = 30
JOINED_SUFFIX = ", all topics"
MISSING_LIBRARY_MESSAGE = (
    "the library for readability is missing: pip install 'back-atlas[standards]'"
)


Text = TextBlocks | str


@cache
def load_textstat() -> Any | None:
    """Return textstat, or None if it is not installed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of its own dependencies
            found = importlib.import_module("textstat").textstat
    except ImportError:
        return None
    found.set_rounding(False)
    return found


@lru_cache(maxsize=1)
def readability_rows(material: AtlasText) -> tuple[ReadabilityRow, ...]:
    """Score every topic, every region as a whole, and the decision aid.

    Empty if the library is not installed.
    """
    if load_textstat() is None:
        return ()
    terms = [term.word for term in material.terms.values()]
    return tuple(readability_row(name, list(texts), terms) for name, texts in _texts(material))


def readability_row(name: str, texts: Iterable[Text], terms: Iterable[str]) -> ReadabilityRow:
    """Score one text, given as blocks or as strings; `terms` are the words of the glossary."""
    all_texts, glossary = list(texts), glossary_pattern(terms)
    plain = [
        glossary.sub(PLACEHOLDER_WORD, line)
        for text in all_texts
        for line in _sentences(text, plain_terms=True)
    ]
    raw = [line for text in all_texts for line in _sentences(text, plain_terms=False)]
    return ReadabilityRow(
        name=name,
        sentences=len(plain),
        flesch_kincaid=_flesch_kincaid(plain),
        flesch_kincaid_raw=_flesch_kincaid(raw),
        smog=_smog(plain),
        smog_raw=_smog(raw),
    )


def _sentences(text: Text, *, plain_terms: bool) -> Iterator[str]:
    found = (
        split_sentences(text) if isinstance(text, str) else sentences(text, plain_terms=plain_terms)
    )
    return (words for words in map(words_only, found) if words)


def _flesch_kincaid(lines: list[str]) -> float:
    tool = load_textstat()
    return round(float(tool.flesch_kincaid_grade(_joined(lines))), 2) if tool and lines else 0.0


def _smog(lines: list[str]) -> float | None:
    tool = load_textstat()
    if tool is None or len(lines) < MIN_SMOG_SENTENCES:
        return None
    return round(float(tool.smog_index(_joined(lines))), 2)


def _joined(lines: list[str]) -> str:
    return ". ".join(lines) + "."


def _texts(material: AtlasText) -> Iterator[tuple[str, Iterable[Text]]]:
    yield from _of_regions(material)
    for name, topic in material.shared_topics.items():
        yield f"shared.{name}", _of_topic(material, topic)
    yield from _of_aid(material)
    for region, checks in material.decision_aid.quizzes.items():
        if checks:
            asked = [text for check in checks for text in (check.ask, *check.answers)]
            reasons = map(material.blocks, (check.because for check in checks))
            yield f"quiz.{region}", [*asked, *reasons]


def _of_regions(material: AtlasText) -> Iterator[tuple[str, Iterable[Text]]]:
    for region, text in material.regions.items():
        for name, topic in text.topics.items():
            yield f"{region}.{name}", _of_topic(material, topic)
        every = [one for topic in text.topics.values() for one in _of_topic(material, topic)]
        yield f"{region}{JOINED_SUFFIX}", every


def _of_aid(material: AtlasText) -> Iterator[tuple[str, Iterable[Text]]]:
    aid = material.decision_aid
    for option in aid.options:
        parts = [getattr(option, part) for part in OPTION_PARTS]
        said = map(material.blocks, (*parts, *option.meets.values()))
        yield f"option.{option.id}", list(said)
    whole: dict[str, list[Text]] = {
        "options, all of them": [said.blocks for said in material.option_statements()],
        "options, cells of the table": [text for _, text in material.option_cells],
        "steps": [material.blocks(step.statement) for step in aid.steps],
        "recovery, all stages": [said.blocks for said in material.stage_statements()],
        "about": [
            note.text if note.statement is None else material.blocks(note.statement)
            for note in aid.notes
        ],
    }
    yield from ((name, texts) for name, texts in whole.items() if texts)


def _of_topic(material: AtlasText, topic: Topic) -> list[Text]:
    return [material.blocks(statement) for statement in topic.all_statements]
