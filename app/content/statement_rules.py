"""What a statement must keep to: its basis, and that everything it points at is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from app.content import records
from app.content.atlas import Basis, Block, BulletList, RefLink, Run, Statement, Words
from app.content.heads import Record
from app.support.validation_errors import Spot

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Known:
    """What statements may point at: references, number records, and the words of terms."""

    refs: Set[str]
    numbers: Set[str]
    terms: Mapping[str, str]


def check_statement(raw: Record, known: Known, spot: Spot) -> None:
    """Check a statement that has the shape it should have."""
    said = records.statement(raw, "", known.terms, spot.at("text").in_text())
    runs = list(_runs(said.blocks))
    inline = [run.ref for run in runs if isinstance(run, RefLink)]
    _check_basis(said, [*said.refs, *inline], spot)
    if said.basis is Basis.GENERAL:
        _check_general(said, runs, spot)
    for ref in dict.fromkeys(inline):
        _check_known(ref, known.refs, "reference", spot.at("text"))
    for at, ref in enumerate(said.refs):
        _check_known(ref, known.refs, "reference", spot.at("refs", at))
    for at, number in enumerate(said.numbers):
        _check_known(number, known.numbers, "number record", spot.at("numbers", at))


def _check_basis(said: Statement, refs: list[str], spot: Spot) -> None:
    if said.basis is Basis.GENERAL:
        if refs:
            spot.at("refs").note(
                "general knowledge has no reference", "take it out, or call the basis sourced"
            )
    elif not said.refs:
        spot.at("refs").note(
            f"what is {said.basis.value} has no reference", "name one, or call the basis general"
        )
    if (said.basis is Basis.WORKED_OUT) != bool(said.method.strip()):
        mend = "say how it was worked out; only what is worked out has a method"
        spot.at("method").note(f"the basis is {said.basis.value}", mend)


def _check_general(said: Statement, runs: list[Run], spot: Spot) -> None:
    shown = [run.text if isinstance(run, Words) else getattr(run, "word", "") for run in runs]
    for key, texts in (("head", [said.head]), ("text", shown)):
        if any(_DIGIT.search(text) for text in texts):
            spot.at(key).note(
                "general knowledge has no digit", "write it in words, or name a source"
            )
    if said.numbers:
        spot.at("numbers").note(
            "general knowledge has no number record", "take it out, or name a source"
        )


def _check_known(name: str, known: Set[str], kind: str, spot: Spot) -> None:
    if name not in known:
        spot.note(f"there is no {kind} {name!r}", "correct the id, or add the record")


def _runs(blocks: tuple[Block, ...]) -> Iterator[Run]:
    for block in blocks:
        for runs in block.items if isinstance(block, BulletList) else (block.runs,):
            yield from runs
