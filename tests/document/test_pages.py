"""Pages that are not about one region: when to call, glossary, about."""

from __future__ import annotations

import datetime as dt

import pytest

from app.atlas.emergency import COUNTRIES
from app.atlas.topics import WHEN_TO_CALL_TOPIC
from app.body.regions import TopicId
from app.document.about import about_document, key_help, storage_texts
from app.document.blocks import (
    ActionLink,
    Callout,
    DefinitionList,
    Heading,
    Passage,
    plain_text,
)
from app.document.calls import calls_document, calls_page_document
from app.document.pages import (
    glossary_document,
    region_footer,
    topics_with_term,
)
from app.session.actions import OpenPage, OpenTopic
from app.session.state import Page
from tests.document.documents import paragraphs, shipped_source, words_of_statement

SOURCE = shipped_source()
ATLAS = SOURCE.atlas
TODAY = dt.date(2026, 12, 1)
LATER = dt.date(2040, 1, 1)


def said(document):
    return " ".join(paragraphs(document))


def test_when_to_call_is_complete_and_in_order():
    lines = list(paragraphs(calls_document(SOURCE)))
    expected = [
        line
        for statement in SOURCE.shared_topic(WHEN_TO_CALL_TOPIC).all_statements
        for line in words_of_statement(statement)
    ]
    assert len(expected) > 40
    positions = [lines.index(line) for line in expected]
    assert positions == sorted(positions)


def test_the_most_urgent_lists_are_set_apart():
    callouts = [block for block in calls_document(SOURCE) if isinstance(block, Callout)]
    assert [block.kind for block in callouts] == ["urgent", "urgent", "caution"]
    assert said(callouts[1].blocks).startswith("Call an ambulance now")
    assert said(callouts[2].blocks).startswith("Call the clinic the same day")


@pytest.mark.parametrize("country", COUNTRIES, ids=lambda country: country.id)
def test_the_emergency_number_of_the_country_is_filled_in(country):
    document = calls_document(shipped_source(country.number), "Somewhere", "01 234")
    text = said(document)
    assert text.startswith(f"Emergency: {country.number} Country: Some")
    assert f"Call {country.number} now for any of these." in text
    assert "Clinic: 01 234" in text
    assert "emergency number" not in text


def test_without_a_country_words_replace_the_number():
    text = said(calls_document(shipped_source("")))
    assert text.startswith("Emergency: your local emergency number")
    assert "Call your local emergency number now for any of these." in text
    assert not any(character.isdigit() for character in text[:60])
    assert "Country:" not in text


def test_the_page_on_screen_has_the_number_of_the_clinic_or_says_that_none_is_set():
    with_number = said(calls_page_document(SOURCE, clinic_phone="01 234"))
    assert "Clinic: 01 234" in with_number
    assert "not set" not in with_number
    without = said(calls_page_document(SOURCE))
    assert "Clinic:" not in without
    assert without.index("clinic's number is not set") < without.index("Call an ambulance now")
    assert [*calls_page_document(SOURCE)[1:]] == [*calls_document(SOURCE)[1:]]


def test_the_glossary_has_every_term_with_its_other_name():
    count, *words = glossary_document(SOURCE)
    terms = ATLAS.terms("en")
    assert plain_text(count.spans) == f"{len(terms)} words"
    also = {one.word: f" ({one.also})" if one.also else "" for one in terms.values()}
    assert sorted(plain_text(passage.spans) for passage in words) == sorted(
        f"{one.word}{also[one.word]}: {one.meaning}" for one in terms.values()
    )
    assert all(passage.spans[0].strong for passage in words)


def test_the_glossary_is_searched():
    _, *found = glossary_document(SOURCE, "seroma")
    assert 0 < len(found) < len(ATLAS.terms("en"))
    assert len(glossary_document(SOURCE, "zzzz")) == 1


def test_a_word_that_was_looked_for_comes_first_with_the_topics_that_speak_of_it():
    heading, meaning, *links = glossary_document(SOURCE, first="seroma")[:4]
    assert heading == Heading(2, "Seroma (pocket of clear fluid)")
    assert plain_text(meaning.spans) == ATLAS.terms("en")["seroma"].meaning
    assert [link.action for link in links] == [
        OpenTopic(TopicId("risks"), "Pocket of fluid (seroma)"),
        OpenTopic(TopicId("recovery"), "Does the garment help?"),
    ]
    assert links[0].text == "Read about it: Risks"


def test_all_words_follow_the_one_that_was_looked_for_and_a_search_leaves_only_those_it_finds():
    document = glossary_document(SOURCE, first="seroma")
    assert document[4] == Heading(2, "All words")
    assert document[5:] == glossary_document(SOURCE)
    assert glossary_document(SOURCE, "hernia", "seroma") == glossary_document(SOURCE, "hernia")


def test_the_topics_of_every_word_have_a_tab_and_are_few():
    tabs = {topic for tab in ATLAS.tabs for topic in tab.topics}
    for term in ATLAS.terms("en"):
        topics = topics_with_term(ATLAS, "en", term)
        assert len(topics) <= 3
        assert set(topics) <= tabs


def test_about_says_versions_notes_storage_keys_and_sources():
    document = about_document(SOURCE, "9.8", TODAY)
    text = said(document)
    assert f"Program 9.8. Atlas {ATLAS.version}, written {ATLAS.date.isoformat()}" in text
    for note in SOURCE.aid.notes:
        assert note.head in text
        lines = [note.text] if note.statement is None else words_of_statement(note.statement)
        assert all(" ".join(line.split()) in text for line in lines)
    for line in (*storage_texts(SOURCE.translate), *key_help(SOURCE.translate)):
        assert line in text
    sources = next(block for block in document if isinstance(block, DefinitionList))
    assert [label for label, _ in sources.entries] == [one.id for one in ATLAS.references()]


def test_a_kiosk_does_not_speak_of_keys_that_it_does_not_have():
    text = said(about_document(SOURCE, "1", TODAY, has_keys=False))
    assert not any(line in text for line in key_help(SOURCE.translate))
    assert all(line in text for line in storage_texts(SOURCE.translate))


def test_an_atlas_that_is_out_of_date_says_so():
    assert "That date has passed" not in said(about_document(SOURCE, "1", TODAY))
    assert "That date has passed" in said(about_document(SOURCE, "1", LATER))
    assert "Out of date." not in said(region_footer(SOURCE, "flank", TODAY))
    assert "Out of date." in said(region_footer(SOURCE, "flank", LATER))


def test_the_foot_of_a_region_leads_to_the_options_and_other_pages():
    links = [one for one in region_footer(SOURCE, "flank", TODAY) if isinstance(one, ActionLink)]
    assert [link.action for link in links] == [
        OpenTopic("options", ""),
        OpenPage(Page.MY_LIST),
        OpenPage(Page.GLOSSARY),
        OpenPage(Page.ABOUT),
    ]
    assert [link.is_primary for link in links] == [True, False, False, False]


def test_small_print_is_marked_as_such():
    footer = region_footer(SOURCE, "flank", TODAY)
    quiet = [block for block in footer if isinstance(block, Passage) and block.is_quiet]
    assert len(quiet) == 1
    assert "Not yet reviewed by a clinician." in plain_text(quiet[0].spans)
