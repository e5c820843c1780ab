"""My list as a basket: filled, reordered, written on and undone, by mouse, keys and finger."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.panels.pages.list_row import ListItemWidget
from app.panels.pages.list_rows import ListRowsView
from app.panels.pages.own_line_field import OwnLineField
from app.session.actions import OpenPage, SetTextSize, SetTheme, Undo
from app.session.own_lines import (
    MAX_LINE_LETTERS,
    MAX_OWN_LINES,
    LineDrafts,
    own_line_address,
    own_line_text,
)
from app.session.state import Page, Showing
from app.widgets.button import MIN_TARGET_PX, ActionButton
from app.workspace.menu_button import MenuRow
from tests.touch_input import swipe, tap

AREAS = ("flank:left", "lumbar", "sacral")
NAMES = ["Love handles, left", "Small of the back", "Above the cleft"]
OWN = own_line_address("May I fly?")
ALT = Qt.KeyboardModifier.AltModifier
SMALL = (800, 600)


def listing(*items: str) -> Showing:
    return Showing(page=Page.MY_LIST, list_items=items)


@pytest.fixture
def visitor(shared_workspace):
    """A visitor who reads a list of three areas."""
    return shared_workspace(listing(*AREAS))


@pytest.fixture
def writing(shared_workspace):
    """A visitor who reads a list with an area and a line of their own."""
    return shared_workspace(listing("lumbar", OWN))


def items(visitor):
    return visitor.workspace.session.showing.list_items


def own_texts(visitor):
    return [text for item in items(visitor) if (text := own_line_text(item)) is not None]


def row_widgets(visitor) -> list[ListItemWidget]:
    """The rows as a person sees them, from top to bottom."""
    view = visitor.workspace.panel.findChild(ListRowsView)
    rows = [one for one in view.findChildren(ListItemWidget) if one.isVisible()]
    return sorted(rows, key=lambda row: row.y())


def row_names(visitor):
    return [row.row.name for row in row_widgets(visitor)]


def field(visitor) -> QWidget:
    return visitor.button("Add a line of your own")


def message(visitor) -> str:
    shown = [one for one in visitor.workspace.panel.findChildren(OwnLineField) if one.isVisible()]
    return shown[-1].message.text() if shown[-1].message.isVisible() else ""


def write(visitor, text: str) -> None:
    field(visitor).setFocus()
    visitor.type(text)
    visitor.key(Qt.Key.Key_Return)


def test_rows_move_by_their_buttons(visitor):
    visitor.click(visitor.button("Move Above the cleft up"))
    assert row_names(visitor) == [NAMES[0], NAMES[2], NAMES[1]]
    visitor.click(visitor.button("Move Love handles, left down"))
    assert row_names(visitor) == [NAMES[2], NAMES[0], NAMES[1]]
    assert items(visitor) == ("sacral", "flank:left", "lumbar")


def test_a_row_walks_to_the_top_by_one_key_and_keeps_the_focus(visitor):
    visitor.button("Move Above the cleft up").setFocus(Qt.FocusReason.TabFocusReason)
    visitor.key(Qt.Key.Key_Space)
    assert visitor.focus() == "Move Above the cleft up"
    visitor.key(Qt.Key.Key_Space)
    assert row_names(visitor)[0] == "Above the cleft"
    assert visitor.focus() == "Move Above the cleft down"
    assert not visitor.button("Move Above the cleft up").isEnabled()


def test_alt_with_an_arrow_moves_the_row_that_has_the_focus(visitor):
    visitor.button("Remove Love handles, left").setFocus(Qt.FocusReason.TabFocusReason)
    visitor.key(Qt.Key.Key_Down, ALT)
    visitor.key(Qt.Key.Key_Down, ALT)
    visitor.key(Qt.Key.Key_Down, ALT)
    assert items(visitor) == (*AREAS[1:], AREAS[0])
    visitor.key(Qt.Key.Key_Up, ALT)
    assert items(visitor) == (AREAS[1], AREAS[0], AREAS[2])
    assert visitor.focus() == "Remove Love handles, left"


def test_a_row_that_is_moved_stays_under_the_pointer_where_the_page_can_scroll(shared_workspace):
    lines = tuple(own_line_address(f"Line {number}") for number in range(MAX_OWN_LINES))
    visitor = shared_workspace(listing(*lines), (1280, 700))
    button = visitor.button("Move Line 10 up")
    visitor.workspace.panel.scroll_area.ensureWidgetVisible(button)
    before = button.mapTo(visitor.workspace, QPoint())
    for position in (9, 8):
        visitor.click(button)
        assert items(visitor).index(own_line_address("Line 10")) == position
        assert button.mapTo(visitor.workspace, QPoint()) == before


def drag(visitor, name: str, y: int, *, steps: int = 4) -> None:
    """Drag a row by the mouse from its words, by pixels."""
    row = next(row for row in row_widgets(visitor) if row.row.name == name)
    start = QPoint(20, row.height() // 2)
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, steps + 1):
        QTest.mouseMove(row, start + QPoint(0, y * step // steps))
        visitor.settle()
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=start + QPoint(0, y))
    visitor.settle()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (1.1, (AREAS[1], AREAS[0], AREAS[2])),
        (9, (*AREAS[1:], AREAS[0])),
        (0.3, AREAS),
        (-5, AREAS),
    ],
)
def test_a_row_is_dragged_by_the_mouse_as_one_change(visitor, rows, expected):
    first = row_widgets(visitor)[0]
    drag(visitor, "Love handles, left", round(rows * first.height()))
    assert items(visitor) == expected
    assert [row.row.address for row in row_widgets(visitor)] == list(expected)
    visitor.apply(Undo())
    assert items(visitor) == AREAS


def test_a_press_that_hardly_moves_drags_nothing(visitor):
    drag(visitor, "Love handles, left", 4)
    assert not visitor.workspace.session.showing.can_undo


def test_a_finger_on_the_words_of_a_row_scrolls_and_moves_nothing(shared_workspace):
    lines = tuple(own_line_address(f"Line {number}") for number in range(MAX_OWN_LINES))
    visitor = shared_workspace(listing(*lines))
    swipe(row_widgets(visitor)[4], QPoint(0, -150), QPoint(20, 10))
    visitor.settle()
    assert visitor.workspace.panel.scroll_area.verticalScrollBar().value() > 0
    assert items(visitor) == lines


def test_a_finger_drags_no_row_of_a_list_that_needs_no_scrolling(visitor):
    swipe(row_widgets(visitor)[0], QPoint(0, 150), QPoint(20, 10))
    visitor.settle()
    assert items(visitor) == AREAS


def test_an_arrow_without_alt_moves_no_row(visitor):
    visitor.button("Remove Love handles, left").setFocus(Qt.FocusReason.TabFocusReason)
    visitor.key(Qt.Key.Key_Down)
    assert items(visitor) == AREAS


def test_tab_and_screen_readers_follow_the_order_of_the_list(visitor):
    visitor.click(visitor.button("Move Above the cleft up"))
    view = visitor.workspace.panel.findChild(ListRowsView)
    interface = QAccessible.queryAccessibleInterface(view)
    assert (interface.role(), interface.text(QAccessible.Text.Name)) == (
        QAccessible.Role.List,
        "My list",
    )
    rows = [interface.child(index) for index in range(interface.childCount())]
    assert [row.role() for row in rows] == [QAccessible.Role.ListItem] * 3
    assert [row.text(QAccessible.Text.Name) for row in rows] == [
        "1 of 3: Love handles, left",
        "2 of 3: Above the cleft",
        "3 of 3: Small of the back",
    ]
    visitor.button("Remove Love handles, left").setFocus(Qt.FocusReason.TabFocusReason)
    visitor.key(Qt.Key.Key_Tab)
    assert visitor.focus() == "Open Above the cleft"


def test_a_removed_row_passes_the_focus_to_the_next_one_and_the_last_to_the_field(visitor):
    visitor.button("Remove Small of the back").setFocus(Qt.FocusReason.TabFocusReason)
    visitor.key(Qt.Key.Key_Space)
    assert (row_names(visitor), visitor.focus()) == ([NAMES[0], NAMES[2]], f"Remove {NAMES[2]}")
    visitor.key(Qt.Key.Key_Space)
    assert visitor.focus() == f"Remove {NAMES[0]}"
    visitor.key(Qt.Key.Key_Space)
    assert visitor.focus() == "Add a line of your own"
    assert "There is nothing on My list yet." in visitor.visible_text()


def test_an_area_is_opened_from_the_list(visitor):
    visitor.click(visitor.button("Open Love handles, left"))
    assert visitor.workspace.session.showing.page is None
    assert visitor.workspace.panel.findChild(ListRowsView) is None
    assert visitor.button("On my list: Love handles, left").isChecked()


def test_a_list_is_filled_reordered_written_on_and_undone(shared_workspace):
    visitor = shared_workspace()
    visitor.press_label("lumbar")
    visitor.click(visitor.button("On my list: Small of the back"))
    visitor.press_tab("Questions")
    question = visitor.button_starting("Add to my list: ")
    visitor.click(question)
    assert question.text() == "On my list"
    visitor.click(visitor.button("My list"))
    write(visitor, "May I fly?")
    filled = items(visitor)
    assert [len(filled), filled[0], filled[-1]] == [3, "lumbar", OWN]
    visitor.click(visitor.button("Move May I fly? up"))
    visitor.click(visitor.button("Move May I fly? up"))
    visitor.click(visitor.button("Remove Small of the back"))
    assert items(visitor) == (OWN, filled[1])
    for expected in ((OWN, *filled[:2]), (filled[0], OWN, filled[1]), filled, filled[:2]):
        visitor.click(visitor.button("Undo"))
        assert items(visitor) == expected
        assert [row.row.address for row in row_widgets(visitor)] == list(expected)


def test_one_finger_fills_moves_and_removes_in_a_small_window(open_workspace):
    visitor = open_workspace(listing(*AREAS), SMALL)

    def touch(name: str) -> None:
        button = visitor.button(name)
        visitor.workspace.scroll_area.ensureWidgetVisible(button)
        visitor.workspace.panel.scroll_area.ensureWidgetVisible(button)
        visitor.settle()
        tap(button)
        visitor.settle()

    touch("Move Small of the back up")
    assert items(visitor) == (AREAS[1], AREAS[0], AREAS[2])
    touch("Remove Above the cleft")
    assert items(visitor) == (AREAS[1], AREAS[0])
    touch("Undo")
    assert items(visitor) == (AREAS[1], AREAS[0], AREAS[2])


@pytest.mark.parametrize("percent", [100, 200])
def test_buttons_of_a_row_are_large_enough_and_inside_the_page(open_workspace, percent):
    visitor = open_workspace(listing(*AREAS, OWN), SMALL)
    visitor.apply(SetTextSize(percent))
    for row in row_widgets(visitor):
        for button in row.findChildren(ActionButton):
            assert min(button.width(), button.height()) >= MIN_TARGET_PX
            corner = button.mapTo(row, button.rect().bottomRight())
            assert row.rect().contains(corner)


def test_a_written_line_is_added_by_enter_or_by_its_button_and_the_field_is_free_again(visitor):
    write(visitor, "May I fly?")
    field(visitor).setFocus()
    visitor.type("Cost?")
    visitor.click(visitor.button("Add"))
    assert own_texts(visitor) == ["May I fly?", "Cost?"]
    assert field(visitor).text() == ""


def test_the_field_stays_where_it_is_while_lines_are_written(shared_workspace):
    lines = tuple(own_line_address(f"Line {number}") for number in range(10))
    visitor = shared_workspace(listing(*lines))
    visitor.workspace.panel.scroll_area.ensureWidgetVisible(field(visitor))
    before = field(visitor).mapTo(visitor.workspace, QPoint())
    write(visitor, "May I fly?")
    write(visitor, "Cost?")
    assert len(row_widgets(visitor)) == 12
    assert field(visitor).mapTo(visitor.workspace, QPoint()) == before


def test_a_line_is_shown_as_it_was_written_and_not_as_markup(visitor):
    write(visitor, "<b>5 < 6 & more</b>")
    assert "<b>5 < 6 & more</b>" in visitor.visible_text()


def test_a_line_that_is_too_long_stays_in_the_field_until_it_is_shortened(visitor):
    text = "x" * (MAX_LINE_LETTERS + 1)
    field(visitor).setFocus()
    QApplication.clipboard().setText(text)
    visitor.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    visitor.key(Qt.Key.Key_Return)
    assert (own_texts(visitor), field(visitor).text()) == ([], text)
    expected = "A line can have up to 200 characters. This one has 201. Please shorten it."
    assert message(visitor) == expected
    assert field(visitor).accessibleDescription() == expected
    visitor.key(Qt.Key.Key_Backspace)
    assert message(visitor) == ""
    visitor.key(Qt.Key.Key_Return)
    assert own_texts(visitor) == [text[1:]]


def test_a_full_list_says_so_and_takes_another_line_after_one_was_removed(shared_workspace):
    full = tuple(own_line_address(f"Line {number}") for number in range(MAX_OWN_LINES))
    visitor = shared_workspace(listing(*full))
    assert message(visitor) == "My list has 20 lines of your own. Remove one to add another."
    write(visitor, "One more")
    assert (len(items(visitor)), field(visitor).text()) == (MAX_OWN_LINES, "One more")
    visitor.click(visitor.button("Remove Line 3"))
    assert message(visitor) == ""
    field(visitor).setFocus()
    visitor.key(Qt.Key.Key_Return)
    assert own_texts(visitor)[-1] == "One more"


def test_a_line_is_changed_in_its_place_by_keys(writing):
    writing.button("Edit May I fly?").setFocus(Qt.FocusReason.TabFocusReason)
    writing.key(Qt.Key.Key_Space)
    assert writing.focus() == "Your own line"
    writing.key(Qt.Key.Key_End)
    writing.type(" When?")
    writing.key(Qt.Key.Key_Return)
    assert own_texts(writing) == ["May I fly? When?"]
    assert writing.focus() == "Edit May I fly? When?"
    writing.click(writing.button("Undo"))
    assert own_texts(writing) == ["May I fly?"]


@pytest.mark.parametrize("way", ["Escape", "Cancel"])
def test_a_change_that_is_given_up_leaves_the_line_and_the_page(writing, way):
    writing.click(writing.button("Edit May I fly?"))
    writing.type(" When?")
    if way == "Escape":
        writing.key(Qt.Key.Key_Escape)
    else:
        writing.click(writing.button("Cancel"))
    assert own_texts(writing) == ["May I fly?"]
    assert row_names(writing) == ["Small of the back", "May I fly?"]
    assert writing.workspace.session.showing.page is Page.MY_LIST
    assert writing.workspace.session.showing.line_drafts == LineDrafts()


def test_editing_another_line_saves_the_one_before(shared_workspace):
    visitor = shared_workspace(listing(OWN, own_line_address("Cost?")))
    visitor.click(visitor.button("Edit May I fly?"))
    visitor.key(Qt.Key.Key_End)
    visitor.type(" When?")
    visitor.click(visitor.button("Edit Cost?"))
    assert own_texts(visitor) == ["May I fly? When?", "Cost?"]
    assert [one.text() for one in edited_fields(visitor)] == ["Cost?"]


def edited_fields(visitor):
    view = visitor.workspace.panel.findChild(ListRowsView)
    return [one.field for one in view.findChildren(OwnLineField) if one.isVisible()]


def test_what_is_typed_survives_another_theme_another_page_and_a_start_over(writing):
    writing.click(writing.button("Edit May I fly?"))
    writing.key(Qt.Key.Key_End)
    writing.type("!")
    field(writing).setFocus()
    writing.type("Will it")
    writing.apply(SetTheme("dark"))
    writing.apply(OpenPage(Page.ABOUT))
    writing.apply(OpenPage(Page.MY_LIST))
    writing.click(writing.button("Start over"))
    writing.click(writing.button("Undo"))
    assert [one.text() for one in edited_fields(writing)] == ["May I fly?!"]
    assert field(writing).text() == "Will it"


def test_the_cursor_stays_where_it_is_while_a_line_is_typed(visitor):
    field(visitor).setFocus()
    visitor.type("Mayfly?")
    for _ in range(4):
        visitor.key(Qt.Key.Key_Left)
    visitor.type(" I ")
    assert field(visitor).text() == "May I fly?"


def test_what_is_typed_is_on_the_list_when_the_handout_is_asked_for(writing):
    asked = []
    writing.workspace.session.requested.connect(lambda _action: asked.append(items(writing)))
    field(writing).setFocus()
    writing.type("Cost?")
    writing.click(writing.button("Make a handout"))
    assert asked == [("lumbar", OWN, own_line_address("Cost?"))]
    assert field(writing).text() == ""


def test_a_list_that_is_only_typed_can_be_handed_out(shared_workspace):
    visitor = shared_workspace(listing())
    assert not visitor.button("Make a handout").isEnabled()
    field(visitor).setFocus()
    visitor.type("Cost?")
    assert visitor.button("Make a handout").isEnabled()


def test_without_a_keyboard_there_is_no_field_and_no_edit_button(open_workspace):
    visitor = open_workspace(Showing(), SMALL)
    visitor.workspace.can_type = False
    visitor.apply(OpenPage(Page.MY_LIST))
    assert "Open an area and press Add to my list." in visitor.visible_text()
    with pytest.raises(LookupError):
        field(visitor)


@pytest.mark.parametrize("name", ["Make a handout", "Start over"])
def test_a_button_and_the_line_of_the_menu_with_its_words_have_the_same_icon(visitor, name):
    on_page = visitor.button_starting(name)
    visitor.open_menu()
    rows = [row for row in visitor.workspace.findChildren(MenuRow) if row.text() == name]
    assert [row.icon_path for row in rows] == [on_page.icon_path]
    assert on_page.icon_path != visitor.button_starting("Undo").icon_path


@pytest.mark.parametrize("is_long", [False, True])
def test_the_page_ends_at_the_same_line_whether_or_not_it_scrolls(open_workspace, is_long):
    lines = [own_line_address(f"Line {number}") for number in range(MAX_OWN_LINES)]
    visitor = open_workspace(listing(*(lines if is_long else ())))
    panel = visitor.workspace.panel
    field = visitor.workspace.panel.findChild(OwnLineField)
    assert (panel.scroll_area.verticalScrollBar().maximum() > 0) == is_long
    assert panel.width() - field.mapTo(panel, QPoint(field.width(), 0)).x() == 24
