"""Every glossary term can be read and found, by either of its names."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from app.panels.pages.glossary import GlossaryPage
from tests.panels.helpers import make_context, show_view, visible_text, wait_until_complete


@pytest.fixture
def page(qtbot):
    return show_view(qtbot, GlossaryPage(make_context()))


@pytest.fixture
def find(page):
    def find_text(typed):
        page.findChild(QLineEdit).setText(typed)
        wait_until_complete(page)
        return visible_text(page)

    return find_text


def test_every_term_is_listed_in_alphabetical_order_with_its_other_name_and_meaning(page):
    shown = visible_text(page)
    for term in make_context().atlas.terms("en").values():
        assert term.word in shown
        assert term.also in shown
        assert term.meaning in shown
    places = [shown.index(f"\n{word}") for word in ("adrenaline", "benign", "seroma", "wavelength")]
    assert places == sorted(places)


def test_a_term_is_found_by_either_name_and_by_its_meaning(find):
    searches = ("seroma", "Pocket of CLEAR", "pocket clear", "fluid under skin")
    assert [typed for typed in searches if "seroma" not in find(typed)] == []


def test_a_term_that_does_not_match_is_hidden_until_the_search_is_cleared(find):
    assert "sepsis" not in find("seroma")
    assert "sepsis" in find("")


def test_a_search_without_results_suggests_a_shorter_word(find):
    assert "No match. Try a shorter word." in find("zzz")
