"""Plates as they are painted: read, scaled and tinted, the last few kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QImageReader, QPainterPath

from app.body.ids import PlateKey
from app.drawing.tint import scaled, tint
from app.look.look import Look

KEPT = 4
_LIMIT_MB = 64


class PlateError(Exception):
    """A plate cannot be read; the words say which file and why."""


def read_plate(file: Path) -> QImage:
    """The grey plate of a WebP file.

    Raises:
        PlateError: the file is no WebP picture, or too large.
    """
    reader = QImageReader()
    reader.setAutoDetectImageFormat(False)
    reader.setFormat(b"webp")
    reader.setAllocationLimit(_LIMIT_MB)
    reader.setFileName(str(file))
    image = reader.read()
    if image.isNull():
        raise PlateError(f"{file.name}: {reader.errorString()}")
    return image


class PlateShelf:
    """Keeps the last grey plates at the size in use, and the last tinted ones."""

    def __init__(self) -> None:
        self._grey: OrderedDict[Hashable, QImage] = OrderedDict()
        self._tinted: OrderedDict[Hashable, QImage] = OrderedDict()

    def tinted(
        self,
        key: PlateKey,
        file: Path,
        size: QSize,
        skin: tuple[str, tuple[QColor, ...]],
        look: Look,
        shorts: QPainterPath,
    ) -> QImage:
        """The plate in colour at a size in pixels; `skin` is the tone's id and its ramp."""
        name = (key, size.width(), size.height(), skin[0], look.theme)
        if name not in self._tinted:
            grey = self._grey_at(key, file, size)
            self._keep(self._tinted, name, tint(grey, skin[1], look.dress, shorts))
        self._tinted.move_to_end(name)
        return self._tinted[name]

    def prepare(self, key: PlateKey, file: Path, size: QSize) -> None:
        """Reads a plate that may be asked for next."""
        self._grey_at(key, file, size)

    def _grey_at(self, key: PlateKey, file: Path, size: QSize) -> QImage:
        name = (key, size.width(), size.height())
        if name not in self._grey:
            self._keep(self._grey, name, scaled(read_plate(file), size))
        self._grey.move_to_end(name)
        return self._grey[name]

    @staticmethod
    def _keep(shelf: OrderedDict[Hashable, QImage], name: Hashable, image: QImage) -> None:
        shelf[name] = image
        while len(shelf) > KEPT:
            shelf.popitem(last=False)
