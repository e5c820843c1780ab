"""Handout service.

The request built from what is shown, the render settings, and the PDF or HTML file as bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import tomli

from app.atlas.list_items import find_list_item, place_of_address
from app.atlas.loader import Atlas
from app.body.regions import Place
from app.handout.build import NO_CLINIC, HandoutRequest, make_sheet, plain_text
from app.handout.missing_characters import reject_unprintable
from app.handout.paper_size import usual_paper
from app.handout.sheet import Clinic
from app.handout.strings import handout_strings
from app.session.state import Showing
from app.support.paths import assets

Rgb = tuple[int, int, int]

LARGE_PRINT_FROM_PERCENT = 150


def request_from_state(
    atlas: Atlas, showing: Showing, emergency: str, clinic: Clinic = NO_CLINIC
) -> HandoutRequest:
    """Make it; `places` is empty where neither the List nor the choice names a region."""
    return HandoutRequest(
        places=tuple(_places(atlas, showing)),
        figure=showing.figure,
        build=showing.build,
        language=showing.language,
        list_entries=tuple(_list_entries(atlas, showing, emergency)),
        emergency=emergency,
        clinic=clinic,
        drawn=showing.marks_by_plate,
    )


def _places(atlas: Atlas, showing: Showing) -> list[Place]:
    """Places on the List; else those its questions are about; else the one that is chosen."""
    kept = [
        place for address in showing.list_items if (place := place_of_address(address)) is not None
    ]
    if kept:
        return list(dict.fromkeys(kept))
    found = (find_list_item(atlas, showing.language, address) for address in showing.list_items)
    about = [one.place for one in found if one is not None and one.place is not None]
    if about:
        return list(dict.fromkeys(about))
    return [showing.place] if showing.place is not None else []


def _list_entries(atlas: Atlas, showing: Showing, emergency: str) -> Iterator[str]:
    """Questions and things to tell in the order they were added; then what matters."""
    number = emergency or handout_strings(showing.language)["local_number"]
    for address in showing.list_items:
        if place_of_address(address) is None:
            found = find_list_item(atlas, showing.language, address)
            if found is not None:
                yield plain_text(found.statement.blocks, number)
    given = dict(showing.value_answers)
    for value in atlas.decision_aid(showing.language).values:
        for answer in value.answers:
            if answer.id == given.get(value.id):
                yield f"{value.head}: {answer.text}"


FILE_TYPES = (".pdf", ".html")
_PLATE_PIXELS = 600


@dataclass(frozen=True, slots=True)
class RenderSettings:
    """How a handout is made: the colours of the figure, the fonts, the paper, large print."""

    skin: tuple[Rgb, ...]
    dress: tuple[Rgb, ...]
    fonts: Path
    paper: str = "a4"
    large: bool = False

    @classmethod
    def from_assets(cls, assets: Path, skin: str, paper: str, *, large: bool) -> RenderSettings:
        """The press of an assets folder, for a skin tone.

        Raises:
            KeyError: there is no such skin tone.
        """
        from app.handout.colors import parse_color

        themes = assets / "themes"
        skins = tomli.loads((themes / "skins.toml").read_text("utf-8"))
        light = tomli.loads((themes / "light.toml").read_text("utf-8"))
        return cls(
            skin=tuple(map(parse_color, skins[skin]["stops"])),
            dress=tuple(map(parse_color, light["dress"])),
            fonts=assets / "fonts",
            paper=paper,
            large=large,
        )


def make_handout(atlas: Atlas, wanted: HandoutRequest, kind: str, press: RenderSettings) -> bytes:
    """Make the file; `kind` is `.pdf` or `.html`.

    Raises:
        KeyError: the atlas does not have what is wanted.
        ContentError: a file of the atlas is not the one that was found good, or a character
            cannot be set.
    """
    # Imported here: pictures and fonts cost time that the texts of QR codes do not need.
    from app.handout.colors import recolored_plate
    from app.handout.font_coverage import FontCoverage, unassigned_characters

    sheet = make_sheet(atlas, wanted)
    missing = FontCoverage(press.fonts).missing if kind == ".pdf" else unassigned_characters
    reject_unprintable(atlas, wanted, sheet, missing)
    data = atlas.plate_data(sheet.figure.plate)
    plate = recolored_plate(data, _PLATE_PIXELS, press.skin, press.dress, sheet.figure.shorts)
    if kind == ".html":
        from app.handout.html_page import write_html

        return write_html(sheet, plate).encode()
    # Imported here: it costs 0.3 s, and a page has no use for it.
    from app.handout.pdf import write_pdf

    return write_pdf(sheet, plate, press.fonts, size=press.paper, large=press.large)


def make_for_showing(
    atlas: Atlas, showing: Showing, wanted: HandoutRequest, kind: str, paper: str = ""
) -> bytes:
    """Makes the handout of what is shown, in large print where the letters are large.

    `paper` is "a4" or "letter"; "" is the paper that is usual here.

    Raises:
        ContentError: the atlas has mistakes, or a character cannot be printed.
    """
    large = showing.text_size >= LARGE_PRINT_FROM_PERCENT
    press = RenderSettings.from_assets(
        assets(), showing.skin, paper or usual_paper(os.environ), large=large
    )
    return make_handout(atlas, wanted, kind, press)
