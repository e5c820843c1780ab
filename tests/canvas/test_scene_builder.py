"""What the composer keeps, and what it works out only when it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.body.regions import Place, RegionId, Side, View
from app.bootstrap.open_atlas import open_atlas
from app.canvas import scene_builder as module
from app.canvas.figure_layout import FigureViewport
from app.canvas.scene_builder import SceneBuilder
from app.painting import figure
from app.painting.labels import placement
from app.painting.scene import InteractionState
from app.session.state import Showing
from app.workspace.workspace import ThemeLoader

ASSETS = Path(__file__).resolve().parents[2] / "assets"
FINAL = FigureViewport(700, 900)


@pytest.fixture
def theme_loader():
    return ThemeLoader.from_assets(ASSETS, 0)


@pytest.fixture
def composer(qapp, theme_loader):
    made = SceneBuilder(open_atlas(None), theme_loader.skins)
    made.has_labels = True
    return made


@pytest.fixture
def layout_areas(monkeypatch):
    """The areas in which labels have been laid out, all of them or those of a side."""
    areas = []

    def noted(work):
        def lay_out(*given, **others):
            areas.append((given[-1].w, given[-1].h))
            return work(*given, **others)

        return lay_out

    for name in ("place_labels", "move_leaders"):
        monkeypatch.setattr(placement, name, noted(getattr(placement, name)))
    return areas


def test_in_rooms_that_nobody_sees_no_label_is_laid_out(composer, theme_loader, layout_areas):
    showing = Showing()
    theme = theme_loader.load(showing)
    for height in (500, 600, 700, 800):
        assert composer.layout(showing, theme, FigureViewport(700, height)).shapes
    assert layout_areas == []
    assert composer.layout(showing, theme, FINAL).label_placement().layout.labels
    composer.layout(showing, theme, FINAL)
    assert layout_areas == [(FINAL.width - 28, FINAL.height - 28)]


def test_the_labels_of_a_view_are_there_before_it_is_turned_to(
    composer, theme_loader, layout_areas
):
    turned = Showing(view=View.BACK_LEFT)
    theme = theme_loader.load(turned)
    composer.preload(turned, theme, FINAL, 1.0)
    assert len(layout_areas) == 1
    assert composer.layout(turned, theme, FINAL).label_placement().layout.labels
    assert len(layout_areas) == 1


def test_what_was_asked_for_last_is_kept(composer, theme_loader, layout_areas):
    showing = Showing()
    theme = theme_loader.load(showing)
    assert composer.layout(showing, theme, FINAL).label_placement().layout.labels
    for height in range(500, 520):
        composer.layout(showing, theme, FigureViewport(700, height))
        composer.layout(showing, theme, FINAL)
    assert composer.layout(showing, theme, FINAL).label_placement().layout.labels
    assert len(layout_areas) == 1


def sides_of(composer, theme_loader):
    """The two sides of the flank: the one in which its line ends at rest, and the other."""
    showing = Showing()
    arranged = composer.layout(showing, theme_loader.load(showing), FINAL)
    sides = [Place(RegionId("flank"), side) for side in Side]
    return sorted(sides, key=arranged._rests_in, reverse=True)


def test_labels_are_laid_out_anew_only_for_the_side_their_line_does_not_end_in(
    composer, theme_loader, layout_areas
):
    at_rest, other = sides_of(composer, theme_loader)
    showing = Showing()
    arranged = composer.layout(showing, theme_loader.load(showing), FINAL)
    assert arranged.label_placement(at_rest) is arranged.label_placement()
    assert len(layout_areas) == 1
    assert arranged.label_placement(other) is not arranged.label_placement()
    assert arranged.label_placement(None, other) is arranged.label_placement(other)
    assert len(layout_areas) == 2


def test_the_labels_of_what_may_be_shown_next_are_laid_out_for_its_side(
    composer, theme_loader, layout_areas
):
    _, other = sides_of(composer, theme_loader)
    coming = Showing(place=other)
    theme = theme_loader.load(coming)
    composer.preload(coming, theme, FINAL, 1.0)
    before = len(layout_areas)
    composer.scene(coming, theme, FINAL, 1.0, InteractionState())
    assert len(layout_areas) == before


@pytest.fixture
def base_images(monkeypatch):
    """The layouts of which a picture at rest has been painted."""
    layouts, paint_resting = [], figure.paint_base

    def noted(painter, scene):
        layouts.append(scene.layout)
        paint_resting(painter, scene)

    monkeypatch.setattr(module, "paint_base", noted)
    return layouts


def test_choosing_a_side_for_which_all_is_prepared_lays_out_and_paints_no_label(
    composer, theme_loader, layout_areas, base_images
):
    showing = Showing()
    theme = theme_loader.load(showing)
    composer.preload_sides(showing, theme, FINAL, 1.0)
    arranged = composer.layout(showing, theme, FINAL)
    kept = dict(arranged._by_leader_sides)
    assert len(kept) == 2
    before = len(layout_areas), len(base_images)
    for shape in arranged.shapes:
        composer.scene(Showing(place=shape.place), theme, FINAL, 1.0, InteractionState())
        composer.scene(showing, theme, FINAL, 1.0, InteractionState())
    assert (len(layout_areas), len(base_images)) == before
    assert arranged._by_leader_sides == kept


def test_choosing_a_side_moves_no_other_label(composer, theme_loader):
    _, other = sides_of(composer, theme_loader)
    arranged = composer.layout(Showing(), theme_loader.load(Showing()), FINAL)
    rest, moved = (arranged.label_placement(place).layout.labels for place in (None, other))
    assert [one.region for one, two in zip(rest, moved, strict=True) if one != two] == ["flank"]


def test_after_forgetting_no_layout_tells_which_side_was_chosen(
    composer, theme_loader, layout_areas
):
    _, other = sides_of(composer, theme_loader)
    showing = Showing()
    theme = theme_loader.load(showing)
    composer.scene(Showing(place=other), theme, FINAL, 1.0, InteractionState())
    composer.evict_caches(showing, theme, FINAL, 1.0)
    assert composer._base_images == []
    assert composer.layout(showing, theme, FINAL)._by_leader_sides == {}
