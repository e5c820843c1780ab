"""Finding regions by what a visitor types."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.atlas.header import Names, NameTable
from app.atlas.search import answers, find

TABLE = NameTable(
    language="en",
    regions={
        "flank": Names("Love handles", "Iliac-crest roll", ("side of the waist",)),
        "bra-line": Names(
            "Bra line", "Infrascapular fat", ("bra roll", "café roll"), {"man": "Below the blades"}
        ),
        "lumbar": Names("Small of the back", "Lumbar fat", ("lower back",)),
        "roll": Names("Roll", "Fat", ()),
    },
    topics={},
    figures={},
    builds={},
    views={},
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["flank", "bra-line", "lumbar", "roll"]),
        ("  ", ["flank", "bra-line", "lumbar", "roll"]),
        ("LOVE", ["flank"]),
        ("back small", ["lumbar"]),
        ("below", ["bra-line"]),
        ("cafe", ["bra-line"]),
        ("CAFÉ", ["bra-line"]),
        ("iliac crest", ["flank"]),
        ("roll", ["roll", "flank", "bra-line"]),
        ("fat", ["roll", "bra-line", "lumbar"]),
        ("knee", []),
        ("love roll", []),
    ],
)
def test_regions_are_found_by_the_beginnings_of_words_best_first(typed, found):
    assert list(find(TABLE, typed)) == found


ORDERED = NameTable(
    language="en",
    regions={
        "in-another": Names("Side", "Lateral", ("waist with fat",)),
        "in-the-medical": Names("Hip", "Lower fat", ()),
        "in-the-plain": Names("The fat", "Pad", ()),
        "begins-another": Names("Armpit", "Axilla", ("fat roll",)),
        "begins-the-medical": Names("Neck", "Fat pad", ()),
        "begins-the-plain": Names("Fat roll", "Plica", ()),
        "is-another": Names("Blade", "Scapula", ("fat",)),
        "is-the-medical": Names("Tail", "Fat", ()),
        "is-the-plain": Names("Fat", "Adipose", ()),
    },
    topics={},
    figures={},
    builds={},
    views={},
)


def test_whole_names_come_before_beginnings_before_the_rest_and_plain_before_medical_names():
    assert list(find(ORDERED, "fat")) == list(reversed(ORDERED.regions))


def test_of_several_names_that_answer_the_best_one_counts():
    names = {
        "begins": Names("Fat roll", "Plica", ()),
        "is": Names("Side fat", "Fat", ("fat waist",)),
    }
    table = replace(TABLE, regions=names)
    assert list(find(table, "fat")) == ["is", "begins"]


def test_regions_that_answer_equally_well_stay_in_the_order_of_the_atlas():
    assert list(find(ORDERED, "")) == list(ORDERED.regions)
    assert list(find(TABLE, "l")) == ["flank", "lumbar", "bra-line"]


def test_a_text_answers_only_if_each_word_that_was_typed_begins_a_word_of_it():
    assert answers(["A small hernia", "of the back"], "HERN back")
    assert not answers(["A small hernia"], "hernia knee")
