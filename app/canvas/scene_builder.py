"""Builds the scene to paint from a Showing, a theme and the size of the widget."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from app.atlas.header import PlateOutlines
from app.atlas.loader import Atlas
from app.body.arrow_navigation import MANY_PLACES
from app.body.hit_test import OutlineIndex
from app.body.label_columns import LabelPlace, label_places
from app.body.regions import Place, PlateKey, RegionId, Side, View, covered_places, covers
from app.canvas.figure_layout import (
    FigureLayout,
    FigureViewport,
    LabelNames,
    LabelPlacement,
    layout_figure,
)
from app.canvas.listed_places import listed_places
from app.canvas.plate_cache import PlateCache, PlateColors, PlateRequest
from app.canvas.region_tints import RegionTintCache
from app.painting.figure import paint_base
from app.painting.plate_file import PaintedPlate
from app.painting.regions import paint_lines_at_rest
from app.painting.scene import FigureScene, InteractionState, MarkImage, RegionTint
from app.painting.tint import closed_path
from app.session.state import Showing
from app.theme.skin_ramp import SkinRamp
from app.theme.theme import Theme

if TYPE_CHECKING:  # imported late, because only drawing needs it
    from app.canvas.mark_layer import MarkLayer

_CLEAR_FORMAT = QImage.Format.Format_ARGB32_Premultiplied
_LAYOUT_CACHE_SIZE = 8
_BASE_IMAGE_CACHE_SIZE = 3
MOST_LIT = 40
"""If a search or a list has more regions, none is lit: that would take seconds and show little."""
_SHARP_ZOOM = 1.3
"""From this zoom on, plates are used at twice their size."""


class SceneBuilder:
    """Builds scenes of an atlas, and caches plates, tints, layouts and base images.

    `has_labels` is False for the first picture, which appears sooner without labels. Without
    `has_numbers`, a region without room for its name has a plain dot. With `lights_list` the areas
    on the list are lit while a page about the list is open. `skins` has the colours of each skin
    tone.
    """

    has_labels = False
    has_numbers = True
    lights_list = False

    def __init__(self, atlas: Atlas, skins: Mapping[str, SkinRamp]) -> None:
        self.atlas = atlas
        self._skins = skins
        self.plate_cache = PlateCache()
        self.region_tints = RegionTintCache()
        self._layouts: OrderedDict[Hashable, FigureLayout] = OrderedDict()
        self._label_orders: dict[View, tuple[LabelPlace, ...]] = {}
        self._names: tuple[Hashable, Mapping[Place, str]] = (None, {})
        self._base_images: list[tuple[object, QImage]] = []
        self._line_image: tuple[object, QImage | None] = (None, None)
        self._mark_layer: MarkLayer | None = None

    def outlines(self, showing: Showing) -> PlateOutlines:
        """The outlines of the current plate."""
        return self.atlas.outlines(showing.plate)

    def outline_index(self, showing: Showing) -> OutlineIndex:
        """The index that finds the place at a point of the current plate."""
        return self.outlines(showing).map

    def layout(
        self,
        showing: Showing,
        theme: Theme,
        viewport: FigureViewport,
        *,
        only: RegionId | None = None,
        is_kept: bool = True,
    ) -> FigureLayout:
        """Lay out plate, outlines and labels; with `only`, no other region has a label.

        A layout that will not come again, because a zoom only passes through it, need not be kept.
        """
        labels = (showing.language, theme.text_size, self.has_labels, self.has_numbers, only)
        key = (showing.plate, showing.frame, viewport, labels)
        if key not in self._layouts:
            outlines, names = self.outlines(showing), self._label_names(showing, only)
            layout = layout_figure(outlines, names, viewport, showing.frame, theme)
            if not is_kept:
                return layout
            self._layouts[key] = layout
            while len(self._layouts) > _LAYOUT_CACHE_SIZE:
                self._layouts.popitem(last=False)
        self._layouts.move_to_end(key)
        return self._layouts[key]

    def _label_names(self, showing: Showing, only: RegionId | None) -> LabelNames:
        if not self.has_labels:
            return LabelNames({}, ())
        names = self._place_names(showing)
        if only is not None:
            places = (one for one in covered_places(Place(only)) if one in names)
            names = {place: names[place] for place in places}
        return LabelNames(names, self._label_order(showing.view), self.has_numbers)

    def _place_names(self, showing: Showing) -> Mapping[Place, str]:
        """The names of all places; those of one language and figure are kept."""
        key = showing.language, showing.figure
        if key != self._names[0]:
            # Imported here because the first picture has no labels.
            from app.painting.descriptions import describe_place

            names = self.atlas.names(showing.language)
            places = [Place(region) for region in names.regions]
            places += [Place(one, side) for one in names.regions for side in self._sides(one)]
            found = {place: describe_place(place, showing, names) for place in places}
            self._names = (key, found)
        return self._names[1]

    def _label_order(self, view: View) -> tuple[LabelPlace, ...]:
        """The columns of the names in a view; one plate decides for all figures and builds."""
        if view not in self._label_orders:
            middle = self.atlas.builds[len(self.atlas.builds) // 2]
            outlines = self.atlas.outlines(PlateKey(self.atlas.figures[0], middle, view)).regions
            self._label_orders[view] = label_places(outlines, view, self.atlas.label_columns)
        return self._label_orders[view]

    def _sides(self, region: RegionId) -> Iterable[Side]:
        return Side if region in self.atlas.sides else ()

    def scene(
        self,
        showing: Showing,
        theme: Theme,
        viewport: FigureViewport,
        ratio: float,
        interaction: InteractionState,
        *,
        only: RegionId | None = None,
    ) -> FigureScene:
        """Build the scene.

        `ratio` is the number of screen pixels for one of the widget; with `only`, no other region
        has a label.
        """
        is_zooming = interaction.lowest_zoom is not None
        layout = self.layout(showing, theme, viewport, only=only, is_kept=not is_zooming)
        placement = self.label_placement(layout, showing, interaction.focus)
        plate_size = self._plate_size(showing, layout, ratio, interaction.lowest_zoom)
        plate_rect, size = _plate_box(layout), QSize(viewport.width, viewport.height)
        scene = FigureScene(
            image=self._image(showing, theme, plate_size),
            plate_rect=plate_rect,
            shapes=layout.shapes,
            layout=placement.layout,
            texts_by_region=placement.texts,
            theme=theme,
            chosen=showing.place,
            interaction=_without_too_many_found(interaction),
            listed=self._listed_places(showing),
        )
        at_rest = replace(scene, chosen=None, interaction=InteractionState(), listed=frozenset())
        return replace(
            scene,
            tints=self._tints(showing, scene, plate_size),
            base_image=None if is_zooming else self._base_image(at_rest, size, ratio),
            line_image=self._image_of_lines(at_rest, size, ratio, is_zooming=is_zooming),
            marks=self._mark_image(showing, plate_rect, theme, size, ratio),
            spotlight_path=_spotlight_path(showing, layout),
        )

    @property
    def is_complete(self) -> bool:
        """False while marks are missing: the same scene, built again, would show more of them."""
        return self._mark_layer is None or self._mark_layer.is_complete

    @property
    def base_image_count(self) -> int:
        """How many pictures of labels are cached."""
        return len(self._base_images)

    def label_placement(
        self, layout: FigureLayout, showing: Showing, focus: Place | None = None
    ) -> LabelPlacement:
        """The labels of a layout for what is chosen or listed, or has the focus."""
        return layout.label_placement(showing.place, focus, self._listed_places(showing))

    def _listed_places(self, showing: Showing) -> frozenset[Place]:
        places = listed_places(showing) if self.lights_list else frozenset()
        return places if len(places) <= MOST_LIT else frozenset()

    def _base_image(self, scene: FigureScene, size: QSize, ratio: float) -> QImage:
        """The picture of the labels at rest.

        The last few are cached, because a name moves to a chosen side and back again.
        """
        theme = scene.theme
        key = (scene.shapes, scene.layout, theme.name, theme.text_size, size.toTuple(), ratio)
        cached = [entry for entry in self._base_images if entry[0] == key]
        if not cached:
            cached = [(key, _painted_by(paint_base, scene, size, ratio))]
        others = [entry for entry in self._base_images if entry is not cached[0]]
        self._base_images = [*others[1 - _BASE_IMAGE_CACHE_SIZE :], cached[0]]
        return cached[0][1]

    def _image_of_lines(
        self, scene: FigureScene, size: QSize, ratio: float, *, is_zooming: bool
    ) -> QImage | None:
        """All outlines at rest in the contrast theme, if there are many; none during a zoom."""
        if not scene.theme.is_high_contrast or len(scene.shapes) < MANY_PLACES:
            return None
        if is_zooming:
            return QImage()
        key = (scene.shapes, scene.theme.name, size.toTuple(), ratio)
        if key != self._line_image[0]:
            self._line_image = (key, _painted_by(paint_lines_at_rest, scene, size, ratio))
        return self._line_image[1]

    def _tints(self, showing: Showing, scene: FigureScene, size: QSize) -> dict[Place, RegionTint]:
        """The light on what is hovered, found or chosen."""
        lit = [
            outline
            for outline in self.outline_index(showing).outlines_of(scene.lit_regions)
            if scene.is_chosen(outline.place) or scene.is_hovered(outline.place)
        ]
        request = PlateRequest(showing.plate, size, self.atlas.plate_data)

        def read_grey() -> QImage:
            return self.plate_cache.load_grey(request)

        return self.region_tints.tints(showing.plate, size.width(), showing.skin, lit, read_grey)

    def _mark_image(
        self, showing: Showing, plate_rect: QRectF, theme: Theme, size: QSize, ratio: float
    ) -> MarkImage | None:
        if self._mark_layer is None and not showing.marks:
            return None
        # Imported here because only drawing needs it.
        from app.canvas.mark_layer import MarkLayer, MarkSurface

        self._mark_layer = self._mark_layer or MarkLayer()
        surface = MarkSurface(showing.plate, plate_rect, size, ratio, theme)
        return self._mark_layer.image_of(showing.marks, surface)

    def preload(
        self, showing: Showing, theme: Theme, viewport: FigureViewport, ratio: float
    ) -> None:
        """Read the plate and place the labels of a Showing that may come next."""
        layout = self.layout(showing, theme, viewport)
        self.label_placement(layout, showing)
        size = self._plate_size(showing, layout, ratio)
        self.plate_cache.load_grey(PlateRequest(showing.plate, size, self.atlas.plate_data))

    def evict_caches(
        self, showing: Showing, theme: Theme, viewport: FigureViewport, ratio: float
    ) -> None:
        """Drop everything that reveals what was shown before, except the plate of this Showing."""
        self._mark_layer = None
        self._base_images.clear()
        self.region_tints.clear()
        for layout in self._layouts.values():
            layout.clear_cache()
        size = self._plate_size(showing, self.layout(showing, theme, viewport), ratio)
        request = PlateRequest(showing.plate, size, self.atlas.plate_data)
        self.plate_cache.evict_all_but(request, self._plate_colors(showing, theme))

    def keep_plate(self, showing: Showing, plate: PaintedPlate) -> None:
        """Keep the plate of a Showing that has been painted already, so that it is not read again.

        A plate from a file that is not the one in the atlas is ignored.
        """
        if plate.data == self.atlas.plate_data(showing.plate):
            request = PlateRequest(showing.plate, plate.tinted.size(), self.atlas.plate_data)
            self.plate_cache.keep(request, (showing.skin, showing.theme), plate)

    def _plate_size(
        self,
        showing: Showing,
        layout: FigureLayout,
        ratio: float,
        lowest_zoom: float | None = None,
    ) -> QSize:
        """The plate's size in screen pixels: as painted at zoom 1, twice that when zoomed in.

        While the zoom moves, the size stays that of its lower end, so that no step is slow.
        """
        unzoomed = layout.plate_rect.width / showing.frame.zoom * ratio
        is_sharp = (lowest_zoom or showing.frame.zoom) > _SHARP_ZOOM
        width = round(unzoomed * (2 if is_sharp else 1))
        return QSize(width, round(width * self.outlines(showing).aspect))

    def _image(self, showing: Showing, theme: Theme, size: QSize) -> QImage:
        request = PlateRequest(showing.plate, size, self.atlas.plate_data)
        shorts = closed_path(self.outlines(showing).shorts)
        return self.plate_cache.tinted(request, self._plate_colors(showing, theme), shorts)

    def _plate_colors(self, showing: Showing, theme: Theme) -> PlateColors:
        return PlateColors(
            (showing.skin, theme.name), self._skins[showing.skin], theme.garment_colors
        )


def _without_too_many_found(interaction: InteractionState) -> InteractionState:
    if len(interaction.found) <= MOST_LIT:
        return interaction
    return replace(interaction, found=frozenset())


def _plate_box(layout: FigureLayout) -> QRectF:
    rect = layout.plate_rect
    return QRectF(rect.left, rect.top, rect.width, rect.height)


def _painted_by(
    paint: Callable[[QPainter, FigureScene], None], scene: FigureScene, size: QSize, ratio: float
) -> QImage:
    """A picture with what `paint` paints of a scene, on nothing."""
    image = QImage(size * ratio, _CLEAR_FORMAT)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint(painter, scene)
    painter.end()
    return image


def _spotlight_path(showing: Showing, layout: FigureLayout) -> QPainterPath | None:
    """The area that the spotlight leaves bright: a circle, or ellipses around the chosen place.

    None if nothing is dimmed.
    """
    if showing.spotlight is None:
        return None
    from app.painting.presenter_overlay import SPOTLIGHT_RADIUS

    bright, plate_width = QPainterPath(), layout.plate_rect.width
    if showing.spotlight.at is not None:
        center = QPointF(*layout.plate_rect.to_pixels(showing.spotlight.at))
        bright.addEllipse(center, SPOTLIGHT_RADIUS * plate_width, SPOTLIGHT_RADIUS * plate_width)
        return bright
    place = showing.place
    for shape in layout.shapes.of([place.region]) if place is not None else ():
        if place is not None and covers(place, shape.place):
            box, margin = shape.path.boundingRect(), 0.04 * plate_width
            bright = bright.united(_ellipse(box.adjusted(-margin, -margin, margin, margin)))
    return None if bright.isEmpty() else bright


def _ellipse(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(box)
    return path
