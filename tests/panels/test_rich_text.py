"""Words of an atlas as they stand in labels."""

from __future__ import annotations

import re

import pytest

from app.atlas.emergency import LOCAL_NUMBER
from app.atlas.loader import open_trusted
from app.atlas.model import EmergencyNumber, Reference, RefLink, TermLink, Words
from app.handout.strings import words_of
from app.panels.pages.about import AboutPage
from app.panels.region.rich_text import full_name, local_number, parts_of, runs_of, short_name
from app.support.paths import shipped_atlas
from tests.panels.helpers import reading, show, words


def said(runs, emergency=""):
    return "".join(part.text for part in parts_of(runs, emergency))


def test_a_reference_takes_the_space_before_it_along():
    runs = (Words("18 to 38 "), RefLink("33"), Words(" "), RefLink("110"), Words(". More"))
    assert said(runs) == "18 to 38. More"


def test_a_term_shows_its_word_and_strong_words_are_strong():
    parts = parts_of((Words("Not "), Words("a", strong=True), TermLink("lipoma", "lump")), "")
    assert [(p.text, p.strong, p.term) for p in parts] == [
        ("Not ", False, ""),
        ("a", True, ""),
        ("lump", False, "lipoma"),
    ]


def test_the_tag_is_the_number_of_the_country_or_words_for_it():
    runs = (Words("Call "), EmergencyNumber(strong=True), Words(" now."))
    assert said(runs, "999") == "Call 999 now."
    assert said(runs) == "Call your local emergency number now."
    assert parts_of(runs, "999")[1].strong


def test_words_of_an_atlas_that_only_look_like_it_are_left_alone():
    assert said((Words(f"Ask for {LOCAL_NUMBER}."),), "999") == f"Ask for {LOCAL_NUMBER}."


def test_every_place_has_the_same_words_for_a_number_that_is_not_known():
    assert local_number() == LOCAL_NUMBER == words_of("en")["local_number"]


def test_a_reference_is_named_by_first_author_and_year():
    made = Reference("2", "Katz B, McBean J", "Laser-assisted lipolysis", "J", 2008, "", "abstract")
    assert short_name(made) == "Katz 2008"
    assert full_name(made) == "Katz B, McBean J. Laser-assisted lipolysis. J. 2008."


def shipped_statements():
    atlas = open_trusted(shipped_atlas())
    topics = [atlas.shared(topic, "en") for topic in atlas.shared_topics]
    for region in atlas.regions:
        topics += atlas.region_text(region, "en").topics.values()
    return [one for topic in topics for one in (topic.short, *topic.says)]


@pytest.mark.parametrize("wrong", [" .", " ,", "  ", "( ", " )"])
def test_no_shipped_sentence_is_left_with_a_stray_space(wrong):
    texts = [said(runs_of(one.blocks)) for one in shipped_statements()]
    assert [text for text in texts if wrong in text] == []


def test_the_page_about_shows_no_name_of_a_file(qtbot):
    read = words(show(qtbot, AboutPage(reading(), "1.0")))
    assert "The article on laser liposuction of the back that this program began with." in read
    assert re.findall(r"\S*\.(?:txt|md|csv|toml|json)\b", read) == []
