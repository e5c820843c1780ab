"""The shipped atlas has no mistake, and its manifest is up to date."""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise

import pytest

from app.atlas.loader import open_trusted
from app.atlas.validation.check import check_atlas
from app.body.arrow_navigation import Direction
from app.body.regions import Place, PlateKey, RegionId, Side, View
from tests.shipped_atlas.shipped import ATLAS

RENEW = "run: python assets/build/seal.py"


@pytest.fixture(scope="module")
def checked():
    return check_atlas(ATLAS)


def test_the_atlas_has_no_mistake(checked):
    assert [str(mistake) for mistake in checked.mistakes] == []


def test_the_manifest_is_up_to_date(checked):
    sealed = json.loads((ATLAS / "manifest.json").read_bytes())["files"]
    assert sealed == checked.hashes, f"the atlas has changed since it was sealed; {RENEW}"


def test_the_known_good_list_has_the_hash_of_the_manifest():
    known = json.loads((ATLAS.parent / "known-good.json").read_bytes())
    found = hashlib.sha256((ATLAS / "manifest.json").read_bytes()).hexdigest()
    assert known["back"] == found, RENEW


def test_all_parts_open_without_the_check():
    atlas = open_trusted(ATLAS)
    for language in atlas.languages:
        assert tuple(atlas.names(language).regions) == atlas.regions
        assert atlas.numbers(language)
        assert all(atlas.shared_topic(topic, language).statements for topic in atlas.shared_topics)
        assert all(atlas.region_text(region, language).topics for region in atlas.regions)
    assert atlas.references()
    assert all(atlas.plate_data(key) for key in plates(atlas))


def test_both_readers_find_the_same_outlines(checked):
    atlas = open_trusted(ATLAS)
    for key in plates(atlas):
        assert atlas.outlines(key) == checked.atlas.outlines(key)


def test_arrow_keys_reach_every_place():
    atlas = open_trusted(ATLAS)
    for key in plates(atlas):
        places, navigation = atlas.outlines(key).places, atlas.outlines(key).map.navigation
        moves = [navigation.neighbour(here, way) for here in places for way in Direction]
        assert places <= set(moves)


SPINE = ("neck-base", "interscapular", "bra-line", "midback", "lumbar", "sacral")


def test_arrow_keys_go_down_and_up_the_spine_without_leaving_any_region_out():
    atlas = open_trusted(ATLAS)
    for key in plates(atlas):
        move = atlas.outlines(key).map.navigation.neighbour
        for upper, lower in pairwise(Place(RegionId(region)) for region in SPINE):
            assert move(upper, Direction.DOWN) == lower
            if key.view is View.BACK:
                assert move(lower, Direction.UP) == upper


@pytest.mark.parametrize(
    ("side", "outward", "inward"),
    [(Side.LEFT, Direction.LEFT, Direction.RIGHT), (Side.RIGHT, Direction.RIGHT, Direction.LEFT)],
)
def test_arrow_keys_lead_to_the_side_they_point_to_and_back(side, outward, inward):
    atlas = open_trusted(ATLAS)
    underarm, flank = Place(RegionId("underarm"), side), Place(RegionId("flank"), side)
    for key in plates(atlas):
        if key.view is View.BACK:
            move = atlas.outlines(key).map.navigation.neighbour
            for region in ("neck-base", "interscapular", "bra-line"):
                assert move(Place(RegionId(region)), outward) == underarm
            for region in ("midback", "lumbar", "sacral"):
                assert move(Place(RegionId(region)), outward) == flank
            assert move(underarm, inward) == Place(RegionId("interscapular"))
            assert move(flank, inward) == Place(RegionId("lumbar"))
            assert move(underarm, Direction.DOWN) == flank
            assert move(flank, outward) is None


def test_the_back_view_shows_every_region_and_side():
    atlas = open_trusted(ATLAS)
    for key in plates(atlas):
        if key.view is View.BACK:
            places = {one.place for one in atlas.outlines(key).regions}
            assert len(places) == len(atlas.regions) + len(atlas.sides)


def plates(atlas):
    return [
        PlateKey(figure, build, view)
        for figure in atlas.figures
        for build in atlas.builds
        for view in atlas.views
    ]
