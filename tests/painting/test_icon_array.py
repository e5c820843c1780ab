"""The picture of 1,000 is counted from its pixels, for every count of the atlas that has one."""

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
"""Pixels that meet at a corner belong together: icons must be clear of each other altogether."""


NUMBERS = toml(ATLAS / "numbers.toml")


def counts_of_the_atlas():
    """How many of 1,000, for each record that is shown as icons; straight from the figures."""
    found = {}
    for name, raw in NUMBERS.items():
        if raw["kind"] == "count" and raw["events"] * 1000 >= raw["denominator"]:
            found[name] = int(raw["events"] * 1000 / raw["denominator"] + 0.5)
    return found


COUNTS = counts_of_the_atlas()


def painted(arrangement, affected, theme="light", ratio=1, *, mirrored=False):
    """The picture on the ground of a card, and the colours it was painted with."""
    look = read_theme(assets() / "themes", theme, 100)
    roles = [look.color(role) for role in ("tint", "accent", "quiet")]
    image = QImage(arrangement.size * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(roles[0])
    painter = QPainter(image)
    paint_icons(painter, arrangement, affected, (roles[1], roles[2]), mirrored=mirrored)
    painter.end()
    return image, roles


def pixels(image):
    raw = np.frombuffer(image.constBits(), np.uint8)
    shape = (image.height(), image.bytesPerLine() // 4, 4)
    return raw.reshape(shape)[:, : image.width(), 2::-1].astype(int)


def components(image, roles):
    """How many separate things there are, by the colour of the strongest pixel of each."""
    shown = pixels(image)
    ground, accent, quiet = (
        np.abs(shown - np.array(role.getRgb()[:3])).sum(axis=2) for role in roles
    )
    found, count = label(ground > 40, TOUCHING)
    strongest = maximum_position(ground, found, range(1, count + 1))
    filled = sum(bool(accent[at] < quiet[at]) for at in strongest)
    return filled, count - filled


@pytest.mark.parametrize("name", COUNTS)
@pytest.mark.parametrize(("width", "scale"), [(528, 1), (250, 1), (178, 1), (500, 2)])
@pytest.mark.parametrize("ratio", [1, 2])
def test_as_many_are_filled_as_the_words_say(qapp, name, width, scale, ratio):
    image, roles = painted(fit_icon_grid(width, scale), COUNTS[name], ratio=ratio)
    assert components(image, roles) == (COUNTS[name], 1000 - COUNTS[name])


@pytest.mark.parametrize("name", [name for name, raw in NUMBERS.items() if raw["kind"] == "count"])
def test_the_words_and_the_icons_have_the_same_count(name):
    raw = NUMBERS[name]
    record = replace(COUNT, events=raw["events"], denominator=raw["denominator"])
    (group,) = group_rates([record], source_text)
    assert group.lines[0].has_icons == (name in COUNTS)
    assert group.lines[0].count == COUNTS.get(name, group.lines[0].count)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [528, 250, 178])
def test_every_theme_is_counted_alike(qapp, theme, width):
    assert components(*painted(fit_icon_grid(width), 134, theme)) == (134, 866)


@pytest.mark.parametrize("affected", [0, 1, 999, 1000])
def test_none_and_all_are_counted_too(qapp, affected):
    assert components(*painted(fit_icon_grid(528), affected)) == (affected, 1000 - affected)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ratio", [1, 2])
def test_both_kinds_stand_out_by_three_to_one(qapp, theme, ratio):
    """Measured on the strongest pixel of each painted icon, at the smallest size there is."""
    arrangement = fit_icon_grid(220)
    image, roles = painted(arrangement, 500, theme, ratio)
    for cell in arrangement.cells():
        box = QRectF(cell.topLeft() * ratio, cell.size() * ratio).toRect()
        inside = [
            image.pixelColor(x, y)
            for x in range(box.left(), box.right() + 1)
            for y in range(box.top(), box.bottom() + 1)
        ]
        assert max(contrast(QColor(one), roles[0]) for one in inside) >= 3


def test_the_two_kinds_differ_in_shape_and_size_and_not_by_colour_alone(qapp):
    """A filled one covers several times as much; seen in grey they still differ."""
    arrangement = fit_icon_grid(528)
    inked = []
    for affected in (0, 1000):
        image, roles = painted(arrangement, affected)
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        ground = QColor(roles[0])
        plain = QImage(1, 1, QImage.Format.Format_RGB32)
        plain.fill(ground)
        paper = plain.convertToFormat(QImage.Format.Format_Grayscale8).pixelColor(0, 0).red()
        raw = np.frombuffer(grey.constBits(), np.uint8)
        raw = raw.reshape(grey.height(), grey.bytesPerLine())[:, : grey.width()]
        inked.append((np.abs(raw.astype(int) - paper) > 40).sum())
    assert inked[1] > 2.5 * inked[0]


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("width", [178, 250, 528, 2000])
def test_the_cells_are_a_thousand_apart_and_inside(width, mirrored):
    arrangement = fit_icon_grid(width)
    cells = arrangement.cells(mirrored=mirrored)
    size = arrangement.size
    assert len({(cell.x(), cell.y()) for cell in cells}) == 1000
    assert size.width() <= width
    assert all(QRectF(0, 0, size.width(), size.height()).contains(cell) for cell in cells)
    taken = np.zeros((size.height(), size.width()), int)
    for cell in cells:
        box = cell.toRect()
        taken[box.top() : box.bottom() + 1, box.left() : box.right() + 1] += 1
    assert taken.max() == 1


def test_the_first_ones_stand_at_the_leading_side():
    arrangement = fit_icon_grid(528)
    assert arrangement.cells()[0].left() == 0
    assert arrangement.cells(mirrored=True)[0].right() == arrangement.size.width()


def test_blocks_of_a_hundred_or_fifty_are_set_apart():
    for width in (178, 250, 528):
        arrangement = fit_icon_grid(width)
        cells, block = arrangement.cells(), 10 * arrangement.rows_per_block
        assert block in (50, 100)
        first = cells[0]
        for cell in cells[1:block]:
            first = first.united(cell)
        assert not any(first.adjusted(-1, -1, 1, 1).intersects(cell) for cell in cells[block:]), (
            width
        )


def test_a_wider_panel_never_gives_a_smaller_icon_within_a_shape():
    before = {}
    for width in range(120, 700):
        arrangement = fit_icon_grid(width)
        assert arrangement.pitch >= before.get(arrangement.blocks_across, 0)
        before[arrangement.blocks_across] = arrangement.pitch
