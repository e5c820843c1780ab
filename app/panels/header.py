"""The header of the panel: the way back, the title, the choice of side and the list button."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.atlas.list_items import address_of
from app.body.regions import Place, Side
from app.panels.list_toggle import RegionListButton
from app.panels.view import PanelContext
from app.session.actions import GoBack, SelectRegion
from app.session.shared_words import name_with_side
from app.support.qt_translation import translate
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.button_group import ButtonAppearance, ButtonGroup
from app.widgets.text_label import TextLabel
from app.widgets.themed import ThemedWidget

_HEIGHT, _MARGIN, _GAP = 64, 24, 16
_BOTH_SIDES = "both"


class PanelHeader(ThemedWidget, QWidget):
    """The way back and the title; beside or below them what a subclass adds.

    Signals:
        action: the Action that a person asked for.
    """

    action = Signal(object)

    def __init__(self, title: str, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.theme = theme
        self.back_button = ActionButton(
            "", theme, GoBack(), kind=ButtonKind.QUIET, icon=icons.path("back")
        )
        self.back_button.setAccessibleName(self.tr("Go back"))
        self.back_button.action.connect(self.action)
        self.title = TextLabel(title, theme, step=2, weight=700)
        self.middle: QWidget | None = None
        self.end_button: RegionListButton | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for child in (self.back_button, self.title):
            child.setParent(self)

    def update_metrics(self) -> None:
        self._place_children()

    def sizeHint(self) -> QSize:
        return QSize(300, self.theme.px(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_children()

    def _place_children(self) -> None:
        """Place everything in one row; if it does not fit, the middle goes below the title."""
        px, back = self.theme.px, self.back_button.sizeHint()
        left, right = px(_MARGIN) - px(12) + back.width(), self.width() - px(_MARGIN)
        end, title_width = right, self.title.sizeHint().width()
        middle = self.middle.sizeHint().width() + px(_GAP) if self.middle is not None else 0
        button = self.end_button
        if button is not None:
            button.set_shows_text(shows_text=True)
            if left + title_width + middle + px(_GAP) + button.sizeHint().width() > right:
                button.set_shows_text(shows_text=False)
            end = right - button.sizeHint().width()
        is_in_row = left + title_width + middle + px(_GAP) <= end
        title = QSize(min(title_width, max(end - px(_GAP) - left, px(100))), 0)
        title.setHeight(self.title.heightForWidth(title.width()))
        row = max(px(_HEIGHT), title.height() + px(20))
        self._place(self.back_button, px(_MARGIN) - px(12), row, back)
        self._place(self.title, left, row, title)
        if button is not None:
            self._place(button, end, row, button.sizeHint())
        height = row
        if self.middle is not None:
            size = self.middle.sizeHint()
            if is_in_row:
                self._place(self.middle, left + title_width + px(_GAP), row, size)
            else:
                self._place(self.middle, left, size.height(), size, top=row - px(8))
                height += size.height()
        self.setFixedHeight(height)

    def _place(self, widget: QWidget, left: int, row: int, size: QSize, top: int = 0) -> None:
        """Place a widget in the vertical middle of a row, which is `row` pixels high."""
        box = QRect(QPoint(left, top + (row - size.height()) // 2), size)
        if self.isRightToLeft():
            box.moveLeft(self.width() - box.right() - 1)
        widget.setGeometry(box)


class RegionHeader(PanelHeader):
    """The name of a region, the choice of its side, and the button that puts it on the list."""

    def __init__(self, context: PanelContext, place: Place) -> None:
        self._context, self._region = context, place.region
        names = context.atlas.names(context.language).regions[place.region]
        self._name = names.plain_name(context.figure)
        super().__init__(self._name, context.theme, context.icons)
        self.sides: ButtonGroup | None = None
        if place.region in context.atlas.sides:
            self.sides = self.middle = self._create_side_selector()
            self.sides.setParent(self)
        self.end_button = RegionListButton(context.theme, context.icons)
        self.end_button.action.connect(self.action)
        self.end_button.setParent(self)

    def update_details(self, side: Side | None, list_items: tuple[str, ...]) -> None:
        """Show the chosen side (None is both), and whether that is on the list."""
        if self.end_button is not None:
            name = name_with_side(self._name, side, translate)
            address = address_of(Place(self._region, side))
            self.end_button.show_state(address, name, list_items)
        if self.sides is not None:
            self.sides.set_selected(side.value if side else _BOTH_SIDES)
        self._place_children()

    def _create_side_selector(self) -> ButtonGroup:
        sides = ButtonGroup(self.tr("Side"), self._context.theme, 0)
        # Anatomy is never mirrored: the body's left is on the left in every language.
        sides.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        sides.add_options(
            [
                (Side.LEFT.value, self.tr("Left")),
                (Side.RIGHT.value, self.tr("Right")),
                (_BOTH_SIDES, self.tr("Both")),
            ],
            ButtonAppearance.SEGMENT,
        )
        sides.picked.connect(self._on_side)
        return sides

    def _on_side(self, key: str) -> None:
        side = None if key == _BOTH_SIDES else Side(key)
        self.action.emit(SelectRegion(Place(self._region, side)))
