"""A box that opens beside its button over the rest of the window, and closes by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QKeyEvent,
    QPainterPath,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from app.theme.theme import Theme
from app.widgets.accessible_role import HasAccessibleRole, install_accessible_roles
from app.widgets.button import Button, ButtonKind
from app.widgets.card import Card
from app.widgets.expand_button import Expandable
from app.widgets.layouts import ColumnLayout
from app.widgets.scroll_column import ScrollColumn
from app.widgets.single_shot import single_shot
from app.widgets.tab_order import put_after_in_tab_order, tab_stops

_GAP, _EDGE = 6, 8
"""Pixels at 100 % between button and box, and between box and the edge of the window."""
_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})


class Popover(HasAccessibleRole, Card):
    """A box over `host`, below or above its button, with content in the layout `content`.

    It opens with the focus on its first control. Escape, a press beside it, or the focus moving
    elsewhere closes it. It is a child of the host and no window, because a kiosk has one window.
    """

    accessible_role = QAccessible.Role.Dialog

    def __init__(self, button: PopoverButton, host: QWidget, theme: Theme) -> None:
        install_accessible_roles()
        super().__init__(theme, parent=host)
        self._button, self._host = button, host
        self.setAccessibleName(button.accessibleName() or button.text())
        self._box = QWidget()
        self._box.setAutoFillBackground(False)
        self.content = ColumnLayout(self._box, theme.px(8))
        self._scroll = ScrollColumn(theme, self)
        self._scroll.setWidget(self._box)
        self._box.setAutoFillBackground(False)
        self.column.addWidget(self._scroll)
        self._place_timer = single_shot(self, 0, self._place)
        host.installEventFilter(self)
        self._box.installEventFilter(self)
        self._focus_timer = single_shot(self, 0, self._close_without_focus)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return not self.isHidden()

    def open_popover(self) -> None:
        """Open beside the button, and focus the first control."""
        self._place()
        put_after_in_tab_order(self._button, self)
        self.show()
        self.raise_()
        self._button.set_expanded(on=True)
        if (application := QApplication.instance()) is not None:
            application.installEventFilter(self)
        stops = [stop for stop in tab_stops(self._box) if stop.isVisible()]
        if stops:
            stops[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def close_popover(self) -> None:
        """Close; if the focus was inside, the button gets it."""
        if self.isHidden():
            return
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._button.setFocus(Qt.FocusReason.OtherFocusReason)
        # not in a hideEvent, which Qt also calls while the interpreter ends
        self.hide()
        self._button.set_expanded(on=False)
        if (application := QApplication.instance()) is not None:
            application.removeEventFilter(self)

    def toggle(self) -> None:
        """Open it, or close it if it is open."""
        if self.is_open:
            self.close_popover()
        else:
            self.open_popover()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_popover()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close at a press beside the box, or when a key has moved the focus out of it."""
        if isinstance(event, QResizeEvent) and watched is self._host:
            self._place_timer.start()
        elif watched is self._box and event.type() == QEvent.Type.LayoutRequest:
            self._place_timer.start()  # its words have another size
        elif event.type() in _PRESSES and isinstance(watched, QWidget):
            if not self._contains(watched):
                self.close_popover()
        elif event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            self._focus_timer.start()
        return super().eventFilter(watched, event)

    def _contains(self, widget: QWidget) -> bool:
        """Whether a widget is the box, in it, or the button, which closes the box itself."""
        return widget in (self, self._button) or self.isAncestorOf(widget)

    def _close_without_focus(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and now is not self._button and not self.isAncestorOf(now):
            self.close_popover()

    def _place(self) -> None:
        """Put the box below the button, or above it where more room is."""
        px, host = self.theme.px, self._host
        gap, edge = px(_GAP), px(_EDGE)
        top_left = self._button.mapTo(host, QPoint())
        button = QRect(top_left, self._button.size())
        sides = self.column.contentsMargins()
        frame = sides.left() + sides.right()
        width = min(self._box.sizeHint().width() + frame, host.width() - 2 * edge)
        wanted = self.content.heightForWidth(width - frame) + sides.top() + sides.bottom()
        policies = Qt.ScrollBarPolicy
        is_too_high = wanted > host.height() - 2 * edge
        # otherwise a bar that was there for a moment makes words wrap, and stays because they do
        self._scroll.setVerticalScrollBarPolicy(
            policies.ScrollBarAsNeeded if is_too_high else policies.ScrollBarAlwaysOff
        )
        if is_too_high:  # room for the scroll bar
            bar = self._scroll.verticalScrollBar().sizeHint().width()
            width = min(width + bar, host.width() - 2 * edge)
        below, above = button.bottom() + 1 + gap, button.top() - gap
        height = min(wanted, host.height() - 2 * edge)
        lowest = max(host.height() - edge - height, edge)
        if below > lowest and above - height >= edge:
            below = above - height
        top = max(min(below, lowest), edge)  # without room on either side it covers its button
        is_at_end = button.center().x() > host.width() / 2
        left = button.right() + 1 - width if is_at_end else button.left()
        left = max(min(left, host.width() - edge - width), edge)
        self._scroll.setFixedHeight(max(height - sides.top() - sides.bottom(), 0))
        self.setGeometry(left, top, width, height)


class PopoverButton(Expandable, Button):
    """A button that opens a popover; subclasses fill it when it is opened for the first time."""

    def __init__(
        self,
        text: str,
        theme: Theme,
        host: QWidget,
        *,
        kind: ButtonKind = ButtonKind.PLAIN,
        icon: QPainterPath | None = None,
        icon_trailing: bool = False,
    ) -> None:
        super().__init__(text, theme, kind=kind, icon=icon, icon_trailing=icon_trailing)
        self.set_up_expandable()
        self._host = host
        self.popover: Popover | None = None
        self.clicked.connect(self._toggle)

    def create_content(self) -> tuple[QWidget, ...]:
        """The widgets in the popover, from top to bottom."""
        raise NotImplementedError

    def close_popover(self) -> None:
        """Close the popover if it is open."""
        if self.popover is not None:
            self.popover.close_popover()

    def remove_popover(self) -> None:
        """Delete the popover, so that nothing of it is left for the next visitor."""
        if self.popover is not None:
            self.popover.close_popover()
            self._host.removeEventFilter(self.popover)
            self.popover.setParent(None)  # no child of the host from now on
            self.popover.deleteLater()
            self.popover = None

    def _toggle(self) -> None:
        if self.popover is None:
            self.popover = Popover(self, self._host, self.theme)
            for widget in self.create_content():
                self.popover.content.addWidget(widget)
        self.popover.toggle()
