"""Somebody who calls at a kiosk from within its process, by real events."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.kiosk.window import KioskWindow
from app.widgets.button import Button

_PATIENCE_S = 30
_ANSWERS = ("no keeper's PIN", "disk", "Too many tries")


class ScriptedVisitor:
    """Does by events what people do; gives up after half a minute."""

    def __init__(self) -> None:
        self._until = time.monotonic() + _PATIENCE_S
        self.wait(lambda: any(isinstance(one, KioskWindow) for one in self._windows()))
        self.window = next(one for one in self._windows() if isinstance(one, KioskWindow))
        self.wait(lambda: self.window.windowHandle().isExposed())

    def _windows(self) -> list[QWidget]:
        return [one for one in QApplication.topLevelWidgets() if one.isVisible()]

    def wait(self, condition: Callable[[], bool]) -> None:
        while not condition():
            QTest.qWait(20)
            if time.monotonic() > self._until:
                raise TimeoutError(f"nothing happens any more; it reads: {self.reads()}")

    def touch(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def pill(self, words: str) -> Button:
        found = [pill for pill in self.window.findChildren(Button) if pill.text() == words]
        return next(pill for pill in found if pill.isVisible())

    def reads(self) -> str:
        labels = self.window.findChildren(QLabel)
        return " | ".join(label.text() for label in labels if label.isVisible() and label.text())

    def visit(self) -> None:
        """Comes, looks, knows the keeper's way in, has the wrong PIN, goes."""
        self.touch(self.window.overlay)
        self.wait(lambda: self.window.overlay is None and self.window.workspace.is_ready)
        for _ in range(5):
            QTest.keyClick(self.window.windowHandle(), Qt.Key.Key_Escape)
        self.wait(lambda: "Keeper's PIN" in self.reads())
        for digit in "730164":
            self.touch(self.pill(digit))
        before = self.reads()
        self.touch(self.pill("Enter"))
        self.wait(lambda: any(words in self.reads() for words in _ANSWERS))
        sys.stdout.write(f"said: {self.reads()}\n")
        assert self.reads() != before
        self.touch(self.pill("Cancel"))
        self.touch(self.pill("Start over"))
        left = 3600 - time.time() % 3600
        if left < 10:
            hour = time.time() // 3600
            self.wait(lambda: time.time() // 3600 > hour)
            QTest.qWait(50)
