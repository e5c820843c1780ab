"""The bar at the top: figure, build, skin, text size, theme, help; folds into one menu."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.atlas.loader import OpenAtlas
from app.session.state import TEXT_SIZES, THEMES, Showing
from app.theme.icons import Icons
from app.theme.theme import Look
from app.widgets.button import Pill
from app.widgets.button_group import Choices, Face, Sign
from app.widgets.layouts import Flow
from app.widgets.text_label import WordLabel
from app.widgets.themed import Worn

_GAP, _ROW_GAP = 14, 4


class Bar(Worn, QWidget):
    """Everything about appearance in one row, or behind one button where it does not fit.

    `figures`, `builds` and `skins` tell by their own signal what was picked.

    Signals:
        text_size_asked: percent.
        theme_asked: the id of a theme.
        help_asked: nothing more.
    """

    text_size_asked = Signal(int)
    theme_asked = Signal(str)
    help_asked = Signal()

    def __init__(
        self, atlas: OpenAtlas, skins: dict[str, QColor], showing: Showing, look: Look, icons: Icons
    ) -> None:
        super().__init__()
        self.look = look
        self._showing = showing
        self._unfolded = self._is_marked = False
        names = atlas.names(showing.language)
        self._title = WordLabel(self.tr("Back Atlas"), look, step=1, weight=700)
        self._title.setParent(self)
        self._menu = Pill(self.tr("Figure and text"), look, icon=icons.path("menu"), parent=self)
        self._menu.clicked.connect(self._on_menu)
        self.figures = Choices(self.tr("Figure"), look, 0, self)
        self.figures.offer([(key, names.figures[key]) for key in atlas.figures], Face.SEGMENT)
        self.builds = Choices(self.tr("Build"), look, 0, self)
        self.builds.offer([(key, names.builds[key]) for key in atlas.builds], Face.SEGMENT)
        self.skins = Choices(self.tr("Skin tone"), look, 0, self)
        tone = self.tr("Skin tone {number}")
        tones = [(key, tone.format(number=number)) for number, key in enumerate(skins, start=1)]
        dots = {key: Sign(colour) for key, colour in skins.items()}
        self.skins.offer(tones, Face.DOT, dots)
        self._tools = self._make_tools(icons)
        self.show_showing(showing)
        self._place()

    def show_showing(self, showing: Showing) -> None:
        """Marks what is on."""
        is_marked = self._is_marked and self._marked(showing) == self._marked(self._showing)
        self._showing, self._is_marked = showing, True
        if is_marked:
            return
        self.figures.show_picked(showing.figure)
        self.builds.show_picked(showing.build)
        self.skins.show_picked(showing.skin)
        self._smaller.setEnabled(showing.text_size > TEXT_SIZES[0])
        self._larger.setEnabled(showing.text_size < TEXT_SIZES[-1])
        themes = {
            "light": self.tr("Theme: light. Press for dark."),
            "dark": self.tr("Theme: dark. Press for high contrast."),
            "contrast": self.tr("Theme: high contrast. Press for light."),
        }
        self._next_theme.setAccessibleName(themes[showing.theme])

    @staticmethod
    def _marked(showing: Showing) -> tuple[object, ...]:
        return showing.figure, showing.build, showing.skin, showing.theme, showing.text_size

    def fold(self) -> None:
        """Closes the menu, where there is one."""
        self._unfolded = False
        self._place()

    def fit(self) -> None:
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(900, self.look.px(54))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.look.px(54))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.colour("surface"))
        edge = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(edge, self.look.colour("hairline"))

    def _make_tools(self, icons: Icons) -> QWidget:
        tools = QWidget(self)
        flow = Flow(tools, 6)
        self._smaller = Pill("A-", self.look)
        self._smaller.setAccessibleName(self.tr("Smaller text"))
        self._smaller.clicked.connect(self.on_smaller)
        self._larger = Pill("A+", self.look)
        self._larger.setAccessibleName(self.tr("Larger text"))
        self._larger.clicked.connect(self.on_larger)
        self._next_theme = Pill("", self.look, icon=icons.path("theme"))
        self._next_theme.clicked.connect(self._on_theme)
        about = Pill("", self.look, icon=icons.path("help"))
        about.setAccessibleName(self.tr("Help and about"))
        about.clicked.connect(self.help_asked)
        for pill in (self._smaller, self._larger, self._next_theme, about):
            flow.addWidget(pill)
        return tools

    def _fields(self) -> tuple[QWidget, ...]:
        return self.figures, self.builds, self.skins, self._tools

    def _place(self) -> None:
        """Sets everything in one row, or the fields below the title where they do not fit."""
        edge, tall = self.look.px(20), self.look.px(44)
        width = self.width() - 2 * edge
        title = self._title.sizeHint().width()
        wanted = title + sum(field.sizeHint().width() + _GAP for field in self._fields())
        folded = wanted > width
        self._menu.setVisible(folded)
        for field in self._fields():
            field.setVisible(not folded or self._unfolded)
        self._put(self._title, edge, self.look.px(54) / 2 - self._title.sizeHint().height() / 2)
        menu = self._menu.sizeHint().width()
        self._put(self._menu, self.width() - edge - menu, self.look.px(5))
        if folded:
            rows = self._place_rows(edge, self.look.px(52), width) if self._unfolded else 0
        else:
            self._place_in_line(edge + title + 2 * _GAP, self.look.px(5))
            rows = 0
        self.setFixedHeight(tall + self.look.px(10) + rows)

    def _place_in_line(self, left: int, top: int) -> None:
        for field in self._fields()[:-1]:
            self._put(field, left, top)
            left += field.sizeHint().width() + _GAP
        tools = self._tools.sizeHint().width()
        self._put(self._tools, self.width() - self.look.px(20) - tools, top)

    def _place_rows(self, left: int, top: int, width: int) -> int:
        """Sets the fields beside each other as far as they fit; returns the height they take."""
        start, at, tallest = top, left, 0
        for field in self._fields():
            wide = min(field.sizeHint().width(), width)
            if at > left and at + wide > left + width:
                at, top, tallest = left, top + tallest + _ROW_GAP, 0
            tall = field.heightForWidth(wide)
            field.setGeometry(self._mirrored(QRect(at, top, wide, tall)))
            at, tallest = at + wide + _GAP, max(tallest, tall)
        return top + tallest + 2 * _ROW_GAP - start

    def _put(self, widget: QWidget, left: float, top: float) -> None:
        size = widget.sizeHint()
        widget.setGeometry(self._mirrored(QRect(int(left), int(top), size.width(), size.height())))

    def _mirrored(self, box: QRect) -> QRect:
        if not self.isRightToLeft():
            return box
        return QRect(self.width() - box.right() - 1, box.y(), box.width(), box.height())

    def on_smaller(self) -> None:
        """Asks for the next smaller text size."""
        below = [size for size in TEXT_SIZES if size < self._showing.text_size]
        self.text_size_asked.emit(below[-1] if below else TEXT_SIZES[0])

    def on_larger(self) -> None:
        """Asks for the next larger text size."""
        above = [size for size in TEXT_SIZES if size > self._showing.text_size]
        self.text_size_asked.emit(above[0] if above else TEXT_SIZES[-1])

    def _on_theme(self) -> None:
        following = THEMES[(THEMES.index(self._showing.theme) + 1) % len(THEMES)]
        self.theme_asked.emit(following)

    def _on_menu(self) -> None:
        self._unfolded = not self._unfolded
        self._place()
