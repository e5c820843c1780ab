"""Search across the text views of a page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.document.blocks import Passage, Span
from app.widgets.text_search import SearchResult, TextSearch
from app.widgets.text_view import TextView
from tests.widgets.text_pages import LEFT, TextPage, make_theme, point_of, shown


@pytest.fixture
def page(qtbot):
    return TextPage(qtbot)


def view_of(qtbot, text: str, **options) -> tuple[TextView, TextSearch]:
    view = TextView((Passage((Span(text),)),), make_theme(), **options)
    shown(qtbot, view)
    search = TextSearch(view)
    search.set_parts((view,))
    return view, search


def in_sight(page, view) -> bool:
    at = view.viewport().mapTo(page, view.cursorRect().center())
    return page.rect().contains(at)


def test_each_match_is_selected_and_in_sight_in_reading_order(page):
    assert page.search.find("Seroma") == SearchResult(1, 2)
    assert page.first.selected_text() == "seroma"
    assert page.search.find_next() == SearchResult(2, 2)
    assert (page.first.selected_text(), page.second.selected_text()) == ("", "seroma")
    assert page.position > 300
    assert in_sight(page, page.second)


def test_after_the_last_match_comes_the_first_and_back(page):
    page.search.find("seroma")
    page.search.find_next()
    assert page.search.find_next() == SearchResult(1, 2)
    assert page.first.selected_text() == "seroma"
    assert in_sight(page, page.first)
    assert page.search.find_previous() == SearchResult(2, 2)
    assert in_sight(page, page.second)


def test_a_search_starts_at_the_reading_place(page):
    place = page.second.text().index("Swelling")
    assert page.search.find("seroma", page.second, place) == SearchResult(2, 2)
    past = page.second.text().index("seroma") + 1
    assert page.search.find("seroma", page.second, past) == SearchResult(1, 2)


def test_a_longer_word_stays_at_the_match_that_is_shown(page):
    page.search.find("s", page.second, page.second.text().index("Swelling"))
    shown_at = page.second.textCursor().selectionStart()
    page.search.find("swell")
    assert page.second.selected_text() == "Swell"
    assert page.second.textCursor().selectionStart() == shown_at


@pytest.mark.parametrize("words", ["no such word", "", "   "])
def test_words_that_are_not_there_select_nothing(page, words):
    page.search.find("seroma")
    assert page.search.find(words) == SearchResult(0, 0)
    assert page.search.selected_text() == ""
    assert page.search.find_next() == page.search.find_previous() == SearchResult(0, 0)


def test_each_change_is_reported(page):
    results = []
    page.search.changed.connect(results.append)
    page.search.find("seroma")
    page.search.find_next()
    page.search.end_search()
    assert results == [SearchResult(1, 2), SearchResult(2, 2), SearchResult(0, 0)]
    assert page.second.selected_text() == "seroma"


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("the sérôma here", "seroma", "sérôma"),
        ("the se\u0301roma here", "seroma", "se\u0301roma"),
        ("the sero\u0301 here", "sero", "sero\u0301"),
        ("Straße", "STRASSE", "Straße"),
        ("it doesn\u2019t hurt", "doesn't", "doesn\u2019t"),
        ("up to 1\u00a0in 1,000", "1 in", "1 in"),
        ("😀😀 smile 😀 again", "again", "again"),
        ("😀😀 smile 😀 again", "😀 again", "😀 again"),
        ("a (b) [c] *d*", "(b) [c]", "(b) [c]"),
        ("the ﬁbre", "fibre", "ﬁbre"),
    ],
)
def test_words_are_found_as_people_type_them(qtbot, text, words, found):
    view, search = view_of(qtbot, text)
    assert search.find(words) == SearchResult(1, 1)
    assert view.textCursor().selectedText().replace("\u00a0", " ") == found


def test_matches_do_not_overlap(qtbot):
    _, search = view_of(qtbot, "aaaa")
    assert search.find("aa").count == 2


def test_an_opened_fold_is_searched_too_and_the_match_stays_shown(page):
    page.search.find("seroma", page.second)
    page.search.set_parts(page.parts[:2])
    assert page.search.result == SearchResult(1, 1)
    page.search.set_parts(page.parts)
    page.search.find("seroma", page.second)
    extra = TextView((Passage((Span("seroma seroma"),)),), make_theme())
    extra.setParent(page.column.widget())
    page.search.set_parts((extra, *page.parts))
    assert page.search.result == SearchResult(4, 4)
    assert page.search.find_next() == SearchResult(1, 4)


def test_a_view_that_was_deleted_is_left_out(page, qtbot):
    page.search.find("seroma")
    page.second.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    page.search.find_next()
    page.search.select_all()
    assert "pocket" in page.search.selected_text()
    assert page.search.find("seroma") == SearchResult(1, 1)


def test_a_match_is_found_again_after_the_text_became_larger(page):
    page.search.find("seroma")
    for view in (page.first, page.second):
        view.apply_theme(make_theme("dark", 200))
    page.search.find_next()
    assert page.second.selected_text() == "seroma"
    assert page.first.selected_text() == ""


def test_a_click_ends_the_selection_of_select_all(page):
    page.search.select_all()
    QTest.mouseClick(page.first.viewport(), LEFT, pos=point_of(page.first, "pocket", 2))
    QTest.mouseDClick(page.first.viewport(), LEFT, pos=point_of(page.first, "pocket", 2))
    assert page.search.selected_text() == "pocket"


def test_a_click_without_a_selection_clears_that_of_the_other_text(page):
    page.search.select_all()
    QTest.mouseClick(page.first.viewport(), LEFT, pos=QPoint(100, 10))
    assert page.search.selected_text() == ""
