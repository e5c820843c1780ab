"""What the audience sees: mirror, freeze and blank, and the privacy screen over both windows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.present.actions import AudienceMode
from app.present.audience.controller import AudienceController
from app.theme.theme import Theme
from app.widgets.button import Button, ButtonKind
from app.widgets.text_label import TextLabel
from app.widgets.widget_tree import descendants
from app.workspace.workspace import Workspace


class PrivacyScreen(QWidget):
    """Covers its parent completely, until its button is pressed.

    Signals:
        dismissed: the parent is uncovered again.
    """

    dismissed = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        center = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.addStretch()
        column.addWidget(TextLabel(self.tr("Hidden for privacy"), theme, step=3), 0, center)
        self._dismiss_button = Button(self.tr("Show again"), theme, kind=ButtonKind.PRIMARY)
        self._dismiss_button.clicked.connect(self.dismiss)
        column.addWidget(self._dismiss_button, 0, center)
        column.addStretch()
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self._dismiss_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def dismiss(self) -> None:
        """Uncover the parent and delete the screen."""
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
    """Changes the audience mode, except while the privacy screen covers the clinician's window."""

    def __init__(self, workspace: Workspace, audience_controller: AudienceController) -> None:
        super().__init__(workspace)
        self._workspace, self.audience_controller = workspace, audience_controller
        self._privacy_screen: PrivacyScreen | None = None

    @property
    def is_covered(self) -> bool:
        """Whether the privacy screen covers the clinician's window."""
        return self._privacy_screen is not None

    def toggle_privacy_screen(self) -> None:
        """Hide everything on every screen; if it is hidden, show the clinician's window again.

        The audience window stays blank until the clinician shows it again.
        """
        if self._privacy_screen is not None:
            self._privacy_screen.dismiss()
            return
        self.audience_controller.set_mode(AudienceMode.BLANK)
        window = self._workspace.window()
        for dialog in descendants(window, QDialog):
            if dialog.isVisible():
                dialog.reject()
        self._workspace.hide()
        self._privacy_screen = PrivacyScreen(window, self._workspace.theme)
        self._privacy_screen.dismissed.connect(self._on_dismissed)
        self._workspace.announcer.announce(self.tr("Curtain: everything is hidden"))

    def end(self) -> None:
        """Remove the privacy screen, and stop."""
        if self._privacy_screen is not None:
            self._privacy_screen.dismiss()
        self.deleteLater()

    def set_mode(self, mode: AudienceMode) -> None:
        """Change what the audience window shows; ignored while the privacy screen is on."""
        if self._privacy_screen is None:
            self.audience_controller.set_mode(mode)

    def freeze(self) -> None:
        """Keep the picture that is shown now."""
        self.set_mode(AudienceMode.FREEZE)

    def blank(self) -> None:
        """Show nothing."""
        self.set_mode(AudienceMode.BLANK)

    def toggle_blank(self) -> None:
        """Blank the audience window, or mirror if it is already blank, as remotes expect."""
        window = self.audience_controller.window
        is_blank = window is not None and window.mode is AudienceMode.BLANK
        self.set_mode(AudienceMode.MIRROR if is_blank else AudienceMode.BLANK)

    def _on_dismissed(self) -> None:
        self._privacy_screen = None
        self._workspace.show()
        self._workspace.announcer.announce(self.tr("The curtain is open"))
