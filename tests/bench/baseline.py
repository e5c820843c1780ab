"""The minimal PySide6 program that shows one plate: the floor of all measurements."""

from __future__ import annotations

import gc
import linecache
import sys

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QImageReader, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

_TRIM_MEMORY_AFTER_MS = 1500


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


def trim_memory() -> None:
    """Give freed memory back to the system, as the program does."""
    gc.collect()
    linecache.clearcache()
    import ctypes  # late, because it takes 10 ms

    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).malloc_trim(0)


def main(plate: str) -> int:
    app = QApplication(["baseline"])
    window = BaselineWindow(plate, QSize(1280, 800))
    window.show()
    QTimer.singleShot(_TRIM_MEMORY_AFTER_MS, trim_memory)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
