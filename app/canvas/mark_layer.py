"""A cached picture of all marks on a plate, painted in parts so that no paint event is slow."""

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
"""Time for painting marks during one paint event."""
_SNAPSHOT_STEP, _SNAPSHOT_REACH = 32, 64
"""Every 32nd of the last 64 marks has a copy of the picture, from which undo continues."""


@dataclass(frozen=True, slots=True)
class MarkSurface:
    """What a picture of marks is painted for.

    `plate_rect` is the rectangle of the plate and `size` the size of the picture, both in pixels of
    the widget; `ratio` is the number of screen pixels for one of them.
    """

    plate: PlateKey
    plate_rect: QRectF
    size: QSize
    ratio: float
    theme: Theme

    @property
    def cache_key(self) -> tuple[object, ...]:
        """Surfaces with the same key give the same picture."""
        rect = (self.plate_rect.x(), self.plate_rect.y(), self.plate_rect.width())
        return self.plate, rect, self.size.toTuple(), self.ratio, self.theme.name


class _RenderJob:
    """A picture on which the first marks, `done`, are already painted."""

    def __init__(self, surface: MarkSurface, image: QImage | None = None, done: Marks = ()) -> None:
        self.surface, self.done = surface, done
        if image is None:
            image = QImage(surface.size * surface.ratio, _FORMAT)
            image.setDevicePixelRatio(surface.ratio)
            image.fill(Qt.GlobalColor.transparent)
        self.image = image
        self.snapshots: list[tuple[Marks, QImage]] = []

    def paint_until(self, marks: Marks, deadline: float) -> bool:
        """Paint at least one mark, and more until the deadline; True if all are painted.

        `marks` has to begin with `done`; `deadline` is a value of `perf_counter`.
        """
        painter, count = QPainter(self.image), len(self.done)
        context = MarkContext(self.surface.plate_rect, self.surface.theme)
        while count < len(marks):
            paint_mark(painter, marks[count], context)
            count += 1
            if count % _SNAPSHOT_STEP == 0 and len(marks) - count < _SNAPSHOT_REACH:
                painter.end()
                self.snapshots = [*self.snapshots[-1:], (marks[:count], self.image.copy())]
                painter.begin(self.image)
            if perf_counter() > deadline:
                break
        painter.end()
        self.done = marks[:count]
        return count == len(marks)

    def is_prefix_of(self, marks: Marks) -> bool:
        """True if `marks` begins with the marks already painted."""
        return marks[: len(self.done)] == self.done


class MarkLayer:
    """Provides the picture of all marks, or the previous one until a new one is complete."""

    def __init__(self) -> None:
        self._shown: _RenderJob | None = None
        self._next: _RenderJob | None = None
        self.is_complete = True
        """False if asking again would give a better picture."""

    def image_of(self, marks: Marks, surface: MarkSurface) -> MarkImage | None:
        """Return the best picture available now, or None without marks; first paints a while."""
        if not marks:
            self._shown = self._next = None
            self.is_complete = True
            return None
        deadline = perf_counter() + _BUDGET_S
        shown = self._shown
        if (
            shown is not None
            and shown.surface.cache_key == surface.cache_key
            and shown.is_prefix_of(marks)
        ):
            self._next = None
            self.is_complete = len(shown.done) == len(marks) or shown.paint_until(marks, deadline)
        else:
            self._paint_next(marks, surface, deadline)
        shown = self._shown
        if shown is None or shown.surface.plate != surface.plate:
            return None
        box = QRectF(0, 0, shown.surface.size.width(), shown.surface.size.height())
        return MarkImage(shown.image, shown.surface.plate_rect, box)

    def _paint_next(self, marks: Marks, surface: MarkSurface, deadline: float) -> None:
        """Paint a new picture, which replaces the shown one once it is complete."""
        job = self._next
        if job is None or job.surface.cache_key != surface.cache_key or not job.is_prefix_of(marks):
            job = self._begin(marks, surface)
        self.is_complete = job.paint_until(marks, deadline)
        self._shown, self._next = (job, None) if self.is_complete else (self._shown, job)

    def _begin(self, marks: Marks, surface: MarkSurface) -> _RenderJob:
        """Start from the latest snapshot that is still valid, or from an empty picture."""
        shown = self._shown
        if shown is not None and shown.surface.cache_key == surface.cache_key:
            for done, image in reversed(shown.snapshots):
                if marks[: len(done)] == done:
                    job = _RenderJob(surface, image.copy(), done)
                    job.snapshots = [(done, image)]
                    return job
        return _RenderJob(surface)
