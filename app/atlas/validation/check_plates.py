"""The plates: picture, size and outlines of each figure, build and view."""

from __future__ import annotations

from collections.abc import Iterator

from app.atlas import schema
from app.atlas.header import Head
from app.atlas.plates import DRESS, PlateFacts, place_of, plate_facts, points_of
from app.atlas.svg_reader import Drawn
from app.atlas.validation.check_images import MOST_BYTES, PictureError, decode, read_head
from app.atlas.validation.check_svg import vetted_drawing
from app.atlas.validation.files import Reading
from app.body.outlines import Point, area, bounds
from app.body.regions import Place, PlateKey, RegionId, Side, View
from app.support.schema_validation import items_that_fit
from app.support.svg_path import PathError
from app.support.validation_errors import Spot

FILE = "figures.json"
LEAST_AREA = 1e-6
SLACK = 0.02  # how far, in plate widths, an outline may reach over the edge of its plate


def check_plates(reading: Reading, head: Head) -> None:
    """Check all plates; each place must be outlined in at least one view of each figure."""
    facts = _facts(reading)
    _check_files(reading, head)
    for figure in head.figures:
        for build in head.builds:
            keys = [PlateKey(figure, build, view) for view in head.views]
            seen = {place for key in keys for place in _check_plate(reading, head, key, facts)}
            for place in _places(head):
                if place not in seen and _all_read(reading, keys):
                    reading.spot(f"outlines/{keys[0].stem}.svg", path_id(place)).note(
                        "no view of this figure has this outline", "draw it"
                    )


def _all_read(reading: Reading, keys: list[PlateKey]) -> bool:
    return all(f"outlines/{key.stem}.svg" in reading.kept for key in keys)


def _facts(reading: Reading) -> dict[PlateKey, PlateFacts]:
    raw, spot = reading.json(FILE), reading.spot(FILE)
    if raw is None:
        return {}
    plates = raw.get("plates")
    if not isinstance(plates, list):
        spot.at("plates").note("it is missing", "make the file anew: assets/build/make_all.py")
        return {}
    good = [
        plate_facts(found) for _, found in items_that_fit(plates, schema.Plate, spot.at("plates"))
    ]
    return {found.key: found for found in good}


def _check_files(reading: Reading, head: Head) -> None:
    """Note pictures and drawings that belong to no plate."""
    wanted = {
        PlateKey(figure, build, view).stem
        for figure in head.figures
        for build in head.builds
        for view in head.views
    }
    for name in sorted(reading.names):
        folder, _, file = name.partition("/")
        if folder in ("plates", "outlines") and file.rpartition(".")[0] not in wanted:
            reading.spot(name).note("it belongs to no plate of atlas.toml", "take it out")


def _check_plate(
    reading: Reading, head: Head, key: PlateKey, facts: dict[PlateKey, PlateFacts]
) -> list[Place]:
    found = facts.get(key)
    if found is None:
        reading.spot(FILE, f"plates.{key.stem}").note("the plate is missing", "add it")
    else:
        _check_picture(reading, found)
    name = f"outlines/{key.stem}.svg"
    data = reading.svg(name)
    drawing = vetted_drawing(data, reading.spot(name)) if data is not None else None
    if drawing is None:
        return []
    if found and abs(drawing.aspect - found.height / found.width) > 0.01:
        reading.spot(name, "viewBox").note("it has not the shape of the plate", "mend the viewBox")
    return _check_paths(drawing.paths, drawing.aspect, head, key.view, reading.spot(name))


def _check_picture(reading: Reading, found: PlateFacts) -> None:
    name = f"plates/{found.key.stem}.webp"
    data = reading.read(name, MOST_BYTES)
    if data is None:
        return
    try:
        picture = read_head(data)
        if picture.kind != "webp":
            reading.spot(name).note(f"it is a {picture.kind} file", "save it as WebP")
        if (picture.width, picture.height) != (found.width, found.height):
            wrong = f"it has {picture.width} by {picture.height} pixels"
            reading.spot(name).note(wrong, f"{FILE} says {found.width} by {found.height}")
        decode(data, picture)
    except PictureError as error:
        reading.spot(name).note(str(error), "save the picture anew as WebP")


def _check_paths(
    paths: list[Drawn], aspect: float, head: Head, view: View, spot: Spot
) -> list[Place]:
    known = {path_id(place): place for place in _places(head)}
    seen: dict[str, tuple[Point, ...]] = {}
    for drawn in paths:
        here = spot.at(str(drawn.line))
        if drawn.id not in known and drawn.id != DRESS:
            here.note(
                f"there is no region {drawn.id!r}", "correct the id of the path, or take it out"
            )
        elif drawn.id in seen:
            here.note(f"{drawn.id!r} is there twice", "take one out")
        else:
            seen[drawn.id] = _checked_points(drawn, aspect, here)
    if DRESS not in seen:
        spot.at(DRESS).note("the outline of the shorts is missing", "draw it")
    if view is View.BACK:
        _check_sides(seen, spot)
    return [known[name] for name in seen if name in known]


def _checked_points(drawn: Drawn, aspect: float, spot: Spot) -> tuple[Point, ...]:
    try:
        points = points_of(drawn)
    except PathError as error:
        spot.at(drawn.id).note(str(error), "draw one closed shape of lines and curves")
        return ()
    if len(points) < 3 or area(points) < LEAST_AREA:
        spot.at(drawn.id).note("it encloses nothing", "draw it larger")
        return ()
    left, top, right, bottom = bounds(points)
    if left < -SLACK or top < -SLACK or right > 1 + SLACK or bottom > aspect + SLACK:
        spot.at(drawn.id).note("it reaches out of the plate", "draw it inside")
    return points


def _check_sides(seen: dict[str, tuple[Point, ...]], spot: Spot) -> None:
    """From behind, the body's left is the viewer's left."""
    for name, points in seen.items():
        if points and name.endswith(f".{Side.LEFT.value}"):
            other = seen.get(path_id(Place(place_of(name).region, Side.RIGHT)), ())
            if other and bounds(points)[0] > bounds(other)[0]:
                spot.at(name).note("left lies right of right", "change the ids")


def _places(head: Head) -> Iterator[Place]:
    for region in head.regions:
        if region in head.sides:
            yield Place(region, Side.LEFT)
            yield Place(region, Side.RIGHT)
        else:
            yield Place(RegionId(region))


def path_id(place: Place) -> str:
    """Name the path of a place: `flank.left` or `lumbar`."""
    return f"{place.region}.{place.side.value}" if place.side else str(place.region)
