"""The command `check`: prints every mistake of an atlas, and what was looked at."""

from __future__ import annotations

import sys
from pathlib import Path

from app.atlases import open_checked
from app.content.mistakes import ContentError
from app.content.shelf import OpenAtlas
from app.support.paths import shipped_atlas

EXIT_MISTAKES = 1


def check(folder: Path | None) -> int:
    """Checks the atlas in a folder, or the one that ships; 0 when it has no mistake, else 1."""
    folder = folder or shipped_atlas()
    try:
        atlas = open_checked(folder)
    except ContentError as error:
        for mistake in error.mistakes:
            sys.stdout.write(f"{mistake}\n")
        count = len(error.mistakes)
        sys.stdout.write(f"{folder}: {count} mistake{'s' if count != 1 else ''}\n")
        return EXIT_MISTAKES
    sys.stdout.write(f"{summary(atlas)}\n")
    return 0


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
