"""Painting of the figure's labels: pills with leader lines, and numbered dots."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from app.body.outlines import Point
from app.body.regions import Place, RegionId, covers
from app.painting.labels.model import PillSizes, PlacedLabel
from app.painting.scene import FigureScene
from app.theme.theme import FONT_FAMILY, Theme

_TEXT_PX = 15
_PAD_X, _PAD_Y = 13.0, 6.0
_DOT, _SMALL_DOT = 4.0, 2.5
_NUMBER_DOT = 12.0


class Pill(NamedTuple):
    """The text of a label on one line, and broken in two to be narrow; and the sizes of both."""

    texts: tuple[str, str]
    sizes: PillSizes

    @property
    def width(self) -> float:
        """The width on one line."""
        return self.sizes.one_line[0]


def label_font(theme: Theme, *, strong: bool = False) -> QFont:
    """The font of a label; bold while the label is chosen, hovered or focused."""
    return _font(theme.px(_TEXT_PX), strong=strong)


def _font(pixels: int, *, strong: bool) -> QFont:
    font = QFont(FONT_FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.Bold if strong else QFont.Weight.Normal)
    return font


def measure_pill(name: str, theme: Theme) -> Pill:
    """The pill of a name, wide enough for bold letters."""
    return _measured(name, theme.px(_TEXT_PX), theme.px(_PAD_X), theme.px(_PAD_Y))


@lru_cache(maxsize=256)
def _measured(name: str, text_px: int, pad_x: int, pad_y: int) -> Pill:
    """The pill of a name; cached, because the labels are placed at each step of zooming."""
    metrics = QFontMetricsF(_font(text_px, strong=True))
    texts = name, _break_in_two(name, metrics)
    one, two = (
        (
            ceil(max(map(metrics.horizontalAdvance, text.split("\n")))) + 2 * pad_x,
            ceil(metrics.height() * (1 + text.count("\n"))) + 2 * pad_y,
        )
        for text in texts
    )
    return Pill(texts, PillSizes(one, two))


def _break_in_two(name: str, metrics: QFontMetricsF) -> str:
    words = name.split(" ")
    breaks = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))] or [
        (name, "")
    ]

    def width(pair: Iterable[str]) -> float:
        return max(metrics.horizontalAdvance(part) for part in pair)

    return "\n".join(min(breaks, key=width)).strip()


class LabelState(NamedTuple):
    """Whether a label belongs to the place that is chosen, hovered or focused."""

    chosen: bool = False
    highlighted: bool = False


_NUMBER_COLORS = {"accent": "on_accent", "primary": "on_primary", "": "outline_light"}


def _highlight_role(state: LabelState) -> str:
    """The colour role of a highlighted leader and its dot; empty at rest."""
    if state.chosen:
        return "accent"
    return "primary" if state.highlighted else ""


def paint_labels(painter: QPainter, scene: FigureScene, *, raised: bool) -> None:
    """Paint either the highlighted labels (`raised`) or all others: first leaders, then pills."""
    states = [
        (label, label_state(scene, label.region, QPointF(*label.dot)))
        for label in scene.layout.labels
    ]
    labels = [(label, state) for label, state in states if any(state) is raised]
    for region, at in scene.layout.small_dots:
        state = label_state(scene, region, QPointF(*at))
        if any(state) is raised:
            _paint_dot(painter, scene, at, _SMALL_DOT, state)
    for label, state in labels:
        _paint_leader(painter, scene, label, state)
    for label, state in labels:
        _paint_pill(painter, scene, label, state)
    for number, (region, at) in enumerate(scene.layout.numbered, start=1):
        dot = QPointF(*at)
        state = label_state(scene, region, dot)
        if any(state) is raised:
            _paint_number(painter, scene, dot, str(number), state)


def label_state(scene: FigureScene, region: RegionId, dot: QPointF) -> LabelState:
    """The state of the place in which the leader ends, never that of the other side."""
    highlighted = [
        place for place in (scene.interaction.hovered, scene.interaction.focus) if place is not None
    ]
    if all(place is None or place.region != region for place in (scene.chosen, *highlighted)):
        return LabelState()
    end = _place_at(scene, region, dot)
    return LabelState(scene.is_chosen(end), any(covers(place, end) for place in highlighted))


def _place_at(scene: FigureScene, region: RegionId, dot: QPointF) -> Place:
    """The side of a region in which a dot lies."""
    sides = scene.shapes.of([region])
    inside = [shape for shape in sides if shape.path.contains(dot)]
    return (inside or sides)[0].place


def _paint_leader(
    painter: QPainter, scene: FigureScene, label: PlacedLabel, state: LabelState
) -> None:
    if not label.leader:
        return
    theme, highlight = scene.theme, _highlight_role(state)
    line = QPolygonF([QPointF(*point) for point in label.leader])
    pen = QPen(theme.color("outline_light" if not theme.dark else "outline_dark"), 3.0)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(line)
    pen.setColor(theme.color(highlight or "ink"))
    pen.setWidthF(2.2 if highlight else 1.2)
    painter.setPen(pen)
    painter.drawPolyline(line)
    for at in label.leader[1:]:
        _paint_dot(painter, scene, at, _DOT, state)


def _paint_dot(
    painter: QPainter, scene: FigureScene, at: Point, radius: float, state: LabelState
) -> None:
    theme = scene.theme
    size = max(radius, theme.px(radius))
    painter.setPen(QPen(theme.color("outline_light"), size / 2))
    painter.setBrush(theme.color(_highlight_role(state) or "outline_dark"))
    painter.drawEllipse(QPointF(*at), size, size)


def _paint_pill(
    painter: QPainter, scene: FigureScene, label: PlacedLabel, state: LabelState
) -> None:
    theme, chosen = scene.theme, state.chosen
    box = QRectF(label.box.x, label.box.y, label.box.w, label.box.h)
    radius = min(box.height() / 2, theme.px(20))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("shadow"))
    painter.drawRoundedRect(box.translated(0, 2.0), radius, radius)
    painter.setBrush(theme.color("accent" if chosen else "label"))
    painter.setPen(_pill_edge(theme, state))
    painter.drawRoundedRect(box, radius, radius)
    painter.setPen(theme.color("on_accent" if chosen else "ink"))
    painter.setFont(label_font(theme, strong=any(state)))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, scene.texts_by_region[label.region])


def _pill_edge(theme: Theme, state: LabelState) -> QPen:
    if state.chosen:
        return QPen(theme.color("accent"), 1.0)
    return (
        QPen(theme.color("primary"), 2.0) if state.highlighted else QPen(theme.color("line"), 1.0)
    )


def _paint_number(
    painter: QPainter, scene: FigureScene, dot: QPointF, number: str, state: LabelState
) -> None:
    theme, highlight = scene.theme, _highlight_role(state)
    size = min(float(theme.px(_NUMBER_DOT)), scene.layout.max_dot_radius)
    painter.setPen(QPen(theme.color("outline_light"), 2.0))
    painter.setBrush(QColor(theme.color(highlight or "outline_dark")))
    painter.drawEllipse(dot, size, size)
    painter.setFont(theme.font(-1, weight=700))
    painter.setPen(theme.color(_NUMBER_COLORS[highlight]))
    box = QRectF(dot.x() - size, dot.y() - size, 2 * size, 2 * size)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
