"""What the scene builder caches, and that labels are placed and painted only when needed."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from app.body.regions import Place, RegionId, Side, SkinId, View
from app.bootstrap.open_atlas import open_atlas
from app.canvas import region_tints
from app.canvas import scene_builder as module
from app.canvas.figure_layout import FigureViewport
from app.canvas.scene_builder import SceneBuilder
from app.painting import figure
from app.painting.labels import layout as layout_module
from app.painting.scene import InteractionState
from app.session.state import SKIN_TONES, Page, Showing, ZoomFrame
from app.support.paths import assets
from app.workspace.workspace import ThemeLoader

VIEWPORT = FigureViewport(700, 900)
NO_INTERACTION = InteractionState()
RIGHT = Place(RegionId("flank"), Side.RIGHT)


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
    """The sizes of the windows in which labels have been placed."""
    sizes, place_labels = [], layout_module.place_labels

    def noted(requests, window, **options):
        sizes.append((window.box.w, window.box.h))
        return place_labels(requests, window, **options)

    monkeypatch.setattr(layout_module, "place_labels", noted)
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


def test_the_labels_of_a_chosen_side_are_placed_once(builder, theme, placements):
    layout = builder.layout(Showing(), theme, VIEWPORT)
    assert layout.label_placement(RIGHT) is layout.label_placement(RIGHT)
    assert layout.label_placement(RIGHT) is not layout.label_placement()
    assert len(placements) == 2


def test_preloading_a_chosen_side_places_its_labels(builder, theme, placements):
    coming = Showing(place=RIGHT)
    builder.preload(coming, theme, VIEWPORT, 1.0)
    before = len(placements)
    builder.scene(coming, theme, VIEWPORT, 1.0, NO_INTERACTION)
    assert len(placements) == before


def test_choosing_a_region_without_sides_paints_no_base_image_again(builder, theme, monkeypatch):
    painted, paint_base = [], figure.paint_base

    def noted(painter, scene):
        painted.append(scene.layout)
        paint_base(painter, scene)

    monkeypatch.setattr(module, "paint_base", noted)
    for chosen in (None, Place(RegionId("lumbar")), None):
        builder.scene(Showing(place=chosen), theme, VIEWPORT, 1.0, NO_INTERACTION)
    assert len(painted) == 1


def painted(scene):
    image = QImage(VIEWPORT.width, VIEWPORT.height, QImage.Format.Format_RGB32)
    image.fill(scene.theme.color("ground"))
    painter = QPainter(image)
    figure.paint_figure(painter, scene)
    painter.end()
    return image


def largest_difference(one, other):
    """How far the pixels of two pictures are from each other at most, from 0 to 255."""
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return max(abs(a - b) for a, b in pairs)


@pytest.mark.parametrize("chosen", [None, Place(RegionId("lumbar")), RIGHT])
def test_in_contrast_many_outlines_are_painted_once_and_look_the_same(
    builder, theme_loader, monkeypatch, chosen
):
    showing = Showing(theme="contrast", place=chosen)
    contrast = theme_loader.load(showing)
    one_by_one = builder.scene(showing, contrast, VIEWPORT, 1.0, NO_INTERACTION)
    drawn, paint_lines = [], module.paint_lines_at_rest

    def noted(painter, scene):
        drawn.append(scene)
        paint_lines(painter, scene)

    monkeypatch.setattr(module, "paint_lines_at_rest", noted)
    monkeypatch.setattr(module, "MANY_PLACES", 2)
    scenes = [builder.scene(showing, contrast, VIEWPORT, 1.0, NO_INTERACTION) for _ in range(2)]
    assert one_by_one.line_image is None
    assert scenes[0].line_image is scenes[1].line_image
    assert len(drawn) == 1
    assert largest_difference(painted(one_by_one), painted(scenes[0])) <= 3
    assert largest_difference(painted(scenes[0]), painted(replace(scenes[0], line_image=QImage())))


def test_no_more_placements_are_cached_than_a_limit(builder, theme):
    layout = builder.layout(Showing(), theme, VIEWPORT)
    for region, side in product(builder.atlas.regions, (None, *Side)):
        layout.label_placement(Place(region, side))
    assert 0 < len(layout.cached_places) < 12


def test_after_evicting_nothing_reveals_what_was_chosen(builder, theme):
    showing = Showing()
    builder.scene(Showing(place=RIGHT), theme, VIEWPORT, 1.0, NO_INTERACTION)
    layout = builder.layout(showing, theme, VIEWPORT)
    assert layout.cached_places == {RIGHT}
    builder.evict_caches(showing, theme, VIEWPORT, 1.0)
    assert builder.base_image_count == 0
    assert layout.cached_places == set()


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


@pytest.mark.parametrize("has_numbers", [True, False])
def test_without_numbers_a_region_without_room_for_its_name_has_a_plain_dot(
    builder, theme_loader, has_numbers
):
    builder.has_numbers = has_numbers
    showing = Showing(text_size=200)
    narrow = FigureViewport(360, 640)
    layout = builder.layout(showing, theme_loader.load(showing), narrow).label_placement().layout
    numbered, dots = dict(layout.numbered), dict(layout.small_dots)
    assert ("interscapular" in numbered) is has_numbers
    assert ("interscapular" in dots) is not has_numbers


@pytest.mark.parametrize("side", Side)
def test_the_line_of_a_listed_side_ends_in_that_side_which_is_lit(builder, theme, side):
    place = Place(RegionId("flank"), side)
    listing = Showing(page=Page.MY_LIST, list_items=(f"flank:{side.value}",))
    builder.lights_list = True
    scene = builder.scene(listing, theme, VIEWPORT, 1.0, NO_INTERACTION)
    label = next(one for one in scene.layout.labels if one.region == "flank")
    shape = next(one for one in scene.shapes if one.place == place)
    assert scene.is_chosen(place)
    assert shape.path.contains(QPointF(*label.leader[-1]))
