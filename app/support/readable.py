"""Which part of an installation this user may not read: what is there, and yet not found. No Qt."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def first_unreadable(folder: Path) -> Path | None:
    """The first part of a way, the folder itself or a file in it, that this user may not read.

    None where all can be read, and where something is simply not there.
    """
    for part in (*reversed(folder.parents), folder):
        wanted = os.X_OK | os.R_OK if part == folder else os.X_OK
        if not _may(part, wanted):
            return part if os.path.lexists(part) else None
    return next((file for file in sorted(folder.iterdir()) if not _may(file, os.R_OK)), None)


def _may(part: Path, wanted: int) -> bool:
    """As opening it would find, where the system can say so."""
    return os.access(part, wanted, effective_ids=os.access in os.supports_effective_ids)


def unreadable_sentence(part: Path) -> str:
    """What hinders, for whom, and what helps."""
    return (
        f"Back Atlas cannot start: the user {_user()} may not read {part}, which Qt needs."
        " Install the program where this user may read it, for example below /opt"
    )


def _user() -> str:
    """Who runs this process; not what a variable says of it."""
    if sys.platform == "win32":
        return os.environ.get("USERNAME", "")
    import pwd

    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())
