"""Composes the scene that is painted from what is on show and the room there is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from app.atlas.header import PlateOutlines
from app.atlas.loader import OpenAtlas
from app.body.hit_test import OutlineMap
from app.body.regions import RegionId, covers
from app.canvas.figure_layout import Arrangement, Room, arrange
from app.canvas.plate_cache import Grey, PlateShelf, Tone
from app.painting.figure import paint_resting
from app.painting.scene import FigureScene, MarkPicture, Passing
from app.session.state import Showing
from app.theme.theme import Look

if TYPE_CHECKING:  # only those who draw pay for it
    from app.canvas.mark_layer import MarkLayer

_CLEAR_FORMAT = QImage.Format.Format_ARGB32_Premultiplied
_KEPT = 8
_RESTING = 3
"""Pictures of outlines and labels: one at rest, and as many as the shipped atlas has others."""
_SHARPER_FROM = 1.3


class Composer:
    """Knows the atlas and the skin tones; keeps the last plates and arrangements.

    `labels` says whether there are any: the very first picture does without, to be there sooner.
    """

    labels = False

    def __init__(self, atlas: OpenAtlas, skins: Mapping[str, tuple[QColor, ...]]) -> None:
        self.atlas = atlas
        self._skins = skins
        self._shelf = PlateShelf()
        self._arranged: OrderedDict[Hashable, Arrangement] = OrderedDict()
        self._resting: list[tuple[object, QImage]] = []
        self._layer: MarkLayer | None = None

    def outlines(self, showing: Showing) -> PlateOutlines:
        """The outlines of the plate on show."""
        return self.atlas.outlines(showing.plate)

    def outline_map(self, showing: Showing) -> OutlineMap:
        """Which region lies where on the plate on show."""
        return self.outlines(showing).map

    def arrangement(
        self, showing: Showing, look: Look, room: Room, *, only: RegionId | None = None
    ) -> Arrangement:
        """Where plate, outlines and labels stand; the labels of all regions, or `only` of one."""
        labels = (showing.language, look.text_size, self.labels, only)
        key = (showing.plate, showing.frame, room, labels)
        if key not in self._arranged:
            table = self.atlas.names(showing.language).regions if self.labels else {}
            named = [region for region in table if only in (None, region)]
            names = {region: table[region].plain_on(showing.figure) for region in named}
            outlines = self.outlines(showing)
            self._arranged[key] = arrange(outlines, names, room, showing.frame, look)
            _trim(self._arranged)
        self._arranged.move_to_end(key)
        return self._arranged[key]

    def scene(
        self,
        showing: Showing,
        look: Look,
        room: Room,
        ratio: float,
        passing: Passing,
        *,
        only: RegionId | None = None,
    ) -> FigureScene:
        """The scene in a room; `ratio` is the screen's pixels for one of the widget's.

        With `only` no other region's name stands there.
        """
        arranged = self.arrangement(showing, look, room, only=only)
        placing, labelled = arranged.placing, arranged.labelled(showing.place, passing.focus)
        where = QRectF(placing.left, placing.top, placing.width, placing.height)
        size = QSize(room.width, room.height)
        scene = FigureScene(
            image=self._image(showing, look, self._size(showing, arranged, ratio)),
            where=where,
            shapes=arranged.shapes,
            layout=labelled.layout,
            names=labelled.words,
            look=look,
        )
        return replace(
            scene,
            chosen=showing.place,
            passing=passing,
            resting=self._at_rest(scene, size, ratio),
            marks=self._marked(showing, where, look, size, ratio),
            lit=_lit(showing, arranged),
        )

    @property
    def is_whole(self) -> bool:
        """Whether asking for the same scene again would give the same picture."""
        return self._layer is None or self._layer.is_whole

    def _at_rest(self, scene: FigureScene, size: QSize, ratio: float) -> QImage:
        """A picture of outlines and labels, made anew when they change.

        The last few are kept: labels move to a chosen side and back again.
        """
        look = scene.look
        key = (scene.shapes, scene.layout, look.theme, look.text_size, size.toTuple(), ratio)
        known = [one for one in self._resting if one[0] == key]
        if not known:
            image = QImage(size * ratio, _CLEAR_FORMAT)
            image.setDevicePixelRatio(ratio)
            image.fill(Qt.GlobalColor.transparent)
            painter = QPainter(image)
            paint_resting(painter, scene)
            painter.end()
            known = [(key, image)]
        others = [one for one in self._resting if one is not known[0]]
        self._resting = [*others[1 - _RESTING :], known[0]]
        return known[0][1]

    def _marked(
        self, showing: Showing, where: QRectF, look: Look, size: QSize, ratio: float
    ) -> MarkPicture | None:
        if self._layer is None and not showing.marks:
            return None
        # Imported here: only those who draw pay for it.
        from app.canvas.mark_layer import Ground, MarkLayer

        self._layer = self._layer or MarkLayer()
        ground = Ground(showing.plate, where, size, ratio, look)
        return self._layer.picture(showing.marks, ground)

    def prepare(self, showing: Showing, look: Look, room: Room, ratio: float) -> None:
        """Reads the plate and lays out the labels of another Showing, which may come next."""
        arranged = self.arrangement(showing, look, room)
        arranged.labelled(showing.place)  # laid out now, not when the view is turned
        size = self._size(showing, arranged, ratio)
        self._shelf.prepare(Grey(showing.plate, size, self.atlas.plate_data))

    def prepare_sides(self, showing: Showing, look: Look, room: Room, ratio: float) -> None:
        """Lays out and paints the labels as they move for a side that may be chosen next."""
        arranged = self.arrangement(showing, look, room)
        moved = arranged.moved_by()
        for place in (*moved[: _RESTING - 1], None):
            self.scene(replace(showing, place=place), look, room, ratio, Passing())

    def forget(self, showing: Showing, look: Look, room: Room, ratio: float) -> None:
        """Lets go of all marks and plates, but for what this Showing needs; of all moved labels."""
        self._layer = None
        self._resting.clear()
        for arranged in self._arranged.values():
            arranged.forget()
        size = self._size(showing, self.arrangement(showing, look, room), ratio)
        wanted = Grey(showing.plate, size, self.atlas.plate_data)
        self._shelf.forget_all_but(wanted, self._tone(showing, look))

    def _size(self, showing: Showing, arranged: Arrangement, ratio: float) -> QSize:
        """The plate's size in pixels: as painted at zoom 1, twice that when zoomed in."""
        whole = arranged.placing.width / showing.frame.zoom * ratio
        width = round(whole * (2 if showing.frame.zoom > _SHARPER_FROM else 1))
        return QSize(width, round(width * self.outlines(showing).aspect))

    def _image(self, showing: Showing, look: Look, size: QSize) -> QImage:
        wanted = Grey(showing.plate, size, self.atlas.plate_data)
        shorts = _closed_path(self.outlines(showing))
        return self._shelf.tinted(wanted, self._tone(showing, look), shorts)

    def _tone(self, showing: Showing, look: Look) -> Tone:
        return Tone((showing.skin, look.theme), self._skins[showing.skin], look.dress)


def _lit(showing: Showing, arranged: Arrangement) -> QPainterPath | None:
    """What a spotlight leaves bright: a circle, or what is chosen with some air; None if all is."""
    if showing.spotlight is None:
        return None
    from app.painting.presenter_overlay import LIT

    lit, wide = QPainterPath(), arranged.placing.width
    if showing.spotlight.at is not None:
        radius = LIT * wide
        lit.addEllipse(QPointF(*arranged.placing.to_pixels(showing.spotlight.at)), radius, radius)
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
    for number, (x, y) in enumerate(outlines.dress):
        if number:
            path.lineTo(x, y)
        else:
            path.moveTo(x, y)
    path.closeSubpath()
    return path


def _trim(kept: OrderedDict[Any, Any]) -> None:
    while len(kept) > _KEPT:
        kept.popitem(last=False)
