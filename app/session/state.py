"""The state of what is shown.

The frozen `Showing`, its parts, its permitted values and its defaults, without Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from app.body.outlines import Point
from app.body.regions import BuildId, FigureId, Place, PlateKey, SkinId, TopicId, View
from app.session.marks import NO_MARKS, Marks, MarksByPlate

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
    ORIGINAL_TEXT = "original"
    ABOUT = "about"
    MY_LIST = "kept"
    GLOSSARY = "glossary"
    STANDARDS = "standards"


@dataclass(frozen=True, slots=True)
class ZoomFrame:
    """Which part of the plate is in sight: `zoom` 1 is the whole, `x`, `y` its centre.

    x and y are shares (0 to 1) of the plate's width and height.
    """

    zoom: float = 1.0
    x: float = 0.5
    y: float = 0.5


@dataclass(frozen=True, slots=True)
class Spotlight:
    """Dims all but what is chosen, or all but a circle round `at`, in plate widths."""

    at: Point | None = None


@dataclass(frozen=True, slots=True)
class ComparedView:
    """What stands next to what is on show: another figure, another region, or two options.

    What is None is the same on both sides; `options` are the ids of the two.
    """

    figure: FigureId | None = None
    build: BuildId | None = None
    place: Place | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Showing:
    """Figure, view, what is chosen and how it looks.

    `place` is what is chosen (its side None means the whole region), `topic` the open topic or
    None for At a glance, `page` a page that lies over it, `country` whose emergency number is
    named, `kept` the addresses on the List in the order they were added, `can_undo` whether a
    change of it can be taken back, `matters` the answers to what matters (the value's id and the
    answer's), `drawn` the marks on every plate.
    """

    figure: FigureId = DEFAULT_FIGURE
    build: BuildId = DEFAULT_BUILD
    view: View = View.BACK
    skin: SkinId = DEFAULT_SKIN
    theme: str = "light"
    text_size: int = 100
    language: str = "en"
    place: Place | None = None
    topic: TopicId | None = None
    page: Page | None = None
    search: str = ""
    country: str = ""
    list_items: tuple[str, ...] = ()
    can_undo: bool = False
    value_answers: tuple[tuple[str, str], ...] = ()
    frame: ZoomFrame = ZoomFrame()
    marks_by_plate: MarksByPlate = NO_MARKS
    spotlight: Spotlight | None = None
    compared: ComparedView | None = None

    @property
    def plate(self) -> PlateKey:
        """The plate that shows this figure."""
        return PlateKey(self.figure, self.build, self.view)

    @property
    def paint_key(self) -> tuple[object, ...]:
        """All that the figure is painted from."""
        theme = (self.skin, self.theme, self.text_size, self.language)
        return self.plate, theme, self.place, self.frame, self.marks, self.spotlight

    @property
    def marks(self) -> Marks:
        """The marks on this plate."""
        return self.marks_by_plate.marks_on(self.plate)
