"""A scene that also lights the areas on the list, on the pages that are about the list."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.atlas.list_items import place_of_address
from app.body.regions import Place, RegionId, covers
from app.painting.scene import FigureScene
from app.session.state import Showing

NO_PLACES: frozenset[Place] = frozenset()


@dataclass(frozen=True, slots=True)
class ListedScene(FigureScene):
    """A scene whose `listed` places are lit as the chosen one is; their labels stay at rest."""

    listed: frozenset[Place] = NO_PLACES

    @property
    def lit_regions(self) -> frozenset[RegionId]:
        """The regions of which a place is chosen, listed, below the pointer or found."""
        places = (self.chosen, self.interaction.hovered, *self.listed)
        regions = (place.region for place in places if place is not None)
        return self.interaction.found.union(regions)

    def is_chosen(self, place: Place) -> bool:
        """True for what is chosen or listed, as a whole region or as a side of it."""
        # not by super(), because the decorator makes another class of this one
        is_listed = any(covers(one, place) for one in self.listed)
        return is_listed or FigureScene.is_chosen(self, place)


def listed_places(showing: Showing) -> frozenset[Place]:
    """The places on the list; none while the page is not about the list."""
    places = map(place_of_address, showing.items_on_page)
    return frozenset(place for place in places if place is not None)


def without_choice_beside_list(showing: Showing) -> Showing:
    """The state with no place chosen, while places on the list are lit.

    Otherwise the side that is open would look as if it were on the list, too.
    """
    return replace(showing, place=None) if listed_places(showing) else showing
