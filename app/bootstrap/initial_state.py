"""Which Showing does a run begin with: what was asked for, else what was kept, else the first?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from app.atlas.loader import Atlas
from app.body.regions import BuildId, FigureId, Place, RegionId, Side, SkinId, View
from app.bootstrap.options import Options, UsageError, unknown_value
from app.session.settings import Settings
from app.session.state import SKIN_TONES, THEMES, Showing

_Id = TypeVar("_Id", bound=str)
_FLAGS = ("figure", "build", "skin", "theme", "text_size")


@dataclass(frozen=True, slots=True)
class RequestedIds:
    """Options whose ids were found in an atlas."""

    place: Place | None
    figure: FigureId | None
    build: BuildId | None
    view: View | None
    language: str | None


def requests_ids(options: Options) -> bool:
    """Whether anything was asked for that only an atlas knows."""
    ids = (options.region, options.figure, options.build, options.view, options.language)
    return any(one is not None for one in ids)


def resolve_ids(atlas: Atlas, options: Options) -> RequestedIds:
    """Finds every id of the options in the atlas.

    Raises:
        UsageError: the atlas has no such id; the sentence lists those it has.
    """
    view = _found("view", options.view, [view.value for view in atlas.views])
    return RequestedIds(
        place=_place(atlas, options),
        figure=_found("figure", options.figure, atlas.figures),
        build=_found("build", options.build, atlas.builds),
        view=None if view is None else View(view),
        language=_found("language", options.language, atlas.languages),
    )


def _found(what: str, value: str | None, known: Sequence[_Id]) -> _Id | None:
    if value is None:
        return None
    for one in known:
        if one == value:
            return one
    raise UsageError(unknown_value(what, value, known))


def _place(atlas: Atlas, options: Options) -> Place | None:
    region: RegionId | None = _found("region", options.region, atlas.regions)
    if region is None:
        return None
    if options.side in (None, "both"):
        return Place(region)
    if region not in atlas.sides:
        raise UsageError(f"region '{region}' has no sides: choose both, or leave --side out")
    return Place(region, Side(options.side))


def initial_showing(atlas: Atlas, options: Options, settings: Settings) -> Showing:
    """What the window shows first.

    Raises:
        UsageError: the atlas has no such id.
    """
    asked = resolve_ids(atlas, options)
    return Showing(
        figure=asked.figure or _kept(settings.figure, atlas.figures),
        build=asked.build or _kept(settings.build, atlas.builds, "average"),
        view=asked.view or (View.BACK if View.BACK in atlas.views else atlas.views[0]),
        skin=SkinId(options.skin or _kept(settings.skin, SKIN_TONES, "tone-2")),
        theme=options.theme or _kept(settings.theme, THEMES),
        text_size=options.text_size or settings.text_size,
        language=asked.language or atlas.languages[0],
        place=asked.place,
        country=settings.country,
    )


def _kept(value: str, known: Sequence[_Id], usual: str = "") -> _Id:
    """What was kept if it is still known, else the usual one, else the first."""
    return next((one for wanted in (value, usual) for one in known if one == wanted), known[0])


def settings_without_options(kept: Settings, options: Options, stored: Settings) -> Settings:
    """What to keep of a run: a flag that was left as it was given is not kept."""
    for name in _FLAGS:
        given = getattr(options, name)
        if given is not None and getattr(kept, name) == given:
            kept = replace(kept, **{name: getattr(stored, name)})
    if options.size == (kept.width, kept.height):
        kept = kept.with_size(stored.width, stored.height)
    return kept
