"""What the first picture of a start is painted from. No Qt.

It is in files of its own, written by assets/build/make_first_picture.py: reading themes, outlines
and the whole atlas takes longer than all the rest. They are compared with the seal of the atlas
only when the picture is on the screen, with everything else.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from app.body.regions import BuildId, FigureId, RegionId, View
from app.bootstrap.initial_state import initial_showing
from app.bootstrap.options import Options, UsageError
from app.session.settings import Settings
from app.session.state import Showing
from app.support.paths import assets, shipped_atlas
from app.support.read_file import read_file, read_text

HALF_PLATES, PLATES = "half-plates", "plates"
_MAX_PLATE_BYTES = 4_000_000


class FirstPlate(NamedTuple):
    """What is shown first: a WebP file, and the colours and shapes that it needs.

    `aspect` is the height of the plate divided by its width, `shorts` are the corners of the
    shorts in plate units. `themes` has the colours of each theme by role, as names of QColor.
    """

    showing: Showing
    picture: bytes
    aspect: float
    shorts: tuple[tuple[float, float], ...]
    themes: dict[str, Any]
    skin: list[str]
    gloss: list[str]

    @property
    def colors(self) -> dict[str, str]:
        """The colours of the theme by role."""
        found: dict[str, str] = self.themes[self.showing.theme]
        return found

    @property
    def garment(self) -> list[str]:
        """The colours of the shorts, from dark to light."""
        found: list[str] = self.themes[self.showing.theme]["dress"]
        return found

    def with_theme(self, theme: str) -> FirstPlate:
        """The same in another theme."""
        return self._replace(showing=replace(self.showing, theme=theme))


class _Ids(NamedTuple):
    """The ids of the atlas that decide which plate is shown first."""

    figures: tuple[FigureId, ...]
    builds: tuple[BuildId, ...]
    views: tuple[View, ...]
    languages: tuple[str, ...]
    regions: tuple[RegionId, ...] = ()
    sides: frozenset[RegionId] = frozenset()
    tabs: tuple[()] = ()


def read_first_plate(options: Options, settings: Settings) -> FirstPlate | None:
    """Read the plate that is shown first, of half its size if there is such a file.

    None if the options ask for an atlas, a region, a page or an id that does not exist, or if a
    file is missing or damaged: then the window is shown only when all of it is ready.
    """
    if options.atlas is not None or options.region or options.topic:
        return None
    try:
        known: Any = json.loads(read_text(assets() / "first-picture.json"))
        views = tuple(map(View, known["views"]))
        ids = _Ids(known["figures"], known["builds"], views, known["languages"])
        showing = initial_showing(ids, options, settings)
        stem = showing.plate.stem
        plate, themes = known["plates"][stem], known["themes"]
        if showing.theme not in themes:
            return None
        skin = known["skins"][showing.skin]
        return FirstPlate(
            showing,
            _read_picture(stem),
            plate["aspect"],
            tuple((x, y) for x, y in plate["shorts"]),
            themes,
            skin["stops"],
            skin["gloss"],
        )
    except (UsageError, OSError, ValueError, KeyError, TypeError):
        return None


def read_sharp_picture(first: FirstPlate) -> bytes | None:
    """Read the same plate in its whole size; None if it cannot be read."""
    with suppress(OSError):
        return read_file(_plate_file(PLATES, first.showing.plate.stem), _MAX_PLATE_BYTES)
    return None


def _read_picture(stem: str) -> bytes:
    try:
        return read_file(_plate_file(HALF_PLATES, stem), _MAX_PLATE_BYTES)
    except FileNotFoundError:
        return read_file(_plate_file(PLATES, stem), _MAX_PLATE_BYTES)


def _plate_file(folder: str, stem: str) -> Path:
    return shipped_atlas() / folder / f"{stem}.webp"
