"""The options on paper: all that are offered for some regions, in equal detail."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from app.atlas.decision_aid import TreatmentOption
from app.atlas.model import Statement
from app.body.regions import RegionId
from app.document.blocks import Bullets, OptionEntry, OptionTable, plain_text
from app.document.citations import references_of
from app.document.options import option_table
from app.document.passages import text_blocks
from app.document.source import DocumentSource
from app.session.shared_words import option_part_titles

_COMPARED_PARTS = ("good", "bad")
"""The parts that are compared if the atlas has no cells; the cells are in short what they say."""


def offered_options(
    source: DocumentSource, regions: Sequence[RegionId]
) -> tuple[TreatmentOption, ...]:
    """The options for any of the regions; without a region those that every region has."""
    return tuple(
        option
        for option in source.aid.options
        if any(map(option.is_for, regions)) or not (regions or option.regions)
    )


def sources_of_options(options: Sequence[TreatmentOption]) -> tuple[str, ...]:
    """The ids of the sources of their good and bad sides."""
    return tuple(
        name
        for option in options
        for part in _COMPARED_PARTS
        for name in references_of(getattr(option, part))
    )


def printed_options(
    source: DocumentSource, options: Sequence[TreatmentOption], regions: Sequence[RegionId]
) -> OptionTable:
    """The table of the options; the name says for which of the regions an option is offered."""
    table = option_table(source, options)
    entries = tuple(
        _entry(source, entry, option, regions)
        for entry, option in zip(table.options, options, strict=True)
    )
    if table.columns:
        return structs.replace(table, options=entries)
    titles = option_part_titles(source.translate)
    return structs.replace(
        table,
        columns=tuple(titles[part] for part in _COMPARED_PARTS),
        values=("",) * len(_COMPARED_PARTS),
        options=tuple(
            structs.replace(entry, cells=_sides(source, option))
            for entry, option in zip(entries, options, strict=True)
        ),
    )


def _entry(
    source: DocumentSource,
    entry: OptionEntry,
    option: TreatmentOption,
    regions: Sequence[RegionId],
) -> OptionEntry:
    here = [region for region in regions if option.is_for(region)]
    if len(here) == len(regions):
        return structs.replace(entry, details=())
    names = ", ".join(source.region_name(region) for region in here)
    text = source.translate("Handout", "{option}, only for: {regions}")
    name = text.format(option=entry.name, regions=names)
    return structs.replace(entry, name=name, details=())


def _sides(source: DocumentSource, option: TreatmentOption) -> tuple[str, ...]:
    return tuple(_cell(source, getattr(option, part)) for part in _COMPARED_PARTS)


def _cell(source: DocumentSource, statement: Statement) -> str:
    """A statement as one paragraph; the items of a list are separated by semicolons."""
    parts = []
    for block in text_blocks(source, statement):
        if isinstance(block, Bullets):
            parts.append("; ".join(plain_text(item).strip() for item in block.items) + ".")
        else:
            parts.append(plain_text(block.spans))
    return " ".join(" ".join(parts).split())
