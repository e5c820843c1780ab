"""The screens of this computer, by name, and a number on each to tell them apart."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from app.theme.theme import Theme
from app.widgets.single_shot import single_shot

_NUMBER_MS = 1800


class AudienceScreens(QObject):
    """Reports when a screen is connected or disconnected.

    Signals:
        screen_removed, screen_added: the name of the screen.
    """

    screen_removed = Signal(str)
    screen_added = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._number_overlays: list[ScreenNumberOverlay] = []
        self._hide_timer = single_shot(self, _NUMBER_MS, self.hide_numbers)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_screen_added)
            app.screenRemoved.connect(self._on_screen_removed)

    @staticmethod
    def names() -> list[str]:
        """The names of all screens, in the system's order."""
        return [screen.name() for screen in QGuiApplication.screens()]

    @staticmethod
    def find_screen(name: str) -> QScreen | None:
        """The screen with a name, if it is connected."""
        return next((one for one in QGuiApplication.screens() if one.name() == name), None)

    @staticmethod
    def screen_of(widget: QWidget) -> QScreen:
        """The screen on which the center of the widget's window is.

        Not `widget.screen()`, because PySide treats its result as a child of the widget and
        deletes the screen with it (docs/decisions/0016).
        """
        center = widget.window().geometry().center()
        return QGuiApplication.screenAt(center) or QGuiApplication.primaryScreen()

    @staticmethod
    def screen_options(own_screen: str, note: str) -> list[tuple[str, str]]:
        """The name and the description of each screen: its number, name and size in pixels.

        `note` is added to the description of `own_screen`.
        """
        options = []
        for number, screen in enumerate(QGuiApplication.screens(), start=1):
            ratio, size = screen.devicePixelRatio(), screen.size()
            width, height = round(size.width() * ratio), round(size.height() * ratio)
            parts = [str(number), screen.name(), f"{width} \u00d7 {height}"]
            parts += [note] if screen.name() == own_screen else []
            options.append((screen.name(), " \u00b7 ".join(parts)))
        return options

    def show_numbers(self, theme: Theme) -> None:
        """Show the number of each screen on it for a moment."""
        self.hide_numbers()
        self._number_overlays = [
            ScreenNumberOverlay(number, screen, theme)
            for number, screen in enumerate(QGuiApplication.screens(), start=1)
        ]
        self._hide_timer.start()

    @property
    def number_overlays(self) -> tuple[ScreenNumberOverlay, ...]:
        """The numbers that are shown now."""
        return tuple(self._number_overlays)

    def hide_numbers(self) -> None:
        """Remove the numbers."""
        for overlay in self._number_overlays:
            overlay.close()
            overlay.deleteLater()
        self._number_overlays = []
        self._hide_timer.stop()

    def _on_screen_added(self, screen: QScreen) -> None:
        self.screen_added.emit(screen.name())

    def _on_screen_removed(self, screen: QScreen) -> None:
        self.screen_removed.emit(screen.name())


class ScreenNumberOverlay(QWidget):
    """The large number in the corner of a screen; it ignores all input."""

    def __init__(self, number: int, screen: QScreen, theme: Theme) -> None:
        flags = Qt.WindowType
        super().__init__(
            None,
            flags.ToolTip
            | flags.FramelessWindowHint
            | flags.WindowStaysOnTopHint
            | flags.WindowDoesNotAcceptFocus
            | flags.WindowTransparentForInput,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._number, self._theme = number, theme
        side = min(screen.size().width(), screen.size().height()) // 4
        corner = screen.geometry().topLeft()
        self.setGeometry(corner.x() + side // 4, corner.y() + side // 4, side, side)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("primary"))
        font = QFont(self._theme.font(weight=700))
        font.setPixelSize(self.height() * 2 // 3)
        painter.setFont(font)
        painter.setPen(self._theme.color("on_primary"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
