"""The places on the list, which the figure lights on the pages that are about the list."""

from __future__ import annotations

from dataclasses import replace

from app.atlas.list_items import place_of_address
from app.body.regions import Place
from app.session.state import Showing


def listed_places(showing: Showing) -> frozenset[Place]:
    """The places on the list; none while the page is not about the list."""
    places = map(place_of_address, showing.items_on_page)
    return frozenset(place for place in places if place is not None)


def without_choice_beside_list(showing: Showing) -> Showing:
    """The state with no place chosen, while places on the list are lit.

    Otherwise the side that is open would look as if it were on the list, too.
    """
    return replace(showing, place=None) if listed_places(showing) else showing
