"""Blocks of a document: plain words, and the order in which blocks are read."""

from __future__ import annotations

from app.document.blocks import (
    Callout,
    Fold,
    Heading,
    OptionEntry,
    OptionTable,
    Passage,
    Quiz,
    QuizItem,
    RiskRow,
    RiskTable,
    Span,
    StepEntry,
    Stepper,
    Timeline,
    all_blocks,
    plain_text,
)


def paragraph(text):
    return Passage((Span(text),))


def test_the_words_of_a_paragraph_leave_out_its_sources():
    spans = (Span("A "), Span("seroma", term="seroma"), Span("."), Span("1", source="2"))
    assert plain_text(spans) == "A seroma."


def test_blocks_inside_other_blocks_are_read_where_they_stand():
    document = (
        Heading(1, "first"),
        Callout("caution", (paragraph("second"),)),
        Fold("more", "third", "1 passage", (paragraph("fourth"),)),
        RiskTable("", "", 10, (RiskRow("a", "b", "1", 1, 1, (paragraph("fifth"),)),)),
        OptionTable("", (), (OptionEntry("none", "None", "", (), (paragraph("sixth"),)),)),
        Stepper("flank", (StepEntry("laser", "", (paragraph("seventh"),)),), ""),
        Timeline((StepEntry("day", "", (paragraph("eighth"),)),)),
        Quiz((QuizItem("q", "?", ("a", "b"), 0, (paragraph("ninth"),)),)),
    )
    read = [plain_text(block.spans) for block in all_blocks(document) if isinstance(block, Passage)]
    assert read == ["second", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
