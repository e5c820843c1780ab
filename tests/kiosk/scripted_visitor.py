"""A visitor who follows a script, inside the process of a kiosk and with real events."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.kiosk.window import KioskWindow
from app.widgets.button import Button

_TIMEOUT_S = 30
_REFUSALS = ("Wrong PIN", "disk", "Too many tries")


class ScriptedVisitor:
    """Waits for what a person would wait for; it gives up after half a minute."""

    def __init__(self) -> None:
        self._until = time.monotonic() + _TIMEOUT_S
        self.wait(lambda: bool(self._windows()))
        self.window = self._windows()[0]
        self.wait(lambda: self.window.windowHandle().isExposed())

    def _windows(self) -> list[KioskWindow]:
        windows = QApplication.topLevelWidgets()
        return [one for one in windows if isinstance(one, KioskWindow) and one.isVisible()]

    def wait(self, condition: Callable[[], bool]) -> None:
        while not condition():
            QTest.qWait(20)
            if time.monotonic() > self._until:
                raise TimeoutError(
                    f"nothing happens any more; on the screen: {self.visible_text()}"
                )

    def touch(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def button(self, text: str) -> Button:
        buttons = self.window.findChildren(Button)
        return next(one for one in buttons if one.text() == text and one.isVisible())

    def visible_text(self) -> str:
        labels = self.window.findChildren(QLabel)
        return " | ".join(label.text() for label in labels if label.isVisible() and label.text())

    def visit(self) -> None:
        """Touch the screen, open the keypad, enter a wrong PIN and start over.

        If a full hour is less than ten seconds away, wait for it.
        """
        self.touch(self.window.overlay)
        self.wait(lambda: self.window.overlay is None and self.window.workspace.is_ready)
        for _ in range(5):
            QTest.keyClick(self.window.windowHandle(), Qt.Key.Key_Escape)
        self.wait(lambda: "Staff PIN" in self.visible_text())
        for digit in "730164":
            self.touch(self.button(digit))
        before = self.visible_text()
        self.touch(self.button("Enter"))
        self.wait(lambda: any(text in self.visible_text() for text in _REFUSALS))
        sys.stdout.write(f"on the screen: {self.visible_text()}\n")
        assert self.visible_text() != before
        self.touch(self.button("Cancel"))
        self.touch(self.button("Start over"))
        left = 3600 - time.time() % 3600
        if left < 10:
            hour = time.time() // 3600
            self.wait(lambda: time.time() // 3600 > hour)
            QTest.qWait(50)
