"""A document on screen: every block, its words, and the place of a reader in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from app.document.blocks import Fold, Heading
from app.panels.document.chevron_button import ChevronButton
from app.session.actions import OpenTopic
from app.session.state import Showing
from app.widgets.button import ActionButton
from app.widgets.heading import HeadingLabel
from app.widgets.tab_order import tab_stops
from tests.panels.document.pages import (
    EVERYTHING,
    FOLD,
    RISKS,
    click,
    document_view,
    passage,
    shown_page,
    shown_text,
    top_in,
)

LONG = tuple(
    block
    for number in range(40)
    for block in (Heading(2, f"Part {number}"), passage(f"Words of part {number}. " * 20))
)


def button(view, words):
    found = view.findChildren(ChevronButton)
    return next(one for one in found if words in (one.accessibleName() or one.text()))


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_a_document_with_every_block_is_painted(qtbot, theme):
    view, _ = shown_page(qtbot, EVERYTHING, theme=theme)
    picture = view.grab().toImage()
    assert picture.height() > 1000
    assert len({picture.pixel(x, y) for x in range(0, 600, 7) for y in range(0, 1000, 7)}) > 20


@pytest.mark.parametrize(("text_size", "width"), [(100, 320), (100, 640), (200, 640), (100, 1000)])
def test_nothing_is_wider_than_the_page(qtbot, text_size, width):
    view, area = shown_page(qtbot, EVERYTHING, width, text_size=text_size)
    view.set_open_folds(frozenset({"row:burn", "option:laser", "fold:outer", "fold:inner"}))
    QApplication.processEvents()
    room = area.viewport().width()
    assert view.width() == room
    for one in view.findChildren(QWidget):
        if one.isVisible() and one.height() > 0:
            box = one.rect().translated(one.mapTo(view, QPoint()))
            assert box.left() >= 0, one
            assert box.right() < room, one


def test_text_stands_in_the_order_of_the_document(qtbot):
    view, _ = shown_page(qtbot, EVERYTHING)
    words = shown_text(view)
    order = ["warms the fat", "one", "Check first", "Words about numbing", "Call at once"]
    places = [words.index(one) for one in order]
    assert places == sorted(places)
    tops = [top_in(one, view) for one in view.text_views]
    assert tops == sorted(tops)


def test_each_text_is_called_after_the_heading_above_it(qtbot):
    view, _ = shown_page(qtbot, (Heading(2, "What is it?"), passage("A fibre."), FOLD))
    view.set_open_folds(frozenset({"fold:more"}))
    names = [one.accessibleName() for one in view.text_views]
    assert names == ["What is it?", "More about this area"]


def test_tab_order_and_tree_follow_the_page_also_after_parts_were_opened(qtbot):
    view, _ = shown_page(qtbot, EVERYTHING)
    view.set_open_folds(
        frozenset(
            {"row:burn", "option:laser", "fold:outer", "fold:inner", "step:laser", "quiz:q:1"}
        )
    )
    QApplication.processEvents()
    stops = [one for one in tab_stops(view) if one.isVisible()]
    places = [(top_in(one, view), one.mapTo(view, QPoint()).x()) for one in stops]
    assert places == sorted(places)
    found, stop = [stops[0]], stops[0].nextInFocusChain()
    while stop is not stops[0]:
        found += [stop] if stop in stops else []
        stop = stop.nextInFocusChain()
    assert found == stops


def test_a_long_document_appears_at_once_and_grows_only_below(qtbot):
    view = document_view(LONG)
    assert not view.is_complete
    first = [one.text() for one in view.findChildren(HeadingLabel)]
    assert first[0] == "Part 0"
    qtbot.addWidget(view)
    view.resize(600, 900)
    view.show()
    before = {one.text(): top_in(one, view) for one in view.findChildren(HeadingLabel)[:3]}
    qtbot.waitUntil(lambda: view.is_complete)
    after = {one.text(): top_in(one, view) for one in view.findChildren(HeadingLabel)}
    assert len(after) == 40
    assert before.items() <= after.items()


def test_tab_reaches_text_that_came_later_before_what_follows_the_view(qtbot):
    page = QWidget()
    column, view, foot = QVBoxLayout(page), document_view(LONG * 2), QPushButton("foot")
    assert not view.is_complete
    column.addWidget(view)
    column.addWidget(foot)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: view.is_complete)
    texts, stop = list(view.text_views), view.text_views[0]
    order = []
    while stop is not foot:
        order += [stop] if stop in texts else []
        stop = stop.nextInFocusChain()
    assert order == texts


@pytest.mark.parametrize(("text_size", "width"), [(200, 640), (100, 420)])
def test_the_reading_place_is_kept_in_another_size_and_width(qtbot, text_size, width):
    view, _ = shown_page(qtbot, LONG)
    y = top_in(view.text_views[17], view) + 30
    place = view.reading_place(y)
    other, _ = shown_page(qtbot, LONG, width, text_size=text_size)
    text = other.text_views[17]
    inside = other.y_of(place) - top_in(text, other)
    assert 0 < inside < text.height()
    assert abs(text.character_at(inside + 2) - place.character) < 80


def test_the_reading_place_is_kept_inside_an_open_fold(qtbot):
    document = (*LONG[:10], Fold("f", "Fold", "", LONG[10:]))
    view, _ = shown_page(qtbot, document)
    view.set_open_folds(frozenset({"fold:f"}))
    QApplication.processEvents()
    text = view.text_views[9]
    place = view.reading_place(top_in(text, view) + 1)
    other, _ = shown_page(qtbot, document, text_size=150)
    assert other.y_of(place) < top_in(button(other, "Fold"), other) + 60, "closed: at the fold"
    other.set_open_folds(view.open_folds)
    QApplication.processEvents()
    assert abs(other.y_of(place) - top_in(other.text_views[9], other)) <= 8


def test_the_reading_place_in_a_picture_is_a_share_of_its_height(qtbot):
    view, _ = shown_page(qtbot, RISKS)
    view.set_open_folds(frozenset({"row:burn"}))
    QApplication.processEvents()
    picture = next(one for one in view.findChildren(QWidget) if "7 of" in one.accessibleName())
    y = top_in(picture, view) + picture.height() // 2
    assert abs(view.y_of(view.reading_place(y)) - y) <= 2


def test_a_topic_is_found_also_in_a_closed_fold(qtbot):
    view, _ = shown_page(qtbot, EVERYTHING)
    heading = next(one for one in view.findChildren(HeadingLabel) if one.text() == "Risks")
    assert view.y_of_topic("risks") == top_in(heading, view)
    assert view.y_of_topic("nothing") is None
    assert view.open_folds == frozenset()
    y = view.y_of_topic("deep")
    QApplication.processEvents()
    assert view.open_folds == {"fold:outer", "fold:inner"}
    deep = next(one for one in view.findChildren(HeadingLabel) if one.text() == "Deep")
    assert deep.isVisible()
    assert y == top_in(deep, view)


def test_what_was_open_is_open_in_a_new_view(qtbot):
    view, _ = shown_page(qtbot, EVERYTHING)
    for words in ("Outer", "Still more", "Skin burn", "Laser liposuction"):
        click(button(view, words))
    names = view.open_folds
    assert {"fold:outer", "fold:inner", "row:burn", "option:laser"} <= names
    other, _ = shown_page(qtbot, EVERYTHING, text_size=130)
    other.set_open_folds(names)
    assert other.open_folds == names
    assert "Deep." in shown_text(other)


def test_a_link_asks_for_its_action(qtbot):
    view, _ = shown_page(qtbot, EVERYTHING)
    with qtbot.waitSignal(view.action) as asked:
        click(next(b for b in view.findChildren(ActionButton) if b.text() == "Who was counted"))
    assert isinstance(asked.args[0], OpenTopic)
    assert asked.args[0].topic == "risks"


def test_parts_that_are_opened_later_know_the_list(qtbot):
    view, _ = shown_page(qtbot, RISKS)
    view.update_details(replace(Showing(), list_items=("shared.questions.heat",)))
    click(button(view, "Skin burn"))
    names = [one.accessibleName() for one in view.findChildren(ActionButton)]
    assert names == ["On my list: How will you watch the heat?"]


@pytest.mark.parametrize("is_selectable", [True, False])
def test_a_double_click_selects_a_word_only_where_that_is_allowed(qtbot, is_selectable):
    view, _ = shown_page(qtbot, EVERYTHING, is_selectable=is_selectable)
    click(button(view, "Outer"))
    for text in view.text_views:
        at = QPoint(12, text.height() // 2)
        QTest.mouseDClick(text.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert bool(text.selected_text()) is is_selectable
