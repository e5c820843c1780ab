"""The files of an atlas folder during validation: which are allowed, and reading with limits."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from app.atlas.header import FORMAT_HINT, TomlTable
from app.atlas.loader import NoAtlasError
from app.atlas.manifest import ATLAS_FILE, sha256_hex
from app.atlas.validation.check_svg import MAX_SVG_BYTES
from app.support import toml_reader
from app.support.read_file import (
    MAX_TEXT_BYTES,
    UnreadableFileError,
    decode_utf8,
    error_reason,
    read_file,
)
from app.support.toml_reader import check_characters, needs_character_check
from app.support.validation_errors import Findings, Location, printable

MAX_FILES = 20_000
MAX_ATLAS_BYTES = 300_000_000
MAX_FOLDER_DEPTH = 4

_ID = "[a-z0-9]+(?:[-_][a-z0-9]+)*"
_BELONGS = re.compile(
    r"(?:atlas|references|numbers)\.toml|figures\.json|manifest\.json|README\.md|LICENSE"
    rf"|(?:plates|half-plates)/{_ID}\.webp|outlines/{_ID}\.svg"
    rf"|texts/{_ID}/(?:names|numbers|terms|statements|options|values|steps|recovery|about)\.toml"
    rf"|texts/{_ID}/(?:regions|shared|quiz|sequences)/{_ID}\.toml"
)
_FORMER = re.compile(rf"texts/{_ID}/claims\.toml")
"""A file of older atlases that the program no longer shows; it is not read."""
_SYSTEM_FILES = ("Thumbs.db", "desktop.ini")
"""Files that file browsers create; those of editors begin with . or end with ~."""
_UNREAD = {"manifest.json", "README.md", "LICENSE"}
_NOT_PLAIN = ("it is not a plain file", "put the file itself there")
_LOOK = "check that it exists, and who may read it"


def require_atlas_folder(folder: Path) -> None:
    """Check that a folder holds atlas.toml, without reading anything in it.

    Raises:
        NoAtlasError: the folder does not exist, cannot be read, or has no atlas.toml.
    """
    try:
        os.lstat(folder / ATLAS_FILE)
    except FileNotFoundError:
        there = os.path.lexists(folder)
        why = f"it has no {ATLAS_FILE}" if there else "there is no such folder"
    except NotADirectoryError:
        why = "it is not a folder"
    except (OSError, ValueError) as error:
        why = f"it cannot be read ({error_reason(error)})"
    else:
        return
    raise NoAtlasError(printable(str(folder)), why)


class AtlasFolder:
    """The plain files of a folder; anything else in it is an error.

    Raises:
        NoAtlasError: the folder cannot be read.
    """

    def __init__(self, folder: Path, findings: Findings) -> None:
        self.path = folder
        self.hashes: dict[str, str] = {}
        self._findings = findings
        self._left = MAX_ATLAS_BYTES
        self._odd: set[str] = set()
        self._folders: set[str] = set()
        self.names = frozenset(self._scan())

    def read(self, name: str, most: int) -> bytes | None:
        """Read a file; None if it is missing or too large, and then that is reported."""
        if name in self._odd:
            return None
        if name not in self.names:
            self._findings.report(name, "", *self._why_not_there(name))
            return None
        try:
            data = read_file(self.path / name, min(most, self._left), follows=False)
        except UnreadableFileError as error:
            self._findings.report(name, "", error.reason, error.fix)
            return None
        except OSError as error:
            self._findings.report(name, "", f"it cannot be read ({error.strerror})", _LOOK)
            return None
        self._left -= len(data)
        self.hashes[name] = sha256_hex(data)
        return data

    def _why_not_there(self, name: str) -> tuple[str, str]:
        return _NOT_PLAIN if name in self._folders else ("the file is missing", "add it")

    def _scan(self) -> Iterator[str]:
        for count, name in enumerate(self._walk("", 0)):
            if count >= MAX_FILES:
                self._findings.report(".", "", f"more than {MAX_FILES} files", "remove some")
                return
            if _is_system_file(name):
                self._findings.warn(name, "", "it does not belong to an atlas; it is not read")
            elif _FORMER.fullmatch(name):
                continue
            elif not _BELONGS.fullmatch(name):
                self._findings.report(
                    name, "", "the file does not belong to an atlas", "delete or rename it"
                )
            elif name not in _UNREAD:
                yield name

    def _walk(self, inside: str, depth: int) -> Iterator[str]:
        for entry in self._entries(inside):
            name = f"{inside}{entry.name}"
            if entry.name.startswith("."):
                yield name
            elif entry.is_dir(follow_symlinks=False) and depth < MAX_FOLDER_DEPTH:
                self._folders.add(name)
                yield from self._walk(f"{name}/", depth + 1)
            elif entry.is_file(follow_symlinks=False):
                yield name
            else:
                self._odd.add(name)
                self._findings.report(name, "", *_NOT_PLAIN)

    def _entries(self, inside: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.path / inside) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            wrong = f"cannot be read ({error.strerror})"
            if not inside:
                raise NoAtlasError(printable(str(self.path)), f"it {wrong}") from None
            self._findings.report(inside, "", f"the folder {wrong}", _LOOK)
            return []


def _is_system_file(name: str) -> bool:
    last = name.rpartition("/")[2]
    return last.startswith(".") or last.endswith("~") or last in _SYSTEM_FILES


class CheckCancelledError(Exception):
    """The caller stopped the check."""


class AtlasFiles:
    """Reads the files of a folder for one check, and keeps their content."""

    def __init__(self, folder: Path, stop: Callable[[], bool]) -> None:
        self.findings = Findings(FORMAT_HINT)
        self.contents: dict[str, bytes] = {}
        self._stop = stop
        self._folder = AtlasFolder(folder, self.findings)

    @property
    def names(self) -> frozenset[str]:
        return self._folder.names

    @property
    def hashes(self) -> Mapping[str, str]:
        return self._folder.hashes

    def location(self, name: str, place: str = "") -> Location:
        return Location(self.findings, name, place)

    def toml(self, name: str) -> TomlTable | None:
        """Read a TOML file; None if it cannot be read, and then the reason is reported."""
        data = self.read(name, MAX_TEXT_BYTES)
        found = toml_reader.read_toml(data, self.location(name)) if data is not None else None
        if found and needs_character_check(decode_utf8(data or b"")):
            check_characters(found, self.location(name))
        return found

    def json(self, name: str) -> TomlTable | None:
        data = self.read(name, MAX_TEXT_BYTES)
        return toml_reader.read_json(data, self.location(name)) if data is not None else None

    def svg(self, name: str) -> bytes | None:
        return self.read(name, MAX_SVG_BYTES)

    def read(self, name: str, most: int) -> bytes | None:
        if self._stop():
            raise CheckCancelledError
        data = self._folder.read(name, most)
        if data is not None:
            self.contents[name] = data
        return data
