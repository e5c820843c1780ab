"""Number records in words and pictures: how many of how many, how sure, and who was counted."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.atlas.model import NumberRecord
from app.atlas.risk_wording import Group, Line, counted, grouped, how_sure, with_those_beside
from app.painting.icon_array import Arrangement, arrange, paint_icons
from app.panels.view import Reading
from app.theme.theme import Look
from app.widgets.card import Card, Tone
from app.widgets.layouts import Pile
from app.widgets.text_label import Part, WordLabel
from app.widgets.themed import Worn

_FAINT = 0.45


class NumberGroup(QWidget):
    """A card for each group of records that share one whole; twins are always shown together."""

    def __init__(self, reading: Reading, numbers: tuple[str, ...]) -> None:
        super().__init__()
        self._reading = reading
        records = with_those_beside(numbers, self._record)
        column = Pile(self, reading.look.px(8))
        for group in grouped(records, reading.language):
            column.addWidget(self._card(group))

    def _record(self, name: str) -> NumberRecord:
        return self._reading.atlas.number(name, self._reading.language)

    def _card(self, group: Group) -> Card:
        look = self._reading.look
        card = Card(look, Tone.TINT)
        if group.heading:
            card.column.addWidget(WordLabel(group.heading, look, weight=700, role="primary"))
        pictures = [line for line in group.lines if line.has_icons]
        for before, line in zip((None, *group.lines), group.lines, strict=False):
            if before is not None:
                card.column.addWidget(Rule(look))
            card.column.addWidget(WordLabel(self._headline(line), look))
            if line.has_icons:
                card.column.addWidget(Picture(line, self._picture_name(line), look))
            if pictures[:1] == [line]:
                self._add_quiet(card, (Part(self._key(line)),))
            self._add_quiet(card, self._facts(line))
            self._add_quiet(card, self._who(line.record, before.record if before else None))
        return card

    def _add_quiet(self, card: Card, parts: tuple[Part, ...]) -> None:
        card.column.addWidget(WordLabel(parts, self._reading.look, step=-1, role="quiet"))

    def _headline(self, line: Line) -> tuple[Part, ...]:
        """The label, then those it happens to and those it does not."""
        both = "; ".join(part for part in (line.phrase, line.rest) if part)
        return Part(f"{line.record.label}: ", strong=True), Part(f"{both}.")

    def _key(self, line: Line) -> str:
        if line.record.counts == "people":
            return self.tr("Each mark is one of 1,000 people; it happens to those drawn large.")
        return self.tr("Each mark is one of 1,000 procedures; it happens in those drawn large.")

    def _picture_name(self, line: Line) -> str:
        if line.record.counts == "people":
            return self.tr("Picture of 1,000 people: {count} filled").format(count=line.count)
        return self.tr("Picture of 1,000 procedures: {count} filled").format(count=line.count)

    def _facts(self, line: Line) -> tuple[Part, ...]:
        """The range and how sure the figure is."""
        ahead = f"{line.range} " if line.range else ""
        lead = Part(self.tr("How sure: "), strong=True)
        return Part(ahead), lead, Part(self._how_sure(line.record))

    def _how_sure(self, record: NumberRecord) -> str:
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
        return words[how_sure(record)].format(counted=counted(record, self._reading.language))

    def _who(self, record: NumberRecord, before: NumberRecord | None) -> tuple[Part, ...]:
        """Who was counted, where on the body, and for how long; then what else is to be known."""
        if before is not None and _counted_in(record) == _counted_in(before):
            lead = Part(self.tr("Who, where and how long: "), strong=True)
            return lead, Part(self.tr("as above.")), Part(f" {record.note}" if record.note else "")
        told = (
            (self.tr("Who: "), _sentence(record.setting)),
            (self.tr("Where: "), f"{_sentence(record.area)}{self._back(record)} "),
            (self.tr("Time followed: "), _sentence(record.window)),
        )
        leads = [(Part(lead, strong=True), Part(said)) for lead, said in told if said]
        return (*(part for pair in leads for part in pair), Part(record.note))

    def _back(self, record: NumberRecord) -> str:
        return {
            "none": self.tr("Measured elsewhere on the body, not on the back."),
            "part": self.tr("Measured partly on the back."),
            "not-told": self.tr("The source does not say whether the back was counted."),
        }[record.back]


class Picture(Worn, QLabel):
    """A thousand icons, as large as the width allows; its name says in words what it shows.

    It is a label without words, since a screen reader passes over the name of a mere widget.
    """

    def __init__(self, line: Line, name: str, look: Look) -> None:
        super().__init__()
        self._line = line
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.wear(look)

    def arrangement(self, width: int) -> Arrangement:
        return arrange(width, self.look.text_size / 100)

    def heightForWidth(self, width: int) -> int:
        return self.arrangement(width).size.height() + 2 * self.look.px(4)

    def sizeHint(self) -> QSize:
        return self.arrangement(self.look.px(500)).size

    def minimumSizeHint(self) -> QSize:
        return self.arrangement(0).size

    def paintEvent(self, event: QPaintEvent) -> None:
        look, shown = self.look, self.arrangement(self.width())
        painter = QPainter(self)
        mirrored = self.isRightToLeft()
        left = self.width() - shown.size.width() if mirrored else 0
        painter.translate(left, look.px(4))
        colours = look.colour("accent"), look.colour("quiet")
        paint_icons(painter, shown, self._line.count, colours, mirrored=mirrored)


class Rule(Worn, QWidget):
    """A fine line between two records."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.wear(look)

    def fit(self) -> None:
        self.setFixedHeight(self.look.px(13))

    def paintEvent(self, event: QPaintEvent) -> None:
        middle = QRectF(0, self.height() // 2, self.width(), 1)
        faint = QColor(self.look.colour("line"))
        faint.setAlphaF(_FAINT)
        QPainter(self).fillRect(middle, faint)


def _counted_in(record: NumberRecord) -> tuple[str, ...]:
    return record.setting, record.area, record.window, record.back


def _sentence(words: str) -> str:
    """A few words of the atlas with a full stop and a space, or nothing."""
    return f"{words.rstrip('.')}. " if words else ""
