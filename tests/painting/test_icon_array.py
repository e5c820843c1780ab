"""The icons are counted in the pixels, for every count of the atlas that is shown as icons."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from scipy.ndimage import label, maximum_position

from app.atlas.risk_wording import group_rates
from app.painting.icon_array import fit_icon_grid, paint_icons
from app.session.state import THEMES
from app.support.paths import assets
from app.support.translation import source_text
from app.theme.theme import read_theme
from tests.atlas.test_risk_wording import COUNT
from tests.shipped_atlas.shipped import ATLAS, toml
from tests.theme.test_contrast import contrast

TOUCHING = np.ones((3, 3))
"""Pixels that touch at a corner count as connected, so icons must not touch at all."""
NUMBERS = toml(ATLAS / "numbers.toml")


def counts_of_the_atlas():
    """The number of affected in 1,000 for each record shown as icons, from the raw numbers."""
    found = {}
    for name, raw in NUMBERS.items():
        if raw["kind"] == "count" and raw["events"] * 1000 >= raw["denominator"]:
            found[name] = int(raw["events"] * 1000 / raw["denominator"] + 0.5)
    return found


COUNTS = counts_of_the_atlas()


def painted(grid, affected, theme_name="light", ratio=1, *, mirrored=False):
    """The icons on the background of a card, and the colours of background and icons."""
    theme = read_theme(assets() / "themes", theme_name, 100)
    colors = [theme.color(role) for role in ("tint", "accent", "quiet")]
    image = QImage(grid.size * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(colors[0])
    painter = QPainter(image)
    paint_icons(painter, grid, affected, (colors[1], colors[2]), mirrored=mirrored)
    painter.end()
    return image, colors


def pixels(image):
    raw = np.frombuffer(image.constBits(), np.uint8)
    shape = (image.height(), image.bytesPerLine() // 4, 4)
    return raw.reshape(shape)[:, : image.width(), 2::-1].astype(int)


def count_icons(image, colors):
    """The numbers of affected and of other icons, separated by the strongest pixel of each."""
    shown = pixels(image)
    background, accent, quiet = (
        np.abs(shown - np.array(color.getRgb()[:3])).sum(axis=2) for color in colors
    )
    found, count = label(background > 40, TOUCHING)
    strongest = maximum_position(background, found, range(1, count + 1))
    affected = sum(bool(accent[at] < quiet[at]) for at in strongest)
    return affected, count - affected


@pytest.mark.parametrize(
    ("width", "scale", "ratio"),
    [
        (528, 1, 1),
        (250, 1, 1),
        (178, 1, 1),
        (500, 2, 1),
        (178, 1, 2),
        pytest.param(528, 1, 2, marks=pytest.mark.slow),
        pytest.param(250, 1, 2, marks=pytest.mark.slow),
        pytest.param(500, 2, 2, marks=pytest.mark.slow),
    ],
)
def test_the_icons_show_every_count_of_the_atlas(qapp, width, scale, ratio):
    grid = fit_icon_grid(width, scale)
    wrong = {}
    for count in sorted(set(COUNTS.values())):
        found = count_icons(*painted(grid, count, ratio=ratio))
        if found != (count, 1000 - count):
            wrong[count] = found
    assert wrong == {}


def test_the_text_and_the_icons_have_the_same_count():
    counted = {name: raw for name, raw in NUMBERS.items() if raw["kind"] == "count"}
    shown = {}
    for name, raw in counted.items():
        record = replace(COUNT, events=raw["events"], denominator=raw["denominator"])
        (group,) = group_rates([record], source_text)
        if group.lines[0].has_icons:
            shown[name] = group.lines[0].count
    assert shown == COUNTS


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [528, 250, 178])
def test_the_icons_can_be_counted_in_every_theme(qapp, theme, width):
    assert count_icons(*painted(fit_icon_grid(width), 134, theme)) == (134, 866)


@pytest.mark.parametrize("affected", [0, 1, 999, 1000])
def test_none_and_all_can_be_counted(qapp, affected):
    assert count_icons(*painted(fit_icon_grid(528), affected)) == (affected, 1000 - affected)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ratio", [1, 2])
def test_both_kinds_of_icons_have_a_contrast_of_three_to_one(qapp, theme, ratio):
    """Measured on the strongest pixel of each painted icon, at the smallest size."""
    grid = fit_icon_grid(220)
    image, colors = painted(grid, 500, theme, ratio)
    known = {}
    for cell in grid.cells():
        box = QRectF(cell.topLeft() * ratio, cell.size() * ratio).toRect()
        inside = {
            image.pixel(x, y)
            for x in range(box.left(), box.right() + 1)
            for y in range(box.top(), box.bottom() + 1)
        }
        for pixel in inside - known.keys():
            known[pixel] = contrast(QColor.fromRgba(pixel), colors[0])
        assert max(known[pixel] for pixel in inside) >= 3


def test_the_two_kinds_of_icons_differ_in_size_and_not_only_in_colour(qapp):
    """An affected one covers several times as many pixels, also in grey."""
    grid = fit_icon_grid(528)
    covered = []
    for affected in (0, 1000):
        image, colors = painted(grid, affected)
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        plain = QImage(1, 1, QImage.Format.Format_RGB32)
        plain.fill(colors[0])
        background = plain.convertToFormat(QImage.Format.Format_Grayscale8).pixelColor(0, 0).red()
        raw = np.frombuffer(grey.constBits(), np.uint8)
        raw = raw.reshape(grey.height(), grey.bytesPerLine())[:, : grey.width()]
        covered.append((np.abs(raw.astype(int) - background) > 40).sum())
    assert covered[1] > 2.5 * covered[0]


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("width", [178, 250, 528, 2000])
def test_there_are_a_thousand_cells_which_are_inside_and_do_not_overlap(width, mirrored):
    grid = fit_icon_grid(width)
    cells = grid.cells(mirrored=mirrored)
    size = grid.size
    assert len({(cell.x(), cell.y()) for cell in cells}) == 1000
    assert size.width() <= width
    assert all(QRectF(0, 0, size.width(), size.height()).contains(cell) for cell in cells)
    used = np.zeros((size.height(), size.width()), int)
    for cell in cells:
        box = cell.toRect()
        used[box.top() : box.bottom() + 1, box.left() : box.right() + 1] += 1
    assert used.max() == 1


def test_the_first_icons_are_at_the_leading_side():
    grid = fit_icon_grid(528)
    assert grid.cells()[0].left() == 0
    assert grid.cells(mirrored=True)[0].right() == grid.size.width()


def test_blocks_of_a_hundred_or_fifty_are_separated():
    for width in (178, 250, 528):
        grid = fit_icon_grid(width)
        cells, block = grid.cells(), 10 * grid.rows_per_block
        assert block in (50, 100)
        first = cells[0]
        for cell in cells[1:block]:
            first = first.united(cell)
        assert not any(first.adjusted(-1, -1, 1, 1).intersects(cell) for cell in cells[block:]), (
            width
        )


def test_within_a_shape_a_wider_panel_never_has_smaller_icons():
    before = {}
    for width in range(120, 700):
        grid = fit_icon_grid(width)
        assert grid.pitch >= before.get(grid.blocks_across, 0)
        before[grid.blocks_across] = grid.pitch
