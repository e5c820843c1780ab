"""The explore window: the stage in a window of its own, with the usual shortcuts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow

from app.session.settings import Settings
from app.widgets.window_size import room_beside
from app.workspace.workspace import Stage

Holds = Callable[[Callable[[], None]], bool]
"""Asked before something goes: True when a person has to be asked; it is done later or never."""


def fitting(settings: Settings) -> tuple[int, int]:
    """The size that was kept, or less: with its frame all of the window is to be on the screen."""
    kept, room = QSize(settings.width, settings.height), _room()
    size = kept if room is None else kept.boundedTo(room)
    return size.width(), size.height()


def _room() -> QSize | None:
    """What the first screen has for a window without its frame; None without a real screen."""
    return None if QGuiApplication.platformName() == "offscreen" else room_beside(None)


class ExploreWindow(QMainWindow):
    """Shows the stage; on closing hands the settings to whoever keeps them.

    `holds` is asked before it closes; None where nothing can be lost.
    """

    def __init__(self, stage: Stage, settings: Settings, keep: Callable[[Settings], None]) -> None:
        super().__init__()
        self.stage, self._settings, self._keep = stage, settings, keep
        self.holds: Holds | None = None
        self.setWindowTitle(self.tr("Back Atlas"))
        self.setCentralWidget(stage)
        stage.setFocus()
        self.setMinimumSize(320, 240)
        self.resize(settings.width, settings.height)
        self._shortcut("Ctrl+F", stage.open_search)
        self._shortcut("Ctrl++", stage.bar.on_larger)
        self._shortcut("Ctrl+=", stage.bar.on_larger)
        self._shortcut("Ctrl+-", stage.bar.on_smaller)
        self._shortcut("Ctrl+0", self._normal_text)
        self._shortcut("F1", stage.open_about)
        self._shortcut("F11", self._fill_screen)

    def close_now(self) -> None:
        """Closes without a question."""
        self.holds = None
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.holds is not None and self.holds(self.close_now):
            event.ignore()
            return
        size = self.normalGeometry().size() if self.isFullScreen() else self.size()
        kept = self._settings.kept_from(self.stage.session.showing)
        self._keep(kept.sized(size.width(), size.height()))
        super().closeEvent(event)

    def _shortcut(self, keys: str, slot: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(slot)

    def _normal_text(self) -> None:
        self.stage.session.size_text(100)

    def _fill_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()
