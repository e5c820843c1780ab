"""What the tests of one process share, because it is expensive and the same for all of them.

Most tests open the shipped atlas in a window of one of a few sizes. Without this, each of them
reads the atlas, and decodes and tints the same plates again, which took most of the time of all
tests.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cache
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QDataStream, QIODevice, QPointF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from app.atlas.loader import Atlas, open_trusted
from app.canvas import plate_cache, scene_builder
from app.painting.labels import paint
from app.painting.scene import FigureScene
from app.panels.document import column
from app.support.paths import assets, shipped_atlas
from app.theme import theme
from app.theme.skin_ramp import SkinRamp

IMAGES, BASE_IMAGES = 24, 24


@cache
def shipped() -> Atlas:
    """The shipped atlas, opened once. It only caches what it has read."""
    return open_trusted(shipped_atlas())


@cache
def load_fonts_once() -> None:
    """Qt discards everything it knows of fonts when one is added, so this is done once."""
    theme.load_fonts(assets() / "fonts")


class Memory:
    """A pure function that remembers its last results, by a key made from its arguments."""

    def __init__(
        self, function: Callable[..., Any], key: Callable[..., Hashable], size: int
    ) -> None:
        self._function, self._key, self._size = function, key, size
        self._results: OrderedDict[Hashable, Any] = OrderedDict()

    def __call__(self, *args: Any, **options: Any) -> Any:
        key = self._key(*args, **options)
        if key not in self._results:
            self._results[key] = self._function(*args, **options)
            if len(self._results) > self._size:
                self._results.popitem(last=False)
        self._results.move_to_end(key)
        found = self._results[key]
        # A QImage can be changed by its user; a copy shares the pixels until then.
        return QImage(found) if isinstance(found, QImage) else found


class BasePainter:
    """Paints the outlines and labels of a scene, or copies the pixels from an equal one."""

    def __init__(self, function: Callable[[QPainter, FigureScene], None]) -> None:
        self._function = function
        self._images: OrderedDict[Hashable, QImage] = OrderedDict()

    def __call__(self, painter: QPainter, scene: FigureScene) -> None:
        """`painter` paints on a transparent image of its own."""
        image = painter.device()
        assert isinstance(image, QImage)
        key = (_drawing(scene), image.size().toTuple(), image.devicePixelRatio())
        found = self._images.get(key)
        if found is not None:
            painter.drawImage(QPointF(), found)
            self._images.move_to_end(key)
            return
        self._function(painter, scene)
        self._images[key] = image.copy()
        if len(self._images) > BASE_IMAGES:
            self._images.popitem(last=False)


def apply(patch: pytest.MonkeyPatch) -> None:
    """Puts memories in place of pure functions, and ends the dependence on the machine's speed.

    Call this after the collection: tests of these functions have imported the originals by then.
    """
    for name, key in (("read_plate", _arguments), ("scale_plate", _scaling), ("tint_plate", _tint)):
        patch.setattr(plate_cache, name, Memory(getattr(plate_cache, name), key, IMAGES))
    patch.setattr(scene_builder, "paint_base", BasePainter(scene_builder.paint_base))
    # A long page is built in two steps: one widget at once, the rest in the next turn of the loop.
    patch.setattr(column, "_FIRST_BUDGET_S", 0.0)
    patch.setattr(column, "_TURN_BUDGET_S", 60.0)


def _arguments(*args: Hashable, **options: Hashable) -> Hashable:
    return args, tuple(sorted(options.items()))


def _scaling(plate: QImage, size: QSize) -> Hashable:
    return plate.cacheKey(), size.toTuple()


def _tint(
    grey: QImage, skin: SkinRamp, dress: tuple[QColor, ...], shorts: QPainterPath
) -> Hashable:
    colors = tuple(
        tuple(color.rgba() for color in ramp) for ramp in (skin.stops, skin.gloss, dress)
    )
    elements = map(shorts.elementAt, range(shorts.elementCount()))
    return grey.cacheKey(), colors, tuple((element.x, element.y) for element in elements)


def _drawing(scene: FigureScene) -> Hashable:
    """All that outlines and labels depend on."""
    theme, data, focus = scene.theme, QByteArray(), scene.interaction.focus
    lit = scene.lit_regions.union([focus.region] if focus is not None else [])
    shapes = list(scene.shapes if theme.is_high_contrast else scene.shapes.of(lit))
    stream = QDataStream(data, QIODevice.OpenModeFlag.WriteOnly)
    for shape in shapes:
        stream << shape.path
    places = tuple(shape.place for shape in shapes)
    colors = tuple((role, color.rgba()) for role, color in theme.colors.items())
    texts = tuple(scene.texts_by_region.items())
    drawn = places, data.data(), scene.layout, texts, scene.chosen, scene.interaction
    # A test may have replaced the function that decides which labels are highlighted.
    return drawn, theme.text_size, colors, paint.label_state
