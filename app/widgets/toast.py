"""A message over the lower edge of a window, which moves nothing and goes away by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from app.theme.inverse import inverse_theme
from app.theme.theme import Theme
from app.widgets.button import Button, ButtonKind
from app.widgets.layouts import FlowLayout
from app.widgets.scroll_column import ScrollColumn
from app.widgets.single_shot import single_shot
from app.widgets.tab_order import set_tab_order
from app.widgets.text_label import TextLabel
from app.widgets.themed import ThemedWidget, paint_box
from app.widgets.widget_tree import descendants

SHOWN_MS = 10_000
# in pixels at a text size of 100 %
_EDGE, _PAD, _INSET, _GAP = 16, 16, 8, 8
_MAX_WIDTH, _MIN_TEXT_WIDTH = 620, 240
_TOP = 64
"""Height at the top of the window that no message covers: When to call stands there."""


class Toast(ThemedWidget, QFrame):
    """One message at the bottom centre of its parent, with what can be done about it.

    It stays while the pointer is over it or the focus is in it. It says nothing to a screen reader:
    that is the business of an announcement.
    """

    def __init__(self, theme: Theme, close_icon: QPainterPath, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.is_hint = self._is_hovered = False
        self._focus_before: QWidget | None = None
        self.label = TextLabel("", theme, weight=600)
        self._text_area = ScrollColumn(theme, self)
        self._text_area.setWidget(self.label)
        self.label.setAutoFillBackground(False)  # a scroll area switches it on
        self._row = QWidget(self)
        self._flow = FlowLayout(self._row)
        self.buttons: tuple[Button, ...] = ()
        self.close_button = Button("", theme, kind=ButtonKind.QUIET, icon=close_icon)
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.clicked.connect(self.dismiss)
        self._flow.addWidget(self.close_button)
        self.timer = single_shot(self, SHOWN_MS, self._on_time_over)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.hide()
        self.apply_theme(theme)
        parent.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def text(self) -> str:
        """What it says, as for a label of Qt."""
        return self.label.text()

    def show_hint(self, text: str) -> None:
        """Show a message that presses and the pointer go through."""
        self.is_hint = True
        self.close_button.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._show(text, ())

    def show_message(
        self, text: str, buttons: Sequence[Button] = (), *, stays: bool = False
    ) -> None:
        """Show a message in place of the one before; with `stays` until it is closed.

        `buttons` belong to it from now on; a press of one of them closes it.
        """
        self.is_hint = False
        self.close_button.show()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=False)
        self._show(text, buttons, stays=stays)

    def dismiss(self) -> None:
        """Take the message away; the focus returns to where it was before."""
        before, self._focus_before = self._focus_before, None
        has_focus = self._has_focus
        self.timer.stop()
        self.hide()
        if has_focus and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of the inverse theme, for everything in it, too."""
        super().apply_theme(inverse_theme(theme))
        for part in descendants(self, QWidget):
            if isinstance(part, ThemedWidget):
                part.apply_theme(self.theme)
        if not self.isHidden():
            self._place()

    def _show(self, text: str, buttons: Sequence[Button], *, stays: bool = False) -> None:
        for old in self.buttons:
            self._flow.removeWidget(old)
            old.setParent(None)  # at once, so that its words are not found any more
            old.deleteLater()
        self.buttons = tuple(buttons)
        for number, button in enumerate(self.buttons):
            self._flow.insert_widget(number, button)
            button.kind = ButtonKind.QUIET
            button.apply_theme(self.theme)
            button.clicked.connect(self.dismiss)
            button.show()
        self.close_button.raise_()  # behind the others in the tree
        set_tab_order(self._row, after=self._text_area)
        self.label.set_text(text)
        self._text_area.scroll_to_top()
        self._place()  # before it is shown, so that it never appears under the pointer elsewhere
        self.show()
        self.raise_()
        if stays:
            self.timer.stop()
        else:
            self.timer.start()

    @property
    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _on_time_over(self) -> None:
        if self._is_hovered or self._has_focus:
            self.timer.start()
        else:
            self.dismiss()

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        """Remember from where the focus came."""
        if now is None or before is None or self.isAncestorOf(before):
            return
        if self.isAncestorOf(now):
            self._focus_before = before

    def event(self, event: QEvent) -> bool:
        """Notice a pointer that moves over it, not a pointer that was there before it appeared."""
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.HoverLeave, QEvent.Type.Hide):
            self._is_hovered = event.type() == QEvent.Type.HoverMove
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._parent and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        edge = QColor(Qt.GlobalColor.transparent)
        box = QRectF(self.rect())
        paint_box(QPainter(self), box, self.theme.px(12), self.theme.color("surface"), edge)

    def _place(self) -> None:
        """Put the buttons beside the text if there is room for both, or else below it."""
        px = self.theme.px
        edge, pad, inset, gap = px(_EDGE), px(_PAD), px(_INSET), px(_GAP)
        inner = max(min(px(_MAX_WIDTH), self._parent.width() - 2 * edge) - 2 * pad, 1)
        self._flow.invalidate()
        buttons = min(self._flow.sizeHint().width(), inner)
        row_gap = gap if buttons else 0
        wanted = self.label.sizeHint().width()
        beside = inner - buttons - row_gap
        is_beside = beside >= min(wanted, px(_MIN_TEXT_WIDTH))
        text = max(min(wanted, beside if is_beside else inner), 1)
        text_height = self.label.heightForWidth(text)
        row_height = self._flow.heightForWidth(buttons) if buttons else 0
        if is_beside:
            width, height = text + row_gap + buttons, max(text_height, row_height)
        else:
            width, height = inner, text_height + gap + row_height
        height = min(height, max(self._parent.height() - px(_TOP) - edge - 2 * inset, px(_TOP)))
        left = (self._parent.width() - width - 2 * pad) // 2
        top = max(self._parent.height() - edge - height - 2 * inset, 0)
        self.setGeometry(left, top, width + 2 * pad, height + 2 * inset)
        row = QRect(pad + width - buttons, inset + height - row_height, buttons, row_height)
        if is_beside:
            row.moveTop(inset + (height - row_height) // 2)
        room = height if is_beside else height - gap - row_height
        self._place_text(QRect(pad, inset, text, room), text_height)
        self._row.setGeometry(self._mirrored(row))

    def _place_text(self, room: QRect, wanted: int) -> None:
        """Place the text in the middle of its room; without enough of it, the text scrolls."""
        height = min(wanted, room.height())
        box = QRect(room.x(), room.y() + (room.height() - height) // 2, room.width(), height)
        is_scrolled, policies = height < wanted, Qt.FocusPolicy
        self._text_area.setFocusPolicy(policies.StrongFocus if is_scrolled else policies.NoFocus)
        self._text_area.setGeometry(self._mirrored(box))

    def _mirrored(self, box: QRect) -> QRect:
        if not self.isRightToLeft():
            return box
        return QRect(self.width() - box.right() - 1, box.y(), box.width(), box.height())


def raise_toasts(parent: QWidget) -> None:
    """Put a message above a widget over the same parent that was raised after it."""
    for toast in parent.findChildren(Toast, "", Qt.FindChildOption.FindDirectChildrenOnly):
        toast.raise_()
