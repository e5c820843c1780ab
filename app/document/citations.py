"""References in a few words, and in full."""

from __future__ import annotations

import re

from app.atlas.model import Reference, Statement
from app.atlas.text_markup import Block, BulletList, RefLink, Run
from app.support.translation import Translate

_MAX_NAME, _CUT_NAME = 64, 62
_INITIALS = re.compile(r"(?: (?:[A-Z]{1,3}|Jr))+$")
"""What follows the family name of an author."""


def runs_of(blocks: tuple[Block, ...]) -> tuple[Run, ...]:
    """All runs of the blocks in reading order."""
    runs: list[Run] = []
    for block in blocks:
        for item in block.items if isinstance(block, BulletList) else (block.runs,):
            runs.extend(item)
    return tuple(runs)


def references_of(statement: Statement) -> tuple[str, ...]:
    """The references of a statement, each once: those in its text in their order, then the rest."""
    return tuple(dict.fromkeys([*inline_references(statement), *statement.refs]))


def inline_references(statement: Statement) -> tuple[str, ...]:
    """The references that the text of a statement links to, in their order."""
    return tuple(run.ref for run in runs_of(statement.blocks) if isinstance(run, RefLink))


def short_citation(reference: Reference) -> str:
    """First author and year of a reference; without an author its title or journal."""
    if reference.authors:
        name = _first_author(reference)
        return f"{name} {reference.year}" if reference.year else name
    name = _short_title(reference.title or reference.journal)
    has_year = reference.year is None or str(reference.year) in name
    return name if has_year else f"{name}, {reference.year}"


def _first_author(reference: Reference) -> str:
    """The family name of the first author."""
    first = re.split(r",|;| et al| \(", reference.authors)[0].strip()
    return _INITIALS.sub("", first)


def _short_title(title: str) -> str:
    """A title that is too long ends where its remark or its second part begins."""
    if len(title) <= _MAX_NAME:
        return title
    short = re.split(r",? \(|; |\. |, and ", title)[0]
    if len(short) > _MAX_NAME:
        return title[:_CUT_NAME].rsplit(" ", 1)[0] + "…"
    return short


def access_note(reference: Reference, translate: Translate) -> str:
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
    return f"{citation}.{year}{identifier}".strip().rstrip(".") + "."


_UNCONFIRMED = "not confirmed"


def printed_citation(reference: Reference) -> str:
    """First author, year and identifier (or else the journal), for paper.

    "" if it was only seen second-hand, or if one of these is not known or not confirmed.
    """
    if not reference.authors or not reference.year or reference.read_as == "second-hand":
        return ""
    if _UNCONFIRMED in reference.authors:
        return ""
    where = reference.identifier or reference.journal
    named = f"{_first_author(reference)} {reference.year}"
    return "" if _UNCONFIRMED in where else ", ".join(filter(None, (named, where)))


def citation_with_access(reference: Reference, translate: Translate) -> str:
    """The full reference, and how it was read."""
    return f"{full_citation(reference)} {access_note(reference, translate)}"
