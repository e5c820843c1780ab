"""The two panes of the workspace.

The figure with its controls, and the column with the text beside it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.body.regions import View
from app.canvas.canvas import FigureCanvas
from app.painting.labels.model import LabelBox
from app.session.actions import SearchRegions, SetFrame, SetView
from app.session.state import Showing, ZoomFrame
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import Button
from app.widgets.button_group import ButtonAppearance, ButtonGroup
from app.widgets.scroll_column import ScrollColumn
from app.widgets.text_field import TextField
from app.widgets.themed import ThemedWidget

_STEP = 1.4
_EDGE = 14
_NECK_BEGINS = 0.42
"""The share of the width at which a search field would lie on the neck of a figure."""
_NARROWEST, _LOW = 300, 340


class FigurePane(ThemedWidget, QWidget):
    """The figure with its controls in the corners; labels keep clear of the controls.

    Signals:
        action: SetView, SearchRegions or SetFrame.
    """

    action = Signal(object)

    def __init__(
        self, canvas: FigureCanvas, views: list[tuple[str, str]], theme: Theme, icons: Icons
    ) -> None:
        super().__init__()
        self.theme = theme
        self._placed = False
        self._offered: Button | None = None
        self.canvas = canvas
        canvas.setParent(self)
        self.search = TextField(self.tr("Find a region"), theme, icons.path("search"), self)
        self.search.textEdited.connect(self._on_search)
        self._views = ButtonGroup(self.tr("View"), theme, 0, self)
        # Anatomy is never mirrored: the view from the left stands left of that from the right.
        self._views.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._views.add_options(views, ButtonAppearance.SEGMENT)
        self._views.picked.connect(self._on_view)
        self._zoom_in = self._tool(icons, "plus", self.tr("Zoom in"))
        self._zoom_out = self._tool(icons, "minus", self.tr("Zoom out"))
        self._zoom_reset = self._tool(icons, "whole", self.tr("Show the whole figure"))
        self._zoom_in.clicked.connect(self._on_closer)
        self._zoom_out.clicked.connect(self._on_farther)
        self._zoom_reset.clicked.connect(self._on_whole)
        self._zoom_reset.hide()
        canvas.set_tab_predecessor(self.search)
        for before, after in zip(self._stops(), self._stops()[1:], strict=False):
            QWidget.setTabOrder(before, after)

    def set_corner_button(self, button: Button) -> None:
        """Puts one more button into the free corner."""
        button.setParent(self)
        QWidget.setTabOrder(self._stops()[-1], button)
        self._offered = button
        button.show()
        self.update_metrics()

    def set_showing(self, showing: Showing) -> None:
        """Marks the view, follows the search."""
        self._views.set_selected(showing.view.value)
        zoomed = showing.frame.zoom > 1
        if self._placed and zoomed == self._zoom_reset.isHidden():
            self._zoom_reset.setVisible(zoomed)
            self._place()
        if self.search.text() != showing.search:
            self.search.setText(showing.search)

    def clear_search_history(self) -> None:
        """What was typed and deleted again cannot be brought back."""
        self.search.setText(self.search.text())

    def update_metrics(self) -> None:
        if self._placed:
            self._place()

    def sizeHint(self) -> QSize:
        return QSize(640, 640)

    def minimumSizeHint(self) -> QSize:
        """High enough for the views with zoom and search above them, where it is narrowest."""
        views = self._views_box(_NARROWEST - 2 * _EDGE, beside=0).height()
        return QSize(_NARROWEST, max(_LOW, views + 3 * (self.theme.px(44) + 4) + 2 * _EDGE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._placed = True
        self._place()

    def _stops(self) -> tuple[QWidget, ...]:
        return (
            self.search,
            *self._views.buttons,
            self._zoom_in,
            self._zoom_out,
            self._zoom_reset,
        )

    def _tool(self, icons: Icons, icon: str, name: str) -> Button:
        tool = Button("", self.theme, icon=icons.path(icon), parent=self)
        tool.setAccessibleName(name)
        return tool

    def _place(self) -> None:
        px, width, height = self.theme.px, self.width(), self.height()
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
        pairs = zip((self._zoom_out, self._zoom_in, self._zoom_reset), tools, strict=True)
        for widget, box in pairs:
            widget.setGeometry(self._mirrored(box))
        taken = [bar, find, tools[0].united(tools[1 if self._zoom_reset.isHidden() else 2])]
        if self._offered is not None:
            size = self._offered.sizeHint()
            corner = QRect(width - _EDGE - size.width(), _EDGE, size.width(), size.height())
            self._offered.setGeometry(self._mirrored(corner))
            taken.append(corner)
        room = QRect(0, 0, width, height)
        if find.right() > width * _NECK_BEGINS and height >= px(_LOW):
            room.setTop(find.bottom() + 1)
        boxes = tuple(_box(self._mirrored(box).translated(-room.topLeft())) for box in taken)
        self.canvas.set_viewport(room, boxes)

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
        self.action.emit(SetView(View(key)))

    def _on_search(self, text: str) -> None:
        self.action.emit(SearchRegions(text))

    def _on_closer(self) -> None:
        self.canvas.zoom_by(_STEP)

    def _on_farther(self) -> None:
        self.canvas.zoom_by(1 / _STEP)

    def _on_whole(self) -> None:
        self.action.emit(SetFrame(ZoomFrame()))


def _box(box: QRect) -> LabelBox:
    return LabelBox(box.x(), box.y(), box.width(), box.height())


_AT_MOST = 0.62


class SideColumn(QWidget):
    """The deck is as tall as it wishes, as long as some words stay in sight below it."""

    def __init__(self, words: QWidget, theme: Theme) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._control_panel = ScrollColumn(theme)
        self._control_panel.hide()
        self._column.addWidget(self._control_panel)
        self._column.addWidget(words, 1)

    def set_control_panel(self, deck: QWidget | None) -> None:
        """Puts controls above the words, or takes them away."""
        old = self._control_panel.takeWidget()
        if old is not None:
            old.deleteLater()
        if deck is not None:
            self._control_panel.setWidget(deck)
            deck.installEventFilter(self)
            deck.show()
        self._control_panel.setVisible(deck is not None)
        self._fit_control_panel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_control_panel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_control_panel()
        return super().eventFilter(watched, event)

    def _fit_control_panel(self) -> None:
        deck = self._control_panel.widget()
        if deck is not None:
            self._column.activate()
            wish = deck.heightForWidth(deck.width()) + 2
            self._control_panel.setFixedHeight(min(wish, int(self.height() * _AT_MOST)))
