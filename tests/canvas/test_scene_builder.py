"""What the composer keeps, and what it works out only when it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.body.regions import Place, RegionId, Side, View
from app.bootstrap.open_atlas import open_atlas
from app.canvas import scene_builder as module
from app.canvas.figure_layout import Room
from app.canvas.scene_builder import Composer
from app.painting import figure
from app.painting.labels import placement
from app.painting.scene import Passing
from app.session.state import Showing
from app.workspace.workspace import Wardrobe

ASSETS = Path(__file__).resolve().parents[2] / "assets"
FINAL = Room(700, 900)


@pytest.fixture
def wardrobe():
    return Wardrobe.of(ASSETS, 0)


@pytest.fixture
def composer(qapp, wardrobe):
    made = Composer(open_atlas(None), wardrobe.skins)
    made.labels = True
    return made


@pytest.fixture
def laid_out(monkeypatch):
    """The areas in which labels have been laid out, all of them or those of a side."""
    areas = []

    def noted(work):
        def lay_out(*given, **others):
            areas.append((given[-1].w, given[-1].h))
            return work(*given, **others)

        return lay_out

    for name in ("lay_out", "lead_into_ends"):
        monkeypatch.setattr(placement, name, noted(getattr(placement, name)))
    return areas


def test_in_rooms_that_nobody_sees_no_label_is_laid_out(composer, wardrobe, laid_out):
    showing = Showing()
    look = wardrobe.look(showing)
    for height in (500, 600, 700, 800):
        assert composer.arrangement(showing, look, Room(700, height)).shapes
    assert laid_out == []
    assert composer.arrangement(showing, look, FINAL).labelled().layout.labels
    composer.arrangement(showing, look, FINAL)
    assert laid_out == [(FINAL.width - 28, FINAL.height - 28)]


def test_the_labels_of_a_view_are_there_before_it_is_turned_to(composer, wardrobe, laid_out):
    turned = Showing(view=View.BACK_LEFT)
    look = wardrobe.look(turned)
    composer.prepare(turned, look, FINAL, 1.0)
    assert len(laid_out) == 1
    assert composer.arrangement(turned, look, FINAL).labelled().layout.labels
    assert len(laid_out) == 1


def test_what_was_asked_for_last_is_kept(composer, wardrobe, laid_out):
    showing = Showing()
    look = wardrobe.look(showing)
    assert composer.arrangement(showing, look, FINAL).labelled().layout.labels
    for height in range(500, 520):
        composer.arrangement(showing, look, Room(700, height))
        composer.arrangement(showing, look, FINAL)
    assert composer.arrangement(showing, look, FINAL).labelled().layout.labels
    assert len(laid_out) == 1


def sides_of(composer, wardrobe):
    """The two sides of the flank: the one in which its line ends at rest, and the other."""
    showing = Showing()
    arranged = composer.arrangement(showing, wardrobe.look(showing), FINAL)
    sides = [Place(RegionId("flank"), side) for side in Side]
    return sorted(sides, key=arranged._rests_in, reverse=True)


def test_labels_are_laid_out_anew_only_for_the_side_their_line_does_not_end_in(
    composer, wardrobe, laid_out
):
    at_rest, other = sides_of(composer, wardrobe)
    showing = Showing()
    arranged = composer.arrangement(showing, wardrobe.look(showing), FINAL)
    assert arranged.labelled(at_rest) is arranged.labelled()
    assert len(laid_out) == 1
    assert arranged.labelled(other) is not arranged.labelled()
    assert arranged.labelled(None, other) is arranged.labelled(other)
    assert len(laid_out) == 2


def test_the_labels_of_what_may_be_shown_next_are_laid_out_for_its_side(
    composer, wardrobe, laid_out
):
    _, other = sides_of(composer, wardrobe)
    coming = Showing(place=other)
    look = wardrobe.look(coming)
    composer.prepare(coming, look, FINAL, 1.0)
    before = len(laid_out)
    composer.scene(coming, look, FINAL, 1.0, Passing())
    assert len(laid_out) == before


@pytest.fixture
def painted_at_rest(monkeypatch):
    """The layouts of which a picture at rest has been painted."""
    layouts, paint_resting = [], figure.paint_resting

    def noted(painter, scene):
        layouts.append(scene.layout)
        paint_resting(painter, scene)

    monkeypatch.setattr(module, "paint_resting", noted)
    return layouts


def test_choosing_a_side_for_which_all_is_prepared_lays_out_and_paints_no_label(
    composer, wardrobe, laid_out, painted_at_rest
):
    showing = Showing()
    look = wardrobe.look(showing)
    composer.prepare_sides(showing, look, FINAL, 1.0)
    arranged = composer.arrangement(showing, look, FINAL)
    kept = dict(arranged._turned)
    assert len(kept) == 2
    before = len(laid_out), len(painted_at_rest)
    for shape in arranged.shapes:
        composer.scene(Showing(place=shape.place), look, FINAL, 1.0, Passing())
        composer.scene(showing, look, FINAL, 1.0, Passing())
    assert (len(laid_out), len(painted_at_rest)) == before
    assert arranged._turned == kept


def test_choosing_a_side_moves_no_other_label(composer, wardrobe):
    _, other = sides_of(composer, wardrobe)
    arranged = composer.arrangement(Showing(), wardrobe.look(Showing()), FINAL)
    rest, moved = (arranged.labelled(place).layout.labels for place in (None, other))
    assert [one.region for one, two in zip(rest, moved, strict=True) if one != two] == ["flank"]


def test_after_forgetting_no_layout_tells_which_side_was_chosen(composer, wardrobe, laid_out):
    _, other = sides_of(composer, wardrobe)
    showing = Showing()
    look = wardrobe.look(showing)
    composer.scene(Showing(place=other), look, FINAL, 1.0, Passing())
    composer.forget(showing, look, FINAL, 1.0)
    assert composer._resting == []
    assert composer.arrangement(showing, look, FINAL)._turned == {}
