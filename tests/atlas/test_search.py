"""Finding regions by what a visitor types."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.atlas.header import NameTable, RegionNames
from app.atlas.search import matches_words, search_regions

TABLE = NameTable(
    language="en",
    regions={
        "flank": RegionNames("Love handles", "Iliac-crest roll", ("side of the waist",)),
        "bra-line": RegionNames(
            "Bra line", "Infrascapular fat", ("bra roll", "café roll"), {"man": "Below the blades"}
        ),
        "lumbar": RegionNames("Small of the back", "Lumbar fat", ("lower back",)),
        "roll": RegionNames("Roll", "Fat", ()),
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
def test_regions_are_found_by_the_beginnings_of_words_with_the_best_first(typed, found):
    assert list(search_regions(TABLE, typed)) == found


ORDERED = NameTable(
    language="en",
    regions={
        "in-another": RegionNames("Side", "Lateral", ("waist with fat",)),
        "in-the-medical": RegionNames("Hip", "Lower fat", ()),
        "in-the-plain": RegionNames("The fat", "Pad", ()),
        "begins-another": RegionNames("Armpit", "Axilla", ("fat roll",)),
        "begins-the-medical": RegionNames("Neck", "Fat pad", ()),
        "begins-the-plain": RegionNames("Fat roll", "Plica", ()),
        "is-another": RegionNames("Blade", "Scapula", ("fat",)),
        "is-the-medical": RegionNames("Tail", "Fat", ()),
        "is-the-plain": RegionNames("Fat", "Adipose", ()),
    },
    topics={},
    figures={},
    builds={},
    views={},
)


def test_whole_names_come_before_beginnings_and_plain_names_before_medical_names():
    assert list(search_regions(ORDERED, "fat")) == list(reversed(ORDERED.regions))


def test_the_best_match_of_several_names_decides():
    names = {
        "begins": RegionNames("Fat roll", "Plica", ()),
        "is": RegionNames("Side fat", "Fat", ("fat waist",)),
    }
    table = replace(TABLE, regions=names)
    assert list(search_regions(table, "fat")) == ["is", "begins"]


def test_equal_matches_stay_in_the_order_of_the_atlas():
    assert list(search_regions(ORDERED, "")) == list(ORDERED.regions)
    assert list(search_regions(TABLE, "l")) == ["flank", "lumbar", "bra-line"]


def test_each_typed_word_must_begin_a_word_of_the_text():
    assert matches_words(["A small hernia", "of the back"], "HERN back")
    assert not matches_words(["A small hernia"], "hernia knee")
