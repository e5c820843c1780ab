"""All options in one table, with what matters to the visitor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.atlas.decision_aid import OptionCells, TreatmentOption
from app.body.regions import RegionId
from app.document.blocks import (
    Block,
    Fold,
    Heading,
    OptionEntry,
    OptionTable,
    ValueChoice,
    ValueChoices,
)
from app.document.extents import questions_extent
from app.document.passages import statement_blocks
from app.document.risks import number_table
from app.document.source import DocumentSource
from app.session.shared_words import option_part_titles

_VALUE_OF_CELL = {"cuts": "cuts", "time_off": "time-off", "certainty": "evidence"}
"""The value that a cell answers; the other cells are about no single value."""
_PART_LEVEL = 4


def option_blocks(source: DocumentSource, region: RegionId | None) -> Iterator[Block]:
    """The questions about what matters behind a fold, then every option that is offered here."""
    values, translate = source.aid.values, source.translate
    if values:
        lead = translate(
            "Options",
            "Answer as many as you like. Your answers put a dot on the options that fit, and move "
            "that column to the front. All options stay. Press an "
            "answer again to take it back. Starting over clears them all.",
        )
        choices = (
            ValueChoice(
                one.id, one.head, one.question, tuple((said.id, said.text) for said in one.answers)
            )
            for one in values
        )
        summary = translate("Options", "What matters to you?")
        extent = questions_extent(len(values), translate)
        yield Fold("values", summary, extent, (ValueChoices(lead, tuple(choices)),))
    offered = [one for one in source.aid.options if region is None or one.is_for(region)]
    if offered:
        note = translate(
            "Options",
            "Open an option to read how it is done, how the days after are, and where the facts "
            "come from.",
        )
        yield option_table(source, offered, note)


def option_table(
    source: DocumentSource, options: Sequence[TreatmentOption], note: str = ""
) -> OptionTable:
    """Make the table of some options; it has no columns if the atlas has no cells."""
    titles = _cell_titles(source) if all(one.cells for one in options) else {}
    known = {value.id for value in source.aid.values}
    values = (_VALUE_OF_CELL.get(cell, "") for cell in titles)
    return OptionTable(
        name_column=source.translate("Options", "Option"),
        columns=tuple(titles.values()),
        options=tuple(_entry(source, one, tuple(titles)) for one in options),
        note=note,
        values=tuple(value if value in known else "" for value in values),
    )


def _cell_titles(source: DocumentSource) -> dict[str, str]:
    """The heads of the columns, by the fields of `OptionCells`."""
    translate = source.translate
    return {
        "cuts": translate("Options", "Cuts, scars"),
        "time_off": translate("Options", "Time off work"),
        "does": translate("Options", "What it does"),
        "downsides": translate("Options", "Main downsides"),
        "certainty": translate("Options", "How sure are we?"),
    }


def _entry(source: DocumentSource, option: TreatmentOption, cells: tuple[str, ...]) -> OptionEntry:
    return OptionEntry(
        id=option.id,
        name=option.name,
        also=option.cells.also if isinstance(option.cells, OptionCells) else "",
        cells=tuple(getattr(option.cells, cell) for cell in cells),
        details=tuple(option_details(source, option)),
        fits=option.fits,
    )


def option_details(source: DocumentSource, option: TreatmentOption) -> Iterator[Block]:
    """The parts that every option has, in the same order, then what it means for each value."""
    titled = [
        (title, getattr(option, part))
        for part, title in option_part_titles(source.translate).items()
    ]
    titled += [
        (value.head, option.meets[value.id])
        for value in source.aid.values
        if value.id in option.meets
    ]
    for title, statement in titled:
        yield Heading(_PART_LEVEL, title)
        yield from statement_blocks(source, statement, _PART_LEVEL)
        yield from number_table(source, statement)
