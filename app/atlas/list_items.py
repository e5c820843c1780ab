"""Items of the visitor's list: the place or statement at an address.

Addresses are "flank:left" for a place, "flank.questions.hernia" for a statement, and
"shared.questions.laser.2" for the second item of the lists of a statement. Other items of a list,
such as a line of the visitor's own, are in no atlas.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from msgspec import structs

from app.atlas.loader import Atlas
from app.atlas.model import RegionText, Statement
from app.atlas.text_markup import BulletList, Paragraph, Run
from app.atlas.topics import CHECK_FIRST_TOPIC
from app.body.regions import Place, RegionId, Side, TopicId

SHARED = "shared"
_PLACE = re.compile(r"[^\s:.]+(?::(?:left|right))?")


@dataclass(frozen=True, slots=True)
class ListItem:
    """A statement with its place and topic; `place` is None if all regions share the statement."""

    place: Place | None
    topic: TopicId
    statement: Statement


def address_of(place: Place) -> str:
    """Return the address of a place: its region, and its side if it has one."""
    return f"{place.region}:{place.side.value}" if place.side else place.region


def place_of_address(address: str) -> Place | None:
    """Return the place of an address, or None for the address of anything else."""
    if _PLACE.fullmatch(address) is None:
        return None
    region, _, side = address.partition(":")
    return Place(RegionId(region), Side(side) if side else None)


def find_list_item(atlas: Atlas, language: str, address: str) -> ListItem | None:
    """Find the item at an address; for a place, the summary of what is checked first there.

    None if the atlas has nothing at this address, for example after an update.
    """
    try:
        return _find_list_item(atlas, language, address)
    except (KeyError, ValueError, IndexError):
        return None


def _find_list_item(atlas: Atlas, language: str, address: str) -> ListItem | None:
    place = place_of_address(address)
    if place is not None:
        text = _region_text(atlas, place.region, language)
        return ListItem(place, CHECK_FIRST_TOPIC, text.topics[CHECK_FIRST_TOPIC].summary)
    first, topic_name, wanted = address.split(".", 2)
    topic = TopicId(topic_name)
    if first == SHARED:
        if topic not in atlas.shared_topics:
            return None
        says, where = atlas.shared_topic(topic, language).statements, None
    else:
        where = Place(RegionId(first))
        says = _region_text(atlas, where.region, language).topics[topic].statements
    name, _, number = wanted.partition(".")
    said = next((said for said in says if said.id == name), None)
    if said is None or not number:
        return None if said is None else ListItem(where, topic, said)
    item = listed_runs(said)[_index(number)]
    return ListItem(where, topic, structs.replace(said, blocks=(Paragraph(item),)))


def _index(number: str) -> int:
    """The index of an item from its number in an address.

    Raises:
        ValueError: it is not a number from 1.
    """
    if not number.isdecimal() or int(number) < 1:
        raise ValueError(number)
    return int(number) - 1


def listed_runs(statement: Statement) -> tuple[tuple[Run, ...], ...]:
    """The items of all lists of a statement, in their order."""
    lists = (block for block in statement.blocks if isinstance(block, BulletList))
    return tuple(item for block in lists for item in block.items)


def _region_text(atlas: Atlas, region: RegionId, language: str) -> RegionText:
    """Read a region of the atlas.

    Raises:
        KeyError: the atlas does not have it; it must not be looked for as a file.
    """
    if region not in atlas.regions:
        raise KeyError(region)
    return atlas.region_text(region, language)
