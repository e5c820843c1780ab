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
from app.widgets.themed import ThemedWidget
from app.widgets.tooltip import set_tooltip
from app.workspace.figure_button import FigureButton

_MARGIN, _GAP = 14, 8
_MIN_WIDTH, _MIN_HEIGHT = 300, 340


class FigurePane(ThemedWidget, QWidget):
    """The figure with its controls at the lower edge; labels keep clear of the controls.

    Signals:
        action: SetView, SetFrame, SetFigure, SetBuild or SetSkin.
    """

    action = Signal(object)

    def __init__(
        self,
        canvas: FigureCanvas,
        views: list[tuple[str, str]],
        figure_button: FigureButton,
        theme: Theme,
        icons: Icons,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._has_size = False
        self.canvas = canvas
        canvas.setParent(self)
        self._keys = FigureKeys(canvas, [View(key) for key, _ in views])
        self._keys.action.connect(self.action)
        self.figure_button = figure_button
        figure_button.setParent(self)
        figure_button.action.connect(self.action)
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
        set_tooltip(self.zoom_in, key="+")
        set_tooltip(self.zoom_out, key="-")
        canvas.region_buttons.set_tab_successor(figure_button)
        self._controls: tuple[QWidget, ...] = ()
        self._order_controls((self.views, self.zoom_reset, self.zoom_in, self.zoom_out))

    @property
    def last_tab_stop(self) -> QWidget:
        """The last control that Tab visits."""
        last = self._controls[-1]
        return self.views.buttons[-1] if last is self.views else last

    def set_showing(self, showing: Showing) -> None:
        """Show the view, the figure, and the reset button while the figure is zoomed."""
        self._keys.set_showing(showing)
        self.views.set_selected(showing.view.value)
        is_zoomed = showing.frame.zoom > 1
        if self._has_size and is_zoomed == self.zoom_reset.isHidden():
            if self.zoom_reset.hasFocus():  # otherwise Qt would focus a button without relation
                self.zoom_out.setFocus(Qt.FocusReason.OtherFocusReason)
            self.zoom_reset.setVisible(is_zoomed)
            self._place_controls()
        self.figure_button.set_showing(showing)

    def update_metrics(self) -> None:
        if self._has_size:
            self._place_controls()

    def sizeHint(self) -> QSize:
        return QSize(640, 640)

    def minimumSizeHint(self) -> QSize:
        """The minimum width, and a height that fits the zoom buttons above the view buttons."""
        views = self._views_box(_MIN_WIDTH - 2 * _MARGIN).height()
        height = views + 3 * (self.theme.px(44) + 4) + 2 * _MARGIN
        return QSize(_MIN_WIDTH, max(_MIN_HEIGHT, height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._has_size = True
        self._place_controls()

    def _order_controls(self, controls: tuple[QWidget, ...]) -> None:
        """Put the controls in this order for Tab and for screen readers, after the figure's."""
        if controls == self._controls:
            return
        self._controls = controls
        stops = [
            stop
            for control in (self.figure_button, *controls)
            for stop in (self.views.buttons if control is self.views else (control,))
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        for control in (self.figure_button, *controls):
            control.raise_()  # behind the others in the tree

    def _tool(self, icons: Icons, icon: str, name: str) -> Button:
        tool = Button("", self.theme, icon=icons.path(icon), parent=self)
        tool.setAccessibleName(name)
        return tool

    def _place_controls(self) -> None:
        """Place the controls, and give the canvas the boxes that they cover.

        They stand in one row. Where it is too narrow, the figure button loses its words, and then
        the view buttons get a row of their own below the others.
        """
        side = self.theme.px(44)
        self.views.fit_in_row(self.width() - 2 * _MARGIN)
        figure, views, zooms = self._row_boxes(side) or self._two_row_boxes(side)
        self.figure_button.setGeometry(self._mirrored(figure))
        self.views.setGeometry(self._mirrored(views))
        pairs = zip((self.zoom_out, self.zoom_in, self.zoom_reset), zooms, strict=True)
        for widget, box in pairs:
            widget.setGeometry(self._mirrored(box))
        is_row = zooms[0].top() == zooms[1].top()
        ends = (self.zoom_out, self.zoom_in) if is_row else (self.zoom_in, self.zoom_out)
        tools = (self.zoom_reset, *ends)
        self._order_controls((self.views, *tools) if is_row else (*tools, self.views))
        zoom = zooms[0].united(zooms[1 if self.zoom_reset.isHidden() else 2])
        boxes = tuple(_label_box(self._mirrored(box)) for box in (figure, views, zoom))
        self.canvas.set_viewport(self.rect(), boxes)

    def _row_boxes(self, side: int) -> tuple[QRect, QRect, list[QRect]] | None:
        """Where everything goes in one row, with or without words; None if it is too narrow."""
        inner, top = self.width() - 2 * _MARGIN, self.height() - _MARGIN - side
        views, zoom = self.views.sizeHint().width(), 3 * side + 2 * 4
        for shows_text in (True, False):
            self.figure_button.set_shows_text(shows_text=shows_text)
            figure = self.figure_button.sizeHint().width()
            if figure + views + zoom + 2 * _GAP > inner:
                continue
            middle = (self.width() - views) // 2
            lowest, highest = _MARGIN + figure + _GAP, _MARGIN + inner - zoom - _GAP - views
            left = max(min(middle, highest), lowest)
            right = self.width() - _MARGIN - side
            columns = (right - (side + 4) * number for number in (1, 0, 2))
            return (
                QRect(_MARGIN, top, figure, side),
                QRect(left, top, views, side),
                [QRect(column, top, side, side) for column in columns],
            )
        return None

    def _two_row_boxes(self, side: int) -> tuple[QRect, QRect, list[QRect]]:
        """Where everything goes if the view buttons have a row of their own."""
        views = self._views_box(self.width() - 2 * _MARGIN)
        top = views.top() - 4 - side
        figure = QRect(_MARGIN, top, self.figure_button.sizeHint().width(), side)
        right = self.width() - _MARGIN - side
        return figure, views, [QRect(right, top - (side + 4) * row, side, side) for row in range(3)]

    def _views_box(self, width: int) -> QRect:
        """Where the view buttons go in a row of their own, `width` pixels wide: in its middle."""
        used = min(self.views.sizeHint().width(), width)
        height = self.views.heightForWidth(used)
        left = _MARGIN + (width - used) // 2
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
