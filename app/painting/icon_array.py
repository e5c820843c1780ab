"""One thousand small icons, some of them affected: people drawn in full among dots."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

ICON_COUNT = 1_000
_ACROSS = 10


@dataclass(frozen=True, slots=True)
class IconGrid:
    """Blocks of ten icons across and `tall` down; `columns` blocks stand beside each other.

    `pitch` is the edge of an icon's cell and `gap` the way between blocks, in whole pixels, so
    that no icon touches another one.
    """

    blocks_across: int
    rows_per_block: int
    pitch: int
    gap: int

    @property
    def size(self) -> QSize:
        rows = ICON_COUNT // (self.blocks_across * _ACROSS * self.rows_per_block)
        wide = self.blocks_across * _ACROSS * self.pitch + (self.blocks_across - 1) * self.gap
        return QSize(wide, rows * self.rows_per_block * self.pitch + (rows - 1) * self.gap)

    def row_origins(self, *, mirrored: bool = False) -> list[QPointF]:
        """The left upper corner of each ten: block by block, from the leading side."""
        tops = [row * self.pitch for row in range(self.rows_per_block)]
        far = self.size.width() - _ACROSS * self.pitch
        return [
            QPointF(far - corner.x() if mirrored else corner.x(), corner.y() + top)
            for corner in self._corners()
            for top in tops
        ]

    def cells(self, *, mirrored: bool = False) -> list[QRectF]:
        """The cell of each icon, in the order in which they are filled."""
        pitch = self.pitch
        lefts = [column * pitch for column in range(_ACROSS)]
        if mirrored:
            lefts.reverse()
        return [
            QRectF(row.x() + left, row.y(), pitch, pitch)
            for row in self.row_origins(mirrored=mirrored)
            for left in lefts
        ]

    def _corners(self) -> list[QPointF]:
        blocks = ICON_COUNT // (_ACROSS * self.rows_per_block)
        across = _ACROSS * self.pitch + self.gap
        down = self.rows_per_block * self.pitch + self.gap
        return [
            QPointF(number % self.blocks_across * across, number // self.blocks_across * down)
            for number in range(blocks)
        ]


_SHAPES = ((5, 10), (4, 5), (2, 10))
"""Columns and height of blocks, widest first: hundreds, fifties where it is narrow, hundreds."""


def fit_icon_grid(width: float, scale: float = 1.0) -> IconGrid:
    """The arrangement that fits a width; `scale` is the text size, 1.0 for 100 %."""
    least, most = 5 * scale, 9 * scale
    found = IconGrid(2, 10, 1, 1)
    for columns, tall in _SHAPES:
        share = columns * _ACROSS + (columns - 1) * 0.8
        pitch = int(min(width / share, most))
        found = IconGrid(columns, tall, max(pitch, 1), max(round(pitch * 0.7), 1))
        if pitch >= least:
            break
    return found


def paint_icons(
    painter: QPainter,
    arrangement: IconGrid,
    affected: int,
    colours: tuple[QColor, QColor],
    *,
    mirrored: bool = False,
) -> None:
    """The icons from the painter's origin; `colours` are those of the affected and the others.

    A ten is painted as one picture: that is many times quicker than a thousand paths.
    """
    ratio = painter.device().devicePixelRatioF()
    tens: dict[int, QImage] = {}
    for number, corner in enumerate(arrangement.row_origins(mirrored=mirrored)):
        filled = min(max(affected - number * _ACROSS, 0), _ACROSS)
        if filled not in tens:
            tens[filled] = _blank_row(arrangement.pitch, ratio)
            places = range(_ACROSS - filled, _ACROSS) if mirrored else range(filled)
            _fill(tens[filled], arrangement.pitch, places, colours)
        painter.drawImage(corner, tens[filled])


def _blank_row(pitch: int, ratio: float) -> QImage:
    edge = round(pitch * ratio)
    ten = QImage(round(pitch * ratio * _ACROSS), edge, QImage.Format.Format_ARGB32_Premultiplied)
    ten.setDevicePixelRatio(ratio)
    ten.fill(Qt.GlobalColor.transparent)
    return ten


def _fill(ten: QImage, pitch: int, affected: range, colours: tuple[QColor, QColor]) -> None:
    person, dot = _person(pitch), _dot(pitch)
    painter = QPainter(ten)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place in range(_ACROSS):
        is_affected = place in affected
        painter.fillPath(person if is_affected else dot, colours[0 if is_affected else 1])
        painter.translate(pitch, 0)
    painter.end()


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
