"""Cache of the light on regions, so that hovering and choosing again is fast."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtGui import QImage

from app.body.outlines import Outline
from app.body.regions import Place, PlateKey, SkinId
from app.painting.scene import RegionTint
from app.painting.smooth_path import outline_path
from app.painting.tint import tint_region
from app.support.paths import assets
from app.theme.region_colors import RegionColors, read_region_colors

CACHE_SIZE = 24
"""Tints kept: those of all outlines of a view, at two sizes. Each is a small part of a plate.

More are kept only while they are painted together.
"""

_CacheKey = tuple[PlateKey, int, SkinId, Place]


class RegionTintCache:
    """Makes and keeps the tints of regions.

    `colors` are those of each skin tone; without them, they are read when the first tint is made.
    """

    def __init__(self, colors: Mapping[str, RegionColors] | None = None) -> None:
        self._tints: OrderedDict[_CacheKey, RegionTint] = OrderedDict()
        self._colors = colors or {}

    @property
    def count(self) -> int:
        """How many tints are kept."""
        return len(self._tints)

    def tints(
        self,
        plate: PlateKey,
        width: int,
        skin: SkinId,
        outlines: Iterable[Outline],
        read_grey: Callable[[], QImage],
    ) -> dict[Place, RegionTint]:
        """The tints of these outlines on a plate of a width in pixels.

        `read_grey` returns the grey plate at that width.
        """
        found = {
            outline.place: self._tint((plate, width, skin, outline.place), outline, read_grey)
            for outline in outlines
        }
        while len(self._tints) > max(CACHE_SIZE, len(found)):
            self._tints.popitem(last=False)
        return found

    def clear(self) -> None:
        """Drop the tints, which reveal what was chosen."""
        self._tints.clear()

    def _tint(
        self, key: _CacheKey, outline: Outline, read_grey: Callable[[], QImage]
    ) -> RegionTint:
        if key not in self._tints:
            self._colors = self._colors or read_region_colors(assets() / "themes")
            colors = self._colors[key[2]]
            self._tints[key] = tint_region(read_grey(), outline_path(outline), colors)
        self._tints.move_to_end(key)
        return self._tints[key]
