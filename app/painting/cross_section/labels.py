"""Labels of a cross-section: beside it with leaders, or numbers with a legend below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from app.painting.cross_section.tissue import (
    SECTION_HEIGHT,
    SECTION_WIDTH,
    SKIN_DEPTH,
    CrossSection,
    hernia_opening,
    ribs,
)
from app.painting.cross_section.tools import tool_point
from app.theme.theme import Theme

_LABEL_WIDTH, _LEADER_WIDTH, _MAX_DRAWING_WIDTH = 176, 26, 660
"""Pixels at a text size of 100 %."""
_NUMBER = 22
"""Edge of a numbered disc at 100 %, in pixels."""
_ANCHOR_X = 452.0
"""Where labels point at a layer, in units of the drawing."""
_WRAP_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class SectionLabel:
    """One label: the point it names, the box of its number or text, and its box in the legend."""

    text: str
    number: int
    is_tool: bool
    point: QPointF
    box: QRectF
    legend_box: QRectF


@dataclass(frozen=True, slots=True)
class SectionLabelLayout:
    """All boxes at one width, in pixels.

    With `has_legend` there are only numbers beside the drawing, and the texts are below it.
    """

    drawing: QRectF
    labels: tuple[SectionLabel, ...]
    has_legend: bool
    height: int


def label_anchors(section: CrossSection) -> dict[str, QPointF]:
    """The point that each label names, in units of the drawing, from top to bottom.

    The key is the name of a layer, "gap" for the hernia, or "tool" for the tool of the step.
    """
    found = {}
    for layer in section.layers:
        if layer.name != "epidermis":
            depth = (layer.top + min(layer.bottom, layer.top + 110, SECTION_HEIGHT)) / 2
            found[layer.name] = section.deformation.point(_ANCHOR_X, depth)
    if section.kind == "ribs":
        found["ribs"] = ribs(section)[-1].boundingRect().center() + QPointF(14, 0)
    if section.kind == "flank":
        box = hernia_opening(section).boundingRect()
        found["gap"] = QPointF(box.center().x() + 14, box.top() + box.height() * 0.5)
        muscle = found["muscle"]
        found["muscle"] = muscle + QPointF(0, 15)
    if section.step:
        point = tool_point(section.step)
        depth = (
            point.y()
            if section.step == "numbing"
            else section.deformation.y(point.x(), SKIN_DEPTH) - 6
        )
        is_rod = section.step in ("laser", "suction")
        found["tool"] = point if is_rod else QPointF(point.x(), depth)
    return dict(sorted(found.items(), key=_height))


def _height(pair: tuple[str, QPointF]) -> float:
    return pair[1].y()


def layout_section_labels(
    section: CrossSection, texts: dict[str, str], width: int, theme: Theme
) -> SectionLabelLayout:
    """Place texts beside the drawing if there is space, else numbers and a legend below.

    `texts` has one entry for each label of `label_anchors`; `width` is in pixels.
    """
    width = min(width, theme.px(_MAX_DRAWING_WIDTH) + theme.px(_LABEL_WIDTH))
    has_legend = width < theme.px(_LABEL_WIDTH + _LEADER_WIDTH) + 320
    label_width = theme.px(_NUMBER if has_legend else _LABEL_WIDTH)
    leader_width = theme.px(10 if has_legend else _LEADER_WIDTH)
    drawing_width = float(max(width - label_width - leader_width, 60))
    anchors = label_anchors(section)
    lines = [texts[name] for name in anchors]
    metrics = QFontMetricsF(theme.font(-1, weight=600))
    if has_legend:
        heights = [float(label_width)] * len(lines)
    else:
        heights = _text_heights(lines, metrics, label_width)
    gap = theme.px(4)
    drawing_height = max(
        drawing_width * SECTION_HEIGHT / SECTION_WIDTH, sum(heights) + gap * (len(heights) - 1)
    )
    drawing = QRectF(0, 0, drawing_width, drawing_height)
    centers = [point.y() * drawing_height / SECTION_HEIGHT for point in anchors.values()]
    wanted = [center - height / 2 for center, height in zip(centers, heights, strict=True)]
    tops = spread_boxes(wanted, heights, gap, drawing_height)
    below = drawing_height + theme.px(12)
    legend, legend_bottom = _legend_boxes(lines, width, below, theme, metrics)
    labels = []
    for index, (name, anchor) in enumerate(anchors.items()):
        point = QPointF(anchor.x() * drawing_width / SECTION_WIDTH, centers[index])
        box = QRectF(drawing_width + leader_width, tops[index], label_width, heights[index])
        is_tool = name == "tool"
        labels.append(SectionLabel(lines[index], index + 1, is_tool, point, box, legend[index]))
    bottom = legend_bottom if has_legend else drawing_height
    return SectionLabelLayout(drawing, tuple(labels), has_legend, int(bottom + 1.999))


def _text_heights(texts: list[str], metrics: QFontMetricsF, width: int) -> list[float]:
    box = QRectF(0, 0, width, 10_000)
    return [metrics.boundingRect(box, _WRAP_FLAGS, text).height() + 2 for text in texts]


def spread_boxes(
    tops: list[float], heights: list[float], gap: float, total_height: float
) -> list[float]:
    """Move boxes as little as needed, in their order, so that they neither overlap nor stick out.

    Return the new tops. All values are in pixels, and there is at least `gap` between two boxes.
    """
    placed: list[float] = []
    lowest = 0.0
    for top, height in zip(tops, heights, strict=True):
        placed.append(max(top, lowest))
        lowest = placed[-1] + height + gap
    highest = total_height
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], highest - heights[index])
        highest = placed[index] - gap
    return placed


def _legend_boxes(
    texts: list[str], width: int, top: float, theme: Theme, metrics: QFontMetricsF
) -> tuple[list[QRectF], float]:
    """The boxes of the legend, in two columns where they fit, and its lower edge."""
    columns = 2 if width >= theme.px(400) else 1
    column_width = width / columns
    text_width = int(column_width) - theme.px(_NUMBER + 8 + 8)
    least = float(theme.px(_NUMBER))
    heights = [max(one, least) for one in _text_heights(texts, metrics, text_width)]
    rows = -(-len(texts) // columns)
    boxes, ends = [], [top]
    for column in range(columns):
        y = top
        for height in heights[column * rows : (column + 1) * rows]:
            boxes.append(QRectF(column * column_width, y, column_width - theme.px(8), height))
            y += height + theme.px(3)
        ends.append(y - theme.px(3))
    return boxes, max(ends)


def mirrored_box(box: QRectF, width: float) -> QRectF:
    """A box mirrored left to right within `width`, for right-to-left text."""
    return QRectF(width - box.right(), box.top(), box.width(), box.height())


def leader_points(label: SectionLabel, drawing: QRectF) -> tuple[QPointF, QPointF, QPointF]:
    """The leader: level to the edge of the drawing, then to the label, so that none cross."""
    end = QPointF(label.box.left() - 4, label.box.center().y())
    return label.point, QPointF(drawing.right() + 1, label.point.y()), end


def paint_section_labels(
    painter: QPainter,
    layout: SectionLabelLayout,
    width: int,
    theme: Theme,
    *,
    is_mirrored: bool = False,
) -> None:
    """Paint the leaders, then the texts or numbers, then the legend; `width` is in pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for label in layout.labels:
        _paint_leader(painter, label, layout, width if is_mirrored else None, theme)
    for label in layout.labels:
        label_box = mirrored_box(label.box, width) if is_mirrored else label.box
        if not layout.has_legend:
            _paint_text(painter, label, label_box, theme, is_mirrored=is_mirrored)
            continue
        _paint_number(painter, label, label_box, theme)
        for box, is_text in _legend_parts(label, theme):
            part = mirrored_box(box, width) if is_mirrored else box
            if is_text:
                _paint_text(painter, label, part, theme, is_mirrored=is_mirrored)
            else:
                _paint_number(painter, label, part, theme)


def _legend_parts(label: SectionLabel, theme: Theme) -> Iterator[tuple[QRectF, bool]]:
    """The two boxes of a label in the legend: False with its number, True with its text."""
    size = theme.px(_NUMBER)
    box = label.legend_box
    yield QRectF(box.left(), box.top(), size, min(box.height(), size)), False
    yield box.adjusted(size + theme.px(8), 0, 0, 0), True


def _paint_leader(
    painter: QPainter,
    label: SectionLabel,
    layout: SectionLabelLayout,
    mirror_width: int | None,
    theme: Theme,
) -> None:
    """Paint one leader, mirrored within `mirror_width` if it is given."""
    points = leader_points(label, layout.drawing)
    if mirror_width is not None:
        start, bend, end = (QPointF(mirror_width - point.x(), point.y()) for point in points)
        points = start, bend, end
    color = theme.color("accent" if label.is_tool else "ink")
    inside, outside = QPolygonF(points[:2]), QPolygonF(points[1:])
    painter.setPen(QPen(theme.color("ground"), 3.4))
    painter.drawPolyline(inside)
    for part in (inside, outside):
        painter.setPen(QPen(color, 1.3))
        painter.drawPolyline(part)
    painter.setPen(QPen(theme.color("ground"), 1.6))
    painter.setBrush(color)
    painter.drawEllipse(points[0], 4.0, 4.0)


def _paint_text(
    painter: QPainter, label: SectionLabel, box: QRectF, theme: Theme, *, is_mirrored: bool
) -> None:
    painter.setFont(theme.font(-1, weight=600))
    painter.setPen(theme.color("accent" if label.is_tool else "ink"))
    side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, _WRAP_FLAGS | int(side | Qt.AlignmentFlag.AlignAbsolute), label.text)


def _paint_number(painter: QPainter, label: SectionLabel, box: QRectF, theme: Theme) -> None:
    size = min(box.width(), box.height()) - 2
    disc = QRectF(0, 0, size, size)
    disc.moveCenter(box.center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent" if label.is_tool else "ink"))
    painter.drawEllipse(disc)
    painter.setFont(theme.font(-1, weight=700))
    painter.setPen(theme.color("on_accent" if label.is_tool else "surface"))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(label.number))
