"""Turns a grey plate into skin of one tone and shorts of one colour."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QTransform

_SKIN_AT = (0, 84, 190, 255)
_DRESS_AT = (0, 128, 255)


def color_ramp(stops: tuple[QColor, ...], places: tuple[int, ...]) -> list[int]:
    """256 colours (0xAARRGGBB) through the stops, which stand at the light values `places`."""
    colours: list[int] = []
    for low, high, first, last in zip(places, places[1:], stops, stops[1:], strict=False):
        shares = [(light - low) / (high - low) for light in range(low, high)]
        colours.extend(_between(first, last, share) for share in shares)
    return [*colours, stops[-1].rgba()]


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
    """The plate at another size, smooth; the same plate if it has that size."""
    if plate.size() == size:
        return plate
    return plate.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def tint_plate(
    plate: QImage, skin: tuple[QColor, ...], dress: tuple[QColor, ...], shorts: QPainterPath
) -> QImage:
    """The plate in colour.

    `plate` is grey with alpha, `shorts` the area of the shorts in plate units (its width is 1).
    Returns an ARGB32_Premultiplied image of the plate's size.
    """
    alpha = plate.convertToFormat(QImage.Format.Format_Alpha8)
    light = plate.convertToFormat(QImage.Format.Format_Grayscale8)
    coloured = _through(light, color_ramp(skin, _SKIN_AT))
    coloured.setAlphaChannel(alpha)
    coloured.convertTo(QImage.Format.Format_ARGB32_Premultiplied)
    _paint_shorts(coloured, light, color_ramp(dress, _DRESS_AT), shorts)
    return coloured


def _through(light: QImage, colours: list[int]) -> QImage:
    indexed = QImage(
        light.constBits(),
        light.width(),
        light.height(),
        light.bytesPerLine(),
        QImage.Format.Format_Indexed8,
    )
    indexed.setColorTable(colours)
    return indexed.convertToFormat(QImage.Format.Format_ARGB32)


def _paint_shorts(on: QImage, light: QImage, colours: list[int], shorts: QPainterPath) -> None:
    path = QTransform.fromScale(on.width(), on.width()).map(shorts)
    box = path.boundingRect().toAlignedRect().intersected(QRect(QPoint(), on.size()))
    if box.isEmpty():
        return
    brush = QBrush(_through(light.copy(box), colours))
    brush.setTransform(QTransform.fromTranslate(box.x(), box.y()))
    painter = QPainter(on)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
    painter.fillPath(path, brush)
    painter.end()
