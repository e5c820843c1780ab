"""The status page: the state of the kiosk and its machine, over the whole window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QVBoxLayout, QWidget

from app.kiosk.metrics.status import KioskStatus
from app.kiosk.metrics.status_text import StatusLine, status_lines
from app.theme.theme import Theme
from app.widgets.button import Button, ButtonKind
from app.widgets.dialog_role import ModalDialog
from app.widgets.layouts import ColumnLayout
from app.widgets.scroll_column import ScrollColumn
from app.widgets.text_label import TextLabel, TextSpan

_Act = QAbstractSlider.SliderAction
_SCROLLS = {
    int(Qt.Key.Key_PageDown): _Act.SliderPageStepAdd,
    int(Qt.Key.Key_PageUp): _Act.SliderPageStepSub,
    int(Qt.Key.Key_Home): _Act.SliderToMinimum,
    int(Qt.Key.Key_End): _Act.SliderToMaximum,
}


class StatusPage(ModalDialog, QWidget):
    """Covers its parent, scrolls if the lines do not fit, and is closed with "Back".

    Signals:
        closed: "Back" was touched.
    """

    closed = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self._column = ScrollColumn(theme)
        self._back_button = Button(self.tr("Back"), theme, kind=ButtonKind.PRIMARY)
        self._back_button.clicked.connect(self.closed)
        rows = QVBoxLayout(self)
        px = theme.px
        # The margin on the left keeps clear of the corner for the tap gesture.
        rows.setContentsMargins(px(80), px(24), px(24), px(16))
        rows.setSpacing(px(12))
        self.setAccessibleName(self.tr("Kiosk status"))
        heading = TextLabel(self.accessibleName(), theme, step=3, weight=700)
        rows.addWidget(heading)
        rows.addWidget(self._column, 1)
        rows.addWidget(self._back_button)
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())
        self.hide()

    def show_status(self, status: KioskStatus) -> None:
        """Show a status; the text does not change until the next call."""
        lines = _StatusLines(status_lines(status), self.theme)
        self._column.setWidget(lines)
        lines.setAutoFillBackground(False)  # a scroll area gives its content its own background
        self._column.scroll_to_top()

    def focus_first(self) -> None:
        """Focus the button that closes the page."""
        self._back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll with the page keys: its only button always has the focus."""
        if event.key() in _SCROLLS:
            self._column.verticalScrollBar().triggerAction(_SCROLLS[event.key()])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.theme.color("surface"))


class _StatusLines(QWidget):
    """One label for each line; lines that need attention are marked by words and weight."""

    def __init__(self, lines: Iterable[StatusLine], theme: Theme) -> None:
        super().__init__()
        column = ColumnLayout(self, theme.px(8))
        warning = self.tr("Needs attention")
        for line in lines:
            parts = [TextSpan(f"{line.label}: ", strong=True), TextSpan(line.text)]
            if line.needs_attention:
                parts.append(TextSpan(f" ({warning})", strong=True, role="urgent"))
            column.addWidget(TextLabel(parts, theme, step=1))
