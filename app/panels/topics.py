"""Which view shows a topic of a region."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.body.regions import RegionId, TopicId
from app.panels.part import TopicPart
from app.panels.reading import Reading
from app.panels.topic import TopicView
from app.session.state import Showing
from app.widgets.layouts import Pile

QUIZ = TopicId("quiz")


def make_topic(reading: Reading, region: RegionId, topic: TopicId, showing: Showing) -> TopicPart:
    """The view of a topic; a topic without a view of its own is shown as its statements."""
    # Imported one by one: a topic that nobody opens costs nothing.
    aid = reading.atlas.aid(reading.language)
    if topic == "questions":
        from app.panels.ask_view import AskView

        return AskView(reading, region, showing)
    if topic == "procedure" and aid.steps:
        from app.panels.section_view import SectionView

        words = TopicView(reading, region, topic, at_once=False)
        return Joined(reading, SectionView(reading, region), words)
    if topic == "recovery" and aid.stages:
        from app.panels.recovery_view import RecoveryView

        recovery = RecoveryView(reading, region)
        part = Joined(reading, recovery)
        recovery.page_asked.connect(part.page_asked)
        return part
    if topic == "options" and aid.options:
        from app.panels.options_part import OptionsPart

        return OptionsPart(reading, region, showing)
    if topic == QUIZ:
        from app.panels.quiz_view import QuizView

        return Joined(reading, QuizView(reading, region))
    return Joined(reading, TopicView(reading, region, topic))


class Joined(TopicPart):
    """Widgets one below the other as one topic."""

    def __init__(self, reading: Reading, *widgets: QWidget) -> None:
        super().__init__()
        column = Pile(self, reading.look.px(16))
        for widget in widgets:
            column.addWidget(widget)
