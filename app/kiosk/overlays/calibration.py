"""The keeper holds a card to the screen; how large it must be drawn says how fine the screen is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kiosk.overlays.overlay import Overlay
from app.theme.theme import Theme
from app.widgets.button import Button, ButtonKind
from app.widgets.dialog_role import ModalDialog
from app.widgets.text_label import TextLabel

CARD_MM = (85.60, 53.98)
"""A bank card, width and height in millimetres (ISO/IEC 7810, ID-1); its corners 3.18 round."""
_CORNER_RADIUS_MM = 3.18
UNCALIBRATED_PX_PER_MM = 96 / 25.4
MAX_PX_PER_MM, MIN_PX_PER_MM = 40.0, 0.8
_STEPS = (-10, -1, 1, 10)


class CardOutline(QWidget):
    """The outline of a bank card, as large as a screen of so many pixels a millimetre needs it."""

    def __init__(self, theme: Theme, per_mm: float) -> None:
        super().__init__()
        self._theme = theme
        self.pixels_per_mm = per_mm
        self.resize_to(per_mm)

    def resize_to(self, per_mm: float) -> None:
        """Draws it larger or smaller; `per_mm` is in pixels of Qt's."""
        self.pixels_per_mm = min(max(per_mm, MIN_PX_PER_MM), MAX_PX_PER_MM)
        wide, tall = (round(side * self.pixels_per_mm) for side in CARD_MM)
        self.setFixedSize(wide + 4, tall + 4)
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
    """Draws the card, makes it larger and smaller, and tells what was found.

    Signals:
        measured: pixels of Qt's for a millimetre.
        left: nothing is to be changed.
    """

    calibrated = Signal(float)
    cancelled = Signal()

    def __init__(self, over: QWidget, theme: Theme) -> None:
        super().__init__(over, theme)
        self.card_outline = CardOutline(theme, UNCALIBRATED_PX_PER_MM)
        words = self.tr(
            "Hold a bank card against the screen. Make the drawn card exactly as large as it."
        )
        add = self.card.column.addWidget
        self.setAccessibleName(self.tr("Measure the screen"))
        add(TextLabel(self.accessibleName(), theme, step=2, weight=700))
        add(TextLabel(words, theme))
        self._steps: dict[Button, int] = {}
        add(self._row())
        room = QHBoxLayout()
        holder = QWidget()
        holder.setLayout(room)
        room.addWidget(self.card_outline, 0, Qt.AlignmentFlag.AlignHCenter)
        add(holder)
        self._message = TextLabel("", theme, role="caution")
        self._message.hide()
        add(self._message)
        save = self.wide_button(self.tr("It fits: keep it"), ButtonKind.PRIMARY)
        leave = self.wide_button(self.tr("Cancel"))
        save.clicked.connect(self._on_save)
        leave.clicked.connect(self.cancelled)
        add(save)
        add(leave)

    def start(self, per_mm: float) -> None:
        """Begins with what is known of the screen; 0 where nothing is."""
        self.card_outline.resize_to(per_mm or UNCALIBRATED_PX_PER_MM)

    def show_message(self, words: str) -> None:
        """Says why the measure was not kept."""
        self._message.set_text(words)
        self._message.show()

    def focus_first(self) -> None:
        """Not to what keeps it: one Enter too many would, and the kiosk would start again."""
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
            pill = self.wide_button(sign)
            pill.setAccessibleName(name)
            pill.setAutoRepeat(True)
            pill.clicked.connect(self._on_step)
            self._steps[pill] = step
            line.addWidget(pill)
        return row

    def _on_step(self) -> None:
        pill = self.sender()
        if isinstance(pill, Button):
            self.card_outline.resize_to(
                (self.card_outline.card_width + self._steps[pill]) / CARD_MM[0]
            )

    def _on_save(self) -> None:
        self.calibrated.emit(round(self.card_outline.card_width / CARD_MM[0], 3))
