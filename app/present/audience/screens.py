"""The screens of this machine by name, and a numbered flash on each to tell them apart."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from app.theme.theme import Look
from app.widgets.event_loop import later

_FLASH_MS = 1800


class Screens(QObject):
    """Tells when a screen is plugged in or gone; a screen is known again by its name.

    Signals:
        gone, there: the name of the screen.
    """

    gone = Signal(str)
    there = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._flashes: list[Flash] = []
        self._flash_end = later(self, _FLASH_MS, self.end_flash)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_added)
            app.screenRemoved.connect(self._on_removed)

    @staticmethod
    def names() -> list[str]:
        """Every screen, in the order of the system."""
        return [screen.name() for screen in QGuiApplication.screens()]

    @staticmethod
    def named(name: str) -> QScreen | None:
        """The screen of a name, if it is there."""
        return next((one for one in QGuiApplication.screens() if one.name() == name), None)

    @staticmethod
    def of(widget: QWidget) -> QScreen:
        """The screen a window lies on.

        Never `widget.screen()`: PySide takes what it gives for a child of the widget, and deletes
        the screen with it (docs/decisions/0016).
        """
        middle = widget.window().geometry().center()
        return QGuiApplication.screenAt(middle) or QGuiApplication.primaryScreen()

    @staticmethod
    def words(here: str, note: str) -> list[tuple[str, str]]:
        """Each screen's name, and how it is listed: number, name, size, a note on `here`."""
        found = []
        for number, screen in enumerate(QGuiApplication.screens(), start=1):
            ratio, size = screen.devicePixelRatio(), screen.size()
            across, down = round(size.width() * ratio), round(size.height() * ratio)
            parts = [str(number), screen.name(), f"{across} \u00d7 {down}"]
            parts += [note] if screen.name() == here else []
            found.append((screen.name(), " \u00b7 ".join(parts)))
        return found

    def flash(self, look: Look) -> None:
        """Shows its number on each screen for a moment."""
        self.end_flash()
        self._flashes = [
            Flash(number, screen, look)
            for number, screen in enumerate(QGuiApplication.screens(), start=1)
        ]
        self._flash_end.start()

    @property
    def flashes(self) -> tuple[Flash, ...]:
        """The numbers that are on show."""
        return tuple(self._flashes)

    def end_flash(self) -> None:
        """Takes the numbers away."""
        for flash in self._flashes:
            flash.close()
            flash.deleteLater()
        self._flashes = []
        self._flash_end.stop()

    def _on_added(self, screen: QScreen) -> None:
        self.there.emit(screen.name())

    def _on_removed(self, screen: QScreen) -> None:
        self.gone.emit(screen.name())


class Flash(QWidget):
    """The number of one screen, large, in its corner; it takes neither focus nor touch."""

    def __init__(self, number: int, screen: QScreen, look: Look) -> None:
        kinds = Qt.WindowType
        super().__init__(
            None,
            kinds.ToolTip
            | kinds.FramelessWindowHint
            | kinds.WindowStaysOnTopHint
            | kinds.WindowDoesNotAcceptFocus
            | kinds.WindowTransparentForInput,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._number, self._look = number, look
        side = min(screen.size().width(), screen.size().height()) // 4
        corner = screen.geometry().topLeft()
        self.setGeometry(corner.x() + side // 4, corner.y() + side // 4, side, side)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("primary"))
        font = QFont(self._look.font(weight=700))
        font.setPixelSize(self.height() * 2 // 3)
        painter.setFont(font)
        painter.setPen(self._look.colour("on_primary"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
