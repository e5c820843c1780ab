"""The state of the program as one frozen value, with its defaults, without Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from app.body.outlines import Point
from app.body.regions import BuildId, FigureId, Place, PlateKey, SkinId, TopicId, View
from app.session.marks import NO_MARKS, Marks, MarksByPlate
from app.session.own_lines import NO_DRAFTS, LineDrafts

THEMES = ("light", "dark", "contrast")
SKIN_TONES = tuple(SkinId(f"tone-{number}") for number in range(1, 7))
TEXT_SIZES = (100, 115, 130, 150, 175, 200)

DEFAULT_FIGURE = FigureId("woman")
DEFAULT_BUILD = BuildId("average")
DEFAULT_SKIN = SkinId("tone-2")


class Page(Enum):
    """A page of the panel that is not about one region."""

    REGIONS = "list"
    WHEN_TO_CALL = "when-to-call"
    ABOUT = "about"
    MY_LIST = "kept"
    GLOSSARY = "glossary"
    STANDARDS = "standards"
    APPOINTMENT = "appointment"


_PAGES_OF_LIST = frozenset({Page.MY_LIST, Page.APPOINTMENT})


@dataclass(frozen=True, slots=True)
class ZoomFrame:
    """The visible part of the plate: `zoom` 1 shows all of it, `x` and `y` are the center.

    x and y are fractions (0 to 1) of the plate's width and height.
    """

    zoom: float = 1.0
    x: float = 0.5
    y: float = 0.5


@dataclass(frozen=True, slots=True)
class Spotlight:
    """Dims everything except a circle around `at` (in plate widths), or the selected region."""

    at: Point | None = None


@dataclass(frozen=True, slots=True)
class ComparedView:
    """What the audience sees beside the figure: another figure or region, or two options.

    A field that is None is the same on both sides; `options` are the ids of the two options.
    """

    figure: FigureId | None = None
    build: BuildId | None = None
    place: Place | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Showing:
    """Everything that decides what is shown: the figure, the text, the list and the appearance.

    `place` is the selected region; without a side it is the whole region. `topic` is the open
    topic, None for the overview, and `page` a page that covers it; `term` is the id of the word at
    which the glossary was opened, or "". `country` sets the emergency number. `list_items` are the
    addresses on the list in the person's order, `line_drafts` what is typed for it; `can_undo` says
    whether the last change of the list can be undone, and `items_before` is the list before it;
    None if Undo brings back what was there before a start over. `value_answers` are pairs of ids: a
    value, and its answer. With `follows_system_theme` the theme is that of the system.
    """

    figure: FigureId = DEFAULT_FIGURE
    build: BuildId = DEFAULT_BUILD
    view: View = View.BACK
    skin: SkinId = DEFAULT_SKIN
    theme: str = "light"
    follows_system_theme: bool = False
    text_size: int = 100
    language: str = "en"
    place: Place | None = None
    topic: TopicId | None = None
    page: Page | None = None
    term: str = ""
    country: str = ""
    list_items: tuple[str, ...] = ()
    line_drafts: LineDrafts = NO_DRAFTS
    can_undo: bool = False
    items_before: tuple[str, ...] | None = field(default=None, compare=False)
    value_answers: tuple[tuple[str, str], ...] = ()
    frame: ZoomFrame = ZoomFrame()
    marks_by_plate: MarksByPlate = NO_MARKS
    spotlight: Spotlight | None = None
    compared: ComparedView | None = None

    @property
    def plate(self) -> PlateKey:
        """The plate of this figure, build and view."""
        return PlateKey(self.figure, self.build, self.view)

    @property
    def paint_key(self) -> tuple[object, ...]:
        """Everything that the picture of the figure depends on."""
        theme = (self.skin, self.theme, self.text_size, self.language)
        return self.plate, theme, self.place, self.frame, self.marks, self.spotlight

    @property
    def items_on_page(self) -> tuple[str, ...]:
        """The addresses on the list, while a page about the list is open."""
        return self.list_items if self.page in _PAGES_OF_LIST else ()

    @property
    def marks(self) -> Marks:
        """The marks on this plate."""
        return self.marks_by_plate.marks_on(self.plate)
