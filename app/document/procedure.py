"""The steps of the procedure, and the times of recovery."""

from __future__ import annotations

from collections.abc import Iterator

from app.atlas.decision_aid import DAILY_LIFE_KEYS, ProcedureStep, RecoveryStage
from app.body.regions import RegionId
from app.document.blocks import (
    ActionLink,
    Block,
    Callout,
    Document,
    Heading,
    StepEntry,
    Stepper,
    Timeline,
)
from app.document.cross_section_text import describe_cross_section, tissue_text
from app.document.passages import quiet, statement_blocks, text_blocks
from app.document.risks import number_table
from app.document.source import DocumentSource
from app.session.actions import OpenPage
from app.session.state import Page
from app.support.translation import Translate

_LEVEL = 3
_DAY_LEVEL = 4


def stepper(source: DocumentSource, region: RegionId) -> tuple[Stepper, ...]:
    """The steps with their drawings for a region; none if the atlas has no steps."""
    steps = source.aid.steps
    if not steps:
        return ()
    tissue = source.atlas.underlying_tissue(region)
    caution = source.translate("Section", "Not to scale. A drawing, not a picture of you.")
    return (
        Stepper(
            region=region,
            steps=tuple(_step(source, step, region) for step in steps),
            note=f"{tissue_text(tissue, source.translate)} {caution}",
        ),
    )


def _step(source: DocumentSource, step: ProcedureStep, region: RegionId) -> StepEntry:
    tissue, statement = source.atlas.underlying_tissue(region), step.statement
    return StepEntry(
        id=step.id,
        heading=statement.heading,
        blocks=(*text_blocks(source, statement), *number_table(source, statement)),
        description=describe_cross_section(tissue, step.id, source.translate),
    )


def timeline(source: DocumentSource) -> tuple[Timeline, ...]:
    """The times of recovery; none if the atlas has none."""
    stages = source.aid.stages
    if not stages:
        return ()
    entries = (StepEntry(one.id, one.when, tuple(_stage_blocks(source, one))) for one in stages)
    return (Timeline(tuple(entries)),)


def _stage_blocks(source: DocumentSource, stage: RecoveryStage) -> Iterator[Block]:
    """What is usual, what to watch for with the way to "When to call", then daily life."""
    translate = source.translate
    yield Heading(_LEVEL, translate("Recovery", "What is usual"))
    yield from statement_blocks(source, stage.usual, _LEVEL)
    yield from number_table(source, stage.usual)
    yield Callout("caution", _watch(source, stage))
    if stage.life:
        yield Heading(_LEVEL, translate("Recovery", "Daily life"))
        titles = daily_life_titles(translate)
        for key in DAILY_LIFE_KEYS:
            if key in stage.life:
                yield Heading(_DAY_LEVEL, titles[key])
                yield from statement_blocks(source, stage.life[key], _DAY_LEVEL)
        yield quiet(
            translate("Recovery", "Where no source is named, this is general medical knowledge.")
        )


def _watch(source: DocumentSource, stage: RecoveryStage) -> Document:
    return (
        Heading(_LEVEL, source.translate("Recovery", "What to watch for")),
        *statement_blocks(source, stage.watch, _LEVEL),
        *number_table(source, stage.watch),
        ActionLink(source.translate("Recovery", "When to call"), OpenPage(Page.WHEN_TO_CALL)),
    )


def daily_life_titles(translate: Translate) -> dict[str, str]:
    """The titles of the parts of daily life."""
    return {
        "sleeping": translate("Recovery", "Sleeping"),
        "sitting": translate("Recovery", "Sitting"),
        "band": translate("Recovery", "Bra, straps and waistband"),
        "desk": translate("Recovery", "Desk and work"),
        "driving": translate("Recovery", "Driving"),
        "sport": translate("Recovery", "Sport"),
    }
