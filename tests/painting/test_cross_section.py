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
from app.panels.document.cross_section_text import label_texts
from app.session.state import TEXT_SIZES, THEMES
from app.support.paths import assets
from app.theme.theme import load_fonts, read_theme
from tests.theme.test_contrast import contrast

STEPS = ("numbing", "laser", "suction", "closing", "garment")
UPPER = ["epidermis", "skin", "fat", "fascia"]
BELOW_FAT = {
    "ribs": ["muscle", "ribs", "pleura", "lung"],
    "flank": ["muscle", "belly"],
    "bone": ["muscle", "bone"],
    "muscle": ["muscle"],
}
SECTIONS = [(kind, deep) for kind in BELOW_FAT for deep in (False, True)]


@pytest.fixture(autouse=True)
def fonts(qapp):
    load_fonts(assets() / "fonts")


def load_theme(theme="light", size=100):
    return read_theme(assets() / "themes", theme, size, 0)


def painted(kind, step, theme="light", *, deep=False, mirrored=False):
    image = QImage(240, 180, QImage.Format.Format_RGB32)
    colors = load_theme(theme).colors
    image.fill(colors["surface"])
    painter = QPainter(image)
    section = cross_section(kind, step, deep_fat=deep)
    paint_section(painter, section, QRectF(image.rect()), colors, mirrored=mirrored)
    painter.end()
    return image


@pytest.mark.parametrize(("kind", "deep"), SECTIONS)
def test_the_layers_are_in_order_from_the_skin_inwards(kind, deep):
    names = [layer.name for layer in cross_section(kind, "", deep_fat=deep).layers]
    assert names == UPPER + ["deep-fat"] * deep + BELOW_FAT[kind]


def test_no_layer_overlaps_the_next_and_none_is_empty():
    faults = []
    for (kind, deep), step in itertools.product(SECTIONS, ["", *STEPS]):
        section = cross_section(kind, step, deep_fat=deep)
        if any(one.bottom != other.top for one, other in itertools.pairwise(section.layers)):
            faults.append((kind, deep, step, "a gap between two layers"))
        for x in range(0, int(SECTION_WIDTH) + 1, 5):
            edges = [section.deformation.y(x, layer.top) for layer in section.layers]
            heights = [low - high for high, low in itertools.pairwise([*edges, SECTION_HEIGHT])]
            if min(heights) < 2 or edges[0] < 20:
                faults.append((kind, deep, step, x))
    assert faults == []


@pytest.mark.parametrize(("kind", "deep"), SECTIONS)
def test_ribs_and_a_hernia_are_only_where_they_belong(kind, deep):
    section = cross_section(kind, "numbing", deep_fat=deep)
    assert len(ribs(section)) == (3 if kind == "ribs" else 0)
    assert hernia_opening(section).isEmpty() is (kind != "flank")
    band = section.layer("ribs")
    assert all(
        band.top < rib.boundingRect().top() and rib.boundingRect().bottom() < band.bottom
        for rib in ribs(section)
    )


def test_the_hernia_goes_through_the_muscle_and_bulges_into_the_fat():
    section = cross_section("flank", "", deep_fat=True)
    muscle, box = section.layer("muscle"), hernia_opening(section).boundingRect()
    assert box.top() < muscle.top
    assert box.bottom() > muscle.bottom
    assert box.top() > section.layer("deep-fat").top


@pytest.mark.parametrize(("kind", "deep"), SECTIONS)
def test_lobules_are_in_the_fat_and_nowhere_else(kind, deep):
    section = cross_section(kind, "", deep_fat=deep)
    fat = [one for one in section.layers if one.name in ("fat", "deep-fat")]
    height_at = section.deformation.y
    for lobule in fat_lobules(section):
        x, y = lobule.center.toTuple()
        inside = [height_at(x, one.top) < y < height_at(x, one.bottom) for one in fat]
        assert inside.count(True) == 1


@pytest.mark.parametrize("deep", [False, True])
def test_the_tunnels_stay_in_the_upper_fat(deep):
    section = cross_section("ribs", "suction", deep_fat=deep)
    fat = section.path(section.layer("fat"))
    ends = [end for tunnel in cannula_tunnels(section) for end in tunnel]
    assert len(ends) > 1
    assert all(fat.contains(end) for end in ends)


@pytest.mark.parametrize(("kind", "deep"), SECTIONS)
@pytest.mark.parametrize("theme", THEMES)
def test_every_step_has_its_own_picture_which_is_always_the_same(kind, deep, theme):
    pictures = [painted(kind, step, theme, deep=deep) for step in ("", *STEPS)]
    for one, other in itertools.combinations(pictures, 2):
        assert one != other
    assert painted(kind, "garment", theme, deep=deep) == pictures[-1]


@pytest.mark.parametrize("step", STEPS)
def test_right_to_left_text_mirrors_the_picture(step):
    original = painted("flank", step, deep=True)
    mirrored = painted("flank", step, deep=True, mirrored=True)
    restored = mirrored.transformed(QTransform.fromScale(-1, 1))
    different = sum(
        abs(original.pixelColor(x, y).lightness() - restored.pixelColor(x, y).lightness()) > 40
        for x in range(0, 240, 3)
        for y in range(0, 180, 3)
    )
    assert different < 40


@pytest.mark.parametrize("theme", THEMES)
def test_the_line_between_two_layers_stands_out_from_both(theme):
    colors = load_theme(theme).colors
    for role in {*LAYER_COLOR_ROLES.values(), "tissue_fat", "tissue_gap", "sunken"}:
        assert contrast(colors["tissue_line"], colors[role]) >= 3.0, role
    assert contrast(colors["on_tissue_cloth"], colors["tissue_cloth"]) >= 3.0
    assert contrast(colors["tissue_mark"], colors["outline_light"]) >= 3.0


def label_layout(kind, deep, width, size, step="numbing"):
    section = cross_section(kind, step, deep_fat=deep)
    texts = label_texts(step, deep_fat=deep)
    return layout_section_labels(section, texts, width, load_theme("light", size))


WIDTHS = (320, 480, 700, 1200)


def test_no_label_is_cut_off_or_overlaps_and_no_leader_crosses():
    faults = {}
    sizes = (TEXT_SIZES[0], TEXT_SIZES[-1])
    for case in itertools.product(SECTIONS, WIDTHS, sizes, STEPS):
        (kind, deep), width, size, step = case
        layout = label_layout(kind, deep, width, size, step)
        if found := list(_label_faults(layout, width)):
            faults[case] = found
    assert faults == {}


def _label_faults(layout, width):
    boxes = [label.box for label in layout.labels]
    if layout.has_legend:
        boxes += [label.legend_box for label in layout.labels]
    if not all(QRectF(0, 0, width, layout.height).contains(box) for box in boxes):
        yield "a label is cut off"
    if any(one.intersects(other) for one, other in itertools.combinations(boxes, 2)):
        yield "two labels overlap"
    leaders = [leader_points(label, layout.drawing) for label in layout.labels]
    if any(_cross(one, other) for one, other in itertools.combinations(leaders, 2)):
        yield "two leaders cross"
    if not all(layout.drawing.contains(label.point) for label in layout.labels):
        yield "a label points beside the drawing"


def _cross(one, other):
    met = QLineF.IntersectionType.BoundedIntersection
    return any(
        QLineF(*a).intersects(QLineF(*b))[0] == met
        for a in itertools.pairwise(one)
        for b in itertools.pairwise(other)
    )


def test_the_texts_are_beside_the_drawing_if_there_is_space():
    assert not label_layout("flank", True, 700, 100).has_legend
    assert label_layout("flank", True, 480, 100).has_legend
    assert label_layout("flank", True, 700, 200).has_legend


@pytest.mark.parametrize(("kind", "deep"), SECTIONS)
def test_each_label_points_into_what_it_names(kind, deep):
    section = cross_section(kind, "suction", deep_fat=deep)
    for name, point in label_anchors(section).items():
        layer = section.layer(name)
        if layer is not None:
            assert section.path(layer).contains(point), name
            if name not in ("ribs",):
                assert not any(rib.contains(point) for rib in ribs(section))
    if kind == "flank":
        closed = QPainterPath(hernia_opening(section))
        closed.closeSubpath()
        assert closed.contains(label_anchors(section)["gap"])
        assert not closed.contains(label_anchors(section)["muscle"])
    if kind == "ribs":
        assert ribs(section)[-1].contains(label_anchors(section)["ribs"])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("is_mirrored", [False, True])
def test_labels_are_painted_on_both_sides(width, is_mirrored):
    layout, theme = label_layout("ribs", False, width, 100), load_theme()
    image = QImage(width, layout.height, QImage.Format.Format_RGB32)
    image.fill(theme.color("surface"))
    blank = image.copy()
    painter = QPainter(image)
    paint_section_labels(painter, layout, width, theme, is_mirrored=is_mirrored)
    painter.end()
    box = layout.labels[0].box.toAlignedRect()
    if is_mirrored:
        box.moveRight(width - 1 - box.left())
    assert image.copy(box) != blank.copy(box)


def test_boxes_are_moved_apart_and_keep_their_order():
    assert spread_boxes([0, 5, 90], [10, 10, 20], 2, 100) == [0, 12, 80]


def test_the_drawing_fills_its_box_and_nothing_else():
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    colors = load_theme().colors
    image.fill(colors["accent"])
    painter = QPainter(image)
    box = QRectF(50, 20, 200, 150)
    paint_section(painter, cross_section("bone", "garment", deep_fat=False), box, colors)
    painter.end()
    outside = [QPointF(20, 50), QPointF(280, 100), QPointF(150, 10), QPointF(150, 180)]
    assert all(image.pixelColor(at.toPoint()) == colors["accent"] for at in outside)
    assert image.pixelColor(150, 160) != colors["accent"]
