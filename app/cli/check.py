"""The command `check`: prints every mistake of an atlas, or how it meets the standards."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from app.atlas.loader import OpenAtlas
from app.bootstrap.open_atlas import open_checked
from app.support.messages import one_line
from app.support.paths import assets, shipped_atlas
from app.support.validation_errors import ContentError, Mistake, NoAtlasError, Remark

EXIT_MISTAKES = 1


def check(folder: Path | None) -> int:
    """Checks the atlas in a folder, or the one that ships; 0 when it has no mistake, else 1.

    What is no mistake, and to be looked at all the same, is printed ahead of them.
    """
    atlas = _opened(folder, sys.stdout)
    if atlas is None:
        return EXIT_MISTAKES
    sys.stdout.write(f"{one_line(summary(atlas))}\n")
    if atlas.expires < dt.date.today():
        told = f"{atlas.folder}/atlas.toml: expires: warning: {expired(atlas)}"
        sys.stdout.write(f"{one_line(told)}\n")
    for loss in losses(atlas):
        where = f"{atlas.folder}/{loss.file}: {loss.place}"
        sys.stdout.write(f"{one_line(f'{where}: warning: {loss.wrong}: {loss.mend}')}\n")
    return 0


def check_standards(folder: Path | None, *, as_json: bool) -> int:
    """Scores an atlas against the standards; 0 when no item failed, else 1."""
    # Imported here: a check for mistakes needs none of it.
    from app.standards.report import report
    from app.standards.report_output import document, lines

    atlas = _opened(folder, sys.stderr)  # what is printed may be JSON
    if atlas is None:
        return EXIT_MISTAKES
    failed = False
    for language in atlas.languages:
        made = report(atlas, language, dt.date.today())
        told = document(made) if as_json else "\n".join(lines(made))
        sys.stdout.write(f"{told}\n")
        failed |= bool(made.failed)
    return EXIT_MISTAKES if failed else 0


def losses(atlas: OpenAtlas) -> Iterator[Mistake]:
    """Characters that the atlas shows and no PDF handout can print, by file and place."""
    from app.handout.font_coverage import Letters
    from app.handout.missing_characters import atlas_losses

    return atlas_losses(atlas, Letters(assets() / "fonts").missing)


def expired(atlas: OpenAtlas) -> str:
    """What to do about an atlas that is past its day, in one sentence."""
    return (
        f"it was to be renewed by {atlas.expires}: look at its sources anew, "
        "change what is no longer true, then set its date"
    )


def _opened(folder: Path | None, remarks: TextIO) -> OpenAtlas | None:
    """A good atlas; of any other, every mistake is printed."""

    def remark(one: Remark) -> None:
        remarks.write(f"{one}\n")

    folder = folder or shipped_atlas()
    try:
        return open_checked(folder, remark=remark)
    except NoAtlasError as error:
        sys.stdout.write(f"{error}\n")
        return None
    except ContentError as error:
        for mistake in error.mistakes:
            sys.stdout.write(f"{one_line(str(mistake))}\n")
        count = len(error.mistakes)
        sys.stdout.write(f"{one_line(str(folder))}: {count} mistake{'s' if count != 1 else ''}\n")
        return None


def summary(atlas: OpenAtlas) -> str:
    """What a good atlas holds, in one sentence."""
    language = atlas.languages[0]
    topics = [atlas.region_text(region, language).topics for region in atlas.regions]
    shared = [atlas.shared(topic, language) for topic in atlas.shared_topics]
    said = [topic for topics_of_one in topics for topic in topics_of_one.values()] + shared
    statements = sum(len(topic.says) + 1 for topic in said)
    plates = len(atlas.figures) * len(atlas.builds) * len(atlas.views)
    return (
        f"{atlas.folder}: no mistake in {len(atlas.regions)} regions, {plates} plates,"
        f" {statements} statements, {len(atlas.numbers(language))} numbers,"
        f" {len(atlas.references())} references, {len(atlas.claims(language))} claims;"
        f" version {atlas.version}"
    )
