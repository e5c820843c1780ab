"""Records that are known to be well formed, turned into the values of `atlas`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from app.atlas.header import TomlTable
from app.atlas.model import (
    Basis,
    Claim,
    NumberRecord,
    Reference,
    RegionText,
    Statement,
    Term,
    Topic,
)
from app.atlas.text_markup import parse_blocks
from app.body.regions import TopicId
from app.support.validation_errors import ReportTextError


def parse_statement(
    raw: TomlTable, name: str, words: Mapping[str, str], note: ReportTextError | None = None
) -> Statement:
    """Make a statement; `words` gives the word of each term."""
    return Statement(
        id=name,
        blocks=parse_blocks(raw["text"], words, note),
        basis=Basis(raw["basis"]),
        refs=tuple(raw.get("refs", ())),
        heading=raw.get("head", ""),
        method=raw.get("method", ""),
        numbers=tuple(raw.get("numbers", ())),
    )


def parse_topic(raw: TomlTable, name: TopicId, file: TomlTable, words: Mapping[str, str]) -> Topic:
    """Make a topic; its date and review state are those of its file."""
    says = raw.get("says", ())
    return Topic(
        id=name,
        short=parse_statement(raw["short"], "short", words),
        statements=tuple(parse_statement(said, said["id"], words) for said in says),
        date=file["date"],
        review=file["review"],
    )


def parse_shared_topic(raw: TomlTable, words: Mapping[str, str]) -> Topic:
    return parse_topic(raw, raw["topic"], raw, words)


def parse_region_text(
    raw: TomlTable, order: tuple[TopicId, ...], words: Mapping[str, str]
) -> RegionText:
    """Make a region's text, its topics in the order of the atlas."""
    topics = raw["topics"]
    return RegionText(
        region=raw["region"],
        language=raw["language"],
        date=raw["date"],
        review=raw["review"],
        topics={
            name: parse_topic(topics[name], name, raw, words) for name in order if name in topics
        },
    )


def parse_reference(raw: TomlTable, name: str) -> Reference:
    return Reference(
        id=name,
        authors=raw.get("authors", ""),
        title=raw.get("title", ""),
        journal=raw.get("journal", ""),
        year=raw.get("year"),
        identifier=raw.get("identifier", ""),
        read_as=raw["read"],
    )


def parse_number(raw: TomlTable, said: TomlTable, name: str) -> NumberRecord:
    """Make a number record out of its figures and its words."""
    return NumberRecord(
        id=name,
        kind=raw["kind"],
        rate=Decimal(raw["rate"]),
        refs=tuple(raw["refs"]),
        tag=raw["tag"],
        events=raw.get("events"),
        denominator=raw.get("denominator"),
        counts=raw.get("counts", "people"),
        back_counted=raw.get("back", "not-told"),
        shown_with=tuple(raw.get("beside", ())),
        low=_decimal(raw.get("low")),
        high=_decimal(raw.get("high")),
        method=raw.get("method", ""),
        **{key: said.get(key, "") for key in _NUMBER_WORDS},
    )


_NUMBER_WORDS = ("label", "setting", "area", "window", "why_no_range", "note")


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def parse_claims(raw: TomlTable, words: Mapping[str, str]) -> Iterator[Claim]:
    for claim in raw.get("claims", ()):
        yield Claim(
            number=claim["number"],
            original=claim["original"],
            verdict=claim["verdict"],
            statement=parse_statement(claim, f"claim-{claim['number']}", words),
            regions=tuple(claim.get("regions", ())),
        )


def parse_terms(raw: TomlTable) -> dict[str, Term]:
    return {
        name: Term(name, term["word"], term["meaning"], term.get("also", ""))
        for name, term in raw.items()
    }
