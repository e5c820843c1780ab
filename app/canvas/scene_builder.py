"""Composes the scene that is painted from what is on show and the room there is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from app.atlas.header import PlateOutlines
from app.atlas.loader import Atlas
from app.body.hit_test import OutlineIndex
from app.body.regions import RegionId, covers
from app.canvas.figure_layout import FigureLayout, FigureViewport, layout_figure
from app.canvas.plate_cache import PlateCache, PlateColors, PlateRequest
from app.painting.figure import paint_base
from app.painting.scene import FigureScene, InteractionState, MarkImage
from app.session.state import Showing
from app.theme.theme import Theme

if TYPE_CHECKING:  # only those who draw pay for it
    from app.canvas.mark_layer import MarkLayer

_CLEAR_FORMAT = QImage.Format.Format_ARGB32_Premultiplied
_KEPT = 8
_RESTING = 3
"""Pictures of outlines and labels: one at rest, and as many as the shipped atlas has others."""
_SHARPER_FROM = 1.3


class SceneBuilder:
    """Knows the atlas and the skin tones; keeps the last plates and arrangements.

    `labels` says whether there are any: the very first picture does without, to be there sooner.
    """

    has_labels = False

    def __init__(self, atlas: Atlas, skins: Mapping[str, tuple[QColor, ...]]) -> None:
        self.atlas = atlas
        self._skins = skins
        self._plate_cache = PlateCache()
        self._layouts: OrderedDict[Hashable, FigureLayout] = OrderedDict()
        self._base_images: list[tuple[object, QImage]] = []
        self._layer: MarkLayer | None = None

    def outlines(self, showing: Showing) -> PlateOutlines:
        """The outlines of the plate on show."""
        return self.atlas.outlines(showing.plate)

    def outline_index(self, showing: Showing) -> OutlineIndex:
        """Which region lies where on the plate on show."""
        return self.outlines(showing).map

    def layout(
        self, showing: Showing, theme: Theme, room: FigureViewport, *, only: RegionId | None = None
    ) -> FigureLayout:
        """Where plate, outlines and labels stand; the labels of all regions, or `only` of one."""
        labels = (showing.language, theme.text_size, self.has_labels, only)
        key = (showing.plate, showing.frame, room, labels)
        if key not in self._layouts:
            table = self.atlas.names(showing.language).regions if self.has_labels else {}
            named = [region for region in table if only in (None, region)]
            names = {region: table[region].plain_name(showing.figure) for region in named}
            outlines = self.outlines(showing)
            self._layouts[key] = layout_figure(outlines, names, room, showing.frame, theme)
            _trim(self._layouts)
        self._layouts.move_to_end(key)
        return self._layouts[key]

    def scene(
        self,
        showing: Showing,
        theme: Theme,
        room: FigureViewport,
        ratio: float,
        passing: InteractionState,
        *,
        only: RegionId | None = None,
    ) -> FigureScene:
        """The scene in a room; `ratio` is the screen's pixels for one of the widget's.

        With `only` no other region's name stands there.
        """
        arranged = self.layout(showing, theme, room, only=only)
        placing, labelled = (
            arranged.plate_rect,
            arranged.label_placement(showing.place, passing.focus),
        )
        where = QRectF(placing.left, placing.top, placing.width, placing.height)
        size = QSize(room.width, room.height)
        scene = FigureScene(
            image=self._image(showing, theme, self._size(showing, arranged, ratio)),
            plate_rect=where,
            shapes=arranged.shapes,
            layout=labelled.layout,
            texts_by_region=labelled.words,
            theme=theme,
        )
        return replace(
            scene,
            chosen=showing.place,
            interaction=passing,
            base_image=self._at_rest(scene, size, ratio),
            marks=self._marked(showing, where, theme, size, ratio),
            spotlight_path=_spotlight_path(showing, arranged),
        )

    @property
    def is_complete(self) -> bool:
        """Whether asking for the same scene again would give the same picture."""
        return self._layer is None or self._layer.is_complete

    def _at_rest(self, scene: FigureScene, size: QSize, ratio: float) -> QImage:
        """A picture of outlines and labels, made anew when they change.

        The last few are kept: labels move to a chosen side and back again.
        """
        theme = scene.theme
        key = (scene.shapes, scene.layout, theme.name, theme.text_size, size.toTuple(), ratio)
        known = [one for one in self._base_images if one[0] == key]
        if not known:
            image = QImage(size * ratio, _CLEAR_FORMAT)
            image.setDevicePixelRatio(ratio)
            image.fill(Qt.GlobalColor.transparent)
            painter = QPainter(image)
            paint_base(painter, scene)
            painter.end()
            known = [(key, image)]
        others = [one for one in self._base_images if one is not known[0]]
        self._base_images = [*others[1 - _RESTING :], known[0]]
        return known[0][1]

    def _marked(
        self, showing: Showing, where: QRectF, theme: Theme, size: QSize, ratio: float
    ) -> MarkImage | None:
        if self._layer is None and not showing.marks:
            return None
        # Imported here: only those who draw pay for it.
        from app.canvas.mark_layer import MarkLayer, MarkSurface

        self._layer = self._layer or MarkLayer()
        ground = MarkSurface(showing.plate, where, size, ratio, theme)
        return self._layer.image_of(showing.marks, ground)

    def preload(self, showing: Showing, theme: Theme, room: FigureViewport, ratio: float) -> None:
        """Reads the plate and lays out the labels of another Showing, which may come next."""
        arranged = self.layout(showing, theme, room)
        arranged.label_placement(showing.place)  # laid out now, not when the view is turned
        size = self._size(showing, arranged, ratio)
        self._plate_cache.load_grey(PlateRequest(showing.plate, size, self.atlas.plate_data))

    def preload_sides(
        self, showing: Showing, theme: Theme, room: FigureViewport, ratio: float
    ) -> None:
        """Lays out and paints the labels as they move for a side that may be chosen next."""
        arranged = self.layout(showing, theme, room)
        moved = arranged.places_moving_labels()
        for place in (*moved[: _RESTING - 1], None):
            self.scene(replace(showing, place=place), theme, room, ratio, InteractionState())

    def evict_caches(
        self, showing: Showing, theme: Theme, room: FigureViewport, ratio: float
    ) -> None:
        """Lets go of all marks and plates, but for what this Showing needs; of all moved labels."""
        self._layer = None
        self._base_images.clear()
        for arranged in self._layouts.values():
            arranged.clear_cache()
        size = self._size(showing, self.layout(showing, theme, room), ratio)
        wanted = PlateRequest(showing.plate, size, self.atlas.plate_data)
        self._plate_cache.evict_all_but(wanted, self._tone(showing, theme))

    def _size(self, showing: Showing, arranged: FigureLayout, ratio: float) -> QSize:
        """The plate's size in pixels: as painted at zoom 1, twice that when zoomed in."""
        whole = arranged.plate_rect.width / showing.frame.zoom * ratio
        width = round(whole * (2 if showing.frame.zoom > _SHARPER_FROM else 1))
        return QSize(width, round(width * self.outlines(showing).aspect))

    def _image(self, showing: Showing, theme: Theme, size: QSize) -> QImage:
        wanted = PlateRequest(showing.plate, size, self.atlas.plate_data)
        shorts = _closed_path(self.outlines(showing))
        return self._plate_cache.tinted(wanted, self._tone(showing, theme), shorts)

    def _tone(self, showing: Showing, theme: Theme) -> PlateColors:
        return PlateColors(
            (showing.skin, theme.name), self._skins[showing.skin], theme.garment_colors
        )


def _spotlight_path(showing: Showing, arranged: FigureLayout) -> QPainterPath | None:
    """What a spotlight leaves bright: a circle, or what is chosen with some air; None if all is."""
    if showing.spotlight is None:
        return None
    from app.painting.presenter_overlay import SPOTLIGHT_RADIUS

    lit, wide = QPainterPath(), arranged.plate_rect.width
    if showing.spotlight.at is not None:
        radius = SPOTLIGHT_RADIUS * wide
        lit.addEllipse(
            QPointF(*arranged.plate_rect.to_pixels(showing.spotlight.at)), radius, radius
        )
        return lit
    for shape in arranged.shapes:
        if showing.place is not None and covers(showing.place, shape.place):
            box, air = shape.path.boundingRect(), 0.04 * wide
            lit = lit.united(_ellipse(box.adjusted(-air, -air, air, air)))
    return None if lit.isEmpty() else lit


def _ellipse(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(box)
    return path


def _closed_path(outlines: PlateOutlines) -> QPainterPath:
    path = QPainterPath()
    for number, (x, y) in enumerate(outlines.shorts):
        if number:
            path.lineTo(x, y)
        else:
            path.moveTo(x, y)
    path.closeSubpath()
    return path


def _trim(kept: OrderedDict[Any, Any]) -> None:
    while len(kept) > _KEPT:
        kept.popitem(last=False)
