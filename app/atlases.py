"""Which atlas is opened: one that is known good at once, any other only once it is checked."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.content.mistakes import ContentError
from app.content.shelf import OpenAtlas, open_trusted
from app.support.paths import shipped_atlas


def open_if_trusted(folder: Path | None) -> OpenAtlas | None:
    """Opens an atlas that is known good, without looking it through; None: the shipped one."""
    with suppress(ContentError):
        return open_trusted(folder or shipped_atlas(), shipped_atlas().parent / "known-good.json")
    return None


def open_checked(folder: Path, stop: Callable[[], bool] = bool) -> OpenAtlas:
    """Looks the whole of an atlas through, then opens it.

    Raises:
        ContentError: it has mistakes, all of which are told; or the check was stopped.
    """
    # Imported here: an atlas that is known good needs no checker.
    from app.content.checking import check

    checked = check(folder, stop=stop)
    if checked.atlas is None:
        raise ContentError(checked.mistakes)
    return checked.atlas


def open_atlas(folder: Path | None) -> OpenAtlas:
    """Opens an atlas at once if it is known good, else when it is checked.

    Raises:
        ContentError: it has mistakes; all of them are told.
    """
    return open_if_trusted(folder) or open_checked(folder or shipped_atlas())
