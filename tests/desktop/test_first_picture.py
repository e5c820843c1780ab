"""The first picture of a start: where the figure will be, in the window that is then filled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from app.atlas.loader import Atlas
from app.bootstrap import first_plate as module
from app.bootstrap.first_plate import FirstPlate, read_first_plate
from app.bootstrap.initial_state import initial_showing
from app.bootstrap.options import parse_options
from app.canvas import plate_cache
from app.desktop.application import DesktopApplication, build_window
from app.desktop.first_picture import FirstPicture, show_first_picture
from app.desktop.window import DesktopWindow
from app.painting.plate_file import PaintedPlate
from app.session.settings import Settings
from app.session.state import TEXT_SIZES, THEMES
from app.support.paths import Paths
from app.workspace.home_geometry import HomeGeometry, home_geometry
from tests.desktop.conftest import wait_until_ready

SIDE_BY_SIDE = ((1280, 800), (1920, 1080), (1024, 768), (2560, 1440))
SIZES = (*SIDE_BY_SIDE, (1000, 700), (800, 600), (700, 900))
ARGB = QImage.Format.Format_ARGB32
RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft
OPTIONS = (
    ("--figure", "man", "--build", "fuller"),
    ("--skin", "tone-6", "--theme", "contrast"),
    ("--view", "back-left", "--theme", "dark"),
    ("--text-size", "115"),
)


@pytest.fixture(params=[Qt.LayoutDirection.LeftToRight, RIGHT_TO_LEFT])
def direction(request, qapp) -> Iterator[Qt.LayoutDirection]:
    QApplication.setLayoutDirection(request.param)
    yield request.param
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def first_plate(*arguments: str) -> FirstPlate:
    first = read_first_plate(parse_options(["explore", *arguments]), Settings())
    assert first is not None
    return first


def open_window(qtbot, atlas: Atlas, settings: Settings, *arguments: str) -> DesktopWindow:
    options = parse_options(["explore", *arguments])
    window = build_window(atlas, options, settings, save=lambda _: None, motion_ms=0)
    qtbot.addWidget(window, before_close_func=DesktopWindow.close_now)
    window.show()
    wait_until_ready(qtbot, window)
    return window


def box_of(widget, window: DesktopWindow) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


@pytest.mark.parametrize("text_size", TEXT_SIZES)
def test_the_finished_window_has_bar_and_figure_where_the_first_picture_has_them(
    qtbot, shipped: Atlas, direction: Qt.LayoutDirection, text_size: int
) -> None:
    window = open_window(qtbot, shipped, Settings(text_size=text_size))
    for size in SIZES:
        found = home_geometry(*size, text_size, is_right_to_left=direction is RIGHT_TO_LEFT)
        if found is not None:
            window.resize(*size)
            wait_for_boxes(qtbot, window, found)


def wait_for_boxes(qtbot, window: DesktopWindow, expected: HomeGeometry) -> None:
    """Wait until bar and figure have these boxes; the layout takes a turn of the event loop."""

    def have_them() -> None:
        workspace = window.workspace
        assert box_of(workspace.toolbar, window) == QRect(*expected.bar)
        assert box_of(workspace.canvas, window) == QRect(*expected.figure)

    qtbot.waitUntil(have_them)


@pytest.mark.parametrize("size", SIDE_BY_SIDE)
def test_the_place_is_known_in_usual_windows(size: tuple[int, int]) -> None:
    assert home_geometry(*size, 100, is_right_to_left=False) is not None


# without the contrast theme, which adds lines around the regions
@pytest.mark.parametrize("arguments", OPTIONS[:1] + OPTIONS[2:3])
def test_body_and_ground_are_those_of_the_finished_window_to_the_pixel(
    qtbot, shipped: Atlas, arguments: tuple[str, ...]
) -> None:
    """Only fine detail differs: a body that was moved by one pixel would differ at its edges."""
    finished = open_window(qtbot, shipped, Settings(), *arguments)
    canvas = finished.workspace.canvas
    first = DesktopWindow(finished.width(), finished.height())
    qtbot.addWidget(first)
    show_first_picture(first, first_plate(*arguments))
    box = box_of(canvas, finished)
    canvas.scene_builder.has_labels = False  # as when the figure is painted for the first time
    at_place = difference(first, canvas, box, QPoint())
    moved = [
        difference(first, canvas, box, QPoint(x, y)) for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1))
    ]
    assert at_place < 2
    assert at_place < min(moved) * 0.9


def difference(first: DesktopWindow, canvas, box: QRect, offset: QPoint) -> float:
    """The mean difference of a colour, 0 to 255, at the edges of the body."""
    one = first.grab(box.translated(offset)).toImage()
    other = canvas.grab().toImage()
    points = [(x, y) for y in range(0, box.height(), 9) for x in range(0, box.width() - 4, 3)]
    edges = [(x, y) for x, y in points if levels(other, x, y, x + 3, y) > 60]
    assert len(edges) > 30
    return sum(
        sum(abs(a - b) for a, b in zip(rgb(one, x, y), rgb(other, x, y), strict=True)) / 3
        for x, y in points
    ) / len(points)


def levels(image: QImage, x: int, y: int, x2: int, y2: int) -> int:
    pairs = zip(rgb(image, x, y), rgb(image, x2, y2), strict=True)
    return sum(abs(a - b) for a, b in pairs)


def rgb(image: QImage, x: int, y: int) -> tuple[int, int, int]:
    color = QColor(image.pixel(x, y))
    return color.red(), color.green(), color.blue()


@pytest.mark.parametrize("arguments", [(), *OPTIONS])
def test_it_shows_what_the_window_will_show(shipped: Atlas, arguments: tuple[str, ...]) -> None:
    settings = Settings(figure="man", build="leaner", skin="tone-4", theme="dark", text_size=130)
    options = parse_options(["explore", *arguments])
    first = read_first_plate(options, settings)
    assert first is not None
    assert first.showing == initial_showing(shipped, options, settings)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--region", "flank"),
        ("--figure", "centaur"),
        ("--language", "xx"),
        ("--atlas", "/somewhere"),
    ],
)
def test_the_window_waits_for_everything_if_the_options_ask_for_more_than_a_body(
    arguments: tuple[str, ...],
) -> None:
    assert read_first_plate(parse_options(["explore", *arguments]), Settings()) is None


def test_without_a_half_plate_the_whole_one_is_used(monkeypatch, shipped: Atlas) -> None:
    half = first_plate()
    monkeypatch.setattr(module, "HALF_PLATES", "no-such-folder")
    whole = first_plate()
    assert whole.picture == shipped.plate_data(whole.showing.plate) != half.picture


@pytest.mark.parametrize("content", [None, "{", "[]", '{"figures": []}'])
def test_the_window_waits_for_everything_if_a_file_is_missing_or_damaged(
    monkeypatch, tmp_path: Path, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "first-picture.json").write_text(content, "utf-8")
    monkeypatch.setattr(module, "assets", lambda: tmp_path)
    assert read_first_plate(parse_options(["explore"]), Settings()) is None


def test_the_same_window_is_filled_and_keeps_nothing_of_the_first_picture(
    qtbot, shipped: Atlas, paths: Paths
) -> None:
    window = DesktopWindow(1280, 800)
    show_first_picture(window, first_plate())
    handle = window.winId()
    assert window.findChildren(FirstPicture)
    application = DesktopApplication(shipped, parse_options(["explore"]), paths, window)
    assert application.window is window
    assert window.winId() == handle
    assert window.workspace.isVisible()  # before the next paint, otherwise the window would flash
    wait_until_ready(qtbot, window)
    assert not window.findChildren(FirstPicture)
    window.close_now()
    application.shut_down()
    window.deleteLater()


def test_a_window_in_which_the_place_is_not_known_shows_no_first_picture(qtbot) -> None:
    window = DesktopWindow(500, 900)
    qtbot.addWidget(window)
    show_first_picture(window, first_plate())
    assert not window.isVisible()


def test_a_window_can_be_closed_before_it_is_filled(qtbot) -> None:
    window = DesktopWindow(1280, 800)
    qtbot.addWidget(window)
    QTimer.singleShot(0, window.close)
    assert show_first_picture(window, first_plate())
    assert not window.isVisible()


def test_the_sharp_plate_is_painted_next_and_is_that_of_the_figure(
    qtbot, shipped: Atlas, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, first = DesktopWindow(1280, 800), first_plate()
    picture = show_first_picture(window, first)
    assert picture is not None
    soft = picture.grab().toImage()
    plate = picture.sharpen()
    assert plate is not None
    sharp = picture.grab().toImage()
    assert sharp != soft
    application = DesktopApplication(shipped, parse_options(["explore"]), paths, window)
    builder = window.workspace.canvas.scene_builder
    builder.keep_plate(first.showing, plate)
    read: list[str] = []
    monkeypatch.setattr(plate_cache, "read_plate", lambda name, _data: read.append(name))
    canvas = window.workspace.canvas
    builder.has_labels = False
    assert canvas.grab().toImage().convertToFormat(sharp.format()) == sharp.copy(
        box_of(canvas, window)
    )
    assert read == []
    window.close_now()
    application.shut_down()
    window.deleteLater()


def test_a_plate_that_is_not_the_one_of_the_atlas_is_not_kept(qtbot, shipped: Atlas) -> None:
    finished = open_window(qtbot, shipped, Settings())
    builder = finished.workspace.canvas.scene_builder
    kept, showing = set(builder.plate_cache.cached_keys), first_plate().showing
    plate = PaintedPlate(b"another file", QImage(7, 7, ARGB), QImage(7, 7, ARGB))
    builder.keep_plate(showing, plate)
    assert set(builder.plate_cache.cached_keys) == kept
    builder.keep_plate(showing, plate._replace(data=shipped.plate_data(showing.plate)))
    assert set(builder.plate_cache.cached_keys) > kept


@pytest.mark.parametrize("name", ["HALF_PLATES", "PLATES"])
def test_a_damaged_plate_is_left_to_the_opening_of_the_atlas(
    qtbot, shipped: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    damaged = tmp_path / f"{first_plate().showing.plate.stem}.webp"
    damaged.write_bytes(b"no picture")
    monkeypatch.setattr(module, name, tmp_path)
    window = DesktopWindow(1280, 800)
    qtbot.addWidget(window)
    picture = show_first_picture(window, first_plate())
    assert picture is None if name == "HALF_PLATES" else picture and picture.sharpen() is None


@pytest.mark.parametrize("theme", THEMES)
def test_its_file_has_the_colors_of_every_theme(theme: str) -> None:
    assert QColor(first_plate("--theme", theme).colors["ground"]).isValid()
