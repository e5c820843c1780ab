"""Where the figure is while nothing is chosen, known before any widget is made. No Qt.

The first picture of a start paints the plate there. A test compares it with the finished window,
so whoever changes the layout has to change this module, too.
"""

from __future__ import annotations

import math
from typing import NamedTuple

# in pixels at a text size of 100 %
MIN_SIDE_BY_SIDE_WIDTH = 900
MIN_MIDDLE_HEIGHT = 360
BAR_HEIGHT = 54
PANEL_SHARE, MAX_PANEL_WIDTH = 0.5, 760
PORTRAIT_RATIO = 1.15


class Box(NamedTuple):
    """A rectangle in the window, in pixels."""

    left: int
    top: int
    width: int
    height: int


class HomeGeometry(NamedTuple):
    """The boxes of the bar at the top and of the figure."""

    bar: Box
    figure: Box


def home_geometry(
    width: int, height: int, text_size: int, *, is_right_to_left: bool
) -> HomeGeometry | None:
    """The boxes in a window of a size, with the text size in percent.

    None if figure and words do not stand side by side: then their heights depend on the words.
    """

    def px(length: float) -> int:
        return round(length * text_size / 100)

    if is_stacked(width, height, text_size) or text_size != 100:
        return None  # with larger text, the bar is as high as its buttons
    bar = px(BAR_HEIGHT)
    middle = height - bar - _footer_height(text_size)
    if middle < px(MIN_MIDDLE_HEIGHT):
        return None
    figure_width = width - min(int(width * PANEL_SHARE), px(MAX_PANEL_WIDTH))
    top = _search_height(figure_width, text_size) if middle >= px(340) else 0
    left = width - figure_width if is_right_to_left else 0
    return HomeGeometry(Box(0, 0, width, bar), Box(left, bar + top, figure_width, middle - top))


def is_stacked(width: int, height: int, text_size: int) -> bool:
    """Whether the words are below the figure: the window is portrait, or narrow for its text."""
    is_narrow = width * 100 / text_size < MIN_SIDE_BY_SIDE_WIDTH
    return is_narrow or height > width * PORTRAIT_RATIO


def _footer_height(text_size: int) -> int:
    """The height of the line at the foot of the window."""
    font = round(16 / 1.2 * text_size / 100)
    return 2 * round(5 * text_size / 100) + math.ceil(font * 1.45)


def _search_height(figure_width: int, text_size: int) -> int:
    """The height that the search field takes from the figure if it would cover the neck."""
    right = 14 + min(round(200 * text_size / 100), figure_width // 2) - 1
    return 14 + round(44 * text_size / 100) if right > figure_width * 0.42 else 0
