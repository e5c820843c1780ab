"""Names stand in fixed places, cover nothing, and their leaders end in the right side."""

from __future__ import annotations

from itertools import combinations, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.atlas.header import PlateOutlines
from app.body.label_columns import label_places
from app.body.outlines import Outline
from app.body.regions import BuildId, FigureId, Place, PlateKey, RegionId, Side, View
from app.canvas.figure_layout import FigureViewport, LabelNames, layout_figure
from app.canvas.scene_builder import SceneBuilder
from app.painting.labels.model import LabelBox
from app.session.state import Showing, ZoomFrame
from app.support.paths import assets
from app.workspace.workspace import ThemeLoader
from tests.speedups import load_fonts_once, shipped

FROM_BEHIND = {
    Side.LEFT: ["interscapular", "underarm", "flank", "lumbar"],
    Side.RIGHT: ["neck-base", "bra-line", "midback", "sacral"],
}
FROM_LEFT = {
    Side.LEFT: ["underarm", "bra-line", "midback", "flank"],
    Side.RIGHT: ["neck-base", "interscapular", "lumbar", "sacral"],
}
FROM_RIGHT = {Side.LEFT: FROM_LEFT[Side.RIGHT], Side.RIGHT: FROM_LEFT[Side.LEFT]}
COLUMNS = {View.BACK: FROM_BEHIND, View.BACK_LEFT: FROM_LEFT, View.BACK_RIGHT: FROM_RIGHT}
PAIRED = ("underarm", "flank")
SIZES = [(500, 620), (640, 717), (830, 700), (1080, 960), (1280, 1000), (1920, 1080)]
DESKTOP = (640, 717)
MARGIN, GAP, TARGET = 14, 10, 44


@pytest.fixture(scope="module")
def loader(qapp):
    load_fonts_once()
    return ThemeLoader.from_assets(assets(), 0)


@pytest.fixture(scope="module")
def builder(loader):
    made = SceneBuilder(shipped(), loader.skins)
    made.has_labels = True
    return made


@pytest.fixture(scope="module")
def placement(builder, loader):
    """Places the labels of a Showing in a canvas of a size."""

    def placed(size=DESKTOP, occupied=(), focus=None, **state):
        showing = Showing(**state)
        viewport = FigureViewport(*size, occupied)
        layout = builder.layout(showing, loader.load(showing), viewport)
        found = layout.label_placement(showing.place, focus)
        layout.clear_cache()
        return found

    return placed


@pytest.fixture(scope="module")
def pixels(builder, loader):
    """The outlines of a Showing in pixels, by place."""

    def converted(size=DESKTOP, **state):
        showing = Showing(**state)
        layout = builder.layout(showing, loader.load(showing), FigureViewport(*size))
        to_pixels = layout.plate_rect.to_pixels
        outlines = builder.outlines(showing).regions
        return {one.place: [to_pixels(at) for at in one.points] for one in outlines}

    return converted


PLATES = [
    {"figure": FigureId(figure), "build": BuildId(build), "view": view}
    for figure, build, view in product(("woman", "man"), ("leaner", "average", "fuller"), View)
]


def place(region, side=None):
    return Place(RegionId(region), side)


def columns_of(layout, middle):
    """The names in both columns from top to bottom."""
    return {
        side: [
            label.region
            for label in sorted(layout.labels, key=lambda one: one.box.y)
            if (label.box.x + label.box.w / 2 < middle) is (side is Side.LEFT)
        ]
        for side in Side
    }


def turn(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def meet(a, b, c, d):
    """True if the lines a-b and c-d have a point in common."""
    signs = turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)
    if not any(signs):
        return max(min(a, b), min(c, d)) <= min(max(a, b), max(c, d))
    return signs[0] * signs[1] <= 0 and signs[2] * signs[3] <= 0


def is_inside(points, at):
    ring = pairwise([*points, points[0]])
    hits = [
        a[0] + (at[1] - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) > at[0]
        for a, b in ring
        if (a[1] <= at[1]) != (b[1] <= at[1])
    ]
    return sum(hits) % 2 == 1


def frame(box):
    corners = [(box.x, box.y), (box.x + box.w, box.y), (box.x + box.w, box.y + box.h)]
    return [*corners, (box.x, box.y + box.h), (box.x, box.y)]


def runs_over(leader, box):
    sides = list(pairwise(frame(box)))
    return any(meet(a, b, c, d) for a, b in pairwise(leader) for c, d in sides)


def apart(one, other):
    across = max(one.x - other.x - other.w, other.x - one.x - one.w)
    return max(across, one.y - other.y - other.h, other.y - one.y - one.h)


def label_faults(label, outlines, size, occupied):
    box, name = label.box, label.region
    edges = box.x, box.y, size[0] - box.x - box.w, size[1] - box.y - box.h
    if min(edges) < MARGIN - 0.1:
        yield f"{name}: a pill leaves the canvas"
    if any(apart(box, one) < 0 for one in occupied):
        yield f"{name}: a pill covers a control"
    if label.leader and label.leader[1] != label.dot:
        yield f"{name}: the leader does not end in its dot"
    own = [points for one, points in outlines.items() if one.region == name]
    if not all(any(is_inside(points, at) for points in own) for at in label.leader[1:]):
        yield f"{name}: a dot is outside its region"


def pair_faults(one, other):
    names = f"{one.region} and {other.region}"
    if apart(one.box, other.box) < GAP - 0.1:
        yield f"{names}: the pills are too near"
    across = max(one.box.x - other.box.x - other.box.w, other.box.x - one.box.x - one.box.w)
    reach = (max(one.box.h, TARGET) + max(other.box.h, TARGET)) / 2
    if across < 0 and abs(middle_of(one) - middle_of(other)) < reach - 0.1:
        yield f"{names}: the areas to press overlap"
    if any(meet(a, b, c, d) for a, b in pairwise(one.leader) for c, d in pairwise(other.leader)):
        yield f"{names}: the leaders cross"
    if runs_over(one.leader, other.box) or runs_over(other.leader, one.box):
        yield f"{names}: a leader runs over a pill"


def middle_of(label):
    return label.box.y + label.box.h / 2


def faults(layout, outlines, size, occupied=()):
    """Describe what is wrong with a layout, without using the code of the layout."""
    found = [
        fault for one in layout.labels for fault in label_faults(one, outlines, size, occupied)
    ]
    for one, other in combinations(layout.labels, 2):
        found += pair_faults(one, other)
    for region, dot in (*layout.numbered, *layout.small_dots):
        inside = [p for one, p in outlines.items() if one.region == region and is_inside(p, dot)]
        if not inside:
            found.append(f"{region}: a dot is outside its region")
        if any(apart(LabelBox(*dot, 0, 0), label.box) < 0 for label in layout.labels):
            found.append(f"{region}: a dot is below a pill")
    return found


@pytest.mark.parametrize("plate", PLATES)
def test_columns_and_order_are_the_same_for_every_figure_build_and_size(placement, plate):
    expected = COLUMNS[plate["view"]]
    for size in SIZES:
        layout = placement(size, **plate).layout
        assert columns_of(layout, size[0] / 2) == expected, size
        assert layout.numbered == ()


@pytest.mark.parametrize("width", range(800, 1921, 160))
def test_the_order_is_the_same_at_every_width(placement, width):
    layout = placement((width, 640)).layout
    assert columns_of(layout, width / 2) == FROM_BEHIND


def test_a_column_begins_and_ends_at_the_controls_in_its_corners(placement):
    corners = tuple(LabelBox(x, y, 150, 150) for x, y in product((14, 666), (14, 536)))
    layout = placement((830, 700), corners).layout
    assert columns_of(layout, 415) == FROM_BEHIND


@pytest.mark.parametrize("size", SIZES[1:])
@pytest.mark.parametrize("plate", PLATES[::3])
def test_the_line_to_the_small_of_the_back_comes_from_below_the_love_handles(
    placement, size, plate
):
    labels = {one.region: one for one in placement(size, **plate).layout.labels}
    (_, start), (_, end) = labels["lumbar"].leader
    assert labels["flank"].dot[1] + 15 < end < start


@pytest.mark.parametrize("size", [(1280, 1000), (1920, 1080)])
def test_the_names_of_a_column_end_at_the_same_distance_near_the_body(placement, pixels, size):
    labels, outlines = placement(size).layout.labels, pixels(size).values()
    left = {round(o.box.x + o.box.w) for o in labels if o.box.x < size[0] / 2}
    right = {round(o.box.x) for o in labels if o.box.x > size[0] / 2}
    assert (len(left), len(right)) == (1, 1)
    xs = [x for points in outlines for x, _ in points]
    assert 20 <= min(xs) - left.pop() <= 120
    assert 20 <= right.pop() - max(xs) <= 120


@pytest.mark.parametrize("zoom", [1.05, 1.4, 2.0, 2.8, 4.0])
def test_when_zoomed_in_the_names_go_down_as_their_regions_do(placement, zoom):
    """Names in regions have no columns, and so not the order of a column."""
    by_height = ["interscapular", "underarm", "lumbar", "flank"], FROM_BEHIND[Side.RIGHT]
    for y in (0.25, 0.5, 0.75):
        layout = placement(frame=ZoomFrame(zoom, 0.5, y)).layout
        heights = {label.region: label.dot[1] for label in layout.labels}
        for regions in by_height:
            shown = [heights[region] for region in regions if region in heights]
            assert all(upper <= lower + 25 * zoom for upper, lower in combinations(shown, 2))


@pytest.mark.parametrize("size", SIZES)
def test_nothing_crosses_or_is_covered_on_any_plate(placement, pixels, size):
    found = {}
    for plate in PLATES:
        for region, side in ((None, None), *product(PAIRED, (None, *Side))):
            chosen = region and place(region, side)
            layout = placement(size, place=chosen, **plate).layout
            if wrong := faults(layout, pixels(size, **plate), size):
                found[tuple(plate.values()), region, side] = wrong
    assert found == {}


def covered_regions(label, outlines):
    """The other regions into which a pill reaches further than 6 pixels."""
    box = label.box
    inner = LabelBox(box.x + 6, box.y + 6, box.w - 12, box.h - 12)
    for one, points in outlines.items():
        if one.region != label.region:
            corners = any(is_inside(points, corner) for corner in frame(inner))
            if corners or any(apart(LabelBox(*at, 0, 0), inner) < 0 for at in points):
                yield one.region


@pytest.mark.parametrize("text_size", [100, 150, 200])
@pytest.mark.parametrize("size", SIZES)
def test_beside_the_body_no_name_covers_another_region(placement, pixels, size, text_size):
    found = {}
    for plate in PLATES:
        state = {"text_size": text_size, **plate}
        labels, outlines = placement(size, **state).layout.labels, pixels(size, **state)
        for label in labels:
            if covered := list(covered_regions(label, outlines)):
                found[tuple(plate.values()), label.region] = covered
    assert found == {}


ANY_CANVAS = {
    "width": st.integers(300, 1900),
    "height": st.integers(300, 1200),
    "text_size": st.sampled_from([100, 125, 150, 200]),
    "zoom": st.sampled_from([1.0, 1.0, 1.2, 2.0, 4.0]),
    "at": st.tuples(st.floats(0.2, 0.8), st.floats(0.1, 0.9)),
    "chosen": st.sampled_from([None, *(place(*one) for one in product(PAIRED, (None, *Side)))]),
    "view": st.sampled_from(View),
}


def check_any_canvas(placement, pixels, width, height, **case):
    zoom, chosen = case["zoom"], case["chosen"]
    size, center = (width, height), ZoomFrame(zoom, *case["at"]) if zoom > 1 else ZoomFrame()
    bar = LabelBox(width / 2 - 100, height - 58, 200, 44)
    corner = LabelBox(width - 106, height - 58, 92, 44)
    state = {"text_size": case["text_size"], "frame": center, "view": case["view"]}
    layout = placement(size, (bar, corner), place=chosen, **state).layout
    outlines = pixels(size, **state)
    found = faults(layout, outlines, size, (bar, corner))
    if zoom == 1:
        assert found == []
        return
    # A dot of a region that is hardly in sight is on the edge of what the window shows.
    assert [fault for fault in found if "outside its region" not in fault] == []


@settings(max_examples=60, deadline=None)
@given(**ANY_CANVAS)
def test_in_any_canvas_nothing_crosses_or_is_covered(placement, pixels, **case):
    check_any_canvas(placement, pixels, **case)


@pytest.mark.long
@settings(max_examples=1500, deadline=None)
@given(**ANY_CANVAS)
def test_in_many_canvases_nothing_crosses_or_is_covered(placement, pixels, **case):
    check_any_canvas(placement, pixels, **case)


@pytest.mark.parametrize("region", PAIRED)
@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("size", SIZES)
def test_the_name_stands_on_the_chosen_side_and_its_leader_ends_there(
    placement, pixels, size, region, side
):
    found = placement(size, place=place(region, side))
    label = next(one for one in found.layout.labels if one.region == region)
    assert (label.box.x + label.box.w / 2 < size[0] / 2) is (side is Side.LEFT)
    assert len(label.leader) == 2
    assert is_inside(pixels(size)[place(region, side)], label.dot)
    assert found.texts[region].replace("\n", " ").endswith(f", {side.value}")


@pytest.mark.parametrize("region", PAIRED)
@pytest.mark.parametrize("size", SIZES)
def test_with_both_sides_chosen_the_name_stays_and_has_a_line_to_each(
    placement, pixels, size, region
):
    found = placement(size, place=place(region))
    label = next(one for one in found.layout.labels if one.region == region)
    assert region in columns_of(found.layout, size[0] / 2)[Side.LEFT]
    ends = [pixels(size)[place(region, side)] for side in (Side.LEFT, Side.RIGHT)]
    assert [is_inside(*pair) for pair in zip(ends, label.leader[1:], strict=True)] == [True, True]
    assert "," not in found.texts[region]


def test_the_other_side_of_a_pair_has_a_small_dot(placement, pixels):
    for chosen, ends in ((None, {Side.RIGHT}), (Side.RIGHT, {Side.LEFT})):
        layout = placement(place=chosen and place("flank", chosen)).layout
        dots = [dot for region, dot in layout.small_dots if region == "flank"]
        sides = {s for s in Side if is_inside(pixels()[place("flank", s)], dots[0])}
        assert (len(dots), sides) == (1, ends)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("region", PAIRED)
def test_choosing_a_side_moves_no_other_name(placement, size, region):
    rest = {label.region: label.box for label in placement(size).layout.labels}
    for side in (None, *Side):
        moved = placement(size, place=place(region, side)).layout.labels
        assert {one.region for one in moved if rest[one.region] != one.box} <= {region}


def test_choosing_a_region_without_sides_moves_nothing(placement):
    assert placement(place=place("lumbar")).layout == placement().layout


def test_with_the_focus_on_a_side_the_leader_ends_in_it(placement, pixels):
    right = place("flank", Side.RIGHT)
    found = placement(focus=right)
    label = next(one for one in found.layout.labels if one.region == "flank")
    assert is_inside(pixels()[right], label.dot)
    assert found.texts["flank"] == "Love handles"


def test_a_chosen_side_that_the_view_does_not_show_is_not_named(placement):
    found = placement(place=place("flank", Side.RIGHT), view=View.BACK_LEFT)
    assert found.texts["flank"] == "Love handles"


def test_a_chosen_side_out_of_sight_is_not_named_in_the_other_one(placement):
    found = placement(place=place("flank", Side.RIGHT), frame=ZoomFrame(3.0, 0.3, 0.62))
    assert found.texts["flank"].replace("\n", " ") == "Love handles"


def test_numbers_appear_only_where_names_do_not_fit_even_on_two_lines(placement):
    wide, narrow = (placement(size, text_size=200).layout for size in ((1100, 800), (360, 640)))
    assert wide.numbered == ()
    assert "interscapular" in dict(narrow.numbered)
    named = {label.region for label in narrow.labels}
    assert named | dict(narrow.numbered).keys() == {
        *FROM_BEHIND[Side.LEFT],
        *FROM_BEHIND[Side.RIGHT],
    }
    assert named.isdisjoint(dict(narrow.numbered))


@pytest.mark.parametrize(
    ("size", "text_size"),
    [((640, 717), 112), ((640, 717), 130), ((560, 620), 112), ((720, 620), 150), ((830, 620), 175)],
)
@pytest.mark.parametrize("plate", PLATES[::3])
def test_with_large_text_names_have_other_rows_before_they_become_numbers(
    placement, pixels, size, text_size, plate
):
    state = {"text_size": text_size, **plate}
    layout = placement(size, **state).layout
    assert layout.numbered == ()
    assert columns_of(layout, size[0] / 2) == FROM_BEHIND
    assert faults(layout, pixels(size, **state), size) == []


def test_a_name_too_wide_for_one_line_is_on_two(placement):
    found = placement()
    lines = {label.region: label.lines for label in found.layout.labels}
    assert lines["interscapular"] == 2
    assert found.texts["interscapular"] == "Between the\nshoulder blades"
    assert lines["neck-base"] == 1


@pytest.mark.parametrize("zoom", [1.2, 1.4, 2.0, 2.8, 4.0])
@pytest.mark.parametrize("size", [DESKTOP, (900, 900)])
def test_when_zoomed_in_every_region_in_sight_has_its_name_near(placement, pixels, size, zoom):
    for plate in PLATES:
        for x, y in product((0.35, 0.5, 0.65), (0.3, 0.5, 0.7)):
            state = {**plate, "frame": ZoomFrame(zoom, x, y)}
            layout, outlines = placement(size, **state).layout, pixels(size, **state)
            named = {label.region for label in layout.labels}
            in_sight = {
                one.region
                for one, points in outlines.items()
                if any(40 < x < size[0] - 40 and 40 < y < size[1] - 40 for x, y in points)
            }
            assert in_sight <= named, (state, in_sight - named)
            assert [
                fault for fault in faults(layout, outlines, size) if "outside" not in fault
            ] == []


def test_zoomed_in_far_the_name_is_in_its_region(placement, pixels):
    frame_state = ZoomFrame(3.0, 0.5, 0.5)
    layout = placement(frame=frame_state).layout
    label = next(one for one in layout.labels if one.region == "midback")
    outline = pixels(frame=frame_state)[place("midback")]
    assert label.leader == ()
    assert all(is_inside(outline, corner) for corner in frame(label.box))


@pytest.mark.parametrize("chosen", ["sacral", "interscapular", "flank"])
def test_where_not_all_names_fit_the_chosen_region_keeps_its_name(placement, chosen):
    size, state = (640, 300), {"text_size": 175}
    crowded = placement(size, **state).layout
    assert crowded.numbered
    layout = placement(size, place=place(chosen), **state).layout
    assert chosen in {label.region for label in layout.labels}


def test_the_largest_numbered_dots_do_not_overlap(placement):
    layout = placement((320, 420), text_size=200).layout
    dots = [dot for _, dot in layout.numbered]
    nearest = min(
        ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for a, b in combinations(dots, 2)
    )
    assert nearest >= 2 * layout.max_dot_radius - 0.01 > 0


RECTANGLES = st.lists(
    st.tuples(
        st.floats(0.22, 0.7), st.floats(0.1, 1.0), st.floats(0.02, 0.3), st.floats(0.02, 0.3)
    ),
    min_size=1,
    max_size=30,
)


def other_plate(rectangles):
    """A plate of an atlas with other regions."""
    outlines = [
        Outline(place(f"r{number}"), ((x, y), (x + w, y), (x + w, y + h), (x, y + h)))
        for number, (x, y, w, h) in enumerate(rectangles)
    ]
    key = PlateKey(FigureId("a"), BuildId("b"), View.BACK)
    return PlateOutlines(key, 1.2, tuple(outlines), ())


@settings(max_examples=60, deadline=None)
@given(RECTANGLES)
def test_the_regions_of_any_atlas_have_names_or_numbers_without_faults(loader, rectangles):
    plate = other_plate(rectangles)
    names = {one.place: f"Region with the name {one.place.region}" for one in plate.regions}
    order = label_places(plate.regions, View.BACK, {})
    theme = loader.load(Showing())
    layout = layout_figure(
        plate, LabelNames(names, order), FigureViewport(900, 800), ZoomFrame(), theme
    )
    labels, to_pixels = layout.label_placement().layout, layout.plate_rect.to_pixels
    outlines = {one.place: [to_pixels(at) for at in one.points] for one in plate.regions}
    assert faults(labels._replace(numbered=()), outlines, (900, 800)) == []
    assert len(labels.labels) + len(labels.numbered) == len(plate.regions)


def test_the_checks_notice_what_is_wrong(placement, pixels):
    layout = placement().layout
    first, second, *rest = layout.labels
    moved = first._replace(
        box=second.box._replace(x=-5.0), leader=((500.0, 0.0), (0.0, 700.0)), dot=(1.0, 1.0)
    )
    wrong = layout._replace(labels=(moved, second, *rest))
    occupied = (LabelBox(0, 0, 640, 717),)
    found = faults(wrong, pixels(), DESKTOP, occupied)
    for text in (
        "leaves the canvas",
        "covers a control",
        "does not end",
        "outside",
        "too near",
        "areas to press",
        "leaders cross",
        "runs over a pill",
    ):
        assert any(text in fault for fault in found), text
