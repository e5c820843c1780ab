"""Words of an atlas as they stand in labels."""

from __future__ import annotations

import pytest

from app.content.atlas import Reference, RefLink, TermLink, Words
from app.content.shelf import open_trusted
from app.panels.wording import LOCAL_NUMBER, full_name, parts_of, runs_of, short_name
from app.support.paths import shipped_atlas


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


def test_the_number_of_the_country_stands_for_the_local_one():
    runs = (Words(f"Call {LOCAL_NUMBER} now."),)
    assert said(runs, "999") == "Call 999 now."
    assert said(runs) == f"Call {LOCAL_NUMBER} now."


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
