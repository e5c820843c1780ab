"""The first page: what this is, how long it takes, what one takes home, and three ways in."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.document.extents import areas_extent
from app.panels.view import PanelContext, PanelView, Visibility
from app.session.actions import FrozenAction, OpenPage
from app.session.state import Page
from app.support.qt_translation import translate
from app.theme.theme import Theme
from app.widgets.button import ActionButton, ButtonKind, paint_icon
from app.widgets.card import Card
from app.widgets.heading import HeadingLabel
from app.widgets.layouts import ColumnLayout, EqualGridLayout
from app.widgets.text_label import TextLabel
from app.widgets.themed import paint_box

_TITLE_STEP, _LEAD_STEP, _PROMISE_STEP = 4.45, 0.5, -0.35
"""Sizes of 36, 18 and 15 pixels at 100 %."""
_TILE, _ICON, _TILE_GAP, _LINK_ROOM = 38, 22, 14, 6


class HomeColumn(ColumnLayout):
    """A column with gaps of its own; a footer and a link end it, at the lower end if there is room.

    The link begins `outdent` pixels before the others, so that its words stand below theirs.
    """

    def __init__(self, parent: QWidget, outdent: int) -> None:
        super().__init__(parent)
        self._gaps: list[int] = []
        self._link_shift = outdent if parent.isRightToLeft() else -outdent

    def add_after_gap(self, gap: int, widget: QWidget) -> None:
        """Append a widget below a gap."""
        self._gaps.append(gap)
        self.addWidget(widget)

    def gap_before(self, number: int) -> int:
        return self._gaps[number]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        left_over = max(rect.height() - self.heightForWidth(rect.width()), 0)
        footer, link = self.items[-2:]
        footer.setGeometry(footer.geometry().translated(0, left_over))
        link.setGeometry(link.geometry().translated(self._link_shift, left_over))


class IconRow(QWidget):
    """Texts in a column beside an icon, which stands on a tinted tile if `has_tile`."""

    def __init__(
        self, icon: QPainterPath, texts: tuple[TextLabel, ...], theme: Theme, *, has_tile: bool
    ) -> None:
        super().__init__()
        self._icon, self._theme, self._has_tile = icon, theme, has_tile
        column = ColumnLayout(self)
        beside, edge = theme.px(_TILE + _TILE_GAP), 0 if has_tile else theme.px(8)
        margins = QMargins(beside, edge, 0, edge)
        if self.isRightToLeft():
            margins = QMargins(0, edge, beside, edge)
        column.setContentsMargins(margins)
        for text in texts:
            column.addWidget(text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        tile = QRectF(0, 0, theme.px(_TILE), theme.px(_TILE))
        if self.isRightToLeft():
            tile.moveRight(self.width())
        size = float(theme.px(_ICON))
        if self._has_tile:
            tint = theme.color("tint")
            paint_box(painter, tile, theme.px(8), tint, tint)
        else:
            tile.moveTop((self.height() - tile.height()) / 2)
            size = tile.height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left_middle = QPointF(tile.center().x() - size / 2, tile.center().y())
        paint_icon(painter, self._icon, left_middle, size, theme.color("primary"))


class WideButton(ActionButton):
    """A button as wide as its column, with less room beside its text."""

    def __init__(self, text: str, theme: Theme, value: FrozenAction) -> None:
        super().__init__(text, theme, value)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width() - self.theme.px(16), size.height())


class HomeFooter(QWidget):
    """What kind of information this is, below a line."""

    def __init__(self, texts: tuple[str, ...], theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        column = ColumnLayout(self)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.addWidget(TextLabel(" ".join(texts), theme, step=-1, role="quiet"))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, self._theme.color("hairline"))


class HomePage(PanelView):
    """The title, how to begin, three promises, and the small print.

    Where the figure shows numbers instead of names, the list of areas stands here as their key.
    """

    def __init__(self, context: PanelContext, visibility: Visibility) -> None:
        super().__init__()
        self._context, self._theme = context, context.theme
        px = self._theme.px
        self._column = column = HomeColumn(self, px(_LINK_ROOM))
        column.setContentsMargins(0, px(12), 0, 0)
        areas = areas_extent(len(context.atlas.regions), translate)
        title = self.tr("Laser liposuction of\u00a0the\u00a0back")
        column.add_after_gap(0, HeadingLabel(title, self._theme, 1, step=_TITLE_STEP))
        lead = self.tr(
            "What it is, what it can and cannot do, and what could go wrong, for {areas} of the "
            "back."
        )
        lead_label = TextLabel(lead.format(areas=areas), self._theme, step=_LEAD_STEP)
        column.add_after_gap(px(10), lead_label)
        self._start: QWidget
        self._add_ways_in(areas, visibility)
        self._add_promises()
        column.add_after_gap(px(18), self._small_print())
        about = ActionButton(
            self.tr("Who made this"), self._theme, OpenPage(Page.ABOUT), kind=ButtonKind.QUIET
        )
        about.action.connect(self.action)
        column.add_after_gap(0, about)

    def set_initial_focus(self) -> None:
        self._start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_ways_in(self, areas: str, visibility: Visibility) -> None:
        context, px = self._context, self._theme.px
        has_numbers = bool(visibility.label_numbers)
        card = Card(self._theme)
        text = self._instruction(visibility)
        label = TextLabel(text, self._theme, step=_LEAD_STEP, weight=700)
        icon = context.icons.path("target")
        card.column.addWidget(IconRow(icon, (label,), self._theme, has_tile=False))
        self._column.add_after_gap(px(18), card)
        buttons = QWidget()
        row = EqualGridLayout(buttons, px(8))
        if has_numbers:
            # Imported here because few windows are so small, and the list takes 10 ms.
            from app.panels.pages.regions import make_region_list

            regions = context.atlas.regions
            region_list = self._start = make_region_list(context, regions, visibility)
            region_list.action.connect(self.action)
            self._column.add_after_gap(px(8), region_list)
        else:
            words = self.tr("All {areas} as a list").format(areas=areas)
            if len(context.atlas.regions) == 1:
                words = self.tr("The area as a list")
            self._start = self._way_in(words, Page.REGIONS)
            row.addWidget(self._start)
        row.addWidget(self._way_in(self.tr("I have an appointment"), Page.APPOINTMENT))
        self._column.add_after_gap(px(8), buttons)

    def _way_in(self, text: str, page: Page) -> ActionButton:
        button = WideButton(text, self._theme, OpenPage(page))
        button.action.connect(self.action)
        return button

    def _instruction(self, visibility: Visibility) -> str:
        is_pointed = self._context.is_desktop
        if visibility.label_numbers:
            if is_pointed:
                return self.tr("Point to the area on the figure, or choose it here.")
            return self.tr("Touch the area on the figure, or choose it here.")
        if not visibility.has_names:
            if is_pointed:
                return self.tr("Point to the area on the figure, or find it in the list.")
            return self.tr("Touch the area on the figure, or find it in the list.")
        if is_pointed:
            return self.tr("Point to the area on the figure, or click its name.")
        return self.tr("Touch the area on the figure, or its name.")

    def _add_promises(self) -> None:
        px, gap = self._theme.px, 20
        for icon, promise, text in (
            (
                "clock",
                self.tr("Under a minute per area"),
                self.tr("Each area starts with one short page. Read more if you like."),
            ),
            ("sheet", *self._take_home()),
            (
                "choice",
                self.tr("Doing nothing is a real choice"),
                self.tr("Take your time. The decision is yours."),
            ),
        ):
            texts = (
                TextLabel(promise, self._theme, weight=700),
                TextLabel(text, self._theme, step=_PROMISE_STEP, role="quiet"),
            )
            row = IconRow(self._context.icons.path(icon), texts, self._theme, has_tile=True)
            self._column.add_after_gap(px(gap), row)
            gap = 14

    def _take_home(self) -> tuple[str, str]:
        """What a visitor can take home, which is no sheet in a kiosk without a printer."""
        if self._context.can_print:
            return (
                self.tr("A sheet to take home"),
                self.tr("Your areas, questions, and when to call for help."),
            )
        return (
            self.tr("A summary for your phone"),
            self.tr("Scan a code to take your areas and questions with you."),
        )

    def _small_print(self) -> HomeFooter:
        """A kiosk says in its bar below that this is no advice, and that nothing is saved."""
        sources = self.tr(
            "Written from published sources and general medical knowledge; not yet reviewed by a "
            "clinician."
        )
        texts: tuple[str, ...] = (sources,)
        if self._context.is_desktop:
            advice = self.tr("Information, not medical advice.")
            texts = (advice, sources, self.tr("Your areas, answers and list are not saved."))
        return HomeFooter(texts, self._theme)
