"""Page that compares the claims of the original article with what is known."""

from __future__ import annotations

from app.atlas.model import Claim
from app.body.regions import RegionId
from app.panels.region.statement import StatementView
from app.panels.view import PageView, PanelContext
from app.widgets.card import Card, CardTone
from app.widgets.text_label import TextLabel, TextSpan


class OriginalTextPage(PageView):
    """Each claim of the article that this atlas grew from, and what is known about it."""

    def __init__(self, context: PanelContext, region: RegionId | None) -> None:
        super().__init__(context, self.tr("What the original text says"))
        self.add_paragraph(
            self.tr(
                "This atlas grew from an article about laser liposuction of the back. "
                "Parts of it are wrong. Here is each claim, and what is known."
            )
        )
        for claim in self._sorted_claims(context, region):
            self.column.addWidget(self._card(claim))

    def _sorted_claims(self, context: PanelContext, region: RegionId | None) -> list[Claim]:
        """The claims in order, those about the selected region first."""
        claims = context.atlas.claims(context.language)
        return sorted(claims, key=lambda claim: (region not in claim.regions, claim.number))

    def _card(self, claim: Claim) -> Card:
        theme = self.context.theme
        verdicts = {
            "kept": self.tr("Kept"),
            "corrected": self.tr("Corrected"),
            "left-out": self.tr("Left out"),
        }
        card = Card(theme, CardTone.SURFACE)
        lead = self.tr("The original: ")
        card.column.addWidget(
            TextLabel((TextSpan(lead, strong=True), TextSpan(claim.original)), theme, role="quiet")
        )
        card.column.addWidget(
            TextLabel(verdicts[claim.verdict], theme, step=-1, weight=700, role="primary")
        )
        card.column.addWidget(StatementView(self.context, claim.statement))
        return card
