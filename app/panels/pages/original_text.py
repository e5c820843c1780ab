"""Pages that are not about one region, and the one on the original text."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.atlas.model import Claim
from app.body.regions import RegionId
from app.panels.region.statement import StatementView
from app.panels.view import Reading, View
from app.widgets.button import Pill
from app.widgets.card import Card, Tone
from app.widgets.layouts import Pile
from app.widgets.text_label import Part, WordLabel


class PageView(View):
    """A column under a title, with a button that leads back."""

    def __init__(self, reading: Reading, title: str) -> None:
        super().__init__()
        self.reading = reading
        self.column = Pile(self, reading.look.px(12))
        self.back = Pill(self.tr("Go back"), reading.look, icon=reading.icons.path("back"))
        self.back.clicked.connect(self._on_back)
        self.column.addWidget(self.back)
        self.say(title, step=3, weight=700)

    def focus_home(self) -> None:
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_back(self) -> None:
        self.page_asked.emit(None)

    def say(self, words: str, *, step: int = 0, weight: int = 400, role: str = "ink") -> None:
        """Adds a paragraph."""
        label = WordLabel(words, self.reading.look, step=step, weight=weight, role=role)
        self.column.addWidget(label)


class OriginalPage(PageView):
    """What the text says that this atlas grew from, and why the atlas differs."""

    def __init__(self, reading: Reading, region: RegionId | None) -> None:
        super().__init__(reading, self.tr("What the original text says"))
        self.say(
            self.tr(
                "This atlas grew from an article about laser liposuction of the back. "
                "Parts of it are wrong. Here is each claim, and what is known."
            )
        )
        for claim in self._in_order(reading, region):
            self.column.addWidget(self._card(claim))

    def _in_order(self, reading: Reading, region: RegionId | None) -> list[Claim]:
        claims = reading.atlas.claims(reading.language)
        return sorted(claims, key=lambda claim: (region not in claim.regions, claim.number))

    def _card(self, claim: Claim) -> Card:
        look = self.reading.look
        verdicts = {
            "kept": self.tr("Kept"),
            "corrected": self.tr("Corrected"),
            "left-out": self.tr("Left out"),
        }
        card = Card(look, Tone.SURFACE)
        said = self.tr("The original: ")
        card.column.addWidget(
            WordLabel((Part(said, strong=True), Part(claim.original)), look, role="quiet")
        )
        card.column.addWidget(
            WordLabel(verdicts[claim.verdict], look, step=-1, weight=700, role="primary")
        )
        card.column.addWidget(StatementView(self.reading, claim.says))
        return card
