"""The figure as it is to be painted: a frozen value, the same value the same pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainterPath

from app.body.outlines import Point
from app.body.regions import Place, RegionId, covers
from app.painting.labels.model import LabelLayout
from app.session.marks import Mark
from app.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class RegionShape:
    """The outline of a place, in pixels of the widget."""

    place: Place
    path: QPainterPath


@dataclass(frozen=True, slots=True)
class InteractionState:
    """What is so for a moment only: what the pointer is near, what has the focus, the motion.

    `lift` (0 to 1) is how far the hovered or newly chosen outline has come out; `drawing` is the
    mark that is being made, `pointer` where a large pointer is shown, in plate widths.
    """

    hovered: Place | None = None
    focus: Place | None = None
    hover_progress: float = 1.0
    draft_mark: Mark | None = None
    pointer: Point | None = None


@dataclass(frozen=True, slots=True)
class MarkImage:
    """A picture of marks; `where` the plate lay when it was made, and the `box` it filled."""

    image: QImage
    plate_rect: QRectF
    box: QRectF

    def target(self, where: QRectF) -> QRectF:
        """The box it fills when the plate lies elsewhere."""
        scale = where.width() / self.plate_rect.width()
        left = where.x() + (self.box.x() - self.plate_rect.x()) * scale
        top = where.y() + (self.box.y() - self.plate_rect.y()) * scale
        return QRectF(left, top, self.box.width() * scale, self.box.height() * scale)


@dataclass(frozen=True, slots=True)
class FigureScene:
    """Everything the figure's painter needs.

    `image` is the tinted plate and `where` the rectangle it fills; `names` are the words of the
    labels, with a line break where they wrap; `resting` is a picture of outlines and labels at
    rest, which is quicker to paint than they are; `lit` is what a spotlight leaves bright.
    """

    image: QImage
    plate_rect: QRectF
    shapes: tuple[RegionShape, ...]
    layout: LabelLayout
    texts_by_region: Mapping[RegionId, str]
    theme: Theme
    chosen: Place | None = None
    interaction: InteractionState = InteractionState()
    base_image: QImage | None = None
    marks: MarkImage | None = None
    spotlight_path: QPainterPath | None = None

    def is_chosen(self, place: Place) -> bool:
        """Whether the place is chosen: itself, or as a side of a region chosen as a whole."""
        return self.chosen is not None and covers(self.chosen, place)
