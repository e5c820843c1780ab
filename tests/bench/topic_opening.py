"""Time until an opened tab is painted, and until it is complete; its widgets and its memory."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.body.regions import Place, RegionId, TopicId
from app.panels.document.view import DocumentView
from app.panels.region.panel import RegionPanel
from app.session.actions import OpenTopic, SelectRegion
from app.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class OpeningTimes:
    """Milliseconds from the press of a tab until its topic is painted, and until it is complete."""

    region: str
    topic: str
    painted: float
    complete: float


class PaintWatch(QObject):
    """Notes the last document that was painted, and when the whole window had been painted.

    It watches the application, to miss no paint. `painted_at` is the time of the first event after
    the paint events, in seconds: one call of processEvents goes on to what comes later.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.painted: QObject | None = None
        self.painted_at = 0.0
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Paint:
            self.painted_at = self.painted_at or time.perf_counter()
        elif isinstance(watched, DocumentView) and watched is not self.painted:
            self.painted, self.painted_at = watched, 0.0
        return False


class TopicOpener:
    """Opens every tab of every region, for the first time and again."""

    def __init__(self, app: QApplication, workspace: Workspace) -> None:
        self._app, self._workspace = app, workspace
        self._watch = PaintWatch(app)
        self.widget_count = 0
        """The most widgets that the panel held after all tabs of a region were opened."""
        self.memory_growth_mb = 0.0
        """The growth of the memory (PSS) from the first page to all tabs of the first region."""

    def openings(self, *, rests: bool, again: bool = False) -> list[OpeningTimes]:
        """Open every tab of every region.

        Args:
            rests: wait before each until the other tabs were prepared, as a reader does; otherwise
                press at once.
            again: measure only its second opening, right after another one.
        """
        session, found = self._workspace.session, []
        self._settle()
        memory = own_pss_mb()
        atlas = self._workspace.atlas
        for region in atlas.regions:
            session.apply(SelectRegion(Place(RegionId(region))))
            self._settle()
            for before, tab in itertools.pairwise(atlas.tabs):
                if rests:
                    self._rest()
                found.append(self._open(region, tab.topics[0]))
                if again:
                    self._open(region, before.topics[0])
                    found[-1] = self._open(region, tab.topics[0])
            if not found[len(atlas.tabs) - 1 :]:
                self.memory_growth_mb = own_pss_mb() - memory
            widgets = self._workspace.panel.findChildren(QWidget)
            self.widget_count = max(self.widget_count, len(widgets))
            session.apply(OpenTopic(None))
            self._settle()
        return found

    def _panel(self) -> RegionPanel:
        panel = self._workspace.panel.findChild(RegionPanel)
        assert isinstance(panel, RegionPanel)
        return panel

    def _open(self, region: str, topic: str) -> OpeningTimes:
        panel = self._panel()
        before = panel.document_view
        start = time.perf_counter()
        self._workspace.session.apply(OpenTopic(TopicId(topic)))
        while panel.document_view is before or self._watch.painted is not panel.document_view:
            self._app.processEvents()
        self._settle()
        painted = self._watch.painted_at
        complete = time.perf_counter()
        return OpeningTimes(region, topic, (painted - start) * 1000, (complete - start) * 1000)

    def _rest(self) -> None:
        while not self._panel().is_prepared:
            self._app.processEvents()
        self._settle()

    def _settle(self) -> None:
        for _ in range(3):
            self._app.processEvents()
        while not self._workspace.is_ready:
            self._app.processEvents()
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def own_pss_mb() -> float:
    """Memory of this process in MB, with shared pages counted in proportion."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
