"""What the first picture of a start needs to know of the shipped atlas. No Qt."""

from __future__ import annotations

from typing import NamedTuple

import tomli

from app.atlas.manifest import ATLAS_FILE, KNOWN_GOOD_FILE, SealedFolder, read_known_good
from app.atlas.plates import half_plate_name, outlines_name, plate_name
from app.body.regions import BuildId, FigureId, RegionId, View
from app.bootstrap.initial_state import initial_showing
from app.bootstrap.options import Options, UsageError
from app.session.settings import Settings
from app.session.state import Showing
from app.support.paths import shipped_atlas
from app.support.read_file import decode_utf8
from app.support.validation_errors import ContentError


class FirstPlate(NamedTuple):
    """What is shown first, with the files of its plate, which fit the manifest of the atlas."""

    showing: Showing
    picture: bytes
    outlines: bytes


class _Ids(NamedTuple):
    """The ids in atlas.toml that decide which plate is shown first."""

    figures: tuple[FigureId, ...]
    builds: tuple[BuildId, ...]
    views: tuple[View, ...]
    languages: tuple[str, ...]
    regions: tuple[RegionId, ...] = ()
    sides: frozenset[RegionId] = frozenset()
    tabs: tuple[()] = ()


def read_first_plate(options: Options, settings: Settings) -> FirstPlate | None:
    """Read the plate that is shown first, of half its size if the atlas has that.

    None if the options ask for an atlas, a region, a page or an id that does not exist, or if the
    atlas is not as it was sealed: then the window is shown only when all of it is ready.
    """
    if options.atlas is not None or options.region or options.topic:
        return None
    folder = shipped_atlas()
    try:
        files = SealedFolder(folder, read_known_good(folder.parent / KNOWN_GOOD_FILE))
        head = tomli.loads(decode_utf8(files.read(ATLAS_FILE)))
        ids = _Ids(
            head["figures"], head["builds"], tuple(map(View, head["views"])), head["languages"]
        )
        showing = initial_showing(ids, options, settings)
        names = (half_plate_name(showing.plate), plate_name(showing.plate))
        picture = next(name for name in names if name in files.names)
        return FirstPlate(showing, files.read(picture), files.read(outlines_name(showing.plate)))
    except (ContentError, UsageError):
        return None
