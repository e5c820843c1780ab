"""Everything a person can ask for, as frozen values.

A widget does not change the session. It emits one of these values, and `Session.apply` decides
what happens. Without Qt.
"""

from __future__ import annotations

from typing import ClassVar, dataclass_transform

from app.body.regions import BuildId, FigureId, Place, SkinId, TopicId, View
from app.session.marks import MarksByPlate
from app.session.own_lines import LineDrafts
from app.session.state import ComparedView, Page, Spotlight, ZoomFrame


@dataclass_transform(frozen_default=True)
class FrozenAction:
    """An immutable value with the annotated fields of its class.

    Two actions are equal if class and fields are equal. Type checkers treat the subclasses as
    frozen dataclasses. They are not, because generating the methods of thirty dataclasses would
    take longer than the rest of this package at start.
    """

    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        # by way of type, because type checkers reject an assignment to this name
        type.__setattr__(cls, "__match_args__", tuple(cls.__annotations__))

    def __init__(self, *args: object, **kwargs: object) -> None:
        names = self.__match_args__
        fields = dict(zip(names, args, strict=False)) | kwargs
        missing = [name for name in names if name not in fields and not hasattr(type(self), name)]
        if missing or len(fields) != len(args) + len(kwargs) or not fields.keys() <= set(names):
            raise TypeError(f"{type(self).__name__} takes the fields {', '.join(names) or 'none'}")
        self.__dict__.update(fields)

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__match_args__)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
        return f"{type(self).__name__}({fields})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")


# What the panel shows


class SelectRegion(FrozenAction):
    """Open a region or one side of it; None closes it. `view` also turns the figure.

    The topic that is open stays open, unless the region is opened `at_overview`.
    """

    place: Place | None
    view: View | None = None
    at_overview: bool = False


class OpenTopic(FrozenAction):
    """Open a topic of the region; None is the overview.

    `passage` are the words of the heading, risk or question at which it opens, "" for its first
    words; None keeps the place where its tab was left.
    """

    topic: TopicId | None
    passage: str | None = None


class OpenPage(FrozenAction):
    """Open a page over the region; None closes it.

    `passage` are the words of the heading at which it opens, "" for its first words; None keeps
    the place where it was left.
    """

    page: Page | None
    passage: str | None = None


class OpenTerm(FrozenAction):
    """Open the glossary at a word, by the id of its term."""

    term: str


# How the figure is shown


class SetFigure(FrozenAction):
    """Show another figure."""

    figure: FigureId


class SetBuild(FrozenAction):
    """Show the figure in another build."""

    build: BuildId


class SetSkin(FrozenAction):
    """Show the figure in another skin tone."""

    skin: SkinId


class SetView(FrozenAction):
    """Turn the figure."""

    view: View


class SetFrame(FrozenAction):
    """Zoom or pan the figure; limited to the plate and to the zoom range."""

    frame: ZoomFrame


# Settings of the program


class SetTheme(FrozenAction):
    """Change the colors: one of `THEMES`; `follows_system` if it is to change with the system."""

    theme: str
    follows_system: bool = False


class SetTextSize(FrozenAction):
    """Change the text size, in percent; limited to 100 to 200."""

    percent: int


class SetCountry(FrozenAction):
    """Choose the country whose emergency number is shown; "" for none."""

    country: str


# The list and the answers


class AddToList(FrozenAction):
    """Put a region, a topic or a question on the list, by its address."""

    item: str


class RemoveFromList(FrozenAction):
    """Take an item off the list, by its address."""

    item: str


class ReplaceList(FrozenAction):
    """Replace the whole list, as one change that can be undone."""

    items: tuple[str, ...]


class MoveListItem(FrozenAction):
    """Move an item of the list, by its address, to an index; limited to the list."""

    item: str
    index: int


class AddOwnLine(FrozenAction):
    """Put a line of one's own on the list, and clear the draft of a new line."""

    text: str


class EditOwnLine(FrozenAction):
    """Replace a line of one's own, by its address, by another text in the same place."""

    item: str
    text: str


class SetLineDrafts(FrozenAction):
    """Keep what is typed for lines of one's own, but not yet on the list."""

    drafts: LineDrafts


class AnswerValue(FrozenAction):
    """Say how much a value matters, by the ids of value and answer; None withdraws the answer."""

    value: str
    answer: str | None


# Presenting


class SetMarks(FrozenAction):
    """Replace the marks on all plates."""

    marks_by_plate: MarksByPlate


class SetSpotlight(FrozenAction):
    """Dim the figure except for the spotlight; None switches it off."""

    spotlight: Spotlight | None


class SetComparison(FrozenAction):
    """Show something else beside the figure for the audience; None ends it."""

    compared: ComparedView | None


class ShowStep(FrozenAction):
    """Show a step of a prepared sequence; figure, build or view None keep the present one."""

    place: Place | None
    topic: TopicId | None
    page: Page | None
    figure: FigureId | None
    build: BuildId | None
    view: View | None
    frame: ZoomFrame
    spotlight: Spotlight | None


# History


class GoBack(FrozenAction):
    """Return to what was read before; at the beginning, close the page or the region."""


class GoForward(FrozenAction):
    """Return to what was read before going back."""


class Undo(FrozenAction):
    """Undo the last change of the list, or a start over that can be undone."""


class StartOver(FrozenAction):
    """Go back to the state at the start. Unless `is_final`, it can be undone."""

    is_final: bool = False


# Requests


class MakeHandout(FrozenAction):
    """Show the handout, to print or save it."""


class SaveHandout(FrozenAction):
    """Save the handout as a file."""


class PrintList(FrozenAction):
    """Print the handout."""


class ShowQrCodes(FrozenAction):
    """Show the list as QR codes for a phone."""


class OpenSearch(FrozenAction):
    """Open the search of a kiosk, with letters on the screen."""


class EditClinic(FrozenAction):
    """Edit the details of the clinic that are printed on handouts."""


class ShowKeys(FrozenAction):
    """Show the list of keys."""


class StartPresenting(FrozenAction):
    """Show the controls for a consultation."""


Navigation = SelectRegion | OpenTopic | OpenPage | OpenTerm
FigureChange = SetFigure | SetBuild | SetSkin | SetView | SetFrame
SettingChange = SetTheme | SetTextSize | SetCountry
ListChange = (
    AddToList
    | RemoveFromList
    | ReplaceList
    | MoveListItem
    | AddOwnLine
    | EditOwnLine
    | SetLineDrafts
    | AnswerValue
)
PresenterChange = SetMarks | SetSpotlight | SetComparison | ShowStep

# The next state depends on the present state alone: `app.session.transitions`.
Change = Navigation | FigureChange | SettingChange | ListChange | PresenterChange
# The session passes these on to the part of the program that can fulfil them.
Request = (
    MakeHandout
    | SaveHandout
    | PrintList
    | ShowQrCodes
    | OpenSearch
    | EditClinic
    | ShowKeys
    | StartPresenting
)

# These depend on what was shown or kept before.
HistoryAction = GoBack | GoForward | Undo | StartOver

Action = Change | HistoryAction | Request
