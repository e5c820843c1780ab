"""Handout service.

The request built from what is shown, the render settings, and the PDF or HTML file as bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import tomli

from app.atlas.list_items import place_at, said_at
from app.atlas.loader import OpenAtlas
from app.body.regions import Place
from app.handout.build import NOBODY, Wanted, make_sheet, plain
from app.handout.missing_characters import refuse_lost_letters
from app.handout.paper_size import usual_paper
from app.handout.sheet import Clinic
from app.handout.strings import words_of
from app.session.state import Showing
from app.support.paths import assets

Rgb = tuple[int, int, int]

_LARGE_FROM = 150


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


KINDS = (".pdf", ".html")
_PLATE_PIXELS = 600


@dataclass(frozen=True, slots=True)
class Press:
    """How a handout is made: the colours of the figure, the fonts, the paper, large print."""

    skin: tuple[Rgb, ...]
    dress: tuple[Rgb, ...]
    fonts: Path
    paper: str = "a4"
    large: bool = False

    @classmethod
    def of(cls, assets: Path, skin: str, paper: str, *, large: bool) -> Press:
        """The press of an assets folder, for a skin tone.

        Raises:
            KeyError: there is no such skin tone.
        """
        from app.handout.colors import parse_colour

        themes = assets / "themes"
        skins = tomli.loads((themes / "skins.toml").read_text("utf-8"))
        light = tomli.loads((themes / "light.toml").read_text("utf-8"))
        return cls(
            skin=tuple(map(parse_colour, skins[skin]["stops"])),
            dress=tuple(map(parse_colour, light["dress"])),
            fonts=assets / "fonts",
            paper=paper,
            large=large,
        )


def make_handout(atlas: OpenAtlas, wanted: Wanted, kind: str, press: Press) -> bytes:
    """Make the file; `kind` is `.pdf` or `.html`.

    Raises:
        KeyError: the atlas does not have what is wanted.
        ContentError: a file of the atlas is not the one that was found good, or a character
            cannot be set.
    """
    # Imported here: pictures and fonts cost time that the texts of QR codes do not need.
    from app.handout.colors import coloured
    from app.handout.font_coverage import Letters, shapeless

    sheet = make_sheet(atlas, wanted)
    missing = Letters(press.fonts).missing if kind == ".pdf" else shapeless
    refuse_lost_letters(atlas, wanted, sheet, missing)
    data = atlas.plate_data(sheet.figure.plate)
    plate = coloured(data, _PLATE_PIXELS, press.skin, press.dress, sheet.figure.dress)
    if kind == ".html":
        from app.handout.html_page import write_html

        return write_html(sheet, plate).encode()
    # Imported here: it costs 0.3 s, and a page has no use for it.
    from app.handout.pdf import write_pdf

    return write_pdf(sheet, plate, press.fonts, size=press.paper, large=press.large)


def made_for(
    atlas: OpenAtlas, showing: Showing, wanted: Wanted, kind: str, paper: str = ""
) -> bytes:
    """Makes the handout of what is shown, in large print where the letters are large.

    `paper` is "a4" or "letter"; "" is the paper that is usual here.

    Raises:
        ContentError: the atlas has mistakes, or a character cannot be printed.
    """
    large = showing.text_size >= _LARGE_FROM
    press = Press.of(assets(), showing.skin, paper or usual_paper(os.environ), large=large)
    return make_handout(atlas, wanted, kind, press)
