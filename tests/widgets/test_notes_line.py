"""Terms, sources and methods of a passage are buttons that open in place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.document.blocks import NO_NOTES, Notes, SourceNote, TermNote
from app.widgets.focus_frame import FocusFrame
from app.widgets.layouts import ColumnLayout
from app.widgets.notes_line import NoteButton, NotePlace, NotesLine, has_notes
from app.widgets.themed import apply_theme_to_tree
from tests.touch_input import tap
from tests.widgets.text_pages import FLUID, LEFT, TextView, make_theme

NOTES = Notes(
    (TermNote("seroma", "seroma", "A pocket of <b>fluid</b>.", "fluid pocket"),),
    (SourceNote("42", "Comerci 2024", "Comerci A. Laser lipolysis. Journal. 2024."),),
    "worked-out",
    "7 of 537 people.",
)
MEANING = "seroma (fluid pocket): A pocket of <b>fluid</b>."


@pytest.fixture
def page(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    column = ColumnLayout(widget)
    column.setContentsMargins(24, 12, 24, 12)
    theme = make_theme()
    widget.view, widget.line = TextView((FLUID,), theme), NotesLine(NOTES, theme)
    widget.view.link_activated.connect(widget.line.toggle_note)
    column.addWidget(widget.view)
    column.addWidget(widget.line)
    widget.resize(600, 400)
    widget.show()
    widget.activateWindow()
    return widget


def buttons(page):
    return page.line.findChildren(NoteButton)


def open_words(page):
    return page.line.text_view.text() if page.line.text_view is not None else ""


def description(button):
    return QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Description)


def test_each_note_is_a_named_button(page):
    found = [QAccessible.queryAccessibleInterface(button) for button in buttons(page)]
    assert [one.role() for one in found] == [QAccessible.Role.Button] * 3
    assert [one.text(QAccessible.Text.Name) for one in found] == [
        "seroma: what it means",
        "Comerci 2024: full reference",
        "Worked out: how",
    ]
    assert [button.text() for button in buttons(page)] == ["seroma", "Comerci 2024", "Worked out"]


def by_mouse(button):
    QTest.mouseClick(button, LEFT)


def by_finger(button):
    tap(button)


def by_space(button):
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def by_enter(button):
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)


@pytest.mark.parametrize("press", [by_mouse, by_finger, by_space, by_enter])
def test_a_press_opens_a_note_in_place_and_a_second_one_closes_it(page, press):
    term, source, method = buttons(page)
    before = page.line.heightForWidth(500)
    press(term)
    assert open_words(page) == MEANING
    assert page.line.heightForWidth(500) > before
    press(source)
    assert open_words(page) == "Comerci A. Laser lipolysis. Journal. 2024."
    press(method)
    assert open_words(page) == "7 of 537 people."
    press(method)
    assert open_words(page) == ""
    assert page.line.heightForWidth(500) == before
    assert len([view for view in page.line.findChildren(TextView) if view.isVisible()]) == 0


def test_a_screen_reader_hears_the_state_and_the_note(page):
    term, source, _ = buttons(page)
    assert description(term) == "collapsed"
    term.click()
    assert description(term) == f"expanded. {MEANING}"
    source.click()
    assert description(term) == "collapsed"
    assert description(source).startswith("expanded. Comerci A.")


def test_a_link_in_the_text_opens_its_note(page):
    page.view.link_activated.emit("source:42")
    assert open_words(page).startswith("Comerci A.")
    page.view.link_activated.emit("source:42")
    assert open_words(page) == ""
    assert not page.line.toggle_note("term:haematoma")


def test_the_open_note_can_be_selected_unless_the_page_is_a_kiosk(qtbot):
    for is_selectable in (True, False):
        line = NotesLine(NOTES, make_theme(), is_selectable=is_selectable)
        qtbot.addWidget(line)
        line.toggle_note("term:seroma")
        line.text_view.select(0, 6)
        assert line.text_view.selected_text() == ("seroma" if is_selectable else "")
        assert line.text_view.accessibleName() == "seroma: what it means"


@pytest.mark.parametrize("text_size", [100, 200])
def test_a_button_is_large_enough_for_a_finger(page, text_size):
    apply_theme_to_tree(page, make_theme(text_size=text_size))
    page.resize(1_000, 600)
    for button in buttons(page):
        assert button.width() >= 44
        assert button.height() >= 44


def frames(page):
    return [one for one in page.findChildren(FocusFrame) if one.isVisible()]


def test_the_focus_ring_lies_around_what_the_keys_have_reached(page, qtbot):
    page.view.clearFocus()
    QTest.keyClick(page, Qt.Key.Key_Shift)
    page.view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(page.view.hasFocus)
    (frame,) = frames(page)
    assert frame.geometry() == page.view.geometry().adjusted(-6, -6, 6, 6)
    page.resize(500, 400)
    assert frame.geometry() == page.view.geometry().adjusted(-6, -6, 6, 6)
    QTest.keyClick(page.view, Qt.Key.Key_Tab)
    (frame,) = frames(page)
    term = buttons(page)[0]
    box = term.rect().translated(term.mapTo(page, QPoint()))
    assert frame.geometry() == box.adjusted(-6, 6, 6, -6)
    QTest.mouseClick(page.view.viewport(), LEFT)
    assert page.view.hasFocus()
    assert frames(page) == []


def test_notes_without_a_button_are_known():
    assert not has_notes(NO_NOTES)
    assert not has_notes(Notes(basis="sourced"))
    assert has_notes(NOTES)
    assert has_notes(Notes(method="x"))


def test_a_source_has_the_number_that_the_text_has(qtbot):
    source = SourceNote("42", "Comerci 2024", "Comerci A.", 3)
    line = NotesLine(Notes(sources=(source,)), make_theme(), lead="Sources")
    qtbot.addWidget(line)
    button = line.findChild(NoteButton)
    assert button.text() == "3 Comerci 2024"
    assert button.accessibleName() == "3 Comerci 2024: full reference"
    assert line.findChild(QLabel).text() == "Sources"


def test_a_place_without_buttons_opens_a_note_and_closes_it(qtbot):
    place = NotePlace(NOTES, make_theme())
    qtbot.addWidget(place)
    assert place.heightForWidth(500) == 0
    assert not place.toggle_note("source:7")
    assert place.toggle_note("source:42")
    assert place.text_view.text() == "Comerci A. Laser lipolysis. Journal. 2024."
    assert place.heightForWidth(500) > 0
    place.toggle_note("term:seroma")
    assert place.text_view.text() == MEANING
    place.toggle_note("term:seroma")
    assert place.text_view is None
    assert place.heightForWidth(500) == 0
    assert place.findChildren(NoteButton) == []
