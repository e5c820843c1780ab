"""Cleaning mode: touch is off for half a minute, so that the screens can be wiped."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.kiosk.display import KioskDisplay
from app.kiosk.input_filter import InputFilter
from app.kiosk.overlays.overlay import Overlay
from app.support.qt_translation import translate
from app.theme.theme import Theme
from app.widgets.dialog_role import ModalDialog
from app.widgets.text_label import TextLabel

CLEANING_S = 30


class CleaningOverlay(ModalDialog, Overlay):
    """Says that the screen can be cleaned, and for how many more seconds touch is off."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._countdown = TextLabel("", theme)
        self.setAccessibleName(self.tr("The screen can be cleaned"))
        heading = TextLabel(self.accessibleName(), theme, step=2, weight=700)
        for widget in (heading, self._countdown):
            self.card.column.addWidget(widget)

    def show_seconds(self, seconds: int) -> None:
        """Update the countdown."""
        text = translate("CleaningOverlay", "Touch is off for %n second(s).", seconds)
        self._countdown.set_text(text)


class CleaningMode(QObject):
    """Blocks all input for CLEANING_S seconds and counts them down on every display.

    Signals:
        ended: the time is up, and input is accepted again.
    """

    ended = Signal()

    def __init__(self, input_filter: InputFilter, parent: QObject) -> None:
        super().__init__(parent)
        self._filter = input_filter
        self._seconds_left = 0
        self._overlays: list[CleaningOverlay] = []
        self._timer = QTimer(self)
        self._timer.setInterval(1_000)
        self._timer.timeout.connect(self.tick)

    def start(self, displays: Iterable[KioskDisplay]) -> None:
        """Block all input and show the countdown on `displays`."""
        self._filter.blocks_all = True
        self._seconds_left = CLEANING_S
        self._overlays = []
        for display in displays:
            overlay = CleaningOverlay(display.window, display.workspace.theme)
            overlay.show_seconds(self._seconds_left)
            overlay.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            display.is_used_by_staff = True
            display.show_overlay(overlay)
            self._overlays.append(overlay)
        self._timer.start()

    def stop(self) -> None:
        """Accept input again at once, without a signal; the caller replaces the overlays."""
        self._timer.stop()
        self._filter.blocks_all = False
        self._overlays = []

    def tick(self) -> None:
        """Count one second down; the timer calls it every second."""
        self._seconds_left -= 1
        # A screen that was unplugged has deleted its overlay.
        for overlay in filter(isValid, self._overlays):
            overlay.show_seconds(self._seconds_left)
        if self._seconds_left <= 0:
            self.stop()
            self.ended.emit()
