"""Converts text of the atlas into spans for labels, and references into one line."""

from __future__ import annotations

from dataclasses import replace

from app.atlas.emergency import emergency_text
from app.atlas.model import Reference, Statement, Term
from app.atlas.text_markup import Block, BulletList, EmergencyNumber, RefLink, Run, TermLink
from app.support.qt_translation import translate
from app.widgets.text_label import TextSpan


def spans_of(runs: tuple[Run, ...], emergency: str) -> tuple[TextSpan, ...]:
    """The runs as spans of a label, without references, which are shown below the text.

    `emergency` is the emergency number of the country, or "" if it is not known.
    """
    number = emergency_text(emergency, translate)
    spans: list[TextSpan] = []
    for run in runs:
        if isinstance(run, RefLink):
            if spans:  # remove the space before the reference as well
                spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip())
        elif isinstance(run, TermLink):
            spans.append(TextSpan(run.word, term=run.term))
        elif isinstance(run, EmergencyNumber):
            spans.append(TextSpan(run.text_for(number), strong=run.strong))
        else:
            spans.append(TextSpan(run.text, strong=run.strong))
    return tuple(spans)


def runs_of(blocks: tuple[Block, ...]) -> tuple[Run, ...]:
    """All runs of the blocks in reading order."""
    runs: list[Run] = []
    for block in blocks:
        for item in block.items if isinstance(block, BulletList) else (block.runs,):
            runs.extend(item)
    return tuple(runs)


def glossary_spans(term: Term) -> tuple[TextSpan, ...]:
    """A glossary term with its other name and its meaning."""
    also = f" ({term.also})" if term.also else ""
    return TextSpan(term.word, strong=True), TextSpan(f"{also}: {term.meaning}")


def references_of(statement: Statement) -> tuple[str, ...]:
    """The references of a statement and of its text, each once."""
    inline = [run.ref for run in runs_of(statement.blocks) if isinstance(run, RefLink)]
    return tuple(dict.fromkeys([*statement.refs, *inline]))


def short_citation(reference: Reference) -> str:
    """First author and year of a reference; without an author its title or journal."""
    author = reference.authors.split(",")[0].split(" et al")[0].strip()
    name = author.rsplit(" ", 1)[0] if author and author[-1].isupper() else author
    name = name or reference.title or reference.journal
    if len(name) > 34:
        name = name[:32].rsplit(" ", 1)[0] + "…"
    return f"{name} {reference.year}" if reference.year else name


def access_note(reference: Reference) -> str:
    """A sentence that says how the reference was read."""
    if reference.read_as == "second-hand":
        return translate("Wording", "Known to us only second-hand.")
    return translate("Wording", "We read its summary or official page.")


def full_citation(reference: Reference) -> str:
    """The full reference in one line."""
    parts = (reference.authors, reference.title, reference.journal)
    citation = ". ".join(part.rstrip(".") for part in parts if part)
    year = f" {reference.year}." if reference.year else ""
    identifier = f" {reference.identifier}" if reference.identifier else ""
    return f"{citation}.{year}{identifier}".strip()
