"""References in a few words and in full; their links leave no stray space in a sentence."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from app.atlas.model import Reference
from app.document.about import about_document
from app.document.blocks import Bullets, plain_text
from app.document.citations import full_citation, short_citation
from app.document.passages import text_blocks
from app.document.plain import as_text
from tests.document.documents import shipped_source

SOURCE = shipped_source()


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


def test_a_title_stands_for_an_author_and_only_a_very_long_one_is_cut():
    title = "Bowel perforation through lumbar hernia during liposuction"
    made = Reference(id="48", read_as="abstract", authors="", title=title, journal="J", year=None)
    assert short_citation(made) == title
    long = Reference(
        id="9", read_as="abstract", authors="", title="liposuction " * 9, journal="J", year=2023
    )
    words = short_citation(long).removesuffix("…, 2023").split(" ")
    assert set(words) == {"liposuction"}
    assert len(words) == 5


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("41", "Habbema 2009"),
        ("121", "Murphy 2012"),
        ("129", "Visceral perforation, 19 French cases 2001 to 2012, 2015"),
        ("130", "Necrotising fasciitis, 2022"),
        ("163", "Guidelines on cosmetic surgery, 1 July 2023"),
    ],
)
def test_a_short_citation_has_no_remark_and_its_year_once(name, short):
    assert short_citation(SOURCE.atlas.reference(name)) == short


def shipped_paragraphs():
    """The words of every paragraph and item of the atlas."""
    atlas = SOURCE.atlas
    topics = [atlas.shared_topic(topic, "en") for topic in atlas.shared_topics]
    for region in atlas.regions:
        topics += atlas.region_text(region, "en").topics.values()
    for statement in (one for topic in topics for one in topic.all_statements):
        for block in text_blocks(SOURCE, statement):
            items = block.items if isinstance(block, Bullets) else (block.spans,)
            yield from (plain_text(item) for item in items)


@pytest.mark.parametrize("wrong", [" .", " ,", "  ", "( ", " )"])
def test_no_shipped_sentence_has_a_stray_space(wrong):
    texts = list(shipped_paragraphs())
    assert len(texts) > 500
    assert [text for text in texts if wrong in text] == []


def test_the_page_about_the_program_shows_no_file_name():
    text = as_text(about_document(SOURCE, "1.0", dt.date(2026, 11, 27)))
    assert "The article on laser liposuction of the back that this program began with." in text
    assert re.findall(r"\S*\.(?:txt|md|csv|toml|json)\b", text) == []
