"""A clinician in front of the clinician's window, with the audience window on a second screen.

The window is built once for each module, because that takes seconds. The fixtures bring it back
to a known state before each test.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDeadlineTimer, QEvent, QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QMainWindow,
    QScrollBar,
    QWidget,
)

from app.atlas.loader import open_trusted
from app.atlas.sequences import StepSequence
from app.desktop.presentation_mode import PresentationMode
from app.present.actions import AudienceMode, ToolKind, ToolState
from app.present.annotation.label_editor import LabelEditor
from app.present.audience.text import ScrollTarget
from app.session.marks import MarkRole, StampKind
from app.session.state import Showing
from app.support.paths import shipped_atlas
from app.widgets.button import Button
from app.widgets.scroll_column import ScrollColumn
from app.widgets.text_view import TextView
from tests.visitor import Visitor, workspace_for

WINDOW_SIZE = QSize(1280, 800)
AUDIENCE_SCREEN = "wall"
"""The second screen in tests/two_screens.json."""


class Clinician(Visitor):
    """Does what a clinician does; there is a controller while presenting is on."""

    def __init__(self, workspace) -> None:
        super().__init__(workspace)
        self.atlas = open_trusted(shipped_atlas())
        self.presentation_mode = PresentationMode(workspace, self.atlas, None)

    @property
    def session(self):
        return self.workspace.session

    @property
    def controller(self):
        return self.presentation_mode.controller

    @property
    def audience(self):
        return self.controller.audience_controller.window

    @property
    def player(self):
        return self.controller.step_player

    @property
    def marks(self):
        return self.session.showing.marks

    @property
    def status(self) -> str:
        """The line in the control panel that says what the audience sees."""
        return self.controller.control_panel.status_text

    @property
    def label_editor(self) -> LabelEditor | None:
        """The field in which a label is being typed."""
        fields = self.canvas.findChildren(LabelEditor)
        return next((field for field in fields if field.isVisible()), None)

    @property
    def text_scroll_bar(self) -> QScrollBar:
        """The scroll bar of the clinician's own text."""
        return self.workspace.panel.findChild(ScrollColumn).verticalScrollBar()

    def apply(self, action) -> None:
        """Change the session as a control of the window would."""
        self.session.apply(action)
        self.settle()

    def start_presenting(self) -> None:
        self.open_menu()
        self.click(self.button("Present to a patient"))

    def show_audience_window(self) -> None:
        self.click(self.button("Show to the audience"))

    def open_steps_window(self) -> None:
        self.click(self.button("Steps"))

    def load_shipped_sequence(self) -> None:
        self.player.load(self.atlas.sequences("en")[0])

    def select_tool(self, kind: ToolKind, role=MarkRole.PLAN, stamp=StampKind.ENTRY) -> None:
        self.controller.annotations.select_tool(ToolState(kind, role, stamp))

    def pixels(self, point) -> QPoint:
        """The position of a point of the plate on the canvas."""
        return QPoint(*(round(value) for value in self.canvas.plate_rect.to_pixels(point)))

    def drag(self, *points) -> None:
        """Press at the first point of the plate, move along the others, release at the last."""
        self.press_at(points[0])
        for point in points[1:]:
            self.move_to(point)
        self.release_at(points[-1])

    def press_at(self, point) -> None:
        QTest.mousePress(self.canvas, Qt.MouseButton.LeftButton, pos=self.pixels(point))

    def move_to(self, point) -> None:
        QTest.mouseMove(self.canvas, self.pixels(point))

    def release_at(self, point) -> None:
        QTest.mouseRelease(self.canvas, Qt.MouseButton.LeftButton, pos=self.pixels(point))
        self.settle()

    def move_pointer_away(self) -> None:
        QApplication.sendEvent(self.canvas, QEvent(QEvent.Type.Leave))

    def settle(self) -> None:
        super().settle()
        if self.controller is not None and self.audience is not None:
            wait_for_audience(self.audience)

    def wait_for_text_layout(self) -> None:
        """Wait until the text of both windows is complete and has its final height."""
        page = self.audience.panes[0].text.page
        heights = []

        def is_laid_out() -> bool:
            heights.append((self.text_scroll_bar.maximum(), page.verticalScrollBar().maximum()))
            is_complete = page.is_complete and self.workspace.is_ready
            return is_complete and heights[-3:-1] == [heights[-1]] * 2

        wait_until(is_laid_out)

    def restore(self, *, is_presenting: bool, has_audience: bool) -> None:
        """Bring the window back to a known state.

        The controller is kept if all that can be seen of it is as in a new one; otherwise
        presenting starts again.
        """
        window = self.workspace.window()
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        if self.controller is not None:
            self._tidy_controller()
        window.resize(WINDOW_SIZE)
        window.show()
        window.activateWindow()
        QApplication.sendEvent(self.canvas, QEvent(QEvent.Type.UngrabMouse))
        self.move_pointer_away()
        self.session.reset()
        self.workspace.reset()
        self.settle()
        if self.controller is not None and not (is_presenting and self._is_as_new()):
            self.controller.end()
            self.settle()
        if is_presenting:
            self._start(has_audience=has_audience)

    def _tidy_controller(self) -> None:
        if self.controller.visibility.is_covered:
            self.controller.visibility.toggle_privacy_screen()
        self.controller.annotations.commit_typing()
        self.controller.annotations.select_tool(ToolState())
        self.controller.step_files.close()
        self.player.load(StepSequence("", ()))
        self.controller.audience_controller.set_mode(AudienceMode.MIRROR)

    def _is_as_new(self) -> bool:
        controller = self.controller
        audience, marking = controller.audience_controller, controller.annotations.marking
        is_window_as_new = audience.window is None or (
            audience.window.isFullScreen() and audience.screen == AUDIENCE_SCREEN
        )
        return (
            is_window_as_new
            and audience.preferred_screen() == AUDIENCE_SCREEN
            and not audience.screens.number_overlays
            and not marking.can_undo
            and not marking.can_redo
            and not self.player.can_restore_step
        )

    def _start(self, *, has_audience: bool) -> None:
        if self.controller is None:
            self.start_presenting()
        if has_audience and self.audience is None:
            self.show_audience_window()
        elif not has_audience and self.audience is not None:
            self.click(self.button("Hide"))
        if has_audience:
            self.controller.audience_controller.scroll_to(ScrollTarget())
        self.controller.control_panel.set_initial_focus()
        self.settle()


def wait_until(condition) -> None:
    """Run the event loop until a condition holds, however slow the machine is."""
    deadline = QDeadlineTimer(30_000)
    while not condition():
        assert not deadline.hasExpired()
        QTest.qWait(1)


def wait_for_audience(window) -> None:
    """Wait until the text of the audience window is complete and its marks are painted."""
    QApplication.processEvents()
    for _ in range(2_000):
        if all(pane.figure.is_complete and pane.text.is_complete for pane in window.panes):
            break
        QTest.qWait(5)
    for _ in range(3):
        QApplication.processEvents()


def all_text(root: QWidget) -> str:
    """The words of all visible labels, painted rows and texts in a widget."""
    widgets = [one for one in root.findChildren(QWidget) if one.isVisible()]
    return "\n".join(words_of(one) for one in widgets if isinstance(one, QLabel | TextView))


def words_of(widget: QWidget) -> str:
    """The words of a label, button or text; a painted row has them as its accessible name."""
    if isinstance(widget, TextView):
        return widget.text()
    return widget.accessibleName() or widget.text()


def button_named(root: QWidget, name: str) -> Button:
    """The button of a window with a text or an accessible name."""
    buttons = (one for one in root.findChildren(Button) if one.isVisibleTo(root))
    return next(one for one in buttons if name in (one.text(), one.accessibleName()))


def pick(clinician: Visitor, dialog, text: str) -> None:
    """Press an answer of a choice dialog."""
    clinician.click(next(row for row in dialog.answers.rows if row.text() == text))


@pytest.fixture(autouse=True)
def no_session_bus(monkeypatch):
    """Leave the screen saver of the computer that runs the tests alone."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nonexistent")


@pytest.fixture(scope="module")
def shared_clinician(qapp):
    workspace, window = workspace_for(Showing()), QMainWindow()
    window.setCentralWidget(workspace)
    window.resize(WINDOW_SIZE)
    window.show()
    QTest.qWaitForWindowActive(window)
    clinician = Clinician(workspace)
    clinician.settle()
    yield clinician
    if clinician.controller is not None:
        clinician.controller.end()
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def clinician(shared_clinician):
    """Before presenting starts."""
    shared_clinician.restore(is_presenting=False, has_audience=False)
    return shared_clinician


@pytest.fixture
def annotating(shared_clinician):
    """Presenting, with the audience window closed."""
    shared_clinician.restore(is_presenting=True, has_audience=False)
    return shared_clinician


@pytest.fixture
def presenting(shared_clinician):
    """Presenting, with the audience window open on the second screen."""
    shared_clinician.restore(is_presenting=True, has_audience=True)
    return shared_clinician


@pytest.fixture
def consultation(clinician):
    """Presenting with the audience window open, and nothing was discussed before."""
    clinician.start_presenting()
    clinician.show_audience_window()
    return clinician


class SaveDialog:
    """Stands in for the dialog that asks where to save a file."""

    def __init__(self, file) -> None:
        self.file = file
        self.is_cancelled = False
        self.times_opened = 0

    def get_save_file_name(self, *_args) -> tuple[str, str]:
        self.times_opened += 1
        return ("" if self.is_cancelled else str(self.file)), ""


@pytest.fixture
def save_dialog(monkeypatch, tmp_path):
    dialog = SaveDialog(tmp_path / "mine.toml")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog.get_save_file_name)
    return dialog
