"""Readability: scores of the library, texts that are too short, and glossary terms."""

from __future__ import annotations

import datetime as dt

import pytest
import textstat

from app.atlas.loader import open_trusted
from app.atlas.text_markup import BulletList, TermLink, parse_blocks
from app.document.blocks import Bullets, Passage, Span
from app.standards import readability
from app.standards.atlas_text import AtlasText
from app.standards.model import ItemState
from app.standards.readability import (
    FLESCH_KINCAID_TARGET,
    MIN_SMOG_SENTENCES,
    SMOG_TARGET,
    readability_row,
    readability_rows,
)
from app.standards.report import make_report
from tests.atlas.synthetic import write_manifest
from tests.shipped_atlas.shipped import ATLAS
from tests.standards.complete_atlas import make_complete_atlas

EASY = "You can go home the same day. "
TERMS = {"pneumothorax": "pneumothorax", "long": "necrotising fasciitis"}


def blocks(text):
    """A text with markup as the blocks of a document."""
    return tuple(
        Bullets(tuple(map(spans, block.items)))
        if isinstance(block, BulletList)
        else Passage(spans(block.runs))
        for block in parse_blocks(text, TERMS)
    )


def spans(runs):
    return tuple(
        Span(run.word, term=run.term) if isinstance(run, TermLink) else Span(run.text)
        for run in runs
    )


@pytest.mark.parametrize(("count", "is_scored"), [(29, False), (30, True)])
def test_smog_is_scored_from_thirty_sentences_on(count, is_scored):
    assert (readability_row("text", [EASY * count], ()).smog is not None) is is_scored
    assert MIN_SMOG_SENTENCES == 30


def test_an_atlas_too_short_for_smog_has_not_passed(tmp_path):
    folder = make_complete_atlas(tmp_path / "made")
    for path in (folder / "texts/en/regions").glob("*.toml"):
        text = path.read_text("utf-8").replace("Rest when you can. Walk when you can.", "")
        path.write_text(text.replace("The team will tell you. It may hurt for some days. ", ""))
    made = make_report(open_trusted(folder, write_manifest(folder)), "en", dt.date(2026, 3, 1))
    (item,) = (item for item in made.items if item.id == "RD-1")
    assert item.state is ItemState.NOT_SCORED
    assert any("SMOG needs 30" in why for why in item.why)


@pytest.mark.parametrize(
    "text", ["It can be a [term:pneumothorax] now.", "It can be a pneumothorax now."]
)
def test_a_glossary_word_counts_as_one_plain_word(text):
    scored = readability_row("text", [blocks(text)], TERMS.values())
    assert (
        scored.flesch_kincaid
        == readability_row("text", ["It can be a word now."], ()).flesch_kincaid
    )
    plain = "It can be a pneumothorax now."
    assert scored.flesch_kincaid_raw == readability_row("text", [plain], ()).flesch_kincaid
    assert scored.flesch_kincaid_raw > scored.flesch_kincaid


def test_a_glossary_phrase_of_several_words_counts_as_one_only_where_it_is_linked():
    linked = readability_row("text", [blocks("It can be [term:long] now.")], TERMS.values())
    bare = readability_row("text", ["It can be necrotising fasciitis now."], TERMS.values())
    assert (
        linked.flesch_kincaid == readability_row("text", ["It can be word now."], ()).flesch_kincaid
    )
    assert bare.flesch_kincaid == bare.flesch_kincaid_raw


def test_the_scores_are_those_of_the_library():
    text = ". ".join(f"Everybody remembers the operation of day {n}" for n in range(31)) + "."
    textstat.textstat.set_rounding(False)
    scored = readability_row("text", [text], ())
    assert scored.flesch_kincaid == pytest.approx(textstat.flesch_kincaid_grade(text), abs=0.01)
    assert scored.smog == pytest.approx(textstat.smog_index(text), abs=0.01)


def test_a_list_item_counts_as_a_sentence_and_a_number_as_a_word():
    scored = readability_row(
        "text", [blocks("Look for these:\n\n- a lump of 1,000 g\n- a wet spot")], ()
    )
    assert scored.sentences == 3


@pytest.fixture(scope="module")
def shipped():
    return readability_rows(AtlasText(open_trusted(ATLAS), "en", dt.date(2026, 11, 23)))


def test_every_topic_of_every_region_is_scored_and_is_easy(shipped):
    atlas = open_trusted(ATLAS)
    names = {row.name for row in shipped}
    for region in atlas.regions:
        for topic in atlas.region_text(region, "en").topics:
            assert f"{region}.{topic}" in names
    assert {row.name: row for row in shipped if row.flesch_kincaid > FLESCH_KINCAID_TARGET} == {}


def test_every_region_is_also_scored_by_smog_and_is_easy(shipped):
    joined = {row.name: row.smog for row in shipped if row.name.endswith(", all topics")}
    assert len(joined) == len(open_trusted(ATLAS).regions)
    assert {name: smog for name, smog in joined.items() if smog is None or smog > SMOG_TARGET} == {}


def test_without_the_library_nothing_is_scored_and_it_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(readability, "load_textstat", lambda: None)
    monkeypatch.setattr("app.standards.report.load_textstat", lambda: None)
    folder = make_complete_atlas(tmp_path / "made")
    made = make_report(open_trusted(folder, write_manifest(folder)), "en", dt.date(2026, 3, 1))
    (item,) = (item for item in made.items if item.id == "RD-1")
    assert item.state is ItemState.NOT_SCORED
    assert "back-atlas[standards]" in item.why[0]
    assert made.rows == ()
