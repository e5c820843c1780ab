"""Base classes of the views and topic panes in the panel, and the context they share.

Atlas, language, theme, icons, visible regions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.atlas.loader import Atlas
from app.body.regions import FigureId, Place, RegionId, is_visible
from app.session.state import Showing
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.event_loop import IncrementalColumn


@dataclass(frozen=True, slots=True)
class PanelContext:
    """One frozen value for all views.

    `emergency` is the number of the country, or ""; `at_desk` whether files, printers and settings
    of this machine may be offered; `prints` whether there is a printer for visitors.
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
    """Which places have an outline in the view, and the numbers of labels that did not fit."""

    places: frozenset[Place]
    label_numbers: Mapping[RegionId, int]

    def is_visible(self, chosen: Place) -> bool:
        """Whether anything of what is chosen is in sight."""
        return is_visible(chosen, self.places)


class PanelView(QWidget):
    """One view of the panel: a region, the list, or a page.

    Signals:
        region_asked: a Place, or None to let go.
        topic_asked: a TopicId, or None for At a glance.
        page_asked: a Page, or None to close it.
        view_asked: a View of the figure that shows the region.
        country_asked: the id of a country, or "".
        keep_asked: the address of something to put on the List, or to take off.
        matter_asked: (value id, answer id) of what matters.
        undo_asked: the last change of the List is to be taken back.
        over_asked: everything is to start over.
        handout_asked: what is on the List is to be taken home.
        codes_asked: it is to be taken with a phone.
        print_asked: it is to be printed.
        clinic_asked: who stands on handouts is to be set.
    """

    region_requested = Signal(object)
    topic_asked = Signal(object)
    page_asked = Signal(object)
    view_requested = Signal(object)
    country_asked = Signal(str)
    keep_asked = Signal(str)
    matter_asked = Signal(object)
    undo_asked = Signal()
    over_asked = Signal()
    handout_asked = Signal()
    codes_asked = Signal()
    print_asked = Signal()
    clinic_asked = Signal()

    @property
    def is_complete(self) -> bool:
        """Whether everything it shows has been made."""
        return all(part.is_complete for part in self.findChildren(IncrementalColumn))

    def set_initial_focus(self) -> None:
        """Gives the focus to where reading goes on."""

    def update_details(self, showing: Showing) -> None:
        """Follows a Showing that differs in side, topic, List or what matters only."""


class TopicPane(QWidget):
    """One opened topic.

    Signals:
        page_asked: a Page.
        keep_asked: the address of something to put on the List, or to take off.
        matter_asked: (value id, answer id).
    """

    page_asked = Signal(object)
    keep_asked = Signal(str)
    matter_asked = Signal(object)

    def update_details(self, showing: Showing) -> None:
        """Follows what is on the List, and what matters."""
