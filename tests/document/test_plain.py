"""Documents as plain text: every kind of block has its words, in reading order."""

from __future__ import annotations

from typing import get_args

import pytest

from app.atlas.header import UnderlyingTissue
from app.document.blocks import (
    ActionLink,
    Block,
    Bullets,
    Callout,
    DefinitionList,
    Fold,
    GatheredNotes,
    Heading,
    IconArray,
    Notes,
    OptionEntry,
    OptionTable,
    Passage,
    Question,
    Questions,
    Quiz,
    QuizItem,
    RiskRow,
    RiskTable,
    SourceNote,
    Span,
    StepEntry,
    Stepper,
    Timeline,
    ValueChoice,
    ValueChoices,
)
from app.document.cross_section_text import describe_cross_section, label_texts, layers_of
from app.document.plain import as_text
from app.painting.cross_section.labels import label_anchors
from app.painting.cross_section.tissue import cross_section
from app.session.actions import StartOver
from app.support.translation import source_text
from tests.document.documents import paragraphs, shipped_source, tab_documents

NOTES = Notes(sources=(SourceNote("2", "Katz 2008", "Katz. Full."),), method="Counted.")
SPANS = (Span("Words "), Span("more", term="t"), Span("1", source="2"), Span("."))
ROW = RiskRow("a", "Row", "2", 1, 2, (Passage(SPANS),))
DOCUMENT = (
    Heading(2, "Heading"),
    Passage(SPANS, NOTES),
    Bullets((SPANS, (Span("item"),)), NOTES),
    DefinitionList((("Who", SPANS),)),
    GatheredNotes("Sources", NOTES),
    Callout("caution", (Passage(SPANS),)),
    IconArray(7, 19, ("filled", "", "others"), "Picture"),
    RiskTable(
        "Lead", "of 1,000", 10, (RiskRow("a", "Row", "2", 1, 2, (Passage(SPANS),)),), note="N"
    ),
    OptionTable("Option", ("Cuts",), (OptionEntry("n", "None", "also", ("no",), ()),), note="N"),
    ValueChoices("Lead", (ValueChoice("c", "Cuts", "Do they matter?", (("y", "Yes"),)),)),
    Stepper("flank", (StepEntry("laser", "Laser", (Passage(SPANS),), "drawing"),), "Note"),
    Timeline((StepEntry("d", "Day 0", (Passage(SPANS),)),)),
    Questions((Question((Span("Why?"),), "a.b.c"),), NOTES),
    Quiz((QuizItem("q", "What?", ("One", "Two"), 1, (Passage(SPANS),)),)),
    Fold("f", "More", "1 passage", (Passage(SPANS),)),
    ActionLink("Press", StartOver()),
)
TEXT = """## Heading
Words more. (Counted.) [Katz 2008]
- Words more.
- item
(Counted.) [Katz 2008]
Who: Words more.
[caution]
  Words more.
[Picture. filled; others]
Lead (of 1,000)
  Row: 2
    Words more.
N
Option: None (also)
  Cuts: no
N
Lead
Do they matter? Yes
1. Laser [drawing]
  Words more.
Note
Day 0:
  Words more.
+ Why?
(Counted.) [Katz 2008]
1. What? One / Two
  Two
  Words more.
> More: 1 passage
  Words more.
[Press]
"""


def test_every_kind_of_block_has_its_words():
    assert {type(block) for block in DOCUMENT} == set(get_args(Block))
    assert as_text(DOCUMENT) == TEXT


def test_something_that_is_no_block_is_an_error():
    with pytest.raises(TypeError):
        as_text(("words",))


def test_the_text_of_a_tab_has_all_its_words():
    for document in tab_documents(shipped_source(), "flank").values():
        text = as_text(document)
        assert [line for line in paragraphs(document) if line not in text] == []


@pytest.mark.parametrize("deep_fat", [True, False])
@pytest.mark.parametrize("kind", ["muscle", "ribs", "flank", "bone"])
def test_the_layers_in_words_are_those_that_the_drawing_labels(kind, deep_fat):
    tissue = UnderlyingTissue(kind, deep_fat)
    anchors = label_anchors(cross_section(kind, "laser", deep_fat=deep_fat))
    assert list(layers_of(tissue)) == [name for name in anchors if name not in ("gap", "tool")]
    texts = label_texts("laser", source_text, deep_fat=deep_fat)
    description = describe_cross_section(tissue, "laser", source_text)
    layers = ", ".join(texts[layer] for layer in layers_of(tissue))
    assert description.startswith(f"From the skin inwards: {layers}. There is ")
    assert "glows in the fat" in description
