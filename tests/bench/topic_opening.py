"""Time until an opened topic is painted, and until it is complete."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from app.atlas.topics import QUIZ_TOPIC, TAB_TOPICS
from app.body.regions import Place, RegionId, TopicId
from app.panels.region.panel import RegionPanel
from app.session.actions import OpenTopic, SelectRegion
from app.widgets.button_group import GroupButton
from app.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class OpeningTimes:
    """Milliseconds from the press of a tab until its topic is painted, and until it is complete."""

    region: str
    topic: str
    painted: float
    complete: float


class PaintWatch(QObject):
    """Notes that a widget was painted, which includes its children."""

    def __init__(self) -> None:
        super().__init__()
        self.has_painted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.has_painted |= event.type() == QEvent.Type.Paint
        return False


class TopicOpener:
    """Opens every topic of every region, for the first time and again."""

    def __init__(self, app: QApplication, workspace: Workspace) -> None:
        self._app, self._workspace = app, workspace
        self._watch = PaintWatch()

    def openings(self, *, again: bool) -> list[OpeningTimes]:
        """Open every topic; with `again` measure only its second opening."""
        session, found = self._workspace.session, []
        for region in self._workspace.canvas.scene_builder.atlas.regions:
            session.apply(OpenTopic(None))
            session.apply(SelectRegion(Place(RegionId(region))))
            self._settle()
            for turn in range(2 if again else 1):
                times = [self._open(region, topic) for topic in self._topics()]
                if not again or turn == 1:
                    found += times
                session.apply(OpenTopic(None))
                self._settle()
        return found

    def _topics(self) -> list[TopicId]:
        panel = self._panel()
        keys = {button.key for button in panel.findChildren(GroupButton)}
        return [TopicId(key) for key in (*TAB_TOPICS, QUIZ_TOPIC) if key in keys]

    def _panel(self) -> RegionPanel:
        panel = self._workspace.panel.findChild(RegionPanel)
        assert isinstance(panel, RegionPanel)
        return panel

    def _open(self, region: RegionId, topic: TopicId) -> OpeningTimes:
        panel = self._panel()
        panel.installEventFilter(self._watch)
        start = time.perf_counter()
        self._workspace.session.apply(OpenTopic(topic))
        while not (opened := panel._panes.get(topic)) or opened.isHidden():
            self._app.processEvents()
        self._watch.has_painted = False
        while not self._watch.has_painted:
            self._app.processEvents()
        painted = time.perf_counter()
        self._settle()
        complete = time.perf_counter()
        return OpeningTimes(region, topic, (painted - start) * 1000, (complete - start) * 1000)

    def _settle(self) -> None:
        for _ in range(3):
            self._app.processEvents()
        while not self._workspace.is_ready:
            self._app.processEvents()
