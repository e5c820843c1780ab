"""What stands at an address of the List, such as "flank:left", or "flank.questions.hernia"."""

from __future__ import annotations

from dataclasses import dataclass

from app.body.ids import Place, RegionId, Side, TopicId
from app.content.atlas import Statement
from app.content.shelf import OpenAtlas

SHARED, CHECK_FIRST = "shared", TopicId("check-first")


@dataclass(frozen=True, slots=True)
class Found:
    """A statement and where it stands; `place` is None for what is shared by all regions."""

    place: Place | None
    topic: TopicId
    statement: Statement


def address_of(place: Place) -> str:
    """Give the address of a place: a region alone, or with its side."""
    return f"{place.region}:{place.side.value}" if place.side else place.region


def place_at(address: str) -> Place | None:
    """Give the place of an address; None where it is that of a statement."""
    if "." in address:
        return None
    region, _, side = address.partition(":")
    return Place(RegionId(region), Side(side) if side else None)


def said_at(atlas: OpenAtlas, language: str, address: str) -> Found | None:
    """Find what an address stands for; for a place it is what is checked first there.

    None where the atlas has nothing there, or no longer.
    """
    try:
        return _said_at(atlas, language, address)
    except (KeyError, ValueError):
        return None


def _said_at(atlas: OpenAtlas, language: str, address: str) -> Found | None:
    place = place_at(address)
    if place is not None:
        text = atlas.region_text(place.region, language)
        return Found(place, CHECK_FIRST, text.topics[CHECK_FIRST].short)
    first, name, wanted = address.split(".", 2)
    topic = TopicId(name)
    if first == SHARED:
        says, where = atlas.shared(topic, language).says, None
    else:
        where = Place(RegionId(first))
        says = atlas.region_text(where.region, language).topics[topic].says
    return next((Found(where, topic, said) for said in says if said.id == wanted), None)
