"""The files of an atlas under check: read once, guarded, kept, and stopped between two files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from app.content.folder import AtlasFolder
from app.content.svg_vetting import MOST_BYTES as MOST_SVG_BYTES
from app.support import toml_reader
from app.support.read_file import MOST_BYTES, text_of
from app.support.toml_reader import check_letters, is_suspect
from app.support.validation_errors import Findings, Spot

Record = Mapping[str, Any]


class StoppedError(Exception):
    """Whoever asked for the check no longer wants it."""


class Reading:
    """Reads the files of one folder for one check."""

    def __init__(self, folder: Path, stop: Callable[[], bool]) -> None:
        self.findings = Findings()
        self.kept: dict[str, bytes] = {}
        self._stop = stop
        self._folder = AtlasFolder(folder, self.findings)

    @property
    def names(self) -> frozenset[str]:
        return self._folder.names

    @property
    def hashes(self) -> Mapping[str, str]:
        return self._folder.hashes

    def spot(self, name: str, place: str = "") -> Spot:
        return Spot(self.findings, name, place)

    def toml(self, name: str) -> Record | None:
        """Read a TOML file; None, with a mistake noted, when it cannot be read."""
        data = self.read(name, MOST_BYTES)
        found = toml_reader.read_toml(data, self.spot(name)) if data is not None else None
        if found and is_suspect(text_of(data or b"")):
            check_letters(found, self.spot(name))
        return found

    def json(self, name: str) -> Record | None:
        data = self.read(name, MOST_BYTES)
        return toml_reader.read_json(data, self.spot(name)) if data is not None else None

    def svg(self, name: str) -> bytes | None:
        return self.read(name, MOST_SVG_BYTES)

    def read(self, name: str, most: int) -> bytes | None:
        if self._stop():
            raise StoppedError
        data = self._folder.read(name, most)
        if data is not None:
            self.kept[name] = data
        return data
