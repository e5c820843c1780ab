"""Does a run begin with what was asked for, else what was kept, else the first?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.atlas.loader import Atlas
from app.body.regions import Place, RegionId, Side, View
from app.bootstrap.initial_state import initial_showing, settings_without_options
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options, UsageError
from app.session.settings import Settings


@pytest.fixture
def atlas(atlas_folder: Path) -> Atlas:
    return open_atlas(atlas_folder)


def test_an_unknown_region_is_answered_with_all_regions(atlas: Atlas) -> None:
    with pytest.raises(UsageError, match="choose from region-0, region-1, region-2"):
        initial_showing(atlas, Options(region="knee"), Settings())


@pytest.mark.parametrize("what", ["figure", "build", "view", "language"])
def test_every_other_unknown_id_is_answered_the_same_way(atlas: Atlas, what: str) -> None:
    with pytest.raises(UsageError, match=f"unknown {what} 'nobody': choose from"):
        initial_showing(atlas, replace(Options(), **{what: "nobody"}), Settings())


def test_what_was_asked_for_comes_first(atlas: Atlas) -> None:
    asked = Options(region="region-1", theme="dark", text_size=150, skin="tone-6")
    showing = initial_showing(atlas, asked, Settings(theme="contrast", text_size=115))
    assert showing.place == Place(RegionId("region-1"))
    assert (showing.theme, showing.text_size, showing.skin) == ("dark", 150, "tone-6")


def test_what_was_kept_comes_next(atlas: Atlas) -> None:
    showing = initial_showing(atlas, Options(), Settings(theme="contrast", text_size=115))
    assert (showing.theme, showing.text_size, showing.place) == ("contrast", 115, None)


def test_what_was_kept_of_another_atlas_gives_way_to_the_first(atlas: Atlas) -> None:
    kept = Settings(figure="centaur", build="round", skin="blue", theme="pink")
    showing = initial_showing(atlas, Options(), kept)
    assert showing.figure == atlas.figures[0]
    assert showing.build == "average"
    assert (showing.skin, showing.theme, showing.view) == ("tone-2", "light", View.BACK)


def test_a_side_is_taken_where_there_are_sides(atlas: Atlas) -> None:
    region = RegionId("region-1")
    atlas.sides = frozenset({region})
    showing = initial_showing(atlas, Options(region=region, side="right"), Settings())
    assert showing.place == Place(region, Side.RIGHT)


def test_both_sides_are_the_whole_region(atlas: Atlas) -> None:
    showing = initial_showing(atlas, Options(region="region-1", side="both"), Settings())
    assert showing.place == Place(RegionId("region-1"))


def test_a_side_of_a_region_without_sides_is_refused(atlas: Atlas) -> None:
    region = next(one for one in atlas.regions if one not in atlas.sides)
    with pytest.raises(UsageError, match="has no sides"):
        initial_showing(atlas, Options(region=region, side="left"), Settings())


def test_a_flag_left_as_given_is_not_kept() -> None:
    stored, options = Settings(theme="light"), Options(theme="dark", size=(500, 600))
    kept = settings_without_options(
        replace(stored, theme="dark", width=500, height=600), options, stored
    )
    assert kept == stored


def test_what_was_chosen_over_a_flag_is_kept() -> None:
    stored, options = Settings(theme="light"), Options(theme="dark")
    kept = settings_without_options(replace(stored, theme="contrast"), options, stored)
    assert kept.theme == "contrast"
