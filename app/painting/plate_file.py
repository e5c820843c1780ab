"""Decode the WebP file of a plate."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

_LIMIT_MB = 64


class PlateError(Exception):
    """A plate cannot be read; the message names the file and the reason."""


class PaintedPlate(NamedTuple):
    """The WebP file of a plate, and the pictures made of it at one size: in grey and tinted."""

    data: bytes
    grey: QImage
    tinted: QImage


def read_plate(name: str, data: bytes) -> QImage:
    """Decode the plate from the bytes of a WebP file; `name` is used in the error.

    Raises:
        PlateError: the bytes are no WebP picture, or the picture is too large.

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
