"""What a handout is to be about, from what is on the List, and else from what is chosen."""

from __future__ import annotations

from collections.abc import Iterator

from app.atlas.list_items import place_at, said_at
from app.atlas.loader import OpenAtlas
from app.body.regions import Place
from app.handout.build import NOBODY, Wanted, plain
from app.handout.sheet import Clinic
from app.handout.words import words_of
from app.session.state import Showing


def wanted_from(
    atlas: OpenAtlas, showing: Showing, emergency: str, clinic: Clinic = NOBODY
) -> Wanted:
    """Make it; `places` is empty where neither the List nor the choice names a region."""
    return Wanted(
        places=tuple(_places(atlas, showing)),
        figure=showing.figure,
        build=showing.build,
        language=showing.language,
        asked=tuple(_asked(atlas, showing, emergency)),
        emergency=emergency,
        clinic=clinic,
        drawn=showing.drawn,
    )


def _places(atlas: OpenAtlas, showing: Showing) -> list[Place]:
    """Places on the List; else those its questions are about; else the one that is chosen."""
    kept = [place for address in showing.kept if (place := place_at(address)) is not None]
    if kept:
        return list(dict.fromkeys(kept))
    found = (said_at(atlas, showing.language, address) for address in showing.kept)
    about = [one.place for one in found if one is not None and one.place is not None]
    if about:
        return list(dict.fromkeys(about))
    return [showing.place] if showing.place is not None else []


def _asked(atlas: OpenAtlas, showing: Showing, emergency: str) -> Iterator[str]:
    """Questions and things to tell in the order they were added; then what matters."""
    number = emergency or words_of(showing.language)["local_number"]
    for address in showing.kept:
        if place_at(address) is None:
            found = said_at(atlas, showing.language, address)
            if found is not None:
                yield plain(found.statement.blocks, number)
    given = dict(showing.matters)
    for value in atlas.aid(showing.language).values:
        for answer in value.answers:
            if answer.id == given.get(value.id):
                yield f"{value.head}: {answer.text}"
