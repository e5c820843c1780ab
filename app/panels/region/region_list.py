"""List of regions: an alternative to the figure, also for keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.body.regions import Place, RegionId
from app.session.actions import SelectRegion
from app.theme.theme import Theme
from app.widgets.row_list_view import RowListView
from app.widgets.themed import paint_box, paint_focus_ring

RegionRow = tuple[RegionId, str, str, str]
"""Region, plain name, medical name, and a remark such as "not visible from here"."""

_ROW_HEIGHT = 50


class RegionListModel(QAbstractListModel):
    """The rows of the list; a screen reader gets each row as one line of text."""

    def __init__(self, rows: tuple[RegionRow, ...]) -> None:
        super().__init__()
        self.rows = rows

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        _, plain, medical, remark = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return plain
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (plain, medical, remark) if part)
        return None


class RegionRowDelegate(QStyledItemDelegate):
    """Paints a row: the plain name, and below it the medical name and the remark."""

    def __init__(self, theme: Theme, numbers: Mapping[RegionId, int], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self.numbers = theme, numbers
        self.lit: RegionId | None = None

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, self._theme.px(_ROW_HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, model = self._theme, index.model()
        if not isinstance(model, RegionListModel):
            return
        region, plain, medical, remark = model.rows[index.row()]
        painter.save()
        box = QRectF(option.rect).adjusted(1, 2, -1, -3)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver) or region == self.lit
        fill, edge = theme.color("tint" if over else "surface"), theme.color("hairline")
        paint_box(painter, box, theme.px(10), fill, edge)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, box, theme.px(10), theme)
        text_box = box.adjusted(theme.px(14), theme.px(4), -theme.px(14), -theme.px(4))
        number = self.numbers.get(region)
        self._paint_text(
            painter, text_box, f"{number}  {plain}" if number else plain, medical, remark
        )
        painter.restore()

    def _paint_text(
        self, painter: QPainter, box: QRectF, plain: str, medical: str, remark: str
    ) -> None:
        theme = self._theme
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        bottom = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading
        painter.setFont(theme.font(0, weight=700))
        painter.setPen(theme.color("ink"))
        painter.drawText(box, top, plain)
        small = theme.font(-1)
        painter.setFont(small)
        painter.setPen(theme.color("quiet"))
        line = f"{medical} · {remark}" if remark else medical
        line = QFontMetricsF(small).elidedText(line, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, bottom, line)


class RegionList(RowListView):
    """A list of regions, as tall as its rows.

    Only the chosen region is selected. The keys move the current row, which there is only while the
    list has the focus; otherwise a screen reader would find a second focus in the window.

    Signals:
        action: SelectRegion with the region of the row that was pressed.
        highlighted: the RegionId of the row that is hovered, or current by the keys, or None.
    """

    action = Signal(object)
    highlighted = Signal(object)

    def __init__(
        self, rows: tuple[RegionRow, ...], numbers: Mapping[RegionId, int], theme: Theme
    ) -> None:
        super().__init__()
        self._model = RegionListModel(rows)
        self._height = theme.px(_ROW_HEIGHT) * len(rows) + 4
        self.setModel(self._model)
        self._delegate = RegionRowDelegate(theme, numbers, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Areas"))
        self._last_row = 0
        self.clicked.connect(self._on_pressed)
        self.activated.connect(self._on_pressed)
        self.selectionModel().currentChanged.connect(self.on_row)

    def set_lit(self, region: RegionId | None) -> None:
        """Light the row of the region that is hovered on the figure, or none."""
        if region != self._delegate.lit:
            self._delegate.lit = region
            self.viewport().update()

    def select(self, region: RegionId | None) -> None:
        """Select the row of the chosen region, if there is one, and no other."""
        self.selectionModel().clearSelection()
        for number, row in enumerate(self._model.rows):
            if row[0] == region:
                flag = QItemSelectionModel.SelectionFlag.Select
                self.selectionModel().select(self._model.index(number), flag)
                self._last_row = number

    def sizeHint(self) -> QSize:
        return QSize(300, self._height)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(self._last_row))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._last_row = max(self.currentIndex().row(), 0)
        self.setCurrentIndex(QModelIndex())

    def on_row(self, index: QModelIndex | QPersistentModelIndex) -> None:
        self.highlighted.emit(self._model.rows[index.row()][0] if index.isValid() else None)

    def _on_pressed(self, index: QModelIndex) -> None:
        self.action.emit(SelectRegion(Place(self._model.rows[index.row()][0])))
