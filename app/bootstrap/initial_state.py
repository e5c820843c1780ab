"""The Showing a run starts with: from the options, else the settings, else the atlas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from app.body.regions import BuildId, FigureId, Place, RegionId, Side, SkinId, TopicId, View
from app.bootstrap.options import Options, UsageError, unknown_value
from app.session.settings import Settings
from app.session.state import DEFAULT_BUILD, DEFAULT_SKIN, SKIN_TONES, THEMES, Page, Showing

if TYPE_CHECKING:  # making protocols takes a part of the time until the first picture

    class TabIds(Protocol):
        """A tab of a region, with the ids of its topics."""

        @property
        def topics(self) -> tuple[TopicId, ...]: ...

    class StartIds(Protocol):
        """The ids of an atlas: of an open one, or as many of them as the first picture needs."""

        @property
        def figures(self) -> Sequence[FigureId]: ...
        @property
        def builds(self) -> Sequence[BuildId]: ...
        @property
        def views(self) -> Sequence[View]: ...
        @property
        def languages(self) -> Sequence[str]: ...
        @property
        def regions(self) -> Sequence[RegionId]: ...
        @property
        def sides(self) -> frozenset[RegionId]: ...
        @property
        def tabs(self) -> Sequence[TabIds]: ...


_Id = TypeVar("_Id", bound=str)

_SAVED_OPTIONS = ("figure", "build", "skin", "theme", "text_size")


@dataclass(frozen=True, slots=True)
class RequestedIds:
    """The ids in the options, all of which the atlas has; None for an id that was not given."""

    place: Place | None
    figure: FigureId | None
    build: BuildId | None
    view: View | None
    language: str | None


def requests_ids(options: Options) -> bool:
    """Whether the options contain ids, which only the atlas can resolve."""
    figure = (options.figure, options.build, options.view)
    ids = (options.region, options.topic, *figure, options.language)
    return any(one is not None for one in ids)


def resolve_ids(atlas: StartIds, options: Options) -> RequestedIds:
    """Look up every id of the options in the atlas.

    Raises:
        UsageError: the atlas has no such id; the message lists those it has.
    """
    view = _lookup("view", options.view, [view.value for view in atlas.views])
    return RequestedIds(
        place=_place(atlas, options),
        figure=_lookup("figure", options.figure, atlas.figures),
        build=_lookup("build", options.build, atlas.builds),
        view=None if view is None else View(view),
        language=_lookup("language", options.language, atlas.languages),
    )


def _lookup(what: str, value: str | None, known: Sequence[_Id]) -> _Id | None:
    if value is None:
        return None
    for one in known:
        if one == value:
            return one
    raise UsageError(unknown_value(what, value, known))


def _place(atlas: StartIds, options: Options) -> Place | None:
    region: RegionId | None = _lookup("region", options.region, atlas.regions)
    if region is None:
        return None
    if options.side in (None, "both"):
        return Place(region)
    if region not in atlas.sides:
        raise UsageError(f"region '{region}' has no sides: choose both, or leave --side out")
    return Place(region, Side(options.side))


def _topic_and_page(atlas: StartIds, options: Options) -> tuple[TopicId | None, Page | None]:
    """The topic of a region or the page that the options ask for."""
    pages = {page.value: page for page in Page}
    topics = {topic: topic for tab in atlas.tabs for topic in tab.topics}
    known = list(dict.fromkeys([*topics, *pages]))
    wanted = _lookup("topic", options.topic, known)
    if wanted is None or wanted in pages:
        return None, pages.get(wanted or "")
    if options.region is None:
        raise UsageError(f"--topic {wanted} needs --region: name the region as well")
    return TopicId(wanted), None


def initial_showing(atlas: StartIds, options: Options, settings: Settings) -> Showing:
    """What the window shows first.

    Saved settings that the atlas does not have are replaced by the default or its first value.

    Raises:
        UsageError: the atlas has no such id.
    """
    requested = resolve_ids(atlas, options)
    topic, page = _topic_and_page(atlas, options)
    return Showing(
        figure=requested.figure or _saved_or_default(settings.figure, atlas.figures),
        build=requested.build or _saved_or_default(settings.build, atlas.builds, DEFAULT_BUILD),
        view=requested.view or (View.BACK if View.BACK in atlas.views else atlas.views[0]),
        skin=SkinId(options.skin or _saved_or_default(settings.skin, SKIN_TONES, DEFAULT_SKIN)),
        theme=options.theme or _saved_or_default(settings.theme, THEMES),
        text_size=options.text_size or settings.text_size,
        language=requested.language or atlas.languages[0],
        place=requested.place,
        topic=topic,
        page=page,
        country=settings.country,
    )


def _saved_or_default(saved: str, known: Sequence[_Id], default: str = "") -> _Id:
    """The saved value if it is still known, else the default, else the first."""
    return next((one for wanted in (saved, default) for one in known if one == wanted), known[0])


def settings_without_options(settings: Settings, options: Options, stored: Settings) -> Settings:
    """The settings to save after a run: not those that an option set and that stayed unchanged.

    `settings` are those at the end of the run, `stored` those in the file.
    """
    for name in _SAVED_OPTIONS:
        given = getattr(options, name)
        if given is not None and getattr(settings, name) == given:
            settings = replace(settings, **{name: getattr(stored, name)})
    if options.size == (settings.width, settings.height):
        settings = settings.with_size(stored.width, stored.height)
        is_maximized = settings.is_maximized or stored.is_maximized
        settings = replace(settings, is_maximized=is_maximized)
    return settings
