"""How sure a figure is follows from its fields by the written rule."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.content.certainty import how_sure
from tests.content.test_rates import COUNT, NONE, PRINTED

BARE = replace(PRINTED, low=None, high=None)
WIDE = {"low": Decimal(2), "high": Decimal(6)}
TIGHT = {"low": Decimal(2), "high": Decimal("5.9")}


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (replace(COUNT, tag="S2"), "second-hand"),
        (replace(BARE, tag="S2"), "second-hand"),
        (replace(COUNT, tag="D"), "worked-out"),
        (replace(NONE, tag="D"), "worked-out"),
        (BARE, "printed-bare"),
        (replace(PRINTED, **WIDE), "printed-wide"),
        (replace(PRINTED, **TIGHT), "printed"),
        (NONE, "counted-none"),
        (replace(COUNT, **WIDE), "counted-wide"),
        (replace(COUNT, low=None), "counted-wide"),
        (replace(COUNT, **TIGHT), "counted"),
    ],
)
def test_the_first_line_that_is_true_decides(record, key):
    assert how_sure(record) == key


def test_words_and_settings_play_no_part():
    praised = replace(PRINTED, label="sure", setting="100 studies", note="high certainty")
    assert how_sure(praised) == how_sure(PRINTED)
