"""Number records in words and pictures: how many of how many, how sure, and who was counted."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.atlas.model import NumberRecord
from app.atlas.risk_wording import (
    RateGroup,
    RateLine,
    certainty_of,
    counted_text,
    group_rates,
    with_companion_records,
)
from app.painting.icon_array import IconGrid, fit_icon_grid, paint_icons
from app.panels.view import PanelContext
from app.theme.theme import Theme
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel, TextSpan
from app.widgets.themed import ThemedWidget

_SEPARATOR_OPACITY = 0.45


class NumberGroup(QWidget):
    """A card for each group of records that share one whole; twins are always shown together."""

    def __init__(self, context: PanelContext, numbers: tuple[str, ...]) -> None:
        super().__init__()
        self._context = context
        records = with_companion_records(numbers, self._record)
        column = ColumnLayout(self, context.theme.px(8))
        for group in group_rates(records, context.language):
            column.addWidget(self._card(group))

    def _record(self, name: str) -> NumberRecord:
        return self._context.atlas.number(name, self._context.language)

    def _card(self, group: RateGroup) -> Card:
        theme = self._context.theme
        card = Card(theme, CardTone.TINT)
        if group.heading:
            card.column.addWidget(TextLabel(group.heading, theme, weight=700, role="primary"))
        pictures = [line for line in group.lines if line.has_icons]
        for before, line in zip((None, *group.lines), group.lines, strict=False):
            if before is not None:
                card.column.addWidget(SeparatorLine(theme))
            card.column.addWidget(TextLabel(self._headline(line), theme))
            if line.has_icons:
                card.column.addWidget(IconArrayWidget(line, self._icon_array_name(line), theme))
            if pictures[:1] == [line]:
                self._add_quiet(card, (TextSpan(self._legend(line)),))
            self._add_quiet(card, self._range_and_certainty(line))
            self._add_quiet(card, self._population(line.record, before.record if before else None))
        return card

    def _add_quiet(self, card: Card, parts: tuple[TextSpan, ...]) -> None:
        card.column.addWidget(TextLabel(parts, self._context.theme, step=-1, role="quiet"))

    def _headline(self, line: RateLine) -> tuple[TextSpan, ...]:
        """The label, then those it happens to and those it does not."""
        both = "; ".join(part for part in (line.phrase, line.rest) if part)
        return TextSpan(f"{line.record.label}: ", strong=True), TextSpan(f"{both}.")

    def _legend(self, line: RateLine) -> str:
        if line.record.counts == "people":
            return self.tr("Each mark is one of 1,000 people; it happens to those drawn large.")
        return self.tr("Each mark is one of 1,000 procedures; it happens in those drawn large.")

    def _icon_array_name(self, line: RateLine) -> str:
        if line.record.counts == "people":
            return self.tr("Picture of 1,000 people: {count} filled").format(count=line.count)
        return self.tr("Picture of 1,000 procedures: {count} filled").format(count=line.count)

    def _range_and_certainty(self, line: RateLine) -> tuple[TextSpan, ...]:
        """The range and how sure the figure is."""
        ahead = f"{line.range} " if line.range else ""
        lead = TextSpan(self.tr("How sure: "), strong=True)
        return TextSpan(ahead), lead, TextSpan(self._certainty_text(line.record))

    def _certainty_text(self, record: NumberRecord) -> str:
        words = {
            "second-hand": self.tr("reported second-hand; the source itself was not seen."),
            "worked-out": self.tr("worked out from published counts, not counted in one study."),
            "printed-bare": self.tr(
                "printed without a range, so how far off it may be is unknown."
            ),
            "printed-wide": self.tr(
                "printed with a wide range; the true number may be much lower or higher."
            ),
            "printed": self.tr("printed with this range by those who worked it out."),
            "counted-none": self.tr("counted among {counted}; what happens seldom can be missed."),
            "counted-wide": self.tr(
                "counted among {counted}, but with few cases; "
                "the true number may be much lower or higher."
            ),
            "counted": self.tr(
                "counted among {counted}; chance alone can move the figure within the range."
            ),
        }
        return words[certainty_of(record)].format(
            counted=counted_text(record, self._context.language)
        )

    def _population(
        self, record: NumberRecord, before: NumberRecord | None
    ) -> tuple[TextSpan, ...]:
        """Who was counted, where on the body, and for how long; then what else is to be known."""
        if before is not None and _population_key(record) == _population_key(before):
            lead = TextSpan(self.tr("Who, where and how long: "), strong=True)
            return (
                lead,
                TextSpan(self.tr("as above.")),
                TextSpan(f" {record.note}" if record.note else ""),
            )
        told = (
            (self.tr("Who: "), _sentence(record.setting)),
            (self.tr("Where: "), f"{_sentence(record.area)}{self._back_coverage(record)} "),
            (self.tr("Time followed: "), _sentence(record.window)),
        )
        leads = [(TextSpan(lead, strong=True), TextSpan(said)) for lead, said in told if said]
        return (*(part for pair in leads for part in pair), TextSpan(record.note))

    def _back_coverage(self, record: NumberRecord) -> str:
        return {
            "none": self.tr("Measured elsewhere on the body, not on the back."),
            "part": self.tr("Measured partly on the back."),
            "not-told": self.tr("The source does not say whether the back was counted."),
        }[record.back_counted]


class IconArrayWidget(ThemedWidget, QLabel):
    """A thousand icons, as large as the width allows; its name says in words what it shows.

    It is a label without words, since a screen reader passes over the name of a mere widget.
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
        return fit_icon_grid(width, self.theme.text_size / 100)

    def heightForWidth(self, width: int) -> int:
        return self.arrangement(width).size.height() + 2 * self.theme.px(4)

    def sizeHint(self) -> QSize:
        return self.arrangement(self.theme.px(500)).size

    def minimumSizeHint(self) -> QSize:
        return self.arrangement(0).size

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, shown = self.theme, self.arrangement(self.width())
        painter = QPainter(self)
        mirrored = self.isRightToLeft()
        left = self.width() - shown.size.width() if mirrored else 0
        painter.translate(left, theme.px(4))
        colours = theme.color("accent"), theme.color("quiet")
        paint_icons(painter, shown, self._line.count, colours, mirrored=mirrored)


class SeparatorLine(ThemedWidget, QWidget):
    """A fine line between two records."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.apply_theme(theme)

    def update_metrics(self) -> None:
        self.setFixedHeight(self.theme.px(13))

    def paintEvent(self, event: QPaintEvent) -> None:
        middle = QRectF(0, self.height() // 2, self.width(), 1)
        faint = QColor(self.theme.color("line"))
        faint.setAlphaF(_SEPARATOR_OPACITY)
        QPainter(self).fillRect(middle, faint)


def _population_key(record: NumberRecord) -> tuple[str, ...]:
    return record.setting, record.area, record.window, record.back_counted


def _sentence(words: str) -> str:
    """A few words of the atlas with a full stop and a space, or nothing."""
    return f"{words.rstrip('.')}. " if words else ""
