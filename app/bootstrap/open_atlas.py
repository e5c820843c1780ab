"""Which atlas is opened: one that is known good at once, any other only once it is checked."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.atlas.loader import Atlas, open_trusted
from app.support.paths import shipped_atlas
from app.support.validation_errors import ContentError, ValidationWarning, log_warning


def open_known_good(folder: Path | None) -> Atlas | None:
    """Opens an atlas that is known good as it lies there, without checking it.

    Of None the shipped one. One whose manifest does not fit its files is not known good.
    """
    with suppress(ContentError):
        return open_trusted(folder or shipped_atlas(), shipped_atlas().parent / "known-good.json")
    return None


def open_checked(
    folder: Path,
    stop: Callable[[], bool] = bool,
    remark: Callable[[ValidationWarning], None] = log_warning,
) -> Atlas:
    """Looks the whole of an atlas through, then opens it; `remark` takes what is no mistake.

    Raises:
        NoAtlasError: it is no atlas at all.
        ContentError: it has mistakes, all of which are told; or the check was stopped.
    """
    # Imported here: an atlas that is known good needs no checker.
    from app.atlas.validation.check import check_atlas

    checked = check_atlas(folder, stop=stop)
    for one in checked.remarks:
        remark(one)
    if checked.atlas is None:
        raise ContentError(checked.mistakes)
    return checked.atlas


def open_atlas(folder: Path | None) -> Atlas:
    """Opens an atlas at once if it is known good, else when it is checked.

    Raises:
        ContentError: it has mistakes; all of them are told.
    """
    return open_known_good(folder) or open_checked(folder or shipped_atlas())
