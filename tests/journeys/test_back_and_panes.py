"""Back, forward and the way between toolbar, figure and text, by key and by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QTextEdit

from app.body.regions import Place, RegionId, Side, View
from app.canvas.region_buttons import RegionButton
from app.desktop.keys_dialog import KeysDialog
from app.desktop.window import DesktopWindow
from app.session.actions import OpenPage, SelectRegion, SetFrame
from app.session.settings import Settings
from app.session.state import Page, Showing, ZoomFrame
from app.widgets.button import Button
from tests.visitor import Visitor, workspace_for

_K, _M = Qt.Key, Qt.KeyboardModifier
FLANK, LUMBAR = Place(RegionId("flank"), Side.LEFT), Place(RegionId("lumbar"))


@pytest.fixture
def desktop(qtbot):
    """A visitor with the window of the program, whose shortcuts work."""
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


def keys(visitor, key, modifier=_M.NoModifier):
    """Press a key as the window system does, so that shortcuts see it first."""
    QTest.keyClick(visitor.workspace.window().windowHandle(), key, modifier)
    visitor.settle()


def read(visitor):
    showing = visitor.workspace.session.showing
    return showing.place, showing.topic, showing.page


def test_alt_with_an_arrow_goes_back_and_forward(desktop):
    desktop.apply(SelectRegion(LUMBAR))
    desktop.press_tab("Risks")
    desktop.apply(OpenPage(Page.GLOSSARY))
    visited = [read(desktop)]
    for _ in range(3):
        keys(desktop, _K.Key_Left, _M.AltModifier)
        visited.append(read(desktop))
    assert visited == [
        (LUMBAR, "risks", Page.GLOSSARY),
        (LUMBAR, "risks", None),
        (LUMBAR, None, None),
        (None, None, None),
    ]
    for expected in visited[-2::-1]:
        keys(desktop, _K.Key_Right, _M.AltModifier)
        assert read(desktop) == expected


def test_the_buttons_at_the_side_of_a_mouse_go_back_and_forward_over_everything(desktop):
    desktop.apply(SelectRegion(LUMBAR))
    desktop.press_tab("Risks")
    window = desktop.workspace.window()
    view = desktop.panel_view().text_views[0]
    widgets = (desktop.canvas, view, desktop.tab_bar, desktop.workspace.toolbar)
    for at in [widget.mapTo(window, widget.rect().center()) for widget in widgets]:
        desktop.apply(OpenPage(Page.ABOUT))
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.BackButton, pos=at)
        desktop.settle()
        assert read(desktop) == (LUMBAR, "risks", None)
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.ForwardButton, pos=at)
        desktop.settle()
        assert read(desktop) == (LUMBAR, "risks", Page.ABOUT)
        desktop.apply(OpenPage(None))


def test_escape_from_the_standards_report_leads_to_the_page_that_opened_it(desktop):
    desktop.apply(OpenPage(Page.ABOUT))
    desktop.apply(OpenPage(Page.STANDARDS))
    keys(desktop, _K.Key_Escape)
    assert read(desktop) == (None, None, Page.ABOUT)


def test_the_arrow_in_the_header_goes_back_too(desktop):
    desktop.apply(SelectRegion(LUMBAR))
    desktop.apply(SelectRegion(FLANK))
    desktop.click(desktop.button("Go back"))
    assert desktop.chosen == LUMBAR


def pane_of(visitor):
    focus, workspace = QApplication.focusWidget(), visitor.workspace
    panes = {"toolbar": workspace.toolbar, "figure": workspace.figure_pane, "text": workspace.panel}
    return next(name for name, pane in panes.items() if pane.isAncestorOf(focus))


def test_f6_goes_from_pane_to_pane_and_shift_f6_back(desktop):
    desktop.apply(SelectRegion(FLANK))
    desktop.workspace.toolbar.setFocus()
    found = []
    for _ in range(4):
        keys(desktop, _K.Key_F6)
        found.append(pane_of(desktop))
    assert found in (
        ["toolbar", "figure", "text", "toolbar"],
        ["figure", "text", "toolbar", "figure"],
    )
    keys(desktop, _K.Key_F6, _M.ShiftModifier)
    assert pane_of(desktop) == found[-2]


def test_from_a_chosen_region_two_keys_lead_to_its_first_words(desktop):
    desktop.canvas.focus_region(LUMBAR)
    keys(desktop, _K.Key_Return)
    keys(desktop, _K.Key_F6)
    keys(desktop, _K.Key_Tab)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QTextEdit)
    assert focus is desktop.panel_view().text_views[0]


def test_f6_leads_to_the_chosen_region_on_the_figure(desktop):
    desktop.apply(SelectRegion(LUMBAR))
    desktop.workspace.panel.set_initial_focus()
    keys(desktop, _K.Key_F6)
    keys(desktop, _K.Key_F6)
    focus = QApplication.focusWidget()
    assert isinstance(focus, RegionButton)
    assert focus.place == LUMBAR


def test_ctrl_f_finds_in_the_text_if_it_has_the_focus_and_a_region_otherwise(desktop, qtbot):
    desktop.apply(SelectRegion(FLANK))
    qtbot.waitUntil(lambda: not desktop.workspace.announcer.is_pending)
    keys(desktop, _K.Key_F, _M.ControlModifier)
    assert QApplication.focusWidget() is desktop.workspace.search_field
    desktop.workspace.panel.set_initial_focus()
    keys(desktop, _K.Key_F, _M.ControlModifier)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert desktop.workspace.panel.isAncestorOf(field)
    desktop.type("hernia")
    bar = desktop.workspace.panel.find_bar
    first = bar.result_label.text()
    assert first.startswith("1 of ")
    keys(desktop, _K.Key_Return)
    assert bar.result_label.text() == first.replace("1", "2", 1)
    assert field.accessibleDescription() == bar.result_label.text()
    keys(desktop, _K.Key_Return, _M.ShiftModifier)
    assert bar.result_label.text() == first
    desktop.type("xyz")
    assert bar.result_label.text() == "Not found"
    keys(desktop, _K.Key_Escape)
    assert not bar.isVisible()
    assert desktop.chosen == FLANK


@pytest.mark.parametrize("key", [_K.Key_F1, _K.Key_Question])
def test_the_list_of_keys_is_one_key_away(desktop, key):
    desktop.workspace.setFocus()
    keys(desktop, key)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, KeysDialog)
    assert QApplication.focusWidget() is dialog.texts[0]
    assert "F6\tGo from the top bar to the figure, then to the text" in dialog.texts[0].text()
    QTest.keyClick(dialog, _K.Key_Escape)
    assert not dialog.isVisible()


def test_keys_on_the_figure_turn_zoom_and_pan_it(desktop):
    session = desktop.workspace.session
    desktop.canvas.focus_region(LUMBAR)
    keys(desktop, _K.Key_Right, _M.ControlModifier)
    assert session.showing.view is View.BACK_RIGHT
    keys(desktop, _K.Key_Right, _M.ControlModifier)
    assert session.showing.view is View.BACK_RIGHT
    keys(desktop, _K.Key_Home, _M.ControlModifier)
    assert session.showing.view is View.BACK
    keys(desktop, _K.Key_Left, _M.ControlModifier)
    assert session.showing.view is View.BACK_LEFT
    keys(desktop, _K.Key_Home, _M.ControlModifier)
    desktop.canvas.focus_region(LUMBAR)
    keys(desktop, _K.Key_Plus)
    keys(desktop, _K.Key_Plus)
    zoomed = session.showing.frame
    assert zoomed.zoom > 1.5
    keys(desktop, _K.Key_Down, _M.ShiftModifier)
    assert session.showing.frame.y > zoomed.y
    keys(desktop, _K.Key_Right, _M.ShiftModifier)
    assert session.showing.frame.x > zoomed.x
    keys(desktop, _K.Key_Minus)
    assert session.showing.frame.zoom < zoomed.zoom


def test_the_frame_of_a_zoomed_figure_follows_the_focus(desktop):
    desktop.apply(SetFrame(ZoomFrame(4.0, 0.5, 0.15)))
    desktop.canvas.focus_region(Place(RegionId("sacral")))
    desktop.settle()
    button = QApplication.focusWidget()
    assert isinstance(button, RegionButton)
    seen = button.geometry().intersected(desktop.canvas.rect())
    assert min(seen.width(), seen.height()) > 40


def has_ring(widget) -> bool:
    return bool(widget.has_focus_ring)


def test_a_mouse_press_shows_no_focus_ring_and_a_key_does(desktop):
    for name in ("Zoom in", "From the left", "My list: 0"):
        button = desktop.button(name)
        desktop.click(button)
        assert not has_ring(button), name
    desktop.click(desktop.button("Go back"))
    rings = [one for one in desktop.workspace.findChildren(Button) if has_ring(one)]
    assert rings == []
    keys(desktop, _K.Key_Tab)
    keys(desktop, _K.Key_Tab)
    focus = QApplication.focusWidget()
    assert has_ring(focus)


def test_the_focus_that_a_press_leads_to_wears_a_ring_only_after_a_key(desktop):
    desktop.apply(OpenPage(Page.REGIONS))
    rows = desktop.workspace.panel.findChildren(QListView)[0]
    desktop.click(rows.viewport(), rows.visualRect(rows.model().index(2, 0)).center())
    assert QApplication.focusWidget() is desktop.tab_bar
    assert not has_ring(desktop.tab_bar)
    keys(desktop, _K.Key_Escape)
    desktop.workspace.panel.set_initial_focus()
    keys(desktop, _K.Key_Return)
    assert QApplication.focusWidget() is desktop.tab_bar
    assert has_ring(desktop.tab_bar)


def test_nothing_wears_a_focus_ring_at_the_start(desktop):
    rings = [one for one in desktop.workspace.findChildren(Button) if has_ring(one)]
    assert rings == []


def test_after_showing_the_whole_figure_the_focus_stays_beside(desktop):
    desktop.apply(SetFrame(ZoomFrame(2.0, 0.5, 0.5)))
    desktop.button("Show the whole figure").setFocus()
    keys(desktop, _K.Key_Space)
    assert QApplication.focusWidget() is desktop.button("Zoom out")


def test_the_tab_order_is_the_order_of_the_tree_and_of_the_page(desktop):
    desktop.apply(SelectRegion(FLANK))
    for tab in ("Overview", "Risks", "Options"):
        desktop.press_tab(tab)
        desktop.panel_view().complete()
        desktop.settle()
        desktop.workspace.panel.set_initial_focus()
        start, visited = QApplication.focusWidget(), []
        for _ in range(400):
            keys(desktop, _K.Key_Tab)
            focus = QApplication.focusWidget()
            if focus is start or not desktop.workspace.panel.isAncestorOf(focus):
                break
            visited.append(focus)
        content = desktop.workspace.panel.scroll_area.widget()
        tops = [one.mapTo(content, one.rect().topLeft()).y() for one in visited]
        assert len(visited) > 5, tab
        wrong = [i for i in range(1, len(tops)) if tops[i] < tops[i - 1] - 60]
        assert wrong == [], (tab, [visited[i].accessibleName() for i in wrong])


def test_the_view_buttons_stand_in_one_row_below_the_narrowest_figure(open_workspace):
    pane = open_workspace().workspace.figure_pane
    pane.setMinimumWidth(0)
    pane.resize(320, 600)
    assert len({button.y() for button in pane.views.buttons}) == 1
    assert pane.rect().contains(pane.views.geometry())
