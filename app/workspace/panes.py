"""The two panes of the workspace: the figure with its controls, and the column with the text."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.body.regions import View
from app.canvas.canvas import FigureCanvas
from app.canvas.figure_keys import ZOOM_STEP, FigureKeys
from app.painting.labels.model import LabelBox
from app.session.actions import SetFrame, SetView
from app.session.state import Showing, ZoomFrame
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import Button
from app.widgets.button_group import ButtonAppearance, ButtonGroup
from app.widgets.scroll_column import ScrollColumn
from app.widgets.text_field import TextField
from app.widgets.themed import ThemedWidget
from app.widgets.toast import Toast

_MARGIN = 14
_NECK_START = 0.42
"""The fraction of the width at which a search field would cover the neck of the figure."""
_MIN_WIDTH, _MIN_HEIGHT = 300, 340


class FigurePane(ThemedWidget, QWidget):
    """The figure with its controls in the corners; labels keep clear of the controls.

    Signals:
        action: SetView or SetFrame.
    """

    action = Signal(object)

    def __init__(
        self, canvas: FigureCanvas, views: list[tuple[str, str]], theme: Theme, icons: Icons
    ) -> None:
        super().__init__()
        self.theme = theme
        self._has_size = False
        self._corner_button: Button | None = None
        self._toast: Toast | None = None
        self.canvas = canvas
        canvas.setParent(self)
        self._keys = FigureKeys(canvas, [View(key) for key, _ in views])
        self._keys.action.connect(self.action)
        self.search = TextField(self.tr("Find a region"), theme, icons.path("search"), self)
        self.search.add_clear_button(icons.path("close"))
        self.views = ButtonGroup(self.tr("View"), theme, 0, self)
        # Anatomy is never mirrored: the view from the left stands left of that from the right.
        self.views.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.views.add_options(views, ButtonAppearance.SEGMENT)
        self.views.picked.connect(self._on_view)
        self.zoom_in = self._tool(icons, "plus", self.tr("Zoom in"))
        self.zoom_out = self._tool(icons, "minus", self.tr("Zoom out"))
        self.zoom_reset = self._tool(icons, "whole", self.tr("Show the whole figure"))
        self.zoom_in.clicked.connect(self._on_zoom_in)
        self.zoom_out.clicked.connect(self._on_zoom_out)
        self.zoom_reset.clicked.connect(self._on_zoom_reset)
        self.zoom_reset.hide()
        canvas.region_buttons.set_tab_successor(self.search)
        self._lower_controls: tuple[QWidget, ...] = ()
        self._order_controls((self.views, self.zoom_reset, self.zoom_in, self.zoom_out))

    def set_corner_button(self, button: Button) -> None:
        """Place one more button in the free corner at the top."""
        button.setParent(self)
        button.stackUnder(self.views)  # in the order of what is on the screen
        QWidget.setTabOrder(self.search, button)
        self._corner_button = button
        button.show()
        self.update_metrics()

    def show_toast(self, text: str) -> None:
        """Show a short message above the view buttons."""
        if self._toast is None:
            self._toast = Toast(self.theme, self)
        self._toast.margin = self.height() - self.views.y() + _MARGIN
        self._toast.show_message(text)

    def hide_toast(self) -> None:
        """Take the message away, because something else has happened."""
        if self._toast is not None:
            self._toast.hide()

    def remove_toast(self) -> None:
        """Delete the message, so that nothing of it is left for the next visitor."""
        if self._toast is not None:
            self._toast.hide()
            self.removeEventFilter(self._toast)
            self._toast.setParent(None)  # no child of this one from now on
            self._toast.deleteLater()
            self._toast = None

    @property
    def last_tab_stop(self) -> QWidget:
        """The last control that Tab visits."""
        last = self._lower_controls[-1]
        return self.views.buttons[-1] if last is self.views else last

    def set_showing(self, showing: Showing) -> None:
        """Show the view, and the reset button while the figure is zoomed."""
        self._keys.set_showing(showing)
        self.views.set_selected(showing.view.value)
        is_zoomed = showing.frame.zoom > 1
        if self._has_size and is_zoomed == self.zoom_reset.isHidden():
            if self.zoom_reset.hasFocus():  # otherwise Qt would focus a button without relation
                self.zoom_out.setFocus(Qt.FocusReason.OtherFocusReason)
            self.zoom_reset.setVisible(is_zoomed)
            self._place_controls()

    def update_metrics(self) -> None:
        if self._has_size:
            self._place_controls()

    def sizeHint(self) -> QSize:
        return QSize(640, 640)

    def minimumSizeHint(self) -> QSize:
        """The minimum width, and a height that fits zoom and search above the view buttons."""
        views = self._views_box(_MIN_WIDTH - 2 * _MARGIN, beside=0).height()
        height = views + 3 * (self.theme.px(44) + 4) + 2 * _MARGIN
        return QSize(_MIN_WIDTH, max(_MIN_HEIGHT, height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._has_size = True
        self._place_controls()

    def _order_controls(self, lower: tuple[QWidget, ...]) -> None:
        """Put the view and zoom buttons in this order for Tab and for screen readers."""
        if lower == self._lower_controls:
            return
        self._lower_controls = lower
        upper = [one for one in (self.search, self._corner_button) if one is not None]
        stops = [
            stop
            for control in (*upper, *lower)
            for stop in (self.views.buttons if control is self.views else (control,))
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        for control in lower:
            control.raise_()  # behind the others in the tree

    def _tool(self, icons: Icons, icon: str, name: str) -> Button:
        tool = Button("", self.theme, icon=icons.path(icon), parent=self)
        tool.setAccessibleName(name)
        return tool

    def _place_controls(self) -> None:
        """Place the controls, and give the canvas the rest with the boxes that they cover."""
        px, width, height = self.theme.px, self.width(), self.height()
        side = px(44)
        views = self._views_box(width - 2 * _MARGIN, beside=side + _MARGIN)
        search = QRect(_MARGIN, _MARGIN, min(px(200), width // 2), px(44))
        zooms = self._zoom_boxes(views, side)
        self.views.setGeometry(self._mirrored(views))
        self.search.setGeometry(self._mirrored(search))
        pairs = zip((self.zoom_out, self.zoom_in, self.zoom_reset), zooms, strict=True)
        for widget, box in pairs:
            widget.setGeometry(self._mirrored(box))
        is_row = zooms[0].top() == zooms[1].top()
        ends = (self.zoom_out, self.zoom_in) if is_row else (self.zoom_in, self.zoom_out)
        controls = (self.zoom_reset, *ends)
        are_above = zooms[0].bottom() < views.top()
        self._order_controls((*controls, self.views) if are_above else (self.views, *controls))
        covered = [views, search, zooms[0].united(zooms[1 if self.zoom_reset.isHidden() else 2])]
        if self._corner_button is not None:
            size = self._corner_button.sizeHint()
            corner = QRect(width - _MARGIN - size.width(), _MARGIN, size.width(), size.height())
            self._corner_button.setGeometry(self._mirrored(corner))
            covered.append(corner)
        viewport = QRect(0, 0, width, height)
        if search.right() > width * _NECK_START and height >= px(_MIN_HEIGHT):
            viewport.setTop(search.bottom() + 1)
        offset = -viewport.topLeft()
        boxes = tuple(_label_box(self._mirrored(box).translated(offset)) for box in covered)
        self.canvas.set_viewport(viewport, boxes)

    def _zoom_boxes(self, views: QRect, side: int) -> list[QRect]:
        """Where the zoom buttons go: in a row beside the view buttons, or in a column."""
        right, step = self.width() - _MARGIN - side, side + 4
        if views.right() < right - 2 * step:
            columns, top = (1, 0, 2), self.height() - _MARGIN - side
            return [QRect(right - step * column, top, side, side) for column in columns]
        is_beside = views.right() < right
        lowest = self.height() - _MARGIN - side if is_beside else views.top() - 4 - side
        return [QRect(right, lowest - step * row, side, side) for row in range(3)]

    def _views_box(self, width: int, beside: int) -> QRect:
        """Where the view buttons go: centered, or moved aside to leave room for the zoom buttons.

        Of the available `width`, `beside` is for the zoom buttons. If both do not fit, the
        view buttons take all of it.
        """
        used = min(self.views.sizeHint().width(), width)
        height = self.views.heightForWidth(used)
        left = _MARGIN + min((width - used) // 2, max(width - beside - used, 0))
        return QRect(left, self.height() - height - _MARGIN, used, height)

    def _mirrored(self, box: QRect) -> QRect:
        if not self.isRightToLeft():
            return box
        return QRect(self.width() - box.right() - 1, box.y(), box.width(), box.height())

    def _on_view(self, key: str) -> None:
        self.action.emit(SetView(View(key)))

    def _on_zoom_in(self) -> None:
        self.canvas.zoom_by(ZOOM_STEP)

    def _on_zoom_out(self) -> None:
        self.canvas.zoom_by(1 / ZOOM_STEP)

    def _on_zoom_reset(self) -> None:
        self.action.emit(SetFrame(ZoomFrame()))


def _label_box(box: QRect) -> LabelBox:
    return LabelBox(box.x(), box.y(), box.width(), box.height())


_MAX_CONTROL_SHARE = 0.62


class SideColumn(QWidget):
    """The info panel, and above it the presenter's control panel.

    The control panel gets the height it asks for, up to a share that leaves some text visible.
    """

    def __init__(self, panel: QWidget, theme: Theme) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._control_panel = ScrollColumn(theme)
        self._control_panel.hide()
        self._column.addWidget(self._control_panel)
        self._column.addWidget(panel, 1)

    @property
    def control_panel(self) -> QWidget:
        """The area of the presenter's control panel, hidden without one."""
        return self._control_panel

    def set_control_panel(self, controls: QWidget | None) -> None:
        """Show a control panel above the info panel; None removes it."""
        old = self._control_panel.takeWidget()
        if old is not None:
            old.deleteLater()
        if controls is not None:
            self._control_panel.setWidget(controls)
            controls.installEventFilter(self)
            controls.show()
        self._control_panel.setVisible(controls is not None)
        self._fit_control_panel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_control_panel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_control_panel()
        return super().eventFilter(watched, event)

    def _fit_control_panel(self) -> None:
        controls = self._control_panel.widget()
        if controls is not None:
            self._column.activate()
            wanted = controls.heightForWidth(controls.width()) + 2
            limit = int(self.height() * _MAX_CONTROL_SHARE)
            self._control_panel.setFixedHeight(min(wanted, limit))
