"""The keeper holds a card to the screen; how large it must be drawn says how fine the screen is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kiosk.overlays.overlay import Scene
from app.theme.theme import Look
from app.widgets.button import Kind, Pill
from app.widgets.dialog_role import ModalDialog
from app.widgets.text_label import WordLabel

CARD_MM = (85.60, 53.98)
"""A bank card, width and height in millimetres (ISO/IEC 7810, ID-1); its corners 3.18 round."""
_ROUND_MM = 3.18
USUAL_PX_PER_MM = 96 / 25.4
FINEST, COARSEST = 40.0, 0.8
_STEPS = (-10, -1, 1, 10)


class DrawnCard(QWidget):
    """The outline of a bank card, as large as a screen of so many pixels a millimetre needs it."""

    def __init__(self, look: Look, per_mm: float) -> None:
        super().__init__()
        self._look = look
        self.per_mm = per_mm
        self.resize_to(per_mm)

    def resize_to(self, per_mm: float) -> None:
        """Draws it larger or smaller; `per_mm` is in pixels of Qt's."""
        self.per_mm = min(max(per_mm, COARSEST), FINEST)
        wide, tall = (round(side * self.per_mm) for side in CARD_MM)
        self.setFixedSize(wide + 4, tall + 4)
        self.update()

    @property
    def wide(self) -> int:
        """The width of the card in pixels."""
        return self.width() - 4

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path, corner = QPainterPath(), _ROUND_MM * self.per_mm
        path.addRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), corner, corner)
        painter.fillPath(path, self._look.colour("tint"))
        painter.setPen(QPen(self._look.colour("primary"), 3))
        painter.drawPath(path)


class MeasureScene(ModalDialog, Scene):
    """Draws the card, makes it larger and smaller, and tells what was found.

    Signals:
        measured: pixels of Qt's for a millimetre.
        left: nothing is to be changed.
    """

    measured = Signal(float)
    left = Signal()

    def __init__(self, over: QWidget, look: Look) -> None:
        super().__init__(over, look)
        self.drawn = DrawnCard(look, USUAL_PX_PER_MM)
        words = self.tr(
            "Hold a bank card against the screen. Make the drawn card exactly as large as it."
        )
        add = self.card.column.addWidget
        self.setAccessibleName(self.tr("Measure the screen"))
        add(WordLabel(self.accessibleName(), look, step=2, weight=700))
        add(WordLabel(words, look))
        self._steps: dict[Pill, int] = {}
        add(self._row())
        room = QHBoxLayout()
        holder = QWidget()
        holder.setLayout(room)
        room.addWidget(self.drawn, 0, Qt.AlignmentFlag.AlignHCenter)
        add(holder)
        self._told = WordLabel("", look, role="caution")
        self._told.hide()
        add(self._told)
        save = self.wide(self.tr("It fits: keep it"), Kind.PRIMARY)
        leave = self.wide(self.tr("Cancel"))
        save.clicked.connect(self._on_save)
        leave.clicked.connect(self.left)
        add(save)
        add(leave)

    def begin(self, per_mm: float) -> None:
        """Begins with what is known of the screen; 0 where nothing is."""
        self.drawn.resize_to(per_mm or USUAL_PX_PER_MM)

    def tell(self, words: str) -> None:
        """Says why the measure was not kept."""
        self._told.say(words)
        self._told.show()

    def focus_home(self) -> None:
        """Not to what keeps it: one Enter too many would, and the kiosk would start again."""
        first = next(iter(self._steps))
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self.look.px(8))
        names = (
            self.tr("Much smaller"),
            self.tr("Smaller"),
            self.tr("Larger"),
            self.tr("Much larger"),
        )
        for step, sign, name in zip(
            _STEPS, ("\u2212\u2212", "\u2212", "+", "++"), names, strict=True
        ):
            pill = self.wide(sign)
            pill.setAccessibleName(name)
            pill.setAutoRepeat(True)
            pill.clicked.connect(self._on_step)
            self._steps[pill] = step
            line.addWidget(pill)
        return row

    def _on_step(self) -> None:
        pill = self.sender()
        if isinstance(pill, Pill):
            self.drawn.resize_to((self.drawn.wide + self._steps[pill]) / CARD_MM[0])

    def _on_save(self) -> None:
        self.measured.emit(round(self.drawn.wide / CARD_MM[0], 3))
