"""Items of the List are found by their addresses."""

from __future__ import annotations

import pytest

from app.atlas.list_items import address_of, find_list_item, place_of_address
from app.atlas.loader import open_trusted
from app.atlas.text_markup import Paragraph
from app.body.regions import Place, RegionId, Side
from app.support.paths import shipped_atlas

ATLAS = open_trusted(shipped_atlas())
PLACES = [Place(RegionId(region)) for region in ATLAS.regions] + [
    Place(RegionId(region), side) for region in ATLAS.sides for side in Side
]


@pytest.mark.parametrize("place", PLACES)
def test_a_place_is_found_at_its_address(place):
    assert place_of_address(address_of(place)) == place
    found = find_list_item(ATLAS, "en", address_of(place))
    assert (found.place, found.topic) == (place, "check-first")


@pytest.mark.parametrize(
    "address",
    ["flank.questions.hernia", "shared.tell.lumps", "own line:Cost", "own line:left", "flank:up"],
)
def test_the_address_of_anything_else_is_not_a_place(address):
    assert place_of_address(address) is None


def test_every_question_is_found_at_its_address():
    for region in ATLAS.regions:
        for said in ATLAS.region_text(region, "en").topics["questions"].statements:
            found = find_list_item(ATLAS, "en", f"{region}.questions.{said.id}")
            assert found.statement == said
            assert found.place == Place(region)


def test_an_item_of_a_list_is_found_with_the_heading_of_its_statement():
    found = find_list_item(ATLAS, "en", "shared.questions.laser.2")
    whole = find_list_item(ATLAS, "en", "shared.questions.laser").statement
    assert found.statement.blocks == (Paragraph(whole.blocks[0].items[1]),)
    assert found.statement.heading == whole.heading
    assert (found.place, found.topic) == (None, "questions")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "knee",
        "flank:up",
        "flank.questions",
        "flank.questions.none",
        "shared.none.x",
        "a.b.c.d",
        "shared.questions.laser.0",
        "shared.questions.laser.99",
        "shared.questions.laser.-1",
        "shared.questions.laser.x",
        "flank.questions.hernia.1",
        "shared.questions.none.1",
        "own line:flank",
        "own line:flank.questions.hernia",
        "own line:shared.questions.laser",
    ],
)
def test_an_address_that_does_not_exist_gives_none(address):
    assert find_list_item(ATLAS, "en", address) is None
