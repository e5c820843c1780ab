"""One thousand small icons, some of them affected: people drawn in full among dots."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

WHOLE = 1_000
_ACROSS = 10


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Blocks of ten icons across and `tall` down; `columns` blocks stand beside each other.

    `pitch` is the edge of an icon's cell and `gap` the way between blocks, in whole pixels, so
    that no icon touches another one.
    """

    columns: int
    tall: int
    pitch: int
    gap: int

    @property
    def size(self) -> QSize:
        rows = WHOLE // (self.columns * _ACROSS * self.tall)
        wide = self.columns * _ACROSS * self.pitch + (self.columns - 1) * self.gap
        return QSize(wide, rows * self.tall * self.pitch + (rows - 1) * self.gap)

    def cells(self, *, mirrored: bool = False) -> list[QRectF]:
        """The cell of each icon: block by block, in a block row by row, from the leading side."""
        pitch, wide = self.pitch, self.size.width()
        cells = []
        for corner in self._corners():
            for row in range(self.tall):
                top = corner.y() + row * pitch
                for column in range(_ACROSS):
                    left = corner.x() + column * pitch
                    cells.append(
                        QRectF(wide - left - pitch if mirrored else left, top, pitch, pitch)
                    )
        return cells

    def _corners(self) -> list[QPointF]:
        blocks = WHOLE // (_ACROSS * self.tall)
        across = _ACROSS * self.pitch + self.gap
        down = self.tall * self.pitch + self.gap
        return [
            QPointF(number % self.columns * across, number // self.columns * down)
            for number in range(blocks)
        ]


_SHAPES = ((5, 10), (4, 5), (2, 10))
"""Columns and height of blocks, widest first: hundreds, fifties where it is narrow, hundreds."""


def arrange(width: float, scale: float = 1.0) -> Arrangement:
    """The arrangement that fits a width; `scale` is the text size, 1.0 for 100 %."""
    least, most = 5 * scale, 9 * scale
    found = Arrangement(2, 10, 1, 1)
    for columns, tall in _SHAPES:
        share = columns * _ACROSS + (columns - 1) * 0.8
        pitch = int(min(width / share, most))
        found = Arrangement(columns, tall, max(pitch, 1), max(round(pitch * 0.7), 1))
        if pitch >= least:
            break
    return found


def paint_icons(
    painter: QPainter,
    arrangement: Arrangement,
    affected: int,
    colours: tuple[QColor, QColor],
    *,
    mirrored: bool = False,
) -> None:
    """The icons from the painter's origin; `colours` are those of the affected and the others."""
    pitch, ratio = arrangement.pitch, painter.device().devicePixelRatioF()
    person = _stamp(_person(pitch), pitch, ratio, colours[0])
    dot = _stamp(_dot(pitch), pitch, ratio, colours[1])
    for number, cell in enumerate(arrangement.cells(mirrored=mirrored)):
        painter.drawImage(cell.topLeft(), person if number < affected else dot)


def _stamp(shape: QPainterPath, pitch: int, ratio: float, colour: QColor) -> QImage:
    """An icon as a picture: painting it a thousand times is quicker than a thousand paths."""
    edge = round(pitch * ratio)
    stamp = QImage(edge, edge, QImage.Format.Format_ARGB32_Premultiplied)
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(stamp)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(shape, colour)
    painter.end()
    return stamp


def _person(pitch: int) -> QPainterPath:
    """Head and shoulders in one piece; at least a whole pixel of its cell stays free."""
    edge = _edge(pitch)
    head = edge * 0.26
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addEllipse(QPointF(edge / 2, head), head, head)
    top = edge * 0.44
    path.addRoundedRect(QRectF(edge * 0.06, top, edge * 0.88, edge - top), edge * 0.28, edge * 0.28)
    return path


def _dot(pitch: int) -> QPainterPath:
    middle, radius = _edge(pitch) / 2, max(1.0, pitch * 0.19)
    path = QPainterPath()
    path.addEllipse(QPointF(middle, middle), radius, radius)
    return path


def _edge(pitch: int) -> int:
    return pitch - max(1, round(pitch * 0.12))
