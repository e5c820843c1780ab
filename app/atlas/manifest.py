"""Manifest of an atlas.

SHA-256 of every file, the list of known good manifests, and the files read and verified against
one.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import tomli

from app.support.read_file import decode_utf8, read_file, read_text
from app.support.validation_errors import ContentError, ValidationIssue

ATLAS_FILE = "atlas.toml"
MANIFEST_FILE = "manifest.json"
STATEMENTS_FILE = "statements.toml"
"""The shared statements of a language, in its folder."""
KNOWN_GOOD_FILE = "known-good.json"
HALF_PLATES = "half-plates"
"""The folder of the plates at half their size, which an atlas need not have."""


def sha256_hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def manifest_bytes(hashes: Mapping[str, str]) -> bytes:
    """Format a manifest; equal hashes give equal bytes."""
    return (json.dumps({"files": dict(sorted(hashes.items()))}, indent=1) + "\n").encode()


def read_manifest(data: bytes) -> dict[str, str]:
    """Read the hashes in a manifest that is known good."""
    files: dict[str, str] = json.loads(data)["files"]
    return files


def read_known_good(path: Path) -> dict[str, str]:
    """Read the hashes of known good manifests by name; empty if the file cannot be read."""
    try:
        known: Any = json.loads(read_text(path))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {str(name): str(found) for name, found in known.items()}


MAX_FILE_BYTES = 4_000_000
"""The largest file that a sealed atlas may hold."""
_DEEPEST = 4
_KINDS = (".toml", ".json", ".svg", ".webp")


class TextFiles:
    """The files whose text is shown to readers: iterates over their names and tables."""

    def __init__(self, source: FileSnapshot) -> None:
        self._source = source

    def __iter__(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for name in ("references.toml", *self._source.names_under("texts/")):
            if name.endswith(".toml"):
                yield name, tomli.loads(decode_utf8(self._source.read(name)))


class FileSnapshot:
    """The files of an atlas in memory, as they were when they were verified.

    What is shown does not change if the folder is changed or deleted.
    """

    def __init__(self, kept: Mapping[str, bytes], content_hash: str) -> None:
        self._kept = kept
        self.content_hash = content_hash

    def has(self, name: str) -> bool:
        return name in self._kept

    def names_under(self, folder: str) -> tuple[str, ...]:
        """Return the names that begin with a folder, sorted."""
        return tuple(sorted(name for name in self._kept if name.startswith(folder)))

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        return self._kept[name]


def read_verified_files(folder: Path, known_good: Mapping[str, str]) -> FileSnapshot:
    """Read all files of a folder whose manifest is known good and fits them.

    All files are compared with the manifest at once (2 ms), because an edited copy of a sealed
    atlas must be recognised before it is used.

    Raises:
        ContentError: the manifest is not known good, or does not fit; the folder must be checked.
    """
    manifest = _bytes(folder, MANIFEST_FILE)
    content_hash = sha256_hex(manifest)
    if content_hash not in known_good.values():
        raise manifest_error(MANIFEST_FILE, "this atlas is not known to be good", "check it")
    hashes = read_manifest(manifest)
    kept = {name: _bytes(folder, name) for name in hashes}
    found = {name: sha256_hex(data) for name, data in kept.items()}
    if wrong := [name for name in found if found[name] != hashes[name]]:
        raise manifest_error(wrong[0], "it is not the file that was sealed", "check the atlas")
    if added := [name for name in _names(folder) if name not in hashes]:
        raise manifest_error(added[0], "it was not there when the atlas was sealed", "check it")
    # Only the first picture of a start shows a half plate, and it has read its own.
    needed = {name: data for name, data in kept.items() if not name.startswith(f"{HALF_PLATES}/")}
    return FileSnapshot(needed, content_hash)


def _names(folder: Path) -> Iterator[str]:
    """Yield the names of all files of a kind that an atlas may hold, except the manifest.

    A link to another folder is not followed, because it may lead to a whole disk.
    """
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        with suppress(OSError), os.scandir(folder / inside) as entries:
            for entry in entries:
                name = f"{inside}{entry.name}"
                if entry.is_dir(follow_symlinks=False) and name.count("/") < _DEEPEST:
                    waiting.append(f"{name}/")
                elif name.endswith(_KINDS) and name != MANIFEST_FILE:
                    yield name


def _bytes(folder: Path, name: str) -> bytes:
    try:
        return read_file(folder / name, MAX_FILE_BYTES)
    except OSError as error:
        raise manifest_error(
            name, f"it cannot be read ({error.strerror})", "put the file there"
        ) from None


def manifest_error(file: str, wrong: str, mend: str) -> ContentError:
    return ContentError((ValidationIssue(file, "", wrong, mend),))
