"""The button below the figure that opens figure, build and skin tone."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.atlas.loader import Atlas
from app.body.regions import BuildId, FigureId, SkinId
from app.session.actions import SetBuild, SetFigure, SetSkin
from app.session.state import Showing
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button_group import ButtonAppearance, ButtonGraphic, ButtonGroup
from app.widgets.popover import PopoverButton
from app.widgets.text_label import TextLabel

_SWATCH = 18
"""Diameter in pixels at 100 %."""


class FigureButton(PopoverButton):
    """Shows the skin tone, the figure and the build; opens the choice of them.

    Without `shows_text` only the skin tone is shown.

    Signals:
        action: SetFigure, SetBuild or SetSkin.
    """

    action = Signal(object)

    def __init__(
        self,
        atlas: Atlas,
        skins: Mapping[str, QColor],
        showing: Showing,
        theme: Theme,
        icons: Icons,
        host: QWidget,
    ) -> None:
        super().__init__("", theme, host, icon=icons.path("chevron-down"), icon_trailing=True)
        self._atlas, self._skins, self._showing = atlas, skins, showing
        self._groups: tuple[ButtonGroup, ...] = ()
        self.shows_text = True
        self.set_showing(showing)

    def set_showing(self, showing: Showing) -> None:
        """Show the figure of a state."""
        self._showing = showing
        names = self._atlas.names(showing.language)
        parts = {"figure": names.figures[showing.figure], "build": names.builds[showing.build]}
        text = self.tr("{figure}, {build}").format(
            figure=parts["figure"], build=parts["build"].lower()
        )
        tone = self.tr("skin tone {number}").format(number=self._tone_number(showing.skin))
        self.setAccessibleName(self.tr("Figure: {text}, {tone}").format(text=text, tone=tone))
        self.set_shows_text(shows_text=self.shows_text, text=text)
        keys = (showing.figure, showing.build, showing.skin)
        for group, key in zip(self._groups, keys, strict=False):
            group.set_selected(key)

    def set_shows_text(self, *, shows_text: bool, text: str = "") -> None:
        """Show the words beside the skin tone, or the skin tone alone."""
        self.shows_text = shows_text
        self._words = text or self._words
        self.setText(self._words if shows_text else "")
        self.updateGeometry()
        self.update()

    _words = ""

    def create_content(self) -> tuple[QWidget, ...]:
        names = self._atlas.names(self._showing.language)
        figures = [(key, names.figures[key]) for key in self._atlas.figures]
        builds = [(key, names.builds[key]) for key in self._atlas.builds]
        words = self.tr("Skin tone {number}")
        tones = [(key, words.format(number=self._tone_number(key))) for key in self._skins]
        dots = {key: ButtonGraphic(color) for key, color in self._skins.items()}
        figure = self._group(self.tr("Figure"))
        figure.add_options(figures, ButtonAppearance.SEGMENT)
        figure.picked.connect(self._on_figure)
        build = self._group(self.tr("Build"))
        build.add_options(builds, ButtonAppearance.SEGMENT)
        build.picked.connect(self._on_build)
        skin = self._group(self.tr("Skin tone"))
        skin.add_options(tones, ButtonAppearance.SWATCH, dots)
        skin.picked.connect(self._on_skin)
        self._groups = (figure, build, skin)
        self.set_showing(self._showing)
        titled = ((TextLabel(g.accessibleName(), self.theme, weight=600), g) for g in self._groups)
        return tuple(widget for pair in titled for widget in pair)

    def remove_popover(self) -> None:
        self._groups = ()
        super().remove_popover()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width() + self._swatch_room(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, size = self.theme, self.theme.px(_SWATCH)
        edge = theme.px(14) + size / 2
        x = self.width() - edge if self.isRightToLeft() else edge
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(self._skins.get(self._showing.skin, theme.color("surface")))
        painter.drawEllipse(QPointF(x, self.height() / 2), size / 2, size / 2)

    def _swatch_room(self) -> int:
        return self.theme.px(_SWATCH + 6)

    def _paint_text(self, painter: QPainter, box: QRectF, color: QColor) -> None:
        """Paint words and icon beside the skin tone."""
        room = self._swatch_room()
        left, right = (0, -room) if self.isRightToLeft() else (room, 0)
        super()._paint_text(painter, box.adjusted(left, 0, right, 0), color)

    def _tone_number(self, skin: str) -> int:
        return list(self._skins).index(skin) + 1

    def _group(self, name: str) -> ButtonGroup:
        return ButtonGroup(name, self.theme, 0)

    def _on_figure(self, key: str) -> None:
        self.action.emit(SetFigure(FigureId(key)))

    def _on_build(self, key: str) -> None:
        self.action.emit(SetBuild(BuildId(key)))

    def _on_skin(self, key: str) -> None:
        self.action.emit(SetSkin(SkinId(key)))
