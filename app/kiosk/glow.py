"""Which view and which region are shown in which turn of the invitation."""

from __future__ import annotations

from dataclasses import replace

from app.body.regions import Place, View, is_seen
from app.canvas.figure_layout import Room
from app.canvas.scene_builder import Composer
from app.painting.scene import FigureScene, Passing
from app.session.state import Showing
from app.theme.theme import Look

_VIEWS = (View.BACK, View.BACK_LEFT, View.BACK, View.BACK_RIGHT)
_TURNS_A_VIEW = 3
_FOR_ALL, _FOR_ONE = (1.0, 0.85, 0.7), (1.0, 0.85, 0.7, 0.55)
"""Shares of the type's size that are tried to name all regions, or one."""


class Glow:
    """One region after another glows, each in a view in which it is seen."""

    def __init__(self, composer: Composer, showing: Showing) -> None:
        composer.labels = True
        self._composer, self._showing = composer, showing

    def shown(self, turn: int) -> Showing:
        """The view of a turn, with its region chosen."""
        atlas = self._composer.atlas
        views = [view for view in _VIEWS if view in atlas.views]
        view = views[turn // _TURNS_A_VIEW % len(views)]
        turned = replace(self._showing, view=view, place=None)
        there = {outline.place for outline in self._composer.outlines(turned).regions}
        regions = [region for region in atlas.regions if is_seen(Place(region), there)]
        return replace(turned, place=Place(regions[turn % len(regions)]))

    def scene(self, turn: int, look: Look, room: Room, ratio: float) -> FigureScene:
        """The figure of a turn; `ratio` is the pixels of the screen for one of the widget.

        In the largest type that leaves each region its name; if that is too small, only what
        glows is named. Numbers, which stand for names elsewhere, would mean nothing here.
        """
        shown = self.shown(turn)
        glows = shown.place.region if shown.place else None
        ways = [(None, share) for share in _FOR_ALL] + [(glows, share) for share in _FOR_ONE]
        for only, share in ways:
            naming = replace(look, text_size=round(look.text_size * share))
            arranged = self._composer.arrangement(shown, naming, room, only=only)
            if not arranged.labelled(shown.place).layout.numbered:
                break
        return self._composer.scene(shown, naming, room, ratio, Passing(), only=only)
