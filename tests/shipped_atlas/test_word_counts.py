"""A topic can be read in two minutes, and all that is in sight in well under an hour.

Two topics have no limit of their own. "When to call" must be complete, and it is a page that one
reads whole. "Options" is a table, whose parts are opened one by one; they count in the sum.
"""

from __future__ import annotations

import pytest

from tests.shipped_atlas import shipped
from tests.shipped_atlas.count_words import count, main_words, words_by_file, words_in_front

MOST_IN_A_TOPIC = 350
MOST_IN_FRONT = 9_000
NOT_LIMITED = {"overview", "quiz", "options", "when-to-call"}
"""Besides the two above: test_depths holds the overview, and test_quiz the self-check."""

TABS = shipped.toml(shipped.ATLAS / "atlas.toml")["tabs"]
TOPICS = [topic for tab in TABS for topic in tab["topics"] if topic not in NOT_LIMITED]


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("region", shipped.region_names())
def test_a_topic_as_a_region_shows_it_is_short(region, topic):
    assert 0 < main_words(region, topic) <= MOST_IN_A_TOPIC


def test_all_that_is_in_front_of_the_studies_is_short():
    assert words_in_front() <= MOST_IN_FRONT


def test_every_file_of_a_topic_is_counted():
    counted = words_by_file()
    files = [f"regions/{name}" for name in shipped.region_names()]
    files += [f"shared/{path.stem}" for path in (shipped.TEXTS / "shared").glob("*.toml")]
    assert [name for name in files if not counted[name]["main"]] == []


def test_words_are_counted_without_markup():
    text = "Ask about [term:sedation|a calming drug] [ref:78a]:\n\n- **now**\n- later\n"
    assert count(text) == len(["Ask", "about", "a", "calming", "drug:", "now", "later"])
