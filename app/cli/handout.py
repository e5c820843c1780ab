"""The command `handout`: a sheet to take home, PDF or HTML, without a display."""

from __future__ import annotations

import os
import sys

from app.atlas.loader import OpenAtlas
from app.body.regions import BuildId, FigureId, Place, RegionId, Side
from app.bootstrap.initial_state import asked_of
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options, UsageError, unknown
from app.handout.build import Wanted
from app.handout.clinic import read_clinic
from app.handout.make import KINDS, Press, make_handout
from app.handout.paper_size import usual_paper
from app.session.state import SKINS
from app.support.paths import Paths, assets
from app.support.validation_errors import Remark
from app.support.write_file import check_output_file, write_output_file

_TONE, _BUILD = SKINS[1], "average"


def take_home(options: Options, paths: Paths) -> int:
    """Writes the handout; nothing else is left behind.

    Raises:
        ContentError: the atlas or the file of the clinic has mistakes, or a character cannot be
            printed.
        UsageError: the atlas does not have what is asked for.
        OutputError: the file cannot be written, or is of no kind that is offered.
    """
    assert options.out is not None
    check_output_file(options.out, KINDS)
    atlas = open_atlas(options.atlas)
    asked = asked_of(atlas, options)
    wanted = Wanted(
        places=places_of(atlas, options.regions or ""),
        figure=asked.figure or FigureId(atlas.figures[0]),
        build=asked.build or BuildId(_usual(atlas)),
        language=asked.language or atlas.languages[0],
        clinic=read_clinic(paths.clinic, _tell),
    )
    paper = options.paper or usual_paper(os.environ)
    press = Press.of(assets(), options.skin or _TONE, paper, large=options.large_print)
    kind = options.out.suffix.lower()
    write_output_file(options.out, make_handout(atlas, wanted, kind, press))
    return 0


def _tell(remark: Remark) -> None:
    sys.stderr.write(f"{remark}\n")


def places_of(atlas: OpenAtlas, text: str) -> tuple[Place, ...]:
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


def _place(atlas: OpenAtlas, word: str) -> Place:
    name, _, side = word.partition(":")
    if name not in atlas.regions:
        raise UsageError(unknown("region", name, atlas.regions))
    region = RegionId(name)
    if not side:
        return Place(region)
    sides = [one.value for one in Side]
    if side not in sides:
        raise UsageError(unknown("side", side, sides))
    if region not in atlas.sides:
        raise UsageError(f"region '{region}' has no sides: leave ':{side}' out")
    return Place(region, Side(side))


def _usual(atlas: OpenAtlas) -> str:
    return _BUILD if _BUILD in atlas.builds else atlas.builds[0]
