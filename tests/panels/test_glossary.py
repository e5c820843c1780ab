"""Every word of the glossary can be read and found, by either of its names."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from app.panels.pages.glossary import GlossaryPage
from tests.panels.helpers import make_context, show_view, visible_text, wait_until_complete


@pytest.fixture
def page(qtbot):
    return show_view(qtbot, GlossaryPage(make_context()))


@pytest.fixture
def find(qtbot, page):
    def typed(text):
        page.findChild(QLineEdit).setText(text)
        wait_until_complete(qtbot, page)
        return visible_text(page)

    return typed


def test_every_word_stands_there_with_its_other_name_and_meaning(page):
    shown = visible_text(page)
    for term in make_context().atlas.terms("en").values():
        assert term.word in shown
        assert term.also in shown
        assert term.meaning in shown


@pytest.mark.parametrize("typed", ["seroma", "Pocket of CLEAR", "pocket clear", "fluid under skin"])
def test_a_word_is_found_by_either_name_and_by_its_meaning(find, typed):
    assert "seroma" in find(typed)


def test_what_does_not_answer_is_gone_and_comes_back(find):
    assert "sepsis" not in find("seroma")
    assert "sepsis" in find("")


def test_nothing_found_is_said_with_what_to_do(find):
    assert "No word answers to this. Try a shorter one." in find("zzz")


def test_words_stand_in_the_order_of_the_alphabet(page):
    shown = visible_text(page)
    places = [shown.index(f"\n{word}") for word in ("adrenaline", "benign", "seroma", "wavelength")]
    assert places == sorted(places)
