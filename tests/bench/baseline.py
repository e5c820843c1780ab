"""The minimal PySide6 program that shows one plate, as the baseline of the measurements."""

from __future__ import annotations

import sys

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImageReader, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget


class BaselineWindow(QWidget):
    """A window that shows one picture."""

    def __init__(self, plate: str, size: QSize) -> None:
        super().__init__()
        self.resize(size)
        image = QImageReader(plate).read()
        fitted = image.scaled(
            size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        self._plate = QPixmap.fromImage(fitted)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawPixmap(QPoint(0, 0), self._plate)


def main(plate: str) -> int:
    app = QApplication(["baseline"])
    window = BaselineWindow(plate, QSize(1280, 800))
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
