"""Finding a region by any of its names."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.atlas.search import search_regions
from app.body.regions import RegionId
from tests.journeys.region_names import all_names


@pytest.fixture
def visitor(shared_workspace):
    return shared_workspace()


def test_every_name_finds_its_region(shipped_names):
    missed = [
        (region, name)
        for region, name in all_names()
        if RegionId(region) not in search_regions(shipped_names, name)
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [("love handles", "flank"), ("buffalo hump", "neck-base"), ("bra fat", "bra-line")],
)
def test_a_common_name_comes_first(shipped_names, typed, first):
    assert search_regions(shipped_names, typed)[0] == first


def test_typing_narrows_the_list_and_enter_moves_into_it(visitor):
    visitor.workspace.navigation.open_search()
    visitor.type("hump")
    assert visitor.rows()[0] == "Base of the neck"
    visitor.key(Qt.Key.Key_Return)
    visitor.key(Qt.Key.Key_Return)
    assert visitor.chosen.region == "neck-base"


def test_a_search_without_a_result_says_so(visitor):
    visitor.workspace.navigation.open_search()
    visitor.type("zzz")
    assert "Nothing found" in visitor.visible_text()


def test_escape_ends_a_search_and_shows_the_first_page(visitor):
    visitor.workspace.navigation.open_search()
    visitor.type("hump")
    visitor.key(Qt.Key.Key_Escape)
    assert visitor.workspace.search_field.text() == ""
    assert visitor.rows() == []
    assert "I have an appointment" in visitor.visible_text()
