"""Title, tabs and the first words of a region: early on the page, and always in the same place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.body.regions import FigureId, Place, RegionId, Side
from app.desktop.window import DesktopWindow
from app.panels.header import PanelHeader
from app.panels.tab_line import TabLine
from app.session.actions import OpenPage, SelectRegion, SetFigure, SetTextSize
from app.session.settings import Settings
from app.session.state import Page, Showing
from app.widgets.button import MIN_TARGET_PX
from tests.speedups import shipped
from tests.visitor import Visitor, workspace_for

TABS = ["Overview", "What happens", "Risks", "Recovery", "Options", "Questions"]


@pytest.fixture
def desktop(qtbot):
    """A visitor with the window of the program at its first size."""
    window = DesktopWindow(1280, 800)
    window.fill(workspace_for(Showing()), Settings(), lambda _settings: None)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    QTest.qWaitForWindowActive(window)
    visitor = Visitor(window.workspace)
    visitor.settle()
    yield visitor
    window.confirm_discard = None


def top_in_window(widget) -> int:
    return widget.mapTo(widget.window(), QPoint()).y()


def header(visitor) -> PanelHeader:
    found = visitor.workspace.panel.findChildren(PanelHeader)
    return next(one for one in found if one.isVisible())


@pytest.mark.parametrize("figure", ["woman", "man"])
def test_the_first_words_of_every_region_begin_within_180_pixels(desktop, figure):
    desktop.apply(SetFigure(FigureId(figure)))
    late = {}
    for region in shipped().regions:
        desktop.apply(SelectRegion(Place(RegionId(region))))
        top = top_in_window(desktop.panel_view())
        if top > 180:
            late[region] = top
    assert late == {}
    assert desktop.workspace.panel.scroll_area.verticalScrollBar().value() == 0


def test_the_first_words_of_every_tab_and_page_begin_in_the_same_place(desktop):
    desktop.apply(SelectRegion(Place(RegionId("flank"))))
    tops = set()
    for tab in TABS:
        desktop.press_tab(tab)
        tops.add(top_in_window(desktop.panel_view()))
    assert len(tops) == 1
    assert tops.pop() <= 180


def test_the_tabs_are_one_line_of_six_in_the_same_place_for_every_region(desktop):
    places = set()
    for region in shipped().regions:
        desktop.apply(SelectRegion(Place(RegionId(region))))
        bar = desktop.tab_bar
        rects = [bar.tabRect(index) for index in range(bar.count())]
        assert [bar.tabText(index) for index in range(bar.count())] == TABS
        assert len({rect.y() for rect in rects}) == 1
        assert all(rect.height() >= MIN_TARGET_PX for rect in rects)
        corner = bar.mapTo(desktop.workspace, QPoint())
        places.add(tuple(rect.translated(corner).getRect() for rect in rects))
    assert len(places) == 1


@pytest.mark.parametrize("open_tab", TABS)
def test_the_open_tab_is_no_wider_than_before_so_that_no_tab_moves(desktop, open_tab):
    desktop.apply(SelectRegion(Place(RegionId("flank"))))
    before = [desktop.tab_bar.tabRect(index) for index in range(6)]
    desktop.press_tab(open_tab)
    assert [desktop.tab_bar.tabRect(index) for index in range(6)] == before


def test_the_panel_is_half_of_the_window_and_lies_flush_to_its_edges(desktop):
    panel, workspace = desktop.workspace.panel, desktop.workspace
    desktop.apply(SelectRegion(Place(RegionId("flank"))))
    assert panel.width() == 640
    box = QRect(panel.mapTo(workspace, QPoint()), panel.size())
    assert box.right() == workspace.rect().right()
    assert box.top() == workspace.toolbar.geometry().bottom() + 1
    assert box.bottom() == workspace.rect().bottom()


def test_when_to_call_stands_in_the_same_spot_whatever_is_shown(desktop):
    spots = set()
    for action in (
        SelectRegion(None),
        SelectRegion(Place(RegionId("flank"), Side.LEFT)),
        SelectRegion(Place(RegionId("interscapular"))),
        OpenPage(Page.ABOUT),
        OpenPage(Page.WHEN_TO_CALL),
        OpenPage(Page.MY_LIST),
    ):
        desktop.apply(action)
        button = desktop.workspace.toolbar.call_button
        assert button.isVisible()
        assert button.text() == "When to call"
        spots.add(QRect(button.mapTo(desktop.workspace, QPoint()), button.size()).getRect())
    assert len(spots) == 1


@pytest.mark.parametrize("size", [(1280, 800), (800, 600), (480, 800), (1080, 1920)])
@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("region", ["flank", "interscapular"])
def test_nothing_in_the_header_overlaps_or_is_cut_off(open_workspace, size, text_size, region):
    visitor = open_workspace(Showing(place=Place(RegionId(region)), text_size=text_size), size)
    head = header(visitor)
    parts = [head.back_button, head.title, head.end_button, head.middle]
    boxes = [part.geometry() for part in parts if part is not None]
    assert [box for box in boxes if not head.rect().contains(box)] == []
    pairs = [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :]]
    assert [pair for pair in pairs if pair[0].intersects(pair[1])] == []
    assert head.title.heightForWidth(head.title.width()) <= head.title.height()
    assert head.end_button.width() >= MIN_TARGET_PX


@pytest.mark.parametrize("width", [1280, 1000, 640, 420])
@pytest.mark.parametrize("text_size", [100, 150, 200])
def test_the_open_tab_is_in_sight_and_the_line_never_wraps(open_workspace, width, text_size):
    visitor = open_workspace(Showing(place=Place(RegionId("flank"))), (width, 800))
    visitor.apply(SetTextSize(text_size))
    line = visitor.tab_bar.parentWidget()
    assert isinstance(line, TabLine)
    assert line.height() <= visitor.workspace.theme.px(MIN_TARGET_PX) + 2
    for index in range(len(TABS)):
        visitor.tab_bar.setCurrentIndex(index)
        visitor.settle()
        box = visitor.tab_bar.tabRect(index).translated(visitor.tab_bar.pos())
        assert line.rect().contains(box), TABS[index]


def tabs_in_window(visitor) -> list[tuple[int, int]]:
    """Where each tab begins in the window, and how wide it is."""
    bar = visitor.tab_bar
    left = bar.mapTo(visitor.workspace, QPoint()).x()
    return [(left + box.x(), box.width()) for box in map(bar.tabRect, range(bar.count()))]


@pytest.fixture(params=[Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def direction(request, qapp):
    QApplication.setLayoutDirection(request.param)
    yield request.param
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.usefixtures("direction")
@pytest.mark.parametrize(("size", "percent"), [((1280, 800), 100), ((1920, 1080), 150)])
def test_no_tab_moves_when_the_options_get_more_room(open_workspace, size, percent):
    showing = Showing(place=Place(RegionId("lumbar")), text_size=percent)
    visitor = open_workspace(showing, size)
    expected, width = tabs_in_window(visitor), visitor.workspace.panel.width()
    found = {}
    for tab in TABS:
        visitor.press_tab(tab)
        found[tab] = tabs_in_window(visitor)
        assert (visitor.workspace.panel.width() > width) is (tab == "Options")
    assert found == dict.fromkeys(TABS, expected)
    visitor.press_tab("Options")
    visitor.apply(SelectRegion(Place(RegionId("flank"))))  # the view is new, the tab is the same
    assert tabs_in_window(visitor) == expected
