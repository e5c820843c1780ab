"""Where the files of an atlas come from: a sealed folder, or what a check has kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

import tomli

from app.content.mistakes import ContentError, Mistake
from app.content.sealing import MANIFEST, digest, read_manifest

_RENEW = "run assets/build/seal.py, or bring the file back"


class Source(Protocol):
    """Gives the bytes of a file, or raises ContentError when they are not the ones meant."""

    content_hash: str

    def has(self, name: str) -> bool: ...

    def under(self, folder: str) -> tuple[str, ...]:
        """Name every file whose name begins so, sorted."""
        ...

    def read(self, name: str) -> bytes: ...


class WordFiles:
    """Every file with words that are shown: its name, and what it holds as it stands there."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def __iter__(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for name in ("references.toml", *self._source.under("texts/")):
            if name.endswith(".toml"):
                yield name, tomli.loads(self._source.read(name).decode())


class SealedFolder:
    """A folder whose manifest is known good; each file is held against it as it is read."""

    def __init__(self, folder: Path, known_good: Mapping[str, str]) -> None:
        self._folder = folder
        manifest = _bytes(folder, MANIFEST)
        self.content_hash = digest(manifest)
        if self.content_hash not in known_good.values():
            raise refusal(MANIFEST, "this atlas is not known to be good", "check it whole")
        self._hashes = read_manifest(manifest)

    def has(self, name: str) -> bool:
        return name in self._hashes

    def under(self, folder: str) -> tuple[str, ...]:
        return tuple(sorted(name for name in self._hashes if name.startswith(folder)))

    def read(self, name: str) -> bytes:
        data = _bytes(self._folder, name)
        if self._hashes.get(name) != digest(data):
            raise refusal(name, "the file is not the one that was sealed", _RENEW)
        return data


class KeptFiles:
    """What a check has read and found good: texts as they were, plates by their hash."""

    def __init__(
        self, folder: Path, kept: Mapping[str, bytes], hashes: Mapping[str, str], content_hash: str
    ) -> None:
        self._folder = folder
        self._kept = kept
        self._hashes = hashes
        self.content_hash = content_hash

    def has(self, name: str) -> bool:
        return name in self._kept or name in self._hashes

    def under(self, folder: str) -> tuple[str, ...]:
        names = {*self._kept, *self._hashes}
        return tuple(sorted(name for name in names if name.startswith(folder)))

    def read(self, name: str) -> bytes:
        if name in self._kept:
            return self._kept[name]
        data = _bytes(self._folder, name)
        if self._hashes.get(name) != digest(data):
            raise refusal(
                name, "the file has changed since it was checked", "check the atlas again"
            )
        return data


def _bytes(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise refusal(name, f"it cannot be read ({error.strerror})", "put the file there") from None


def refusal(file: str, wrong: str, mend: str) -> ContentError:
    return ContentError((Mistake(file, "", wrong, mend),))
