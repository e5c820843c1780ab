"""Colouring of a plate: skin in one tone, shorts in one colour, a region in warm light.

The luminance of a plate is the light on the body. The difference of its red and blue is the gloss,
which is laid over the colour of the skin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QTransform

from app.body.outlines import Point
from app.theme.skin_ramp import SkinRamp

if TYPE_CHECKING:  # imported late, because no region is lit in the first picture
    from app.painting.scene import RegionTint
    from app.theme.region_colors import RegionColors

_SKIN_LEVELS = (0, 16, 40, 72, 104, 136, 168, 200, 228, 255)
_GARMENT_LEVELS = (0, 128, 255)
"""Grey levels at which the stops of a colour ramp lie."""
_GLOSS_LEVELS = (0, 19, 57, 75)
"""Differences of red and blue at which the stops of the gloss lie."""
_GLOSS_WIDTH = 350
"""The width of a picture of the gloss."""


def color_ramp(stops: tuple[QColor, ...], levels: tuple[int, ...]) -> list[int]:
    """Interpolate 256 colours (0xAARRGGBB) between stops that lie at the given grey levels.

    Levels above the last stop have its colour.
    """
    colors: list[int] = []
    for low, high, first, last in zip(levels, levels[1:], stops, stops[1:], strict=False):
        shares = [(level - low) / (high - low) for level in range(low, high)]
        colors.extend(_between(first, last, share) for share in shares)
    return colors + [stops[-1].rgba()] * (256 - len(colors))


def _between(first: QColor, last: QColor, share: float) -> int:
    def mix(one: int, other: int) -> int:
        return round(one + (other - one) * share)

    red, green, blue = (
        mix(first.red(), last.red()),
        mix(first.green(), last.green()),
        mix(first.blue(), last.blue()),
    )
    return 0xFF000000 | red << 16 | green << 8 | blue


def scale_plate(plate: QImage, size: QSize) -> QImage:
    """Scale the plate smoothly; a plate that already has the size is returned as it is."""
    if plate.size() == size:
        return plate
    return plate.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def closed_path(points: tuple[Point, ...]) -> QPainterPath:
    """The area with these corners, such as that of the shorts; empty without any."""
    path = QPainterPath()
    for number, (x, y) in enumerate(points):
        if number:
            path.lineTo(x, y)
        else:
            path.moveTo(x, y)
    path.closeSubpath()
    return path


def tint_plate(
    plate: QImage, skin: SkinRamp, garment: tuple[QColor, ...], shorts: QPainterPath
) -> QImage:
    """Colour a plate.

    `garment` are the stops of its colour ramp from dark to light; `shorts` is the area of the
    shorts in plate units (the plate's width is 1). Returns an ARGB32_Premultiplied image of the
    plate's size.
    """
    alpha = plate.convertToFormat(QImage.Format.Format_Alpha8)
    grey = plate.convertToFormat(QImage.Format.Format_Grayscale8)
    colored = _apply_ramp(grey, color_ramp(skin.stops, _SKIN_LEVELS))
    _paint_gloss(colored, plate, color_ramp(skin.gloss, _GLOSS_LEVELS))
    colored.setAlphaChannel(alpha)
    colored.convertTo(QImage.Format.Format_ARGB32_Premultiplied)
    _paint_shorts(colored, grey, color_ramp(garment, _GARMENT_LEVELS), shorts)
    return colored


def _apply_ramp(grey: QImage, colors: list[int]) -> QImage:
    indexed = QImage(
        grey.constBits(),
        grey.width(),
        grey.height(),
        grey.bytesPerLine(),
        QImage.Format.Format_Indexed8,
    )
    indexed.setColorTable(colors)
    # Without alpha: after painting on ARGB32, setAlphaChannel() would leave colours above alpha.
    return indexed.convertToFormat(QImage.Format.Format_RGB32)


def _paint_gloss(image: QImage, plate: QImage, colors: list[int]) -> None:
    """Lay the gloss over the colour of the skin.

    It is made small and smooth, because the colours of a WebP file lie in blocks of 8 pixels.
    """
    difference = plate.convertToFormat(QImage.Format.Format_RGBX8888)
    if difference.width() > _GLOSS_WIDTH:
        difference = difference.scaledToWidth(
            _GLOSS_WIDTH, Qt.TransformationMode.SmoothTransformation
        ).convertToFormat(QImage.Format.Format_RGBX8888)
    swapped = difference.rgbSwapped()
    painter = QPainter(difference)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(QPoint(), swapped)
    painter.end()
    reds = bytes(difference.constBits())[::4]  # grey computed from a colour would not be linear
    width = difference.width()
    levels = QImage(reds, width, difference.height(), width, QImage.Format.Format_Grayscale8)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
    painter.drawImage(image.rect(), _apply_ramp(levels, colors))
    painter.end()


def _paint_shorts(image: QImage, grey: QImage, colors: list[int], shorts: QPainterPath) -> None:
    path = QTransform.fromScale(image.width(), image.width()).map(shorts)
    box = path.boundingRect().toAlignedRect().intersected(QRect(QPoint(), image.size()))
    if box.isEmpty():
        return
    brush = QBrush(_apply_ramp(grey.copy(box), colors))
    brush.setTransform(QTransform.fromTranslate(box.x(), box.y()))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
    painter.fillPath(path, brush)
    painter.end()


_LIGHT_LEVELS = (0, 90, 190, 255)
"""Grey levels at which the stops of the light on a region lie."""
_FEATHER = 13 / 1400
"""Softness of the edges of that light, in plate widths."""


def tint_region(plate: QImage, outline: QPainterPath, colors: RegionColors) -> RegionTint:
    """Colour the part of a grey plate in an outline, which is in plate widths.

    The light and shade of the plate stay visible in it.
    """
    from app.painting.feathered_mask import body_mask, feathered_mask
    from app.painting.scene import RegionTint

    scale = plate.width()
    margin = 2 * _FEATHER * scale
    path = QTransform.fromScale(scale, scale).map(outline)
    box = path.boundingRect().adjusted(-margin, -margin, margin, margin).toAlignedRect()
    box = box.intersected(plate.rect())
    part = plate.copy(box)
    lit = _apply_ramp(
        part.convertToFormat(QImage.Format.Format_Grayscale8),
        color_ramp(colors.stops, _LIGHT_LEVELS),
    )
    outline_in_box = path.translated(-box.x(), -box.y())
    lit.setAlphaChannel(feathered_mask(outline_in_box, body_mask(part), _FEATHER * scale))
    lit.convertTo(QImage.Format.Format_ARGB32_Premultiplied)
    share = QRectF(box.x() / scale, box.y() / scale, box.width() / scale, box.height() / scale)
    return RegionTint(lit, share, colors)
