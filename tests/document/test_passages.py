"""Statements as passages and lists, with terms, sources and the basis behind them."""

from __future__ import annotations

import pytest

from app.atlas.model import Basis, StatementSource, make_statement
from app.document.blocks import Bullets, Heading, Passage, Questions, Span, plain_text
from app.document.passages import statement_blocks, text_blocks
from app.document.questions import question_blocks
from tests.document.documents import shipped_source

SOURCE = shipped_source()
WORDS = {name: term.word for name, term in SOURCE.atlas.terms("en").items()}


def statement(text, basis=Basis.GENERAL, **fields):
    return make_statement(StatementSource(text, basis, **fields), "made", WORDS)


def test_a_link_to_a_source_is_a_span_without_a_space_before_it():
    made = statement("18 to 38 [ref:33] [ref:110]. **More** to read.", Basis.SOURCED)
    spans = text_blocks(SOURCE, made)[0].spans
    assert [(one.text, one.source, one.strong) for one in spans] == [
        ("18 to 38", "", False),
        ("1", "33", False),
        ("2", "110", False),
        (". ", "", False),
        ("More", "", True),
        (" to read.", "", False),
    ]
    assert plain_text(spans) == "18 to 38. More to read."


def test_a_source_at_the_start_removes_nothing():
    assert plain_text(text_blocks(SOURCE, statement("[ref:33] says so."))[0].spans) == " says so."


def test_notes_stand_behind_the_last_paragraph_and_have_terms_and_sources():
    made = statement(
        "A [term:seroma|pocket] and a [term:seroma].\n\nSo [ref:33].\n\n- one\n- two [term:ct]",
        Basis.WORKED_OUT,
        heading="Fluid",
        refs=("2", "33"),
        method="Counted.",
    )
    heading, first, second, last = statement_blocks(SOURCE, made, 3)
    assert heading == Heading(3, "Fluid")
    assert isinstance(first, Passage)
    assert isinstance(last, Bullets)
    assert first.notes.sources == second.notes.sources == ()
    assert [term.id for term in last.notes.terms] == ["seroma", "ct"]
    assert last.notes.terms[0].meaning == SOURCE.atlas.terms("en")["seroma"].meaning
    assert [(one.number, one.id, one.short) for one in last.notes.sources] == [
        (1, "33", "Comerci 2024"),
        (2, "2", "Katz 2008"),
    ]
    assert "doi 10.1093/asj/sjae074" in last.notes.sources[0].full
    assert (last.notes.basis, last.notes.method) == ("worked-out", "Counted.")
    assert Span("pocket", term="seroma") in first.spans


def test_sources_have_numbers_only_where_the_text_uses_them():
    made = statement("As counted.", Basis.SOURCED, refs=("2", "33"))
    assert [note.number for note in text_blocks(SOURCE, made)[0].notes.sources] == [0, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call [emergency] now.", "Call 112 now."),
        ("Stop. [emergency] is the number.", "Stop. 112 is the number."),
        ("**Call [emergency]**", "Call 112"),
        ("Ask for your local emergency number.", "Ask for your local emergency number."),
    ],
)
def test_the_emergency_number_is_filled_in(text, expected):
    assert plain_text(text_blocks(SOURCE, statement(text))[0].spans) == expected


def test_without_a_country_the_words_for_the_number_begin_a_sentence_with_a_capital():
    made = statement("Stop. [emergency] answers.")
    spans = text_blocks(shipped_source(""), made)[0].spans
    assert plain_text(spans) == "Stop. Your local emergency number answers."


def test_questions_of_a_list_go_on_the_list_one_by_one():
    topic = SOURCE.shared_topic("questions")
    blocks = [one for one in question_blocks(SOURCE, None, topic, 3) if isinstance(one, Questions)]
    addresses = [item.address for one in blocks for item in one.items]
    assert len(addresses) == len(set(addresses))
    assert addresses[:2] == ["shared.questions.surgeon.1", "shared.questions.surgeon.2"]


def test_what_to_report_goes_on_the_list_as_a_whole():
    topic = SOURCE.shared_topic("tell")
    blocks = list(question_blocks(SOURCE, None, topic, 3))
    items = [item for one in blocks if isinstance(one, Questions) for item in one.items]
    assert [item.address for item in items] == [
        f"shared.tell.{statement.id}" for statement in topic.statements
    ]


def test_the_questions_of_a_region_have_its_address():
    topic = SOURCE.own_topic("flank", "questions")
    blocks = list(question_blocks(SOURCE, "flank", topic, 3))
    items = [item for one in blocks if isinstance(one, Questions) for item in one.items]
    assert items[0].address.startswith("flank.questions.hernia")
