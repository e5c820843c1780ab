"""1,000 people in rows: some filled, some with a ring, the others as dots."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

PEOPLE = 1_000
_BLOCKS = 5
"""Groups of people in a row, with a gap between them."""
_LEAST_PITCH = 7.5
"""Least distance of two people at 100 %, in pixels; below it there are half as many in a row."""


@dataclass(frozen=True, slots=True)
class PeopleColors:
    """Colours of the people, of the rings, and of the dots."""

    person: QColor
    ring: QColor
    dot: QColor


@dataclass(frozen=True, slots=True)
class PeopleGrid:
    """Arrangement of the people in rows of `columns`.

    `pitch` is the distance of two people in a row. The rows that hold a person or a ring are
    `tall` pixels high, the others `low`. `filled` people come first, then rings up to `ringed`.
    """

    columns: int
    pitch: float
    tall: float
    low: float
    filled: int
    ringed: int

    @property
    def tall_rows(self) -> int:
        """How many rows hold a person or a ring."""
        return -(-max(self.filled, self.ringed) // self.columns)

    @property
    def height(self) -> float:
        return self.tall_rows * self.tall + (PEOPLE // self.columns - self.tall_rows) * self.low

    @property
    def width(self) -> float:
        return self.pitch * (self.columns + (_BLOCKS - 1) * _GAP)

    def row_top(self, row: int) -> float:
        """The upper edge of a row."""
        tall = min(row, self.tall_rows)
        return tall * self.tall + (row - tall) * self.low

    def center_x(self, column: int) -> float:
        """The middle of a column."""
        return self.pitch * (column + 0.5 + column // (self.columns // _BLOCKS) * _GAP)


_GAP = 0.25
"""Width of a gap between two blocks, in pitches."""


def fit_people_grid(width: float, filled: int, ringed: int, scale: float = 1.0) -> PeopleGrid:
    """The arrangement for a width in pixels: rows of 50, or of 25 where those are too narrow.

    `scale` is the text size, 1.0 for 100 %.
    """
    columns = 50
    if _pitch(width, columns) < _LEAST_PITCH * scale:
        columns = 25
    pitch = min(_pitch(width, columns), 11.4 * scale)
    tall = min(pitch * 1.15, 12.5 * scale)
    return PeopleGrid(columns, pitch, tall, max(pitch * 0.64, 4.5), filled, ringed)


def _pitch(width: float, columns: int) -> float:
    return width / (columns + (_BLOCKS - 1) * _GAP)


def paint_people(
    painter: QPainter, grid: PeopleGrid, colors: PeopleColors, *, mirrored: bool = False
) -> None:
    """Paint the grid from the painter's origin, row by row from the leading side.

    Equal rows are painted once into a picture, which is many times faster than 1,000 paths.
    """
    ratio = painter.device().devicePixelRatioF()
    pictures: dict[tuple[int, int], QImage] = {}
    for row in range(PEOPLE // grid.columns):
        start = row * grid.columns
        filled = min(max(grid.filled - start, 0), grid.columns)
        ringed = min(max(grid.ringed - start, 0), grid.columns)
        if (filled, ringed) not in pictures:
            height = grid.tall if row < grid.tall_rows else grid.low
            picture = _blank(grid.width, height, ratio)
            _paint_row(picture, grid, (filled, ringed), height, colors, mirrored=mirrored)
            pictures[(filled, ringed)] = picture
        painter.drawImage(QPointF(0, grid.row_top(row)), pictures[(filled, ringed)])


def _blank(width: float, height: float, ratio: float) -> QImage:
    picture = QImage(
        round(width * ratio) + 1,
        round(height * ratio) + 1,
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _paint_row(
    picture: QImage,
    grid: PeopleGrid,
    signs: tuple[int, int],
    height: float,
    colors: PeopleColors,
    *,
    mirrored: bool,
) -> None:
    filled, ringed = signs
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for column in range(grid.columns):
        x = grid.center_x(column)
        center = QPointF(grid.width - x if mirrored else x, height / 2)
        if column < filled:
            paint_person(painter, center, grid.pitch, colors.person)
        elif column < ringed:
            paint_ring(painter, center, grid.pitch, colors.ring)
        else:
            paint_dot(painter, center, grid.pitch, colors.dot)
    painter.end()


def paint_person(painter: QPainter, center: QPointF, pitch: float, color: QColor) -> None:
    """Head and shoulders around `center`, about one pitch high."""
    width, height = pitch * 0.72, pitch * 1.0
    top = center.y() - height / 2
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    head = height * 0.2
    path.addEllipse(QPointF(center.x(), top + head + height * 0.02), head, head)
    body_top = top + height * 0.47
    body = QRectF(center.x() - width / 2, body_top, width, top + height * 0.98 - body_top)
    path.addRoundedRect(body, width * 0.32, width * 0.32)
    painter.fillPath(path, color)


def paint_ring(painter: QPainter, center: QPointF, pitch: float, color: QColor) -> None:
    """A ring around `center`."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, max(pitch * 0.13, 1.2)))
    painter.drawEllipse(center, pitch * 0.29, pitch * 0.29)


def paint_dot(painter: QPainter, center: QPointF, pitch: float, color: QColor) -> None:
    """A dot around `center`."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(center, max(pitch * 0.17, 1.1), max(pitch * 0.17, 1.1))
