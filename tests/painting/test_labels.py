"""Labels cover no region and no control, their leaders do not cross, and they stay in sight."""

from __future__ import annotations

from functools import cache
from itertools import combinations, pairwise, product
from math import dist
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

# A drawn back: half outlines, which are mirrored about x = 0.
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
def shipped_outlines(stem):
    """The outlines of a shipped plate by region, and its width divided by its height."""
    figure, build, view = stem.split("-", 2)
    key = PlateKey(FigureId(figure), BuildId(build), View(view))
    plate = plate_outlines(key, read_trusted_svg((ATLAS / "outlines" / f"{stem}.svg").read_bytes()))
    regions = dict.fromkeys(outline.place.region for outline in plate.regions)
    return {
        region: tuple(o.points for o in plate.regions if o.place.region == region)
        for region in regions
    }, 1 / plate.aspect


def requests_for_plate(stem, window, scale):
    outlines, aspect = shipped_outlines(stem)
    requests = requests_for(outlines, *window, scale, aspect=aspect)
    if stem.startswith("man"):
        return requests
    short = pill("Bra line", scale), pill("Bra\nline", scale)
    return tuple(
        request._replace(one_line=short[0], two_lines=short[1])
        if request.region == "bra-line"
        else request
        for request in requests
    )


def pill(text, scale):
    lines = text.split("\n")
    return (max(map(len, lines)) * 8.0 + 28) * scale, (len(lines) * 20.0 + 16) * scale


def requests_for(outlines, width, height, scale, *, aspect=_ASPECT, zoom=1.0, shift=(0.0, 0.0)):
    """Requests for a figure that is fitted by height, centred, zoomed and shifted."""
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
    if not any(signs):  # all four on one line
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


def _pill_faults(label, requests, area, forbidden):
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
    for request in requests:
        if any(_path_meets([*_frame(box), _frame(box)[0]], o) for o in request.outlines):
            yield f"{name}: pill over {request.region}"
    own = next(request for request in requests if request.region == name)
    if (box.w, box.h) != pytest.approx((own.one_line, own.two_lines)[label.lines - 1]):
        yield f"{name}: pill of a wrong size"


def _leader_faults(label, requests, forbidden):
    box, path, name = label.box, label.leader, label.region
    if abs(path[0][0] - box.x) > 0.01 and abs(path[0][0] - box.x - box.w) > 0.01:
        yield f"{name}: leader does not begin at its pill"
    if path[-1] != label.dot or len(path) not in (2, 3) or abs(path[0][1] - path[1][1]) > 0.01:
        yield f"{name}: leader of a wrong form"
    for request in requests:
        for outline in request.outlines:
            if request.region != name and _path_meets(path, outline):
                yield f"{name}: leader over {request.region}"
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


def _dot_faults(region, dot, requests, area):
    request = next(request for request in requests if request.region == region)
    if not any(_contains_point(outline, dot) for outline in request.outlines):
        yield f"{region}: dot outside its outline"
    if not (area.x <= dot[0] <= area.x + area.w and area.y <= dot[1] <= area.y + area.h):
        yield f"{region}: dot outside the area"


def layout_faults(layout, requests, area, gap, forbidden=()):
    """Describe everything that is wrong with a layout, without using the code of the layout."""
    faults = []
    for label in layout.labels:
        faults += _pill_faults(label, requests, area, forbidden)
        faults += _leader_faults(label, requests, forbidden)
        faults += _dot_faults(label.region, label.dot, requests, area)
    for one, other in combinations(layout.labels, 2):
        faults += _pair_faults(one, other, gap)
    for region, dot in layout.numbered:
        faults += _dot_faults(region, dot, requests, area)
    dots = [dot for _, dot in layout.numbered]
    if any(a == b for a, b in combinations(dots, 2)):
        faults.append("two numbered dots at the same point")
    shown = [label.region for label in layout.labels] + [region for region, _ in layout.numbered]
    if len(set(shown)) != len(shown):
        faults.append("a region is shown twice")
    return tuple(faults)


def _inner(width, height):
    return LabelBox(14, 14, width - 28, height - 28)


WINDOWS = [(360, 480), (520, 560), (690, 640), (1080, 900), (1060, 1000), (1080, 1100)]
DESKTOP = (690, 640)
SCALES = [1.0, 1.25, 1.5, 1.75, 2.0]
FROM_BEHIND = [stem for stem in PLATES if stem.endswith("back")]


def numbered_regions(layout):
    return [region for region, _ in layout.numbered]


def dots_of(layout):
    """The end of the leader or the numbered dot of each region."""
    return {label.region: label.dot for label in layout.labels} | dict(layout.numbered)


def faulty_layouts(cases):
    """The faults of the layout of each (name, requests, window) that has any."""
    found = {}
    for name, requests, window in cases:
        layout = place_labels(requests, _inner(*window), gap=GAP)
        faults = layout_faults(layout, requests, _inner(*window), GAP)
        if len(layout.labels) + len(layout.numbered) != len(requests):
            faults = (*faults, "a region has neither label nor number")
        if faults:
            found[name] = faults
    return found


def test_a_drawn_back_is_labelled_without_faults():
    cases = (
        ((window, scale), requests_for(DRAWN, *window, scale), window)
        for window in WINDOWS
        for scale in SCALES
    )
    assert faulty_layouts(cases) == {}


def plate_cases(stems):
    for stem in stems:
        for window in WINDOWS:
            for scale in (1.0, 1.5, 2.0):
                yield (stem, window, scale), requests_for_plate(stem, window, scale), window


def test_some_shipped_plates_are_labelled_without_faults():
    assert faulty_layouts(plate_cases(PLATES[::5])) == {}


@pytest.mark.slow
def test_every_shipped_plate_is_labelled_without_faults():
    assert faulty_layouts(plate_cases(PLATES)) == {}


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_in_a_desktop_window_every_region_has_a_full_label(scale):
    requests = requests_for(DRAWN, *DESKTOP, scale)
    assert numbered_regions(place_labels(requests, _inner(*DESKTOP), gap=GAP)) == []


def test_in_a_desktop_window_every_region_of_every_plate_from_behind_has_a_full_label():
    numbered = []
    for stem in FROM_BEHIND:
        layout = place_labels(requests_for_plate(stem, DESKTOP, 1.0), _inner(*DESKTOP), gap=GAP)
        numbered += [(stem, region) for region in numbered_regions(layout)]
    assert numbered == []


ANY_WINDOW = {
    "width": st.integers(320, 1400),
    "height": st.integers(400, 1000),
    "scale": st.floats(1.0, 2.0),
    "zoom": st.sampled_from([1.0, 1.0, 1.5, 3.0]),
    "shift": st.tuples(st.floats(-300, 300), st.floats(-300, 300)),
}


def check_that_nothing_crosses_or_is_covered(width, height, scale, zoom, shift):
    requests = requests_for(
        DRAWN, width, height, scale, zoom=zoom, shift=shift if zoom > 1 else (0, 0)
    )
    bar = LabelBox(width / 2 - 100, height - 70, 200, 48)
    buttons = LabelBox(width - 62, height - 120, 48, 106)
    window = _inner(width, height)
    layout = place_labels(requests, window, gap=GAP, forbidden=(bar, buttons))
    assert layout_faults(layout, requests, window, GAP, (bar, buttons)) == ()


@settings(max_examples=30)
@given(**ANY_WINDOW)
def test_in_any_window_nothing_crosses_or_is_covered(**window):
    check_that_nothing_crosses_or_is_covered(**window)


@pytest.mark.long
@settings(max_examples=150)
@given(**ANY_WINDOW)
def test_in_many_windows_nothing_crosses_or_is_covered(**window):
    check_that_nothing_crosses_or_is_covered(**window)


def test_both_columns_have_about_the_same_number_of_labels():
    layout = place_labels(requests_for(DRAWN, 1080, 900, 1.0), _inner(1080, 900), gap=GAP)
    left = sum(label.box.x < 540 for label in layout.labels)
    assert left in (3, 4, 5)


def test_the_order_of_the_requests_does_not_matter():
    requests = requests_for(DRAWN, *DESKTOP, 1.0)
    reversed_layout = place_labels(requests[::-1], _inner(*DESKTOP), gap=GAP)
    assert reversed_layout == place_labels(requests, _inner(*DESKTOP), gap=GAP)


def test_a_region_out_of_sight_has_neither_label_nor_number():
    requests = requests_for(DRAWN, *DESKTOP, 1.0, shift=(0, 350))
    shown = dots_of(place_labels(requests, _inner(*DESKTOP), gap=GAP))
    assert "sacral" not in shown
    assert "neck-base" in shown


def test_a_region_that_is_mostly_cut_off_has_a_number():
    requests = requests_for(DRAWN, *DESKTOP, 1.0, shift=(0, 208))
    layout = place_labels(requests, _inner(*DESKTOP), gap=GAP)
    assert "midback" in [label.region for label in layout.labels]
    assert set(numbered_regions(layout)) == {"flank", "lumbar"}


def test_more_than_24_regions_are_all_numbered():
    request = requests_for(DRAWN, *DESKTOP, 1.0)[-1]
    many = [
        LabelRequest(
            RegionId(f"r{i}"),
            (tuple((x + 25 * (i % 5), y - 45 * (i // 5)) for x, y in request.outlines[0]),),
            request.one_line,
            request.two_lines,
        )
        for i in range(25)
    ]
    layout = place_labels(many, _inner(*DESKTOP), gap=GAP)
    assert (len(layout.labels), len(layout.numbered)) == (0, 25)


def least_distance(dots):
    return min(dist(a, b) for a, b in combinations(dots, 2))


def test_numbered_dots_of_the_largest_radius_do_not_overlap():
    layout = place_labels(requests_for(DRAWN, 360, 480, 2.0), _inner(360, 480), gap=GAP)
    assert least_distance([dot for _, dot in layout.numbered]) >= 2 * layout.max_dot_radius - 0.01
    assert layout.max_dot_radius >= 12


def test_without_requests_there_are_no_labels():
    assert place_labels((), _inner(*DESKTOP), gap=GAP).labels == ()


def test_the_checks_notice_a_pill_over_a_region_and_crossing_leaders():
    requests = requests_for(DRAWN, *DESKTOP, 1.0)
    layout = place_labels(requests, _inner(*DESKTOP), gap=GAP)
    first, second, *rest = layout.labels
    moved = first._replace(box=second.box._replace(x=300), leader=second.leader, dot=(1.0, 1.0))
    wrong = layout._replace(labels=(moved, second, *rest))
    faults = layout_faults(wrong, requests, _inner(*DESKTOP), GAP)
    for text in ("pill over", "pill not at an edge", "cross", "dot outside its outline"):
        assert any(text in fault for fault in faults)


def _led_into(requests, region, side):
    """The same requests, but the leader of a region has to end in one of its sides."""
    return tuple(
        request._replace(leader_targets=request.outlines[side : side + 1])
        if request.region == region
        else request
        for request in requests
    )


def target_of(requests):
    return next(request.leader_targets[0] for request in requests if request.leader_targets)


ANY_SIDE = {
    "region": st.sampled_from(["flank", "underarm"]),
    "side": st.sampled_from([0, 1]),
    "width": st.integers(320, 1400),
    "height": st.integers(300, 1000),
    "scale": st.floats(1.0, 2.0),
}


def check_that_the_leader_ends_in_its_target(region, side, width, height, scale):
    requests = _led_into(requests_for(DRAWN, width, height, scale), region, side)
    layout = place_labels(requests, _inner(width, height), gap=GAP)
    assert _contains_point(target_of(requests), dots_of(layout)[region])
    assert layout_faults(layout, requests, _inner(width, height), GAP) == ()


@settings(max_examples=30)
@given(**ANY_SIDE)
def test_a_leader_or_number_is_in_the_requested_side(**case):
    check_that_the_leader_ends_in_its_target(**case)


@pytest.mark.long
@settings(max_examples=150)
@given(**ANY_SIDE)
def test_in_many_windows_a_leader_or_number_is_in_the_requested_side(**case):
    check_that_the_leader_ends_in_its_target(**case)


def test_if_the_requested_side_is_out_of_sight_the_leader_ends_in_the_other_one():
    requests = requests_for(DRAWN, *DESKTOP, 1.0, zoom=3.0, shift=(500, 0))
    flank = next(request for request in requests if request.region == "flank")
    assert min(x for x, _ in flank.outlines[1]) > 690
    led = _led_into(requests, "flank", 1)
    assert place_labels(led, _inner(*DESKTOP), gap=GAP) == place_labels(
        requests, _inner(*DESKTOP), gap=GAP
    )


def check_that_other_labels_stay(region, side, width, height, scale):
    window, bar = _inner(width, height), LabelBox(width / 2 - 100, height - 70, 200, 48)
    requests = requests_for(DRAWN, width, height, scale)
    rest = place_labels(requests, window, gap=GAP, forbidden=(bar,))
    led = _led_into(requests, region, side)
    layout = move_leaders(rest, led, window, gap=GAP, forbidden=(bar,))
    if layout is None:
        return
    assert layout_faults(layout, led, window, GAP, (bar,)) == ()
    assert _contains_point(target_of(led), dots_of(layout)[region])
    pairs = zip(rest.labels + rest.numbered, layout.labels + layout.numbered, strict=True)
    assert all(before == after or before[0] == after[0] == region for before, after in pairs)


@settings(max_examples=40)
@given(**ANY_SIDE)
def test_moving_a_leader_leaves_the_other_labels_where_they_are(**case):
    check_that_other_labels_stay(**case)


@pytest.mark.long
@settings(max_examples=200)
@given(**ANY_SIDE)
def test_in_many_windows_moving_a_leader_leaves_the_other_labels_where_they_are(**case):
    check_that_other_labels_stay(**case)


def test_in_a_desktop_window_every_leader_can_be_moved_into_each_side():
    impossible = []
    for stem in FROM_BEHIND:
        requests = requests_for_plate(stem, DESKTOP, 1.0)
        rest = place_labels(requests, _inner(*DESKTOP), gap=GAP)
        for region, side in product(("flank", "underarm"), (0, 1)):
            led = _led_into(requests, region, side)
            if move_leaders(rest, led, _inner(*DESKTOP), gap=GAP) is None:
                impossible.append((stem, region, side))
    assert impossible == []


def test_a_leader_without_a_free_route_is_not_moved():
    requests = requests_for(DRAWN, *DESKTOP, 1.0)
    rest = place_labels(requests, _inner(*DESKTOP), gap=GAP)
    flank = next(request for request in requests if request.region == "flank")
    side = 0 if _contains_point(flank.outlines[1], dots_of(rest)["flank"]) else 1
    walls = tuple(LabelBox(x, 14, 30, 612) for x in (150, 510))
    led = _led_into(requests, "flank", side)
    assert move_leaders(rest, led, _inner(*DESKTOP), gap=GAP, forbidden=walls) is None


@pytest.mark.parametrize("side", [0, 1])
def test_a_number_is_not_moved_into_a_side_that_controls_cover(side):
    window = _inner(360, 480)
    requests = requests_for(DRAWN, 360, 480, 2.0)
    led = _led_into(requests, "flank", side)
    left, top = (min(values) for values in zip(*target_of(led), strict=True))
    right, bottom = (max(values) for values in zip(*target_of(led), strict=True))
    cover = (LabelBox(left, top, right - left, bottom - top),)
    rest = place_labels(requests, window, gap=GAP, forbidden=cover)
    assert "flank" in numbered_regions(rest)
    assert move_leaders(rest, led, window, gap=GAP, forbidden=cover) is None


@pytest.mark.parametrize("side", [0, 1])
def test_a_number_is_moved_into_the_requested_side(side):
    window = _inner(360, 480)
    requests = requests_for(DRAWN, 360, 480, 2.0)
    rest = place_labels(requests, window, gap=GAP)
    assert "flank" in numbered_regions(rest)
    led = _led_into(requests, "flank", side)
    layout = move_leaders(rest, led, window, gap=GAP)
    assert _contains_point(target_of(led), dict(layout.numbered)["flank"])
    assert numbered_regions(layout) == numbered_regions(rest)
    assert least_distance([dot for _, dot in layout.numbered]) >= 2 * layout.max_dot_radius - 0.01
