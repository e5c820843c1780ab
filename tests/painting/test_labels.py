"""Whether labels cover nothing, cross nothing and stay in sight."""

from __future__ import annotations

from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.atlas.plates import plate_outlines, read_trusted_svg
from app.body.regions import BuildId, FigureId, PlateKey, RegionId, View
from app.painting.labels.model import LabelBox, LabelRequest
from app.painting.labels.placement import move_leaders, place_labels

ATLAS = Path(__file__).parents[2] / "assets" / "atlases" / "back"
PLATES = sorted(path.stem for path in (ATLAS / "outlines").glob("*.svg"))

NAMES = {
    "neck-base": ("Base of the neck", "Base of\nthe neck"),
    "interscapular": ("Between the shoulder blades", "Between the\nshoulder blades"),
    "bra-line": ("Below the shoulder blades", "Below the\nshoulder blades"),
    "underarm": ("Behind the armpit", "Behind\nthe armpit"),
    "midback": ("Middle of the back", "Middle of\nthe back"),
    "flank": ("Love handles", "Love\nhandles"),
    "lumbar": ("Small of the back", "Small of\nthe back"),
    "sacral": ("Above the cleft", "Above\nthe cleft"),
}

# The drawing `explore.png`, from behind: half outlines are mirrored about x = 0.
_NECK = [(0, 257), (22, 260), (38, 267), (41, 274), (35, 283), (18, 290), (0, 291)]
_INTERSCAPULAR = [(0, 312), (22, 316), (34, 324), (36, 352), (30, 380), (16, 400), (0, 409)]
_BRA = [(0, 425), (45, 422), (94, 414), (96, 440), (93, 458), (50, 466), (0, 469)]
_UNDERARM = [(92, 372), (101, 373), (104, 390), (101, 403), (90, 406), (82, 398), (84, 384)]
_MIDBACK = [(0, 489), (45, 487), (90, 479), (91, 505), (88, 522), (45, 530), (0, 532)]
_FLANK = [(62, 549), (82, 545), (92, 548), (106, 612), (90, 625), (70, 624), (50, 604), (45, 570)]
_LUMBAR = [(0, 548), (22, 551), (35, 560), (37, 580), (34, 602), (25, 613), (0, 617)]
_SACRAL = [(0, 619), (14, 620), (22, 625), (12, 640), (0, 647)]
_ASPECT = 1400 / 1680


def _unit(points):
    return tuple((0.5 + x / 488, (0.13 + (y - 262) / 586) / _ASPECT) for x, y in points)


def _whole(half):
    return (_unit([*half, *((-x, y) for x, y in reversed(half) if x)]),)


def _sides(right):
    return _unit([(-x, y) for x, y in right]), _unit(right)


DRAWN = {
    "neck-base": _whole(_NECK),
    "interscapular": _whole(_INTERSCAPULAR),
    "bra-line": _whole(_BRA),
    "underarm": _sides(_UNDERARM),
    "midback": _whole(_MIDBACK),
    "flank": _sides(_FLANK),
    "lumbar": _whole(_LUMBAR),
    "sacral": _whole(_SACRAL),
}
GAP = 10.0


@cache
def shipped(stem):
    """The outlines of a plate that ships, by region, and the plate's width to its height."""
    figure, build, view = stem.split("-", 2)
    key = PlateKey(FigureId(figure), BuildId(build), View(view))
    plate = plate_outlines(key, read_trusted_svg((ATLAS / "outlines" / f"{stem}.svg").read_bytes()))
    regions = dict.fromkeys(outline.place.region for outline in plate.regions)
    return {
        region: tuple(o.points for o in plate.regions if o.place.region == region)
        for region in regions
    }, 1 / plate.aspect


def label_requests_of(stem, window, scale):
    outlines, aspect = shipped(stem)
    wishes = label_requests_for(outlines, *window, scale, aspect=aspect)
    if stem.startswith("man"):
        return wishes
    short = pill("Bra line", scale), pill("Bra\nline", scale)
    return tuple(
        wish._replace(one_line=short[0], two_lines=short[1]) if wish.region == "bra-line" else wish
        for wish in wishes
    )


def pill(text, scale):
    lines = text.split("\n")
    return (max(map(len, lines)) * 8.0 + 28) * scale, (len(lines) * 20.0 + 16) * scale


def label_requests_for(
    outlines, width, height, scale, *, aspect=_ASPECT, zoom=1.0, shift=(0.0, 0.0)
):
    """The figure fitted by height and centred, with pills for its regions."""
    plate = height * aspect * zoom
    left = (width - plate) / 2 + shift[0]
    top = (height - plate / aspect) / 2 + shift[1]
    return tuple(
        LabelRequest(
            RegionId(region),
            tuple(tuple((left + x * plate, top + y * plate) for x, y in o) for o in shapes),
            pill(NAMES[region][0], scale),
            pill(NAMES[region][1], scale),
        )
        for region, shapes in outlines.items()
    )


def _orient(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _meet(a, b, c, d):
    signs = _orient(a, b, c), _orient(a, b, d), _orient(c, d, a), _orient(c, d, b)
    if not any(signs):  # on one line
        return max(min(a, b), min(c, d)) <= min(max(a, b), max(c, d))
    return signs[0] * signs[1] <= 0 and signs[2] * signs[3] <= 0


def _ring(points):
    return list(pairwise([*points, points[0]]))


def _contains_point(points, p):
    hits = [
        a[0] + (p[1] - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) > p[0]
        for a, b in _ring(points)
        if (a[1] <= p[1]) != (b[1] <= p[1])
    ]
    return sum(hits) % 2 == 1


def _path_meets(path, ring_points):
    for axis in (0, 1):
        ours, theirs = [p[axis] for p in path], [p[axis] for p in ring_points]
        if max(ours) < min(theirs) or min(ours) > max(theirs):
            return False
    return any(_meet(a, b, c, d) for a, b in pairwise(path) for c, d in _ring(ring_points)) or any(
        _contains_point(ring_points, p) for p in path
    )


def _frame(box, grow=0.0):
    x0, y0, x1, y1 = box.x - grow, box.y - grow, box.x + box.w + grow, box.y + box.h + grow
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


def _apart(a, b):
    across = max(a.x - b.x - b.w, b.x - a.x - a.w)
    down = max(a.y - b.y - b.h, b.y - a.y - a.h)
    return max(across, down)


def _pill_faults(label, wishes, area, forbidden):
    box = label.box
    name = label.region
    if min(box.x - area.x, area.x + area.w - box.x - box.w) < -0.01 or (
        min(box.y - area.y, area.y + area.h - box.y - box.h) < -0.01
    ):
        yield f"{name}: pill outside the area"
    if min(abs(box.x - area.x), abs(area.x + area.w - box.x - box.w)) > 0.01:
        yield f"{name}: pill not at an edge"
    if any(_apart(box, other) < 0 for other in forbidden):
        yield f"{name}: pill over a control"
    for wish in wishes:
        if any(_path_meets([*_frame(box), _frame(box)[0]], o) for o in wish.outlines):
            yield f"{name}: pill over {wish.region}"
    own = next(wish for wish in wishes if wish.region == name)
    if (box.w, box.h) != pytest.approx((own.one_line, own.two_lines)[label.lines - 1]):
        yield f"{name}: pill of a wrong size"


def _leader_faults(label, wishes, forbidden):
    box, path, name = label.box, label.leader, label.region
    if abs(path[0][0] - box.x) > 0.01 and abs(path[0][0] - box.x - box.w) > 0.01:
        yield f"{name}: leader does not begin at its pill"
    if path[-1] != label.dot or len(path) not in (2, 3) or abs(path[0][1] - path[1][1]) > 0.01:
        yield f"{name}: leader of a wrong form"
    for wish in wishes:
        for outline in wish.outlines:
            if wish.region != name and _path_meets(path, outline):
                yield f"{name}: leader over {wish.region}"
    if any(_path_meets(path, _frame(other)) for other in forbidden):
        yield f"{name}: leader over a control"


def _pair_faults(one, other, gap):
    names = f"{one.region} and {other.region}"
    if _apart(one.box, other.box) < gap - 0.01:
        yield f"{names}: pills too near"
    if any(_meet(a, b, c, d) for a, b in pairwise(one.leader) for c, d in pairwise(other.leader)):
        yield f"{names}: leaders cross"
    if _path_meets(one.leader, _frame(other.box)) or _path_meets(other.leader, _frame(one.box)):
        yield f"{names}: leader over a pill"


def _dot_faults(region, dot, wishes, area):
    wish = next(wish for wish in wishes if wish.region == region)
    if not any(_contains_point(outline, dot) for outline in wish.outlines):
        yield f"{region}: dot outside its outline"
    if not (area.x <= dot[0] <= area.x + area.w and area.y <= dot[1] <= area.y + area.h):
        yield f"{region}: dot outside the area"


def no_faults(layout, wishes, area, gap, forbidden=()):
    """Everything that is wrong with a layout, in words; written without the layout's code."""
    faults = []
    for label in layout.labels:
        faults += _pill_faults(label, wishes, area, forbidden)
        faults += _leader_faults(label, wishes, forbidden)
        faults += _dot_faults(label.region, label.dot, wishes, area)
    for one, other in combinations(layout.labels, 2):
        faults += _pair_faults(one, other, gap)
    for region, dot in layout.numbered:
        faults += _dot_faults(region, dot, wishes, area)
    dots = [dot for _, dot in layout.numbered]
    if any(a == b for a, b in combinations(dots, 2)):
        faults.append("numbered dots on one place")
    shown = [label.region for label in layout.labels] + [region for region, _ in layout.numbered]
    if len(set(shown)) != len(shown):
        faults.append("a region is shown twice")
    return tuple(faults)


def _inner(width, height):
    return LabelBox(14, 14, width - 28, height - 28)


WINDOWS = [(360, 480), (520, 560), (690, 640), (1080, 900), (1060, 1000), (1080, 1100)]
SCALES = [1.0, 1.25, 1.5, 1.75, 2.0]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("window", WINDOWS)
def test_a_drawn_back_is_labelled_without_faults(window, scale):
    wishes = label_requests_for(DRAWN, *window, scale)
    layout = place_labels(wishes, _inner(*window), gap=GAP)
    assert no_faults(layout, wishes, _inner(*window), GAP) == ()
    assert len(layout.labels) + len(layout.numbered) == len(wishes)


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_at_a_desk_every_region_has_its_full_label(scale):
    wishes = label_requests_for(DRAWN, 690, 640, scale)
    layout = place_labels(wishes, _inner(690, 640), gap=GAP)
    assert [region for region, _ in layout.numbered] == []


@settings(derandomize=True, deadline=None, max_examples=150)
@given(
    width=st.integers(320, 1400),
    height=st.integers(400, 1000),
    scale=st.floats(1.0, 2.0),
    zoom=st.sampled_from([1.0, 1.0, 1.5, 3.0]),
    shift=st.tuples(st.floats(-300, 300), st.floats(-300, 300)),
)
def test_whatever_the_window_nothing_crosses_or_covers(width, height, scale, zoom, shift):
    wishes = label_requests_for(
        DRAWN, width, height, scale, zoom=zoom, shift=shift if zoom > 1 else (0, 0)
    )
    area = _inner(width, height)
    bar = LabelBox(width / 2 - 100, height - 70, 200, 48)
    buttons = LabelBox(width - 62, height - 120, 48, 106)
    layout = place_labels(wishes, area, gap=GAP, forbidden=(bar, buttons))
    assert no_faults(layout, wishes, area, GAP, (bar, buttons)) == ()


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("stem", PLATES)
def test_every_plate_that_ships_is_labelled_without_faults(stem, window):
    for scale in (1.0, 1.5, 2.0):
        wishes = label_requests_of(stem, window, scale)
        layout = place_labels(wishes, _inner(*window), gap=GAP)
        assert no_faults(layout, wishes, _inner(*window), GAP) == ()
        assert len(layout.labels) + len(layout.numbered) == len(wishes)


@pytest.mark.parametrize("stem", [stem for stem in PLATES if stem.endswith("back")])
def test_from_behind_at_a_desk_every_region_has_its_full_label(stem):
    layout = place_labels(label_requests_of(stem, (690, 640), 1.0), _inner(690, 640), gap=GAP)
    assert [region for region, _ in layout.numbered] == []


def test_both_columns_carry_about_as_many_labels():
    layout = place_labels(label_requests_for(DRAWN, 1080, 900, 1.0), _inner(1080, 900), gap=GAP)
    left = sum(label.box.x < 540 for label in layout.labels)
    assert left in (3, 4, 5)


def test_the_same_wishes_in_another_order_give_the_same_layout():
    wishes = label_requests_for(DRAWN, 690, 640, 1.0)
    turned = place_labels(wishes[::-1], _inner(690, 640), gap=GAP)
    assert turned == place_labels(wishes, _inner(690, 640), gap=GAP)


def test_a_region_out_of_sight_gets_neither_label_nor_number():
    wishes = label_requests_for(DRAWN, 690, 640, 1.0, shift=(0, 350))
    layout = place_labels(wishes, _inner(690, 640), gap=GAP)
    shown = {label.region for label in layout.labels} | {region for region, _ in layout.numbered}
    assert "sacral" not in shown
    assert "neck-base" in shown


def test_a_region_that_is_mostly_cut_off_gets_a_number():
    wishes = label_requests_for(DRAWN, 690, 640, 1.0, shift=(0, 208))
    layout = place_labels(wishes, _inner(690, 640), gap=GAP)
    assert "midback" in [label.region for label in layout.labels]
    assert {region for region, _ in layout.numbered} == {"flank", "lumbar"}


def test_more_than_24_regions_are_numbered():
    wish = label_requests_for(DRAWN, 690, 640, 1.0)[-1]
    many = [
        LabelRequest(
            RegionId(f"r{i}"),
            (tuple((x + 25 * (i % 5), y - 45 * (i // 5)) for x, y in wish.outlines[0]),),
            wish.one_line,
            wish.two_lines,
        )
        for i in range(25)
    ]
    layout = place_labels(many, _inner(690, 640), gap=GAP)
    assert (len(layout.labels), len(layout.numbered)) == (0, 25)


def test_numbered_dots_painted_with_their_spread_do_not_overlap():
    layout = place_labels(label_requests_for(DRAWN, 360, 480, 2.0), _inner(360, 480), gap=GAP)
    dots = [dot for _, dot in layout.numbered]
    apart = min(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for a, b in combinations(dots, 2))
    assert apart >= 2 * layout.max_dot_radius - 0.01
    assert layout.max_dot_radius >= 12


def test_without_wishes_there_are_no_labels():
    assert place_labels((), _inner(690, 640), gap=GAP).labels == ()


def test_the_checker_notices_a_pill_over_a_region_and_a_crossing():
    wishes = label_requests_for(DRAWN, 690, 640, 1.0)
    layout = place_labels(wishes, _inner(690, 640), gap=GAP)
    first, second, *rest = layout.labels
    moved = first._replace(box=second.box._replace(x=300), leader=second.leader, dot=(1.0, 1.0))
    faults = no_faults(
        layout._replace(labels=(moved, second, *rest)), wishes, _inner(690, 640), GAP
    )
    for words in ("pill over", "pill not at an edge", "cross", "dot outside its outline"):
        assert any(words in fault for fault in faults)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(
    region=st.sampled_from(["flank", "underarm"]),
    side=st.sampled_from([0, 1]),
    width=st.integers(320, 1400),
    height=st.integers(300, 1000),
    scale=st.floats(1.0, 2.0),
)
def test_a_line_or_a_number_is_in_the_end_that_was_wished(region, side, width, height, scale):
    wishes = tuple(
        wish._replace(leader_targets=wish.outlines[side : side + 1])
        if wish.region == region
        else wish
        for wish in label_requests_for(DRAWN, width, height, scale)
    )
    layout = place_labels(wishes, _inner(width, height), gap=GAP)
    dots = {label.region: label.dot for label in layout.labels} | dict(layout.numbered)
    end = next(wish.leader_targets[0] for wish in wishes if wish.region == region)
    assert _contains_point(end, dots[region])
    assert no_faults(layout, wishes, _inner(width, height), GAP) == ()


def test_if_the_wished_end_is_out_of_sight_the_line_ends_in_what_is_seen():
    wishes = label_requests_for(DRAWN, 690, 640, 1.0, zoom=3.0, shift=(500, 0))
    flank = next(wish for wish in wishes if wish.region == "flank")
    wished = [
        w._replace(leader_targets=w.outlines[1:]) if w.region == "flank" else w for w in wishes
    ]
    assert min(x for x, _ in flank.outlines[1]) > 690
    assert place_labels(wished, _inner(690, 640), gap=GAP) == place_labels(
        wishes, _inner(690, 640), gap=GAP
    )


def _with_leader_sides(wishes, region, side):
    """The same wishes; the line of a region has to end in one of its sides."""
    return tuple(
        wish._replace(leader_targets=wish.outlines[side : side + 1])
        if wish.region == region
        else wish
        for wish in wishes
    )


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    region=st.sampled_from(["flank", "underarm"]),
    side=st.sampled_from([0, 1]),
    width=st.integers(320, 1400),
    height=st.integers(300, 1000),
    scale=st.floats(1.0, 2.0),
)
def test_a_line_led_into_a_side_leaves_the_other_labels_where_they_are(
    region, side, width, height, scale
):
    area, bar = _inner(width, height), LabelBox(width / 2 - 100, height - 70, 200, 48)
    wishes = label_requests_for(DRAWN, width, height, scale)
    rest = place_labels(wishes, area, gap=GAP, forbidden=(bar,))
    led = _with_leader_sides(wishes, region, side)
    layout = move_leaders(rest, led, area, gap=GAP, forbidden=(bar,))
    if layout is not None:
        assert no_faults(layout, led, area, GAP, (bar,)) == ()
        dots = {label.region: label.dot for label in layout.labels} | dict(layout.numbered)
        assert _contains_point(
            next(wish.leader_targets[0] for wish in led if wish.leader_targets), dots[region]
        )
        pairs = zip(rest.labels + rest.numbered, layout.labels + layout.numbered, strict=True)
        assert all(before == after or before[0] == after[0] == region for before, after in pairs)


@pytest.mark.parametrize("region", ["flank", "underarm"])
@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("stem", [stem for stem in PLATES if stem.endswith("back")])
def test_at_a_desk_a_line_can_be_led_into_each_side(stem, side, region):
    wishes = label_requests_of(stem, (690, 640), 1.0)
    rest = place_labels(wishes, _inner(690, 640), gap=GAP)
    assert (
        move_leaders(rest, _with_leader_sides(wishes, region, side), _inner(690, 640), gap=GAP)
        is not None
    )


def test_a_line_without_a_way_among_the_other_labels_is_led_nowhere():
    wishes = label_requests_for(DRAWN, 690, 640, 1.0)
    rest = place_labels(wishes, _inner(690, 640), gap=GAP)
    flank = next(label for label in rest.labels if label.region == "flank")
    side = (
        0
        if _contains_point(next(w for w in wishes if w.region == "flank").outlines[1], flank.dot)
        else 1
    )
    walls = tuple(LabelBox(x, 14, 30, 612) for x in (150, 510))
    led = _with_leader_sides(wishes, "flank", side)
    assert move_leaders(rest, led, _inner(690, 640), gap=GAP, forbidden=walls) is None


@pytest.mark.parametrize("side", [0, 1])
def test_a_number_is_led_nowhere_if_controls_cover_its_side(side):
    area = _inner(360, 480)
    wishes = label_requests_for(DRAWN, 360, 480, 2.0)
    led = _with_leader_sides(wishes, "flank", side)
    end = next(wish.leader_targets[0] for wish in led if wish.leader_targets)
    left, top = (min(values) for values in zip(*end, strict=True))
    right, bottom = (max(values) for values in zip(*end, strict=True))
    cover = (LabelBox(left, top, right - left, bottom - top),)
    rest = place_labels(wishes, area, gap=GAP, forbidden=cover)
    assert "flank" in dict(rest.numbered)
    assert move_leaders(rest, led, area, gap=GAP, forbidden=cover) is None


def test_a_number_is_moved_into_the_side_that_was_wished():
    area = _inner(360, 480)
    wishes = label_requests_for(DRAWN, 360, 480, 2.0)
    rest = place_labels(wishes, area, gap=GAP)
    assert "flank" in dict(rest.numbered)
    for side in (0, 1):
        led = _with_leader_sides(wishes, "flank", side)
        layout = move_leaders(rest, led, area, gap=GAP)
        assert _contains_point(
            next(wish.leader_targets[0] for wish in led if wish.leader_targets),
            dict(layout.numbered)["flank"],
        )
        assert [name for name, _ in layout.numbered] == [name for name, _ in rest.numbered]
        apart = min(
            ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5
            for a, b in combinations([dot for _, dot in layout.numbered], 2)
        )
        assert apart >= 2 * layout.max_dot_radius - 0.01
