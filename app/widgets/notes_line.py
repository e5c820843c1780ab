"""What stands behind a passage: one quiet line of buttons for its terms, sources and method."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from app.document.blocks import Notes, Passage, Span
from app.theme.theme import Theme
from app.widgets.button import MIN_TARGET_PX
from app.widgets.focus_frame import FocusFrame, changed_frame, release_frame
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

    _focus_frame: FocusFrame | None = None  # of the class: a button that is deleted loses its own

    def __init__(self, address: str, text: str, name: str, passage: Passage, theme: Theme) -> None:
        super().__init__(text)
        self.address, self.passage = address, passage
        self.is_open = False
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
        inset = self.theme.px(12)
        self._focus_frame = changed_frame(self._focus_frame, event, self, self.theme, inset)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        release_frame(self._focus_frame, self)

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


@dataclass(frozen=True, slots=True)
class _Note:
    """A note: the address of its link, its short text, its name, and what it says."""

    address: str
    text: str
    name: str
    passage: Passage


class NotePlace(ThemedWidget, QWidget):
    """Opens the notes of a passage below it, one at a time; without an open note it has no height.

    It has no buttons: a line further below has those of several passages.
    """

    def __init__(self, notes: Notes, theme: Theme, *, is_selectable: bool = True) -> None:
        super().__init__()
        self.theme, self._is_selectable = theme, is_selectable
        self.text_view: TextView | None = None
        self._open = ""
        self._notes = {note.address: note for note in self._notes_of(notes)}
        self.column = ColumnLayout(self)

    def toggle_note(self, address: str) -> bool:
        """Open or close the note of a link, such as "term:seroma"; False if it is not here."""
        if address not in self._notes:
            return False
        old, self.text_view = self.text_view, None
        if old is not None:
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._open = "" if self._open == address else address
        self.column.setContentsMargins(0, 0, 0, self.theme.px(8) if self._open else 0)
        if self._open:
            self._show(self._notes[address])
        self.show_open(self._open)
        return True

    def show_open(self, address: str) -> None:
        """Show which note is open; "" if none is."""

    def _show(self, note: _Note) -> None:
        view = TextView((note.passage,), self.theme, is_selectable=self._is_selectable)
        view.setAccessibleName(note.name)
        self.column.addWidget(view)
        view.show()
        self.text_view = view

    def _notes_of(self, notes: Notes) -> Iterator[_Note]:
        for term in notes.terms:
            also = f" ({term.also})" if term.also else ""
            meaning = Passage(
                (Span(term.word, strong=True), Span(f"{also}: {term.meaning}")),
                is_quiet=True,
            )
            name = self.tr("{word}: what it means").format(word=term.word)
            yield _Note(TERM + term.id, term.word, name, meaning)
        for source in notes.sources:
            text = f"{source.number} {source.short}" if source.number else source.short
            name = self.tr("{source}: full reference").format(source=text)
            number = (Span(f"{source.number} ", strong=True),) if source.number else ()
            full = Passage((*number, Span(source.full)), is_quiet=True)
            yield _Note(SOURCE + source.id, text, name, full)
        if notes.method:
            name = self.tr("Worked out: how")
            yield _Note(
                METHOD, self.tr("Worked out"), name, Passage((Span(notes.method),), is_quiet=True)
            )


class NotesLine(NotePlace):
    """A button for each term and source, and one for how a number was worked out.

    A press opens the meaning or the full reference under the line, and closes the note that was
    open before; a second press closes it. Each button is 44 pixels high, so that the line needs no
    gap above and below. `lead` stands before the buttons.
    """

    def __init__(
        self, notes: Notes, theme: Theme, *, is_selectable: bool = True, lead: str = ""
    ) -> None:
        super().__init__(notes, theme, is_selectable=is_selectable)
        line = QWidget()
        row = FlowLayout(line, theme.px(14), 0)
        if lead:
            row.addWidget(_LeadLabel(lead, theme))
        self._buttons = tuple(
            NoteButton(note.address, note.text, note.name, note.passage, theme)
            for note in self._notes.values()
        )
        for button in self._buttons:
            button.clicked.connect(self._on_clicked)
            row.addWidget(button)
        self.column.addWidget(line)

    def show_open(self, address: str) -> None:
        for button in self._buttons:
            button.set_open(is_open=button.address == address)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, NoteButton):
            self.toggle_note(button.address)


class _LeadLabel(ThemedWidget, QLabel):
    """The words before the buttons, as high as they are."""

    def __init__(self, text: str, theme: Theme) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.apply_theme(theme)

    def update_metrics(self) -> None:
        palette = self.palette()
        palette.setColor(self.foregroundRole(), self.theme.color("quiet"))
        self.setPalette(palette)
        self.setFont(self.theme.font(-1, weight=700))
        self.setFixedHeight(self.theme.px(MIN_TARGET_PX))


def has_notes(notes: Notes) -> bool:
    """True if a NotesLine would have a button."""
    return bool(notes.terms or notes.sources or notes.method)
