"""Masks with soft edges."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

_CELLS = 1.66
"""Cells of the small picture for one feather: the blur below has this standard deviation."""
_SHIFTS = (1, 2)
_LOW, _HIGH = 0.18, 0.82
"""Shares of the blur below and above which the mask is clear and full, so that it has an end."""


def feathered_mask(path: QPainterPath, size: QSize, feather: float) -> QImage:
    """A Format_Alpha8 image of a size in which a path is filled, with edges as soft as `feather`.

    All in pixels. The mask is half full on the path, and clear from one feather outside it on.
    """
    cell = max(feather / _CELLS, 1.0)
    small = QImage(
        int(size.width() / cell) + 1,
        int(size.height() / cell) + 1,
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    small.fill(Qt.GlobalColor.black)
    painter = QPainter(small)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(1 / cell, 1 / cell)
    painter.fillPath(path, Qt.GlobalColor.white)
    painter.end()
    for shift in _SHIFTS:
        for offset in (QPoint(shift, 0), QPoint(-shift, 0), QPoint(0, shift), QPoint(0, -shift)):
            _average_with_shifted(small, offset)
    grey = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(grey)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(0, 0, small.width() * cell, small.height() * cell), small)
    painter.end()
    return _alpha(grey.convertToFormat(QImage.Format.Format_Grayscale8))


def _average_with_shifted(image: QImage, offset: QPoint) -> None:
    shifted = image.copy()
    painter = QPainter(image)
    painter.setOpacity(0.5)
    painter.drawImage(offset, shifted)
    painter.end()


def _alpha(grey: QImage) -> QImage:
    """The mask of a blur: grey levels become shares of full."""
    levels = QImage(
        grey.constBits(),
        grey.width(),
        grey.height(),
        grey.bytesPerLine(),
        QImage.Format.Format_Indexed8,
    )
    levels.setColorTable(_mask_colors())
    return levels.convertToFormat(QImage.Format.Format_ARGB32).convertToFormat(
        QImage.Format.Format_Alpha8
    )


@cache
def _mask_colors() -> list[int]:
    """The black (0xAARRGGBB) that each grey level becomes."""
    return [_share(level / 255) << 24 for level in range(256)]


def _share(blur: float) -> int:
    share = min(max((blur - _LOW) / (_HIGH - _LOW), 0.0), 1.0)
    return round(255 * share * share * (3 - 2 * share))
