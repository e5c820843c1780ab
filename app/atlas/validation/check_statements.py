"""Checks of statements: their markup, their basis, and what they refer to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from app.atlas.model import Basis, Statement, StatementSource, make_statement
from app.atlas.text_markup import Block, BulletList, RefLink, Run, TextRun
from app.support.schema_validation import convert_record
from app.support.validation_errors import Location

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class KnownIds:
    """What statements may refer to: references, number records, and terms with their words."""

    refs: Set[str]
    numbers: Set[str]
    terms: Mapping[str, str]


def check_statement_table(raw: object, known: KnownIds, location: Location) -> None:
    """Check a table that must be a statement."""
    source = convert_record(raw, StatementSource, location)
    if source is not None:
        check_statement(source, known, location)


def check_statement(source: StatementSource, known: KnownIds, location: Location) -> None:
    """Check the text, the basis and the references of a statement."""
    said = make_statement(source, "", known.terms, location.at("text").report_text_error())
    runs = list(_runs(said.blocks))
    inline = [run.ref for run in runs if isinstance(run, RefLink)]
    _check_basis(said, [*said.refs, *inline], location)
    if said.basis is Basis.GENERAL:
        _check_general(said, runs, location)
    for ref in dict.fromkeys(inline):
        _check_known(ref, known.refs, "reference", location.at("text"))
    for at, ref in enumerate(said.refs):
        _check_known(ref, known.refs, "reference", location.at("refs", at))
    for at, number in enumerate(said.numbers):
        _check_known(number, known.numbers, "number record", location.at("numbers", at))


def _check_basis(said: Statement, refs: list[str], location: Location) -> None:
    if said.basis is Basis.GENERAL:
        if refs:
            location.at("refs").report(
                "general knowledge has no reference", "remove it, or set basis to sourced"
            )
    elif not said.refs:
        location.at("refs").report(
            f"a {said.basis.value} statement needs a reference",
            "name one, or set basis to general",
        )
    has_method = bool(said.method.strip())
    if said.basis is Basis.WORKED_OUT and not has_method:
        location.at("method").report(
            "a worked-out statement needs a method", "say how it was found"
        )
    elif said.basis is not Basis.WORKED_OUT and has_method:
        location.at("method").report("only a worked-out statement has a method", "remove it")


def _check_general(said: Statement, runs: list[Run], location: Location) -> None:
    shown = [run.text if isinstance(run, TextRun) else getattr(run, "word", "") for run in runs]
    for key, texts in (("head", [said.heading]), ("text", shown)):
        if any(_DIGIT.search(text) for text in texts):
            location.at(key).report(
                "general knowledge has no digit", "write it in words, or name a source"
            )
    if said.numbers:
        location.at("numbers").report(
            "general knowledge has no number record", "remove it, or name a source"
        )


def _check_known(name: str, known: Set[str], kind: str, location: Location) -> None:
    if name not in known:
        location.report(f"there is no {kind} {name!r}", "correct the id, or add the record")


def _runs(blocks: tuple[Block, ...]) -> Iterator[Run]:
    for block in blocks:
        for runs in block.items if isinstance(block, BulletList) else (block.runs,):
            yield from runs
