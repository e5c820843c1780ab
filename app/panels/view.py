"""Base classes of the views in the panel, and the context they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.atlas.loader import Atlas
from app.body.regions import FigureId, Place, RegionId, TopicId, is_visible
from app.panels.header import PanelHeader
from app.session.state import Showing
from app.support.qt_translation import translate
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel

if TYPE_CHECKING:  # the document's widgets import this module for the context
    from app.document.source import DocumentSource
    from app.panels.document.view import DocumentView, ReadingPlace


@dataclass(frozen=True)
class PanelContext:
    """What every view needs to build its widgets, as one frozen value.

    `emergency_phone` is the number of the chosen country, or "" if none is known. `is_desktop`
    says whether files and settings of this machine may be offered, `can_print` whether visitors
    can print, `can_type` whether they have a keyboard. `clinic_phone` is the number of the clinic
    on the page that shows it, or "".
    """

    atlas: Atlas
    language: str
    figure: FigureId
    theme: Theme
    icons: Icons
    emergency_phone: str = ""
    is_desktop: bool = True
    can_print: bool = True
    can_type: bool = True
    clinic_phone: str = ""

    @cached_property
    def source(self) -> DocumentSource:
        """What documents are built from; it keeps what it has looked up."""
        # Imported late, because the panel is created before the first picture.
        from app.document.source import DocumentSource

        return DocumentSource(
            self.atlas, self.language, self.figure, translate, self.emergency_phone
        )


@dataclass(frozen=True, slots=True)
class Visibility:
    """The places visible in the present view, and the numbers of labels that did not fit.

    Without `has_names` the regions are too many for names.
    """

    places: frozenset[Place]
    label_numbers: Mapping[RegionId, int]
    has_names: bool = True

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
    def document_view(self) -> DocumentView | None:
        """The document that is shown now, or None."""
        return None

    @property
    def is_complete(self) -> bool:
        """Whether all its widgets have been created."""
        document = self.document_view
        return document is None or document.is_complete

    @property
    def wants_room(self) -> bool:
        """Whether it needs more width than other texts, such as a table."""
        return False

    def will_want_room(self, showing: Showing) -> bool:
        """Whether it will need more width once it has followed a change of the topic."""
        return self.wants_room

    def set_extra_width(self, pixels: int) -> None:
        """Know by how much the panel is wider than for other texts."""

    @property
    def part(self) -> str:
        """The id of what is shown of it, such as the open tab, which has its own reading place."""
        return ""

    @property
    def focused_part(self) -> str:
        """The id of the controls that have the focus, to be found again when it is built again."""
        return ""

    def set_initial_focus(self) -> None:
        """Move the focus to the widget where reading starts."""

    def restore_focus(self, part: str) -> None:
        """Move the focus to the controls with this `focused_part`, or else to where reading starts.

        The view before this one had the focus there.
        """
        self.set_initial_focus()

    def update_details(self, showing: Showing) -> None:
        """Follow a change of side, topic, list, answers or marks; other changes need a new view."""

    def reading_place(self, y: int) -> object:
        """What stands at a height of the view, to be found again by `y_of` in another view."""
        document = self.document_view
        if document is None or y < self._top_of(document):
            return y
        return document.reading_place(y - self._top_of(document))

    def y_of(self, place: object) -> int:
        """The height at which a reading place stands now."""
        document = self.document_view
        if isinstance(place, int) or document is None:
            return place if isinstance(place, int) else 0
        return self._top_of(document) + document.y_of(cast("ReadingPlace", place))

    def y_of_topic(self, topic: TopicId) -> int | None:
        """The height of a topic, or None if what is shown does not hold it."""
        document = self.document_view
        y = document.y_of_topic(topic) if document is not None else None
        return None if y is None or document is None else self._top_of(document) + y

    def y_of_passage(self, words: str) -> int | None:
        """The height of a heading, risk or question, or None if what is shown does not hold it."""
        document = self.document_view
        y = document.y_of_passage(words) if document is not None else None
        return None if y is None or document is None else self._top_of(document) + y

    def _top_of(self, document: DocumentView) -> int:
        return document.mapTo(self, QPoint()).y()


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
