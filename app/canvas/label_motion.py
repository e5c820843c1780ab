"""The animation of names that move to another place beside the body."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

from app.body.regions import RegionId
from app.painting.labels.model import LabelBox, LabelLayout, PlacedLabel
from app.painting.scene import FigureScene

_DURATION_MS = 160


class LabelMotion(QVariantAnimation):
    """Moves labels from where they were to where they are; `valueChanged` triggers painting.

    A leader ends in its new dot from the start, so that it never points to the wrong side.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.setDuration(_DURATION_MS)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._before: dict[RegionId, LabelBox] = {}

    def restart(self, before: LabelLayout, after: LabelLayout, *, moves: bool) -> None:
        """Start from where the labels are painted now, if any moves; else show them at the end."""
        moving = {label.region: label.box for label in self._between(before).labels}
        self.end()
        if moves and any(moving.get(one.region, one.box) != one.box for one in after.labels):
            self._before = moving
            self.start()

    def end(self) -> None:
        """Show the labels at the end of their way, and forget where they were."""
        self.stop()
        self._before = {}

    def applied(self, scene: FigureScene) -> FigureScene:
        """The scene with its labels where they are on their way; unchanged at the end."""
        if self.state() != QVariantAnimation.State.Running:
            return scene
        # The cached picture of the labels shows them at the end of their way.
        return replace(scene, layout=self._between(scene.layout), base_image=None)

    def _between(self, layout: LabelLayout) -> LabelLayout:
        if self.state() != QVariantAnimation.State.Running:
            return layout
        progress = float(self.currentValue())
        return layout._replace(labels=tuple(self._moved(one, progress) for one in layout.labels))

    def _moved(self, label: PlacedLabel, progress: float) -> PlacedLabel:
        before, after = self._before.get(label.region, label.box), label.box
        if before == after:
            return label
        x, y = before.x + before.w / 2, before.y + before.h / 2
        x += (after.x + after.w / 2 - x) * progress
        y += (after.y + after.h / 2 - y) * progress
        box = LabelBox(x - after.w / 2, y - after.h / 2, after.w, after.h)
        if not label.leader:
            return label._replace(box=box)
        start, *rest = label.leader
        moved = (start[0] + box.x - after.x, start[1] + box.y - after.y)
        return label._replace(box=box, leader=(moved, *rest))
