"""Audience visibility.

Mirror, freeze and blank commands, and the privacy screen that covers the clinician's window.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.present.audience.controller import AudienceKeeper
from app.present.audience.window import Mode
from app.theme.theme import Look
from app.widgets.button import Kind, Pill
from app.widgets.text_label import WordLabel
from app.workspace.workspace import Stage


class Curtain(QWidget):
    """Covers a widget, whatever its size.

    Signals:
        lifted: it has been taken away.
    """

    lifted = Signal()

    def __init__(self, over: QWidget, look: Look) -> None:
        super().__init__(over)
        self._look = look
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.addStretch()
        column.addWidget(WordLabel(self.tr("Hidden for privacy"), look, step=3), 0, middle)
        self._lift = Pill(self.tr("Show again"), look, kind=Kind.PRIMARY)
        self._lift.clicked.connect(self.lift)
        column.addWidget(self._lift, 0, middle)
        column.addStretch()
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.show()
        self.raise_()
        self._lift.setFocus(Qt.FocusReason.OtherFocusReason)

    def lift(self) -> None:
        """Takes it away for good."""
        self.hide()
        self.deleteLater()
        self.lifted.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.colour("ground"))


class Hiding(QObject):
    """While the curtain is drawn no key shows anything to anybody."""

    def __init__(self, stage: Stage, keeper: AudienceKeeper) -> None:
        super().__init__(stage)
        self._stage, self.keeper = stage, keeper
        self.curtain: Curtain | None = None

    def draw(self) -> None:
        """Hides everything on every screen at once; a second time lifts it here."""
        if self.curtain is not None:
            self.curtain.lift()
            return
        self.keeper.set_mode(Mode.BLANK)
        window = self._stage.window()
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        self._stage.hide()
        self.curtain = Curtain(window, self._stage.look)
        self.curtain.lifted.connect(self._on_lifted)

    def end(self) -> None:
        """Lifts the curtain for good."""
        if self.curtain is not None:
            self.curtain.lift()
        self.deleteLater()

    def mirror(self) -> None:
        """The audience sees what the clinician sees."""
        self._set_mode(Mode.MIRROR)

    def freeze(self) -> None:
        """The audience goes on seeing what it sees now."""
        self._set_mode(Mode.FREEZE)

    def blank(self) -> None:
        """The audience sees nothing."""
        self._set_mode(Mode.BLANK)

    def blink(self) -> None:
        """The black-screen key of a remote: nothing, and pressed again what the clinician sees."""
        window = self.keeper.window
        is_blank = window is not None and window.mode is Mode.BLANK
        self._set_mode(Mode.MIRROR if is_blank else Mode.BLANK)

    def _set_mode(self, mode: Mode) -> None:
        if self.curtain is None:
            self.keeper.set_mode(mode)

    def _on_lifted(self) -> None:
        """The clinician sees again; the audience does when it is asked for."""
        self.curtain = None
        self._stage.show()
