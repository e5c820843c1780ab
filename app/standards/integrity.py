"""Rules for every atlas: readability, sources, dates and complete names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.document.citations import references_of
from app.standards.atlas_text import AtlasText, words_only
from app.standards.model import CoveredByTest, StandardRule
from app.standards.readability import (
    FLESCH_KINCAID_TARGET,
    JOINED_SUFFIX,
    MIN_SMOG_SENTENCES,
    SMOG_TARGET,
    readability_rows,
)

INTEGRITY, READING = "Integrity", "Readability"
MAX_SENTENCE_WORDS = 25
UNREVIEWED = "not-reviewed"
_DIGIT = re.compile(r"\d")


def _references(material: AtlasText) -> Iterator[str]:
    for said in material.statements:
        for ref in sorted({*references_of(said.statement)} - material.references):
            yield f"{said.address}: there is no reference {ref!r}"


def _uncited(material: AtlasText) -> Iterator[str]:
    for said in material.statements:
        if said.statement.basis.value == "general" and _DIGIT.search(said.text):
            yield f"{said.address}: a number in general knowledge has no source"


def _expired(material: AtlasText) -> Iterator[str]:
    if material.atlas.expires < material.today:
        yield f"atlas.toml: it expired on {material.atlas.expires}: review its sources"


def _reviewed(material: AtlasText) -> Iterator[str]:
    for address, topic in material.topics.items():
        if topic.review != UNREVIEWED:
            yield f"{address}: {topic.review!r} claims a review without the name of a reviewer"


def _honest(material: AtlasText) -> Iterator[str]:
    for name in ("review", "testing"):
        if not material.notes.get(name, "").strip():
            yield f"note.{name}: whether it was reviewed and tested is missing"


def _twins(material: AtlasText) -> Iterator[str]:
    for name, number in material.numbers.items():
        for other in number.shown_with:
            if (
                name not in material.numbers[other].shown_with
                if other in material.numbers
                else True
            ):
                yield f"number.{name}: {other!r}, which is shown with it, does not name it"


def _shown(material: AtlasText) -> Iterator[str]:
    """Else an item could pass because of words that no one can open.

    The short text of a shared topic is shown only for regions without a text of their own.
    """
    spare = {
        f"shared.{name}.short"
        for name in material.shared_topics
        if all(name in text.topics for text in material.regions.values())
    }
    for said in material.statements:
        if said.address not in spare and not material.is_shown(said):
            yield f"{said.address}: no tab and no page shows it"


def _named(material: AtlasText) -> Iterator[str]:
    for region, names in material.atlas.names(material.language).regions.items():
        if not (names.plain.strip() and names.medical.strip()):
            yield f"names.toml: {region} lacks its plain or its medical name"


def texts_over_target(material: AtlasText) -> Iterator[str]:
    """Texts above a target grade, by Flesch-Kincaid, or by SMOG if it is scored."""
    for row in readability_rows(material):
        for name, grade, most in (
            ("Flesch-Kincaid", row.flesch_kincaid, FLESCH_KINCAID_TARGET),
            ("SMOG", row.smog, SMOG_TARGET),
        ):
            if grade is not None and grade > most:
                yield f"{row.name}: {name} {grade:.1f}, {most} is the most"


def texts_too_short(material: AtlasText) -> Iterator[str]:
    """Regions whose joined topics are too short for SMOG, which is not a pass."""
    for row in readability_rows(material):
        if row.name.endswith(JOINED_SUFFIX) and row.smog is None:
            yield f"{row.name}: {row.sentences} sentences, SMOG needs {MIN_SMOG_SENTENCES}"


def _sentences(material: AtlasText) -> Iterator[str]:
    for address, sentence in material.sentences:
        if (count := len(words_only(sentence).split())) > MAX_SENTENCE_WORDS:
            yield f"{address}: a sentence of {count} words, {MAX_SENTENCE_WORDS} are the most"


RULES = {
    READING: (
        StandardRule("RD-1", "Flesch-Kincaid at most 7 and SMOG at most 8", texts_over_target),
        StandardRule("RD-1 length", "Sentences of at most 25 words", _sentences),
        StandardRule(
            "RD-3",
            "A handout of two pages and a card, 12 points, large print 18",
            CoveredByTest("tests/handout/test_pages.py"),
        ),
    ),
    INTEGRITY: (
        StandardRule("INT-references", "Every named reference exists", _references),
        StandardRule("INT-figures", "No figure without a source", _uncited),
        StandardRule("INT-expired", "Renewed in time", _expired),
        StandardRule("INT-review", "No review is claimed without a name", _reviewed),
        StandardRule("INT-honest", "Says whether it was reviewed and tested", _honest),
        StandardRule("INT-twins", "Figures that disagree are shown together", _twins),
        StandardRule("INT-shown", "What is judged here is what people can open", _shown),
        StandardRule("INT-names", "Every region has a plain and a medical name", _named),
    ),
}
