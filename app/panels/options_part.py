"""The options of a region as an opened topic: follows what matters."""

from __future__ import annotations

from app.body.regions import RegionId
from app.panels.options_view import OptionsView
from app.panels.part import TopicPart
from app.panels.reading import Reading
from app.session.state import Showing
from app.widgets.layouts import Pile


class OptionsPart(TopicPart):
    """The options side by side, with what the visitor said matters."""

    def __init__(self, reading: Reading, region: RegionId, showing: Showing) -> None:
        super().__init__()
        self._options = OptionsView(reading, region, showing.matters)
        self._options.matter_asked.connect(self.matter_asked)
        Pile(self).addWidget(self._options)

    def show_details(self, showing: Showing) -> None:
        self._options.show_matters(showing.matters)
