"""The command `handout`: writes a PDF or web page to take home, without a display."""

from __future__ import annotations

import os
import sys

from app.atlas.loader import Atlas
from app.body.regions import BuildId, FigureId, Place, RegionId, Side
from app.bootstrap.initial_state import resolve_ids
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options, UsageError, unknown_value
from app.handout.build import HandoutRequest
from app.handout.clinic import read_clinic
from app.handout.make import FILE_TYPES, RenderSettings, make_handout
from app.handout.paper_size import usual_paper
from app.session.state import DEFAULT_BUILD, DEFAULT_SKIN
from app.support.paths import Paths, assets
from app.support.validation_errors import ValidationWarning
from app.support.write_file import check_output_file, write_output_file


def write_handout(options: Options, paths: Paths) -> int:
    """Write the handout and no other file; return the exit code.

    Raises:
        ContentError: the atlas or the file of the clinic has errors, or a character cannot be
            printed.
        UsageError: the atlas does not have what the options ask for.
        OutputError: the file cannot be written, or its type is not supported.
    """
    assert options.out is not None
    check_output_file(options.out, FILE_TYPES)
    atlas = open_atlas(options.atlas)
    ids = resolve_ids(atlas, options)
    request = HandoutRequest(
        places=parse_places(atlas, options.regions or ""),
        figure=ids.figure or FigureId(atlas.figures[0]),
        build=ids.build or BuildId(_default_build(atlas)),
        language=ids.language or atlas.languages[0],
        clinic=read_clinic(paths.clinic_file, _print_warning),
    )
    paper = options.paper or usual_paper(os.environ)
    settings = RenderSettings.from_assets(
        assets(), options.skin or DEFAULT_SKIN, paper, large=options.large_print
    )
    file_type = options.out.suffix.lower()
    write_output_file(options.out, make_handout(atlas, request, file_type, settings))
    return 0


def _print_warning(warning: ValidationWarning) -> None:
    sys.stderr.write(f"{warning}\n")


def parse_places(atlas: Atlas, text: str) -> tuple[Place, ...]:
    """Return the places of a list such as "flank:left,bra-line", each once.

    Raises:
        UsageError: the atlas does not have a region, or a region does not have the side.
    """
    words = filter(None, (part.strip() for part in text.split(",")))
    places = tuple(dict.fromkeys(_place(atlas, word) for word in words))
    if not places:
        raise UsageError(f"--regions is empty: choose from {', '.join(atlas.regions)}")
    return places


def _place(atlas: Atlas, word: str) -> Place:
    name, _, side = word.partition(":")
    if name not in atlas.regions:
        raise UsageError(unknown_value("region", name, atlas.regions))
    region = RegionId(name)
    if not side:
        return Place(region)
    sides = [one.value for one in Side]
    if side not in sides:
        raise UsageError(unknown_value("side", side, sides))
    if region not in atlas.sides:
        raise UsageError(f"region '{region}' has no sides: leave ':{side}' out")
    return Place(region, Side(side))


def _default_build(atlas: Atlas) -> str:
    return DEFAULT_BUILD if DEFAULT_BUILD in atlas.builds else atlas.builds[0]
