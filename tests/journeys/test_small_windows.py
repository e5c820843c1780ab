"""A window is as low as the screen has room, and everything in it can be reached by scrolling."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from app.body.regions import Place, RegionId
from app.desktop.clinic_dialog import ClinicDialog
from app.desktop.window import DesktopWindow
from app.handout.sheet import Clinic
from app.session.settings import Settings
from app.session.state import Page, Showing
from app.widgets import window_size
from app.widgets.popover import Popover
from app.widgets.scroll_column import ScrollColumn, column_around
from app.widgets.tooltip import TooltipFilter, allow_tooltips, has_tooltips
from app.widgets.window_size import available_size, resize_within_screen
from app.workspace.more_below import MoreBelowButton
from app.workspace.qr_dialog import QrCodeWidget, QrDialog
from tests.touch_input import scrolls_by_finger
from tests.visitor import Visitor, workspace_for

LOW = [(667, 336), (784, 432), (1264, 752)]
"""What screens of 683x384, 800x480 and 1280x800 leave for a window beside its frame."""
TEXTS = ("A region with words. " * 40, "Another code with fewer words.")


@pytest.fixture
def open_window(qtbot):
    kept = []

    def opened(size, showing):
        window = DesktopWindow(1280, 800)
        window.fill(workspace_for(showing), Settings(), kept.append)
        qtbot.addWidget(window)
        window.resize(*size)
        window.show()
        QTest.qWaitForWindowActive(window)
        visitor = Visitor(window.workspace)
        visitor.settle()
        kept.append(window)
        return visitor

    yield opened
    kept.clear()


def scroll_into_view(workspace, widget) -> None:
    """Scrolls the page until the widget, or its upper part, is in sight."""
    workspace.scroll_area.ensureWidgetVisible(widget, 0, 0)


@pytest.fixture
def tooltips(qapp):
    before = has_tooltips()
    allow_tooltips(are_allowed=True)
    yield
    TooltipFilter.of_application().hide()
    allow_tooltips(are_allowed=before)


def is_visible_in_viewport(window, widget) -> bool:
    """Whether all of it can be seen, or as much as the window is high."""
    seen = widget.visibleRegion().boundingRect()
    return seen.height() >= min(widget.height(), window.height() // 2) - 1


@pytest.mark.parametrize("size", LOW)
@pytest.mark.parametrize("text_size", [100, 150, 200])
@pytest.mark.parametrize("place", [None, Place(RegionId("flank"))])
def test_the_window_is_as_low_as_the_screen(open_window, size, text_size, place):
    visitor = open_window(size, Showing(text_size=text_size, place=place))
    assert visitor.workspace.window().size() == QSize(*size)


@pytest.mark.parametrize("size", LOW[:2])
@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("name", ["toolbar", "figure_pane", "panel"])
def test_every_part_can_be_reached_in_a_low_window(open_window, size, text_size, name):
    visitor = open_window(size, Showing(text_size=text_size, place=Place(RegionId("flank"))))
    part = getattr(visitor.workspace, name)
    scroll_into_view(visitor.workspace, part)
    assert is_visible_in_viewport(visitor.workspace.window(), part)


@pytest.mark.parametrize("size", LOW[:2])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("open_figure_choices", ("Woman", "Fuller", "Skin tone 6")),
        ("open_appearance", ("100 %", "200 %", "High contrast")),
        ("open_menu", ("Make a handout", "About and sources")),
    ],
)
def test_everything_that_opens_can_be_reached_in_a_low_window(open_window, size, name, words):
    visitor = open_window(size, Showing(text_size=200))
    getattr(visitor, name)()
    box = next(one for one in visitor.workspace.findChildren(Popover) if one.is_open)
    for word in words:
        buttons = box.findChildren(QAbstractButton)
        button = next(one for one in buttons if word in (one.text(), one.accessibleName()))
        column = column_around(button)
        column.ensureWidgetVisible(button)
        assert is_visible_in_viewport(visitor.workspace.window(), button), word


def test_another_text_size_in_a_low_window_keeps_the_focus_on_its_button(open_window):
    visitor = open_window((800, 432), Showing(text_size=100))
    visitor.open_appearance()
    largest = visitor.button("200 %")
    largest.setFocus()
    visitor.key(Qt.Key.Key_Space)
    assert visitor.workspace.session.showing.text_size == 200
    assert QApplication.focusWidget() is largest


@pytest.mark.parametrize("size", LOW[:2])
def test_when_to_call_stays_in_place_while_a_low_window_is_scrolled(open_window, size):
    visitor = open_window(size, Showing(text_size=200))
    button = visitor.button("When to call")
    bar = visitor.workspace.scroll_area.verticalScrollBar()
    place = button.mapTo(visitor.workspace, QPoint())
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    assert button.mapTo(visitor.workspace, QPoint()) == place
    assert is_visible_in_viewport(visitor.workspace.window(), button)


@pytest.mark.parametrize(("size", "text_size"), [(LOW[2], 200), ((800, 600), 150)])
def test_when_to_call_keeps_its_words_longer_than_the_name_of_the_program(
    open_window, size, text_size
):
    toolbar = open_window(size, Showing(text_size=text_size)).workspace.toolbar
    assert toolbar.call_button.text() == "When to call"
    assert not toolbar.home.shows_name
    boxes = [part.geometry() for part in toolbar.children() if part.isWidgetType()]
    assert not [(a, b) for a in boxes for b in boxes if a is not b and a.intersects(b)]


def test_tab_goes_through_a_low_window_as_through_a_high_one(open_window):
    names = []
    for size in ((800, 300), (800, 900)):
        visitor = open_window(size, Showing(text_size=150, page=Page.WHEN_TO_CALL))
        visitor.workspace.search_field.setFocus()
        row = []
        for _ in range(12):
            visitor.key(Qt.Key.Key_Tab)
            row.append(visitor.focus())
        names.append(row)
    assert names[0] == names[1]


@pytest.fixture
def small_screen(monkeypatch):
    def make(size):
        monkeypatch.setattr(window_size, "available_size", lambda _parent: QSize(*size))

    return make


@pytest.mark.parametrize("size", LOW)
@pytest.mark.parametrize("text_size", [100, 200])
def test_the_window_of_codes_fits_the_screen_and_shows_each_code_whole(
    open_workspace, small_screen, size, text_size
):
    visitor = open_workspace(Showing(text_size=text_size))
    small_screen(size)
    codes = QrDialog(TEXTS, visitor.workspace.theme, visitor.workspace)
    codes.show()
    visitor.settle()
    assert QRect(QPoint(), QSize(*size)).contains(QRect(QPoint(), codes.size()))
    code = codes.findChild(QrCodeWidget)
    codes.findChild(ScrollColumn).ensureWidgetVisible(code, 0, 0)
    assert code.visibleRegion().boundingRect().size() == code.size()
    last = next(one for one in codes.findChildren(QWidget) if one is codes.text_label)
    codes.findChild(ScrollColumn).ensureWidgetVisible(last, 0, 0)
    assert is_visible_in_viewport(codes, last)
    codes.close()


def test_the_window_of_codes_scrolls_by_one_finger(open_workspace, small_screen):
    visitor = open_workspace(Showing(text_size=200))
    small_screen((667, 336))
    codes = QrDialog(TEXTS, visitor.workspace.theme, visitor.workspace)
    codes.show()
    visitor.settle()
    assert scrolls_by_finger(codes.findChild(ScrollColumn))
    codes.close()


@pytest.mark.parametrize("size", LOW)
@pytest.mark.parametrize("text_size", [100, 200])
def test_the_clinic_dialog_keeps_its_buttons_in_sight(
    open_workspace, small_screen, size, text_size
):
    visitor = open_workspace(Showing(text_size=text_size))
    small_screen(size)
    workspace = visitor.workspace
    clinic = ClinicDialog(Clinic("A", "B", "C"), workspace.theme, workspace.icons, workspace)
    clinic.show()
    visitor.settle()
    assert clinic.size().boundedTo(QSize(*size)) == clinic.size()
    for words in ("Choose a logo", "Save", "Cancel"):
        button = next(one for one in clinic.findChildren(QWidget) if text_of(one) == words)
        assert button.visibleRegion().boundingRect().size() == button.size()
    clinic.close()


def text_of(widget) -> str:
    return getattr(widget, "text", str)()


def test_a_window_may_be_as_large_as_the_screen_its_parent_is_on(qtbot):
    first, second = QGuiApplication.screens()
    parent = QWidget()
    qtbot.addWidget(parent)
    for screen in (first, second):
        parent.setGeometry(QRect(screen.geometry().center(), QSize(80, 80)))
        room, whole = available_size(parent), screen.availableGeometry().size()
        assert room.boundedTo(whole) == room
        assert whole.height() - room.height() < 80


def test_a_window_that_wishes_less_than_the_screen_has_gets_its_wish(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    resize_within_screen(dialog, QSize(200, 150))
    assert dialog.size() == QSize(200, 150)


def test_the_number_of_a_chosen_country_is_in_sight_in_a_small_window_with_large_text(open_window):
    visitor = open_window((800, 600), Showing(text_size=200, page=Page.WHEN_TO_CALL, country="gb"))
    scroll, numbers = visitor.workspace.panel.scroll_area, visitor.panel_view()
    top = numbers.mapTo(scroll, QPoint()).y()
    assert "Emergency: 999" in visitor.visible_text()
    assert 0 <= top <= scroll.height() // 2


@pytest.mark.parametrize(
    ("size", "text_size"),
    [((800, 600), 100), ((800, 600), 150), ((800, 600), 200), (LOW[2], 150), (LOW[2], 200)],
)
def test_the_button_more_below_covers_no_control_of_the_figure(open_window, size, text_size):
    workspace = open_window(size, Showing(text_size=text_size)).workspace
    arrow = next(one for one in workspace.findChildren(MoreBelowButton) if one.isVisible())
    pane = workspace.figure_pane
    tools = (pane.zoom_in, pane.zoom_out, pane.figure_button, *pane.views.buttons)
    assert not [one for one in tools if box_in(workspace, one).intersects(box_in(workspace, arrow))]
    assert arrow.visibleRegion().boundingRect() == arrow.rect()


@pytest.mark.usefixtures("tooltips")
def test_the_button_more_below_shows_no_tooltip_as_it_appears_below_the_pointer(open_window):
    workspace = open_window((800, 600), Showing()).workspace
    arrow = next(one for one in workspace.findChildren(MoreBelowButton) if one.isVisible())
    at = QPointF(arrow.rect().center())
    QApplication.sendEvent(arrow, QEnterEvent(at, at, at))
    assert not TooltipFilter.of_application().timer.isActive()
    QApplication.sendEvent(workspace.figure_pane.zoom_in, QEnterEvent(at, at, at))
    assert TooltipFilter.of_application().timer.isActive()


def box_in(workspace: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(workspace, QPoint()), widget.size())
