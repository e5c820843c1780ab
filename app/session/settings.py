"""What is kept from one run to the next: appearance only, and the country."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from app.session.state import Showing
from app.support.messages import unknown_key_message
from app.support.read_file import error_reason, read_text
from app.support.write_file import write_atomically

_SMALLEST, _LARGEST = 320, 16384
_BROKEN = (OSError, ValueError, TypeError, RecursionError)
_MOST_BYTES, _MOST_TOLD = 100_000, 10


@dataclass(frozen=True, slots=True)
class Settings:
    """Appearance at the start; an empty text means the atlas' own first choice.

    `audience_screen` is the name of the screen that a person picked for the audience.
    """

    width: int = 1280
    height: int = 800
    theme: str = "light"
    text_size: int = 100
    figure: str = ""
    build: str = ""
    skin: str = "tone-2"
    country: str = ""
    audience_screen: str = ""

    def with_appearance_of(self, showing: Showing) -> Settings:
        """These settings with the appearance of a Showing; never its region or search."""
        return replace(
            self,
            theme=showing.theme,
            text_size=showing.text_size,
            figure=showing.figure,
            build=showing.build,
            skin=showing.skin,
            country=showing.country,
        )

    def with_size(self, width: int, height: int) -> Settings:
        """These settings with another window size."""
        return replace(self, width=width, height=height)


_KNOWN = frozenset(field.name for field in fields(Settings))


def read_settings(file: Path, warn: Callable[[str], None]) -> Settings:
    """The settings of a file; what is missing or wrong is told and replaced by its default."""
    try:
        raw = _raw(file)
    except FileNotFoundError:
        return Settings()
    except _BROKEN as error:
        warn(f"{file}: it cannot be read ({error_reason(error)}): the usual settings are used")
        return Settings()
    settings = Settings()
    for field in fields(Settings):
        value = raw.get(field.name, getattr(settings, field.name))
        if _fits(field.name, value, getattr(settings, field.name)):
            settings = replace(settings, **{field.name: value})
        else:
            warn(f"{file}:{field.name}: {value!a:.40} does not fit: the usual one is used")
    for key in [key for key in raw if key not in _KNOWN][:_MOST_TOLD]:
        warn(f"look at {file}: {unknown_key_message(key, sorted(_KNOWN))}")
    return settings


def _raw(file: Path) -> dict[str, Any]:
    if not os.path.lexists(os.path.realpath(file)):  # also a link to a file still to be made
        raise FileNotFoundError
    raw = json.loads(read_text(file, _MOST_BYTES))
    if not isinstance(raw, dict):
        raise TypeError("it is not an object")
    return raw


def _fits(name: str, value: object, default: object) -> bool:
    if type(value) is not type(default):
        return False
    if isinstance(value, int):
        low, high = (100, 200) if name == "text_size" else (_SMALLEST, _LARGEST)
        return low <= value <= high
    return isinstance(value, str) and len(value) <= 40 and value.isprintable()


def write_settings(file: Path, settings: Settings) -> None:
    """Writes the settings so that a power cut leaves the old or the new ones.

    What a newer version wrote stays: keys that are not known here, and values of another kind
    than here, unless something else was chosen. A file that cannot be read is put aside.

    Raises:
        OSError: the file cannot be written; the old one is untouched.

    """
    fresh = asdict(settings)
    try:
        before = _raw(file)
    except FileNotFoundError:
        before = {}
    except _BROKEN:
        before = {}
        file.replace(file.with_name(f"{file.name}.broken"))
    for field in fields(Settings):
        was, usual = before.get(field.name, field.default), field.default
        if type(was) is not type(usual) and fresh[field.name] == usual:
            fresh[field.name] = was
    write_atomically(file, json.dumps({**before, **fresh}, indent=1).encode("ascii"))
