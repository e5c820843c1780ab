"""How is a file written so that a power cut leaves the old or the new one, never half?"""

from __future__ import annotations

import os
from pathlib import Path


def write_atomically(file: Path, data: bytes) -> None:
    """Writes beside the file, brings it to the disk, then puts it in the old one's place.

    Raises:
        OSError: it cannot be written; the old file is untouched and nothing is left over.
    """
    # A link is followed, so that what it points to is replaced and not the link.
    target = Path(os.path.realpath(file))
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        _write_through(fresh, data)
        fresh.replace(target)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    _settle_folder(target.parent)


def _write_through(file: Path, data: bytes) -> None:
    with file.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _settle_folder(folder: Path) -> None:
    """Brings the new name to the disk; systems that cannot open a folder do it themselves."""
    if not _has_folders_to_open():
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _has_folders_to_open() -> bool:
    return os.name == "posix"
