"""1,000 people: exactly as many are filled and ringed as the count says."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QColor, QImage, QPainter

from app.atlas.risk_wording import rate_lines
from app.painting.people_grid import PEOPLE, PeopleColors, fit_people_grid, paint_people
from app.session.state import THEMES
from app.support.paths import assets
from app.support.translation import source_text
from app.theme.theme import read_theme
from tests.atlas.test_risk_wording import COUNT
from tests.shipped_atlas.shipped import ATLAS, toml
from tests.theme.test_contrast import contrast

COLORS = PeopleColors(QColor("#ff0000"), QColor("#00ff00"), QColor("#0000ff"))


NUMBERS = {
    name: raw for name, raw in toml(ATLAS / "numbers.toml").items() if raw["kind"] == "count"
}
COUNTS = {
    name: int(raw["events"] * 1000 / raw["denominator"] + 0.5)
    for name, raw in NUMBERS.items()
    if raw["events"] * 1000 >= raw["denominator"]
}
"""The people affected of 1,000 for each record shown as a picture, from the raw numbers."""


def painted(width, filled, ringed, *, mirrored=False, scale=1.0):
    grid = fit_people_grid(width, filled, ringed, scale)
    image = QImage(int(grid.width) + 1, int(grid.height) + 1, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_people(painter, grid, COLORS, mirrored=mirrored)
    painter.end()
    return grid, image


def signs(grid, image, *, mirrored=False):
    """What is painted in each cell: "person", "ring" or "dot", row by row."""
    found = []
    for row in range(PEOPLE // grid.columns):
        height = grid.tall if row < grid.tall_rows else grid.low
        for column in range(grid.columns):
            x = grid.center_x(column)
            x = grid.width - x if mirrored else x
            middle = grid.row_top(row) + height / 2
            colors = [
                image.pixelColor(int(x + dx), int(middle + dy))
                for dx in range(-3, 4)
                for dy in range(-3, 4)
                if 0 <= int(x + dx) < image.width() and 0 <= int(middle + dy) < image.height()
            ]
            red = sum(one.red() - max(one.green(), one.blue()) > 120 for one in colors)
            green = sum(one.green() - max(one.red(), one.blue()) > 60 for one in colors)
            found.append("person" if red else "ring" if green else "dot")
    return found


@pytest.mark.parametrize(("filled", "ringed"), [(0, 0), (0, 3), (7, 19), (26, 120), (50, 50)])
def test_people_and_rings_are_as_many_as_the_numbers(qapp, filled, ringed):
    grid, image = painted(560, filled, ringed)
    assert signs(grid, image) == (
        ["person"] * filled + ["ring"] * (ringed - filled) + ["dot"] * (PEOPLE - ringed)
    )


def test_from_right_to_left_the_first_person_stands_on_the_right(qapp):
    grid, image = painted(560, 3, 3, mirrored=True)
    assert signs(grid, image, mirrored=True)[:4] == ["person"] * 3 + ["dot"]
    assert signs(grid, image)[:4] == ["dot"] * 4


@pytest.mark.parametrize(
    ("width", "scale", "columns"), [(560, 1.0, 50), (300, 1.0, 25), (536, 2.0, 25), (1100, 2.0, 50)]
)
def test_the_rows_fit_the_width(qapp, width, scale, columns):
    grid = fit_people_grid(width, 7, 19, scale)
    assert grid.columns == columns
    assert grid.width <= width + 0.01
    assert grid.columns * (PEOPLE // grid.columns) == PEOPLE


def test_the_picture_has_the_size_of_the_drawing(qapp):
    grid = fit_people_grid(560, 7, 19)
    assert grid.width == pytest.approx(560, abs=3)
    assert 135 <= grid.height <= 165


@pytest.mark.parametrize(("width", "scale"), [(560, 1.0), (300, 1.0), (536, 2.0)])
def test_the_picture_shows_every_count_of_the_atlas(qapp, width, scale):
    wrong = {}
    for count in sorted(set(COUNTS.values())):
        grid, image = painted(width, count, count, scale=scale)
        found = signs(grid, image)
        if (found.count("person"), found.count("dot")) != (count, PEOPLE - count):
            wrong[count] = found.count("person")
    assert wrong == {}


def test_the_words_and_the_picture_have_the_same_count():
    shown = {}
    for name, raw in NUMBERS.items():
        record = replace(COUNT, events=raw["events"], denominator=raw["denominator"])
        (line,) = rate_lines([record], source_text)
        if line.has_icons:
            shown[name] = line.count
    assert COUNTS
    assert shown == COUNTS


@pytest.mark.parametrize("theme", THEMES)
def test_people_have_a_contrast_of_three_to_one(qapp, theme):
    loaded = read_theme(assets() / "themes", theme, 100)
    assert contrast(loaded.color("accent"), loaded.color("sunken")) >= 3


def test_people_and_dots_differ_in_size_and_not_only_in_colour(qapp):
    covered = []
    for filled in (0, PEOPLE):
        grid, image = painted(560, filled, filled)
        white = QColor("white")
        area = range(0, int(grid.height) - 1, 1), range(200)
        inked = sum(image.pixelColor(x, y) != white for y in area[0] for x in area[1])
        covered.append(inked / grid.height)
    assert covered[1] > 2 * covered[0]
