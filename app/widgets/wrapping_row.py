"""What rows with wrapping text beside an indicator share: their size, and where the text is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.theme.theme import Theme
from app.widgets.button import MIN_TARGET_PX
from app.widgets.themed import ThemedWidget

if TYPE_CHECKING:
    _Base = QAbstractButton
else:  # PySide crashes if two bases of one class both derive from the same class of Qt
    _Base = object


class WrappingRow(ThemedWidget, _Base):
    """Mixin for a button whose text wraps beside an indicator; it is as high as the text needs.

    The lengths are pixels at 100 %: the room before the text and after it, the room above and
    below it together, and the width that it would like to have.
    """

    room_before: ClassVar[int]
    room_after: ClassVar[int]
    padding: ClassVar[int]
    wanted_width: ClassVar[int]

    def set_up(self, theme: Theme) -> None:
        """Set size policy, cursor and theme, once the button has been initialised."""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.apply_theme(theme)

    def update_metrics(self) -> None:
        self.setFont(self.theme.font(0, weight=600))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = self._text_rect(QRect(0, 0, width, 10_000))
        box = QFontMetrics(self.font()).boundingRect(room, self._text_flags(), self.text())
        return max(box.height() + self.theme.px(self.padding), self.theme.px(MIN_TARGET_PX))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(self.wanted_width), self.theme.px(MIN_TARGET_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(MIN_TARGET_PX))

    def paint_text(self, painter: QPainter) -> None:
        """Paint the text beside the indicator."""
        painter.setFont(self.font())
        painter.setPen(self.theme.color("ink"))
        painter.drawText(self._text_rect(self.rect()), self._text_flags(), self.text())

    def _text_rect(self, box: QRect) -> QRect:
        """The part of `box` beside the indicator, for the text."""
        before, after = self.theme.px(self.room_before), self.theme.px(self.room_after)
        if self.isRightToLeft():
            before, after = after, before
        return box.adjusted(before, 0, -after, 0)

    def _text_flags(self) -> int:
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        return int(Qt.TextFlag.TextWordWrap.value) | int((side | absolute).value)
