"""Paints the labels of the figure: pills with leader lines, and numbered dots."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from app.body.ids import RegionId
from app.drawing.layout import PlacedLabel
from app.drawing.scene import FigureScene
from app.look.look import Look

_PAD_X, _PAD_Y = 14.0, 8.0
_DOT = 4.0
_NUMBER_DOT = 12.0


Sized = tuple[QSizeF, str]


def label_font(look: Look, *, strong: bool = False) -> QFont:
    """The font of a label."""
    return look.font(0, weight=700 if strong else 400)


def label_sizes(name: str, look: Look) -> tuple[Sized, Sized]:
    """Size and text of a label on one line and on two (the best break, at a space)."""
    broken = _break(name, QFontMetricsF(label_font(look, strong=True)))
    return (_pill(name, look), name), (_pill(broken, look), broken)


def _pill(text: str, look: Look) -> QSizeF:
    metrics = QFontMetricsF(label_font(look, strong=True))
    lines = text.split("\n")
    width = max(metrics.horizontalAdvance(line) for line in lines)
    height = metrics.height() * len(lines)
    return QSizeF(width + 2 * look.px(_PAD_X), height + 2 * look.px(_PAD_Y))


def _break(name: str, metrics: QFontMetricsF) -> str:
    words = name.split(" ")
    breaks = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))] or [
        (name, "")
    ]

    def width(pair: Iterable[str]) -> float:
        return max(metrics.horizontalAdvance(part) for part in pair)

    return "\n".join(min(breaks, key=width)).strip()


def paint_labels(painter: QPainter, scene: FigureScene, *, raised: bool) -> None:
    """The labels that are chosen or near (raised), or all others; leaders first, then pills."""
    labels = [one for one in scene.layout.labels if _is_raised(scene, one.region) is raised]
    for label in labels:
        _paint_leader(painter, scene, label)
    for label in labels:
        _paint_pill(painter, scene, label)
    for number, (region, dot) in enumerate(scene.layout.numbered, start=1):
        if _is_raised(scene, region) is raised:
            _paint_number(painter, scene, region, QPointF(*dot), str(number))


def _is_raised(scene: FigureScene, region: RegionId) -> bool:
    return _is_chosen(scene, region) or _is_near(scene, region)


def _is_chosen(scene: FigureScene, region: RegionId) -> bool:
    return scene.chosen is not None and scene.chosen.region == region


def _points_at_chosen(scene: FigureScene, label: PlacedLabel) -> bool:
    """Whether the leader ends in what is chosen; of a region with sides it shows one only."""
    dot = QPointF(*label.dot)
    return any(scene.is_chosen(s.place) and s.path.contains(dot) for s in scene.shapes)


def _is_near(scene: FigureScene, region: RegionId) -> bool:
    return any(
        place and place.region == region for place in (scene.passing.near, scene.passing.focus)
    )


def _paint_leader(painter: QPainter, scene: FigureScene, label: PlacedLabel) -> None:
    look = scene.look
    chosen = _points_at_chosen(scene, label)
    line = QPolygonF([QPointF(*point) for point in label.leader])
    pen = QPen(look.colour("outline_light" if not look.dark else "outline_dark"), 3.6)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(line)
    pen.setColor(look.colour("accent" if chosen else "ink"))
    pen.setWidthF(2.2 if chosen else 1.2)
    painter.setPen(pen)
    painter.drawPolyline(line)
    painter.setPen(QPen(look.colour("outline_light"), 2.0))
    painter.setBrush(look.colour("accent" if chosen else "outline_dark"))
    painter.drawEllipse(QPointF(*label.dot), _DOT, _DOT)


def _paint_pill(painter: QPainter, scene: FigureScene, label: PlacedLabel) -> None:
    look, region = scene.look, label.region
    chosen, near = _is_chosen(scene, region), _is_near(scene, region)
    box = QRectF(label.box.x, label.box.y, label.box.w, label.box.h)
    radius = min(box.height() / 2, look.px(20))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("shadow"))
    painter.drawRoundedRect(box.translated(0, 2.0), radius, radius)
    painter.setBrush(look.colour("accent" if chosen else "label"))
    painter.setPen(_pill_edge(look, chosen=chosen, near=near))
    painter.drawRoundedRect(box, radius, radius)
    painter.setPen(look.colour("on_accent" if chosen else "ink"))
    painter.setFont(label_font(look, strong=chosen))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, scene.names[region])


def _pill_edge(look: Look, *, chosen: bool, near: bool) -> QPen:
    if chosen:
        return QPen(look.colour("accent"), 1.0)
    return QPen(look.colour("primary"), 2.0) if near else QPen(look.colour("line"), 1.0)


def _paint_number(
    painter: QPainter, scene: FigureScene, region: RegionId, dot: QPointF, number: str
) -> None:
    look = scene.look
    chosen = _is_chosen(scene, region)
    size = min(float(look.px(_NUMBER_DOT)), scene.layout.spread)
    painter.setPen(QPen(look.colour("outline_light"), 2.0))
    painter.setBrush(look.colour("accent") if chosen else QColor(look.colour("outline_dark")))
    painter.drawEllipse(dot, size, size)
    painter.setFont(look.font(-1, weight=700))
    painter.setPen(look.colour("on_accent" if chosen else "outline_light"))
    box = QRectF(dot.x() - size, dot.y() - size, 2 * size, 2 * size)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
