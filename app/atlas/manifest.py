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
KNOWN_GOOD_FILE = "known-good.json"


def sha256_hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def manifest_bytes(hashes: Mapping[str, str]) -> bytes:
    """Write a manifest; the same files give the same bytes."""
    return (json.dumps({"files": dict(sorted(hashes.items()))}, indent=1) + "\n").encode()


def read_manifest(data: bytes) -> dict[str, str]:
    """Read the hashes out of a manifest that is known to be good."""
    files: dict[str, str] = json.loads(data)["files"]
    return files


def read_known_good(path: Path) -> dict[str, str]:
    """Read which manifest hash each atlas may have; nothing is known without the file."""
    try:
        known: Any = json.loads(read_text(path))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {str(name): str(found) for name, found in known.items()}


MAX_FILE_BYTES = 4_000_000
"""How large a file of a sealed atlas may be."""
_DEEPEST = 4
_KINDS = (".toml", ".json", ".svg", ".webp")


class TextFiles:
    """The files whose words are shown: each one's name and its text as written."""

    def __init__(self, source: FileSnapshot) -> None:
        self._source = source

    def __iter__(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for name in ("references.toml", *self._source.names_under("texts/")):
            if name.endswith(".toml"):
                yield name, tomli.loads(decode_utf8(self._source.read(name)))


class FileSnapshot:
    """The files of an atlas, all of them as they were when they were found good.

    Nothing is read again: what is shown stays as it was when its folder changes, or goes away.
    """

    def __init__(self, kept: Mapping[str, bytes], content_hash: str) -> None:
        self._kept = kept
        self.content_hash = content_hash

    def has(self, name: str) -> bool:
        return name in self._kept

    def names_under(self, folder: str) -> tuple[str, ...]:
        """Name every file whose name begins so, sorted."""
        return tuple(sorted(name for name in self._kept if name.startswith(folder)))

    def read(self, name: str) -> bytes:
        """Give the bytes of a file."""
        return self._kept[name]


def read_verified_files(folder: Path, known_good: Mapping[str, str]) -> FileSnapshot:
    """Read a folder whose manifest is known good, and fits every file in it.

    All of it is read and held against the manifest at once (2 ms): an edited copy of a sealed
    atlas is not sealed, and must not be found out in the middle of its use.

    Raises:
        ContentError: the manifest is not known, or does not fit; the folder is to be checked.
    """
    manifest = _bytes(folder, MANIFEST_FILE)
    content_hash = sha256_hex(manifest)
    if content_hash not in known_good.values():
        raise manifest_error(MANIFEST_FILE, "this atlas is not known to be good", "check it whole")
    hashes = read_manifest(manifest)
    kept = {name: _bytes(folder, name) for name in hashes}
    found = {name: sha256_hex(data) for name, data in kept.items()}
    if wrong := [name for name in found if found[name] != hashes[name]]:
        raise manifest_error(
            wrong[0], "it is not the file that was sealed", "check the atlas whole"
        )
    if added := [name for name in _names(folder) if name not in hashes]:
        raise manifest_error(
            added[0], "it was not there when the atlas was sealed", "check it whole"
        )
    return FileSnapshot(kept, content_hash)


def _names(folder: Path) -> Iterator[str]:
    """Name every file of a kind that an atlas may hold, but its manifest.

    A link to another folder is not followed: it may lead to a whole disk.
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
