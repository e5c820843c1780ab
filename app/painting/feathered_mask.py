"""Masks with soft edges."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

_CELLS = 1.66
"""Cells of the small picture for one feather: the blur below has this standard deviation."""
_SHIFTS = (1, 2)
_LOW, _HIGH = 0.2, 0.8
"""Shares of the blur below and above which the mask is clear and full, so that it has an end."""
_FAR, _STEEP = 51, 8
"""The blur, of 255, up to which the mask stays clear beside the body, and how fast it rises."""
_SHADOW = 46
"""The greatest alpha of the shadow that a plate has on the ground."""
_INNER = 0.9
"""Share of a cell that the body must fill to count for the softness of a mask."""


def feathered_mask(path: QPainterPath, body: QImage, feather: float) -> QImage:
    """A Format_Alpha8 image in which a path on a body is filled, with edges as soft as `feather`.

    `body` is a mask of the body, as `body_mask` returns it; the mask has its size. All in pixels.
    On the body, the mask is half full on the path, and clear from one feather outside it on. Where
    the path runs along the edge of the body, the mask is as full at that edge as inside the path.
    """
    size = body.size()
    cell = max(feather / _CELLS, 1.0)
    cells = QSize(int(size.width() / cell) + 1, int(size.height() / cell) + 1)
    inner = _inner_cells(body, cells, cell)
    filled = QImage(cells, QImage.Format.Format_ARGB32_Premultiplied)
    filled.fill(Qt.GlobalColor.black)
    painter = QPainter(filled)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(1 / cell, 1 / cell)
    painter.fillPath(path, Qt.GlobalColor.white)
    painter.end()
    near = _blurred(filled)
    painter = QPainter(filled)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.drawImage(QPoint(), inner)
    painter.end()
    small = _share_of(_blurred(filled), _blurred(inner), near)
    grey = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(grey)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(0, 0, cells.width() * cell, cells.height() * cell), small)
    painter.end()
    mask = _through(grey.convertToFormat(QImage.Format.Format_Grayscale8), _mask_colors())
    painter = QPainter(mask)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(QPoint(), body)
    painter.end()
    return mask.convertToFormat(QImage.Format.Format_Alpha8)


def body_mask(plate: QImage) -> QImage:
    """The mask of the body of a plate, without the shadow on the ground."""
    alpha = plate.convertToFormat(QImage.Format.Format_Alpha8)
    alpha.reinterpretAsFormat(QImage.Format.Format_Grayscale8)
    return _through(alpha, _body_colors())


def _inner_cells(body: QImage, cells: QSize, cell: float) -> QImage:
    """White where the body fills a cell, otherwise black."""
    white = QImage(cells, QImage.Format.Format_ARGB32_Premultiplied)
    white.fill(Qt.GlobalColor.transparent)
    scaled = body.scaled(
        max(round(body.width() / cell), 1),
        max(round(body.height() / cell), 1),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    painter = QPainter(white)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(0, 0, body.width() / cell, body.height() / cell), scaled)
    painter.end()
    alpha = white.convertToFormat(QImage.Format.Format_Alpha8)
    alpha.reinterpretAsFormat(QImage.Format.Format_Grayscale8)
    return _through(alpha, _inner_colors())


def _blurred(image: QImage) -> QImage:
    image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    for shift in _SHIFTS:
        for offset in (QPoint(shift, 0), QPoint(-shift, 0), QPoint(0, shift), QPoint(0, -shift)):
            _average_with_shifted(image, offset)
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def _average_with_shifted(image: QImage, offset: QPoint) -> None:
    shifted = image.copy()
    painter = QPainter(image)
    painter.setOpacity(0.5)
    painter.drawImage(offset, shifted)
    painter.end()


def _share_of(part: QImage, whole: QImage, near: QImage) -> QImage:
    """The share that one grey picture is of another, only where a third is not too dark."""
    pixels = (bytes(image.constBits()) for image in (part, whole, near))
    values = bytes(
        max(min(255 * one // all_, _STEEP * (close - _FAR), 255), 0) if all_ else 0
        for one, all_, close in zip(*pixels, strict=True)
    )
    return QImage(
        values, part.width(), part.height(), part.bytesPerLine(), QImage.Format.Format_Grayscale8
    ).copy()


def _through(grey: QImage, colors: list[int]) -> QImage:
    """A Format_ARGB32_Premultiplied image in which each grey level has become a colour."""
    levels = QImage(
        grey.constBits(),
        grey.width(),
        grey.height(),
        grey.bytesPerLine(),
        QImage.Format.Format_Indexed8,
    )
    levels.setColorTable(colors)
    return levels.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


@cache
def _mask_colors() -> list[int]:
    """The black (0xAARRGGBB) that each level of the blur becomes."""
    return [_share(level / 255) << 24 for level in range(256)]


@cache
def _body_colors() -> list[int]:
    """The black that each alpha of a plate becomes."""
    above = 255 - _SHADOW
    return [max(level - _SHADOW, 0) * 255 // above << 24 for level in range(256)]


@cache
def _inner_colors() -> list[int]:
    return [0xFFFFFFFF if level >= 255 * _INNER else 0xFF000000 for level in range(256)]


def _share(blur: float) -> int:
    share = min(max((blur - _LOW) / (_HIGH - _LOW), 0.0), 1.0)
    return round(255 * share * share * (3 - 2 * share))
