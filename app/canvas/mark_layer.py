"""A picture of all marks on a plate, kept; made anew in shares, so that no paint waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from app.body.regions import PlateKey
from app.painting.marks import MarkContext, paint_mark
from app.painting.scene import MarkImage
from app.session.marks import Marks
from app.theme.theme import Theme

_FORMAT = QImage.Format.Format_ARGB32_Premultiplied
_BUDGET_S = 0.005
_EVERY, _BEHIND = 32, 64
"""A copy is kept at every 32nd of the last 64 marks: undoing one begins there."""


@dataclass(frozen=True, slots=True)
class MarkSurface:
    """What marks are painted on: which plate, where it lies, how large the picture is."""

    plate: PlateKey
    where: QRectF
    size: QSize
    ratio: float
    theme: Theme

    @property
    def cache_key(self) -> tuple[object, ...]:
        """Two grounds of one name give the same picture."""
        theme = self.theme
        where = (self.where.x(), self.where.y(), self.where.width())
        return self.plate, where, self.size.toTuple(), self.ratio, theme.name


class _RenderJob:
    """A picture in the making: the first so many of some marks are on it."""

    def __init__(self, ground: MarkSurface, image: QImage | None = None, done: Marks = ()) -> None:
        self.ground, self.done = ground, done
        if image is None:
            image = QImage(ground.size * ground.ratio, _FORMAT)
            image.setDevicePixelRatio(ground.ratio)
            image.fill(Qt.GlobalColor.transparent)
        self.image = image
        self.snapshots: list[tuple[Marks, QImage]] = []

    def paint_until(self, marks: Marks, until: float) -> bool:
        """Paints until it is late; whether all marks are there. One is painted in any case."""
        painter, count = QPainter(self.image), len(self.done)
        sheet = MarkContext(self.ground.where, self.ground.theme)
        while count < len(marks):
            paint_mark(painter, marks[count], sheet)
            count += 1
            if count % _EVERY == 0 and len(marks) - count < _BEHIND:
                painter.end()
                self.snapshots = [*self.snapshots[-1:], (marks[:count], self.image.copy())]
                painter.begin(self.image)
            if perf_counter() > until:
                break
        painter.end()
        self.done = marks[:count]
        return count == len(marks)

    def is_prefix_of(self, marks: Marks) -> bool:
        """Whether what is done is how these marks begin."""
        return marks[: len(self.done)] == self.done


class MarkLayer:
    """Gives the picture of marks on a ground; until a new one is whole, the last one."""

    def __init__(self) -> None:
        self._shown: _RenderJob | None = None
        self._coming: _RenderJob | None = None
        self.is_complete = True

    def image_of(self, marks: Marks, ground: MarkSurface) -> MarkImage | None:
        """The picture; `is_whole` tells whether asking again would give a better one."""
        if not marks:
            self._shown = self._coming = None
            self.is_complete = True
            return None
        until = perf_counter() + _BUDGET_S
        shown = self._shown
        if (
            shown is not None
            and shown.ground.cache_key == ground.cache_key
            and shown.is_prefix_of(marks)
        ):
            self._coming = None
            self.is_complete = len(shown.done) == len(marks) or shown.paint_until(marks, until)
        else:
            self._make_anew(marks, ground, until)
        shown = self._shown
        if shown is None or shown.ground.plate != ground.plate:
            return None
        return MarkImage(shown.image, shown.ground.where, QRectF(0, 0, *_size(shown.ground)))

    def _make_anew(self, marks: Marks, ground: MarkSurface, until: float) -> None:
        coming = self._coming
        if (
            coming is None
            or coming.ground.cache_key != ground.cache_key
            or not coming.is_prefix_of(marks)
        ):
            coming = self._begin(marks, ground)
        self.is_complete = coming.paint_until(marks, until)
        self._shown, self._coming = (coming, None) if self.is_complete else (self._shown, coming)

    def _begin(self, marks: Marks, ground: MarkSurface) -> _RenderJob:
        """From the last copy that still holds, else from nothing."""
        shown = self._shown
        if shown is not None and shown.ground.cache_key == ground.cache_key:
            for done, image in reversed(shown.snapshots):
                if marks[: len(done)] == done:
                    work = _RenderJob(ground, image.copy(), done)
                    work.snapshots = [(done, image)]
                    return work
        return _RenderJob(ground)


def _size(ground: MarkSurface) -> tuple[int, int]:
    return ground.size.width(), ground.size.height()
