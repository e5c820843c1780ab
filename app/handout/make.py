"""Handout service: the one place where the command, the desktop and the kiosk ask for a handout.

It turns what is shown into a request and settings, and these into a PDF, a page or QR texts.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import tomli

from app.atlas.emergency import emergency_number
from app.atlas.list_items import find_list_item, place_of_address
from app.atlas.loader import Atlas
from app.body.regions import Place
from app.document.handout_parts import EVERY_PART
from app.handout.build import NO_CLINIC, HandoutRequest, make_sheet
from app.handout.choices import USUAL_CHOICES, HandoutChoices
from app.handout.missing_characters import reject_unprintable
from app.handout.paper_size import usual_paper
from app.handout.qr_codes import split_for_qr, summary_text
from app.handout.sheet import Clinic
from app.session.state import Showing
from app.support.paths import assets

if TYPE_CHECKING:
    from app.handout.colors import SkinColors

Rgb = tuple[int, int, int]

FILE_TYPES = (".pdf", ".html")
LARGE_PRINT_FROM_PERCENT = 150
"""Text size of the screen from which a handout is made in large print."""
_PLATE_PIXELS = 600


@dataclass(frozen=True, slots=True)
class RenderSettings:
    """How a handout looks: the colors of the figure, the fonts, the paper, and large print."""

    skin: SkinColors
    dress: tuple[Rgb, ...]
    fonts: Path
    paper: str = "a4"
    large: bool = False

    @classmethod
    def from_assets(cls, assets: Path, skin: str, paper: str, *, large: bool) -> RenderSettings:
        """Read the colors of a skin tone from an assets folder.

        Raises:
            KeyError: there is no such skin tone.
        """
        # Imported late: it loads Pillow, which QR codes do not need.
        from app.handout.colors import SkinColors, parse_color

        themes = assets / "themes"
        skins = tomli.loads((themes / "skins.toml").read_text("utf-8"))
        light = tomli.loads((themes / "light.toml").read_text("utf-8"))
        return cls(
            skin=SkinColors(
                stops=tuple(map(parse_color, skins[skin]["stops"])),
                gloss=tuple(map(parse_color, skins[skin]["gloss"])),
            ),
            dress=tuple(map(parse_color, light["dress"])),
            fonts=assets / "fonts",
            paper=paper,
            large=large,
        )

    @classmethod
    def from_state(
        cls, assets: Path, showing: Showing, choices: HandoutChoices = USUAL_CHOICES
    ) -> RenderSettings:
        """Use the skin tone that is shown, and what was chosen or else is usual."""
        large = is_large_print_usual(showing) if choices.large is None else choices.large
        return cls.from_assets(
            assets, showing.skin, choices.paper or usual_paper(os.environ), large=large
        )


def is_large_print_usual(showing: Showing) -> bool:
    """Return True if the text on the screen is so large that large print is usual."""
    return showing.text_size >= LARGE_PRINT_FROM_PERCENT


def request_from_state(
    atlas: Atlas,
    showing: Showing,
    clinic: Clinic = NO_CLINIC,
    parts: frozenset[str] = EVERY_PART,
) -> HandoutRequest:
    """Return the request for a handout about the list, the answers and the marks of a visitor.

    It has no places if neither the list nor the selection names a region.
    """
    return HandoutRequest(
        places=tuple(_places(atlas, showing)),
        figure=showing.figure,
        build=showing.build,
        language=showing.language,
        list_items=showing.list_items,
        value_answers=showing.value_answers,
        emergency=emergency_number(showing.country),
        clinic=clinic,
        drawn=showing.marks_by_plate,
        parts=parts,
    )


def _places(atlas: Atlas, showing: Showing) -> list[Place]:
    """The places on the list, or those its statements are about, or the selected place."""
    listed = [
        place for address in showing.list_items if (place := place_of_address(address)) is not None
    ]
    if listed:
        return list(dict.fromkeys(listed))
    items = (find_list_item(atlas, showing.language, address) for address in showing.list_items)
    about = [item.place for item in items if item is not None and item.place is not None]
    if about:
        return list(dict.fromkeys(about))
    return [showing.place] if showing.place is not None else []


def make_handout(
    atlas: Atlas, request: HandoutRequest, file_type: str, settings: RenderSettings
) -> bytes:
    """Make the file of a handout; `file_type` is one of `FILE_TYPES`.

    Raises:
        KeyError: the atlas does not have what is requested.
        ContentError: a file of the atlas changed since it was checked, or a character cannot be
            printed.
    """
    # Imported late: pictures and fonts take time that QR codes do not need.
    from app.handout.colors import recolored_plate
    from app.handout.font_coverage import FontCoverage, unassigned_characters

    sheet = make_sheet(atlas, request)
    is_pdf = file_type == ".pdf"
    missing = FontCoverage(settings.fonts).missing if is_pdf else unassigned_characters
    reject_unprintable(atlas, request, sheet, missing)
    figure = sheet.figures[0]
    data = atlas.plate_data(figure.plate)
    plate = recolored_plate(data, _PLATE_PIXELS, settings.skin, settings.dress, figure.shorts)
    if not is_pdf:
        from app.handout.html_page import write_html

        return write_html(sheet, plate).encode()
    # Imported late: it takes 0.3 s, and a page does not need it.
    from app.handout.pdf import write_pdf

    return write_pdf(sheet, plate, settings.fonts, size=settings.paper, large=settings.large)


def make_for_showing(
    atlas: Atlas,
    showing: Showing,
    clinic: Clinic,
    file_type: str,
    choices: HandoutChoices = USUAL_CHOICES,
) -> bytes:
    """Make the file of a handout about what is shown; `file_type` is one of `FILE_TYPES`.

    Raises:
        ContentError: the atlas has an error, or a character cannot be printed.
    """
    request = request_from_state(atlas, showing, clinic, choices.parts)
    settings = RenderSettings.from_state(assets(), showing, choices)
    return make_handout(atlas, request, file_type, settings)


def make_qr_texts(atlas: Atlas, showing: Showing, clinic: Clinic = NO_CLINIC) -> tuple[str, ...]:
    """Return the summary of the handout about what is shown, one text for each QR code.

    Raises:
        ContentError: the atlas has an error.
    """
    return split_for_qr(summary_text(make_sheet(atlas, request_from_state(atlas, showing, clinic))))
