"""Plates as they are painted: read, scaled and tinted, the last few kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QImageReader, QPainterPath

from app.body.regions import PlateKey
from app.painting.tint import scale_plate, tint_plate

CACHE_SIZE = 4
_LIMIT_MB = 64
_Name = tuple[Any, ...]
"""Whose plate it is, its size, and of a tinted one the colours."""


class PlateError(Exception):
    """A plate cannot be read; the words say which file and why."""


@dataclass(frozen=True, slots=True)
class PlateRequest:
    """Which plate at which size in pixels, and how its WebP bytes are got if it is not kept."""

    key: PlateKey
    size: QSize
    data: Callable[[PlateKey], bytes]


@dataclass(frozen=True, slots=True)
class PlateColors:
    """The colours of skin and cloth, named so that the same ones are known again."""

    name: tuple[str, str]
    skin: tuple[QColor, ...]
    dress: tuple[QColor, ...]


def read_plate(name: str, data: bytes) -> QImage:
    """The grey plate in the bytes of a WebP file.

    Raises:
        PlateError: the file is no WebP picture, or too large.

    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"webp")
    reader.setAutoDetectImageFormat(False)
    reader.setAllocationLimit(_LIMIT_MB)
    image = reader.read()
    if image.isNull():
        raise PlateError(f"{name}: {reader.errorString()}")
    return image


class PlateCache:
    """Keeps the last grey plates at the size in use, and the last tinted ones."""

    def __init__(self) -> None:
        self._grey: OrderedDict[_Name, QImage] = OrderedDict()
        self._tinted: OrderedDict[_Name, QImage] = OrderedDict()

    def tinted(self, wanted: PlateRequest, tone: PlateColors, shorts: QPainterPath) -> QImage:
        """The plate in colour; `shorts` is the area of the shorts in plate units."""
        name = (wanted.key, wanted.size.toTuple(), tone.name)
        if name not in self._tinted:
            grey = self.load_grey(wanted)
            self._keep(self._tinted, name, tint_plate(grey, tone.skin, tone.dress, shorts))
        self._tinted.move_to_end(name)
        return self._tinted[name]

    def load_grey(self, wanted: PlateRequest) -> QImage:
        """The grey plate at its size; read now if it is not kept."""
        name = (wanted.key, wanted.size.toTuple())
        if name not in self._grey:
            plate = read_plate(wanted.key.stem, wanted.data(wanted.key))
            self._keep(self._grey, name, scale_plate(plate, wanted.size))
        self._grey.move_to_end(name)
        return self._grey[name]

    def evict_all_but(self, wanted: PlateRequest, tone: PlateColors) -> None:
        """Lets go of every plate but this one at this size in these colours."""
        name = (wanted.key, wanted.size.toTuple())
        for shelf, kept in ((self._grey, name), (self._tinted, (*name, tone.name))):
            for other in [one for one in shelf if one != kept]:
                del shelf[other]

    @staticmethod
    def _keep(shelf: OrderedDict[_Name, QImage], name: _Name, image: QImage) -> None:
        shelf[name] = image
        while len(shelf) > CACHE_SIZE:
            shelf.popitem(last=False)
