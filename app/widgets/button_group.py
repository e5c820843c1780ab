"""Exclusive button groups: radio buttons painted as segments, tabs, colour swatches or icons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from app.theme.theme import Look
from app.widgets.button import paint_icon
from app.widgets.layouts import Flow
from app.widgets.themed import (
    Worn,
    is_faint,
    paint_box,
    paint_broken_box,
    paint_focus,
    wants_ring,
)


class Radio(QRadioButton):
    """Assistive tools do not click a radio button, they toggle it; here that is a click too."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._is_expected = False

    def show_checked(self, *, on: bool) -> None:
        """Marks it as on or off, without telling anybody; off also where it alone is on."""
        self._is_expected = True
        self.setAutoExclusive(False)  # else the one that is on could not be let go
        self.setChecked(on)
        self.setAutoExclusive(True)
        self._is_expected = False

    def be_reached(self) -> None:
        """Tab stops here again: Qt takes that from all but one as soon as any has the focus."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def nextCheckState(self) -> None:
        """A click changes it; the click itself is told afterwards."""
        self._is_expected = True
        super().nextCheckState()
        self._is_expected = False

    def checkStateSet(self) -> None:
        """Comes after every change; one that nobody here made is an assistive tool's."""
        if self.isChecked() and not self._is_expected:
            self.clicked.emit()


class Face(Enum):
    """How a choice is painted."""

    SEGMENT = "segment"
    TAB = "tab"
    DOT = "dot"
    TOOL = "tool"


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands for words: the colour of a dot, or an icon, in a colour of its own or in ink."""

    colour: QColor | None = None
    icon: QPainterPath | None = None


NO_SIGN = Sign()


class Choice(Worn, Radio):
    """One option; to a screen reader a radio button with its checked state.

    A dot shows its colour and a tool its icon in the place of words.
    """

    def __init__(
        self,
        key: str,
        text: str,
        look: Look,
        face: Face,
        sign: Sign = NO_SIGN,
    ) -> None:
        super().__init__("" if face in (Face.DOT, Face.TOOL) else text)
        self.key = key
        self.face = face
        self.joins = (False, False)
        self.has_ring = False
        self.sign = sign
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.wear(look)

    def fit(self) -> None:
        self.setFont(self.look.font(0, weight=600))

    def sizeHint(self) -> QSize:
        look = self.look
        if self.face is Face.DOT:
            return QSize(look.px(36), look.px(44))
        if self.face is Face.TOOL:
            return QSize(look.px(46), look.px(44))
        words = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(int(words + 0.999) + 2 * look.px(13), look.px(44))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.has_ring = wants_ring(event)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.has_ring = wants_ring(event)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.face is Face.DOT:
            self._paint_dot(painter)
        else:
            self._paint_words(painter)
        if self.has_ring:
            paint_focus(painter, QRectF(self.rect()), self.look.px(10), self.look)

    def _paint_words(self, painter: QPainter) -> None:
        look, on = self.look, self.isChecked()
        inset = look.px(3)
        box = QRectF(self.rect()).adjusted(0, inset, 0, -inset)
        fill = look.colour("primary" if on else "tint" if self.underMouse() else "surface")
        edge = look.colour("primary" if on else "line")
        self._paint_ground(painter, box, fill, edge)
        painter.setFont(self.font())
        painter.setPen(look.colour(("on_primary" if on else "ink") if self.isEnabled() else "line"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.sign.icon is not None:
            side, ink = look.px(22), painter.pen().color()
            at = QPointF(box.center().x() - side / 2, box.center().y())
            own = None if on else self.sign.colour
            paint_icon(painter, self.sign.icon, at, side, own or ink)

    def _paint_ground(self, painter: QPainter, box: QRectF, fill: QColor, edge: QColor) -> None:
        """A rounded box; where it joins a neighbour its corners are square."""
        before, after = self.joins
        if self.isRightToLeft():
            before, after = after, before
        radius = self.look.px(12)
        painter.setClipRect(box)
        grown = box.adjusted(-radius if before else 0, 0, radius if after else 0, 0)
        if self.isEnabled() or is_faint(self.look):
            paint_box(painter, grown, radius, fill, edge)
        else:
            paint_broken_box(painter, grown, radius, edge)
        if after and not self.isChecked():
            painter.fillRect(QRectF(box.right() - 1, box.y(), 1, box.height()), edge)
        painter.setClipping(False)

    def _paint_dot(self, painter: QPainter) -> None:
        look = self.look
        size = look.px(24)
        box = QRectF(0, 0, size, size)
        box.moveCenter(QRectF(self.rect()).center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            ring = box.adjusted(-4.5, -4.5, 4.5, 4.5)
            painter.setPen(QPen(look.colour("primary"), 3))
            painter.setBrush(look.colour("surface"))
            painter.drawEllipse(ring)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(self.sign.colour or look.colour("ink"))
        painter.drawEllipse(box)


class Choices(QWidget):
    """A group of choices of which one is on; wraps where it does not fit.

    Signals:
        picked: the key of the option a person picked.
    """

    picked = Signal(str)

    def __init__(
        self,
        name: str,
        look: Look,
        gap: int = 4,
        parent: QWidget | None = None,
        *,
        between_rows: int | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._look = look
        self._flow = Flow(self, gap, between_rows)
        self._choices: list[Choice] = []

    def offer(
        self,
        options: Sequence[tuple[str, str]],
        face: Face,
        signs: Mapping[str, Sign] = MappingProxyType({}),
    ) -> None:
        """Adds options (key, words); `signs` are those of dots and tools, by key."""
        for key, text in options:
            choice = Choice(key, text, self._look, face, signs.get(key, NO_SIGN))
            choice.clicked.connect(self._on_clicked)
            self._flow.addWidget(choice)
            self._choices.append(choice)
        if face is Face.SEGMENT:
            self._join()

    def _join(self) -> None:
        last = len(self._choices) - 1
        for number, choice in enumerate(self._choices):
            choice.joins = (number > 0, number < last)

    def show_picked(self, key: str) -> None:
        """Marks the option as on, without telling anybody; none for an unknown key."""
        for choice in self._choices:
            choice.show_checked(on=choice.key == key)

    @property
    def choices(self) -> tuple[Choice, ...]:
        return tuple(self._choices)

    def _on_clicked(self) -> None:
        chosen = self.sender()
        if isinstance(chosen, Choice):
            self.picked.emit(chosen.key)
