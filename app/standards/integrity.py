"""What must hold of any atlas that is shown: reading, sources, dates, nothing left empty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.atlas.model import RefLink
from app.standards.atlas_text import Material, bare
from app.standards.model import Program, Rule
from app.standards.readability import FEWEST_FOR_SMOG, JOINED, TARGET, rows

INTEGRITY, READING = "Integrity", "Readability"
LONGEST_SENTENCE = 20
UNREVIEWED = "not-reviewed"
_DIGIT = re.compile(r"\d")


def _references(material: Material) -> Iterator[str]:
    for said in material.said:
        inline = {
            run.ref
            for block in said.statement.blocks
            for runs in getattr(block, "items", None) or (getattr(block, "runs", ()),)
            for run in runs
            if isinstance(run, RefLink)
        }
        for ref in sorted({*said.statement.refs, *inline} - material.references):
            yield f"{said.address}: there is no reference {ref!r}"


def _uncited(material: Material) -> Iterator[str]:
    for said in material.said:
        if said.statement.basis.value == "general" and _DIGIT.search(said.text):
            yield f"{said.address}: a figure as general knowledge, without a source"


def _expired(material: Material) -> Iterator[str]:
    if material.atlas.expires < material.today:
        yield f"atlas.toml: it was to be renewed by {material.atlas.expires}: look at it anew"


def _reviewed(material: Material) -> Iterator[str]:
    for address, topic in material.topics.items():
        if topic.review != UNREVIEWED:
            yield f"{address}: {topic.review!r} claims a review, but no name answers for it"


def _honest(material: Material) -> Iterator[str]:
    for name in ("review", "testing"):
        if not material.notes.get(name, "").strip():
            yield f"note.{name}: whether it was reviewed and tested is not told"


def _twins(material: Material) -> Iterator[str]:
    for name, number in material.numbers.items():
        for other in number.beside:
            if name not in material.numbers[other].beside if other in material.numbers else True:
                yield f"number.{name}: {other!r}, which it stands beside, does not know of it"


def _named(material: Material) -> Iterator[str]:
    for region, names in material.atlas.names(material.language).regions.items():
        if not (names.plain.strip() and names.medical.strip()):
            yield f"names.toml: {region} lacks its plain or its medical name"


def easy_to_read(material: Material) -> Iterator[str]:
    """What is over the target, by Flesch-Kincaid anywhere or by SMOG where it is scored."""
    for row in rows(material):
        if row.flesch_kincaid > TARGET:
            yield f"{row.name}: Flesch-Kincaid {row.flesch_kincaid:.1f}, {TARGET} is the most"
        if row.smog is not None and row.smog > TARGET:
            yield f"{row.name}: SMOG {row.smog:.1f}, {TARGET} is the most"


def too_short(material: Material) -> Iterator[str]:
    """Regions whose topics, even joined, are too short for SMOG: that is no pass."""
    for row in rows(material):
        if row.name.endswith(JOINED) and row.smog is None:
            yield f"{row.name}: {row.sentences} sentences, SMOG needs {FEWEST_FOR_SMOG}"


def _sentences(material: Material) -> Iterator[str]:
    for address, sentence in material.sentences:
        if (count := len(bare(sentence).split())) > LONGEST_SENTENCE:
            yield f"{address}: a sentence of {count} words, {LONGEST_SENTENCE} are the most"


RULES = {
    READING: (
        Rule("RD-1", "Flesch-Kincaid and SMOG at most 6.9", easy_to_read),
        Rule("RD-1 length", "Sentences of at most twenty words", _sentences),
        Rule("RD-3", "A handout to take home", Program("tests/handout/test_handout.py")),
    ),
    INTEGRITY: (
        Rule("INT-references", "Every reference that is named is there", _references),
        Rule("INT-figures", "No figure without a source", _uncited),
        Rule("INT-expired", "Renewed in time", _expired),
        Rule("INT-review", "No review is claimed without a name", _reviewed),
        Rule("INT-honest", "Says whether it was reviewed and tested", _honest),
        Rule("INT-twins", "Figures that disagree are shown together", _twins),
        Rule("INT-names", "Every region has both its names", _named),
    ),
}
