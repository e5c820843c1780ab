"""Text is text: it can be selected, copied and found; and every tab can be read in every way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.body.regions import Place, RegionId
from app.session.actions import GoBack, OpenPage, SelectRegion
from app.session.state import Page, Showing
from tests.touch_input import Finger, tap
from tests.visitor import Visitor

FLANK = Showing(place=Place(RegionId("flank")))
TABS = ["Overview", "What happens", "Risks", "Recovery", "Options", "Questions"]
_K, _M = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def reader(open_workspace):
    return open_workspace(FLANK)


def point_of(view, words) -> QPoint:
    """The middle of the first letter of words, in pixels of the viewport."""
    cursor = view.document().find(words)
    cursor.setPosition(cursor.selectionStart())
    return view.cursorRect(cursor).center() + QPoint(3, 0)


def end_of(view, words) -> QPoint:
    cursor = view.document().find(words)
    cursor.setPosition(cursor.selectionEnd())
    return view.cursorRect(cursor).center()


def test_a_sentence_is_selected_by_the_mouse_and_copied_by_keys(reader):
    sentence = "The roll above your hip is usually fat, sometimes a hernia."
    view = next(one for one in reader.panel_view().text_views if sentence in one.text())
    left, viewport = Qt.MouseButton.LeftButton, view.viewport()
    QTest.mousePress(viewport, left, pos=point_of(view, sentence))
    QTest.mouseMove(viewport, end_of(view, sentence))
    QTest.mouseRelease(viewport, left, pos=end_of(view, sentence))
    QGuiApplication.clipboard().clear()
    QTest.keyClick(view, _K.Key_C, _M.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert sentence.rstrip(".") in copied
    assert len(copied) <= len(sentence) + 2


def test_everything_of_a_tab_is_selected_and_copied_by_keys(reader):
    reader.panel_view().complete()
    reader.settle()
    view = reader.panel_view().text_views[0]
    view.setFocus()
    QTest.keyClick(view, _K.Key_A, _M.ControlModifier)
    QTest.keyClick(view, _K.Key_C, _M.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    missing = [
        one.text()[:40] for one in reader.panel_view().text_views if one.text() not in copied
    ]
    assert missing == []


def test_a_match_below_the_fold_is_scrolled_into_sight(reader):
    reader.press_tab("Risks")
    reader.panel_view().complete()
    reader.settle()
    reader.workspace.panel.set_initial_focus()
    reader.workspace.navigation.open_find()
    last = reader.panel_view().text_views[-1]
    words = max(last.text().split(), key=len)
    reader.type(words)
    while reader.workspace.panel.find_bar.search.result.number == 1 and not last.selected_text():
        reader.key(_K.Key_Return)
    found = next(one for one in reader.panel_view().text_views if one.selected_text())
    box = found.cursorRect().translated(found.viewport().mapTo(reader.workspace, QPoint()))
    area = reader.workspace.panel.scroll_area
    seen = area.rect().translated(area.mapTo(reader.workspace, QPoint()))
    assert seen.contains(box.center())


def test_a_search_goes_on_in_the_tab_that_is_opened(reader):
    reader.workspace.panel.set_initial_focus()
    reader.workspace.navigation.open_find()
    reader.type("fat")
    bar = reader.workspace.panel.find_bar
    assert bar.result_label.text().startswith("1 of ")
    overview = bar.search.result.count
    reader.press_tab("What happens")
    reader.panel_view().complete()
    reader.settle()
    assert bar.isVisible()
    assert bar.search.result.count not in (0, overview)


def has_words(visitor: Visitor) -> bool:
    return sum(len(view.text()) for view in visitor.panel_view().text_views) > 200


def test_all_tabs_are_read_by_keys(reader):
    reader.workspace.panel.set_initial_focus()
    read = [reader.open_tab]
    for _ in TABS[1:]:
        assert has_words(reader)
        reader.key(_K.Key_Right)
        assert QApplication.focusWidget() is reader.tab_bar
        read.append(reader.open_tab)
    assert read == TABS
    reader.key(_K.Key_Home)
    assert reader.open_tab == "Overview"
    reader.key(_K.Key_End)
    assert reader.open_tab == "Questions"
    reader.key(_K.Key_Tab)
    assert reader.workspace.panel.scroll_area.isAncestorOf(QApplication.focusWidget())


def test_all_tabs_are_read_by_mouse_and_wheel_at_800_by_600(open_workspace):
    visitor = open_workspace(FLANK, (800, 600))
    for tab in TABS:
        visitor.press_tab(tab)
        assert visitor.open_tab == tab
        assert reads_to_the_end_by_wheel(visitor), tab


def reads_to_the_end_by_wheel(visitor) -> bool:
    """Whether the wheel over the words reaches their end, with the tabs in sight."""
    visitor.panel_view().complete()
    visitor.settle()
    bar = visitor.workspace.panel.scroll_area.verticalScrollBar()
    turn_wheel(visitor, -120 * 200)
    is_header_seen = visitor.tab_bar.visibleRegion().boundingRect().height() > 30
    return bar.value() == bar.maximum() and is_header_seen


def turn_wheel(visitor, delta, over=None):
    window = visitor.workspace.window()
    over = over or visitor.workspace.panel.scroll_area.viewport()
    at = over.mapTo(window, over.visibleRegion().boundingRect().center())
    for _ in range(abs(delta) // 120):
        QTest.wheelEvent(window.windowHandle(), at, QPoint(0, 120 if delta > 0 else -120))
    visitor.settle()


@pytest.mark.parametrize("text_size", [100, 200])
def test_all_tabs_are_read_by_one_finger_at_800_by_600(open_workspace, text_size):
    visitor = open_workspace(Showing(place=FLANK.place, text_size=text_size), (800, 600))
    for tab in TABS:
        tap(visitor.tab_bar, visitor.tab_center(tab))
        visitor.settle()
        assert visitor.open_tab == tab
        visitor.panel_view().complete()
        visitor.settle()
        bar = visitor.workspace.panel.scroll_area.verticalScrollBar()
        viewport = visitor.workspace.panel.scroll_area.viewport()
        for _ in range(400):
            if bar.value() == bar.maximum():
                break
            at = viewport.visibleRegion().boundingRect().center()
            Finger(viewport, at).move(QPoint(0, -180), paints=False).lift()
            if bar.value() < bar.maximum() - 2_000:
                bar.setValue(bar.value() + 1_500)  # the long middle needs no finger
        assert bar.value() == bar.maximum(), tab
        assert visitor.tab_bar.visibleRegion().boundingRect().height() > 30, tab


@pytest.mark.parametrize(("size", "text_size"), [((800, 600), 100), ((1280, 800), 200)])
def test_the_wheel_over_the_figure_scrolls_the_page_and_with_ctrl_zooms(
    open_workspace, size, text_size
):
    visitor = open_workspace(Showing(text_size=text_size), size)
    page = visitor.workspace.scroll_area.verticalScrollBar()
    assert page.maximum() > 0
    turn_wheel(visitor, -120, over=visitor.canvas)
    assert page.value() > 0
    assert visitor.workspace.session.showing.frame.zoom == 1
    page.setValue(0)
    window = visitor.workspace.window()
    at = visitor.canvas.mapTo(window, visitor.canvas.rect().center())
    QTest.wheelEvent(window.windowHandle(), at, QPoint(0, 120), QPoint(), _M.ControlModifier)
    visitor.settle()
    assert visitor.workspace.session.showing.frame.zoom > 1
    assert page.value() == 0


def test_the_wheel_over_the_figure_beside_the_text_zooms(reader):
    turn_wheel(reader, 120, over=reader.canvas)
    assert reader.workspace.session.showing.frame.zoom > 1


@pytest.mark.parametrize(("size", "text_size"), [((800, 600), 100), ((800, 600), 200)])
def test_choosing_a_region_in_a_small_window_brings_its_first_words(
    open_workspace, size, text_size
):
    visitor = open_workspace(Showing(text_size=text_size), size)
    visitor.press_label("flank")
    first = visitor.panel_view().text_views[0]
    assert first.visibleRegion().boundingRect().height() > 20
    visitor.workspace.scroll_area.verticalScrollBar().setValue(0)
    visitor.settle()
    visitor.press_label("flank")
    assert first.visibleRegion().boundingRect().height() > 20


@pytest.mark.parametrize("size", [(800, 600), (1080, 1920), (1280, 800), (1000, 1400)])
@pytest.mark.parametrize("text_size", [100, 200])
def test_at_most_one_scroll_bar_is_in_sight(open_workspace, size, text_size):
    visitor = open_workspace(Showing(place=FLANK.place, text_size=text_size), size)
    areas = (visitor.workspace.scroll_area, visitor.workspace.panel.scroll_area)
    assert sum(area.verticalScrollBar().isVisible() for area in areas) == 1


def test_in_portrait_the_figure_shrinks_for_the_words_and_grows_again(open_workspace):
    visitor = open_workspace(Showing(), (1080, 1920))
    large = visitor.workspace.figure_pane.height()
    visitor.apply(SelectRegion(FLANK.place))
    small, words = visitor.workspace.figure_pane.height(), visitor.workspace.panel.height()
    assert small < 0.6 * large
    assert words > 1.6 * small
    visitor.apply(SelectRegion(None))
    assert visitor.workspace.figure_pane.height() == large


@pytest.mark.parametrize("size", [(1080, 1920), (800, 600)])
def test_more_below_is_seen_until_the_end_of_the_words_is(open_workspace, size):
    visitor = open_workspace(FLANK, size)
    visitor.panel_view().complete()
    visitor.settle()
    button = visitor.workspace.more_below
    presses = 0
    while button.isVisible() and presses < 60:
        assert visitor.workspace.rect().contains(button.geometry())
        visitor.click(button)
        presses += 1
    bar = visitor.workspace.panel.scroll_area.verticalScrollBar()
    assert presses > 0
    assert bar.maximum() - bar.value() <= 24
    visitor.apply(OpenPage(Page.WHEN_TO_CALL))
    assert button.isVisible()
    visitor.apply(GoBack())


def test_in_a_low_window_no_button_lies_over_the_words(open_workspace):
    visitor = open_workspace(replace(FLANK, text_size=200), (800, 600))
    workspace = visitor.workspace
    assert workspace.scroll_area.verticalScrollBar().maximum() > 0
    assert not workspace.more_below.isVisible()
    workspace.scroll_area.scroll_to_top()
    visitor.settle()
    assert workspace.more_below.isVisible()
    assert workspace.rect().contains(workspace.more_below.geometry())


def test_beside_the_figure_no_button_says_that_more_is_below(reader):
    assert not reader.workspace.more_below.isVisible()
