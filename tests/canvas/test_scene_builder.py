"""What the scene builder caches, and that labels are placed and painted only when needed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.body.regions import Place, RegionId, Side, SkinId, View
from app.bootstrap.open_atlas import open_atlas
from app.canvas import region_tints
from app.canvas import scene_builder as module
from app.canvas.figure_layout import FigureViewport
from app.canvas.scene_builder import SceneBuilder
from app.painting import figure
from app.painting.labels import placement
from app.painting.scene import InteractionState
from app.session.state import SKIN_TONES, Showing, ZoomFrame
from app.support.paths import assets
from app.workspace.workspace import ThemeLoader

VIEWPORT = FigureViewport(700, 900)
NO_INTERACTION = InteractionState()


@pytest.fixture(scope="module")
def atlas():
    return open_atlas(None)


@pytest.fixture(scope="module")
def theme_loader(qapp):
    return ThemeLoader.from_assets(assets(), 0)


@pytest.fixture
def theme(theme_loader):
    return theme_loader.load(Showing())


@pytest.fixture
def builder(atlas, theme_loader):
    scene_builder = SceneBuilder(atlas, theme_loader.skins)
    scene_builder.has_labels = True
    return scene_builder


@pytest.fixture
def placements(monkeypatch):
    """The sizes of the windows in which labels have been placed, all of them or one leader."""
    sizes = []

    def noted(function):
        def place(*arguments, **options):
            window = arguments[-1]
            sizes.append((window.w, window.h))
            return function(*arguments, **options)

        return place

    for name in ("place_labels", "move_leaders"):
        monkeypatch.setattr(placement, name, noted(getattr(placement, name)))
    return sizes


def test_at_sizes_that_are_never_painted_no_labels_are_placed(builder, theme, placements):
    showing = Showing()
    for height in (500, 600, 700, 800):
        assert builder.layout(showing, theme, FigureViewport(700, height)).shapes
    assert placements == []
    assert builder.layout(showing, theme, VIEWPORT).label_placement().layout.labels
    builder.layout(showing, theme, VIEWPORT)
    assert placements == [(VIEWPORT.width - 28, VIEWPORT.height - 28)]


def test_preloading_a_view_places_its_labels(builder, theme, placements):
    turned = Showing(view=View.BACK_LEFT)
    builder.preload(turned, theme, VIEWPORT, 1.0)
    assert len(placements) == 1
    assert builder.layout(turned, theme, VIEWPORT).label_placement().layout.labels
    assert len(placements) == 1


def test_the_layout_used_last_stays_cached(builder, theme, placements):
    showing = Showing()
    assert builder.layout(showing, theme, VIEWPORT).label_placement().layout.labels
    for height in range(500, 520):
        builder.layout(showing, theme, FigureViewport(700, height))
        builder.layout(showing, theme, VIEWPORT)
    assert builder.layout(showing, theme, VIEWPORT).label_placement().layout.labels
    assert len(placements) == 1


def sides_of_flank(builder, theme):
    """The side of the flank in which its leader ends at rest, and the other side."""
    moving = builder.layout(Showing(), theme, VIEWPORT).places_moving_labels()
    sides = [Place(RegionId("flank"), side) for side in Side]
    return sorted(sides, key=moving.__contains__)


def test_labels_are_placed_again_only_for_the_side_without_the_leader(builder, theme, placements):
    at_rest, other = sides_of_flank(builder, theme)
    layout = builder.layout(Showing(), theme, VIEWPORT)
    assert layout.label_placement(at_rest) is layout.label_placement()
    assert len(placements) == 1
    assert layout.label_placement(other) is not layout.label_placement()
    assert layout.label_placement(None, other) is layout.label_placement(other)
    assert len(placements) == 2


def test_preloading_a_chosen_side_places_its_labels(builder, theme, placements):
    _, other = sides_of_flank(builder, theme)
    coming = Showing(place=other)
    builder.preload(coming, theme, VIEWPORT, 1.0)
    before = len(placements)
    builder.scene(coming, theme, VIEWPORT, 1.0, NO_INTERACTION)
    assert len(placements) == before


@pytest.fixture
def base_images(monkeypatch):
    """The layouts for which a base image has been painted."""
    layouts, paint_base = [], figure.paint_base

    def noted(painter, scene):
        layouts.append(scene.layout)
        paint_base(painter, scene)

    monkeypatch.setattr(module, "paint_base", noted)
    return layouts


def test_after_preloading_the_sides_choosing_one_places_and_paints_no_labels(
    builder, theme, placements, base_images
):
    showing = Showing()
    builder.preload_sides(showing, theme, VIEWPORT, 1.0)
    layout = builder.layout(showing, theme, VIEWPORT)
    cached = layout.cached_sides
    assert len(cached) == 2
    before = len(placements), len(base_images)
    for shape in layout.shapes:
        builder.scene(Showing(place=shape.place), theme, VIEWPORT, 1.0, NO_INTERACTION)
        builder.scene(showing, theme, VIEWPORT, 1.0, NO_INTERACTION)
    assert (len(placements), len(base_images)) == before
    assert layout.cached_sides == cached


def test_choosing_a_side_moves_no_other_label(builder, theme):
    _, other = sides_of_flank(builder, theme)
    layout = builder.layout(Showing(), theme, VIEWPORT)
    rest, moved = (layout.label_placement(place).layout.labels for place in (None, other))
    assert [one.region for one, two in zip(rest, moved, strict=True) if one != two] == ["flank"]


def test_after_evicting_nothing_reveals_which_side_was_chosen(builder, theme):
    _, other = sides_of_flank(builder, theme)
    showing = Showing()
    builder.scene(Showing(place=other), theme, VIEWPORT, 1.0, NO_INTERACTION)
    builder.evict_caches(showing, theme, VIEWPORT, 1.0)
    assert builder.base_image_count == 0
    assert builder.layout(showing, theme, VIEWPORT).cached_sides == ()


FLANK = RegionId("flank")


def lit_places(scene):
    return set(scene.tints)


def test_only_what_is_hovered_found_or_chosen_is_lit(builder, theme):
    hovered = InteractionState(hovered=Place(FLANK, Side.LEFT))
    found = InteractionState(found=frozenset([RegionId("sacral")]))
    sides = {Place(FLANK, side) for side in Side}
    for showing, interaction, lit in (
        (Showing(), NO_INTERACTION, set()),
        (Showing(), hovered, {Place(FLANK, Side.LEFT)}),
        (Showing(), found, {Place(RegionId("sacral"))}),
        (Showing(place=Place(FLANK)), NO_INTERACTION, sides),
        (Showing(place=Place(FLANK, Side.RIGHT)), hovered, sides),
    ):
        assert lit_places(builder.scene(showing, theme, VIEWPORT, 1.0, interaction)) == lit


def test_the_light_on_a_region_is_made_once_for_each_size_and_tone(builder, theme, monkeypatch):
    made, tint_region = [], region_tints.tint_region

    def noted(*arguments):
        made.append(arguments)
        return tint_region(*arguments)

    monkeypatch.setattr(region_tints, "tint_region", noted)
    chosen = Showing(place=Place(FLANK, Side.LEFT))
    for _ in range(3):
        builder.scene(chosen, theme, VIEWPORT, 1.0, NO_INTERACTION)
        builder.scene(Showing(), theme, VIEWPORT, 1.0, NO_INTERACTION)
    assert len(made) == 1
    builder.scene(replace(chosen, skin=SkinId("tone-6")), theme, VIEWPORT, 1.0, NO_INTERACTION)
    builder.scene(chosen, theme, VIEWPORT, 2.0, NO_INTERACTION)
    assert len(made) == 3


def test_the_light_is_made_at_the_size_of_the_painted_plate(builder, theme):
    for ratio in (1.0, 2.0):
        scene = builder.scene(Showing(place=Place(FLANK)), theme, VIEWPORT, ratio, NO_INTERACTION)
        for tint in scene.tints.values():
            assert tint.image.width() == pytest.approx(tint.box.width() * scene.image.width())


def test_only_so_many_tints_are_kept(builder, theme):
    for skin in SKIN_TONES:
        for region in builder.atlas.regions:
            showing = Showing(place=Place(region), skin=skin)
            builder.scene(showing, theme, VIEWPORT, 1.0, NO_INTERACTION)
    assert builder.region_tints.count == region_tints.CACHE_SIZE


def test_after_evicting_no_light_reveals_what_was_chosen(builder, theme):
    builder.scene(Showing(place=Place(FLANK)), theme, VIEWPORT, 1.0, NO_INTERACTION)
    assert builder.region_tints.count == 2
    builder.evict_caches(Showing(), theme, VIEWPORT, 1.0)
    assert builder.region_tints.count == 0


def test_a_layout_that_a_zoom_passes_through_is_not_kept(builder, theme):
    kept = builder.layout(Showing(), theme, VIEWPORT)
    for step in range(20):
        frame = ZoomFrame(1.1 + step / 20)
        builder.layout(Showing(frame=frame), theme, VIEWPORT, is_kept=False)
    assert builder.layout(Showing(), theme, VIEWPORT) is kept
    frame = ZoomFrame(1.1)
    one, other = (
        builder.layout(Showing(frame=frame), theme, VIEWPORT, is_kept=False) for _ in range(2)
    )
    assert one is not other
