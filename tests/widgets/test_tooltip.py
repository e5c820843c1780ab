"""Tooltips: name, meaning and key of a control, half a second after the pointer arrives."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QPainterPath
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTabBar, QWidget

from app.session.state import THEMES
from app.support.paths import assets
from app.theme.theme import read_theme
from app.widgets.button import Button
from app.widgets.button_group import ButtonAppearance, ButtonGraphic, ButtonGroup
from app.widgets.tooltip import (
    DELAY_MS,
    Tooltip,
    TooltipFilter,
    TooltipText,
    allow_tooltips,
    set_tooltip,
    tooltip_of,
)

_THEMES = assets() / "themes"


@pytest.fixture
def theme(qapp):
    return read_theme(_THEMES, "light", 100)


@pytest.fixture
def page(qtbot, theme):
    """A window with one button that has only an icon."""
    allow_tooltips(are_allowed=True)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(640, 480)
    window.control = Button("", theme, icon=QPainterPath(), parent=window)
    window.control.setAccessibleName("Zoom in")
    window.control.setGeometry(QRect(300, 200, 44, 44))
    window.show()
    QTest.qWaitForWindowActive(window)
    yield window
    TooltipFilter.of_application().hide()


def enter(control) -> None:
    QApplication.sendEvent(control, QEvent(QEvent.Type.Enter))


def shown() -> Tooltip | None:
    return TooltipFilter.of_application().tooltip


def tooltip_at(control) -> Tooltip | None:
    """The tooltip that a control shows in the end."""
    enter(control)
    watch = TooltipFilter.of_application()
    if watch.timer.isActive():
        watch.timer.timeout.emit()
    return shown()


def test_it_appears_after_half_a_second_and_goes_with_the_pointer(page, qtbot):
    enter(page.control)
    assert shown() is None
    assert TooltipFilter.of_application().timer.interval() == DELAY_MS == 500
    qtbot.waitUntil(lambda: shown() is not None, timeout=3_000)
    assert shown().isVisible()
    QApplication.sendEvent(page.control, QEvent(QEvent.Type.Leave))
    assert shown() is None
    assert not any(bubble.isVisible() for bubble in page.findChildren(Tooltip))


def test_a_button_without_text_shows_its_name(page):
    assert tooltip_at(page.control).text == TooltipText("Zoom in")
    page.control.setText("Zoom in")
    TooltipFilter.of_application().hide()
    assert tooltip_at(page.control) is None


def test_options_that_are_only_icons_show_their_names(page, theme):
    group = ButtonGroup("Tool", theme, parent=page)
    graphics = {"pen": ButtonGraphic(icon=QPainterPath())}
    group.add_options([("pen", "Pen")], ButtonAppearance.ICON, graphics)
    group.show()
    assert tooltip_at(group.buttons[0]).text.name == "Pen"


def test_it_has_meaning_and_key_beside_the_name(page):
    set_tooltip(page.control, meaning="makes the figure larger", key="Ctrl+P")
    assert tooltip_at(page.control).text == TooltipText(
        "Zoom in", "makes the figure larger", "Ctrl+P"
    )


def test_a_screen_reader_gets_the_meaning_once_and_an_own_description_stays(page, theme):
    set_tooltip(page.control, meaning="makes the figure larger")
    assert page.control.accessibleDescription() == "makes the figure larger"
    assert page.control.toolTip() == ""
    other = Button("", theme, icon=QPainterPath(), parent=page)
    other.setAccessibleDescription("described already")
    set_tooltip(other, "Name", "another meaning")
    assert other.accessibleDescription() == "described already"


def test_it_goes_away_with_its_control_and_with_the_focus(page):
    page.control.setFocus()
    tooltip_at(page.control)
    page.control.clearFocus()
    assert shown() is None
    tooltip_at(page.control)
    page.control.hide()
    assert shown() is None
    assert not TooltipFilter.of_application().timer.isActive()


def test_a_press_takes_it_away_and_presses_the_button(page):
    pressed = []
    page.control.clicked.connect(lambda: pressed.append(1))
    tooltip_at(page.control)
    QTest.mouseClick(page.control, Qt.MouseButton.LeftButton)
    assert shown() is None
    assert pressed == [1]


def test_the_focus_of_the_keyboard_shows_it_and_that_of_a_press_does_not(page):
    QTest.mousePress(page, Qt.MouseButton.LeftButton)
    page.control.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not TooltipFilter.of_application().timer.isActive()
    page.control.clearFocus()
    QTest.keyClick(page, Qt.Key.Key_Tab)
    if not page.control.hasFocus():
        page.control.setFocus(Qt.FocusReason.TabFocusReason)
    assert TooltipFilter.of_application().timer.isActive()


def test_the_focus_that_the_program_moves_shows_none(page):
    QTest.keyClick(page, Qt.Key.Key_Tab)  # the keyboard is used
    page.control.clearFocus()
    page.control.setFocus(Qt.FocusReason.OtherFocusReason)
    assert page.control.hasFocus()
    assert not TooltipFilter.of_application().timer.isActive()


@pytest.mark.parametrize("at", [(0, 0), (596, 0), (0, 436), (596, 436)])
@pytest.mark.parametrize("text_size", [100, 200])
def test_it_is_inside_the_window_and_does_not_cover_the_control(page, at, text_size):
    page.control.move(*at)
    page.control.apply_theme(read_theme(_THEMES, "light", text_size))
    set_tooltip(page.control, "Theme", "light, dark or high contrast; " * 4, "Ctrl+Shift+T")
    bubble = tooltip_at(page.control)
    assert page.rect().contains(bubble.geometry())
    assert not bubble.geometry().intersects(page.control.geometry())


def test_a_press_on_it_reaches_what_is_below(page):
    bubble = tooltip_at(page.control)
    assert page.childAt(bubble.geometry().center()) is not bubble


def test_it_paints_markup_as_plain_text(page, theme):
    plain = Tooltip(TooltipText("<b>Name</b>", "a & b"), theme, page.control)
    bold = Tooltip(TooltipText("Name", "a & b"), theme, page.control)
    assert plain.width() > bold.width() + 20


@pytest.mark.parametrize("name", THEMES)
def test_its_words_are_painted_in_every_theme(page, name):
    theme = read_theme(_THEMES, name, 100)
    bubble = Tooltip(TooltipText("Pen", "draws a line", "P"), theme, page.control)
    bubble.show()
    image = bubble.grab().toImage()
    middle = image.height() // 2
    colors = {image.pixelColor(x, middle).lightness() for x in range(image.width())}
    assert max(colors) - min(colors) > 180


def test_without_permission_there_is_none(page, theme):
    allow_tooltips(are_allowed=False)
    assert tooltip_at(page.control) is None
    silent = Button("", theme, icon=QPainterPath(), parent=page)
    silent.setAccessibleName("Zoom out")
    set_tooltip(silent, key="P")
    enter(silent)
    assert not TooltipFilter.of_application().timer.isActive() or tooltip_at(silent) is None
    assert tooltip_of(silent) == TooltipText("Zoom out", key="P")


def test_a_control_that_is_deleted_meanwhile_shows_none(page, qtbot):
    enter(page.control)
    page.control.setParent(None)
    page.control.deleteLater()
    page.control = None
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    TooltipFilter.of_application().timer.timeout.emit()
    assert shown() is None


@pytest.mark.parametrize("kind", [Button, QLineEdit, QTabBar])
def test_it_covers_no_other_control_where_there_is_room_elsewhere(page, theme, kind):
    other = Button("Country", theme, parent=page) if kind is Button else kind(page)
    other.setGeometry(200, 250, 300, 44)
    other.show()
    assert tooltip_at(page.control).geometry().bottom() < page.control.y()
    TooltipFilter.of_application().hide()
    page.control.move(300, 0)
    other.move(200, 50)
    beside = tooltip_at(page.control).geometry()
    assert beside.left() > page.control.geometry().right()
    assert page.rect().contains(beside)
    TooltipFilter.of_application().hide()
    other.hide()
    assert tooltip_at(page.control).geometry().top() > page.control.geometry().bottom()


def test_another_size_of_the_window_takes_it_away(page):
    bubble = tooltip_at(page.control)
    page.resize(700, 480)
    assert bubble.isHidden()
    assert shown() is None


def test_at_the_lower_edge_it_stands_above(page):
    page.control.move(300, 430)
    assert tooltip_at(page.control).geometry().bottom() < page.control.y()
    TooltipFilter.of_application().hide()
    page.control.move(QPoint(300, 100))
    assert tooltip_at(page.control).geometry().top() > page.control.geometry().bottom()
