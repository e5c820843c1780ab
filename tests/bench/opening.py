"""How long until the first words of an opened topic are painted, and until all of them are."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.body.ids import Place, RegionId, TopicId
from app.controls.words import WordLabel
from app.panels.region_panel import TABS, RegionPanel
from app.panels.topics import QUIZ
from app.stage.stage import Stage


@dataclass(frozen=True, slots=True)
class Opening:
    """Milliseconds from the touch of a tab until its first words are painted, and until all are."""

    region: str
    topic: str
    first_words: float
    whole: float


class PaintWatch(QObject):
    """Notes when a widget in sight inside another was last painted."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self.painted: list[tuple[float, QWidget]] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_paint = event.type() == QEvent.Type.Paint and isinstance(watched, WordLabel)
        if is_paint and self._inside.isAncestorOf(watched):
            self.painted.append((time.perf_counter(), watched))
        return False


class Topics:
    """Opens every topic of every region as a person does, for the first time and again."""

    def __init__(self, app: QApplication, stage: Stage) -> None:
        self._app, self._stage = app, stage
        self._watch = PaintWatch(stage.panel)

    def openings(self, *, again: bool) -> list[Opening]:
        """Every topic once; with `again` only those times that follow a first one."""
        session, found = self._stage.session, []
        self._app.installEventFilter(self._watch)
        for region in self._stage._atlas.regions:
            session.open_topic(None)
            session.select(Place(RegionId(region)))
            self._settle()
            for turn in range(2 if again else 1):
                times = [self._open(region, topic) for topic in self._topics()]
                if not again or turn == 1:
                    found += times
                session.open_topic(None)
                self._settle()
        self._app.removeEventFilter(self._watch)
        return found

    def _topics(self) -> list[TopicId]:
        panel = self._panel()
        keys = {choice.key for choice in panel._tabs.choices}
        return [TopicId(key) for key in (*TABS, QUIZ) if key in keys]

    def _panel(self) -> RegionPanel:
        panel = self._stage.panel.findChild(RegionPanel)
        assert isinstance(panel, RegionPanel)
        return panel

    def _open(self, region: RegionId, topic: TopicId) -> Opening:
        self._watch.painted.clear()
        began = time.perf_counter()
        self._stage.session.open_topic(topic)
        while not (first := self._first_words(topic)):
            self._app.processEvents()
        self._settle()
        whole = time.perf_counter()
        return Opening(region, topic, (first - began) * 1000, (whole - began) * 1000)

    def _first_words(self, topic: TopicId) -> float:
        """When a turn had painted words of the topic; 0 as long as none has."""
        opened = self._panel()._opened.get(topic)
        painted = [at for at, label in self._watch.painted if opened and opened.isAncestorOf(label)]
        return max(painted, default=0.0)

    def _settle(self) -> None:
        for _ in range(3):
            self._app.processEvents()
        while not self._stage.is_ready:
            self._app.processEvents()
