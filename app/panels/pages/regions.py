"""Page with the list of regions: all of them below a welcome, or those that match a search."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.atlas.search import search_regions
from app.body.regions import RegionId
from app.panels.region.region_list import RegionList, RegionRow
from app.panels.view import PanelContext, PanelView, Visibility
from app.session.actions import OpenPage
from app.session.state import Page
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.text_label import TextLabel


class RegionsPage(PanelView):
    """Shows a welcome and all regions, or the regions that match a search."""

    def __init__(self, context: PanelContext, search: str, sight: Visibility) -> None:
        super().__init__()
        self._context = context
        column = ColumnLayout(self, context.theme.px(8))
        found = search_regions(context.atlas.names(context.language), search)
        for widget in self._welcome_text(search, len(found)):
            column.addWidget(widget)
        seen = frozenset(place.region for place in sight.places)
        rows = tuple(self._row(region, seen=region in seen) for region in found)
        self.region_list = RegionList(rows, sight.label_numbers, context.theme)
        self.region_list.action.connect(self.action)
        if rows:
            column.addWidget(self.region_list)
        column.addWidget(self._links())

    def _result_count_text(self, count: int) -> str:
        if count == 1:
            return self.tr("1 region found")
        if count:
            return self.tr("{count} regions found").format(count=count)
        return self.tr("Nothing found")

    def set_initial_focus(self) -> None:
        self.region_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _links(self) -> QWidget:
        links = QWidget()
        row = FlowLayout(links, self._context.theme.px(6))
        kinds = ButtonKind
        for text, page, kind, icon in (
            (self.tr("When to call"), Page.WHEN_TO_CALL, kinds.URGENT, "call"),
            (self.tr("Your list"), Page.MY_LIST, kinds.PLAIN, "list"),
            (self.tr("Words explained"), Page.GLOSSARY, kinds.QUIET, ""),
            (self.tr("What the original text says"), Page.ORIGINAL_TEXT, kinds.QUIET, ""),
            (self.tr("About and sources"), Page.ABOUT, kinds.QUIET, ""),
        ):
            path = self._context.icons.path(icon) if icon else None
            link = ActionButton(text, self._context.theme, OpenPage(page), kind=kind, icon=path)
            link.action.connect(self.action)
            row.addWidget(link)
        return links

    def _welcome_text(self, search: str, count: int) -> tuple[QWidget, ...]:
        theme = self._context.theme
        if search.strip():
            words = self._result_count_text(count)
            head = TextLabel(words, theme, step=2, weight=700)
            if count:
                return (head,)
            hint = self.tr("Try another word, such as “bra”, “hip” or “neck”. Escape shows all.")
            return (head, TextLabel(hint, theme))
        head = TextLabel(self.tr("Touch the back to begin"), theme, step=3, weight=700)
        lead = self.tr(
            "Choose a region on the figure or in this list. Read how laser liposuction is done "
            "there, who it suits, what can go wrong, and what is not known."
        )
        note = self.tr(
            "You decide, and doing nothing is a real choice. This does not tell you what to do."
        )
        return (head, TextLabel(lead, theme), TextLabel(note, theme, weight=600))

    def _row(self, region: RegionId, *, seen: bool) -> RegionRow:
        names = self._context.atlas.names(self._context.language).regions[region]
        remark = "" if seen else self.tr("not seen from here")
        return region, names.plain_name(self._context.figure), names.medical, remark
