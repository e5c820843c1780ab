"""One finger scrolls wherever there is something to scroll, and a tap still presses once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QTouchEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QListView,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)

from app.body.regions import Place, RegionId, Side, TopicId
from app.session.actions import OpenPage, SelectRegion, SetFrame
from app.session.state import Page, Showing, ZoomFrame
from app.widgets.scroll_column import ScrollColumn, column_around
from app.widgets.text_field import TextField
from app.widgets.touch_scroll import TOUCH_SLOP, TouchScroller
from tests.touch_input import DOWN, UP, Finger, pen, scrolling, scrolls_by_finger, swipe, tap

FLANK = Showing(place=Place(RegionId("flank")))
RISKS = replace(FLANK, topic=TopicId("risks"))
LISTED = ("lumbar", "sacral", "midback", "neck-base")
TOPICS = ("overview", "procedure", "risks", "recovery", "options", "questions")


def bar_of(visitor):
    return visitor.workspace.panel.scroll_area.verticalScrollBar()


def outer_of(visitor):
    return visitor.workspace.scroll_area.verticalScrollBar()


def link_of(visitor):
    """A button among the words that opens another tab, scrolled into sight."""
    link = visitor.button("Who was counted, and how sure")
    visitor.workspace.panel.scroll_area.ensureWidgetVisible(link, 0, 120)
    visitor.settle()
    return link


def note_of(visitor):
    """A button of a source among the words, scrolled into sight."""
    note = visitor.notes()[0]
    visitor.workspace.panel.scroll_area.ensureWidgetVisible(note, 0, 120)
    visitor.settle()
    return note


def scroller_of(area) -> TouchScroller:
    return area.findChild(TouchScroller, options=Qt.FindChildOption.FindDirectChildrenOnly)


@pytest.fixture
def reader(shared_workspace):
    """A visitor with a long topic open."""
    return shared_workspace(RISKS)


@pytest.mark.parametrize("page", list(Page))
def test_every_page_scrolls_by_one_finger(shared_workspace, page):
    visitor = shared_workspace(
        Showing(page=page, list_items=("flank:left", *LISTED), text_size=200), (1280, 700)
    )
    found = scrolling(visitor.workspace)
    assert visitor.workspace.panel.scroll_area in found
    assert all(scrolls_by_finger(area) for area in found)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_scrolls_by_one_finger(shared_workspace, topic):
    visitor = shared_workspace(replace(FLANK, topic=TopicId(topic), text_size=150), (1280, 560))
    found = scrolling(visitor.workspace)
    assert visitor.workspace.panel.scroll_area in found
    assert all(scrolls_by_finger(area) for area in found)


@pytest.mark.parametrize("size", [(800, 600), (683, 384), (480, 700)])
def test_both_of_two_areas_in_each_other_scroll_by_one_finger(shared_workspace, size):
    visitor = shared_workspace(RISKS, size)
    found = scrolling(visitor.workspace)
    assert visitor.workspace.scroll_area in found
    assert visitor.workspace.panel.scroll_area in found
    outer_of(visitor).setValue(outer_of(visitor).maximum())
    assert scrolls_by_finger(visitor.workspace.panel.scroll_area)


def test_a_drag_moves_the_text_with_the_finger(reader):
    finger = Finger(reader.workspace.panel).move(QPoint(0, -90))
    assert bar_of(reader).value() == 90
    finger.move(QPoint(0, 40))
    assert bar_of(reader).value() == 50
    finger.lift()


def test_a_quick_drag_glides_on_and_comes_to_rest(reader, qtbot):
    swipe(reader.workspace.panel, UP)
    left_at = bar_of(reader).value()
    touch = scroller_of(reader.workspace.panel.scroll_area)
    assert touch.is_flicking
    qtbot.waitUntil(lambda: not touch.is_flicking)
    assert bar_of(reader).value() > left_at


def test_a_touch_holds_a_glide_and_presses_nothing(reader):
    swipe(reader.workspace.panel, UP)
    held_at = bar_of(reader).value()
    under = scroller_of(reader.workspace.panel.scroll_area)
    tap(reader.workspace.panel)
    assert not under.is_flicking
    assert bar_of(reader).value() == held_at


@pytest.mark.parametrize("act", ["wheel", "key", "reset"])
def test_a_glide_ends_as_soon_as_something_else_scrolls(reader, act):
    panel = reader.workspace.panel
    swipe(panel, UP)
    if act == "wheel":
        at = panel.rect().center()
        QTest.wheelEvent(
            reader.workspace.windowHandle(), panel.mapTo(reader.workspace, at), QPoint(0, -120)
        )
    elif act == "key":
        bar_of(reader).triggerAction(bar_of(reader).SliderAction.SliderPageStepAdd)
    else:
        reader.workspace.reset()
    assert not scroller_of(panel.scroll_area).is_flicking


@pytest.mark.parametrize(
    "words", ["Who was counted, and how sure", "Right", "When to call", "Left"]
)
def test_a_tap_presses_a_button_exactly_once(shared_workspace, qtbot, words):
    visitor = shared_workspace(FLANK, (1280, 500))
    button = visitor.button(words)
    visitor.workspace.panel.scroll_area.ensureWidgetVisible(button)
    pressed = Counter()
    button.clicked.connect(pressed.count)
    tap(button)
    assert pressed.counted == 1


class Counter(QObject):
    """Counts the clicks of a button."""

    counted = 0

    def count(self) -> None:
        self.counted += 1


def buttons(visitor):
    """The buttons among the words."""
    found = visitor.workspace.panel.scroll_area.findChildren(QAbstractButton)
    return [one for one in found if one.isVisible()]


def test_a_finger_that_slips_a_little_still_taps(shared_workspace):
    visitor = shared_workspace(FLANK)
    finger = Finger(link_of(visitor)).move(QPoint(3, -int(TOUCH_SLOP) + 4))
    finger.lift()
    visitor.settle()
    assert visitor.open_tab == "Risks"


@pytest.mark.parametrize("way", [UP, DOWN, QPoint(40, 0), QPoint(-20, 20)])
def test_a_drag_that_began_on_a_button_presses_nothing(shared_workspace, way):
    visitor = shared_workspace(FLANK, (1280, 500))
    before = visitor.workspace.session.showing
    for button in buttons(visitor):
        visitor.workspace.panel.scroll_area.ensureWidgetVisible(button)
        swipe(button, way)
        assert not button.isDown()
    assert visitor.workspace.session.showing == before


def test_a_drag_that_comes_back_to_its_button_presses_nothing(shared_workspace):
    visitor = shared_workspace(FLANK)
    Finger(link_of(visitor)).move(UP).move(DOWN).lift()
    visitor.settle()
    assert visitor.open_tab == "Overview"


def test_a_row_of_the_list_is_tapped_and_dragged(shared_workspace):
    visitor = shared_workspace(Showing(page=Page.REGIONS), (1280, 480))
    rows = visitor.workspace.panel.findChildren(QListView)[0]
    swipe(rows.viewport(), UP, rows.visualRect(rows.model().index(1, 0)).center())
    assert visitor.chosen is None
    assert bar_of(visitor).value() > 0
    bar_of(visitor).setValue(0)
    scroller_of(visitor.workspace.panel.scroll_area).stop()
    tap(rows.viewport(), rows.visualRect(rows.model().index(1, 0)).center())
    assert visitor.chosen is not None


def test_scrolling_does_not_move_the_focus(reader):
    reader.workspace.search_field.setFocus()
    for widget in [reader.workspace.panel, note_of(reader)]:
        swipe(widget, QPoint(0, -40))
        reader.workspace.panel.scroll_area.scroll_to_top()
    assert QApplication.focusWidget() is reader.workspace.search_field


def test_a_tap_gives_a_button_the_focus_as_a_click_does(shared_workspace):
    visitor = shared_workspace(FLANK)
    note = note_of(visitor)
    tap(note)
    assert QApplication.focusWidget() is note


def test_a_tap_opens_a_tab_and_a_drag_along_the_line_does_not(shared_workspace):
    visitor = shared_workspace(FLANK)
    swipe(visitor.tab_bar, QPoint(60, 0), visitor.tab_center("Risks"))
    visitor.settle()
    assert visitor.open_tab == "Overview"
    tap(visitor.tab_bar, visitor.tab_center("Risks"))
    visitor.settle()
    assert visitor.open_tab == "Risks"


def test_two_fingers_scroll_as_they_did(reader):
    finger = Finger(reader.workspace.panel)
    finger.join(QPoint(60, 0))
    for _ in range(8):
        finger.move_both(QPoint(0, -12), QPoint(60, 0))
    assert bar_of(reader).value() > 40
    finger.lift_both(QPoint(60, 0))


def test_a_second_finger_ends_a_tap(shared_workspace):
    visitor = shared_workspace(FLANK, (1280, 500))
    finger = Finger(link_of(visitor))
    finger.join(QPoint(-60, 0))
    finger.lift_both(QPoint(-60, 0))
    visitor.settle()
    assert visitor.open_tab == "Overview"


def test_a_pen_scrolls_and_taps(shared_workspace):
    visitor = shared_workspace(FLANK, (1280, 500))
    link = link_of(visitor)
    at, start = link.rect().center(), bar_of(visitor).value()
    pen(link, "Press", at)
    pen(link, "Move", at - QPoint(0, 30))
    assert bar_of(visitor).value() == start + 30
    pen(link, "Release", at)
    assert visitor.open_tab == "Overview"
    bar_of(visitor).setValue(start)
    pen(link, "Press", at)
    pen(link, "Release", at)
    visitor.settle()
    assert visitor.open_tab == "Risks"


def test_a_pen_scrolls_and_taps_although_a_hand_lies_on_the_text(shared_workspace):
    visitor = shared_workspace(FLANK, (1280, 500))
    link, panel = link_of(visitor), visitor.workspace.panel
    at, start = link.rect().center(), bar_of(visitor).value()
    hand = Finger(panel, panel.rect().center() + QPoint(0, 90))
    pen(link, "Press", at)
    pen(link, "Move", at - QPoint(0, 30))
    hand.move(QPoint(0, -20))
    assert bar_of(visitor).value() == start + 30
    pen(link, "Release", at)
    bar_of(visitor).setValue(start)
    pen(link, "Press", at)
    hand.move(QPoint(0, -20))
    pen(link, "Release", at)
    hand.lift()
    visitor.settle()
    assert visitor.open_tab == "Risks"


def test_a_pen_that_hovers_beside_a_finger_does_not_stop_it(shared_workspace):
    visitor = shared_workspace(RISKS, (1280, 500))
    note, start = note_of(visitor), bar_of(visitor).value()
    finger = Finger(visitor.workspace.panel)
    pen(note, "Move", QPoint(4, 4), held=False)
    finger.move(QPoint(0, -60))
    assert bar_of(visitor).value() == start + 60
    finger.lift()


def test_a_pen_pressed_after_a_lost_lifting_scrolls_from_where_it_is(shared_workspace):
    visitor = shared_workspace(FLANK, (1280, 500))
    link = link_of(visitor)
    pen(link, "Press", QPoint(4, 4))
    pen(link, "Move", QPoint(4, 60))
    start = bar_of(visitor).value()
    pen(link, "Press", QPoint(4, 4))
    pen(link, "Move", QPoint(4, -26))
    assert bar_of(visitor).value() == start + 30
    pen(link, "Release", QPoint(4, -26))


def test_a_pen_whose_lifting_was_lost_scrolls_no_more(shared_workspace):
    visitor = shared_workspace(RISKS, (1280, 500))
    at = visitor.workspace.panel.rect().center()
    label = visitor.workspace.childAt(visitor.workspace.panel.mapTo(visitor.workspace, at))
    pen(label, "Press", QPoint(4, 4))
    pen(label, "Move", QPoint(4, -60), held=False)
    assert bar_of(visitor).value() == 0


def test_the_wheel_scrolls_as_it_did(reader):
    at = reader.workspace.panel.mapTo(reader.workspace, reader.workspace.panel.rect().center())
    QTest.wheelEvent(reader.workspace.windowHandle(), at, QPoint(0, -120))
    assert bar_of(reader).value() > 0


def test_the_mouse_still_presses_at_once_and_never_scrolls(reader):
    note, start = note_of(reader), bar_of(reader).value()
    QTest.mousePress(note, Qt.MouseButton.LeftButton)
    assert note.isDown()
    QTest.mouseMove(note, QPoint(4, 4))
    QTest.mouseRelease(note, Qt.MouseButton.LeftButton, pos=QPoint(4, 60))
    assert bar_of(reader).value() == start


def stacked(shared_workspace):
    visitor = shared_workspace(Showing(), (800, 600))
    assert outer_of(visitor).maximum() > 0
    return visitor


def test_a_finger_on_the_figure_chooses_in_the_stacked_layout(shared_workspace):
    visitor = stacked(shared_workspace)
    tap(visitor.canvas, visitor.point_in_region("interscapular"))
    assert visitor.chosen == Place(RegionId("interscapular"))


def test_a_finger_on_the_figure_scrolls_the_stacked_page_and_chooses_nothing(shared_workspace):
    visitor = stacked(shared_workspace)
    swipe(visitor.canvas, UP, visitor.point_in_region("interscapular"))
    assert outer_of(visitor).value() >= 120
    assert visitor.chosen is None


def test_two_fingers_zoom_the_figure_in_the_stacked_layout(shared_workspace):
    visitor = stacked(shared_workspace)
    finger = Finger(visitor.canvas, QPoint(360, 200))
    finger.join(QPoint(40, 0))
    for apart in range(50, 160, 10):
        finger.move_both(QPoint(-5, 0), QPoint(apart, 0))
    finger.lift_both(QPoint(160, 0))
    assert visitor.workspace.session.showing.frame.zoom > 1.5
    assert visitor.chosen is None


def test_a_finger_pans_the_zoomed_figure_and_does_not_scroll_the_page(shared_workspace):
    visitor = stacked(shared_workspace)
    visitor.workspace.session.apply(SetFrame(ZoomFrame(2.0, 0.5, 0.5)))
    visitor.settle()
    swipe(visitor.canvas, UP, QPoint(380, 300))
    assert outer_of(visitor).value() == 0
    assert visitor.workspace.session.showing.frame.y > 0.5


def test_a_finger_beside_a_scrolling_page_chooses_and_drags_as_ever(shared_workspace):
    visitor = shared_workspace()
    swipe(visitor.canvas, UP, visitor.point_in_region("flank", Side.LEFT))
    assert visitor.chosen is None
    tap(visitor.canvas, visitor.point_in_region("flank", Side.LEFT))
    assert visitor.chosen == Place(RegionId("flank"), Side.LEFT)


@pytest.fixture
def field_in_column(shared_workspace):
    """A text field with words in a column that scrolls, as in a dialog."""
    visitor = shared_workspace()
    theme, icon = visitor.workspace.theme, visitor.workspace.icons.path("search")
    column, inner = ScrollColumn(theme, visitor.workspace), QWidget()
    field = TextField("Name", theme, icon, inner)
    field.setGeometry(0, 60, 300, 44)
    field.setText("between the shoulder blades")
    inner.setFixedHeight(900)
    column.setWidget(inner)
    column.setGeometry(0, 60, 320, 300)
    column.show()
    column.raise_()
    visitor.settle()
    yield field
    column.deleteLater()


def test_a_text_field_takes_the_focus_by_a_tap_and_not_by_a_drag(field_in_column):
    field_in_column.clearFocus()
    swipe(field_in_column, QPoint(0, -40))
    assert not field_in_column.hasFocus()
    column = column_around(field_in_column)
    column.scroll_to_top()
    tap(field_in_column)
    assert field_in_column.hasFocus()


def test_a_drag_over_a_text_field_selects_nothing(field_in_column):
    swipe(field_in_column, QPoint(60, 0))
    assert field_in_column.selectedText() == ""


def test_the_mouse_still_selects_in_a_text_field(field_in_column):
    field = field_in_column
    at, end = field.rect().center(), QPoint(field.width() - 4, field.rect().center().y())
    QTest.mousePress(field, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(field, end)
    QTest.mouseRelease(field, Qt.MouseButton.LeftButton, pos=end)
    assert field.selectedText() != ""


def test_a_finger_selects_nothing_in_the_search_of_the_top_bar(shared_workspace):
    search = shared_workspace().workspace.search_field
    search.setText("between the shoulder blades")
    swipe(search, QPoint(60, 0))
    assert search.selectedText() == ""


def test_two_quick_taps_press_twice(shared_workspace):
    visitor = shared_workspace(FLANK, (1280, 500))
    button, pressed = note_of(visitor), Counter()
    button.clicked.connect(pressed.count)
    tap(button)
    tap(button)
    assert pressed.counted == 2


def test_many_small_moves_are_a_drag(reader):
    note, start = note_of(reader), bar_of(reader).value()
    pressed = Counter()
    note.clicked.connect(pressed.count)
    finger = Finger(note)
    for _ in range(12):
        finger.move(QPoint(0, -4))
    finger.lift()
    reader.settle()
    assert bar_of(reader).value() >= start + 48
    assert pressed.counted == 0


def test_a_page_that_comes_while_a_finger_is_down_is_not_pressed(shared_workspace):
    visitor = shared_workspace(FLANK, (1280, 500))
    finger = Finger(link_of(visitor))
    visitor.workspace.session.apply(OpenPage(Page.GLOSSARY))
    visitor.settle()
    before = visitor.workspace.session.showing
    finger.lift()
    visitor.settle()
    assert visitor.workspace.session.showing == before


def test_a_drag_goes_on_over_a_page_that_has_come(shared_workspace):
    visitor = shared_workspace(FLANK, (1280, 500))
    finger = Finger(link_of(visitor))
    visitor.workspace.session.apply(OpenPage(Page.GLOSSARY))
    visitor.settle()
    finger.move(UP).move(DOWN).lift()
    visitor.settle()
    assert visitor.workspace.session.showing.page is Page.GLOSSARY


def test_a_touch_that_the_system_cancels_presses_nothing(shared_workspace):
    visitor = shared_workspace(FLANK, (1280, 500))
    finger = Finger(link_of(visitor))
    viewport = visitor.workspace.panel.scroll_area.viewport()
    QApplication.sendEvent(viewport, QTouchEvent(QEvent.Type.TouchCancel))
    finger.lift()
    visitor.settle()
    assert visitor.open_tab == "Overview"


def test_a_drag_on_a_term_explains_nothing(shared_workspace):
    visitor = shared_workspace(RISKS, (1280, 500))
    note = note_of(visitor)
    words = visitor.visible_text()
    visitor.workspace.panel.scroll_area.ensureWidgetVisible(note)
    swipe(note, UP)
    visitor.settle()
    assert visitor.visible_text() == words


def test_the_text_at_its_end_comes_along_as_soon_as_the_finger_turns(reader):
    finger = Finger(reader.workspace.panel).move(QPoint(0, 300)).move(QPoint(0, -50))
    assert bar_of(reader).value() == 50
    finger.lift()


def test_a_finger_on_the_bar_of_an_inner_area_moves_the_bar(shared_workspace):
    visitor = shared_workspace(RISKS, (800, 600))
    outer_of(visitor).setValue(outer_of(visitor).maximum())
    bar, option = bar_of(visitor), QStyleOptionSlider()
    bar.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_ScrollBar, QStyle.SubControl.SC_ScrollBarSlider
    handle = bar.style().subControlRect(control, option, part, bar)
    finger = Finger(bar, handle.center()).move(QPoint(0, 40))
    assert bar.value() > 4 * 40
    finger.lift()


def test_a_region_chosen_during_a_glide_is_brought_into_sight_and_stays_there(
    shared_workspace, qtbot
):
    visitor = stacked(shared_workspace)
    swipe(visitor.canvas, QPoint(0, -60), QPoint(5, 200))
    touch = scroller_of(visitor.workspace.scroll_area)
    assert touch.is_flicking
    visitor.workspace.session.apply(SelectRegion(Place(RegionId("flank"), Side.LEFT)))
    visitor.settle()
    top = visitor.workspace.side_column.mapTo(visitor.workspace, QPoint()).y()
    qtbot.waitUntil(lambda: not touch.is_flicking)
    assert visitor.workspace.side_column.mapTo(visitor.workspace, QPoint()).y() == top


def test_the_focus_that_moves_during_a_glide_stays_in_sight(reader, qtbot):
    panel = reader.workspace.panel
    swipe(panel, UP)
    assert scroller_of(panel.scroll_area).is_flicking
    panel.scroll_area.ensureWidgetVisible(reader.notes()[-1])
    assert not scroller_of(panel.scroll_area).is_flicking
