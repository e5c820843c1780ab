"""The figures that ship: plates, outlines and landmarks fit each other and the body."""

from __future__ import annotations

import hashlib
import json

import numpy as np
import pytest
from PIL import Image, ImageDraw

from app.atlas.loader import open_trusted
from app.body.outlines import bounds
from app.body.regions import BuildId, FigureId, Place, PlateKey, RegionId, Side, View
from tests.shipped_atlas.shipped import ATLAS

MANIFEST = json.loads((ATLAS / "figures.json").read_text(encoding="utf-8"))
PLATES = {f"{p['figure']}-{p['build']}-{p['view']}": p for p in MANIFEST["plates"]}
BACKS = [name for name in PLATES if name.endswith("-back")]
SCALE = 2
"""Silhouettes and outlines are compared at half the plate's size."""
SHADOW = 64
"""The figure's soft shadow on the ground is less opaque than this, of 255."""
LANDMARK_SLACK = 0.02
"""How far, in plate heights, the edge of a region may be from its landmark."""

# Which landmarks a region's upper and lower edge lie at, in the middle of the back view.
EXTENTS = {
    "neck-base": ("c7", "t2"),
    "interscapular": ("t2", "t7.mid"),
    "bra-line": ("t7.mid", "t10"),
    "midback": ("t10", "l1"),
    "lumbar": ("l1", "l5"),
}


def key(name: str) -> PlateKey:
    plate = PLATES[name]
    return PlateKey(FigureId(plate["figure"]), BuildId(plate["build"]), View(plate["view"]))


@pytest.fixture(scope="module")
def atlas():
    return open_trusted(ATLAS)


def mask(points, plate) -> np.ndarray:
    size = plate["width"] // SCALE, plate["height"] // SCALE
    image = Image.new("1", size)
    ImageDraw.Draw(image).polygon([(x * size[0], y * size[0]) for x, y in points], fill=1)
    return np.asarray(image)


def silhouette(plate) -> np.ndarray:
    with Image.open(ATLAS / plate["plate"]) as image:
        return np.asarray(image.getchannel("A"))[::SCALE, ::SCALE] > 128


def pixels(name: str) -> np.ndarray:
    with Image.open(ATLAS / PLATES[name]["plate"]) as image:
        return np.asarray(image.convert("RGBA")).astype(int)


def test_there_are_two_figures_in_three_builds_and_three_views():
    assert len(PLATES) == 18
    assert set(PLATES) == {
        f"{figure}-{build}-{view}"
        for figure in ("woman", "man")
        for build in ("leaner", "average", "fuller")
        for view in ("back", "back-left", "back-right")
    }


@pytest.mark.parametrize("name", PLATES)
def test_the_manifest_holds_the_hash_of_plate_and_outline(name):
    for what in ("plate", "outline"):
        data = (ATLAS / PLATES[name][what]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == PLATES[name][f"{what}_sha256"]


@pytest.mark.parametrize("name", PLATES)
def test_a_plate_is_tall_light_in_weight_and_as_large_as_the_manifest_says(name):
    plate = PLATES[name]
    assert (ATLAS / plate["plate"]).stat().st_size <= 250_000
    with Image.open(ATLAS / plate["plate"]) as image:
        assert (image.format, image.size) == ("WEBP", (plate["width"], plate["height"]))
    assert plate["height"] >= 1600


@pytest.mark.parametrize("name", PLATES)
def test_colour_in_a_plate_is_gloss_and_nothing_else(name):
    data = pixels(name)
    red, green, blue = data[data[..., 3] > 250][:, :3].T
    gloss = red - blue
    assert np.percentile(gloss, 0.5) >= -8
    assert 10 <= np.percentile(gloss, 99) <= 75
    # Green lies where the shares of assets/build/plates.py put it, whatever the gloss.
    expected = blue + gloss * (2.274 - 0.0677) / 3.274
    assert np.percentile(np.abs(green - expected), 99.5) <= 8


@pytest.mark.parametrize("name", PLATES)
def test_the_figure_ends_inside_its_plate_and_its_shadow_is_soft(name):
    alpha = pixels(name)[..., 3]
    assert max(alpha[:, 0].max(), alpha[:, -1].max(), alpha[0].max(), alpha[-1].max()) <= 8
    faint = (alpha > 0) & (alpha < SHADOW)
    assert faint.mean() > 0.05
    steps = np.abs(np.diff(alpha, axis=1))[faint[:, 1:] & faint[:, :-1]]
    assert np.percentile(steps, 98) <= 4


@pytest.mark.parametrize("name", PLATES)
def test_the_head_fades_out_and_does_not_end_in_a_cut(name):
    alpha = pixels(name)[..., 3]
    head = np.flatnonzero(alpha[130] > 250)
    assert len(head) > 150
    rows = alpha[:130, head].mean(axis=1)
    assert rows[4] < 40
    assert np.diff(rows).max() < 8


@pytest.mark.parametrize("name", PLATES)
def test_a_flank_reaches_the_edge_of_the_body(name, atlas):
    plate = PLATES[name]
    body = silhouette(plate)
    rows = np.array([np.flatnonzero(row)[[0, -1]] if row.any() else (0, 0) for row in body])
    for outline in atlas.outlines(key(name)).regions:
        if outline.place.region != "flank":
            continue
        x, y = np.array(outline.points).T * plate["width"] / SCALE
        sides = rows[np.clip(y.astype(int), 0, len(rows) - 1)]
        assert np.abs(x[:, None] - sides).min() * SCALE <= 8


@pytest.mark.parametrize("body", sorted({n.rsplit("-back", 1)[0] for n in PLATES}))
def test_the_views_from_both_sides_are_two_pictures(body):
    left, right = (pixels(f"{body}-back-{side}") for side in ("left", "right"))
    mirrored = right[:, ::-1]
    both = (left[..., 3] > 250) & (mirrored[..., 3] > 250)
    assert np.abs(left[..., 1] - mirrored[..., 1])[both].mean() > 4


@pytest.mark.parametrize("name", BACKS)
def test_neck_to_cleft_fills_two_thirds_of_the_plate(name):
    plate, marks = PLATES[name], PLATES[name]["landmarks"]
    aspect = plate["height"] / plate["width"]
    assert (marks["cleft"][1] - marks["c7"][1]) / aspect >= 0.65


@pytest.mark.parametrize("name", PLATES)
def test_outlines_lie_on_the_body(name, atlas):
    body = silhouette(PLATES[name])
    grown = body.copy()
    for axis in (0, 1):
        for step in (-1, 1):
            grown |= np.roll(body, step, axis)
    for outline in atlas.outlines(key(name)).regions:
        outside = mask(outline.points, PLATES[name]) & ~grown
        assert outside.sum() <= 4, outline.place


@pytest.mark.parametrize("name", PLATES)
def test_outlines_do_not_overlap(name, atlas):
    masks = {o.place: mask(o.points, PLATES[name]) for o in atlas.outlines(key(name)).regions}
    total = sum(one.astype(int) for one in masks.values())
    assert (total > 1).sum() <= 20


@pytest.mark.parametrize("name", BACKS)
def test_left_and_right_mirror_each_other(name, atlas):
    outlines = {o.place: o.points for o in atlas.outlines(key(name)).regions}
    axis = PLATES[name]["landmarks"]["c7"][0]
    for region in ("flank", "underarm"):
        left, top, right, bottom = bounds(outlines[Place(RegionId(region), Side.LEFT)])
        other = bounds(outlines[Place(RegionId(region), Side.RIGHT)])
        mirrored = (2 * axis - other[2], other[1], 2 * axis - other[0], other[3])
        assert mirrored == pytest.approx((left, top, right, bottom), abs=0.02)
        assert right < axis < other[0]


@pytest.mark.parametrize("name", BACKS)
@pytest.mark.parametrize("region", EXTENTS)
def test_a_region_reaches_from_landmark_to_landmark(name, region, atlas):
    plate, marks = PLATES[name], PLATES[name]["landmarks"]
    outline = next(o for o in atlas.outlines(key(name)).regions if o.place.region == region)
    axis = marks["c7"][0]
    crossings = [y for x, y in outline.points if abs(x - axis) < 0.03]
    slack = LANDMARK_SLACK * plate["height"] / plate["width"]
    upper, lower = EXTENTS[region]
    assert min(crossings) == pytest.approx(marks[upper][1], abs=slack)
    assert max(crossings) == pytest.approx(marks[lower][1], abs=slack)


@pytest.mark.parametrize("name", BACKS)
def test_flanks_lie_over_the_hip_crest_and_the_sacral_region_above_the_cleft(name, atlas):
    plate, marks = PLATES[name], PLATES[name]["landmarks"]
    slack = LANDMARK_SLACK * plate["height"] / plate["width"]
    boxes = {o.place: bounds(o.points) for o in atlas.outlines(key(name)).regions}
    for side in Side:
        box = boxes[Place(RegionId("flank"), side)]
        assert box[1] < marks[f"l4.{side.value}"][1] <= box[3] + slack
    sacral = boxes[Place(RegionId("sacral"))]
    assert sacral[1] < marks["s2.left"][1] < sacral[3]
    assert sacral[3] == pytest.approx(marks["cleft"][1], abs=slack)


def largest_square(inside: np.ndarray) -> int:
    """The side of the largest square of set pixels, row by row from the top left."""
    best = np.zeros(inside.shape[1] + 1, dtype=int)
    largest = 0
    for row in inside:
        fresh = np.zeros_like(best)
        for column in np.flatnonzero(row) + 1:
            fresh[column] = 1 + min(best[column], best[column - 1], fresh[column - 1])
        best = fresh
        largest = max(largest, int(best.max()))
    return largest


@pytest.mark.parametrize("name", BACKS)
def test_every_region_holds_a_finger_at_800_pixels(name, atlas):
    height = PLATES[name]["height"]
    for outline in atlas.outlines(key(name)).regions:
        side = largest_square(mask(outline.points, PLATES[name])) * SCALE * 800 / height
        assert side >= 48 - SCALE * 800 / height, outline.place
