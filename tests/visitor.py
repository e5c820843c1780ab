"""A visitor who uses the real workspace, built as the program builds it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QListView,
    QTabBar,
    QWidget,
)

from app.body.hit_test import outline_anchor
from app.body.regions import Place, RegionId, Side
from app.panels.document.view import DocumentView
from app.session.actions import Action
from app.session.session import Session
from app.session.state import Showing
from app.support.paths import assets
from app.widgets.button_group import GroupButton
from app.widgets.notes_line import NotesLine
from app.widgets.scroll_column import ScrollColumn
from app.widgets.tab_order import tree_order
from app.widgets.touch_scroll import TouchScroller
from app.workspace.workspace import ThemeLoader, Workspace
from tests.speedups import load_fonts_once, shipped
from tests.visible_words import visible_words


class Visitor:
    """Acts on a workspace as a person does, and reports what a person sees."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.canvas = workspace.canvas

    @property
    def chosen(self) -> Place | None:
        return self.workspace.session.showing.place

    def point_in_region(self, region: str, side: Side | None = None) -> QPoint:
        """A point of the canvas inside the outline."""
        showing = self.workspace.session.showing
        plate_rect = self.canvas.plate_rect
        outlines = self.canvas.scene_builder.outlines(showing).regions
        outline = next(o for o in outlines if o.place == Place(RegionId(region), side))
        return QPoint(*(round(value) for value in plate_rect.to_pixels(outline_anchor(outline))))

    def press(self, region: str, side: Side | None = None) -> None:
        self.click(self.canvas, self.point_in_region(region, side))

    def press_label(self, region: str) -> None:
        """Press the name of a region, or its number where the name does not fit."""
        layout = self.canvas.scene().layout
        at = dict(layout.numbered)
        for label in layout.labels:
            box = label.box
            at[label.region] = (box.x + box.w / 2, box.y + box.h / 2)
        self.click(self.canvas, QPoint(*(round(value) for value in at[region])))

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        left = Qt.MouseButton.LeftButton
        QTest.mouseClick(widget, left, pos=at or widget.rect().center())
        self.settle()

    def key(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.workspace, key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)
        self.settle()

    def apply(self, action: Action) -> None:
        """What a control of the window does that is not the subject of the test."""
        self.workspace.apply(action)
        self.settle()

    def restart(self, showing: Showing, size: tuple[int, int], *, rebuilds: bool) -> None:
        """Make the window as a new one is, with a first state and a size.

        Nothing has the focus then, and every page is scrolled to its top. A page that is shown
        already is built again only if `rebuilds`.
        """
        session = self.workspace.session
        self.workspace.resize(*size)
        if rebuilds or not (session.is_initial and session.showing == showing):
            session._first = showing
            session.reset()
            self.workspace.reset()
        self.settle()
        for glide in self.workspace.findChildren(TouchScroller):
            glide.stop()
        for area in self.workspace.findChildren(ScrollColumn):
            area.scroll_to_top()
        if (widget := QApplication.focusWidget()) is not None:
            widget.clearFocus()

    def settle(self) -> None:
        while not self.workspace.is_ready:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        for _ in range(3):
            QApplication.sendPostedEvents()
            QApplication.processEvents()

    def figure(self) -> QImage:
        """A picture of the figure with all its marks; each paint event adds some of them."""
        picture = self.canvas.grab()
        while not self.canvas.scene_builder.is_complete:
            picture = self.canvas.grab()
        return picture.toImage()

    def visible_text(self) -> str:
        """All words in the panel, also those that are painted, in reading order."""
        return visible_words(self.workspace.panel)

    def button(self, name: str) -> QWidget:
        """The visible control with this text or accessible name."""
        for widget in self.workspace.findChildren(QWidget):
            found = widget.accessibleName() or getattr(widget, "text", str)()
            if found == name and widget.isVisible():
                return widget
        raise LookupError(name)

    def open_figure_choices(self) -> None:
        """Open the choice of figure, build and skin tone."""
        button = self.workspace.figure_pane.figure_button
        if not button.is_expanded:
            self.click(button)

    def open_appearance(self) -> None:
        """Open the choice of text size and theme."""
        self.click(self.workspace.toolbar.appearance)

    def open_menu(self) -> None:
        """Open the menu at the end of the top bar."""
        self.click(self.workspace.toolbar.menu)

    def button_starting(self, words: str) -> QWidget:
        """The visible button of the panel whose name or text starts with these words."""
        for found in self.workspace.panel.findChildren(QAbstractButton):
            if found.isVisible() and (found.accessibleName() or found.text()).startswith(words):
                return found
        raise LookupError(words)

    def choice(self, text: str) -> GroupButton:
        """The visible button with this text in a group of the panel, such as Left or Right."""
        choices = self.workspace.panel.findChildren(GroupButton)
        return next(one for one in choices if one.text() == text and one.isVisible())

    def panel_view(self) -> DocumentView:
        """The document in the panel."""
        views = self.workspace.panel.findChildren(DocumentView)
        return next(view for view in views if view.isVisible())

    def notes(self) -> list[QAbstractButton]:
        """The buttons of terms and sources that can be seen, in reading order."""
        lines = [one for one in tree_order(self.workspace.panel) if isinstance(one, NotesLine)]
        buttons = (button for line in lines for button in line.findChildren(QAbstractButton))
        return [button for button in buttons if button.isVisible()]

    @property
    def tab_bar(self) -> QTabBar:
        """The line of tabs of the open region."""
        bars = self.workspace.panel.findChildren(QTabBar)
        return next(bar for bar in bars if bar.isVisible())

    @property
    def open_tab(self) -> str:
        return self.tab_bar.tabText(self.tab_bar.currentIndex())

    def tab_center(self, text: str) -> QPoint:
        """The middle of a tab, in pixels of the tab bar."""
        bar = self.tab_bar
        index = next(index for index in range(bar.count()) if bar.tabText(index) == text)
        return bar.tabRect(index).center()

    def press_tab(self, text: str) -> None:
        self.click(self.tab_bar, self.tab_center(text))

    def rows(self) -> list[str]:
        lists = self.workspace.panel.findChildren(QListView)
        model = lists[0].model() if lists else None
        return [model.index(row, 0).data() for row in range(model.rowCount())] if model else []

    def focus(self) -> str:
        widget = QApplication.focusWidget()
        return widget.accessibleName() if widget else ""


def workspace_for(showing: Showing | Session) -> Workspace:
    load_fonts_once()
    session = showing if isinstance(showing, Session) else Session(showing)
    return Workspace(shipped(), session, ThemeLoader.from_assets(assets(), 0), "test")


def open_window(showing: Showing, size: tuple[int, int]) -> Visitor:
    workspace = workspace_for(showing)
    workspace.resize(*size)
    workspace.show()
    QTest.qWaitForWindowActive(workspace)
    visitor = Visitor(workspace)
    visitor.settle()
    return visitor


@pytest.fixture
def open_workspace(qtbot):
    """Opens a workspace for a Showing in a window of a given size; kept until the test ends.

    Python owns the window: a test that kept only a part of it would lose both.
    """
    kept = []

    def opened(showing=None, size=(1280, 800)) -> Visitor:
        visitor = open_window(showing or Showing(), size)
        qtbot.addWidget(visitor.workspace)
        kept.append(visitor)
        return visitor

    yield opened
    kept.clear()


@pytest.fixture(scope="module")
def open_windows(qapp):
    """The window that the tests of a module share, once one of them has opened it."""
    windows = []
    yield windows
    for visitor in windows:
        visitor.workspace.close()
        # Deleted by Qt, as in the program; Python's garbage collector would clear layouts first.
        visitor.workspace.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    windows.clear()


@pytest.fixture
def shared_workspace(open_windows):
    """Like `open_workspace`, but a module opens one window, and tests get it restarted.

    Only for tests that need no second window. Without `rebuilds`, they may change nothing but the
    session, the size, the focus and what is scrolled.
    """

    def opened(showing=None, size=(1280, 800), *, rebuilds=False) -> Visitor:
        first = showing or Showing()
        if not open_windows:
            open_windows.append(open_window(first, size))
        (visitor,) = open_windows
        visitor.workspace.activateWindow()
        QTest.qWaitForWindowActive(visitor.workspace)
        visitor.restart(first, size, rebuilds=rebuilds)
        return visitor

    return opened


@pytest.fixture
def visitor(shared_workspace) -> Visitor:
    """A visitor in front of the first page; see `shared_workspace`."""
    return shared_workspace(rebuilds=True)


@pytest.fixture
def shipped_names():
    return shipped().names("en")
