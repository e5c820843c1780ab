"""Toolbar with figure, build, skin, text size, theme and help, and the button When to call."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.atlas.loader import Atlas
from app.body.regions import BuildId, FigureId, SkinId
from app.session.actions import (
    OpenPage,
    SelectRegion,
    SetBuild,
    SetFigure,
    SetSkin,
    SetTextSize,
    SetTheme,
)
from app.session.state import TEXT_SIZES, THEMES, Page, Showing
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import ActionButton, Button, ButtonKind
from app.widgets.button_group import ButtonAppearance, ButtonGraphic, ButtonGroup
from app.widgets.layouts import FlowLayout
from app.widgets.themed import ThemedWidget

_GAP, _ROW_GAP = 14, 4


class HomeButton(ActionButton):
    """The name of the program; a press closes the region and shows all of them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("", theme, SelectRegion(None), kind=ButtonKind.QUIET)
        self.setText(self.tr("Back Atlas"))
        self.setAccessibleDescription(self.tr("shows all regions"))

    def update_metrics(self) -> None:
        self.setFont(self.theme.font(1, weight=700))

    def _colors(self) -> tuple[QColor, QColor, QColor]:
        fill, edge, _ = super()._colors()
        return fill, edge, self.theme.color("ink")


class Toolbar(ThemedWidget, QWidget):
    """Everything about appearance in one row, or behind a menu button if the row does not fit.

    With `has_call_button` the button When to call stands at the end, in the same place always.

    Signals:
        action: SetFigure, SetBuild, SetSkin, SetTextSize, SetTheme, SelectRegion or OpenPage.
    """

    action = Signal(object)

    def __init__(
        self,
        atlas: Atlas,
        skins: dict[str, QColor],
        showing: Showing,
        theme: Theme,
        icons: Icons,
        *,
        has_call_button: bool = True,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._showing = showing
        self.is_expanded = self._has_shown = False
        names = atlas.names(showing.language)
        self._title = HomeButton(theme)
        self._title.action.connect(self.action)
        self._title.setParent(self)
        self._menu = Button(self.tr("Display"), theme, icon=icons.path("menu"), parent=self)
        self._menu.clicked.connect(self._on_menu)
        self.figures = ButtonGroup(self.tr("Figure"), theme, 0, self)
        self.figures.add_options(
            [(key, names.figures[key]) for key in atlas.figures], ButtonAppearance.SEGMENT
        )
        self.builds = ButtonGroup(self.tr("Build"), theme, 0, self)
        self.builds.add_options(
            [(key, names.builds[key]) for key in atlas.builds], ButtonAppearance.SEGMENT
        )
        self.skins = ButtonGroup(self.tr("Skin tone"), theme, 0, self)
        tone = self.tr("Skin tone {number}")
        tones = [(key, tone.format(number=number)) for number, key in enumerate(skins, start=1)]
        dots = {key: ButtonGraphic(colour) for key, colour in skins.items()}
        self.skins.add_options(tones, ButtonAppearance.SWATCH, dots)
        self.figures.picked.connect(self._on_figure)
        self.builds.picked.connect(self._on_build)
        self.skins.picked.connect(self._on_skin)
        self._tools = self._make_tools(icons)
        self.call_button = self._make_call_button(icons) if has_call_button else None
        self.set_showing(showing)
        self._place_fields()

    def set_showing(self, showing: Showing) -> None:
        """Select the options of a state."""
        is_same = self._has_shown and self._key(showing) == self._key(self._showing)
        self._showing, self._has_shown = showing, True
        if is_same:
            return
        self.figures.set_selected(showing.figure)
        self.builds.set_selected(showing.build)
        self.skins.set_selected(showing.skin)
        self._smaller.setEnabled(showing.text_size > TEXT_SIZES[0])
        self._larger.setEnabled(showing.text_size < TEXT_SIZES[-1])

    @staticmethod
    def _key(showing: Showing) -> tuple[object, ...]:
        """The parts of a state that the toolbar shows."""
        return showing.figure, showing.build, showing.skin, showing.text_size

    @property
    def menu_button(self) -> Button:
        """The button that shows and hides the fields if they do not fit in one row."""
        return self._menu

    def collapse(self) -> None:
        """Close the menu if it is open."""
        self.is_expanded = False
        self._place_fields()

    def update_metrics(self) -> None:
        self._place_fields()

    def sizeHint(self) -> QSize:
        return QSize(900, self.theme.px(54))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.theme.px(54))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_fields()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("surface"))
        edge = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(edge, self.theme.color("hairline"))

    def _make_tools(self, icons: Icons) -> QWidget:
        tools = QWidget(self)
        flow = FlowLayout(tools, 6)
        self._smaller = Button("A-", self.theme)
        self._smaller.setAccessibleName(self.tr("Smaller text"))
        self._smaller.clicked.connect(self.decrease_text_size)
        self._larger = Button("A+", self.theme)
        self._larger.setAccessibleName(self.tr("Larger text"))
        self._larger.clicked.connect(self.increase_text_size)
        self._next_theme = Button("", self.theme, icon=icons.path("theme"))
        # Not the present theme: a screen reader would say the new name and the announcement.
        self._next_theme.setAccessibleName(self.tr("Theme: light, dark or high contrast"))
        self._next_theme.clicked.connect(self._on_theme)
        about = ActionButton("", self.theme, OpenPage(Page.ABOUT), icon=icons.path("help"))
        about.setAccessibleName(self.tr("Help and about"))
        about.action.connect(self.action)
        for button in (self._smaller, self._larger, self._next_theme, about):
            flow.addWidget(button)
        return tools

    def _make_call_button(self, icons: Icons) -> ActionButton:
        button = ActionButton(
            "",
            self.theme,
            OpenPage(Page.WHEN_TO_CALL),
            kind=ButtonKind.URGENT,
            icon=icons.path("call"),
        )
        button.setAccessibleName(self.tr("When to call"))
        button.action.connect(self.action)
        button.setParent(self)
        return button

    def _fields(self) -> tuple[QWidget, ...]:
        return self.figures, self.builds, self.skins, self._tools

    def _place_fields(self) -> None:
        """Place everything in one row; if it does not fit, the fields go below the title."""
        edge, button_height, top = self.theme.px(20), self.theme.px(44), self.theme.px(5)
        title, menu = self._title.sizeHint().width(), self._menu.sizeHint().width()
        end = self._place_call_button(self.width() - edge, title + menu)
        wanted = title + sum(field.sizeHint().width() + _GAP for field in self._fields())
        is_folded = wanted > end - edge
        self._menu.setVisible(is_folded)
        for field in self._fields():
            field.setVisible(not is_folded or self.is_expanded)
        self._place(self._title, edge - self.theme.px(6), top)
        self._place(self._menu, end - menu, top)
        if is_folded:
            width = self.width() - 2 * edge
            rows = self._place_rows(edge, self.theme.px(52), width) if self.is_expanded else 0
        else:
            self._place_in_one_row(edge + title + 2 * _GAP, top, end)
            rows = 0
        self.setFixedHeight(button_height + self.theme.px(10) + rows)

    def _place_call_button(self, end: int, beside: int) -> int:
        """Place the button at the end of the row; returns where what stands before it ends.

        Without room for its words beside the widgets that are `beside` pixels wide, it shows only
        its icon.
        """
        call = self.call_button
        if call is None:
            return end
        call.setText(call.accessibleName())
        if beside + call.sizeHint().width() + 2 * _GAP > end - self.theme.px(20):
            call.setText("")
        width = call.sizeHint().width()
        self._place(call, end - width, self.theme.px(5))
        return end - width - _GAP

    def _place_in_one_row(self, left: int, top: int, end: int) -> None:
        for field in self._fields()[:-1]:
            self._place(field, left, top)
            left += field.sizeHint().width() + _GAP
        self._place(self._tools, end - self._tools.sizeHint().width(), top)

    def _place_rows(self, left: int, top: int, width: int) -> int:
        """Place the fields in as many rows as they need; returns the height of the rows."""
        start, x, row_height = top, left, 0
        for field in self._fields():
            field_width = min(field.sizeHint().width(), width)
            if x > left and x + field_width > left + width:
                x, top, row_height = left, top + row_height + _ROW_GAP, 0
            field_height = field.heightForWidth(field_width)
            field.setGeometry(self._mirrored(QRect(x, top, field_width, field_height)))
            x, row_height = x + field_width + _GAP, max(row_height, field_height)
        return top + row_height + 2 * _ROW_GAP - start

    def _place(self, widget: QWidget, left: float, top: float) -> None:
        size = widget.sizeHint()
        widget.setGeometry(self._mirrored(QRect(int(left), int(top), size.width(), size.height())))

    def _mirrored(self, box: QRect) -> QRect:
        if not self.isRightToLeft():
            return box
        return QRect(self.width() - box.right() - 1, box.y(), box.width(), box.height())

    def decrease_text_size(self) -> None:
        """Emit the action for the next smaller text size."""
        below = [size for size in TEXT_SIZES if size < self._showing.text_size]
        self.action.emit(SetTextSize(below[-1] if below else TEXT_SIZES[0]))

    def increase_text_size(self) -> None:
        """Emit the action for the next larger text size."""
        above = [size for size in TEXT_SIZES if size > self._showing.text_size]
        self.action.emit(SetTextSize(above[0] if above else TEXT_SIZES[-1]))

    def _on_figure(self, key: str) -> None:
        self.action.emit(SetFigure(FigureId(key)))

    def _on_build(self, key: str) -> None:
        self.action.emit(SetBuild(BuildId(key)))

    def _on_skin(self, key: str) -> None:
        self.action.emit(SetSkin(SkinId(key)))

    def _on_theme(self) -> None:
        next_theme = THEMES[(THEMES.index(self._showing.theme) + 1) % len(THEMES)]
        self.action.emit(SetTheme(next_theme))

    def _on_menu(self) -> None:
        self.is_expanded = not self.is_expanded
        self._place_fields()
