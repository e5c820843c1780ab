"""Where the figure is while nothing is chosen, known before any widget is made. No Qt.

The first picture of a start paints the plate there. A test compares it with the finished window,
and the layout uses the same numbers.
"""

from __future__ import annotations

from typing import NamedTuple

# in pixels at a text size of 100 %
MIN_SIDE_BY_SIDE_WIDTH = 900
MIN_MIDDLE_HEIGHT = 360
BAR_HEIGHT = 56
PANEL_SHARE, HOME_SHARE = 0.5, 0.35
"""Share of the width that the words have beside the figure: at most, and while nothing is open."""
MIN_HOME_WIDTH, MAX_HOME_WIDTH = 400, 560
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

    bar = px(BAR_HEIGHT)
    middle = height - bar
    if is_stacked(width, height, text_size) or middle < px(MIN_MIDDLE_HEIGHT):
        return None
    figure = width - home_width(width, text_size)
    left = width - figure if is_right_to_left else 0
    return HomeGeometry(Box(0, 0, width, bar), Box(left, bar, figure, middle))


def home_width(width: int, text_size: int) -> int:
    """The width of the words beside the figure while nothing is open."""
    least, most = (round(one * text_size / 100) for one in (MIN_HOME_WIDTH, MAX_HOME_WIDTH))
    return min(max(int(width * HOME_SHARE), least), most, int(width * PANEL_SHARE))


def is_stacked(width: int, height: int, text_size: int) -> bool:
    """Whether the words are below the figure: the window is portrait, or narrow for its text."""
    is_narrow = width * 100 / text_size < MIN_SIDE_BY_SIDE_WIDTH
    return is_narrow or height > width * PORTRAIT_RATIO
