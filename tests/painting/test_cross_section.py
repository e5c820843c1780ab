"""The cross-section: its layers, what each kind of region shows, its steps and its labels."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPainterPath, QTransform

from app.painting.cross_section.labels import (
    label_anchors,
    layout_section_labels,
    leader_points,
    paint_section_labels,
    spread_boxes,
)
from app.painting.cross_section.paint import LAYER_COLOR_ROLES, paint_section
from app.painting.cross_section.tissue import (
    SECTION_HEIGHT,
    SECTION_WIDTH,
    cross_section,
    fat_lobules,
    hernia_opening,
    ribs,
)
from app.painting.cross_section.tools import cannula_tunnels
from app.panels.decision_aid.cross_section_text import label_texts
from app.session.state import TEXT_SIZES, THEMES
from app.support.paths import assets
from app.theme.theme import load_fonts, read_theme
from tests.theme.test_contrast import contrast

STEPS = ("numbing", "laser", "suction", "closing", "garment")
UPPER = ["epidermis", "skin", "fat", "fascia"]
BELOW = {
    "ribs": ["muscle", "ribs", "pleura", "lung"],
    "flank": ["muscle", "belly"],
    "bone": ["muscle", "bone"],
    "muscle": ["muscle"],
}
EVERY = [(kind, deep) for kind in BELOW for deep in (False, True)]


@pytest.fixture(autouse=True)
def fonts(qapp):
    load_fonts(assets() / "fonts")


def load_theme(theme="light", size=100):
    return read_theme(assets() / "themes", theme, size, 0)


def painted(kind, step, theme="light", *, deep=False, mirrored=False, wide=240):
    picture = QImage(wide, wide * 3 // 4, QImage.Format.Format_RGB32)
    colours = load_theme(theme).colors
    picture.fill(colours["surface"])
    painter = QPainter(picture)
    cut = cross_section(kind, step, deep_fat=deep)
    paint_section(painter, cut, QRectF(picture.rect()), colours, mirrored=mirrored)
    painter.end()
    return picture


@pytest.mark.parametrize(("kind", "deep"), EVERY)
def test_the_layers_follow_each_other_from_the_skin_inwards(kind, deep):
    names = [layer.name for layer in cross_section(kind, "", deep_fat=deep).layers]
    assert names == UPPER + ["deep-fat"] * deep + BELOW[kind]


@pytest.mark.parametrize(("kind", "deep"), EVERY)
@pytest.mark.parametrize("step", ["", *STEPS])
def test_no_layer_overlaps_the_next_and_none_is_empty(kind, deep, step):
    cut = cross_section(kind, step, deep_fat=deep)
    for one, other in itertools.pairwise(cut.layers):
        assert one.bottom == other.top
    for x in range(0, int(SECTION_WIDTH) + 1, 5):
        edges = [cut.deformation.y(x, layer.top) for layer in cut.layers] + [SECTION_HEIGHT]
        assert all(low - high >= 2 for high, low in itertools.pairwise(edges))
        assert edges[0] >= 20


@pytest.mark.parametrize(("kind", "deep"), EVERY)
def test_ribs_and_a_gap_are_only_where_they_belong(kind, deep):
    cut = cross_section(kind, "numbing", deep_fat=deep)
    assert len(ribs(cut)) == (3 if kind == "ribs" else 0)
    assert hernia_opening(cut).isEmpty() is (kind != "flank")
    band = cut.layer("ribs")
    assert all(
        band.top < rib.boundingRect().top() and rib.boundingRect().bottom() < band.bottom
        for rib in ribs(cut)
    )


def test_the_gap_goes_through_the_muscle_and_bulges_into_the_fat():
    cut = cross_section("flank", "", deep_fat=True)
    muscle, box = cut.layer("muscle"), hernia_opening(cut).boundingRect()
    assert box.top() < muscle.top
    assert box.bottom() > muscle.bottom
    assert box.top() > cut.layer("deep-fat").top


@pytest.mark.parametrize(("kind", "deep"), EVERY)
def test_lumps_of_fat_lie_in_fat_and_nowhere_else(kind, deep):
    cut = cross_section(kind, "", deep_fat=deep)
    fat = [one for one in cut.layers if one.name in ("fat", "deep-fat")]
    for lobule in fat_lobules(cut):
        at = lobule.center
        assert (
            sum(
                cut.deformation.y(at.x(), one.top) < at.y() < cut.deformation.y(at.x(), one.bottom)
                for one in fat
            )
            == 1
        )


@pytest.mark.parametrize("deep", [False, True])
def test_the_tunnels_stay_in_the_upper_fat(deep):
    cut = cross_section("ribs", "suction", deep_fat=deep)
    fat = cut.path(cut.layer("fat"))
    ends = [end for way in cannula_tunnels(cut) for end in way]
    assert len(ends) > 1
    assert all(fat.contains(end) for end in ends)


@pytest.mark.parametrize(("kind", "deep"), EVERY)
@pytest.mark.parametrize("theme", THEMES)
def test_every_step_has_a_picture_of_its_own_and_always_the_same(kind, deep, theme):
    pictures = [painted(kind, step, theme, deep=deep) for step in ("", *STEPS)]
    for one, other in itertools.combinations(pictures, 2):
        assert one != other
    assert painted(kind, "garment", theme, deep=deep) == pictures[-1]


@pytest.mark.parametrize("step", STEPS)
def test_right_to_left_shows_the_picture_in_a_mirror(step):
    there = painted("flank", step, deep=True)
    turned = painted("flank", step, deep=True, mirrored=True)
    back = turned.transformed(QTransform.fromScale(-1, 1))
    other = sum(
        abs(there.pixelColor(x, y).lightness() - back.pixelColor(x, y).lightness()) > 40
        for x in range(0, 240, 3)
        for y in range(0, 180, 3)
    )
    assert other < 40


@pytest.mark.parametrize("theme", THEMES)
def test_the_line_between_two_layers_stands_out_from_both(theme):
    colours = load_theme(theme).colors
    for role in {*LAYER_COLOR_ROLES.values(), "tissue_fat", "tissue_gap", "sunken"}:
        assert contrast(colours["tissue_line"], colours[role]) >= 3.0, role
    assert contrast(colours["on_tissue_cloth"], colours["tissue_cloth"]) >= 3.0
    assert contrast(colours["tissue_mark"], colours["outline_light"]) >= 3.0


def planned(kind, deep, width, size, step="numbing"):
    cut = cross_section(kind, step, deep_fat=deep)
    return layout_section_labels(
        cut, label_texts(step, deep_fat=deep), width, load_theme("light", size)
    )


WIDTHS = (320, 480, 700, 1200)


@pytest.mark.parametrize(("kind", "deep"), EVERY)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("size", [TEXT_SIZES[0], TEXT_SIZES[-1]])
@pytest.mark.parametrize("step", STEPS)
def test_no_label_is_cut_off_or_overlaps_and_no_leader_crosses(kind, deep, width, size, step):
    made = planned(kind, deep, width, size, step)
    room = QRectF(0, 0, width, made.height)
    boxes = [one.box for one in made.labels] + [
        one.legend_box for one in made.labels if made.has_legend
    ]
    assert all(room.contains(box) for box in boxes)
    for one, other in itertools.combinations(boxes, 2):
        assert not one.intersects(other)
    ways = [leader_points(label, made.drawing) for label in made.labels]
    for one, other in itertools.combinations(ways, 2):
        assert not _cross(one, other)
    assert all(made.drawing.contains(label.point) for label in made.labels)


def _cross(one, other):
    met = QLineF.IntersectionType.BoundedIntersection
    return any(
        QLineF(*a).intersects(QLineF(*b))[0] == met
        for a in itertools.pairwise(one)
        for b in itertools.pairwise(other)
    )


def test_the_words_stand_beside_the_drawing_where_there_is_room():
    assert not planned("flank", True, 700, 100).has_legend
    assert planned("flank", True, 480, 100).has_legend
    assert planned("flank", True, 700, 200).has_legend


@pytest.mark.parametrize(("kind", "deep"), EVERY)
def test_each_label_points_into_what_it_names(kind, deep):
    cut = cross_section(kind, "suction", deep_fat=deep)
    for name, point in label_anchors(cut).items():
        layer = cut.layer(name)
        if layer is not None:
            assert cut.path(layer).contains(point), name
            if name not in ("ribs",):
                assert not any(rib.contains(point) for rib in ribs(cut))
    if kind == "flank":
        closed = QPainterPath(hernia_opening(cut))
        closed.closeSubpath()
        assert closed.contains(label_anchors(cut)["gap"])
        assert not closed.contains(label_anchors(cut)["muscle"])
    if kind == "ribs":
        assert ribs(cut)[-1].contains(label_anchors(cut)["ribs"])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("is_mirrored", [False, True])
def test_labels_are_painted_on_both_sides(width, is_mirrored):
    made, worn = planned("ribs", False, width, 100), load_theme()
    picture = QImage(width, made.height, QImage.Format.Format_RGB32)
    picture.fill(worn.color("surface"))
    blank = picture.copy()
    painter = QPainter(picture)
    paint_section_labels(painter, made, width, worn, is_mirrored=is_mirrored)
    painter.end()
    box = made.labels[0].box.toAlignedRect()
    if is_mirrored:
        box.moveRight(width - 1 - box.left())
    assert picture.copy(box) != blank.copy(box)


def test_boxes_are_moved_apart_in_their_order():
    assert spread_boxes([0, 5, 90], [10, 10, 20], 2, 100) == [0, 12, 80]


def test_the_drawing_fills_its_box_and_no_more():
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    colours = load_theme().colors
    picture.fill(colours["accent"])
    painter = QPainter(picture)
    box = QRectF(50, 20, 200, 150)
    paint_section(painter, cross_section("bone", "garment", deep_fat=False), box, colours)
    painter.end()
    outside = [QPointF(20, 50), QPointF(280, 100), QPointF(150, 10), QPointF(150, 180)]
    assert all(picture.pixelColor(at.toPoint()) == colours["accent"] for at in outside)
    assert picture.pixelColor(150, 160) != colours["accent"]
