"""The bar at the top: home, search, when to call, my list, text and theme, and a menu."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.session.actions import OpenPage, SelectRegion, SetTextSize
from app.session.shortcuts import WindowCommand, shortcut_of
from app.session.state import TEXT_SIZES, Page, Showing
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import MIN_TARGET_PX, ActionButton, ButtonKind, paint_icon
from app.widgets.tab_order import tab_stops
from app.widgets.text_field import TextField
from app.widgets.themed import ThemedWidget, paint_focus_ring
from app.widgets.tooltip import set_tooltip
from app.workspace.appearance_button import AppearanceButton
from app.workspace.home_geometry import BAR_HEIGHT
from app.workspace.menu_button import MenuButton

# in pixels at a text size of 100 %
_EDGE, _GAP = 16, 8
_SEARCH_WIDTH, _SEARCH_MARGINS = 340, 90
_MARK, _RING_ROOM = 24, 6


class HomeButton(ActionButton):
    """The mark and the name of the program; a press closes what is open.

    Without `shows_name` only the mark is shown. Else mark and name stand in the middle of a box
    that is wider by `ring_room` at both sides, so that the focus ring does not cross them.
    """

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__("", theme, SelectRegion(None), kind=ButtonKind.QUIET)
        self.shows_name = True
        self._mark = icons.path("mark")
        self.setText(self.tr("Back Atlas"))

    @property
    def ring_room(self) -> int:
        """The room for the focus ring at each side, in pixels."""
        return self.theme.px(_RING_ROOM) if self.shows_name else 0

    def update_metrics(self) -> None:
        self.setFont(self.theme.font(1, weight=700))

    def sizeHint(self) -> QSize:
        px = self.theme.px
        words = QFontMetricsF(self.font()).horizontalAdvance(self.text()) + px(9)
        width = px(_MARK) + (int(words + 0.999) + 2 * self.ring_room if self.shows_name else 0)
        return QSize(max(width, px(44)), px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        px, theme = self.theme.px, self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size, is_mirrored = px(_MARK), self.isRightToLeft()
        edge = self.ring_room
        box = QRectF(edge, (self.height() - size) / 2, size, size)
        if not self.shows_name:
            box.moveLeft((self.width() - size) / 2)
        elif is_mirrored:
            box.moveRight(self.width() - edge)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("primary"))
        painter.drawRoundedRect(box, px(6), px(6))
        middle = QPointF(box.left() + px(2), box.center().y())
        paint_icon(painter, self._mark, middle, size - 2 * px(2), theme.color("on_primary"))
        if self.shows_name:
            painter.setFont(self.font())
            painter.setPen(theme.color("primary" if self.underMouse() else "ink"))
            room = edge + size + px(9)
            left, right = (edge, -room) if is_mirrored else (room, -edge)
            words = QRectF(self.rect()).adjusted(left, 0, right, 0)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
            painter.drawText(words, flags, self.text())
        if self.has_focus_ring:
            ring = QRectF(self.rect()).adjusted(0, px(4), 0, -px(4))
            paint_focus_ring(painter, ring, px(8), theme)


class MyListButton(ActionButton):
    """Opens the list, and shows how much is on it; its width does not depend on the count.

    Without words the count stands over a corner of the icon.
    """

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__("", theme, OpenPage(Page.MY_LIST), icon=icons.path("list"))
        self._count = 0
        self.shows_text = True
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show how many items are on the list."""
        self._count = count
        self.setAccessibleName(self.tr("My list: {n}").format(n=count))
        self.set_shows_text(shows_text=self.shows_text)

    def set_shows_text(self, *, shows_text: bool) -> None:
        """Show the words beside the icon, or the icon alone."""
        self.shows_text = shows_text
        self.setText(self.tr("My list") if shows_text else "")
        self.update()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width() + self._badge_room(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        theme, size = self.theme, self.theme.px(22 if self.shows_text else 18)
        text, font = str(self._count), theme.font(-1 if self.shows_text else -2, weight=700)
        width = max(size, QFontMetricsF(font).horizontalAdvance(text) + size * 0.45)
        badge = QRectF(0, (self.height() - size) / 2 if self.shows_text else 0, width, size)
        edge = theme.px(9) if self.shows_text else 0
        badge.moveLeft(edge if self.isRightToLeft() else self.width() - edge - width)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(badge, size / 2, size / 2)
        painter.setFont(font)
        painter.setPen(theme.color("on_accent"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)

    def _badge_room(self) -> int:
        return self.theme.px(24) if self.shows_text else 0

    def _paint_text(self, painter: QPainter, box: QRectF, color: QColor) -> None:
        """Paint icon and words beside the room for the count."""
        room = self._badge_room() if self._count else 0
        left, right = (room, 0) if self.isRightToLeft() else (0, -room)
        super()._paint_text(painter, box.adjusted(left, 0, right, 0), color)


class _Row(NamedTuple):
    """Which words stand in the bar, and how wide the search is at least, in pixels at 100 %."""

    has_call_words: bool
    has_list_words: bool
    has_name: bool
    search_width: int


_ROWS = (
    _Row(has_call_words=True, has_list_words=True, has_name=True, search_width=200),
    _Row(has_call_words=True, has_list_words=False, has_name=True, search_width=200),
    _Row(has_call_words=True, has_list_words=False, has_name=False, search_width=104),
    _Row(has_call_words=False, has_list_words=False, has_name=False, search_width=104),
    _Row(has_call_words=False, has_list_words=False, has_name=False, search_width=44),
)
"""From wide to narrow; the first that fits is used. When to call keeps its words longest."""


class Toolbar(ThemedWidget, QWidget):
    """Home and search at the leading side, everything else at fixed places at the other side.

    In a kiosk (`is_desktop` False) when to call and the list are in its bottom bar instead. Where
    the width is too small for all words, some buttons show only their icons; in a very narrow
    window so does the search, which covers the home button while it has the focus. The popovers
    open over `host`.

    Signals:
        action: SelectRegion, OpenPage, SetTextSize, SetTheme or MakeHandout.
    """

    action = Signal(object)

    def __init__(
        self,
        showing: Showing,
        theme: Theme,
        icons: Icons,
        host: QWidget,
        *,
        is_desktop: bool = True,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._showing = showing
        self.home = HomeButton(theme, icons)
        self.search = TextField(self.tr("Search"), theme, icons.path("search"))
        self.search.add_clear_button(icons.path("close"))
        self.search.installEventFilter(self)
        self._examples = self.tr("Search: muffin top, time off …")
        self.call_button = self._make_call_button(icons) if is_desktop else None
        self.list_button = MyListButton(theme, icons) if is_desktop else None
        self.appearance = AppearanceButton(showing, theme, icons, host, follows_system=is_desktop)
        self.menu = MenuButton(theme, icons, host, is_desktop=is_desktop)
        ends = (self.call_button, self.list_button, self.appearance, self.menu)
        self._end_buttons = tuple(button for button in ends if button is not None)
        for part in (self.home, self.search, *self._end_buttons):
            part.setParent(self)
        self._set_tooltips()
        for button in (self.home, *self._end_buttons):
            button.action.connect(self.action)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_showing(showing)
        self._place_parts()

    def set_showing(self, showing: Showing) -> None:
        """Show the count of the list, and the text size and theme of a state."""
        self._showing = showing
        self.appearance.set_showing(showing)
        if self.list_button is not None:
            self.list_button.set_count(len(showing.list_items))

    @property
    def last_tab_stop(self) -> QWidget:
        """The last control that Tab visits."""
        return tab_stops(self)[-1]

    def decrease_text_size(self) -> None:
        """Emit the action for the next smaller text size."""
        below = [size for size in TEXT_SIZES if size < self._showing.text_size]
        self.action.emit(SetTextSize(below[-1] if below else TEXT_SIZES[0]))

    def increase_text_size(self) -> None:
        """Emit the action for the next larger text size."""
        above = [size for size in TEXT_SIZES if size > self._showing.text_size]
        self.action.emit(SetTextSize(above[0] if above else TEXT_SIZES[-1]))

    def update_metrics(self) -> None:
        self._place_parts()

    def sizeHint(self) -> QSize:
        return QSize(900, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_parts()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the search more room in a narrow window while it has the focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._place_parts()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("surface"))
        edge = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(edge, self.theme.color("hairline"))

    def _set_tooltips(self) -> None:
        set_tooltip(self.home, meaning=self.tr("goes to the first page"))
        set_tooltip(self.search, key=shortcut_of(WindowCommand.FIND))
        set_tooltip(self.menu, meaning=self.tr("handout, presenting, glossary, sources"))
        if self.list_button is not None:
            name = self.tr("My list")
            meaning = self.tr("areas, questions and lines of your own for your handout")
            set_tooltip(self.list_button, name, meaning)
        if self.call_button is not None:
            meaning = self.tr("warning signs, and the number to call")
            key = shortcut_of(WindowCommand.WHEN_TO_CALL)
            set_tooltip(self.call_button, meaning=meaning, key=key)

    def _make_call_button(self, icons: Icons) -> ActionButton:
        value, icon = OpenPage(Page.WHEN_TO_CALL), icons.path("call")
        button = ActionButton("", self.theme, value, kind=ButtonKind.URGENT, icon=icon)
        button.setAccessibleName(self.tr("When to call"))
        return button

    def _place_parts(self) -> None:
        """Place everything in one row, with as many words as fit."""
        px = self.theme.px
        inner = self.width() - 2 * px(_EDGE)
        row = next((row for row in _ROWS if self._width_of(row) <= inner), _ROWS[-1])
        self._set_words(row)
        # In the narrowest windows buttons grow no more with the text size.
        share = (inner - px(_GAP) * (len(self._end_buttons) + 1)) // (len(self._end_buttons) + 2)
        limit = self.width() if self._width_of(row) <= inner else max(share, MIN_TARGET_PX)
        top = (px(BAR_HEIGHT) - px(MIN_TARGET_PX)) // 2
        right = self.width() - px(_EDGE)
        for button in reversed(self._end_buttons):
            width = min(button.sizeHint().width(), limit)
            self._place(button, QRect(right - width, top, width, px(MIN_TARGET_PX)))
            right -= width + px(_GAP)
        home, room = min(self.home.sizeHint().width(), limit), self.home.ring_room
        self._place(self.home, QRect(px(_EDGE) - room, top, home, px(MIN_TARGET_PX)))
        left = px(_EDGE) + home - 2 * room + px(_GAP) * (2 if row.has_name else 1)
        if row is _ROWS[-1] and self.search.hasFocus():
            left = px(_EDGE)
        width = max(min(px(_SEARCH_WIDTH), right - left), min(limit, px(MIN_TARGET_PX)))
        self._place(self.search, QRect(left, top, width, px(MIN_TARGET_PX)))
        hints = (self._examples, self.search.accessibleName())
        metrics, widest = QFontMetricsF(self.search.font()), width - px(_SEARCH_MARGINS)
        hint = next((one for one in hints if metrics.horizontalAdvance(one) <= widest), "")
        self.search.setPlaceholderText(hint)
        self.setFixedHeight(px(BAR_HEIGHT))

    def _set_words(self, row: _Row) -> None:
        self.home.shows_name = row.has_name
        if self.call_button is not None:
            name = self.call_button.accessibleName()
            self.call_button.setText(name if row.has_call_words else "")
        if self.list_button is not None:
            self.list_button.set_shows_text(shows_text=row.has_list_words)

    def _width_of(self, row: _Row) -> int:
        self._set_words(row)
        parts = (self.home, *self._end_buttons)
        widths = (*(part.sizeHint().width() for part in parts), self.theme.px(row.search_width))
        gaps = self.theme.px(_GAP) * (len(widths) - (0 if row.has_name else 1))
        return sum(widths) - 2 * self.home.ring_room + gaps

    def _place(self, widget: QWidget, box: QRect) -> None:
        if self.isRightToLeft():
            box = QRect(self.width() - box.right() - 1, box.y(), box.width(), box.height())
        widget.setGeometry(box)
