"""One number record in words: how many of how many people, the range, and who was counted."""

from __future__ import annotations

from app.content.atlas import NumberRecord
from app.content.rates import rate_words
from app.controls.card import Card, Tone
from app.controls.words import Part, WordLabel
from app.panels.reading import Reading


class NumberLine(Card):
    """A tinted box: label and whole-number phrase, then range, setting, area and time."""

    def __init__(self, reading: Reading, number: str) -> None:
        super().__init__(reading.look, Tone.TINT)
        record = reading.atlas.number(number, reading.language)
        words = rate_words(record, reading.language)
        self.column.addWidget(
            WordLabel((Part(f"{record.label}: ", strong=True), Part(words.phrase)), reading.look)
        )
        counted = self._counted(record)
        quiet = " ".join(part for part in (words.rest, words.range, counted) if part)
        self.column.addWidget(WordLabel(quiet, reading.look, step=-1, role="quiet"))

    def _counted(self, record: NumberRecord) -> str:
        """Who was counted, where on the body, and for how long."""
        window = self.tr("time followed: {window}").format(window=record.window)
        parts = [record.setting, record.area, window if record.window else ""]
        line = "; ".join(part for part in parts if part)
        return f"{line[:1].upper()}{line[1:]}. {record.note}".strip()
