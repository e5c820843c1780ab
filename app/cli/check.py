"""The command `check`: prints every mistake of an atlas, or its standards report."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from app.atlas.loader import Atlas, NoAtlasError
from app.bootstrap.open_atlas import open_checked
from app.support.exit_codes import ExitCode
from app.support.messages import escape_line
from app.support.paths import assets, shipped_atlas
from app.support.translation import Catalogue
from app.support.validation_errors import (
    ContentError,
    ValidationIssue,
    ValidationWarning,
)


def run_check(folder: Path | None) -> int:
    """Check the atlas in a folder, or the shipped atlas; return 0 if it has no mistake, else 1.

    Warnings are printed before the mistakes.
    """
    atlas = _open_or_print_errors(folder, sys.stdout)
    if atlas is None:
        return ExitCode.INVALID_ATLAS
    sys.stdout.write(f"{escape_line(atlas_summary(atlas))}\n")
    if atlas.expires < dt.date.today():
        line = f"{atlas.folder}/atlas.toml: expires: warning: {expiry_message(atlas)}"
        sys.stdout.write(f"{escape_line(line)}\n")
    for loss in unprintable_characters(atlas):
        where = f"{atlas.folder}/{loss.file}: {loss.place}"
        sys.stdout.write(f"{escape_line(f'{where}: warning: {loss.reason}: {loss.fix}')}\n")
    return 0


def run_standards_check(folder: Path | None, *, as_json: bool) -> int:
    """Print the standards report of an atlas; return 0 if no item failed, else 1."""
    # Imported late: a check for mistakes does not need it.
    from app.standards.report import make_report
    from app.standards.report_output import report_json, report_lines

    atlas = _open_or_print_errors(folder, sys.stderr)  # standard output may be JSON
    if atlas is None:
        return ExitCode.INVALID_ATLAS
    failed = False
    for language in atlas.languages:
        made = make_report(atlas, language, dt.date.today())
        text = report_json(made) if as_json else "\n".join(report_lines(made))
        sys.stdout.write(f"{text}\n")
        failed |= bool(made.failed)
    return ExitCode.INVALID_ATLAS if failed else 0


def unprintable_characters(atlas: Atlas) -> Iterator[ValidationIssue]:
    """Return the characters of the atlas that no font of the PDF handout has, by file and place."""
    from app.handout.font_coverage import FontCoverage
    from app.handout.missing_characters import unprintable_in_atlas

    return unprintable_in_atlas(atlas, FontCoverage(assets() / "fonts").missing)


def expiry_message(atlas: Atlas) -> str:
    """Say in one sentence what to do about an expired atlas."""
    return (
        f"it expired on {atlas.expires}: review its sources, "
        "correct what is no longer true, then set its date"
    )


def _open_or_print_errors(folder: Path | None, remarks: TextIO) -> Atlas | None:
    """Open an atlas without mistakes; of any other, print every mistake and return None."""

    def remark(one: ValidationWarning) -> None:
        remarks.write(f"{one}\n")

    folder = folder or shipped_atlas()
    try:
        return open_checked(folder, warn=remark)
    except NoAtlasError as error:
        sys.stdout.write(f"{error}\n")
        return None
    except ContentError as error:
        for mistake in error.errors:
            sys.stdout.write(f"{escape_line(str(mistake))}\n")
        count = len(error.errors)
        text = Catalogue.read("en").translate("Check", "%n mistake(s)", count)
        sys.stdout.write(f"{escape_line(str(folder))}: {text}\n")
        return None


def atlas_summary(atlas: Atlas) -> str:
    """Say in one sentence what an atlas without mistakes holds."""
    language = atlas.languages[0]
    topics = [atlas.region_text(region, language).topics for region in atlas.regions]
    shared = [atlas.shared_topic(topic, language) for topic in atlas.shared_topics]
    said = [topic for topics_of_one in topics for topic in topics_of_one.values()] + shared
    statements = sum(len(topic.statements) + 1 for topic in said)
    plates = len(atlas.figures) * len(atlas.builds) * len(atlas.views)
    return (
        f"{atlas.folder}: no mistake in {len(atlas.regions)} regions, {plates} plates,"
        f" {statements} statements, {len(atlas.numbers(language))} numbers,"
        f" {len(atlas.references())} references; version {atlas.version}"
    )
