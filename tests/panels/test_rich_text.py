"""Text of the atlas as it appears in labels."""

from __future__ import annotations

import re

import pytest

from app.atlas.emergency import emergency_text
from app.atlas.model import Reference
from app.atlas.text_markup import EmergencyNumber, RefLink, TermLink, TextRun
from app.document.citations import full_citation, runs_of, short_citation
from app.panels.pages.about import AboutPage
from app.panels.region.rich_text import spans_of
from app.support.translation import source_text
from tests.panels.helpers import make_context, open_shipped_atlas, show_view, visible_text


def text_of(runs, emergency=""):
    return "".join(part.text for part in spans_of(runs, emergency))


def test_a_reference_is_removed_with_the_space_before_it():
    runs = (TextRun("18 to 38 "), RefLink("33"), TextRun(" "), RefLink("110"), TextRun(". More"))
    assert text_of(runs) == "18 to 38. More"


def test_a_term_keeps_its_word_and_strong_text_stays_strong():
    parts = spans_of((TextRun("Not "), TextRun("a", strong=True), TermLink("lipoma", "lump")), "")
    assert [(p.text, p.strong, p.term) for p in parts] == [
        ("Not ", False, ""),
        ("a", True, ""),
        ("lump", False, "lipoma"),
    ]


def test_the_emergency_tag_becomes_the_number_or_words_for_it():
    runs = (TextRun("Call "), EmergencyNumber(strong=True), TextRun(" now."))
    assert text_of(runs, "999") == "Call 999 now."
    assert text_of(runs) == "Call your local emergency number now."
    assert spans_of(runs, "999")[1].strong


def test_text_that_only_looks_like_the_emergency_tag_is_not_changed():
    words = f"Ask for {emergency_text('', source_text)}."
    assert text_of((TextRun(words),), "999") == words


def test_a_short_citation_is_first_author_and_year():
    reference = Reference(
        id="2",
        read_as="abstract",
        authors="Katz B, McBean J",
        title="Laser-assisted lipolysis",
        journal="J",
        year=2008,
    )
    assert short_citation(reference) == "Katz 2008"
    assert full_citation(reference) == "Katz B, McBean J. Laser-assisted lipolysis. J. 2008."


def shipped_statements():
    atlas = open_shipped_atlas()
    topics = [atlas.shared_topic(topic, "en") for topic in atlas.shared_topics]
    for region in atlas.regions:
        topics += atlas.region_text(region, "en").topics.values()
    return [one for topic in topics for one in topic.all_statements]


@pytest.mark.parametrize("wrong", [" .", " ,", "  ", "( ", " )"])
def test_no_shipped_sentence_has_a_stray_space(wrong):
    texts = [text_of(runs_of(one.blocks)) for one in shipped_statements()]
    assert [text for text in texts if wrong in text] == []


def test_the_about_page_shows_no_file_name(qtbot):
    text = visible_text(show_view(qtbot, AboutPage(make_context(), "1.0")))
    assert "The article on laser liposuction of the back that this program began with." in text
    assert re.findall(r"\S*\.(?:txt|md|csv|toml|json)\b", text) == []
