"""A read-only text browser: what mouse, finger and keys do in running text."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from app.widgets.text_document import copied_text
from app.widgets.touch_scroll import TOUCH_SLOP, is_touch_or_pen


class SharedSelection(Protocol):
    """What the text views of a page have together: one selection."""

    def select_all(self) -> None:
        """Select all words of the page."""

    def copy(self) -> None:
        """Copy the selected words of all views."""

    def selected_text(self) -> str:
        """The selected words of all views, or ""."""

    def clear_others(self, view: QObject) -> None:
        """Clear the selections of all other views."""


class ReadOnlyText(QTextBrowser):
    """Text without frame and scroll bars that a mouse selects; the page around it scrolls.

    A QTextBrowser is static, read-only text to a screen reader, which can read it by letter, word
    and line; a QTextEdit is said to be a text field. It costs six widgets, as any scroll area of Qt
    does, so that a page should have few and long texts.

    With `is_selectable` False nothing can be selected, copied, dragged or found, as in a kiosk.
    Links can be pressed in both cases.

    Signals:
        link_activated: the address of a link that was pressed.
    """

    link_activated = Signal(str)

    def __init__(self, *, is_selectable: bool) -> None:
        super().__init__()
        self.is_selectable = is_selectable
        self.shared_selection: SharedSelection | None = None
        self._pressed_link, self._pressed_at = "", QPointF()
        flags, off = Qt.TextInteractionFlag, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        # TextSelectableByKeyboard would show a caret and take letters and arrows.
        selecting = flags.TextSelectableByMouse if is_selectable else flags.NoTextInteraction
        self.setTextInteractionFlags(selecting)
        self.setUndoRedoEnabled(False)
        self.setOpenLinks(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(off)
        self.setHorizontalScrollBarPolicy(off)
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        viewport = self.viewport()
        viewport.setAutoFillBackground(False)
        viewport.setMouseTracking(True)
        # A proxy would make the viewport a second, nameless focus for a screen reader.
        viewport.setFocusProxy(cast("QWidget", None))
        self.selectionChanged.connect(self._on_selection_changed)

    def selected_text(self) -> str:
        """The selected words as they are copied, or ""."""
        return copied_text(self.textCursor()) if self.textCursor().hasSelection() else ""

    def select(self, start: int, end: int) -> None:
        """Select the characters from `start` to `end`, unless nothing can be selected."""
        if self.is_selectable:
            self.place_cursor(start, end)

    def clear_selection(self) -> None:
        self.place_cursor(self.textCursor().position(), self.textCursor().position())

    def place_cursor(self, anchor: int, position: int) -> None:
        """Put the cursor of the text at a position, with a selection from `anchor`."""
        last = self.document().characterCount() - 1
        cursor = self.textCursor()
        cursor.setPosition(min(anchor, last))
        cursor.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _on_selection_changed(self) -> None:
        if not self.textCursor().hasSelection():
            return
        if not self.is_selectable:
            self.clear_selection()  # assistive software may select any text
        elif self.shared_selection is not None:
            self.shared_selection.clear_others(self)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text only, without fonts and colours."""
        data = QMimeData()
        if self.is_selectable:
            data.setText(self.selected_text())
        return data

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # Qt would zoom this text with Ctrl

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt would insert the text of an input method into read-only text that can be selected."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember the link under the press; only a mouse selects, because a finger scrolls."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_link = self.anchorAt(event.position().toPoint())
            self._pressed_at = event.position()
        if self._may_select(event):
            if self.shared_selection is not None:
                self.shared_selection.clear_others(self)
            super().mousePressEvent(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._may_select(event):
            super().mouseMoveEvent(event)
        self._show_cursor(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._may_select(event):
            super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        link, self._pressed_link = self._pressed_link, ""
        moved = (event.position() - self._pressed_at).manhattanLength()
        is_same = bool(link) and self.anchorAt(event.position().toPoint()) == link
        if is_same and moved <= TOUCH_SLOP and not self.textCursor().hasSelection():
            self.link_activated.emit(link)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word; the second tap of a finger is a tap."""
        if self._may_select(event):
            super().mouseDoubleClickEvent(event)
        else:
            self.mousePressEvent(event)

    def _may_select(self, event: QMouseEvent) -> bool:
        return self.is_selectable and not is_touch_or_pen(event)

    def _show_cursor(self, at: QPoint) -> None:
        shapes = Qt.CursorShape
        over_text = shapes.IBeamCursor if self.is_selectable else shapes.ArrowCursor
        shape = shapes.PointingHandCursor if self.anchorAt(at) else over_text
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def event(self, event: QEvent) -> bool:
        """Keep copy and select all from the shortcuts of the window, and nothing else."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(self.is_selectable and _is_selection_key(event))
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Select and copy; other keys are left to the page, which scrolls, and to the window."""
        event.setAccepted(self.is_selectable and _is_selection_key(event))
        if not event.isAccepted():
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_words()
        else:
            self.select_words()

    @property
    def has_selected_words(self) -> bool:
        """Whether words of the page are selected."""
        shared = self.shared_selection
        return bool(self.selected_text() if shared is None else shared.selected_text())

    def copy_words(self) -> None:
        """Copy the selected words of the page."""
        if self.shared_selection is not None:
            self.shared_selection.copy()
        elif self.textCursor().hasSelection():
            QGuiApplication.clipboard().setText(self.selected_text())

    def select_words(self) -> None:
        """Select all words of the page."""
        if self.shared_selection is not None:
            self.shared_selection.select_all()
        else:
            self.select(0, self.document().characterCount() - 1)


def _is_selection_key(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Copy) or event.matches(
        QKeySequence.StandardKey.SelectAll
    )
