"""The settings file: appearance, window size, country and audience screen, never content."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from app.session.state import DEFAULT_SKIN, TEXT_SIZES, Showing
from app.support.messages import unknown_key_message
from app.support.read_file import error_reason, read_text
from app.support.write_file import write_atomically

_MIN_SIDE, _MAX_SIDE = 320, 16384
_MAX_TEXT_LENGTH = 40
_READ_ERRORS = (OSError, ValueError, TypeError, RecursionError)
_MAX_BYTES, _MAX_WARNINGS = 100_000, 10


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings at the start; "" for figure or build means the first of the atlas.

    `theme` "" follows the system; older versions of the program show the light theme then.
    `width` and `height` are those of the window while it is not maximized. `audience_screen` is
    the name of the screen that was chosen for the audience window.
    """

    width: int = 1280
    height: int = 800
    is_maximized: bool = False
    theme: str = ""
    text_size: int = 100
    figure: str = ""
    build: str = ""
    skin: str = DEFAULT_SKIN
    country: str = ""
    audience_screen: str = ""

    def with_appearance_of(self, showing: Showing) -> Settings:
        """A copy with the appearance and country of a state; never its region or search."""
        return replace(
            self,
            theme="" if showing.follows_system_theme else showing.theme,
            text_size=showing.text_size,
            figure=showing.figure,
            build=showing.build,
            skin=showing.skin,
            country=showing.country,
        )

    def with_size(self, width: int, height: int) -> Settings:
        """A copy with another window size."""
        return replace(self, width=width, height=height)


_KNOWN = frozenset(field.name for field in fields(Settings))


def read_settings(file: Path, warn: Callable[[str], None]) -> Settings:
    """The settings of a file; `warn` gets a sentence for each field replaced by its default.

    A file that does not exist gives the defaults without a warning.
    """
    try:
        raw = _read_json(file)
    except FileNotFoundError:
        return Settings()
    except _READ_ERRORS as error:
        warn(f"{file}: it cannot be read ({error_reason(error)}): the defaults are used")
        return Settings()
    settings = Settings()
    for field in fields(Settings):
        value = raw.get(field.name, getattr(settings, field.name))
        if _is_valid(field.name, value, getattr(settings, field.name)):
            settings = replace(settings, **{field.name: value})
        else:
            warn(f"{file}:{field.name}: {value!a:.40} is not valid: the default is used")
    for key in [key for key in raw if key not in _KNOWN][:_MAX_WARNINGS]:
        warn(f"look at {file}: {unknown_key_message(key, sorted(_KNOWN))}")
    return settings


def _read_json(file: Path) -> dict[str, Any]:
    # realpath, because the file may be a link whose target does not exist yet
    if not os.path.lexists(os.path.realpath(file)):
        raise FileNotFoundError
    raw = json.loads(read_text(file, _MAX_BYTES))
    if not isinstance(raw, dict):
        raise TypeError("it is not an object")
    return raw


def _is_valid(name: str, value: object, default: object) -> bool:
    if type(value) is not type(default):
        return False
    if isinstance(value, bool):
        return True
    if isinstance(value, int):
        text_sizes, sides = (TEXT_SIZES[0], TEXT_SIZES[-1]), (_MIN_SIDE, _MAX_SIDE)
        low, high = text_sizes if name == "text_size" else sides
        return low <= value <= high
    return isinstance(value, str) and len(value) <= _MAX_TEXT_LENGTH and value.isprintable()


def write_settings(file: Path, settings: Settings) -> None:
    """Write the settings atomically, so that a power cut leaves the old file or the new one.

    Whatever a newer version of the program wrote is kept: unknown keys, and values of another type
    unless the setting was changed. A file that cannot be read is renamed to `.broken`.

    Raises:
        OSError: the file cannot be written; the old one is untouched.
    """
    new = asdict(settings)
    try:
        old = _read_json(file)
    except FileNotFoundError:
        old = {}
    except _READ_ERRORS:
        old = {}
        file.replace(file.with_name(f"{file.name}.broken"))
    for field in fields(Settings):
        old_value = old.get(field.name, field.default)
        if type(old_value) is not type(field.default) and new[field.name] == field.default:
            new[field.name] = old_value
    write_atomically(file, json.dumps({**old, **new}, indent=1).encode("ascii"))
