"""The rows of a search: what was found, as a list that a screen reader can read and press."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.atlas.search_index import HitKind, SearchEntry
from app.body.regions import RegionId, Side
from app.session.shared_words import name_with_side
from app.support.qt_translation import translate
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import paint_icon
from app.widgets.row_list_view import RowListView
from app.widgets.themed import ThemedWidget, paint_box, paint_focus_ring

_ROW_HEIGHT, _MIN_WIDTH, _EDGE, _ICON = 54, 200, 14, 20
_ICONS = {
    HitKind.AREA: "person",
    HitKind.TOPIC: "list",
    HitKind.WORD: "info",
    HitKind.PASSAGE: "help",
}
_ROLES = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class SearchRow:
    """One row: what was found, and the line below its name.

    With `has_side` a side of the region was typed; `side` is None for both.
    """

    entry: SearchEntry
    note: str
    side: Side | None = None
    has_side: bool = False

    @property
    def name(self) -> str:
        """The name, with a capital letter."""
        name = self.entry.name[:1].upper() + self.entry.name[1:]
        return name_with_side(name, self.side, translate)

    @property
    def region(self) -> RegionId | None:
        """The region, if it is a row of one."""
        return RegionId(self.entry.id) if self.entry.kind is HitKind.AREA else None


class SearchRowModel(QAbstractListModel):
    """The rows; a screen reader gets each one as a line of text."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[SearchRow, ...] = ()

    def set_rows(self, rows: tuple[SearchRow, ...]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = int(_ROLES.DisplayRole),
    ) -> object:
        row = self.rows[index.row()]
        if role == _ROLES.DisplayRole:
            return row.name
        if role == _ROLES.AccessibleTextRole:
            return f"{row.name}, {row.note}" if row.note else row.name
        return None


class SearchRowDelegate(QStyledItemDelegate):
    """Paints a row: an icon, the name, and the line below it."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self._icons = theme, icons
        self.lit: int | None = None
        self.current: int | None = None

    @property
    def chosen_row(self) -> int | None:
        """The only row on a tint: the current one by the keys, else the one that is lit."""
        return self.lit if self.current is None else self.current

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(_MIN_WIDTH, self.theme.px(_ROW_HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, model = self.theme, index.model()
        if not isinstance(model, SearchRowModel):
            return
        row, states = model.rows[index.row()], QStyle.StateFlag
        painter.save()
        box = QRectF(option.rect)
        has_focus = bool(option.state & states.State_HasFocus)
        if index.row() == self.chosen_row:
            painter.fillRect(box, theme.color("tint"))
        if index.row() > 0:
            line = QRectF(box.left(), box.top(), box.width(), 1)
            painter.fillRect(line, theme.color("hairline"))
        self._paint_row(painter, box, row, is_mirrored=option.direction == _RIGHT_TO_LEFT)
        if has_focus:
            paint_focus_ring(painter, box.adjusted(1, 1, -1, -1), theme.px(8), theme)
        elif option.state & states.State_MouseOver:
            clear = QColor(Qt.GlobalColor.transparent)
            edge, inside = theme.color("line"), box.adjusted(3, 3, -3, -3)
            paint_box(painter, inside, theme.px(8), clear, edge)
        painter.restore()

    def _paint_row(
        self, painter: QPainter, box: QRectF, row: SearchRow, *, is_mirrored: bool
    ) -> None:
        theme = self.theme
        edge, size = theme.px(_EDGE), theme.px(_ICON)
        icon = self._icons.path(_ICONS[row.entry.kind])
        x = box.right() - edge - size if is_mirrored else box.left() + edge
        paint_icon(painter, icon, QPointF(x, box.center().y()), size, theme.color("primary"))
        text = box.adjusted(2 * edge + size, theme.px(6), -edge, -theme.px(6))
        if is_mirrored:
            text = box.adjusted(edge, theme.px(6), -2 * edge - size, -theme.px(6))
        flags = Qt.AlignmentFlag
        for line, font, role, side in (
            (row.name, theme.font(0, weight=700), "ink", flags.AlignTop),
            (row.note, theme.font(-1), "quiet", flags.AlignBottom),
        ):
            painter.setFont(font)
            painter.setPen(theme.color(role))
            shown = QFontMetricsF(font).elidedText(line, Qt.TextElideMode.ElideRight, text.width())
            align = flags.AlignRight if is_mirrored else flags.AlignLeft
            painter.drawText(text, side | align | flags.AlignAbsolute, shown)


_RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft


class SearchRowList(ThemedWidget, RowListView):
    """The rows as a list, as tall as they are.

    The field keeps the focus while a person types. The arrow keys bring it here, and a screen
    reader then says each row; without the focus there is no current row.

    Signals:
        opened: the SearchRow that was pressed.
        highlighted: the SearchRow that is hovered, or current by the keys, or None.
        left: a QKeyEvent that belongs to the field: a letter, or Up in the first row.
    """

    opened = Signal(object)
    highlighted = Signal(object)
    left = Signal(object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._model = SearchRowModel()
        self._delegate = SearchRowDelegate(theme, icons, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Results"))
        self.setUniformItemSizes(True)
        # Tab goes from the field to what comes after it; the arrow keys lead here.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.clicked.connect(self._on_opened)
        self.activated.connect(self._on_opened)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.apply_theme(theme)

    @property
    def rows(self) -> tuple[SearchRow, ...]:
        return self._model.rows

    def set_rows(self, rows: tuple[SearchRow, ...]) -> None:
        """Show other rows; none is current."""
        self._delegate.lit = self._delegate.current = None
        self._model.set_rows(rows)
        self.updateGeometry()

    def set_lit(self, region: RegionId | None) -> None:
        """Light the row of the region that is hovered on the figure, or the first one."""
        lit = [number for number, row in enumerate(self.rows) if region and row.region == region]
        self._delegate.lit = lit[0] if lit else 0 if self.rows else None
        self.viewport().update()

    def focus_row(self, number: int) -> None:
        """Make a row current, and give it the focus."""
        self.setCurrentIndex(self._model.index(number))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make the first row current before a screen reader asks which one has the focus."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0))
        super().focusInEvent(event)

    def update_metrics(self) -> None:
        self._delegate.theme = self.theme
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(_MIN_WIDTH, self.theme.px(_ROW_HEIGHT) * len(self.rows))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        is_first = self.currentIndex().row() <= 0 and event.key() == keys.Key_Up
        is_text = event.text().isprintable() and event.text() != ""
        if is_first or is_text or event.key() in (keys.Key_Escape, keys.Key_Backspace):
            self.left.emit(event)
        elif event.key() in (keys.Key_Return, keys.Key_Enter) and self.currentIndex().isValid():
            self._on_opened(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.model() is not None:  # it is gone while the window is closed
            self.setCurrentIndex(QModelIndex())

    def _on_current(self, index: QModelIndex) -> None:
        self._delegate.current = index.row() if index.isValid() else None
        self.viewport().update()
        self.on_row(index)

    def on_row(self, index: QModelIndex | QPersistentModelIndex) -> None:
        self.highlighted.emit(self.rows[index.row()] if index.isValid() else None)

    def _on_opened(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows[index.row()])
