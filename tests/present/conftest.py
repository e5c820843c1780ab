"""A clinician in front of the real stage, with the audience's window on a second screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDeadlineTimer, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from app.atlas.loader import open_trusted
from app.desktop.presentation_mode import PresentationMode
from app.present.annotation.tool_handler import ToolKind, ToolState
from app.session.marks import MarkRole, StampKind
from app.session.state import Showing
from app.support.paths import shipped_atlas
from tests.visitor import Visitor, workspace_for


class Clinician(Visitor):
    """Does what a clinician does; the desk is there once presenting has begun."""

    def __init__(self, workspace) -> None:
        super().__init__(workspace)
        self.presenting = PresentationMode(workspace, open_trusted(shipped_atlas()), None)

    @property
    def controller(self):
        return self.presenting.controller

    @property
    def audience(self):
        return self.controller.audience_controller.window

    @property
    def marks(self):
        return self.workspace.session.showing.marks

    def start_presenting(self) -> None:
        self.click(self.button("Present"))

    def show_audience_window(self) -> None:
        self.click(self.button("Show to the audience"))

    def select_tool(self, grip: ToolKind, role=MarkRole.PLAN, stamp=StampKind.ENTRY) -> None:
        self.controller.annotations.select_tool(ToolState(grip, role, stamp))

    def pixels(self, point) -> QPoint:
        """Where a point of the plate is on the canvas."""
        return QPoint(*(round(value) for value in self.canvas.plate_rect.to_pixels(point)))

    def drag(self, *points) -> None:
        """Presses at the first point of the plate, moves along, and lets go at the last."""
        self.press_at(points[0])
        for point in points[1:]:
            QTest.mouseMove(self.canvas, self.pixels(point))
        self.release_at(points[-1])

    def press_at(self, point) -> None:
        QTest.mousePress(self.canvas, Qt.MouseButton.LeftButton, pos=self.pixels(point))

    def release_at(self, point) -> None:
        QTest.mouseRelease(self.canvas, Qt.MouseButton.LeftButton, pos=self.pixels(point))
        self.settle()

    def settle(self) -> None:
        super().settle()
        if self.controller is not None and self.audience is not None:
            wait_for_audience(self.audience)

    def wait_for_text_layout(self) -> None:
        """Waits until the words of both windows are all there and as long as they will be."""
        own = self.workspace.panel._scroll.verticalScrollBar()
        page = self.audience.panes[0].text._page
        seen = []

        def is_laid_out() -> bool:
            seen.append((own.maximum(), page.verticalScrollBar().maximum()))
            return page.is_done and self.workspace.is_ready and seen[-3:-1] == [seen[-1]] * 2

        wait_until(is_laid_out)


def wait_until(condition) -> None:
    """Runs the event loop until a condition holds, however slow the machine is."""
    give_up = QDeadlineTimer(30_000)
    while not condition():
        assert not give_up.hasExpired()
        QTest.qWait(1)


def wait_for_audience(window) -> None:
    """Until its words are there and its marks are painted."""
    for _ in range(40):
        QApplication.processEvents()
        composers = [half.figure._composer for half in window.panes]
        if all(one.is_complete for one in composers) and all(
            page.is_done for half in window.panes for page in half.text._pages
        ):
            break
    QApplication.processEvents()


@pytest.fixture(autouse=True)
def no_session_bus(monkeypatch, tmp_path):
    """The screen saver of whoever runs the tests is left alone."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


@pytest.fixture
def clinician(qtbot):
    workspace, window = workspace_for(Showing()), QMainWindow()
    window.setCentralWidget(workspace)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    QTest.qWaitForWindowActive(window)
    found = Clinician(workspace)
    found.settle()
    yield found
    if found.controller is not None:
        found.controller.end()


@pytest.fixture
def presenting(clinician):
    """With the audience's window open."""
    clinician.start_presenting()
    clinician.show_audience_window()
    return clinician
