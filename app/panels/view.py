"""Base classes of the views in the panel, and the context they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.atlas.loader import Atlas
from app.body.regions import FigureId, Place, RegionId, is_visible
from app.panels.header import PanelHeader
from app.session.state import Showing
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.event_loop import IncrementalColumn
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel


@dataclass(frozen=True, slots=True)
class PanelContext:
    """What every view needs to build its widgets, as one frozen value.

    `emergency_phone` is the number of the chosen country, or "" if none is known. `is_desktop`
    says whether files and settings of this machine may be offered, `can_print` whether visitors
    can print.
    """

    atlas: Atlas
    language: str
    figure: FigureId
    theme: Theme
    icons: Icons
    emergency_phone: str = ""
    is_desktop: bool = True
    can_print: bool = True


@dataclass(frozen=True, slots=True)
class Visibility:
    """The places visible in the present view, and the numbers of labels that did not fit."""

    places: frozenset[Place]
    label_numbers: Mapping[RegionId, int]

    def is_visible(self, place: Place) -> bool:
        """Whether any part of the place is visible."""
        return is_visible(place, self.places)


class PanelView(QWidget):
    """Base of everything that fills the panel: a region, or a page.

    `header` and `tabs` stay above the scroll area; None for none.

    Signals:
        action: the Action that a person asked for.
    """

    action = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.header: PanelHeader | None = None
        self.tabs: QWidget | None = None

    @property
    def is_complete(self) -> bool:
        """Whether all its widgets have been created."""
        return all(part.is_complete for part in self.findChildren(IncrementalColumn))

    @property
    def part(self) -> str:
        """The id of what is shown of it, such as the open tab, which has its own reading place."""
        return ""

    def set_initial_focus(self) -> None:
        """Move the focus to the widget where reading starts."""

    def update_details(self, showing: Showing) -> None:
        """Follow a change of side, topic, list, answers or marks; other changes need a new view."""

    def reading_place(self, y: int) -> object:
        """What stands at a height of the view, to be found again by `y_of` in another view."""
        return y

    def y_of(self, place: object) -> int:
        """The height at which a reading place stands now."""
        return place if isinstance(place, int) else 0


class PageView(PanelView):
    """Base of a page that is not about one region: a column below a header with the title."""

    def __init__(self, context: PanelContext, title: str) -> None:
        super().__init__()
        self.context, self.title = context, title
        self.column = ColumnLayout(self, context.theme.px(12))
        header = PanelHeader(title, context.theme, context.icons)
        header.action.connect(self.action)
        self.header, self.back_button = header, header.back_button

    def set_initial_focus(self) -> None:
        self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_paragraph(
        self, text: str, *, step: int = 0, weight: int = 400, role: str = "ink"
    ) -> None:
        """Append a paragraph to the column."""
        label = TextLabel(text, self.context.theme, step=step, weight=weight, role=role)
        self.column.addWidget(label)


class TopicPane(QWidget):
    """Base of one opened topic of a region.

    Signals:
        action: the Action that a person asked for.
    """

    action = Signal(object)

    def update_details(self, showing: Showing) -> None:
        """Follow a change of the list, or of the answers about what matters to the visitor."""
