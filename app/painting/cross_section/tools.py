"""What a step of the operation adds to a cross-section: fluid, fibre, cannula, stitch, garment."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPen,
    QRadialGradient,
)

from app.painting.cross_section.tissue import (
    INCISION_X,
    SECTION_WIDTH,
    SKIN_DEPTH,
    CrossSection,
    hash_noise,
)

ColorMap = Mapping[str, QColor]
"""The colours of a theme by role."""

INCISION_POINT = QPointF(INCISION_X, SKIN_DEPTH + 2)
_SLOPE = 0.235
"""How steeply a tool goes into the skin: height over width."""
TOOL_TIP = QPointF(168.0, SKIN_DEPTH + 2 + (INCISION_X - 168.0) * _SLOPE)
_HANDLE = QPointF(SECTION_WIDTH + 20, SKIN_DEPTH + 2 - (SECTION_WIDTH + 20 - INCISION_X) * _SLOPE)
_TUNNELS = ((96.0, 78.0), (84.0, 104.0), (150.0, 128.0))


def cannula_tunnels(section: CrossSection) -> tuple[tuple[QPointF, QPointF], ...]:
    """The tunnels of the cannula through the fat, each from the incision to its end."""
    start = QPointF(INCISION_X - 44, SKIN_DEPTH + 28)
    return tuple((start, section.deformation.point(*end)) for end in _TUNNELS)


def with_opacity(color: QColor, opacity: float) -> QColor:
    """The colour with its opacity multiplied by `opacity`."""
    faded = QColor(color)
    faded.setAlphaF(color.alphaF() * opacity)
    return faded


def paint_tools(painter: QPainter, section: CrossSection, colors: ColorMap) -> None:
    """Paint what the step of the section adds; nothing for an unknown step."""
    painters = {
        "numbing": _paint_numbing,
        "laser": _paint_laser,
        "suction": _paint_suction,
        "closing": _paint_stitch,
        "garment": _paint_garment,
    }
    if section.step in painters:
        painters[section.step](painter, section, colors)


def tool_point(step: str) -> QPointF:
    """The point at which the label of a step's tool points."""
    return {
        "numbing": QPointF(318.0, 93.0),
        "closing": QPointF(INCISION_X + 14, SKIN_DEPTH - 1),
        "garment": QPointF(446.0, SKIN_DEPTH),
    }.get(step, QPointF(450.0, SKIN_DEPTH + 2 - 50 * _SLOPE))


def _paint_numbing(painter: QPainter, section: CrossSection, colors: ColorMap) -> None:
    paint_fluid(painter, section, colors, 1.0)
    _paint_incision(painter, colors, 4.6)
    _paint_rod(painter, colors, 4.6, TOOL_TIP)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors["tissue_line"])
    for share in (0.0, 0.07, 0.14, 0.21):
        painter.drawEllipse(TOOL_TIP + (INCISION_POINT - TOOL_TIP) * (share + 0.03), 1.1, 1.1)


def paint_fluid(
    painter: QPainter, section: CrossSection, colors: ColorMap, strength: float
) -> None:
    """Paint fluid between the lobules of fat, densest around the tip; `strength` is 0 to 1."""
    painter.save()
    fat = section.layer("fat")
    if fat is not None:
        painter.setClipPath(section.path(fat), Qt.ClipOperation.IntersectClip)
    painter.setPen(Qt.PenStyle.NoPen)
    for x, depth, size in ((226, 104, 128), (312, 96, 74)):
        cloud = QRadialGradient(QPointF(0, 0), size)
        cloud.setColorAt(0.0, with_opacity(colors["tissue_fluid"], 0.72 * strength))
        cloud.setColorAt(0.55, with_opacity(colors["tissue_fluid"], 0.42 * strength))
        cloud.setColorAt(1.0, with_opacity(colors["tissue_fluid"], 0.0))
        painter.save()
        painter.translate(x, depth)
        painter.scale(1.0, 0.42)
        painter.setBrush(cloud)
        painter.drawEllipse(QPointF(), size, size)
        painter.restore()
    _paint_drops(painter, colors, strength)
    painter.restore()


def _paint_drops(painter: QPainter, colors: ColorMap, strength: float) -> None:
    painter.setPen(QPen(with_opacity(colors["tissue_line"], 0.45 * strength), 0.7))
    painter.setBrush(with_opacity(colors["tissue_fluid"], strength))
    for number in range(30):
        x = 236 + 122 * hash_noise(number, 1)
        y = 102 + 34 * hash_noise(number, 2) * (1 - abs(x - 236) / 190)
        size = 2.4 + 1.1 * hash_noise(number, 3)
        painter.drawEllipse(QPointF(x, y), size, size)


def _paint_laser(painter: QPainter, section: CrossSection, colors: ColorMap) -> None:
    paint_fluid(painter, section, colors, 0.35)
    painter.setPen(Qt.PenStyle.NoPen)
    for size, strength in ((58.0, 0.9), (20.0, 1.0)):
        glow = QRadialGradient(TOOL_TIP, size)
        glow.setColorAt(0.0, with_opacity(colors["tissue_glow"], strength))
        glow.setColorAt(0.4, with_opacity(colors["tissue_glow"], 0.5 * strength))
        glow.setColorAt(1.0, with_opacity(colors["tissue_glow"], 0.0))
        painter.setBrush(glow)
        painter.drawEllipse(TOOL_TIP, size, size)
    _paint_incision(painter, colors, 4.2)
    sheath = TOOL_TIP + (INCISION_POINT - TOOL_TIP) * 0.13
    _draw_line(painter, colors["tissue_line"], 2.8, TOOL_TIP, INCISION_POINT)
    _draw_line(painter, colors["tissue_spark"], 1.3, TOOL_TIP, INCISION_POINT)
    _paint_rod(painter, colors, 4.2, sheath)
    painter.setPen(QPen(colors["tissue_line"], 0.9))
    painter.setBrush(colors["tissue_spark"])
    painter.drawEllipse(TOOL_TIP, 3.2, 3.2)


def _paint_suction(painter: QPainter, section: CrossSection, colors: ColorMap) -> None:
    for start, end in cannula_tunnels(section):
        _draw_line(painter, colors["tissue_line"], 11.4, start, end)
    for start, end in cannula_tunnels(section):
        _draw_line(painter, colors["tissue_gap"], 9.6, start, end)
    _paint_incision(painter, colors, 9.0)
    _paint_rod(painter, colors, 9.0, TOOL_TIP)
    shaft = INCISION_POINT - TOOL_TIP
    mouth = TOOL_TIP + shaft * 0.03
    _draw_line(painter, colors["tissue_line"], 4.4, mouth, TOOL_TIP + shaft * 0.085)
    painter.setPen(QPen(colors["tissue_line"], 0.6))
    painter.setBrush(colors["tissue_fat"])
    for number in range(4):
        drop = (
            TOOL_TIP
            + shaft * (0.045 + 0.025 * number)
            + QPointF(-11 + 3 * hash_noise(number), 9 + 3 * hash_noise(number, 5))
        )
        size = 2.2 + 0.6 * hash_noise(number, 9)
        painter.drawEllipse(drop, size, size)


def _paint_stitch(painter: QPainter, section: CrossSection, colors: ColorMap) -> None:
    _paint_closed_tunnels(painter, section, colors)
    surface = section.deformation.y(INCISION_X, SKIN_DEPTH)
    _draw_line(
        painter,
        colors["tissue_line"],
        1.6,
        QPointF(INCISION_X, surface),
        QPointF(INCISION_X - 3, surface + 19),
    )
    for role, extra in (("outline_light", 1.8), ("outline_dark", 0.0)):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(colors[role], 1.9 + extra))
        painter.drawPath(_thread(QPointF(INCISION_X, surface)))
        painter.setBrush(colors[role])
        painter.drawEllipse(QPointF(INCISION_X, surface - 4.5), 1.6, 1.6)


def _thread(at: QPointF) -> QPainterPath:
    """A stitch: a loop through the skin on both sides of the incision, with a knot and two ends."""
    loop = QPainterPath(at + QPointF(0, -4.5))
    loop.cubicTo(at + QPointF(-9, -4), at + QPointF(-12, 0), at + QPointF(-10, 5))
    loop.cubicTo(at + QPointF(-7, 19), at + QPointF(7, 19), at + QPointF(10, 5))
    loop.cubicTo(at + QPointF(12, 0), at + QPointF(9, -4), at + QPointF(0, -4.5))
    loop.quadTo(at + QPointF(-5, -9), at + QPointF(-9, -11))
    loop.moveTo(at + QPointF(0, -4.5))
    loop.quadTo(at + QPointF(5, -10), at + QPointF(10, -9))
    return loop


def _paint_closed_tunnels(painter: QPainter, section: CrossSection, colors: ColorMap) -> None:
    """Paint the tunnels after the operation: closed again, with a little fluid left."""
    for start, end in cannula_tunnels(section):
        _draw_line(painter, colors["tissue_line"], 4.6, start, end)
        _draw_line(painter, colors["tissue_gap"], 3.2, start, end)


def _paint_garment(painter: QPainter, section: CrossSection, colors: ColorMap) -> None:
    _paint_closed_tunnels(painter, section, colors)
    deformation = section.deformation
    thickness = 15.0
    cloth = QPainterPath(deformation.line(SKIN_DEPTH - thickness))
    for x in range(int(SECTION_WIDTH), -1, -16):
        cloth.lineTo(deformation.point(x, SKIN_DEPTH - 0.6))
    cloth.closeSubpath()
    painter.fillPath(cloth, colors["tissue_cloth"])
    painter.setPen(_pen(with_opacity(colors["on_tissue_cloth"], 0.5), 1.0))
    for x in range(-4, int(SECTION_WIDTH), 9):
        painter.drawLine(
            deformation.point(x, SKIN_DEPTH - thickness + 3),
            deformation.point(x + 5, SKIN_DEPTH - 8),
        )
        painter.drawLine(
            deformation.point(x + 5, SKIN_DEPTH - 8), deformation.point(x, SKIN_DEPTH - 3)
        )
    painter.strokePath(cloth, _pen(colors["tissue_line"], 1.4))
    for x in (80, 200, 320):
        _paint_arrow(painter, deformation.point(x, SKIN_DEPTH - thickness - 5), colors["ink"])


def _paint_arrow(painter: QPainter, tip: QPointF, color: QColor) -> None:
    """Paint a small arrow pointing down, for the pressure of the garment."""
    _draw_line(painter, color, 2.0, tip + QPointF(0, -17), tip)
    head = QPainterPath(tip + QPointF(-5, -6))
    head.lineTo(tip)
    head.lineTo(tip + QPointF(5, -6))
    painter.strokePath(head, _pen(color, 2.0))


def _paint_incision(painter: QPainter, colors: ColorMap, width: float) -> None:
    """Paint the incision: a channel through the skin, slightly wider than the tool of `width`."""
    start, end = (
        INCISION_POINT + QPointF(9, -9 * _SLOPE),
        INCISION_POINT + QPointF(-44, 44 * _SLOPE),
    )
    _draw_line(painter, colors["tissue_line"], width + 7.0, start, end)
    _draw_line(painter, colors["tissue_gap"], width + 4.8, start, end)


def _paint_rod(painter: QPainter, colors: ColorMap, width: float, tip: QPointF) -> None:
    """Paint a straight tool with a round tip, lit from above, from outside through the incision."""
    _draw_line(painter, colors["tissue_line"], width + 1.8, tip, _HANDLE)
    _draw_line(painter, colors["tissue_tool"], width, tip, _HANDLE)
    up = QPointF(-_SLOPE, -1.0) * (width * 0.2)
    _draw_line(painter, colors["tissue_tool_light"], width * 0.32, tip + up, _HANDLE + up)


def _draw_line(
    painter: QPainter, color: QColor, width: float, start: QPointF, end: QPointF
) -> None:
    painter.setPen(_pen(color, width))
    painter.drawLine(start, end)


def _pen(color: QColor, width: float) -> QPen:
    pen = QPen(color, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
