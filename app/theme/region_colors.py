"""The colours of a hovered or chosen region on each skin tone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import tomli
from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class RegionColors:
    """The colours of a lit region on one skin tone.

    `stops` are the colours of the light from the darkest shade to the brightest light, `edge` is
    the thin line around it, `casing` the dark line on both sides of the edge.
    """

    stops: tuple[QColor, ...]
    edge: QColor
    casing: QColor


def read_region_colors(themes: Path) -> dict[str, RegionColors]:
    """Read the colours for every skin tone."""
    raw = tomli.loads((themes / "regions.toml").read_text(encoding="utf-8"))
    return {
        tone: RegionColors(
            stops=tuple(QColor(stop) for stop in colors["stops"]),
            edge=QColor(colors["edge"]),
            casing=QColor(colors["casing"]),
        )
        for tone, colors in raw.items()
    }
