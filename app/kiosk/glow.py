"""Which view and which region are shown in which turn of the invitation."""

from __future__ import annotations

from dataclasses import replace

from app.body.ids import Place, View
from app.canvas.arrangement import Room
from app.canvas.composer import Composer
from app.drawing.scene import FigureScene, Passing, covers
from app.look.look import Look
from app.session.showing import Showing

_VIEWS = (View.BACK, View.BACK_LEFT, View.BACK, View.BACK_RIGHT)
_TURNS_A_VIEW = 3
_SMALLER = (0.85, 0.7, 0.55, 0.4)
"""Shares of the type's size that are tried where names do not fit."""


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
        regions = [
            region
            for region in atlas.regions
            if any(covers(Place(region), place) for place in there)
        ]
        return replace(turned, place=Place(regions[turn % len(regions)]))

    def scene(self, turn: int, look: Look, room: Room, ratio: float) -> FigureScene:
        """The figure of a turn; `ratio` is the pixels of the screen for one of the widget."""
        shown = self.shown(turn)
        naming = self._naming_all(shown, room, look)
        return self._composer.scene(shown, naming, room, ratio, Passing())

    def _naming_all(self, shown: Showing, room: Room, look: Look) -> Look:
        """In the largest type, up to that of the look, that leaves each region its name.

        Numbers, which stand for names where there is no room, would mean nothing here.
        """
        naming = look
        for share in _SMALLER:
            if not self._composer.arrangement(shown, naming, room).layout.numbered:
                break
            naming = replace(look, text_size=round(look.text_size * share))
        return naming
