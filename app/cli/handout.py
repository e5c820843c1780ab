"""The command `handout`: a sheet to take home, PDF or HTML, without a display."""

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
from app.session.state import SKIN_TONES
from app.support.paths import Paths, assets
from app.support.validation_errors import ValidationWarning
from app.support.write_file import check_output_file, write_output_file

_DEFAULT_SKIN, _DEFAULT_BUILD = SKIN_TONES[1], "average"


def write_handout(options: Options, paths: Paths) -> int:
    """Writes the handout; nothing else is left behind.

    Raises:
        ContentError: the atlas or the file of the clinic has mistakes, or a character cannot be
            printed.
        UsageError: the atlas does not have what is asked for.
        OutputError: the file cannot be written, or is of no kind that is offered.
    """
    assert options.out is not None
    check_output_file(options.out, FILE_TYPES)
    atlas = open_atlas(options.atlas)
    asked = resolve_ids(atlas, options)
    wanted = HandoutRequest(
        places=parse_places(atlas, options.regions or ""),
        figure=asked.figure or FigureId(atlas.figures[0]),
        build=asked.build or BuildId(_default_build(atlas)),
        language=asked.language or atlas.languages[0],
        clinic=read_clinic(paths.clinic_file, _print_warning),
    )
    paper = options.paper or usual_paper(os.environ)
    press = RenderSettings.from_assets(
        assets(), options.skin or _DEFAULT_SKIN, paper, large=options.large_print
    )
    kind = options.out.suffix.lower()
    write_output_file(options.out, make_handout(atlas, wanted, kind, press))
    return 0


def _print_warning(remark: ValidationWarning) -> None:
    sys.stderr.write(f"{remark}\n")


def parse_places(atlas: Atlas, text: str) -> tuple[Place, ...]:
    """The places of a list such as "flank:left,bra-line", each once.

    Raises:
        UsageError: one of them is not in the atlas, or has no such side.
    """
    found: dict[Place, None] = {}
    for word in filter(None, (part.strip() for part in text.split(","))):
        found.setdefault(_place(atlas, word))
    if not found:
        raise UsageError(f"--regions is empty: choose from {', '.join(atlas.regions)}")
    return tuple(found)


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
    return _DEFAULT_BUILD if _DEFAULT_BUILD in atlas.builds else atlas.builds[0]
