"""Everything that is needed to paint the figure, as frozen values: equal scenes, equal pixels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainterPath, QTransform

from app.body.hit_test import OutlineIndex
from app.body.outlines import Outline, Point
from app.body.regions import Place, RegionId, covers
from app.painting.labels.model import LabelLayout
from app.painting.smooth_path import outline_path
from app.session.marks import Mark
from app.theme.region_colors import RegionColors
from app.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class RegionShape:
    """The outline of a place, in pixels of the widget."""

    place: Place
    path: QPainterPath


class RegionShapes:
    """The outlines of a plate in pixels of the widget; each is made when it is first needed."""

    def __init__(self, outlines: OutlineIndex, to_pixels: QTransform) -> None:
        self._outlines, self._to_pixels = outlines, to_pixels
        self._shapes: dict[Place, RegionShape] = {}

    def __len__(self) -> int:
        return len(self._outlines.outlines)

    def __iter__(self) -> Iterator[RegionShape]:
        return map(self._shape, self._outlines.outlines)

    def of(self, regions: Iterable[RegionId]) -> list[RegionShape]:
        """The shapes of some regions, in their order on the plate."""
        return list(map(self._shape, self._outlines.outlines_of(regions)))

    def _shape(self, outline: Outline) -> RegionShape:
        shape = self._shapes.get(outline.place)
        if shape is None:
            shape = RegionShape(outline.place, self._to_pixels.map(outline_path(outline)))
            self._shapes[outline.place] = shape
        return shape


@dataclass(frozen=True, slots=True)
class InteractionState:
    """Short-lived state of pointer and keyboard: hover, focus, animation, a mark being drawn.

    `found` are the regions that a list or a search lights as if they were hovered.
    `hover_progress` and `choice_progress` (0 to 1) are those of the animations that fade in what
    is hovered or found, and what is chosen. `lowest_zoom` is the lower end of a zoom that is under
    way. `pointer` is where the presenter's large pointer is shown, in plate widths.
    """

    hovered: Place | None = None
    focus: Place | None = None
    found: frozenset[RegionId] = frozenset()
    hover_progress: float = 1.0
    choice_progress: float = 1.0
    lowest_zoom: float | None = None
    draft_mark: Mark | None = None
    pointer: Point | None = None


@dataclass(frozen=True, slots=True)
class RegionTint:
    """A region in the colours of light, with soft edges, to be painted over the skin.

    `box` is what the picture fills, in plate widths.
    """

    image: QImage
    box: QRectF
    colors: RegionColors

    def target(self, plate_rect: QRectF) -> QRectF:
        """The box to paint the picture into, in pixels."""
        scale = plate_rect.width()
        left, top = plate_rect.x() + self.box.x() * scale, plate_rect.y() + self.box.y() * scale
        return QRectF(left, top, self.box.width() * scale, self.box.height() * scale)


@dataclass(frozen=True, slots=True)
class MarkImage:
    """A picture of marks, with the rectangles it was made for.

    `plate_rect` is where the plate was, `box` what the picture filled; both in pixels.
    """

    image: QImage
    plate_rect: QRectF
    box: QRectF

    def target(self, plate_rect: QRectF) -> QRectF:
        """The box to paint the picture into when the plate is at another rectangle."""
        scale = plate_rect.width() / self.plate_rect.width()
        left = plate_rect.x() + (self.box.x() - self.plate_rect.x()) * scale
        top = plate_rect.y() + (self.box.y() - self.plate_rect.y()) * scale
        return QRectF(left, top, self.box.width() * scale, self.box.height() * scale)


@dataclass(frozen=True, slots=True)
class FigureScene:
    """What `paint_figure` paints.

    `image` is the tinted plate and `plate_rect` the rectangle it fills, in pixels;
    `texts_by_region` are the texts of the labels, with a line break where they wrap. `base_image`
    is a picture of the labels at rest, which is faster to paint than its parts, and `line_image`
    one of all outlines at rest in the contrast theme, if there are many. `listed` are the places on
    the list, which are lit as the chosen one is, while their labels stay at rest. `tints` has each
    place that is hovered, found, listed or chosen. `spotlight_path` is the area that a spotlight
    leaves bright. `previous` is the scene whose body gives way to this one, which is there by the
    share `fade`.
    """

    image: QImage
    plate_rect: QRectF
    shapes: RegionShapes
    layout: LabelLayout
    texts_by_region: Mapping[RegionId, str]
    theme: Theme
    chosen: Place | None = None
    listed: frozenset[Place] = frozenset()
    interaction: InteractionState = InteractionState()
    tints: Mapping[Place, RegionTint] = field(default_factory=dict)
    base_image: QImage | None = None
    line_image: QImage | None = None
    marks: MarkImage | None = None
    spotlight_path: QPainterPath | None = None
    previous: FigureScene | None = None
    fade: float = 1.0

    @property
    def lit_regions(self) -> frozenset[RegionId]:
        """The regions of which a place is chosen, listed, below the pointer or found."""
        places = (self.chosen, self.interaction.hovered, *self.listed)
        regions = (place.region for place in places if place is not None)
        return self.interaction.found.union(regions)

    def is_chosen(self, place: Place) -> bool:
        """True if the place itself is chosen or listed, or the region of which it is a side."""
        chosen = (self.chosen, *self.listed)
        return any(one is not None and covers(one, place) for one in chosen)

    def is_hovered(self, place: Place) -> bool:
        """True if the place is below the pointer, or lit by a list or a search."""
        hovered = self.interaction.hovered
        is_below_pointer = hovered is not None and covers(hovered, place)
        return is_below_pointer or place.region in self.interaction.found
