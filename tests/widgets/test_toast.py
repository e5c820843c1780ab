"""The toast: a message over the lower edge of a window that moves nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHoverEvent, QPainterPath
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from app.session.state import THEMES
from app.support.paths import assets
from app.theme.inverse import inverse_theme
from app.theme.theme import read_theme
from app.widgets.button import Button
from app.widgets.toast import Toast
from tests.theme.test_contrast import contrast

LONG = "\n".join(
    f"names.toml: line {number} has a mistake, and this is what to do" for number in range(40)
)
_THEMES = assets() / "themes"


def hover(toast, kind) -> None:
    where = QPointF(5, 5)
    QApplication.sendEvent(toast, QHoverEvent(kind, where, where, where))


@pytest.fixture
def page(qtbot):
    """A window of 800 by 600 pixels with one button, and its toast."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    window.control = QPushButton("Elsewhere")
    column.addWidget(window.control)
    window.theme = read_theme(_THEMES, "light", 100)
    window.toast = Toast(window.theme, QPainterPath(), window)
    window.resize(800, 600)
    window.show()
    QTest.qWaitForWindowActive(window)
    return window


def words_are_whole(toast) -> bool:
    label = toast.label
    return label.height() >= label.heightForWidth(label.width())


@pytest.mark.parametrize("text_size", [100, 150, 200])
@pytest.mark.parametrize("name", THEMES)
def test_a_message_is_at_the_bottom_centre_with_all_its_words_and_buttons(page, name, text_size):
    theme = read_theme(_THEMES, name, text_size)
    page.toast.apply_theme(theme)
    buttons = [Button(text, theme) for text in ("Open", "Show in folder")]
    page.toast.show_message("Handout saved: Love handles - 28 Nov 2026.pdf", buttons)
    box = page.toast.geometry()
    assert abs(box.center().x() - page.rect().center().x()) <= 1
    assert page.height() - box.bottom() <= theme.px(20)
    assert words_are_whole(page.toast)
    for button in (*buttons, page.toast.close_button):
        at = button.mapTo(page.toast, QPoint())
        assert page.toast.rect().contains(at)
        assert page.toast.rect().contains(at + button.rect().bottomRight())
        assert button.width() >= button.sizeHint().width()


def test_a_message_moves_nothing(page):
    before = page.control.geometry()
    page.toast.show_message(LONG, stays=True)
    QApplication.processEvents()
    assert page.control.geometry() == before


@pytest.mark.parametrize("text_size", [100, 200])
def test_a_long_message_scrolls_and_leaves_the_top_of_the_window_free(page, text_size):
    page.toast.apply_theme(read_theme(_THEMES, "light", text_size))
    page.toast.show_message(LONG, stays=True)
    QApplication.processEvents()
    area = page.toast._text_area
    assert page.toast.y() >= 64 * text_size // 100
    assert area.verticalScrollBar().maximum() > 0
    area.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(area, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0


def test_a_message_goes_away_after_ten_seconds_unless_it_stays(page):
    page.toast.show_message("Saved")
    assert page.toast.timer.remainingTime() > 9_000
    page.toast.timer.timeout.emit()
    assert not page.toast.isVisible()
    page.toast.show_message("Saved", stays=True)
    assert not page.toast.timer.isActive()


def test_it_stays_while_the_pointer_moves_over_it(page):
    page.toast.show_message("Saved")
    hover(page.toast, QHoverEvent.Type.HoverMove)
    page.toast.timer.timeout.emit()
    assert page.toast.isVisible()
    assert page.toast.timer.isActive()
    hover(page.toast, QHoverEvent.Type.HoverLeave)
    page.toast.timer.timeout.emit()
    assert not page.toast.isVisible()


def test_it_stays_while_it_has_the_focus_and_escape_gives_the_focus_back(page):
    page.control.setFocus()
    page.toast.show_message("Saved")
    QTest.keyClick(page.control, Qt.Key.Key_Tab)
    assert page.toast.close_button.hasFocus()
    page.toast.timer.timeout.emit()
    assert page.toast.isVisible()
    QTest.keyClick(page.toast.close_button, Qt.Key.Key_Escape)
    assert not page.toast.isVisible()
    assert page.control.hasFocus()


def test_tab_reaches_its_buttons_in_the_order_on_the_screen(page):
    page.control.setFocus()
    buttons = [Button(text, page.theme) for text in ("Open", "Show in folder")]
    page.toast.show_message("Saved", buttons)
    for expected in (*buttons, page.toast.close_button):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert expected.hasFocus()


def test_a_press_of_a_button_acts_once_and_takes_the_message_away(page):
    pressed = []
    button = Button("Undo", page.theme)
    button.clicked.connect(lambda: pressed.append(button.text()))
    page.toast.show_message("List cleared", [button])
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == ["Undo"]
    assert not page.toast.isVisible()


def test_the_buttons_of_the_message_before_are_gone(page):
    page.toast.show_message("List cleared", [Button("Undo", page.theme)])
    page.toast.show_message("Saved")
    assert [one.text() for one in page.toast.findChildren(Button)] == [""]


def test_it_is_mirrored_for_text_from_right_to_left(page):
    page.toast.show_message("Saved", [Button("Open", page.theme)])
    assert (
        page.toast.label.mapTo(page, QPoint()).x()
        < page.toast.close_button.mapTo(page, QPoint()).x()
    )
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.toast.show_message("Saved", [Button("Open", page.theme)])
    assert (
        page.toast.label.mapTo(page, QPoint()).x()
        > page.toast.close_button.mapTo(page, QPoint()).x()
    )


def test_it_follows_the_size_of_the_window(page):
    page.toast.show_message("Saved", stays=True)
    page.resize(600, 400)
    assert abs(page.toast.geometry().center().x() - 300) <= 1
    assert page.toast.geometry().bottom() < 400


@pytest.mark.parametrize("name", THEMES)
def test_its_words_buttons_and_ring_stand_off_in_every_theme(name):
    theme = inverse_theme(read_theme(_THEMES, name, 100))
    ground = theme.color("surface")
    assert contrast(theme.color("ink"), ground) >= 7
    for role in ("primary", "accent", "quiet"):
        assert contrast(theme.color(role), ground) >= 4.5, role
        assert contrast(theme.color(role), theme.color("tint")) >= 4.5, role


def test_no_button_looks_hovered_when_a_message_appears(page):
    """In its first place, the upper left corner, the pointer of the tests would be over one."""
    QTest.mouseMove(page, QPoint(10, 10))
    buttons = [Button("Open", page.theme)]
    page.toast.show_message("Saved", buttons)
    QApplication.processEvents()
    assert not any(one.underMouse() for one in (*buttons, page.toast.close_button))
