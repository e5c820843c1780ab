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

from app.theme.theme import Theme
from app.widgets.button import paint_icon
from app.widgets.layouts import FlowLayout
from app.widgets.themed import (
    ThemedWidget,
    has_faint_line,
    has_visible_focus,
    paint_box,
    paint_dotted_box,
    paint_focus_ring,
)


class RadioButton(QRadioButton):
    """Assistive tools do not click a radio button, they toggle it; here that is a click too."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._is_own_change = False

    def set_checked_silently(self, *, on: bool) -> None:
        """Marks it as on or off, without telling anybody; off also where it alone is on."""
        self._is_own_change = True
        self.setAutoExclusive(False)  # else the one that is on could not be let go
        self.setChecked(on)
        self.setAutoExclusive(True)
        self._is_own_change = False

    def restore_tab_focus(self) -> None:
        """Tab stops here again: Qt takes that from all but one as soon as any has the focus."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def nextCheckState(self) -> None:
        """A click changes it; the click itself is told afterwards."""
        self._is_own_change = True
        super().nextCheckState()
        self._is_own_change = False

    def checkStateSet(self) -> None:
        """Comes after every change; one that nobody here made is an assistive tool's."""
        if self.isChecked() and not self._is_own_change:
            self.clicked.emit()


class ButtonAppearance(Enum):
    """How a choice is painted."""

    SEGMENT = "segment"
    TAB = "tab"
    DOT = "dot"
    TOOL = "tool"


@dataclass(frozen=True, slots=True)
class ButtonGraphic:
    """What stands for words: the colour of a dot, or an icon, in a colour of its own or in ink."""

    colour: QColor | None = None
    icon: QPainterPath | None = None


NO_GRAPHIC = ButtonGraphic()


class GroupButton(ThemedWidget, RadioButton):
    """One option; to a screen reader a radio button with its checked state.

    A dot shows its colour and a tool its icon in the place of words.
    """

    def __init__(
        self,
        key: str,
        text: str,
        theme: Theme,
        face: ButtonAppearance,
        sign: ButtonGraphic = NO_GRAPHIC,
    ) -> None:
        super().__init__("" if face in (ButtonAppearance.DOT, ButtonAppearance.TOOL) else text)
        self.key = key
        self.appearance = face
        self.joined_sides = (False, False)
        self.has_focus_ring = False
        self.graphic = sign
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.apply_theme(theme)

    def update_metrics(self) -> None:
        self.setFont(self.theme.font(0, weight=600))

    def sizeHint(self) -> QSize:
        theme = self.theme
        if self.appearance is ButtonAppearance.DOT:
            return QSize(theme.px(36), theme.px(44))
        if self.appearance is ButtonAppearance.TOOL:
            return QSize(theme.px(46), theme.px(44))
        words = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(int(words + 0.999) + 2 * theme.px(13), theme.px(44))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.has_focus_ring = has_visible_focus(event)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.has_focus_ring = has_visible_focus(event)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.appearance is ButtonAppearance.DOT:
            self._paint_swatch(painter)
        else:
            self._paint_text(painter)
        if self.has_focus_ring:
            paint_focus_ring(painter, QRectF(self.rect()), self.theme.px(10), self.theme)

    def _paint_text(self, painter: QPainter) -> None:
        theme, on = self.theme, self.isChecked()
        inset = theme.px(3)
        box = QRectF(self.rect()).adjusted(0, inset, 0, -inset)
        fill = theme.color("primary" if on else "tint" if self.underMouse() else "surface")
        edge = theme.color("primary" if on else "line")
        self._paint_background(painter, box, fill, edge)
        painter.setFont(self.font())
        painter.setPen(theme.color(("on_primary" if on else "ink") if self.isEnabled() else "line"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.graphic.icon is not None:
            side, ink = theme.px(22), painter.pen().color()
            at = QPointF(box.center().x() - side / 2, box.center().y())
            own = None if on else self.graphic.colour
            paint_icon(painter, self.graphic.icon, at, side, own or ink)

    def _paint_background(self, painter: QPainter, box: QRectF, fill: QColor, edge: QColor) -> None:
        """A rounded box; where it joins a neighbour its corners are square."""
        before, after = self.joined_sides
        if self.isRightToLeft():
            before, after = after, before
        radius = self.theme.px(12)
        painter.setClipRect(box)
        grown = box.adjusted(-radius if before else 0, 0, radius if after else 0, 0)
        if self.isEnabled() or has_faint_line(self.theme):
            paint_box(painter, grown, radius, fill, edge)
        else:
            paint_dotted_box(painter, grown, radius, edge)
        if after and not self.isChecked():
            painter.fillRect(QRectF(box.right() - 1, box.y(), 1, box.height()), edge)
        painter.setClipping(False)

    def _paint_swatch(self, painter: QPainter) -> None:
        theme = self.theme
        size = theme.px(24)
        box = QRectF(0, 0, size, size)
        box.moveCenter(QRectF(self.rect()).center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            ring = box.adjusted(-4.5, -4.5, 4.5, 4.5)
            painter.setPen(QPen(theme.color("primary"), 3))
            painter.setBrush(theme.color("surface"))
            painter.drawEllipse(ring)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(self.graphic.colour or theme.color("ink"))
        painter.drawEllipse(box)


class ButtonGroup(QWidget):
    """A group of choices of which one is on; wraps where it does not fit.

    Signals:
        picked: the key of the option a person picked.
    """

    picked = Signal(str)

    def __init__(
        self,
        name: str,
        theme: Theme,
        gap: int = 4,
        parent: QWidget | None = None,
        *,
        between_rows: int | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._theme = theme
        self._flow = FlowLayout(self, gap, between_rows)
        self._buttons: list[GroupButton] = []

    def add_options(
        self,
        options: Sequence[tuple[str, str]],
        face: ButtonAppearance,
        signs: Mapping[str, ButtonGraphic] = MappingProxyType({}),
    ) -> None:
        """Adds options (key, words); `signs` are those of dots and tools, by key."""
        for key, text in options:
            choice = GroupButton(key, text, self._theme, face, signs.get(key, NO_GRAPHIC))
            choice.clicked.connect(self._on_clicked)
            self._flow.addWidget(choice)
            self._buttons.append(choice)
        if face is ButtonAppearance.SEGMENT:
            self._join_segments()

    def _join_segments(self) -> None:
        last = len(self._buttons) - 1
        for number, choice in enumerate(self._buttons):
            choice.joined_sides = (number > 0, number < last)

    def set_selected(self, key: str) -> None:
        """Marks the option as on, without telling anybody; none for an unknown key."""
        for choice in self._buttons:
            choice.set_checked_silently(on=choice.key == key)

    @property
    def buttons(self) -> tuple[GroupButton, ...]:
        return tuple(self._buttons)

    def _on_clicked(self) -> None:
        chosen = self.sender()
        if isinstance(chosen, GroupButton):
            self.picked.emit(chosen.key)
