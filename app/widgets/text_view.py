"""Running text of a document as a native read-only text view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from app.theme.theme import Theme
from app.widgets.focus_frame import FocusFrame, changed_frame, release_frame
from app.widgets.read_only_text import ReadOnlyText
from app.widgets.single_shot import single_shot
from app.widgets.text_document import LABEL_WIDTH, TextBlock, TextStyle, fill_document, line_start
from app.widgets.themed import ThemedWidget

MAX_TEXT_WIDTH = 532
"""Pixels at 100 %: about 78 letters of body text."""
_MIN_COLUMN = 170
"""Pixels at 100 %: the least width of the text beside the labels of a definition list."""


class TextView(ThemedWidget, ReadOnlyText):
    """Shows paragraphs, lists and definition lists at their full height.

    `step` chooses the font. The addresses of links are "term:" or "source:" and an id. It is a tab
    stop, because a screen reader can only reach by keys what has the focus; give it an accessible
    name, such as the heading above it.
    """

    _focus_frame: FocusFrame | None = None  # of the class: a view that is deleted loses its own

    def __init__(
        self,
        blocks: Sequence[TextBlock],
        theme: Theme,
        *,
        is_selectable: bool = True,
        step: int = 0,
    ) -> None:
        super().__init__(is_selectable=is_selectable)
        self.blocks, self._step = tuple(blocks), step
        self._is_stacked = self._is_filling = False
        self._words = ""
        self._restore = single_shot(self, 0, self._fill)
        self.document().contentsChange.connect(self._on_contents_changed)
        self._heights: dict[int, int] = {}
        self.setAccessibleName(self.tr("Text"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.apply_theme(theme)

    def update_metrics(self) -> None:
        palette, theme = self.palette(), self.theme
        palette.setColor(palette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(palette.ColorRole.Text, theme.color("ink"))
        palette.setColor(palette.ColorRole.Highlight, theme.color("primary"))
        palette.setColor(palette.ColorRole.HighlightedText, theme.color("on_primary"))
        self.setPalette(palette)
        self.setFont(theme.font(self._step))
        if not self.lineWrapColumnOrWidth():  # with no width at all each letter would be a line
            self.setLineWrapColumnOrWidth(theme.px(MAX_TEXT_WIDTH))
        self._fill()

    def _fill(self) -> None:
        """Build the document again, and ask for a new layout."""
        self._build()
        self._heights.clear()
        self.updateGeometry()

    def _build(self) -> None:
        """Build the document; the selection stays at the same words."""
        anchor, position = self.textCursor().anchor(), self.textCursor().position()
        style = TextStyle(self.theme, self._step, self._is_stacked)
        self._is_filling = True
        with QSignalBlocker(self):
            fill_document(self.document(), self.blocks, style, self.layoutDirection())
            self.place_cursor(anchor, position)
        self._is_filling = False
        self._words = self.text()

    def _on_contents_changed(self) -> None:
        """Restore the words: Qt lets assistive software edit read-only text (6.11)."""
        if not self._is_filling and self.text() != self._words:
            self._restore.start()

    def text(self) -> str:
        """All words, with a line for each paragraph and item."""
        return self.toPlainText()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._set_width(width)
            height = self.document().documentLayout().documentSize().height()
            self._heights[width] = int(height + 0.999)
        return self._heights[width]

    def _set_width(self, width: int) -> None:
        """Break the lines for a width of the widget."""
        theme = self.theme
        text_width = max(min(width, theme.px(MAX_TEXT_WIDTH)), 1)
        is_narrow = text_width < theme.px(LABEL_WIDTH + _MIN_COLUMN)
        is_stacked = is_narrow or self.isRightToLeft()
        if is_stacked is not self._is_stacked:
            self._is_stacked = is_stacked
            # No new layout: a layout that asks for the heights at two widths would never end.
            self._build()
        if text_width != self.lineWrapColumnOrWidth():
            self.setLineWrapColumnOrWidth(text_width)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(MAX_TEXT_WIDTH), self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(160), self.theme.px(24))

    def _place(self) -> None:
        """Break the lines for the present width; the viewport is as wide as they may be."""
        self._set_width(self.width())
        rest = max(self.width() - self.lineWrapColumnOrWidth(), 0)
        left, right = (rest, 0) if self.isRightToLeft() else (0, rest)
        if (self.viewportMargins().left(), self.viewportMargins().right()) != (left, right):
            self.setViewportMargins(left, 0, right, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._set_width(self.width())  # a layout may have asked for the height at another width
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._fill()
            self._place()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._focus_frame = changed_frame(self._focus_frame, event, self, self.theme)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        release_frame(self._focus_frame, self)

    def character_at(self, y: int) -> int:
        """The first character of the line at `y`, in pixels from the top of this view."""
        self._set_width(self.width())
        layout, block = self.document().documentLayout(), self.document().begin()
        while block.next().isValid() and layout.blockBoundingRect(block.next()).top() <= y:
            block = block.next()
        return line_start(block, y - layout.blockBoundingRect(block).top())

    def y_of(self, character: int) -> int:
        """The top of the line of a character, in pixels from the top of this view."""
        self._set_width(self.width())
        last = self.document().characterCount() - 1
        position = min(max(character, 0), last)
        block = self.document().findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        top = self.document().documentLayout().blockBoundingRect(block).top()
        return int(top + line.y() + 0.999)
