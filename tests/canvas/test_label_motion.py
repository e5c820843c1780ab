"""Names that change their place move there, unless motion is reduced."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractAnimation

from app.body.outlines import contains
from app.body.regions import Place, RegionId, Side
from app.canvas.label_motion import LabelMotion
from app.session.state import Showing, ZoomFrame

FLANK = RegionId("flank")
LEFT, RIGHT = Place(FLANK, Side.LEFT), Place(FLANK, Side.RIGHT)


@pytest.fixture
def moving(open_workspace):
    """A workspace with motion, and the motion of its labels."""

    def opened(motion_ms):
        visitor = open_workspace(Showing())
        theme = replace(visitor.workspace.theme, motion_ms=motion_ms)
        visitor.canvas.set_showing(Showing(), theme)
        motion = visitor.canvas.findChild(LabelMotion)
        motion.setDuration(60_000)
        return visitor.canvas, theme, motion

    return opened


def flank_of(canvas):
    return next(one for one in canvas.scene().layout.labels if one.region == FLANK)


def show(canvas, theme, **state):
    canvas.set_showing(Showing(**state), theme)


def is_running(motion):
    return motion.state() is QAbstractAnimation.State.Running


def test_a_name_moves_to_the_chosen_side(moving):
    canvas, theme, motion = moving(150)
    before = flank_of(canvas).box
    show(canvas, theme, place=RIGHT)
    assert is_running(motion)
    motion.setCurrentTime(6_000)
    on_the_way = flank_of(canvas).box
    motion.setCurrentTime(60_000)
    assert before.x < on_the_way.x < flank_of(canvas).box.x
    assert not is_running(motion)


def test_on_the_way_the_leader_already_ends_in_the_chosen_side(moving):
    canvas, theme, motion = moving(150)
    show(canvas, theme, place=RIGHT)
    motion.setCurrentTime(6_000)
    label = flank_of(canvas)
    at = canvas.plate_rect.to_plate(*label.leader[-1])
    outlines = canvas.scene_builder.outlines(Showing()).regions
    assert contains(next(one.points for one in outlines if one.place == RIGHT), *at)
    assert label.leader[0][1] == pytest.approx(label.box.y + label.box.h / 2)


def test_a_name_that_is_on_its_way_turns_back_from_where_it_is(moving):
    canvas, theme, motion = moving(150)
    show(canvas, theme, place=RIGHT)
    motion.setCurrentTime(20_000)
    on_the_way = flank_of(canvas).box
    show(canvas, theme, place=LEFT)
    turned = flank_of(canvas).box
    assert turned.x + turned.w / 2 == pytest.approx(on_the_way.x + on_the_way.w / 2)


def test_the_picture_shows_the_name_on_its_way(moving):
    canvas, theme, motion = moving(150)
    show(canvas, theme, place=RIGHT)
    motion.setCurrentTime(6_000)
    first = canvas.grab().toImage()
    motion.setCurrentTime(60_000)
    assert canvas.grab().toImage() != first


def test_with_reduced_motion_no_name_moves(moving):
    canvas, theme, motion = moving(0)
    show(canvas, theme, place=RIGHT)
    assert not is_running(motion)
    assert flank_of(canvas).box.x > canvas.width() / 2


def test_while_zooming_names_stay_with_their_regions(moving):
    canvas, theme, motion = moving(150)
    show(canvas, theme, frame=ZoomFrame(2.0, 0.5, 0.5))
    assert not is_running(motion)


def test_a_choice_that_moves_nothing_starts_no_motion(moving):
    canvas, theme, motion = moving(150)
    show(canvas, theme, place=Place(RegionId("lumbar")))
    assert not is_running(motion)
