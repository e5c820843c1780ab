"""Audience visibility.

Mirror, freeze and blank commands, and the privacy screen that covers the clinician's window.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.present.audience.controller import AudienceController
from app.present.audience.window import AudienceMode
from app.theme.theme import Theme
from app.widgets.button import Button, ButtonKind
from app.widgets.text_label import TextLabel
from app.workspace.workspace import Workspace


class PrivacyScreen(QWidget):
    """Covers a widget, whatever its size.

    Signals:
        lifted: it has been taken away.
    """

    dismissed = Signal()

    def __init__(self, over: QWidget, theme: Theme) -> None:
        super().__init__(over)
        self._theme = theme
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.addStretch()
        column.addWidget(TextLabel(self.tr("Hidden for privacy"), theme, step=3), 0, middle)
        self._dismiss_button = Button(self.tr("Show again"), theme, kind=ButtonKind.PRIMARY)
        self._dismiss_button.clicked.connect(self.dismiss)
        column.addWidget(self._dismiss_button, 0, middle)
        column.addStretch()
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.show()
        self.raise_()
        self._dismiss_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def dismiss(self) -> None:
        """Takes it away for good."""
        self.hide()
        self.deleteLater()
        self.dismissed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("ground"))


class AudienceVisibility(QObject):
    """While the curtain is drawn no key shows anything to anybody."""

    def __init__(self, workspace: Workspace, keeper: AudienceController) -> None:
        super().__init__(workspace)
        self._workspace, self.audience_controller = workspace, keeper
        self.privacy_screen: PrivacyScreen | None = None

    def toggle_privacy_screen(self) -> None:
        """Hides everything on every screen at once; a second time lifts it here."""
        if self.privacy_screen is not None:
            self.privacy_screen.dismiss()
            return
        self.audience_controller.set_mode(AudienceMode.BLANK)
        window = self._workspace.window()
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        self._workspace.hide()
        self.privacy_screen = PrivacyScreen(window, self._workspace.theme)
        self.privacy_screen.dismissed.connect(self._on_dismissed)

    def end(self) -> None:
        """Lifts the curtain for good."""
        if self.privacy_screen is not None:
            self.privacy_screen.dismiss()
        self.deleteLater()

    def mirror(self) -> None:
        """The audience sees what the clinician sees."""
        self._set_mode(AudienceMode.MIRROR)

    def freeze(self) -> None:
        """The audience goes on seeing what it sees now."""
        self._set_mode(AudienceMode.FREEZE)

    def blank(self) -> None:
        """The audience sees nothing."""
        self._set_mode(AudienceMode.BLANK)

    def toggle_blank(self) -> None:
        """The black-screen key of a remote: nothing, and pressed again what the clinician sees."""
        window = self.audience_controller.window
        is_blank = window is not None and window.mode is AudienceMode.BLANK
        self._set_mode(AudienceMode.MIRROR if is_blank else AudienceMode.BLANK)

    def _set_mode(self, mode: AudienceMode) -> None:
        if self.privacy_screen is None:
            self.audience_controller.set_mode(mode)

    def _on_dismissed(self) -> None:
        """The clinician sees again; the audience does when it is asked for."""
        self.privacy_screen = None
        self._workspace.show()
