"""How far the hovered or newly chosen outline has come out: a short motion, or none."""

from __future__ import annotations

from PySide6.QtCore import QObject, QVariantAnimation


class Lift(QVariantAnimation):
    """Runs from 0 to 1 in the time the look gives; `valueChanged` asks for painting."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setStartValue(0.0)
        self.setEndValue(1.0)

    def begin(self, motion_ms: int) -> None:
        """Starts anew; with no time it is at its end at once."""
        self.stop()
        if motion_ms:
            self.setDuration(motion_ms)
            self.start()

    @property
    def now(self) -> float:
        """0 to 1; at rest it is all the way out."""
        running = self.state() == QVariantAnimation.State.Running
        return float(self.currentValue()) if running else 1.0
