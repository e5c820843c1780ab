"""Words of an atlas as parts of labels, and references in one line."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from app.atlas.model import (
    Block,
    BulletList,
    EmergencyNumber,
    Reference,
    RefLink,
    Run,
    Statement,
    Term,
    TermLink,
)
from app.widgets.text_label import TextSpan


def spans_of(runs: tuple[Run, ...], emergency: str) -> tuple[TextSpan, ...]:
    """Runs as parts of a label; references are shown elsewhere.

    `emergency` is the number of the country, or "" where it is not known.
    """
    number = emergency or local_number_text()
    parts: list[TextSpan] = []
    for run in runs:
        if isinstance(run, RefLink):
            if parts:  # the space before a reference goes with it
                parts[-1] = replace(parts[-1], text=parts[-1].text.rstrip())
        elif isinstance(run, TermLink):
            parts.append(TextSpan(run.word, term=run.term))
        elif isinstance(run, EmergencyNumber):
            parts.append(TextSpan(run.text_for(number), strong=run.strong))
        else:
            parts.append(TextSpan(run.text, strong=run.strong))
    return tuple(parts)


def local_number_text() -> str:
    """What stands in a sentence for an emergency number that is not known."""
    return QCoreApplication.translate("Wording", "your local emergency number")


def runs_of(blocks: tuple[Block, ...]) -> tuple[Run, ...]:
    """All runs of some blocks in reading order."""
    runs: list[Run] = []
    for block in blocks:
        for item in block.items if isinstance(block, BulletList) else (block.runs,):
            runs.extend(item)
    return tuple(runs)


def glossary_spans(term: Term) -> tuple[TextSpan, ...]:
    """A glossary word with its other name and its meaning."""
    also = f" ({term.also})" if term.also else ""
    return TextSpan(term.word, strong=True), TextSpan(f"{also}: {term.meaning}")


def references_of(statement: Statement) -> tuple[str, ...]:
    """The references of a statement, its own and those in its words, each once."""
    inline = [run.ref for run in runs_of(statement.blocks) if isinstance(run, RefLink)]
    return tuple(dict.fromkeys([*statement.refs, *inline]))


def short_citation(reference: Reference) -> str:
    """A reference in two words: first author and year, or what there is of them."""
    author = reference.authors.split(",")[0].split(" et al")[0].strip()
    name = author.rsplit(" ", 1)[0] if author and author[-1].isupper() else author
    name = name or reference.title or reference.journal
    if len(name) > 34:
        name = name[:32].rsplit(" ", 1)[0] + "…"
    return f"{name} {reference.year}" if reference.year else name


def access_note(reference: Reference) -> str:
    """How a reference was read, in a sentence."""
    if reference.read_as == "second-hand":
        return QCoreApplication.translate("Wording", "Known to us only second-hand.")
    return QCoreApplication.translate("Wording", "We read its summary or official page.")


def full_citation(reference: Reference) -> str:
    """A reference in full, in one line."""
    parts = (reference.authors, reference.title, reference.journal)
    line = ". ".join(part.rstrip(".") for part in parts if part)
    year = f" {reference.year}." if reference.year else ""
    identifier = f" {reference.identifier}" if reference.identifier else ""
    return f"{line}.{year}{identifier}".strip()
