"""What the opened topic of a region is to the panel: it asks, and it follows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.session.state import Showing


class TopicPart(QWidget):
    """One opened topic.

    Signals:
        page_asked: a Page.
        keep_asked: the address of something to put on the List, or to take off.
        matter_asked: (value id, answer id).
    """

    page_asked = Signal(object)
    keep_asked = Signal(str)
    matter_asked = Signal(object)

    def show_details(self, showing: Showing) -> None:
        """Follows what is on the List, and what matters."""
