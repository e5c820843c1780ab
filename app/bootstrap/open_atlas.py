"""Open an atlas: at once if it is known to be good, otherwise after checking it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.atlas.loader import Atlas, open_trusted
from app.support.paths import shipped_atlas
from app.support.validation_errors import ContentError, ValidationWarning, log_warning


def open_known_good(folder: Path | None) -> Atlas | None:
    """Open an atlas without checking it, if its files are known to be good; else return None.

    `folder` None stands for the shipped atlas. The files are known to be good if they match the
    atlas's manifest, and known-good.json lists that manifest.
    """
    with suppress(ContentError):
        return open_trusted(folder or shipped_atlas(), shipped_atlas().parent / "known-good.json")
    return None


def open_checked(
    folder: Path,
    stop: Callable[[], bool] = bool,
    warn: Callable[[ValidationWarning], None] = log_warning,
) -> Atlas:
    """Check a whole atlas, then open it.

    `stop` is called during the check and returns True to cancel it; `warn` is called with every
    warning.

    Raises:
        NoAtlasError: the folder is not an atlas.
        ContentError: the atlas has mistakes, all of which it lists; or the check was cancelled.
    """
    # Imported here because an atlas that is known to be good needs no check.
    from app.atlas.validation.check import check_atlas

    checked = check_atlas(folder, stop=stop)
    for warning in checked.remarks:
        warn(warning)
    if checked.atlas is None:
        raise ContentError(checked.mistakes)
    return checked.atlas


def open_atlas(folder: Path | None) -> Atlas:
    """Open an atlas at once if it is known to be good, otherwise after checking it.

    `folder` None stands for the shipped atlas.

    Raises:
        ContentError: the atlas has mistakes, all of which it lists.
    """
    return open_known_good(folder) or open_checked(folder or shipped_atlas())
