"""Risk numbers in words and icon arrays: how many of how many, how certain, who was counted."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.atlas.model import NumberRecord
from app.atlas.risk_wording import (
    RateGroup,
    RateLine,
    group_rates,
    icon_legend,
    with_companion_records,
)
from app.document.risk_words import (
    back_coverage_text,
    certainty_text,
    headline_text,
    icon_array_name,
)
from app.painting.icon_array import IconGrid, fit_icon_grid, paint_icons
from app.panels.view import PanelContext
from app.support.qt_translation import translate
from app.theme.theme import Theme
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel, TextSpan
from app.widgets.themed import ThemedWidget

_SEPARATOR_OPACITY = 0.45


class NumberGroup(QWidget):
    """One card for each group of records with the same denominator.

    Companion records are added, because they must be shown together.
    """

    def __init__(self, context: PanelContext, numbers: tuple[str, ...]) -> None:
        super().__init__()
        self._context = context
        records = with_companion_records(numbers, self._record)
        column = ColumnLayout(self, context.theme.px(8))
        for group in group_rates(records, translate):
            column.addWidget(self._card(group))

    def _record(self, name: str) -> NumberRecord:
        return self._context.atlas.number(name, self._context.language)

    def _card(self, group: RateGroup) -> Card:
        theme = self._context.theme
        card = Card(theme, CardTone.TINT)
        if group.heading:
            card.column.addWidget(TextLabel(group.heading, theme, weight=700, role="primary"))
        with_icons = [line for line in group.lines if line.has_icons]
        for before, line in zip((None, *group.lines), group.lines, strict=False):
            if before is not None:
                card.column.addWidget(SeparatorLine(theme))
            card.column.addWidget(TextLabel(self._headline(line), theme))
            if line.has_icons:
                card.column.addWidget(
                    IconArrayWidget(line, icon_array_name(line, translate), theme)
                )
            if with_icons[:1] == [line]:
                self._add_quiet(card, (TextSpan(icon_legend(line.record, translate)),))
            self._add_quiet(card, self._range_and_certainty(line))
            self._add_quiet(card, self._population(line.record, before.record if before else None))
        return card

    def _add_quiet(self, card: Card, parts: tuple[TextSpan, ...]) -> None:
        card.column.addWidget(TextLabel(parts, self._context.theme, step=-1, role="quiet"))

    def _headline(self, line: RateLine) -> tuple[TextSpan, ...]:
        """The label, then how many it happens to and how many it does not."""
        lead = TextSpan(f"{line.record.label}: ", strong=True)
        return lead, TextSpan(f"{headline_text(line)}.")

    def _range_and_certainty(self, line: RateLine) -> tuple[TextSpan, ...]:
        range_text = f"{line.range} " if line.range else ""
        lead = TextSpan(self.tr("How sure: "), strong=True)
        return TextSpan(range_text), lead, TextSpan(certainty_text(line.record, translate))

    def _population(
        self, record: NumberRecord, before: NumberRecord | None
    ) -> tuple[TextSpan, ...]:
        """Who was counted, where on the body and for how long, then the note of the record.

        `before` is the record above; if both have the same population, the text refers to it.
        """
        if before is not None and _population_key(record) == _population_key(before):
            lead = TextSpan(self.tr("Who, where and how long: "), strong=True)
            return (
                lead,
                TextSpan(self.tr("as above.")),
                TextSpan(f" {record.note}" if record.note else ""),
            )
        coverage = back_coverage_text(record, translate)
        parts = (
            (self.tr("Who: "), _sentence(record.setting)),
            (
                self.tr("Where: "),
                f"{_sentence(record.area)}{coverage} ",
            ),
            (self.tr("Time followed: "), _sentence(record.window)),
        )
        pairs = [(TextSpan(lead, strong=True), TextSpan(text)) for lead, text in parts if text]
        return (*(span for pair in pairs for span in pair), TextSpan(record.note))


class IconArrayWidget(ThemedWidget, QLabel):
    """A thousand icons, as large as the width allows; the accessible name says what it shows.

    It is an empty label, because screen readers ignore the name of a plain widget.
    """

    def __init__(self, line: RateLine, name: str, theme: Theme) -> None:
        super().__init__()
        self._line = line
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.apply_theme(theme)

    def arrangement(self, width: int) -> IconGrid:
        """The grid of icons for a width in pixels."""
        return fit_icon_grid(width, self.theme.text_size / 100)

    def heightForWidth(self, width: int) -> int:
        return self.arrangement(width).size.height() + 2 * self.theme.px(4)

    def sizeHint(self) -> QSize:
        return self.arrangement(self.theme.px(500)).size

    def minimumSizeHint(self) -> QSize:
        return self.arrangement(0).size

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, grid = self.theme, self.arrangement(self.width())
        painter = QPainter(self)
        mirrored = self.isRightToLeft()
        left = self.width() - grid.size.width() if mirrored else 0
        painter.translate(left, theme.px(4))
        colors = theme.color("accent"), theme.color("quiet")
        paint_icons(painter, grid, self._line.count, colors, mirrored=mirrored)


class SeparatorLine(ThemedWidget, QWidget):
    """A thin line between two records."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.apply_theme(theme)

    def update_metrics(self) -> None:
        self.setFixedHeight(self.theme.px(13))

    def paintEvent(self, event: QPaintEvent) -> None:
        line = QRectF(0, self.height() // 2, self.width(), 1)
        color = QColor(self.theme.color("line"))
        color.setAlphaF(_SEPARATOR_OPACITY)
        QPainter(self).fillRect(line, color)


def _population_key(record: NumberRecord) -> tuple[str, ...]:
    return record.setting, record.area, record.window, record.back_counted


def _sentence(text: str) -> str:
    """A text of the atlas with one full stop and a space, or ""."""
    return f"{text.rstrip('.')}. " if text else ""
