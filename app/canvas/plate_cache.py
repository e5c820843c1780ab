"""Cache of plates: read, scaled and tinted for painting."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainterPath

from app.body.regions import PlateKey
from app.painting.plate_file import PaintedPlate, read_plate
from app.painting.tint import scale_plate, tint_plate
from app.theme.skin_ramp import SkinRamp

CACHE_SIZE = 4
"""Grey and tinted plates kept of each; all 18 shipped ones would take over 150 MB."""
_CacheKey = tuple[Any, ...]
"""The plate, its size, and for a tinted one its colours."""


@dataclass(frozen=True, slots=True)
class PlateRequest:
    """A plate at a size in pixels; `read_data` returns its WebP file and is called if needed."""

    key: PlateKey
    size: QSize
    read_data: Callable[[PlateKey], bytes]


@dataclass(frozen=True, slots=True)
class PlateColors:
    """The colour ramps of skin and garment; `key` identifies them in the cache."""

    key: tuple[str, str]
    skin: SkinRamp
    garment: tuple[QColor, ...]


class PlateCache:
    """Keeps the most recently used plates, both grey and tinted."""

    def __init__(self) -> None:
        self._grey: OrderedDict[_CacheKey, QImage] = OrderedDict()
        self._tinted: OrderedDict[_CacheKey, QImage] = OrderedDict()

    @property
    def cached_keys(self) -> tuple[_CacheKey, ...]:
        """What is kept: plate and size of each grey plate, and also the colours of tinted ones."""
        return (*self._grey, *self._tinted)

    def tinted(self, request: PlateRequest, colors: PlateColors, shorts: QPainterPath) -> QImage:
        """Return the plate in colour; `shorts` is the area of the shorts in plate units."""
        key = (request.key, request.size.toTuple(), colors.key)
        if key not in self._tinted:
            grey = self.load_grey(request)
            self._keep(self._tinted, key, tint_plate(grey, colors.skin, colors.garment, shorts))
        self._tinted.move_to_end(key)
        return self._tinted[key]

    def load_grey(self, request: PlateRequest) -> QImage:
        """Return the grey plate at its size, and read it first if it is not kept.

        Raises:
            PlateError: the plate cannot be read.

        """
        key = (request.key, request.size.toTuple())
        if key not in self._grey:
            plate = read_plate(request.key.stem, request.read_data(request.key))
            self._keep(self._grey, key, scale_plate(plate, request.size))
        self._grey.move_to_end(key)
        return self._grey[key]

    def keep(self, request: PlateRequest, colors: tuple[str, str], plate: PaintedPlate) -> None:
        """Keep a plate that has been painted already; `colors` are those of its PlateColors."""
        key = (request.key, request.size.toTuple())
        self._keep(self._grey, key, plate.grey)
        self._keep(self._tinted, (*key, colors), plate.tinted)

    def evict_all_but(self, request: PlateRequest, colors: PlateColors) -> None:
        """Drop every plate except this one at this size in these colours."""
        key = (request.key, request.size.toTuple())
        for cache, kept in ((self._grey, key), (self._tinted, (*key, colors.key))):
            for other in [one for one in cache if one != kept]:
                del cache[other]

    @staticmethod
    def _keep(cache: OrderedDict[_CacheKey, QImage], key: _CacheKey, image: QImage) -> None:
        cache[key] = image
        while len(cache) > CACHE_SIZE:
            cache.popitem(last=False)
