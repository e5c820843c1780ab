"""Running text: what is shown, its height, and the place of a reader in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.document.blocks import Bullets, Passage, Span
from app.widgets.heading import HeadingLabel
from app.widgets.text_label import TextLabel
from app.widgets.text_view import MAX_TEXT_WIDTH, TextView
from tests.widgets.text_pages import FLUID, LEFT, LISTS, LONG, make_theme, point_of, shown

SIZES = [100, 150, 200]
HEBREW = "תהליך דק של לייזר מחמם את השומן מתחת לעור, וצינור קטן שואב אותו החוצה. "


@pytest.fixture
def theme(qapp):
    return make_theme()


def lines(view):
    """The y, the width and the words of each line."""
    block, layout, found = view.document().begin(), view.document().documentLayout(), []
    while block.isValid():
        top = layout.blockBoundingRect(block).top()
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            words = block.text()[line.textStart() : line.textStart() + line.textLength()]
            found.append((top + line.y(), line.naturalTextWidth(), words))
        block = block.next()
    return found


def test_text_with_markup_is_shown_as_it_is_typed(qtbot, theme):
    typed = "Less <b>fat</b> & <img src='file:///etc/hostname'> **bold** [x](y) &amp;"
    view = TextView((Passage((Span(typed),)), Bullets(((Span(typed),),))), theme)
    shown(qtbot, view)
    assert view.text() == f"{typed}\n{typed}"
    view.select(0, len(typed))
    assert view.selected_text() == typed


def test_a_line_break_in_a_text_begins_no_paragraph(qtbot, theme):
    view = TextView((Passage((Span("one\ntwo\u2029three"),)), FLUID), theme)
    qtbot.addWidget(view)
    assert view.text().splitlines()[0] == "one two three"


def test_paragraphs_items_and_definitions_are_lines_in_order(qtbot, theme):
    view = TextView((FLUID, *LISTS), theme)
    shown(qtbot, view)
    start, swelling, bruises, counted = view.text().splitlines()
    assert start == "A pocket of fluid, a seroma, can form 1."
    assert (swelling, bruises) == ("Swelling", "Bruises")
    assert counted.startswith("Who was counted\t537 treatments")


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("text_size", SIZES)
@pytest.mark.parametrize("width", [170, 320, 560, 1000])
def test_all_lines_fit_into_the_view(qtbot, direction, text_size, width):
    hebrew = Passage((Span(HEBREW * 3),))
    parent = QWidget()
    parent.setLayoutDirection(direction)
    view = TextView((LONG, hebrew, *LISTS, FLUID), make_theme(text_size=text_size))
    view.setParent(parent)
    qtbot.addWidget(parent)
    view.resize(width, view.heightForWidth(width))
    parent.resize(width, view.height())
    parent.show()
    viewport = view.viewport()
    assert all(line_width <= viewport.width() + 1 for _, line_width, _ in lines(view))
    assert view.verticalScrollBar().maximum() == view.horizontalScrollBar().maximum() == 0
    assert viewport.width() <= MAX_TEXT_WIDTH * text_size / 100
    is_at_start = viewport.geometry().left() == view.rect().left()
    is_at_end = viewport.geometry().right() == view.rect().right()
    assert is_at_end if direction is Qt.LayoutDirection.RightToLeft else is_at_start


def ink_rows(picture: QImage) -> list[int]:
    """The rows of a picture that are not all background."""
    empty = picture.pixelColor(picture.width() - 1, 0)
    return [
        y
        for y in range(picture.height())
        if any(picture.pixelColor(x, y) != empty for x in range(picture.width()))
    ]


@pytest.mark.parametrize("text_size", SIZES)
@pytest.mark.parametrize("words", ["Ågjpqy()|", "שלקןךףץ", "جحخعغيّ"])
def test_no_letter_is_cut_at_the_top_or_at_the_bottom(qtbot, words, text_size):
    theme = make_theme(text_size=text_size)
    view = TextView((Passage((Span(words),)),), theme)
    shown(qtbot, view, theme.px(300))
    rows = ink_rows(view.grab().toImage())
    view.setFixedHeight(view.height() * 3)
    all_rows = ink_rows(view.grab().toImage())
    assert len(rows) > 5
    assert all_rows == rows


def test_a_view_is_as_high_as_its_lines(qtbot, theme):
    view = TextView((LONG,), theme)
    shown(qtbot, view, 300)
    count = len(lines(view))
    assert count > 10
    assert view.height() == pytest.approx(count * 16 * 1.42, abs=count * 0.5)


def test_a_text_without_a_width_has_long_lines(qtbot, theme):
    """Qt would make a line of each letter, which takes ten times as long."""
    view = TextView((LONG,), theme)
    qtbot.addWidget(view)
    assert len(lines(view)) < 30


def test_the_lines_stay_when_a_layout_asks_for_another_width(qtbot, theme):
    view = TextView((LONG,), theme)
    shown(qtbot, view, 300)
    before, picture = lines(view), view.grab().toImage()
    view.heightForWidth(500)
    assert view.grab().toImage() == picture
    assert lines(view) == before


@pytest.mark.parametrize("text_size", SIZES)
def test_the_number_of_a_source_is_small_raised_and_apart_from_the_word(qtbot, text_size):
    view = TextView((FLUID,), make_theme("light", text_size))
    qtbot.addWidget(view)
    runs, at = {}, view.document().begin().begin()
    while not at.atEnd():
        runs[at.fragment().text()] = at.fragment().charFormat()
        at += 1
    word, number = runs[", can form"], runs["1"]
    assert number.font().pixelSize() < view.font().pixelSize()
    assert number.baselineOffset() > word.baselineOffset()
    assert number.anchorHref() == "source:42"
    assert not word.isAnchor()
    plain = TextView((Passage((Span("A pocket of fluid."),)),), make_theme("light", text_size))
    qtbot.addWidget(plain)
    assert view.heightForWidth(560) == plain.heightForWidth(560)


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("width", [200, 560])
def test_each_line_has_its_first_character_and_back(qtbot, theme, direction, width):
    parent = QWidget()
    parent.setLayoutDirection(direction)
    view = TextView((LONG, *LISTS, FLUID), theme)
    view.setParent(parent)
    qtbot.addWidget(parent)
    view.resize(width, view.heightForWidth(width))
    parent.show()
    starts = []
    for top, _, words in lines(view):
        character = view.character_at(int(top) + 8)
        starts.append(character)
        assert view.text()[character:].startswith(words[:5].replace("\u2028", "\n"))
        assert view.character_at(view.y_of(character)) == character
        assert view.y_of(character) == pytest.approx(top, abs=1)
        assert view.y_of(character + 2) == view.y_of(character)
    assert starts == sorted(set(starts))
    assert view.character_at(-50) == 0
    assert view.character_at(100_000) == starts[-1]
    assert view.y_of(100_000) == view.y_of(starts[-1])


def test_a_character_has_the_same_number_at_every_width_and_size(qtbot, theme):
    view = TextView((LONG, *LISTS, FLUID), theme)
    shown(qtbot, view, 560)
    place = view.text().index("seroma")
    wide = view.y_of(place)
    view.apply_theme(make_theme(text_size=200))
    view.resize(300, view.heightForWidth(300))
    assert view.y_of(place) > wide * 2
    assert view.text().index("seroma") == place
    assert view.character_at(view.y_of(place)) <= place


@pytest.mark.parametrize("name", ["dark", "contrast"])
def test_another_theme_keeps_the_selection(qtbot, theme, name):
    view = TextView((LONG, FLUID), theme)
    shown(qtbot, view)
    start = view.text().index("seroma")
    view.select(start, start + 6)
    before = view.grab().toImage()
    view.apply_theme(make_theme(name, 200))
    assert view.selected_text() == "seroma"
    assert view.textCursor().position() == start + 6
    assert view.grab().toImage() != before


def test_a_change_of_direction_keeps_the_words(qtbot, theme):
    view = TextView((LONG, *LISTS), theme)
    shown(qtbot, view)
    before = view.text()
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert view.text() == before.replace("counted\t", "counted\n")
    assert view.document().defaultTextOption().textDirection() == Qt.LayoutDirection.RightToLeft


def interface_of(widget):
    return QAccessible.queryAccessibleInterface(widget)


@pytest.mark.parametrize("is_selectable", [True, False])
def test_a_screen_reader_finds_static_text(qtbot, theme, is_selectable):
    view = TextView((FLUID, *LISTS), theme, is_selectable=is_selectable)
    shown(qtbot, view)
    found = interface_of(view)
    assert found.role() == QAccessible.Role.StaticText
    assert found.state().readOnly
    assert not found.state().editable
    assert found.state().focusable
    text = found.textInterface()
    assert text.text(0, text.characterCount()).splitlines()[1:3] == ["Swelling", "Bruises"]
    assert text.cursorPosition() == 0


def test_assistive_software_cannot_change_the_words(qtbot, theme):
    view = TextView((FLUID, LONG), theme)
    shown(qtbot, view)
    view.select(2, 8)
    words = view.text()
    editing = interface_of(view).editableTextInterface()
    editing.insertText(0, "not ")
    editing.deleteText(10, 20)
    assert view.text() != words
    qtbot.waitUntil(lambda: view.text() == words)
    assert view.anchorAt(point_of(view, "seroma", 2)) == "term:seroma"


def test_assistive_software_selects_nothing_in_a_kiosk(qtbot, theme):
    view = TextView((FLUID,), theme, is_selectable=False)
    shown(qtbot, view)
    interface_of(view).textInterface().addSelection(0, 9)
    assert not view.textCursor().hasSelection()


def test_only_the_text_itself_has_the_focus_for_a_screen_reader(qtbot, theme):
    view = TextView((FLUID,), theme)
    shown(qtbot, view)
    QTest.mouseClick(view.viewport(), LEFT, pos=QPoint(200, 10))
    qtbot.waitUntil(view.hasFocus)
    assert interface_of(view).state().focused
    assert not interface_of(view.viewport()).state().focused


def test_a_heading_is_a_heading_with_its_level(qtbot, theme):
    heading = HeadingLabel("What is it?", theme, 2)
    qtbot.addWidget(heading)
    found = interface_of(heading)
    assert found.role() == QAccessible.Role.Heading
    assert found.text(QAccessible.Text.Name) == "What is it?"
    assert found.text(QAccessible.Text.Description) == "Level 2"
    assert interface_of(TextLabel("Words", theme)).role() == QAccessible.Role.StaticText


def test_a_label_starts_at_the_right_in_text_from_right_to_left(qtbot, theme):
    heading = HeadingLabel("Title", theme, 1)
    heading.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    heading.apply_theme(theme)
    shown(qtbot, heading, 900)
    picture = heading.grab().toImage()
    empty = picture.pixelColor(0, 0)
    inked = [
        x
        for x in range(picture.width())
        if any(picture.pixelColor(x, y) != empty for y in range(picture.height()))
    ]
    assert inked
    assert inked[0] > 600


class LayoutRequests(QObject):
    """Counts how often a widget is asked to lay out its children again."""

    count = 0

    def eventFilter(self, watched, event):
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_asking_for_heights_at_two_widths_does_not_lay_out_again(qtbot, theme):
    page = QWidget()
    QVBoxLayout(page).addWidget(view := TextView((FLUID, *LISTS), theme))
    qtbot.addWidget(page)
    page.show()
    QApplication.processEvents()
    requests = LayoutRequests()
    page.installEventFilter(requests)
    heights = [view.heightForWidth(width) for width in (170, 600)] * 2
    view.repaint()
    QApplication.processEvents()
    assert requests.count == 0
    assert heights[0] == heights[2] > heights[1] == heights[3]
