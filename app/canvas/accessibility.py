"""The accessible description of the figure."""

from __future__ import annotations

from app.atlas.header import NameTable
from app.body.regions import PlateKey, is_visible
from app.canvas.scene_builder import SceneBuilder
from app.painting.descriptions import (
    describe_first_marks,
    describe_place,
    describe_remaining,
    first_marks,
)
from app.session.marks import Marks
from app.session.state import Showing
from app.support.qt_translation import translate


def describe_figure(showing: Showing, names: NameTable) -> str:
    """Describe figure, build and view in one line."""
    text = translate("Canvas", "Figure: {figure}, {build}, {view}")
    return text.format(
        figure=names.figures[showing.figure],
        build=names.builds[showing.build],
        view=names.views[showing.view],
    )


class MarkDescriptions:
    """Descriptions of the marks on each plate, cached because finding their places takes time."""

    def __init__(self) -> None:
        self._cache: dict[tuple[PlateKey, str], tuple[Marks, list[str]]] = {}

    def describe(self, showing: Showing, scene_builder: SceneBuilder) -> list[str]:
        """Describe each mark on the current plate."""
        key = showing.plate, showing.language
        marks, texts = self._cache.get(key, ((), []))
        if marks != first_marks(showing):
            names = scene_builder.atlas.names(showing.language)
            place_at = scene_builder.outline_index(showing).place_at
            texts = describe_first_marks(showing, names, place_at)
            self._cache[key] = first_marks(showing), texts
        return [*texts, *describe_remaining(showing)]


def describe_showing(showing: Showing, scene_builder: SceneBuilder, marks: MarkDescriptions) -> str:
    """Describe the figure, the chosen place and the marks in one line."""
    names = scene_builder.atlas.names(showing.language)
    parts = [describe_figure(showing, names)]
    if showing.place is not None:
        parts.append(describe_place(showing.place, showing, names))
        if not is_visible(showing.place, scene_builder.outlines(showing).places):
            parts.append(translate("Canvas", "not visible from here"))
    parts += marks.describe(showing, scene_builder)
    return "; ".join(parts)
