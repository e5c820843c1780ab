"""The button "More below": it shows that more text follows, and scrolls to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import MIN_TARGET_PX, Button
from app.widgets.scroll_column import ScrollColumn
from app.widgets.scroll_fade import ScrollFade
from app.widgets.toast import raise_toasts
from app.widgets.tooltip import remove_tooltip
from app.widgets.widget_tree import descendants

_SHARE = 0.8
_SEEN_PX = 24
_SCROLL_MS = 200
_MARGIN, _STEP = 12, 4
"""Pixels at 100 %: kept from the edges, and between the places that are tried."""
_MIN_LINES = 5
"""Heights of the button that must be in sight of the words for it to stand in the middle."""


class MoreBelowButton(Button):
    """Floats over the lower edge of the words until their end is in sight.

    `areas` are the scroll areas around the words, from the outermost; a press scrolls by most of
    the height of the words. It takes no focus, because the keyboard scrolls by itself.
    """

    def __init__(
        self, areas: Sequence[ScrollColumn], theme: Theme, icons: Icons, parent: QWidget
    ) -> None:
        super().__init__("", theme, icon=icons.path("down"), icon_trailing=True, parent=parent)
        self.setAccessibleName(self.tr("More below"))
        remove_tooltip(self)  # it appears below a pointer that rests
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._is_wanted, self._parent = False, parent
        self._fade = ScrollFade(parent)
        self._fade.hide()
        self._areas = tuple(areas)
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0)
        self._animation.valueChanged.connect(self._on_animated)
        self._target_start = 0
        for area in self._areas:
            bar = area.verticalScrollBar()
            bar.valueChanged.connect(self.update_state)
            bar.rangeChanged.connect(self.update_state)
            area.installEventFilter(self)
        self.clicked.connect(self._on_clicked)
        self.hide()

    def set_wanted(self, *, is_wanted: bool) -> None:
        """Whether this window needs the button at all."""
        self._is_wanted = is_wanted
        self.update_state()

    def reset(self) -> None:
        """Forget a press whose release was lost, and stop scrolling."""
        self._animation.stop()
        self.setDown(False)

    def update_state(self) -> None:
        """Show the button while words follow below."""
        bars = [area.verticalScrollBar() for area in self._areas]
        below = sum(bar.maximum() - bar.value() for bar in bars)
        # In a low window it would cover the words; the scroll bar beside them shows enough.
        shows_words = self._seen_words().height() >= 2 * self.theme.px(MIN_TARGET_PX)
        is_over_words = self._are_words_low and shows_words
        is_shown = self._is_wanted and below > self.theme.px(_SEEN_PX) and not is_over_words
        self.setVisible(is_shown)
        self._fade.setVisible(is_shown)
        if is_shown:
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.update_state()
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll what is below the pointer, as if the button were not there."""
        is_down = event.angleDelta().y() < 0
        for area in self._areas if is_down else reversed(self._areas):
            bar = area.verticalScrollBar()
            if bar.value() != (bar.maximum() if is_down else bar.minimum()):
                area.scroll_by_wheel(event)
                return

    def _box_of(self, area: ScrollColumn) -> QRect:
        """The box of an area in pixels of the window."""
        return QRect(area.mapTo(self._parent, QPoint()), area.size())

    def _seen_words(self) -> QRect:
        """The part of the words that is in sight, in pixels of the window; may be empty."""
        return self._box_of(self._areas[-1]).intersected(self._box_of(self._areas[0]))

    @property
    def _are_words_low(self) -> bool:
        return self._seen_words().height() < _MIN_LINES * self.theme.px(MIN_TARGET_PX)

    def _place(self) -> None:
        """Stand at the lower edge of the words that are in sight, which fade out below it.

        If few of them are in sight, it is small, at their end or at that of the page, beside the
        controls of the figure.
        """
        is_low, margin = self._are_words_low, self.theme.px(_MARGIN)
        box = self._seen_words()
        if box.isEmpty():
            box = self._box_of(self._areas[0])
        self.setText("" if is_low else self.accessibleName())
        size = self.sizeHint()
        place = QRect(QPoint(), size)
        place.moveCenter(QPoint(box.center().x(), 0))
        place.moveBottom(box.bottom() - margin - 1)
        self.setGeometry(self._free_place(place, box) if is_low else place)
        self._place_fade(box, 0 if is_low else size.height() + 2 * margin)
        self.raise_()
        raise_toasts(self._parent)

    def _free_place(self, place: QRect, box: QRect) -> QRect:
        """Where it covers no control of the figure: as far at the end of a line as it can be."""
        margin = self.theme.px(_MARGIN)
        first, last = box.right() - place.width() - margin, box.left() + margin
        columns = range(first, last - 1, -self.theme.px(_STEP))
        if self.isRightToLeft():
            columns = range(last, first + 1, self.theme.px(_STEP))
        controls = self._figure_controls()
        # Words lower than the button have their middle below its top, but one row is tried always.
        end = min(box.center().y(), place.top() - 1)
        rows = range(place.top(), end, -self.theme.px(_STEP))
        places = (QRect(QPoint(left, top), place.size()) for top in rows for left in columns)
        default = QRect(QPoint(columns.start, place.top()), place.size())
        return next((at for at in places if not any(map(at.intersects, controls))), default)

    def _figure_controls(self) -> list[QRect]:
        """The boxes of the visible buttons beside the words, in pixels of the window."""
        return [
            QRect(button.mapTo(self._parent, QPoint()), button.size())
            for button in descendants(self._parent, QAbstractButton)
            if button is not self
            and button.isVisible()
            and not button.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            and not self._areas[-1].isAncestorOf(button)
        ]

    def _place_fade(self, words: QRect, height: int) -> None:
        """Fade the lower end of the words, beside their scroll bar."""
        bar_width = self._areas[-1].verticalScrollBar().sizeHint().width()  # laid out or not
        left = words.left() + (bar_width if self.isRightToLeft() else 0)
        self._fade.set_color(self.theme.color(self._areas[-1].ground))
        self._fade.setGeometry(left, words.bottom() + 1 - height, words.width() - bar_width, height)
        self._fade.raise_()

    def _on_clicked(self) -> None:
        by = self._step()
        self._animation.stop()
        if not self.theme.motion_ms:
            self._scroll_by(by)
            return
        self._target_start = 0
        self._animation.setDuration(_SCROLL_MS)
        self._animation.setEndValue(by)
        self._animation.start()

    def _step(self) -> int:
        """How far to scroll: never so far that words pass by unseen.

        Where figure and words scroll as one page, the first press only brings the words.
        """
        bar = self._areas[0].verticalScrollBar()
        return bar.maximum() - bar.value() or int(self._seen_words().height() * _SHARE)

    def _on_animated(self, value: object) -> None:
        if isinstance(value, int):
            self._scroll_by(value - self._target_start)
            self._target_start = value

    def _scroll_by(self, pixels: int) -> None:
        """Scroll the outer area as far as it goes, and the inner one by the rest."""
        for area in self._areas:
            bar = area.verticalScrollBar()
            before = bar.value()
            bar.setValue(before + pixels)
            pixels -= bar.value() - before

    def _colors(self) -> tuple[QColor, QColor, QColor]:
        ink, surface = self.theme.color("ink"), self.theme.color("surface")
        return ink, surface, surface
