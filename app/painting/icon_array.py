"""Icon array of a risk: 1,000 small icons, people for those affected and dots for the others."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

ICON_COUNT = 1_000
_ROW = 10
"""Icons in a row of a block; a row is painted as one picture."""


@dataclass(frozen=True, slots=True)
class IconGrid:
    """Arrangement of the icons in blocks, each ten icons wide and `rows_per_block` high.

    `pitch` is the edge of an icon's cell and `gap` the distance between blocks. Both are whole
    pixels, so that no icon touches another.
    """

    blocks_across: int
    rows_per_block: int
    pitch: int
    gap: int

    @property
    def size(self) -> QSize:
        rows = ICON_COUNT // (self.blocks_across * _ROW * self.rows_per_block)
        width = self.blocks_across * _ROW * self.pitch + (self.blocks_across - 1) * self.gap
        return QSize(width, rows * self.rows_per_block * self.pitch + (rows - 1) * self.gap)

    def row_origins(self, *, mirrored: bool = False) -> list[QPointF]:
        """The upper left corner of each row of ten, block by block from the leading side."""
        tops = [row * self.pitch for row in range(self.rows_per_block)]
        last_left = self.size.width() - _ROW * self.pitch
        return [
            QPointF(last_left - corner.x() if mirrored else corner.x(), corner.y() + top)
            for corner in self._block_corners()
            for top in tops
        ]

    def cells(self, *, mirrored: bool = False) -> list[QRectF]:
        """The cell of each icon, in the order in which icons count as affected."""
        pitch = self.pitch
        lefts = [column * pitch for column in range(_ROW)]
        if mirrored:
            lefts.reverse()
        return [
            QRectF(row.x() + left, row.y(), pitch, pitch)
            for row in self.row_origins(mirrored=mirrored)
            for left in lefts
        ]

    def _block_corners(self) -> list[QPointF]:
        blocks = ICON_COUNT // (_ROW * self.rows_per_block)
        across = _ROW * self.pitch + self.gap
        down = self.rows_per_block * self.pitch + self.gap
        return [
            QPointF(number % self.blocks_across * across, number // self.blocks_across * down)
            for number in range(blocks)
        ]


_SHAPES = ((5, 10), (4, 5), (2, 10))
"""Blocks side by side and rows per block, widest first: blocks of 100, of 50, of 100."""


def fit_icon_grid(width: float, scale: float = 1.0) -> IconGrid:
    """The first shape that fits a width in pixels with icons that are large enough.

    `scale` is the text size, 1.0 for 100 %. The last shape is used where none fits.
    """
    min_pitch, max_pitch = 5 * scale, 9 * scale
    grid = IconGrid(2, 10, 1, 1)
    for blocks, rows in _SHAPES:
        cells = blocks * _ROW + (blocks - 1) * 0.8
        pitch = int(min(width / cells, max_pitch))
        grid = IconGrid(blocks, rows, max(pitch, 1), max(round(pitch * 0.7), 1))
        if pitch >= min_pitch:
            break
    return grid


def paint_icons(
    painter: QPainter,
    grid: IconGrid,
    affected: int,
    colors: tuple[QColor, QColor],
    *,
    mirrored: bool = False,
) -> None:
    """Paint the icons from the painter's origin.

    `colors` are those of the affected and of the other icons. Each row of ten is painted as one
    picture, which is many times faster than filling 1,000 paths.
    """
    ratio = painter.device().devicePixelRatioF()
    rows: dict[int, QImage] = {}
    for number, corner in enumerate(grid.row_origins(mirrored=mirrored)):
        count = min(max(affected - number * _ROW, 0), _ROW)
        if count not in rows:
            rows[count] = _blank_row(grid.pitch, ratio)
            positions = range(_ROW - count, _ROW) if mirrored else range(count)
            _paint_row(rows[count], grid.pitch, positions, colors)
        painter.drawImage(corner, rows[count])


def _blank_row(pitch: int, ratio: float) -> QImage:
    edge = round(pitch * ratio)
    row = QImage(round(pitch * ratio * _ROW), edge, QImage.Format.Format_ARGB32_Premultiplied)
    row.setDevicePixelRatio(ratio)
    row.fill(Qt.GlobalColor.transparent)
    return row


def _paint_row(row: QImage, pitch: int, affected: range, colors: tuple[QColor, QColor]) -> None:
    person, dot = _person(pitch), _dot(pitch)
    painter = QPainter(row)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for position in range(_ROW):
        is_affected = position in affected
        painter.fillPath(person if is_affected else dot, colors[0 if is_affected else 1])
        painter.translate(pitch, 0)
    painter.end()


def _person(pitch: int) -> QPainterPath:
    """Head and shoulders in one shape; at least one pixel of the cell stays free."""
    edge = _edge(pitch)
    head = edge * 0.26
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addEllipse(QPointF(edge / 2, head), head, head)
    top = edge * 0.44
    path.addRoundedRect(QRectF(edge * 0.06, top, edge * 0.88, edge - top), edge * 0.28, edge * 0.28)
    return path


def _dot(pitch: int) -> QPainterPath:
    center, radius = _edge(pitch) / 2, max(1.0, pitch * 0.19)
    path = QPainterPath()
    path.addEllipse(QPointF(center, center), radius, radius)
    return path


def _edge(pitch: int) -> int:
    """Edge of the icon within its cell."""
    return pitch - max(1, round(pitch * 0.12))
