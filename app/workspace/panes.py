"""The two panes of the workspace.

The figure with its controls, and the column with the text beside it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.body.regions import View
from app.canvas.canvas import Canvas
from app.painting.labels.model import Box
from app.session.state import Frame, Showing
from app.theme.icons import Icons
from app.theme.theme import Look
from app.widgets.button import Pill
from app.widgets.button_group import Choices, Face
from app.widgets.scroll_column import Column
from app.widgets.text_field import Field
from app.widgets.themed import Worn

_STEP = 1.4
_EDGE = 14
_NECK_BEGINS = 0.42
"""The share of the width at which a search field would lie on the neck of a figure."""
_NARROWEST, _LOW = 300, 340


class FigurePane(Worn, QWidget):
    """Puts the controls into the corners and keeps the labels off them.

    Signals:
        view_asked: a View.
        search_asked: the text of a search.
        frame_asked: a Frame.
    """

    view_asked = Signal(object)
    search_asked = Signal(str)
    frame_asked = Signal(object)

    def __init__(
        self, canvas: Canvas, views: list[tuple[str, str]], look: Look, icons: Icons
    ) -> None:
        super().__init__()
        self.look = look
        self._placed = False
        self._offered: Pill | None = None
        self.canvas = canvas
        canvas.setParent(self)
        self.search = Field(self.tr("Find a region"), look, icons.path("search"), self)
        self.search.textEdited.connect(self.search_asked)
        self._views = Choices(self.tr("View"), look, 0, self)
        # Anatomy is never mirrored: the view from the left stands left of that from the right.
        self._views.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._views.offer(views, Face.SEGMENT)
        self._views.picked.connect(self._on_view)
        self._closer = self._tool(icons, "plus", self.tr("Zoom in"))
        self._farther = self._tool(icons, "minus", self.tr("Zoom out"))
        self._whole = self._tool(icons, "whole", self.tr("Show the whole figure"))
        self._closer.clicked.connect(self._on_closer)
        self._farther.clicked.connect(self._on_farther)
        self._whole.clicked.connect(self._on_whole)
        self._whole.hide()
        canvas.come_after(self.search)
        for before, after in zip(self._stops(), self._stops()[1:], strict=False):
            QWidget.setTabOrder(before, after)

    def offer(self, button: Pill) -> None:
        """Puts one more button into the free corner."""
        button.setParent(self)
        QWidget.setTabOrder(self._stops()[-1], button)
        self._offered = button
        button.show()
        self.fit()

    def show_showing(self, showing: Showing) -> None:
        """Marks the view, follows the search."""
        self._views.show_picked(showing.view.value)
        zoomed = showing.frame.zoom > 1
        if self._placed and zoomed == self._whole.isHidden():
            self._whole.setVisible(zoomed)
            self._place()
        if self.search.text() != showing.search:
            self.search.setText(showing.search)

    def forget(self) -> None:
        """What was typed and deleted again cannot be brought back."""
        self.search.setText(self.search.text())

    def fit(self) -> None:
        if self._placed:
            self._place()

    def sizeHint(self) -> QSize:
        return QSize(640, 640)

    def minimumSizeHint(self) -> QSize:
        """High enough for the views with zoom and search above them, where it is narrowest."""
        views = self._views_box(_NARROWEST - 2 * _EDGE, beside=0).height()
        return QSize(_NARROWEST, max(_LOW, views + 3 * (self.look.px(44) + 4) + 2 * _EDGE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._placed = True
        self._place()

    def _stops(self) -> tuple[QWidget, ...]:
        return (
            self.search,
            *self._views.choices,
            self._closer,
            self._farther,
            self._whole,
        )

    def _tool(self, icons: Icons, icon: str, name: str) -> Pill:
        tool = Pill("", self.look, icon=icons.path(icon), parent=self)
        tool.setAccessibleName(name)
        return tool

    def _place(self) -> None:
        px, width, height = self.look.px, self.width(), self.height()
        tool = px(44)
        bar = self._views_box(width - 2 * _EDGE, beside=tool + _EDGE)
        find = QRect(_EDGE, _EDGE, min(px(200), width // 2), px(44))
        is_free = bar.right() < width - _EDGE - tool
        lowest = height - _EDGE - tool if is_free else bar.top() - 4 - tool
        tools = [
            QRect(width - _EDGE - tool, lowest - (tool + 4) * number, tool, tool)
            for number in range(3)
        ]
        self._views.setGeometry(self._mirrored(bar))
        self.search.setGeometry(self._mirrored(find))
        pairs = zip((self._farther, self._closer, self._whole), tools, strict=True)
        for widget, box in pairs:
            widget.setGeometry(self._mirrored(box))
        taken = [bar, find, tools[0].united(tools[1 if self._whole.isHidden() else 2])]
        if self._offered is not None:
            size = self._offered.sizeHint()
            corner = QRect(width - _EDGE - size.width(), _EDGE, size.width(), size.height())
            self._offered.setGeometry(self._mirrored(corner))
            taken.append(corner)
        room = QRect(0, 0, width, height)
        if find.right() > width * _NECK_BEGINS and height >= px(_LOW):
            room.setTop(find.bottom() + 1)
        boxes = tuple(_box(self._mirrored(box).translated(-room.topLeft())) for box in taken)
        self.canvas.make_room(room, boxes)

    def _views_box(self, room: int, beside: int) -> QRect:
        """In the middle, or as far beside it as keeps the zoom free; over the whole width at last.

        `beside` is what the zoom takes of the room at its end.
        """
        wide = min(self._views.sizeHint().width(), room)
        rows = self._views.heightForWidth(wide)
        left = _EDGE + min((room - wide) // 2, max(room - beside - wide, 0))
        return QRect(left, self.height() - rows - _EDGE, wide, rows)

    def _mirrored(self, box: QRect) -> QRect:
        if not self.isRightToLeft():
            return box
        return QRect(self.width() - box.right() - 1, box.y(), box.width(), box.height())

    def _on_view(self, key: str) -> None:
        self.view_asked.emit(View(key))

    def _on_closer(self) -> None:
        self.canvas.zoom_by(_STEP)

    def _on_farther(self) -> None:
        self.canvas.zoom_by(1 / _STEP)

    def _on_whole(self) -> None:
        self.frame_asked.emit(Frame())


def _box(box: QRect) -> Box:
    return Box(box.x(), box.y(), box.width(), box.height())


_AT_MOST = 0.62


class SideColumn(QWidget):
    """The deck is as tall as it wishes, as long as some words stay in sight below it."""

    def __init__(self, words: QWidget, look: Look) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._deck = Column(look)
        self._deck.hide()
        self._column.addWidget(self._deck)
        self._column.addWidget(words, 1)

    def set_deck(self, deck: QWidget | None) -> None:
        """Puts controls above the words, or takes them away."""
        old = self._deck.takeWidget()
        if old is not None:
            old.deleteLater()
        if deck is not None:
            self._deck.setWidget(deck)
            deck.installEventFilter(self)
            deck.show()
        self._deck.setVisible(deck is not None)
        self._fit_deck()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_deck()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_deck()
        return super().eventFilter(watched, event)

    def _fit_deck(self) -> None:
        deck = self._deck.widget()
        if deck is not None:
            self._column.activate()
            wish = deck.heightForWidth(deck.width()) + 2
            self._deck.setFixedHeight(min(wish, int(self.height() * _AT_MOST)))
