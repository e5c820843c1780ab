"""Canvas and panel compared with stored pictures, in every theme.

`--update-pictures` stores new ones. There is only one platform: offscreen, Fusion, the shipped
fonts and a scale of 1. Every pixel may differ by one step in each channel, and one in 200 by more.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from app.body.regions import FigureId, Place, RegionId, Side, SkinId, TopicId, View
from app.canvas import mark_layer
from app.session.marks import Mark, MarkRole, MarksByPlate, MarkTool, StampKind
from app.session.state import THEMES, Page, Showing, Spotlight, ZoomFrame

STORED = Path(__file__).parent / "kept"
FLANK = Place(RegionId("flank"), Side.LEFT)
MAX_DIFFERENT = 0.005
WAVE = tuple((0.33 + 0.004 * at, 0.55 + 0.02 * (at % 5)) for at in range(30))
MARKS = (
    Mark(MarkTool.PEN, MarkRole.PLAN, WAVE),
    Mark(MarkTool.HIGHLIGHTER, MarkRole.ASK, ((0.4, 0.75), (0.55, 0.75))),
    Mark(MarkTool.ARROW, MarkRole.NOTE, ((0.25, 0.6), (0.4, 0.72))),
    Mark(MarkTool.CIRCLE, MarkRole.AVOID, ((0.5, 0.3), (0.62, 0.42))),
    *(
        Mark(MarkTool.STAMP, role, ((0.42 + 0.06 * at, 0.5),), stamp=stamp)
        for at, (role, stamp) in enumerate(zip(MarkRole, StampKind, strict=True))
    ),
    Mark(MarkTool.LABEL, MarkRole.PLAN, ((0.6, 0.62),), text="old scar"),
)

SHOWINGS = {
    "welcome": Showing(),
    "chosen": replace(Showing(), place=FLANK),
    "risks": replace(Showing(), place=FLANK, topic=TopicId("risks")),
    "procedure": replace(Showing(), place=FLANK, topic=TopicId("procedure")),
    "options": replace(Showing(), place=FLANK, topic=TopicId("options")),
    "recovery": replace(Showing(), place=FLANK, topic=TopicId("recovery")),
    "turned": replace(
        Showing(), place=FLANK, view=View.BACK_LEFT, figure=FigureId("man"), text_size=130
    ),
    "marked": replace(
        Showing(),
        place=FLANK,
        marks_by_plate=MarksByPlate().with_marks_on(Showing().plate, MARKS),
        spotlight=Spotlight(),
    ),
    "call": replace(Showing(), page=Page.WHEN_TO_CALL, country="gb"),
    "hovered": Showing(),
    "focused": Showing(),
    "found": Showing(),
    "zoomed": replace(
        Showing(),
        place=Place(RegionId("flank")),
        figure=FigureId("man"),
        skin=SkinId("tone-6"),
        frame=ZoomFrame(2.0, 0.5, 0.6),
    ),
}
PARTS = {
    "welcome": ("canvas", "panel"),
    "chosen": ("canvas", "panel"),
    "risks": ("panel",),
    "procedure": ("panel",),
    "options": ("panel",),
    "recovery": ("panel",),
    "turned": ("canvas",),
    "marked": ("canvas",),
    "call": ("panel",),
    "hovered": ("canvas",),
    "focused": ("canvas",),
    "found": ("canvas",),
    "zoomed": ("canvas",),
}


def different_share(one: QImage, other: QImage) -> float:
    """The share of pixels that differ by more than one step in a channel."""
    if one.size() != other.size():
        return 1.0
    first, second = (_channels(image) for image in (one, other))
    return float((np.abs(first - second) > 1).any(axis=2).mean())


def _channels(image: QImage) -> np.ndarray:
    """Red, green and blue of each pixel."""
    image = image.convertToFormat(QImage.Format.Format_RGBX8888)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return pixels[:, :, :3].astype(np.int16)


@pytest.mark.pictures
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", SHOWINGS)
def test_the_program_looks_like_the_stored_pictures(open_workspace, request, theme, name):
    visitor = open_workspace(replace(SHOWINGS[name], theme=theme), (1280, 800))
    if name == "hovered":
        visitor.canvas.set_hovered(FLANK)
    if name == "found":
        visitor.canvas.set_highlighted(frozenset({FLANK.region}))
    if name == "focused":
        assert visitor.canvas.focus_region(FLANK)
    for part in PARTS[name]:
        panel = visitor.workspace.panel
        picture = visitor.figure() if part == "canvas" else panel.grab().toImage()
        file = STORED / f"{name}-{part}-{theme}.webp"
        if request.config.getoption("--update-pictures"):
            STORED.mkdir(exist_ok=True)
            assert picture.save(str(file), "webp", 100)
        stored = QImage(str(file))
        assert not stored.isNull(), f"{file.name} is missing: pytest --update-pictures"
        assert different_share(stored, picture) <= MAX_DIFFERENT, file.name


def test_the_figure_gets_all_its_marks_even_if_painting_is_slow(open_workspace, monkeypatch):
    marked = open_workspace(SHOWINGS["marked"]).figure()
    monkeypatch.setattr(mark_layer, "_BUDGET_S", -1.0)
    assert open_workspace(SHOWINGS["marked"]).figure() == marked


def test_a_picture_that_differs_is_noticed(open_workspace):
    visitor = open_workspace()
    before = visitor.workspace.canvas.grab().toImage()
    visitor.press("flank", Side.LEFT)
    assert different_share(before, visitor.workspace.canvas.grab().toImage()) > MAX_DIFFERENT
