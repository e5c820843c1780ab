"""What is kept from one run to the next: appearance only, and the country."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from app.session.showing import Showing
from app.support.atomic import write_atomically

_SMALLEST, _LARGEST = 320, 16384


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

    def kept_from(self, showing: Showing) -> Settings:
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

    def sized(self, width: int, height: int) -> Settings:
        """These settings with another window size."""
        return replace(self, width=width, height=height)


def read_settings(file: Path, warn: Callable[[str], None]) -> Settings:
    """The settings of a file; what is missing or wrong is told and replaced by its default."""
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError) as error:
        warn(f"{file}: cannot be read ({error}): the defaults are used")
        return Settings()
    settings = Settings()
    for field in fields(Settings) if isinstance(raw, dict) else ():
        value = raw.get(field.name, getattr(settings, field.name))
        if _fits(field.name, value, getattr(settings, field.name)):
            settings = replace(settings, **{field.name: value})
        else:
            warn(f"{file}:{field.name}: {value!r:.40} does not fit: the default is used")
    return settings


def _fits(name: str, value: object, default: object) -> bool:
    if type(value) is not type(default):
        return False
    if isinstance(value, int):
        low, high = (100, 200) if name == "text_size" else (_SMALLEST, _LARGEST)
        return low <= value <= high
    return isinstance(value, str) and len(value) <= 40 and value.isprintable()


def write_settings(file: Path, settings: Settings) -> None:
    """Writes the settings so that a power cut leaves the old or the new ones.

    Raises:
        OSError: the file cannot be written; the old one is untouched.

    """
    text = json.dumps(asdict(settings), indent=1)  # ASCII: a lone surrogate has no UTF-8
    write_atomically(file, text.encode("utf-8"))
