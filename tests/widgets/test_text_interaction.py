"""Mouse, finger and keys in running text: what is selected, copied, pressed and scrolled."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QGuiApplication,
    QInputMethodEvent,
    QKeySequence,
    QMouseEvent,
    QShortcut,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.touch_input import Finger, tap
from tests.widgets.text_pages import LEFT, TextPage, clipboard_text, point_of

SENTINEL = "what was on the clipboard before"


@pytest.fixture
def page(qtbot):
    return TextPage(qtbot)


@pytest.fixture
def kiosk_page(qtbot):
    return TextPage(qtbot, is_selectable=False)


@pytest.fixture(autouse=True)
def clipboard(qapp):
    QGuiApplication.clipboard().setText(SENTINEL)


def move_mouse(view, at: QPoint, held=Qt.MouseButton.NoButton) -> None:
    local, there = QPointF(at), QPointF(view.viewport().mapToGlobal(at))
    none = Qt.KeyboardModifier.NoModifier
    move = QMouseEvent(QEvent.Type.MouseMove, local, there, Qt.MouseButton.NoButton, held, none)
    QApplication.sendEvent(view.viewport(), move)


def drag(view, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    for part in (0.25, 0.5, 0.75, 1.0):
        move_mouse(view, start + (end - start) * part, LEFT)
    QTest.mouseRelease(view.viewport(), LEFT, pos=end)


def drag_over(view, first: str, last: str) -> None:
    """Drag from the start of the first words to the end of the last ones."""
    start = point_of(view, first) - QPoint(2, 0)
    end = point_of(view, last, len(last) - 1) + QPoint(3, 0)
    drag(view, start, end)


def activations(*views):
    found = []
    for view in views:
        view.link_activated.connect(found.append)
    return found


def test_a_mouse_drag_selects_and_the_copy_key_copies(page):
    drag_over(page.first, "pocket", "fluid")
    assert page.first.selected_text() == "pocket of fluid"
    QTest.keySequence(page.first, QKeySequence.StandardKey.Copy)
    assert clipboard_text() == "pocket of fluid"


def test_a_drag_over_a_link_selects_and_opens_nothing(page):
    found = activations(page.first)
    drag_over(page.first, "seroma", "seroma")
    assert page.first.selected_text() == "seroma"
    assert found == []


def test_a_double_click_selects_a_word(page):
    at = point_of(page.first, "pocket", 3)
    QTest.mouseClick(page.first.viewport(), LEFT, pos=at)
    QTest.mouseDClick(page.first.viewport(), LEFT, pos=at)
    assert page.first.selected_text() == "pocket"


def test_only_plain_text_is_copied(page):
    drag_over(page.first, "pocket", "seroma")
    assert page.first.createMimeDataFromSelection().formats() == ["text/plain"]


def test_a_selection_in_one_text_clears_that_of_the_other(page):
    drag_over(page.first, "pocket", "fluid")
    page.column.ensureWidgetVisible(page.second)
    at = point_of(page.second, "laser", 2)
    QTest.mouseDClick(page.second.viewport(), LEFT, pos=at)
    assert page.second.selected_text() == "laser"
    assert page.first.selected_text() == ""
    QTest.keySequence(page.second, QKeySequence.StandardKey.Copy)
    assert clipboard_text() == "laser"


def test_select_all_and_copy_take_the_whole_page_with_its_headings(page):
    page.first.setFocus()
    QTest.keySequence(page.first, QKeySequence.StandardKey.SelectAll)
    QTest.keySequence(page.first, QKeySequence.StandardKey.Copy)
    copied = clipboard_text()
    assert copied.startswith("What is it?\n\nA pocket of fluid, a seroma,")
    assert "\n\nRisks\n\nA thin laser" in copied
    assert "\n• Swelling\n• Bruises\nWho was counted: 537 treatments" in copied
    assert copied.endswith("can form 1.")
    for view in (page.first, page.second):
        assert len(view.selected_text()) >= len(view.text()) - 1


def test_part_of_an_item_is_copied_without_its_bullet(page):
    start = page.second.text().index("welling")
    page.second.select(start, start + 4)
    assert page.second.selected_text() == "well"


def test_without_a_selection_nothing_is_copied(page):
    page.first.setFocus()
    QTest.keySequence(page.first, QKeySequence.StandardKey.Copy)
    assert clipboard_text() == SENTINEL


@pytest.mark.parametrize("is_selectable", [True, False])
@pytest.mark.parametrize(("word", "link"), [("ma, can", "term:seroma"), ("1.", "source:42")])
def test_a_click_on_a_link_opens_it(qtbot, is_selectable, word, link):
    page = TextPage(qtbot, is_selectable=is_selectable)
    found = activations(page.first)
    QTest.mouseClick(page.first.viewport(), LEFT, pos=point_of(page.first, word))
    assert found == [link]


@pytest.mark.parametrize("is_selectable", [True, False])
@pytest.mark.parametrize("height", [300, 2_000])
def test_a_tap_on_a_link_opens_it(qtbot, is_selectable, height):
    """Both in a page that scrolls and in a page that fits."""
    page = TextPage(qtbot, is_selectable=is_selectable)
    page.show_at(height)
    found = activations(page.first)
    tap(page.first.viewport(), point_of(page.first, "seroma", 3))
    assert found == ["term:seroma"]


def test_a_press_that_moves_from_a_link_to_other_words_opens_nothing(kiosk_page):
    found = activations(kiosk_page.first)
    at = point_of(kiosk_page.first, "seroma", 3)
    drag(kiosk_page.first, at, at + QPoint(0, 40))
    assert found == []


def test_a_press_with_another_button_opens_nothing(page):
    found = activations(page.first)
    right = Qt.MouseButton.RightButton
    QTest.mouseClick(page.first.viewport(), right, pos=point_of(page.first, "seroma", 3))
    assert found == []


def test_the_mouse_shows_what_a_press_would_do(page, kiosk_page):
    for view, shape in (
        (page.first, Qt.CursorShape.IBeamCursor),
        (kiosk_page.first, Qt.CursorShape.ArrowCursor),
    ):
        move_mouse(view, point_of(view, "seroma", 3))
        assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
        move_mouse(view, point_of(view, "pocket", 3))
        assert view.viewport().cursor().shape() == shape


@pytest.mark.parametrize("is_selectable", [True, False])
def test_a_finger_scrolls_the_page_and_selects_nothing(qtbot, is_selectable):
    page = TextPage(qtbot, is_selectable=is_selectable)
    finger = Finger(page.first.viewport(), QPoint(100, 120)).move(QPoint(0, -80))
    assert page.position == 80
    finger.lift()
    assert page.search.selected_text() == ""


@pytest.mark.parametrize("is_selectable", [True, False])
def test_a_finger_selects_nothing_where_nothing_scrolls(qtbot, is_selectable):
    page = TextPage(qtbot, is_selectable=is_selectable)
    page.show_at(2_000)
    assert page.column.verticalScrollBar().maximum() == 0
    finger = Finger(page.first.viewport(), QPoint(20, 10)).move(QPoint(200, 40))
    finger.lift()
    tap(page.first.viewport(), QPoint(60, 10))
    tap(page.first.viewport(), QPoint(60, 10))
    assert page.search.selected_text() == ""


@pytest.mark.parametrize("is_selectable", [True, False])
def test_the_wheel_over_a_text_scrolls_the_page(qtbot, is_selectable):
    page = TextPage(qtbot, is_selectable=is_selectable)
    at = page.first.mapTo(page, QPoint(50, 50))
    QTest.wheelEvent(page.windowHandle(), QPointF(at), QPoint(0, -120))
    assert page.position > 0


def test_ctrl_and_the_wheel_leave_the_size_of_the_text(page):
    before = page.first.font(), page.first.document().size()
    at = page.first.mapTo(page, QPoint(50, 50))
    control = Qt.KeyboardModifier.ControlModifier
    QTest.wheelEvent(page.windowHandle(), QPointF(at), QPoint(0, 480), QPoint(), control)
    assert (page.first.font(), page.first.document().size()) == before


def test_two_fingers_scroll_the_page_too(page):
    finger = Finger(page.first.viewport(), QPoint(100, 140))
    finger.join(QPoint(60, 0))
    for _ in range(4):
        finger.move_both(QPoint(0, -20), QPoint(60, 0))
    assert page.position > 40
    finger.lift_both(QPoint(60, 0))
    assert page.search.selected_text() == ""


@pytest.mark.parametrize("is_selectable", [True, False])
def test_keys_in_a_text_scroll_the_page(qtbot, is_selectable):
    page = TextPage(qtbot, is_selectable=is_selectable)
    keys, bar = Qt.Key, page.column.verticalScrollBar()
    page.first.setFocus()
    seen = []
    for key in (keys.Key_Down, keys.Key_PageDown, keys.Key_Space, keys.Key_Up, keys.Key_PageUp):
        QTest.keyClick(page.first, key)
        seen.append(page.position)
    assert seen == [40, 292, 544, 504, 252]
    QTest.keyClick(page.first, keys.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert page.position == 0
    QTest.keyClick(page.first, keys.Key_End)
    assert page.position == bar.maximum()
    QTest.keyClick(page.first, keys.Key_Home)
    assert page.position == 0
    assert page.search.selected_text() == ""


@pytest.mark.parametrize("key", ["Left", "Right", "B", "/", "Alt+Left", "Ctrl+F", "F6", "Space"])
def test_a_text_leaves_shortcuts_to_the_window(page, qtbot, key):
    shortcut = QShortcut(QKeySequence(key), page)
    page.first.setFocus()
    qtbot.waitUntil(page.first.hasFocus)
    with qtbot.waitSignal(shortcut.activated, timeout=2_000):
        QTest.keySequence(page.first, QKeySequence(key))


def test_a_shortcut_of_the_window_does_not_take_the_copy_key(page, qtbot):
    shortcut = QShortcut(QKeySequence.StandardKey.Copy, page)
    drag_over(page.first, "pocket", "fluid")
    with qtbot.assertNotEmitted(shortcut.activated):
        QTest.keySequence(page.first, QKeySequence.StandardKey.Copy)
    assert clipboard_text() == "pocket of fluid"


def test_tab_walks_from_text_to_text_and_brings_its_first_words_into_sight(page, qtbot):
    page.first.setFocus()
    qtbot.waitUntil(page.first.hasFocus)
    QTest.keyClick(page.first, Qt.Key.Key_Tab)
    assert page.second.hasFocus()
    top = page.second.mapTo(page, QPoint()).y()
    assert 0 <= top < page.height() - 22
    QTest.keyClick(page.second, Qt.Key.Key_Backtab)
    assert page.first.hasFocus()


def visible_selections(page):
    return [view.textCursor().hasSelection() for view in (page.first, page.second)]


def try_by_mouse(page):
    view = page.first
    drag_over(view, "pocket", "fluid")
    QTest.mouseDClick(view.viewport(), LEFT, pos=point_of(view, "pocket", 2))
    for _ in range(3):
        QTest.mouseClick(view.viewport(), LEFT, pos=point_of(view, "pocket", 2))
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(view.viewport(), LEFT, shift, pos=point_of(view, "fluid", 2))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.MiddleButton, pos=QPoint(20, 10))


def try_by_finger(page):
    at = point_of(page.first, "pocket", 2)
    finger = Finger(page.first.viewport(), at)
    QTest.qWait(QGuiApplication.styleHints().mousePressAndHoldInterval() + 100)
    finger.lift()
    for _ in range(2):
        tap(page.first.viewport(), at)
    page.show_at(2_000)
    Finger(page.first.viewport(), at).move(QPoint(100, 30)).lift()


def try_by_keys(page):
    page.first.setFocus()
    keys = QKeySequence.StandardKey
    for key in (
        keys.SelectAll,
        keys.Copy,
        keys.Cut,
        keys.SelectNextWord,
        keys.SelectEndOfDocument,
        keys.SelectNextLine,
        keys.Paste,
        keys.Find,
    ):
        QTest.keySequence(page.first, QKeySequence(key))
    for key in (Qt.Key.Key_F7, Qt.Key.Key_Menu, Qt.Key.Key_A, Qt.Key.Key_Insert):
        QTest.keyClick(page.first, key, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(page.first, key, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(page.first, key)


def try_by_input_method(page):
    page.first.setFocus()
    event = QInputMethodEvent("x", [])
    event.setCommitString("typed")
    QApplication.sendEvent(page.first, event)
    selection = QInputMethodEvent(
        "", [QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.Selection, 0, 9, None)]
    )
    QApplication.sendEvent(page.first, selection)


def try_by_code(page):
    page.search.select_all()
    page.first.select(0, 10)
    page.search.copy()
    page.search.find("seroma")
    page.search.find_next()


@pytest.mark.parametrize(
    "attempt", [try_by_mouse, try_by_finger, try_by_keys, try_by_input_method, try_by_code]
)
def test_in_a_kiosk_nothing_can_be_selected_copied_or_found(kiosk_page, monkeypatch, attempt):
    drags = []
    monkeypatch.setattr(QDrag, "exec", drags.append)
    words = kiosk_page.first.text()
    seen = []
    kiosk_page.first.selectionChanged.connect(lambda: seen.append(visible_selections(kiosk_page)))
    attempt(kiosk_page)
    assert visible_selections(kiosk_page) == [False, False]
    assert not any(any(one) for one in seen)
    assert clipboard_text() == SENTINEL
    assert kiosk_page.search.selected_text() == ""
    assert kiosk_page.search.result.count == 0
    assert kiosk_page.first.text() == words
    assert drags == []


@pytest.mark.parametrize("attempt", [try_by_mouse, try_by_finger, try_by_keys, try_by_input_method])
def test_on_a_desk_no_attempt_changes_the_words(page, attempt):
    words = page.first.text()
    attempt(page)
    assert page.first.text() == words


@pytest.mark.parametrize("is_selectable", [True, False])
def test_there_is_no_context_menu_of_qt(qtbot, is_selectable):
    page = TextPage(qtbot, is_selectable=is_selectable)
    at = QPoint(20, 10)
    menu = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at, page.first.viewport().mapToGlobal(at)
    )
    QApplication.sendEvent(page.first.viewport(), menu)
    assert not menu.isAccepted()
    assert QApplication.activePopupWidget() is None
    assert not page.findChildren(QMenu)


def test_a_kiosk_text_has_no_caret_no_input_method_and_takes_no_drop(kiosk_page):
    view = kiosk_page.first
    assert view.textInteractionFlags() == Qt.TextInteractionFlag.NoTextInteraction
    assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not view.acceptDrops()
    assert not view.viewport().acceptDrops()
    assert view.createMimeDataFromSelection().text() == ""
