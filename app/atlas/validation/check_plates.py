"""Checks of the plates: picture, size and outlines of each figure, build and view."""

from __future__ import annotations

from collections.abc import Iterator

from app.atlas.header import AtlasHeader
from app.atlas.manifest import HALF_PLATES
from app.atlas.plates import (
    SHORTS_PATH_ID,
    PlateInfo,
    half_plate_name,
    parse_place_id,
    path_points,
    plate_info,
)
from app.atlas.svg_reader import SvgPath
from app.atlas.validation.check_images import (
    MAX_IMAGE_BYTES,
    ImageError,
    decode_image,
    read_image_header,
)
from app.atlas.validation.check_svg import parse_untrusted_svg
from app.atlas.validation.file_types import PlateEntry
from app.atlas.validation.files import AtlasFiles
from app.body.outlines import Point, area, bounds
from app.body.regions import Place, PlateKey, RegionId, Side, View
from app.support.schema_validation import convert_list
from app.support.svg_path import PathError
from app.support.validation_errors import Location

FILE = "figures.json"
MIN_AREA = 1e-6
EDGE_TOLERANCE = 0.02  # how far, in plate widths, an outline may exceed its plate


def check_plates(reading: AtlasFiles, head: AtlasHeader) -> None:
    """Check all plates; each place must have an outline in at least one view of each figure."""
    facts = _facts(reading)
    _check_files(reading, head)
    for figure in head.figures:
        for build in head.builds:
            keys = [PlateKey(figure, build, view) for view in head.views]
            seen = {place for key in keys for place in _check_plate(reading, head, key, facts)}
            for place in _places(head):
                if place not in seen and _all_read(reading, keys):
                    reading.location(f"outlines/{keys[0].stem}.svg", format_place_id(place)).report(
                        "no view of this figure has this outline", "draw it"
                    )


def _all_read(reading: AtlasFiles, keys: list[PlateKey]) -> bool:
    return all(f"outlines/{key.stem}.svg" in reading.contents for key in keys)


def _facts(reading: AtlasFiles) -> dict[PlateKey, PlateInfo]:
    raw, location = reading.json(FILE), reading.location(FILE)
    if raw is None:
        return {}
    plates = raw.get("plates")
    if not isinstance(plates, list):
        location.at("plates").report(
            "it is missing", "build the file again with assets/build/make_all.py"
        )
        return {}
    good = convert_list(plates, PlateEntry, location.at("plates"))
    return {info.key: info for info in (plate_info(plates[at]) for at, _ in good)}


def _check_files(reading: AtlasFiles, head: AtlasHeader) -> None:
    """Report pictures and drawings that belong to no plate."""
    wanted = {
        PlateKey(figure, build, view).stem
        for figure in head.figures
        for build in head.builds
        for view in head.views
    }
    for name in sorted(reading.names):
        folder, _, file = name.partition("/")
        if folder in ("plates", HALF_PLATES, "outlines") and file.rpartition(".")[0] not in wanted:
            reading.location(name).report("it belongs to no plate of atlas.toml", "delete it")


def _check_plate(
    reading: AtlasFiles, head: AtlasHeader, key: PlateKey, facts: dict[PlateKey, PlateInfo]
) -> list[Place]:
    found = facts.get(key)
    if found is None:
        reading.location(FILE, f"plates.{key.stem}").report("the plate is missing", "add it")
    else:
        _check_picture(reading, found)
    name = f"outlines/{key.stem}.svg"
    data = reading.svg(name)
    drawing = parse_untrusted_svg(data, reading.location(name)) if data is not None else None
    if drawing is None:
        return []
    if found and abs(drawing.aspect - found.height / found.width) > 0.01:
        reading.location(name, "viewBox").report(
            "its shape differs from that of the plate", "correct the viewBox"
        )
    return _check_paths(drawing.paths, drawing.aspect, head, key.view, reading.location(name))


def _check_picture(reading: AtlasFiles, found: PlateInfo) -> None:
    """Check the picture of a plate, and the one of half its size if there is one."""
    size = found.width, found.height
    _check_image(reading, f"plates/{found.key.stem}.webp", size, f"but {FILE} says")
    half = half_plate_name(found.key)
    if half in reading.names:
        size = found.width // 2, found.height // 2
        _check_image(reading, half, size, "but half of the plate is")


def _check_image(reading: AtlasFiles, name: str, size: tuple[int, int], but: str) -> None:
    data = reading.read(name, MAX_IMAGE_BYTES)
    if data is None:
        return
    try:
        picture = read_image_header(data)
        if picture.kind != "webp":
            reading.location(name).report(f"it is a {picture.kind} file", "save it as WebP")
        if (picture.width, picture.height) != size:
            reading.location(name).report(
                f"it has {picture.width} by {picture.height} pixels, {but} {size[0]} by {size[1]}",
                "correct the picture or the file",
            )
        decode_image(data, picture)
    except ImageError as error:
        reading.location(name).report(str(error), "save the picture again as WebP")


def _check_paths(
    paths: list[SvgPath], aspect: float, head: AtlasHeader, view: View, location: Location
) -> list[Place]:
    known = {format_place_id(place): place for place in _places(head)}
    seen: dict[str, tuple[Point, ...]] = {}
    for drawn in paths:
        here = location.at(str(drawn.line))
        if drawn.id not in known and drawn.id != SHORTS_PATH_ID:
            here.report(
                f"there is no region {drawn.id!r}", "correct the id of the path, or remove it"
            )
        elif drawn.id in seen:
            here.report(f"{drawn.id!r} is used twice", "remove one")
        else:
            seen[drawn.id] = _checked_points(drawn, aspect, here)
    if SHORTS_PATH_ID not in seen:
        location.at(SHORTS_PATH_ID).report("the outline of the shorts is missing", "draw it")
    if view is View.BACK:
        _check_sides(seen, location)
    return [known[name] for name in seen if name in known]


def _checked_points(drawn: SvgPath, aspect: float, location: Location) -> tuple[Point, ...]:
    try:
        points = path_points(drawn)
    except PathError as error:
        location.at(drawn.id).report(str(error), "draw one closed shape of lines and curves")
        return ()
    if len(points) < 3 or area(points) < MIN_AREA:
        location.at(drawn.id).report("it encloses nothing", "draw it larger")
        return ()
    left, top, right, bottom = bounds(points)
    if (
        left < -EDGE_TOLERANCE
        or top < -EDGE_TOLERANCE
        or right > 1 + EDGE_TOLERANCE
        or bottom > aspect + EDGE_TOLERANCE
    ):
        location.at(drawn.id).report("it reaches out of the plate", "draw it inside")
    return points


def _check_sides(seen: dict[str, tuple[Point, ...]], location: Location) -> None:
    """Check that left is left: seen from behind, the body's left is the viewer's left."""
    for name, points in seen.items():
        if points and name.endswith(f".{Side.LEFT.value}"):
            other = seen.get(format_place_id(Place(parse_place_id(name).region, Side.RIGHT)), ())
            if other and bounds(points)[0] > bounds(other)[0]:
                location.at(name).report(
                    "the left outline is to the right of the right one", "exchange the ids"
                )


def _places(head: AtlasHeader) -> Iterator[Place]:
    for region in head.regions:
        if region in head.sides:
            yield Place(region, Side.LEFT)
            yield Place(region, Side.RIGHT)
        else:
            yield Place(RegionId(region))


def format_place_id(place: Place) -> str:
    """Return the id of the path of a place: `flank.left` or `lumbar`."""
    return f"{place.region}.{place.side.value}" if place.side else str(place.region)
