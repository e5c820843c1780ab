"""The explore window: the stage in a window of its own, with the usual shortcuts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow

from app.session.actions import SetTextSize
from app.session.settings import Settings
from app.widgets.window_size import available_size
from app.workspace.workspace import Workspace

ConfirmDiscard = Callable[[Callable[[], None]], bool]
"""Asked before something goes: True when a person has to be asked; it is done later or never."""


def initial_size(settings: Settings) -> tuple[int, int]:
    """The size that was kept, or less: with its frame all of the window is to be on the screen."""
    kept, room = QSize(settings.width, settings.height), _room()
    size = kept if room is None else kept.boundedTo(room)
    return size.width(), size.height()


def _room() -> QSize | None:
    """What the first screen has for a window without its frame; None without a real screen."""
    return None if QGuiApplication.platformName() == "offscreen" else available_size(None)


class DesktopWindow(QMainWindow):
    """Shows the stage; on closing hands the settings to whoever keeps them.

    `holds` is asked before it closes; None where nothing can be lost.
    """

    def __init__(
        self, workspace: Workspace, settings: Settings, keep: Callable[[Settings], None]
    ) -> None:
        super().__init__()
        self.workspace, self._settings, self._keep = workspace, settings, keep
        self.confirm_discard: ConfirmDiscard | None = None
        self.setWindowTitle(self.tr("Back Atlas"))
        self.setCentralWidget(workspace)
        workspace.setFocus()
        self.setMinimumSize(320, 240)
        self.resize(settings.width, settings.height)
        self._shortcut("Ctrl+F", workspace.open_search)
        self._shortcut("Ctrl++", workspace.toolbar.increase_text_size)
        self._shortcut("Ctrl+=", workspace.toolbar.increase_text_size)
        self._shortcut("Ctrl+-", workspace.toolbar.decrease_text_size)
        self._shortcut("Ctrl+0", self._normal_text)
        self._shortcut("F1", workspace.open_about)
        self._shortcut("F11", self._toggle_full_screen)

    def close_now(self) -> None:
        """Closes without a question."""
        self.confirm_discard = None
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.confirm_discard is not None and self.confirm_discard(self.close_now):
            event.ignore()
            return
        size = self.normalGeometry().size() if self.isFullScreen() else self.size()
        kept = self._settings.with_appearance_of(self.workspace.session.showing)
        self._keep(kept.with_size(size.width(), size.height()))
        super().closeEvent(event)

    def _shortcut(self, keys: str, slot: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(slot)

    def _normal_text(self) -> None:
        self.workspace.apply(SetTextSize(100))

    def _toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()
