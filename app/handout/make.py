"""From what is wanted to the bytes of a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import tomli

from app.atlas.loader import OpenAtlas
from app.handout.build import Wanted, make_sheet
from app.handout.letters import Letters, shapeless
from app.handout.plate import Colour, coloured, parse_colour
from app.handout.refusal import refuse_lost_letters

KINDS = (".pdf", ".html")
_PLATE_PIXELS = 600


@dataclass(frozen=True, slots=True)
class Press:
    """How a handout is made: the colours of the figure, the fonts, the paper, large print."""

    skin: tuple[Colour, ...]
    dress: tuple[Colour, ...]
    fonts: Path
    paper: str = "a4"
    large: bool = False

    @classmethod
    def of(cls, assets: Path, skin: str, paper: str, *, large: bool) -> Press:
        """The press of an assets folder, for a skin tone.

        Raises:
            KeyError: there is no such skin tone.
        """
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
    sheet = make_sheet(atlas, wanted)
    missing = Letters(press.fonts).missing if kind == ".pdf" else shapeless
    refuse_lost_letters(atlas, wanted, sheet, missing)
    data = atlas.plate_data(sheet.figure.plate)
    plate = coloured(data, _PLATE_PIXELS, press.skin, press.dress, sheet.figure.dress)
    if kind == ".html":
        from app.handout.page import write_html

        return write_html(sheet, plate).encode()
    # Imported here: it costs 0.3 s, and a page has no use for it.
    from app.handout.pdf import write_pdf

    return write_pdf(sheet, plate, press.fonts, size=press.paper, large=press.large)
