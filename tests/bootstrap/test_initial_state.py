"""A run starts with what the options say, else the settings, else the atlas."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.atlas.loader import Atlas
from app.body.regions import Place, RegionId, Side, TopicId, View
from app.bootstrap.initial_state import initial_showing, settings_without_options
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options, UsageError
from app.session.settings import Settings
from app.session.state import DEFAULT_BUILD, DEFAULT_SKIN, Page


@pytest.fixture
def atlas(atlas_folder: Path) -> Atlas:
    return open_atlas(atlas_folder)


def test_the_message_for_an_unknown_region_lists_all_regions(atlas: Atlas) -> None:
    with pytest.raises(UsageError, match="choose from region-0, region-1, region-2"):
        initial_showing(atlas, Options(region="knee"), Settings())


@pytest.mark.parametrize("name", ["figure", "build", "view", "language"])
def test_the_message_for_any_other_unknown_id_lists_the_known_ones(atlas: Atlas, name: str) -> None:
    with pytest.raises(UsageError, match=f"unknown {name} 'other': choose from"):
        initial_showing(atlas, replace(Options(), **{name: "other"}), Settings())


def test_options_have_priority_over_settings(atlas: Atlas) -> None:
    options = Options(region="region-1", theme="dark", text_size=150, skin="tone-6")
    showing = initial_showing(atlas, options, Settings(theme="contrast", text_size=115))
    assert showing.place == Place(RegionId("region-1"))
    assert (showing.theme, showing.text_size, showing.skin) == ("dark", 150, "tone-6")


def test_settings_are_used_without_options(atlas: Atlas) -> None:
    showing = initial_showing(atlas, Options(), Settings(theme="contrast", text_size=115))
    assert (showing.theme, showing.text_size, showing.place) == ("contrast", 115, None)


def test_settings_that_the_atlas_does_not_have_are_replaced_by_defaults(atlas: Atlas) -> None:
    settings = Settings(figure="centaur", build="round", skin="blue", theme="pink")
    showing = initial_showing(atlas, Options(), settings)
    assert showing.figure == atlas.figures[0]
    assert (showing.build, showing.skin) == (DEFAULT_BUILD, DEFAULT_SKIN)
    assert (showing.theme, showing.view) == ("light", View.BACK)


def test_a_side_is_selected_if_the_region_has_sides(atlas: Atlas) -> None:
    region = RegionId("region-1")
    atlas.sides = frozenset({region})
    showing = initial_showing(atlas, Options(region=region, side="right"), Settings())
    assert showing.place == Place(region, Side.RIGHT)


def test_both_sides_mean_the_whole_region(atlas: Atlas) -> None:
    showing = initial_showing(atlas, Options(region="region-1", side="both"), Settings())
    assert showing.place == Place(RegionId("region-1"))


def test_a_side_of_a_region_without_sides_is_an_error(atlas: Atlas) -> None:
    region = next(region for region in atlas.regions if region not in atlas.sides)
    with pytest.raises(UsageError, match="has no sides"):
        initial_showing(atlas, Options(region=region, side="left"), Settings())


def test_values_from_options_are_not_saved_if_they_were_not_changed() -> None:
    stored, options = Settings(theme="light"), Options(theme="dark", size=(500, 600))
    settings = replace(stored, theme="dark", width=500, height=600)
    assert settings_without_options(settings, options, stored) == stored


def test_a_value_that_was_changed_after_an_option_is_saved() -> None:
    stored, options = Settings(theme="light"), Options(theme="dark")
    saved = settings_without_options(replace(stored, theme="contrast"), options, stored)
    assert saved.theme == "contrast"


def test_a_topic_of_the_region_is_opened(atlas: Atlas) -> None:
    topic = atlas.tabs[-1].topics[0]
    showing = initial_showing(atlas, Options(region="region-1", topic=topic), Settings())
    assert (showing.topic, showing.page) == (TopicId(topic), None)


@pytest.mark.parametrize("page", Page)
def test_a_page_is_opened_with_or_without_a_region(atlas: Atlas, page: Page) -> None:
    for region in (None, "region-1"):
        showing = initial_showing(atlas, Options(region=region, topic=page.value), Settings())
        assert (showing.topic, showing.page) == (None, page)


def test_a_topic_of_a_region_needs_the_region(atlas: Atlas) -> None:
    with pytest.raises(UsageError, match="--topic risks needs --region"):
        initial_showing(atlas, Options(topic="risks"), Settings())


def test_the_message_for_an_unknown_topic_lists_topics_and_pages(atlas: Atlas) -> None:
    with pytest.raises(UsageError, match=r"unknown topic 'knee': choose from .*risks.*glossary"):
        initial_showing(atlas, Options(region="region-1", topic="knee"), Settings())
