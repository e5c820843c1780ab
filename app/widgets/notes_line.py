"""What stands behind a passage: one quiet line of buttons for its terms, sources and method."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.document.blocks import Notes, Passage, Span
from app.theme.theme import Theme
from app.widgets.button import MIN_TARGET_PX
from app.widgets.focus_frame import FocusFrame, changed_frame
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.text_document import SOURCE, TERM
from app.widgets.text_view import TextView
from app.widgets.themed import ThemedWidget

METHOD = "method"
"""The address of the note that says how a number was worked out."""


class NoteButton(ThemedWidget, QPushButton):
    """A quiet word with a chevron; a press opens the note `passage`.

    Qt's buttons have no state that says expanded, so the accessible description says it, and reads
    the note that has been opened.
    """

    def __init__(self, address: str, text: str, name: str, passage: Passage, theme: Theme) -> None:
        super().__init__(text)
        self.address, self.passage = address, passage
        self.is_open = False
        self._focus_frame: FocusFrame | None = None
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_open(is_open=False)
        self.apply_theme(theme)

    def set_open(self, *, is_open: bool) -> None:
        """Show whether the note is open."""
        self.is_open = is_open
        words = "".join(span.text for span in self.passage.spans)
        state = self.tr("expanded") if is_open else self.tr("collapsed")
        self.setAccessibleDescription(f"{state}. {words}" if is_open else state)
        self.update()

    def update_metrics(self) -> None:
        self.setFont(self.theme.font(-1, weight=500))

    def sizeHint(self) -> QSize:
        theme = self.theme
        width = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(
            max(int(width + 0.999) + theme.px(16), theme.px(MIN_TARGET_PX)),
            theme.px(MIN_TARGET_PX),
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(MIN_TARGET_PX), self.theme.px(MIN_TARGET_PX))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._change_frame(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._change_frame(event)

    def _change_frame(self, event: QFocusEvent) -> None:
        inset = self.theme.px(12)
        self._focus_frame = changed_frame(self._focus_frame, event, self, self.theme, inset)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = theme.color("primary" if self.is_open or self.underMouse() else "quiet")
        box, chevron = QRectF(self.rect()), theme.px(12)
        metrics = QFontMetricsF(self.font())
        text = metrics.elidedText(
            self.text(), Qt.TextElideMode.ElideRight, box.width() - chevron - 2
        )
        width = metrics.horizontalAdvance(text)
        left = box.right() - width if self.isRightToLeft() else 0.0
        middle = left - chevron / 2 - 2 if self.isRightToLeft() else width + chevron / 2 + 2
        painter.setFont(self.font())
        painter.setPen(color)
        sides = Qt.AlignmentFlag
        flags = sides.AlignVCenter | sides.AlignLeft | sides.AlignAbsolute
        painter.drawText(QRectF(left, 0, width + 2, box.height()), int(flags), text)
        self._paint_chevron(painter, QPointF(middle, box.center().y()))

    def _paint_chevron(self, painter: QPainter, middle: QPointF) -> None:
        """Paint an arrow head that points down, or up while the note is open."""
        size = self.theme.px(3.5)
        rise = size / 2 if self.is_open else -size / 2
        painter.setPen(QPen(painter.pen().color(), 1.5))
        painter.drawPolyline(
            [
                middle + QPointF(-size, rise),
                middle + QPointF(0, -rise),
                middle + QPointF(size, rise),
            ]
        )


class NotesLine(ThemedWidget, QWidget):
    """A button for each term and source, and one for how a number was worked out.

    A press opens the meaning or the full reference under the line, and closes the note that was
    open before; a second press closes it. Each button is 44 pixels high, so that the line needs no
    gap above and below.
    """

    def __init__(self, notes: Notes, theme: Theme, *, is_selectable: bool = True) -> None:
        super().__init__()
        self.theme, self._is_selectable = theme, is_selectable
        self.text_view: TextView | None = None
        self._column = ColumnLayout(self)
        line = QWidget()
        row = FlowLayout(line, theme.px(14), 0)
        self._buttons = tuple(self._create_buttons(notes))
        for button in self._buttons:
            button.clicked.connect(self._on_clicked)
            row.addWidget(button)
        self._column.addWidget(line)

    def toggle_note(self, address: str) -> bool:
        """Open or close the note of a link, such as "term:seroma"; False if it is not here."""
        button = next((one for one in self._buttons if one.address == address), None)
        if button is not None:
            self._toggle(button)
        return button is not None

    def _create_buttons(self, notes: Notes) -> Iterator[NoteButton]:
        theme = self.theme
        for term in notes.terms:
            also = f" ({term.also})" if term.also else ""
            meaning = Passage((Span(term.word, strong=True), Span(f"{also}: {term.meaning}")))
            name = self.tr("{word}: what it means").format(word=term.word)
            yield NoteButton(TERM + term.id, term.word, name, meaning, theme)
        for source in notes.sources:
            name = self.tr("{source}: full reference").format(source=source.short)
            reference = Passage((Span(source.full),))
            yield NoteButton(SOURCE + source.id, source.short, name, reference, theme)
        if notes.method:
            worked_out = self.tr("Worked out")
            name = self.tr("Worked out: how")
            yield NoteButton(METHOD, worked_out, name, Passage((Span(notes.method),)), theme)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, NoteButton):
            self._toggle(button)

    def _toggle(self, pressed: NoteButton) -> None:
        old, self.text_view = self.text_view, None
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        for button in self._buttons:
            button.set_open(is_open=button is pressed and not button.is_open)
        if pressed.is_open:
            view = TextView((pressed.passage,), self.theme, is_selectable=self._is_selectable)
            view.setAccessibleName(pressed.accessibleName())
            self._column.addWidget(view)
            view.show()
            self.text_view = view


def has_notes(notes: Notes) -> bool:
    """True if a NotesLine would have a button."""
    return bool(notes.terms or notes.sources or notes.method)
