"""How a region relates to its sides, and to which side a leader points."""

from __future__ import annotations

import pytest

from app.body.regions import Place, RegionId, Side, covers, is_visible, leader_sides

FLANK, UNDERARM, LUMBAR = (RegionId(name) for name in ("flank", "underarm", "lumbar"))
LEFT, RIGHT, BOTH = Place(FLANK, Side.LEFT), Place(FLANK, Side.RIGHT), Place(FLANK)
ARM = Place(UNDERARM, Side.LEFT)
ALL = (LEFT, RIGHT, ARM, Place(UNDERARM, Side.RIGHT), Place(LUMBAR))


@pytest.mark.parametrize(
    ("chosen", "focus", "outlined", "sides"),
    [
        (None, None, ALL, ()),
        (RIGHT, None, ALL, (RIGHT,)),
        (None, LEFT, ALL, (LEFT,)),
        (RIGHT, LEFT, ALL, (RIGHT,)),
        (RIGHT, ARM, ALL, (RIGHT, ARM)),
        (BOTH, None, ALL, ()),
        (BOTH, RIGHT, ALL, ()),
        (Place(LUMBAR), None, ALL, ()),
        (RIGHT, None, (LEFT, ARM), ()),
        (RIGHT, LEFT, (LEFT, ARM), (LEFT,)),
        (RIGHT, None, (), ()),
    ],
)
def test_a_leader_points_to_the_chosen_side_else_to_the_focused_one(chosen, focus, outlined, sides):
    assert leader_sides((chosen, focus), outlined) == sides


def test_a_region_covers_its_sides_and_a_side_only_itself():
    assert covers(BOTH, LEFT)
    assert covers(LEFT, LEFT)
    assert not covers(LEFT, RIGHT)
    assert not covers(LEFT, BOTH)
    assert not covers(BOTH, ARM)


def test_a_place_is_visible_if_a_side_of_it_has_an_outline():
    assert is_visible(BOTH, (LEFT,))
    assert not is_visible(RIGHT, (LEFT, ARM))
