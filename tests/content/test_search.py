"""Finding regions by what a visitor types."""

from __future__ import annotations

import pytest

from app.content.search import find
from app.content.shown import Names, NameTable

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
