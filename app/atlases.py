"""Which atlas is opened: one that is known good at once, any other only once it is checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.content.atlas import ContentError, Mistake
from app.content.shelf import OpenAtlas, open_trusted
from app.support.paths import shipped_atlas


@dataclass(frozen=True, slots=True)
class Found:
    """The atlas to show, and the mistakes of the one that was asked for instead."""

    atlas: OpenAtlas
    mistakes: tuple[Mistake, ...] = ()


def open_atlas(folder: Path | None) -> OpenAtlas:
    """Opens the atlas in a folder, or the one that ships.

    Raises:
        ContentError: it has mistakes; all of them are told.
    """
    known_good = shipped_atlas().parent / "known-good.json"
    try:
        return open_trusted(folder or shipped_atlas(), known_good)
    except ContentError:
        # Imported here: an atlas that is known good needs no checker.
        from app.content.checking import open_checked

        return open_checked(folder or shipped_atlas())


def open_or_shipped(folder: Path | None) -> Found:
    """Opens the atlas in a folder; one with mistakes leaves the shipped one on show.

    Raises:
        ContentError: the shipped atlas itself has mistakes.
    """
    try:
        return Found(open_atlas(folder))
    except ContentError as error:
        if folder is None:
            raise
        return Found(open_atlas(None), error.mistakes)
