"""A clinician in front of the real stage, with the audience's window on a second screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDeadlineTimer, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from app.atlas.loader import open_trusted
from app.desktop.presentation_mode import Presenting
from app.present.annotation.tool_handler import Grip, Hand
from app.session.marks import Role, Stamp
from app.session.state import Showing
from app.support.paths import shipped_atlas
from tests.visitor import Visitor, stage_for


class Clinician(Visitor):
    """Does what a clinician does; the desk is there once presenting has begun."""

    def __init__(self, stage) -> None:
        super().__init__(stage)
        self.presenting = Presenting(stage, open_trusted(shipped_atlas()), None)

    @property
    def desk(self):
        return self.presenting.desk

    @property
    def audience(self):
        return self.desk.keeper.window

    @property
    def marks(self):
        return self.stage.session.showing.marks

    def begin(self) -> None:
        self.click(self.button("Present"))

    def show(self) -> None:
        self.click(self.button("Show to the audience"))

    def take(self, grip: Grip, role=Role.PLAN, stamp=Stamp.ENTRY) -> None:
        self.desk.easel.take(Hand(grip, role, stamp))

    def pixels(self, point) -> QPoint:
        """Where a point of the plate is on the canvas."""
        return QPoint(*(round(value) for value in self.canvas.placing.to_pixels(point)))

    def drag(self, *points) -> None:
        """Presses at the first point of the plate, moves along, and lets go at the last."""
        self.press_at(points[0])
        for point in points[1:]:
            QTest.mouseMove(self.canvas, self.pixels(point))
        self.let_go(points[-1])

    def press_at(self, point) -> None:
        QTest.mousePress(self.canvas, Qt.MouseButton.LeftButton, pos=self.pixels(point))

    def let_go(self, point) -> None:
        QTest.mouseRelease(self.canvas, Qt.MouseButton.LeftButton, pos=self.pixels(point))
        self.settle()

    def settle(self) -> None:
        super().settle()
        if self.desk is not None and self.audience is not None:
            settle_audience(self.audience)

    def lay_out_words(self) -> None:
        """Waits until the words of both windows are all there and as long as they will be."""
        own = self.stage.panel._scroll.verticalScrollBar()
        page = self.audience.halves[0].words._page
        seen = []

        def is_laid_out() -> bool:
            seen.append((own.maximum(), page.verticalScrollBar().maximum()))
            return page.is_done and self.stage.is_ready and seen[-3:-1] == [seen[-1]] * 2

        wait_until(is_laid_out)


def wait_until(condition) -> None:
    """Runs the event loop until a condition holds, however slow the machine is."""
    give_up = QDeadlineTimer(30_000)
    while not condition():
        assert not give_up.hasExpired()
        QTest.qWait(1)


def settle_audience(window) -> None:
    """Until its words are there and its marks are painted."""
    for _ in range(40):
        QApplication.processEvents()
        composers = [half.figure._composer for half in window.halves]
        if all(one.is_whole for one in composers) and all(
            page.is_done for half in window.halves for page in half.words._pages
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
    stage, window = stage_for(Showing()), QMainWindow()
    window.setCentralWidget(stage)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    QTest.qWaitForWindowActive(window)
    found = Clinician(stage)
    found.settle()
    yield found
    if found.desk is not None:
        found.desk.end()


@pytest.fixture
def presenting(clinician):
    """With the audience's window open."""
    clinician.begin()
    clinician.show()
    return clinician
