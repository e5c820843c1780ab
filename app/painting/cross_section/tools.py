"""What a step of the operation adds to a cross-section: fluid, fibre, tube, stitch, garment."""

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

INCISION_POINT = QPointF(INCISION_X, SKIN_DEPTH + 2)
_SLOPE = 0.235
TOOL_TIP = QPointF(168.0, SKIN_DEPTH + 2 + (INCISION_X - 168.0) * _SLOPE)
_HANDLE = QPointF(SECTION_WIDTH + 20, SKIN_DEPTH + 2 - (SECTION_WIDTH + 20 - INCISION_X) * _SLOPE)
_TUNNELS = ((96.0, 78.0), (84.0, 104.0), (150.0, 128.0))


def cannula_tunnels(section: CrossSection) -> tuple[tuple[QPointF, QPointF], ...]:
    """The ways of the blunt tube through the fat, from the cut to their ends."""
    start = QPointF(INCISION_X - 44, SKIN_DEPTH + 28)
    return tuple((start, section.deformation.point(*end)) for end in _TUNNELS)


def with_opacity(colour: QColor, opacity: float) -> QColor:
    """A colour that lets some of what is below it through."""
    thin = QColor(colour)
    thin.setAlphaF(colour.alphaF() * opacity)
    return thin


def paint_tools(painter: QPainter, section: CrossSection, inks: ColorMap) -> None:
    """Paints what belongs to the step of the section; nothing for a step it does not know."""
    paints = {
        "numbing": _numbing,
        "laser": _laser,
        "suction": _suction,
        "closing": _closing,
        "garment": _garment,
    }
    if section.step in paints:
        paints[section.step](painter, section, inks)


def tool_point(step: str) -> QPointF:
    """Where the label of a step's tool points."""
    return {
        "numbing": QPointF(318.0, 93.0),
        "closing": QPointF(INCISION_X + 14, SKIN_DEPTH - 1),
        "garment": QPointF(446.0, SKIN_DEPTH),
    }.get(step, QPointF(450.0, SKIN_DEPTH + 2 - 50 * _SLOPE))


def _numbing(painter: QPainter, section: CrossSection, inks: ColorMap) -> None:
    paint_fluid(painter, section, inks, 1.0)
    _cut(painter, inks, 4.6)
    _rod(painter, inks, 4.6, TOOL_TIP)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks["tissue_line"])
    for share in (0.0, 0.07, 0.14, 0.21):
        painter.drawEllipse(TOOL_TIP + (INCISION_POINT - TOOL_TIP) * (share + 0.03), 1.1, 1.1)


def paint_fluid(painter: QPainter, section: CrossSection, inks: ColorMap, strength: float) -> None:
    """Fluid that spreads between the lumps of fat, thickest around the tip."""
    painter.save()
    fat = section.layer("fat")
    if fat is not None:
        painter.setClipPath(section.path(fat), Qt.ClipOperation.IntersectClip)
    painter.setPen(Qt.PenStyle.NoPen)
    for x, depth, size in ((226, 104, 128), (312, 96, 74)):
        cloud = QRadialGradient(QPointF(0, 0), size)
        cloud.setColorAt(0.0, with_opacity(inks["tissue_fluid"], 0.72 * strength))
        cloud.setColorAt(0.55, with_opacity(inks["tissue_fluid"], 0.42 * strength))
        cloud.setColorAt(1.0, with_opacity(inks["tissue_fluid"], 0.0))
        painter.save()
        painter.translate(x, depth)
        painter.scale(1.0, 0.42)
        painter.setBrush(cloud)
        painter.drawEllipse(QPointF(), size, size)
        painter.restore()
    _drops(painter, inks, strength)
    painter.restore()


def _drops(painter: QPainter, inks: ColorMap, strength: float) -> None:
    painter.setPen(QPen(with_opacity(inks["tissue_line"], 0.45 * strength), 0.7))
    painter.setBrush(with_opacity(inks["tissue_fluid"], strength))
    for at in range(30):
        x = 236 + 122 * hash_noise(at, 1)
        y = 102 + 34 * hash_noise(at, 2) * (1 - abs(x - 236) / 190)
        size = 2.4 + 1.1 * hash_noise(at, 3)
        painter.drawEllipse(QPointF(x, y), size, size)


def _laser(painter: QPainter, section: CrossSection, inks: ColorMap) -> None:
    paint_fluid(painter, section, inks, 0.35)
    painter.setPen(Qt.PenStyle.NoPen)
    for size, strength in ((58.0, 0.9), (20.0, 1.0)):
        glow = QRadialGradient(TOOL_TIP, size)
        glow.setColorAt(0.0, with_opacity(inks["tissue_glow"], strength))
        glow.setColorAt(0.4, with_opacity(inks["tissue_glow"], 0.5 * strength))
        glow.setColorAt(1.0, with_opacity(inks["tissue_glow"], 0.0))
        painter.setBrush(glow)
        painter.drawEllipse(TOOL_TIP, size, size)
    _cut(painter, inks, 4.2)
    sheath = TOOL_TIP + (INCISION_POINT - TOOL_TIP) * 0.13
    _line(painter, inks["tissue_line"], 2.8, TOOL_TIP, INCISION_POINT)
    _line(painter, inks["tissue_spark"], 1.3, TOOL_TIP, INCISION_POINT)
    _rod(painter, inks, 4.2, sheath)
    painter.setPen(QPen(inks["tissue_line"], 0.9))
    painter.setBrush(inks["tissue_spark"])
    painter.drawEllipse(TOOL_TIP, 3.2, 3.2)


def _suction(painter: QPainter, section: CrossSection, inks: ColorMap) -> None:
    for start, end in cannula_tunnels(section):
        _line(painter, inks["tissue_line"], 11.4, start, end)
    for start, end in cannula_tunnels(section):
        _line(painter, inks["tissue_gap"], 9.6, start, end)
    _cut(painter, inks, 9.0)
    _rod(painter, inks, 9.0, TOOL_TIP)
    way = INCISION_POINT - TOOL_TIP
    mouth = TOOL_TIP + way * 0.03
    _line(painter, inks["tissue_line"], 4.4, mouth, TOOL_TIP + way * 0.085)
    painter.setPen(QPen(inks["tissue_line"], 0.6))
    painter.setBrush(inks["tissue_fat"])
    for at in range(4):
        drop = (
            TOOL_TIP
            + way * (0.045 + 0.025 * at)
            + QPointF(-11 + 3 * hash_noise(at), 9 + 3 * hash_noise(at, 5))
        )
        size = 2.2 + 0.6 * hash_noise(at, 9)
        painter.drawEllipse(drop, size, size)


def _closing(painter: QPainter, section: CrossSection, inks: ColorMap) -> None:
    _paint_closed_tunnels(painter, section, inks)
    surface = section.deformation.y(INCISION_X, SKIN_DEPTH)
    _line(
        painter,
        inks["tissue_line"],
        1.6,
        QPointF(INCISION_X, surface),
        QPointF(INCISION_X - 3, surface + 19),
    )
    for ink, extra in (("outline_light", 1.8), ("outline_dark", 0.0)):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(inks[ink], 1.9 + extra))
        painter.drawPath(_thread(QPointF(INCISION_X, surface)))
        painter.setBrush(inks[ink])
        painter.drawEllipse(QPointF(INCISION_X, surface - 4.5), 1.6, 1.6)


def _thread(at: QPointF) -> QPainterPath:
    """A stitch: a loop through the skin on both sides of the cut, with a knot and two ends."""
    loop = QPainterPath(at + QPointF(0, -4.5))
    loop.cubicTo(at + QPointF(-9, -4), at + QPointF(-12, 0), at + QPointF(-10, 5))
    loop.cubicTo(at + QPointF(-7, 19), at + QPointF(7, 19), at + QPointF(10, 5))
    loop.cubicTo(at + QPointF(12, 0), at + QPointF(9, -4), at + QPointF(0, -4.5))
    loop.quadTo(at + QPointF(-5, -9), at + QPointF(-9, -11))
    loop.moveTo(at + QPointF(0, -4.5))
    loop.quadTo(at + QPointF(5, -10), at + QPointF(10, -9))
    return loop


def _paint_closed_tunnels(painter: QPainter, section: CrossSection, inks: ColorMap) -> None:
    """The tunnels after the operation: closed again, with a little fluid."""
    for start, end in cannula_tunnels(section):
        _line(painter, inks["tissue_line"], 4.6, start, end)
        _line(painter, inks["tissue_gap"], 3.2, start, end)


def _garment(painter: QPainter, section: CrossSection, inks: ColorMap) -> None:
    _paint_closed_tunnels(painter, section, inks)
    ground = section.deformation
    thick = 15.0
    cloth = QPainterPath(ground.line(SKIN_DEPTH - thick))
    for x in range(int(SECTION_WIDTH), -1, -16):
        cloth.lineTo(ground.point(x, SKIN_DEPTH - 0.6))
    cloth.closeSubpath()
    painter.fillPath(cloth, inks["tissue_cloth"])
    painter.setPen(_pen(with_opacity(inks["on_tissue_cloth"], 0.5), 1.0))
    for x in range(-4, int(SECTION_WIDTH), 9):
        painter.drawLine(
            ground.point(x, SKIN_DEPTH - thick + 3), ground.point(x + 5, SKIN_DEPTH - 8)
        )
        painter.drawLine(ground.point(x + 5, SKIN_DEPTH - 8), ground.point(x, SKIN_DEPTH - 3))
    painter.strokePath(cloth, _pen(inks["tissue_line"], 1.4))
    for x in (80, 200, 320):
        _arrow(painter, ground.point(x, SKIN_DEPTH - thick - 5), inks["ink"])


def _arrow(painter: QPainter, tip: QPointF, colour: QColor) -> None:
    """A small arrow that presses downwards."""
    _line(painter, colour, 2.0, tip + QPointF(0, -17), tip)
    head = QPainterPath(tip + QPointF(-5, -6))
    head.lineTo(tip)
    head.lineTo(tip + QPointF(5, -6))
    painter.strokePath(head, _pen(colour, 2.0))


def _cut(painter: QPainter, inks: ColorMap, width: float) -> None:
    """The small cut: a narrow way through the skin, a little wider than the tube in it."""
    start, end = (
        INCISION_POINT + QPointF(9, -9 * _SLOPE),
        INCISION_POINT + QPointF(-44, 44 * _SLOPE),
    )
    _line(painter, inks["tissue_line"], width + 7.0, start, end)
    _line(painter, inks["tissue_gap"], width + 4.8, start, end)


def _rod(painter: QPainter, inks: ColorMap, width: float, tip: QPointF) -> None:
    """A straight tube with a round tip, lit from above, from outside through the cut."""
    _line(painter, inks["tissue_line"], width + 1.8, tip, _HANDLE)
    _line(painter, inks["tissue_tool"], width, tip, _HANDLE)
    up = QPointF(-_SLOPE, -1.0) * (width * 0.2)
    _line(painter, inks["tissue_tool_light"], width * 0.32, tip + up, _HANDLE + up)


def _line(painter: QPainter, colour: QColor, width: float, start: QPointF, end: QPointF) -> None:
    painter.setPen(_pen(colour, width))
    painter.drawLine(start, end)


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
