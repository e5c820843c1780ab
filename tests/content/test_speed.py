"""How long reading and checking take for many regions; figures stand in processor seconds."""

from __future__ import annotations

import time

import pytest

from app.body.hit import OutlineMap
from app.body.ids import BuildId, FigureId, PlateKey, View
from app.content.checking import check
from app.content.shelf import open_trusted
from tests.content.synthetic import make_atlas, seal

PLATE = PlateKey(FigureId("woman"), BuildId("average"), View.BACK)


def read_all(folder, known):
    atlas = open_trusted(folder, known)
    atlas.names("en")
    atlas.plate_path(PLATE)
    for region in atlas.regions:
        atlas.region_text(region, "en")
    return atlas.outlines(PLATE)


def seconds(work, *args):
    start = time.process_time()
    result = work(*args)
    return time.process_time() - start, result


@pytest.mark.slow
@pytest.mark.parametrize(("regions", "limit"), [(1_000, 0.5), (10_000, 5.0)])
def test_reading_everything_stays_within_its_time(tmp_path, regions, limit):
    folder = make_atlas(tmp_path / "made", regions)
    took, outlines = seconds(read_all, folder, seal(folder))
    assert len(outlines.regions) == regions
    assert took / machine() < limit


@pytest.mark.slow
@pytest.mark.parametrize(("regions", "limit"), [(1_000, 1.0), (10_000, 10.0)])
def test_checking_everything_stays_within_twice_that_time(tmp_path, regions, limit):
    folder = make_atlas(tmp_path / "made", regions)
    took, checked = seconds(check, folder)
    assert checked.mistakes == ()
    assert took / machine() < limit


def machine():
    """Say how many times slower this machine is now than when it has nothing else to do."""
    took = min(seconds(sum, (number * number for number in range(300_000)))[0] for _ in range(5))
    return max(1.0, took / 0.02)


@pytest.mark.slow
def test_a_point_among_ten_thousand_regions_is_found_in_a_millisecond(tmp_path):
    folder = make_atlas(tmp_path / "made", 10_000)
    places = OutlineMap(open_trusted(folder, seal(folder)).outlines(PLATE).regions)
    points = [(x / 37, y / 31) for x in range(37) for y in range(31)]
    took, _ = seconds(lambda: [places.place_at(x, y, slack=0.01) for x, y in points])
    assert took / len(points) < 0.001
