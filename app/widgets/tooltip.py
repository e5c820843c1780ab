"""Tooltips: the name of a control, what it means, and its key, in our own colours and size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from weakref import ReferenceType, ref

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTabBar, QWidget
from shiboken6 import isValid

from app.theme.inverse import inverse_theme
from app.theme.theme import Theme
from app.widgets.key_names import key_text
from app.widgets.single_shot import single_shot
from app.widgets.themed import ThemedWidget, paint_box
from app.widgets.widget_tree import descendants

DELAY_MS = 500
_PROPERTY, _ENABLED = "tooltipText", "hasTooltips"
# in pixels at a text size of 100 %
_MAX_WIDTH, _PAD, _INSET, _GAP, _DISTANCE, _EDGE = 360, 12, 8, 10, 4, 8
_T = QEvent.Type
_TAB_REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_ENDS = frozenset(
    {_T.Leave, _T.FocusOut, _T.MouseButtonPress, _T.KeyPress, _T.Hide, _T.Wheel, _T.TouchBegin}
)


@dataclass(frozen=True, slots=True)
class TooltipText:
    """The plain text of a tooltip; `key` is a key as QKeySequence writes it, or ""."""

    name: str
    meaning: str = ""
    key: str = ""


def set_tooltip(control: QWidget, name: str = "", meaning: str = "", key: str = "") -> None:
    """Show a tooltip at a control, for the pointer and for the focus of the keyboard.

    Without a `name` it shows the accessible name or the text of the control. It is never markup. A
    screen reader gets the meaning as the description of the control, unless it has one. A kiosk
    shows none.
    """
    control.setProperty(_PROPERTY, TooltipText(name, meaning, key))
    if meaning and not control.accessibleDescription():
        control.setAccessibleDescription(meaning)
    watch_for_tooltip(control)


def remove_tooltip(control: QWidget) -> None:
    """Show no tooltip at a control any more."""
    control.setProperty(_PROPERTY, None)
    if has_tooltips():
        control.removeEventFilter(TooltipFilter.of_application())


def watch_for_tooltip(control: QWidget) -> None:
    """Show the accessible name of a button while it has no text, unless it has another tooltip."""
    if has_tooltips():
        control.installEventFilter(TooltipFilter.of_application())


def tooltip_of(control: QWidget) -> TooltipText | None:
    """What the tooltip of a control says now; None if it has none."""
    own, name = control.property(_PROPERTY), control.accessibleName()
    words = control.text() if isinstance(control, QAbstractButton) else ""
    if isinstance(own, TooltipText):
        return replace(own, name=own.name or name or words)
    return TooltipText(name) if name and not words else None


def allow_tooltips(*, are_allowed: bool) -> None:
    """Whether the windows of this program show tooltips at all, for those that are built now."""
    application = QCoreApplication.instance()
    if application is not None:
        application.setProperty(_ENABLED, are_allowed)


def has_tooltips() -> bool:
    """Whether tooltips are shown; False in a kiosk."""
    application = QCoreApplication.instance()
    return application is not None and bool(application.property(_ENABLED))


class TooltipFilter(QObject):
    """Shows the tooltip of a control half a second after the pointer arrives, or Tab does.

    It shows none when the program moves the focus, such as after a search: the person has not
    asked about that control, and the tooltip would cover what was opened.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._control: ReferenceType[QWidget] | None = None
        self._shown: Tooltip | None = None
        self.timer = single_shot(self, DELAY_MS, self._show)

    @classmethod
    def of_application(cls) -> TooltipFilter:
        """The one filter of the program."""
        application = QCoreApplication.instance()
        assert application is not None
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        found = application.findChild(cls, "", direct)
        return found if isinstance(found, TooltipFilter) else cls(application)

    @property
    def tooltip(self) -> Tooltip | None:
        """The tooltip that is shown."""
        shown = self._shown
        return shown if shown is not None and isValid(shown) and not shown.isHidden() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == _T.Enter or (isinstance(event, QFocusEvent) and _is_by_tab(event)):
            if isinstance(watched, QWidget):
                self.hide()
                self._control = ref(watched)
                self.timer.start()
        elif kind in _ENDS:
            self.hide()
        return False

    def hide(self) -> None:
        """Take the tooltip away, and show none that is waiting."""
        self.timer.stop()
        self._control = None
        shown, self._shown = self._shown, None
        if shown is not None and isValid(shown):
            shown.hide()
            shown.deleteLater()

    def _show(self) -> None:
        control = self._control() if self._control is not None else None
        if control is None or not isValid(control) or not control.isVisible():
            return
        text, theme = tooltip_of(control), _theme_of(control)
        if text is not None and theme is not None and has_tooltips():
            self._shown = Tooltip(text, theme, control)
            self._shown.show()


class Tooltip(QWidget):
    """The bubble beside a control, inside its window; presses go through it.

    It goes away when the window gets another size, because then the control is elsewhere.
    """

    def __init__(self, text: TooltipText, theme: Theme, control: QWidget) -> None:
        window = control.window()
        super().__init__(window)
        self._theme = inverse_theme(theme)
        self.text = text
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._parts: list[tuple[QRect, str, QFont]] = []
        self._key_box = QRect()
        self.resize(self._lay_out(min(theme.px(_MAX_WIDTH), window.width() - 2 * _EDGE)))
        self._place(control, window)
        self.raise_()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == _T.Resize:
            self.hide()
        return super().eventFilter(watched, event)

    def _lay_out(self, limit: int) -> QSize:
        """Put everything in one row if it fits, or else the meaning below; returns the size."""
        px = self._theme.px
        pad, inset, gap = px(_PAD), px(_INSET), px(_GAP)
        bold, plain = self._theme.font(-1, weight=700), self._theme.font(-1)
        name, meaning = self.text.name, self.text.meaning
        key = key_text(self.text.key) if self.text.key else ""
        row = QFontMetrics(bold).height()
        key_width = max(QFontMetrics(plain).horizontalAdvance(key) + px(12), row) if key else 0
        key_room = key_width + gap if key else 0
        inner = max(limit - 2 * pad, 1)
        name_box = _text_box(name, bold, max(inner - key_room, 1))
        meaning_box = _text_box(meaning, plain, inner)
        name_box.moveTopLeft(QPoint(pad, inset))
        beside = name_box.width() + (gap + meaning_box.width() if meaning else 0) + key_room
        is_row = beside <= inner and meaning_box.height() <= row
        meaning_box.moveTopLeft(QPoint(pad, inset + name_box.height() + px(2)))
        if is_row:
            meaning_box.moveTopLeft(QPoint(pad + name_box.width() + gap, inset))
        width = beside if is_row else max(name_box.width() + key_room, meaning_box.width())
        height = name_box.height() if is_row or not meaning else meaning_box.bottom() + 1 - inset
        self._parts = [(name_box, name, bold), (meaning_box, meaning, plain)]
        if key:
            self._key_box = QRect(pad + width - key_width, inset - px(2), key_width, row + px(4))
            self._parts.append((self._key_box, key, plain))
        return QSize(width + 2 * pad, height + 2 * inset)

    def _place(self, control: QWidget, window: QWidget) -> None:
        """Stand below, above or beside the control, first where no other control is covered."""
        box = QRect(control.mapTo(window, QPoint()), control.size())
        places = [place for place in self._places(box, window) if window.rect().contains(place)]
        others = _boxes_of_controls(window, control)
        free = (place for place in places if not any(map(place.intersects, others)))
        place = next(free, places[0] if places else self.rect())
        self.move(place.topLeft())

    def _places(self, box: QRect, window: QWidget) -> tuple[QRect, ...]:
        """Where it could stand: below, above, after and before the box of the control."""
        distance, size = self._theme.px(_DISTANCE), self.size()
        x = box.left() + (box.width() - size.width()) // 2
        x = max(min(x, window.width() - size.width() - _EDGE), _EDGE)
        y = box.top() + (box.height() - size.height()) // 2
        y = max(min(y, window.height() - size.height()), 0)
        right, left = box.right() + 1 + distance, box.left() - distance - size.width()
        after, before = (left, right) if window.isRightToLeft() else (right, left)
        below, above = box.bottom() + 1 + distance, box.top() - distance - size.height()
        corners = ((x, below), (x, above), (after, y), (before, y))
        return tuple(QRect(QPoint(*corner), size) for corner in corners)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        ground, ink = theme.color("surface"), theme.color("ink")
        clear = QColor(Qt.GlobalColor.transparent)
        paint_box(painter, QRectF(self.rect()), theme.px(8), ground, clear)
        if not self._key_box.isNull():
            paint_box(painter, QRectF(self._mirrored(self._key_box)), theme.px(4), clear, ink)
        painter.setPen(ink)
        flags = Qt.AlignmentFlag
        for box, text, font in self._parts:
            painter.setFont(font)
            is_key = box is self._key_box
            align = flags.AlignCenter if is_key else flags.AlignLeading | flags.AlignVCenter
            painter.drawText(self._mirrored(box), int(align) | int(Qt.TextFlag.TextWordWrap), text)

    def _mirrored(self, box: QRect) -> QRect:
        if not self.isRightToLeft():
            return box
        return QRect(self.width() - box.right() - 1, box.y(), box.width(), box.height())


def _is_by_tab(event: QFocusEvent) -> bool:
    return event.gotFocus() and event.reason() in _TAB_REASONS


def _boxes_of_controls(window: QWidget, control: QWidget) -> list[QRect]:
    """Where buttons, fields and tabs are in sight in a window, besides the control itself."""
    kinds = (QAbstractButton, QLineEdit, QTabBar)
    found = [one for kind in kinds for one in descendants(window, kind)]
    return [
        QRect(one.mapTo(window, QPoint()), one.size())
        for one in found
        if one.isVisible() and not one.visibleRegion().isEmpty() and not _is_inside(control, one)
    ]


def _is_inside(control: QWidget, other: QWidget) -> bool:
    """Whether one of two controls is a part of the other, or the same."""
    return control is other or control.isAncestorOf(other) or other.isAncestorOf(control)


def _text_box(text: str, font: QFont, limit: int) -> QRect:
    """The room of a plain text that is broken at a width."""
    flags = int(Qt.TextFlag.TextWordWrap)
    box = QFontMetrics(font).boundingRect(QRect(0, 0, limit, 10_000), flags, text)
    return QRect(0, 0, min(box.width() + 1, limit), box.height())


def _theme_of(control: QWidget) -> Theme | None:
    """The theme of a control, or of what is around it."""
    widget: QWidget | None = control
    while widget is not None:
        if isinstance(widget, ThemedWidget):
            return widget.theme
        widget = widget.parentWidget()
    return None
