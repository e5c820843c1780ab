"""Where the labels of a cross-section stand: beside it with leader lines, or as a key below."""

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

_BESIDE, _LEADER, _WIDEST = 176, 26, 660
_ANCHOR_X = 452.0
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class SectionLabel:
    """One label: where it points, the box of its number or words, and its line in the key."""

    words: str
    number: int
    is_tool: bool
    point: QPointF
    box: QRectF
    legend_box: QRectF


@dataclass(frozen=True, slots=True)
class SectionLabelLayout:
    """Where everything stands at a width; `has_key` says that the words stand below."""

    drawing: QRectF
    labels: tuple[SectionLabel, ...]
    has_legend: bool
    height: int


def label_anchors(section: CrossSection) -> dict[str, QPointF]:
    """What each label points at, in the drawing, from above; the tool of the step included."""
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
    section: CrossSection, words: dict[str, str], width: int, theme: Theme
) -> SectionLabelLayout:
    """Labels beside the drawing where there is room, else numbers beside it and a key below."""
    width = min(width, theme.px(_WIDEST) + theme.px(_BESIDE))
    has_key = width < theme.px(_BESIDE + _LEADER) + 320
    column = theme.px(26 if has_key else _BESIDE)
    lead = theme.px(10 if has_key else _LEADER)
    across = float(max(width - column - lead, 60))
    anchors = label_anchors(section)
    texts = [words[name] for name in anchors]
    metrics = QFontMetricsF(theme.font(-1, weight=600))
    talls = [float(column)] * len(texts) if has_key else _talls(texts, metrics, column)
    gap = theme.px(4)
    tall = max(across * SECTION_HEIGHT / SECTION_WIDTH, sum(talls) + gap * (len(talls) - 1))
    drawing = QRectF(0, 0, across, tall)
    wanted = [point.y() * tall / SECTION_HEIGHT for point in anchors.values()]
    tops = spread_boxes(
        [at - one / 2 for at, one in zip(wanted, talls, strict=True)], talls, gap, tall
    )
    keys, height = _keys(texts, width, tall + theme.px(12), theme, metrics)
    labels = []
    for at, (name, point) in enumerate(anchors.items()):
        place = QPointF(point.x() * across / SECTION_WIDTH, wanted[at])
        box = QRectF(across + lead, tops[at], column, talls[at])
        labels.append(SectionLabel(texts[at], at + 1, name == "tool", place, box, keys[at]))
    return SectionLabelLayout(
        drawing, tuple(labels), has_key, int((height if has_key else tall) + 1.999)
    )


def _talls(texts: list[str], metrics: QFontMetricsF, width: int) -> list[float]:
    room = QRectF(0, 0, width, 10_000)
    return [metrics.boundingRect(room, _WRAP, text).height() + 2 for text in texts]


def spread_boxes(tops: list[float], talls: list[float], gap: float, room: float) -> list[float]:
    """Moves boxes in their order as little as needed, so that none overlaps and all fit in."""
    placed: list[float] = []
    floor = 0.0
    for top, tall in zip(tops, talls, strict=True):
        placed.append(max(top, floor))
        floor = placed[-1] + tall + gap
    ceiling = room
    for at in range(len(placed) - 1, -1, -1):
        placed[at] = min(placed[at], ceiling - talls[at])
        ceiling = placed[at] - gap
    return placed


def _keys(
    texts: list[str], width: int, top: float, theme: Theme, metrics: QFontMetricsF
) -> tuple[list[QRectF], float]:
    """The lines of the key, in two columns where they fit; and where the key ends."""
    columns = 2 if width >= theme.px(400) else 1
    across = width / columns
    words = int(across) - theme.px(26 + 8 + 8)
    talls = [max(one, float(theme.px(26))) for one in _talls(texts, metrics, words)]
    rows = -(-len(texts) // columns)
    keys, ends = [], [top]
    for column in range(columns):
        at = top
        for tall in talls[column * rows : (column + 1) * rows]:
            keys.append(QRectF(column * across, at, across - theme.px(8), tall))
            at += tall + theme.px(6)
        ends.append(at - theme.px(6))
    return keys, max(ends)


def mirrored_box(box: QRectF, width: float) -> QRectF:
    """A box as it stands from right to left."""
    return QRectF(width - box.right(), box.top(), box.width(), box.height())


def leader_points(label: SectionLabel, drawing: QRectF) -> tuple[QPointF, QPointF, QPointF]:
    """From the point straight to the edge of the drawing, then to the label: none crosses."""
    end = QPointF(label.box.left() - 4, label.box.center().y())
    return label.point, QPointF(drawing.right() + 1, label.point.y()), end


def paint_section_labels(
    painter: QPainter,
    made: SectionLabelLayout,
    width: int,
    theme: Theme,
    *,
    is_mirrored: bool = False,
) -> None:
    """The leaders, then the words or numbers, then the key."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for label in made.labels:
        _paint_leader(painter, label, made, (width, is_mirrored), theme)
    for label in made.labels:
        box = mirrored_box(label.box, width) if is_mirrored else label.box
        if not made.has_legend:
            _paint_words(painter, label, box, theme, is_mirrored=is_mirrored)
            continue
        _paint_number(painter, label, box, theme)
        for key, is_words in _key_parts(label, theme):
            part = mirrored_box(key, width) if is_mirrored else key
            if is_words:
                _paint_words(painter, label, part, theme, is_mirrored=is_mirrored)
            else:
                _paint_number(painter, label, part, theme)


def _key_parts(label: SectionLabel, theme: Theme) -> Iterator[tuple[QRectF, bool]]:
    size = theme.px(26)
    key = label.legend_box
    yield QRectF(key.left(), key.top(), size, min(key.height(), size)), False
    yield key.adjusted(size + theme.px(8), 0, 0, 0), True


def _paint_leader(
    painter: QPainter,
    label: SectionLabel,
    made: SectionLabelLayout,
    turn: tuple[int, bool],
    theme: Theme,
) -> None:
    width, is_mirrored = turn
    way = leader_points(label, made.drawing)
    if is_mirrored:
        start, bend, end = (QPointF(width - point.x(), point.y()) for point in way)
        way = start, bend, end
    colour = theme.color("accent" if label.is_tool else "ink")
    inside, outside = QPolygonF(way[:2]), QPolygonF(way[1:])
    painter.setPen(QPen(theme.color("ground"), 3.4))
    painter.drawPolyline(inside)
    for part in (inside, outside):
        painter.setPen(QPen(colour, 1.3))
        painter.drawPolyline(part)
    painter.setPen(QPen(theme.color("ground"), 1.6))
    painter.setBrush(colour)
    painter.drawEllipse(way[0], 4.0, 4.0)


def _paint_words(
    painter: QPainter, label: SectionLabel, box: QRectF, theme: Theme, *, is_mirrored: bool
) -> None:
    painter.setFont(theme.font(-1, weight=600))
    painter.setPen(theme.color("accent" if label.is_tool else "ink"))
    side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, _WRAP | int(side | Qt.AlignmentFlag.AlignAbsolute), label.words)


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
