"""Pages of text views for the tests."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QWidget

from app.document.blocks import Bullets, DefinitionList, Passage, Span
from app.support.paths import assets
from app.theme.theme import FONT_FAMILY, Theme, load_fonts, make_palette, read_theme
from app.widgets.heading import HeadingLabel
from app.widgets.layouts import ColumnLayout
from app.widgets.scroll_column import ScrollColumn
from app.widgets.text_search import TextSearch
from app.widgets.text_view import TextView

WORDS = "A thin laser fibre warms the fat under the skin, and a small tube sucks it out. "
FLUID = Passage(
    (
        Span("A pocket of fluid, a "),
        Span("seroma", term="seroma"),
        Span(", can form"),
        Span("1", source="42"),
        Span("."),
    )
)
LONG = Passage((Span(WORDS * 14),))
LISTS = (
    Bullets(((Span("Swelling"),), (Span("Bruises"),))),
    DefinitionList((("Who was counted", (Span("537 treatments at one centre. " * 3),)),)),
)


def make_theme(name: str = "light", text_size: int = 100) -> Theme:
    if FONT_FAMILY not in QFontDatabase.families():
        load_fonts(assets() / "fonts")
    return read_theme(assets() / "themes", name, text_size)


def shown(qtbot, widget: QWidget, width: int = 560) -> None:
    """Show a widget of its own height, as the column of a page would."""
    qtbot.addWidget(widget)
    widget.setPalette(make_palette(make_theme()))
    widget.resize(width, widget.heightForWidth(width))
    widget.show()
    widget.activateWindow()


class TextPage(QWidget):
    """A window with two headings and a text each, in a column that is too low for them."""

    def __init__(self, qtbot, *, is_selectable: bool = True) -> None:
        super().__init__()
        qtbot.addWidget(self)
        theme = make_theme()
        self.column = ScrollColumn(theme, self)
        self.first = TextView((FLUID, LONG), theme, is_selectable=is_selectable)
        self.second = TextView((LONG, *LISTS, FLUID), theme, is_selectable=is_selectable)
        self.parts = (
            HeadingLabel("What is it?", theme, 2),
            self.first,
            HeadingLabel("Risks", theme, 2),
            self.second,
        )
        content = QWidget()
        column = ColumnLayout(content, 8)
        column.setContentsMargins(24, 12, 24, 12)
        for part in self.parts:
            column.addWidget(part)
        self.column.setWidget(content)
        self.search = TextSearch(self)
        self.search.set_parts(self.parts)
        self.show_at(300)
        qtbot.waitUntil(lambda: self.column.verticalScrollBar().maximum() > 100)

    def show_at(self, height: int) -> None:
        self.resize(600, height)
        self.column.resize(self.size())
        self.show()
        self.activateWindow()

    @property
    def position(self) -> int:
        return self.column.verticalScrollBar().value()


def point_of(view: TextView, words: str, offset: int = 0) -> QPoint:
    """The middle of a character of the words, in the viewport of a view."""
    start = view.text().index(words) + offset
    cursor = QTextCursor(view.document())
    cursor.setPosition(start)
    left = view.cursorRect(cursor)
    cursor.setPosition(start + 1)
    return QPoint(
        (left.center().x() + view.cursorRect(cursor).center().x()) // 2, left.center().y()
    )


def clipboard_text() -> str:
    return QGuiApplication.clipboard().text()


LEFT = Qt.MouseButton.LeftButton
