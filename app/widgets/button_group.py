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
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.theme.theme import Theme
from app.widgets.button import paint_icon
from app.widgets.layouts import FlowLayout
from app.widgets.named_group import NamedGroup
from app.widgets.themed import (
    ThemedWidget,
    has_faint_line,
    has_visible_focus,
    paint_box,
    paint_dotted_box,
    paint_focus_ring,
)
from app.widgets.tooltip import watch_for_tooltip


class RadioButton(QAbstractButton):
    """A radio button that also counts as clicked when an assistive tool toggles it.

    It is no QRadioButton, of which assistive tools get the box of the indicator of Qt's style
    instead of the box of the widget. An exclusive button has the role of a radio button. Return
    presses it as Space does, and its whole box can be pressed.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._is_own_change = self.has_focus_ring = False
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def set_checked_silently(self, *, on: bool) -> None:
        """Check or uncheck it without a signal, even if it is the only checked button."""
        self._is_own_change = True
        self.setAutoExclusive(False)  # otherwise the checked button could not be unchecked
        self.setChecked(on)
        self.setAutoExclusive(True)
        self._is_own_change = False

    def restore_tab_focus(self) -> None:
        """Let Tab enter the group at its checked button, or at the first if none is checked.

        Qt lets it enter where the focus was last, and before that at the first button.
        """
        parent = self.parent()
        siblings = parent.children() if parent is not None else [self]
        radios = [one for one in siblings if isinstance(one, RadioButton)]
        stop = next((radio for radio in radios if radio.isChecked()), radios[0])
        for radio in radios:
            is_stop = radio is stop
            policy = Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            radio.setFocusPolicy(policy)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.has_focus_ring = has_visible_focus(event)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.has_focus_ring = False
        super().focusOutEvent(event)
        self.restore_tab_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """Called by Qt for a click, which emits `clicked` itself afterwards."""
        self._is_own_change = True
        super().nextCheckState()
        self._is_own_change = False

    def checkStateSet(self) -> None:
        """Called by Qt after every change; a change from outside comes from an assistive tool."""
        if self.isChecked() and not self._is_own_change:
            self.clicked.emit()


class ButtonAppearance(Enum):
    """How the buttons of a group are painted."""

    SEGMENT = "segment"
    TAB = "tab"
    SWATCH = "swatch"
    ICON = "icon"


@dataclass(frozen=True, slots=True)
class ButtonGraphic:
    """What a button shows instead of text: a swatch, or an icon in its own or the text colour."""

    color: QColor | None = None
    icon: QPainterPath | None = None


NO_GRAPHIC = ButtonGraphic()


_PADDINGS = (13, 10, 8, 6)
"""Pixels at 100 % on both sides of a text, the widest first."""


class GroupButton(ThemedWidget, RadioButton):
    """One option of a group; a screen reader finds a radio button with its checked state.

    A swatch or an icon shows its graphic instead of the text, which is then its accessible name.
    """

    def __init__(
        self,
        key: str,
        text: str,
        theme: Theme,
        appearance: ButtonAppearance,
        graphic: ButtonGraphic = NO_GRAPHIC,
    ) -> None:
        shows_graphic = appearance in (ButtonAppearance.SWATCH, ButtonAppearance.ICON)
        super().__init__("" if shows_graphic else text)
        self.key = key
        self.appearance = appearance
        self.neighbours: tuple[GroupButton | None, GroupButton | None] = (None, None)
        """The segments before and after it, which it joins while they are in its row."""
        self.graphic, self.padding = graphic, _PADDINGS[0]
        self.setAccessibleName(text)
        if shows_graphic:
            watch_for_tooltip(self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.apply_theme(theme)

    @property
    def joined_sides(self) -> tuple[bool, bool]:
        """Whether it joins a neighbour on its leading and on its trailing side."""
        before, after = (one is not None and one.y() == self.y() for one in self.neighbours)
        return before, after

    def update_metrics(self) -> None:
        self.setFont(self.theme.font(0, weight=600))

    def sizeHint(self) -> QSize:
        theme = self.theme
        if self.appearance is ButtonAppearance.SWATCH:
            return QSize(theme.px(36), theme.px(44))
        if self.appearance is ButtonAppearance.ICON:
            return QSize(theme.px(46), theme.px(44))
        text_width = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(int(text_width + 0.999) + 2 * theme.px(self.padding), theme.px(44))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.appearance is ButtonAppearance.SWATCH:
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
            size, text_color = theme.px(22), painter.pen().color()
            left_middle = QPointF(box.center().x() - size / 2, box.center().y())
            own_color = None if on else self.graphic.color
            paint_icon(painter, self.graphic.icon, left_middle, size, own_color or text_color)

    def _paint_background(self, painter: QPainter, box: QRectF, fill: QColor, edge: QColor) -> None:
        """Paint a rounded box whose corners are square where it joins a neighbour."""
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
        painter.setBrush(self.graphic.color or theme.color("ink"))
        painter.drawEllipse(box)


class ButtonGroup(NamedGroup):
    """A group of buttons of which one is checked; wraps where it does not fit.

    Signals:
        picked: the key of the option that a person picked.
    """

    picked = Signal(str)

    def __init__(
        self,
        name: str,
        theme: Theme,
        spacing: int = 4,
        parent: QWidget | None = None,
        *,
        row_spacing: int | None = None,
    ) -> None:
        super().__init__(name, parent)
        self._theme = theme
        self._flow = FlowLayout(self, spacing, row_spacing)
        self._buttons: list[GroupButton] = []

    def add_options(
        self,
        options: Sequence[tuple[str, str]],
        appearance: ButtonAppearance,
        graphics: Mapping[str, ButtonGraphic] = MappingProxyType({}),
    ) -> None:
        """Add options, each with its key and text; `graphics` has those of swatches and icons."""
        for key, text in options:
            graphic = graphics.get(key, NO_GRAPHIC)
            button = GroupButton(key, text, self._theme, appearance, graphic)
            button.clicked.connect(self._on_clicked)
            self._flow.addWidget(button)
            self._buttons.append(button)
        if appearance is ButtonAppearance.SEGMENT:
            self._join_segments()
        self._restore_tab_focus()

    def _join_segments(self) -> None:
        padded = (None, *self._buttons, None)
        for before, button, after in zip(padded, self._buttons, padded[2:], strict=False):
            button.neighbours = before, after

    def fit_in_row(self, width: int) -> None:
        """Take less room beside the texts if all buttons then fit in one row."""
        for padding in (*_PADDINGS, _PADDINGS[0]):
            for button in self._buttons:
                button.padding = padding
                button.updateGeometry()
            if self.sizeHint().width() <= width:
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in self._buttons:
            button.update()  # its neighbours may be in another row now

    def set_selected(self, key: str) -> None:
        """Check an option without a signal; an unknown key leaves none checked."""
        for button in self._buttons:
            button.set_checked_silently(on=button.key == key)
        self._restore_tab_focus()

    def _restore_tab_focus(self) -> None:
        if self._buttons:
            self._buttons[0].restore_tab_focus()

    @property
    def buttons(self) -> tuple[GroupButton, ...]:
        return tuple(self._buttons)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, GroupButton):
            self.picked.emit(button.key)
