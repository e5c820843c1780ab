"""The calibration page: staff match a drawn outline with a bank card held against the screen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kiosk.config import DESKTOP_PX_PER_MM
from app.kiosk.overlays.overlay import Overlay
from app.theme.theme import Theme
from app.widgets.button import Button, ButtonKind
from app.widgets.dialog_role import ModalDialog
from app.widgets.text_label import TextLabel

CARD_MM = (85.60, 53.98)
"""Width and height of a bank card in millimetres (ISO/IEC 7810, ID-1)."""
_CORNER_RADIUS_MM = 3.18
MAX_PX_PER_MM, MIN_PX_PER_MM = 40.0, 0.8
_STEPS = (-10, -1, 1, 10)


class CardOutline(QWidget):
    """The outline of a bank card, drawn in its real size for `per_mm` pixels per millimetre."""

    def __init__(self, theme: Theme, per_mm: float) -> None:
        super().__init__()
        self._theme = theme
        self.pixels_per_mm = per_mm
        self.resize_to(per_mm)

    def resize_to(self, per_mm: float) -> None:
        """Draw the card for `per_mm` logical pixels per millimetre, within the limits."""
        self.pixels_per_mm = min(max(per_mm, MIN_PX_PER_MM), MAX_PX_PER_MM)
        width, height = (round(side * self.pixels_per_mm) for side in CARD_MM)
        self.setFixedSize(width + 4, height + 4)
        self.update()

    @property
    def card_width(self) -> int:
        """The width of the card in pixels."""
        return self.width() - 4

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path, corner = QPainterPath(), _CORNER_RADIUS_MM * self.pixels_per_mm
        path.addRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), corner, corner)
        painter.fillPath(path, self._theme.color("tint"))
        painter.setPen(QPen(self._theme.color("primary"), 3))
        painter.drawPath(path)


class CalibrationPage(ModalDialog, Overlay):
    """Shows the card outline with buttons that change its size.

    Signals:
        calibrated: the logical pixels per millimetre of the screen.
        cancelled: nothing is to be changed.
    """

    calibrated = Signal(float)
    cancelled = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme)
        self.card_outline = CardOutline(theme, DESKTOP_PX_PER_MM)
        instruction = self.tr(
            "Hold a bank card against the screen. Make the drawn card exactly the same size."
        )
        add = self.card.column.addWidget
        self.setAccessibleName(self.tr("Calibrate screen size"))
        add(TextLabel(self.accessibleName(), theme, step=2, weight=700))
        add(TextLabel(instruction, theme))
        self._steps: dict[Button, int] = {}
        add(self._row())
        outline_row = QWidget()
        line = QHBoxLayout(outline_row)
        line.addWidget(self.card_outline, 0, Qt.AlignmentFlag.AlignHCenter)
        add(outline_row)
        self._message = TextLabel("", theme, role="caution")
        self._message.hide()
        add(self._message)
        save = self.wide_button(self.tr("It fits: save"), ButtonKind.PRIMARY)
        cancel = self.wide_button(self.tr("Cancel"))
        save.clicked.connect(self._on_save)
        cancel.clicked.connect(self.cancelled)
        add(save)
        add(cancel)

    def start(self, per_mm: float) -> None:
        """Start from the current calibration in pixels per millimetre; 0 if there is none."""
        self.card_outline.resize_to(per_mm or DESKTOP_PX_PER_MM)

    def show_message(self, text: str) -> None:
        """Show why the calibration was not saved."""
        self._message.set_text(text)
        self._message.show()

    def focus_first(self) -> None:
        """Focus the first size button: on "save", one Enter too many would restart the kiosk."""
        first = next(iter(self._steps))
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self.theme.px(8))
        names = (
            self.tr("Much smaller"),
            self.tr("Smaller"),
            self.tr("Larger"),
            self.tr("Much larger"),
        )
        for step, sign, name in zip(
            _STEPS, ("\u2212\u2212", "\u2212", "+", "++"), names, strict=True
        ):
            button = self.wide_button(sign)
            button.setAccessibleName(name)
            button.setAutoRepeat(True)
            button.clicked.connect(self._on_step)
            self._steps[button] = step
            line.addWidget(button)
        return row

    def _on_step(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            width = self.card_outline.card_width + self._steps[button]
            self.card_outline.resize_to(width / CARD_MM[0])

    def _on_save(self) -> None:
        self.calibrated.emit(round(self.card_outline.card_width / CARD_MM[0], 3))
