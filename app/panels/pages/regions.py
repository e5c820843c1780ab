"""Page with the list of regions: all of them below a welcome, or those that match a search."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.atlas.search import search_regions
from app.body.regions import RegionId
from app.panels.region.region_list import RegionList, RegionRow
from app.panels.view import PanelContext, PanelView, Visibility
from app.session.actions import OpenPage
from app.session.state import Page, Showing
from app.support.qt_translation import translate
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.text_label import TextLabel


class RegionsPage(PanelView):
    """Shows a welcome and all regions, or the regions that match a search."""

    def __init__(self, context: PanelContext, showing: Showing, visibility: Visibility) -> None:
        super().__init__()
        search = showing.search
        self._context = context
        column = ColumnLayout(self, context.theme.px(8))
        regions = search_regions(context.atlas.names(context.language), search)
        for widget in self._welcome_text(search, len(regions)):
            column.addWidget(widget)
        visible = frozenset(place.region for place in visibility.places)
        rows = tuple(self._row(region, is_visible=region in visible) for region in regions)
        self.region_list = RegionList(rows, visibility.label_numbers, context.theme)
        self.region_list.action.connect(self.action)
        if rows:
            column.addWidget(self.region_list)
        column.addWidget(self._links())
        self.update_details(showing)

    def update_details(self, showing: Showing) -> None:
        self.region_list.select(showing.place.region if showing.place else None)

    def _result_count_text(self, count: int) -> str:
        if count:
            return translate("RegionsPage", "%n region(s) found", count)
        return self.tr("Nothing found")

    def set_initial_focus(self) -> None:
        self.region_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _links(self) -> QWidget:
        links = QWidget()
        row = FlowLayout(links, self._context.theme.px(6))
        kinds = ButtonKind
        for text, page, kind, icon in (
            (self.tr("When to call"), Page.WHEN_TO_CALL, kinds.URGENT, "call"),
            (self.tr("My list"), Page.MY_LIST, kinds.PLAIN, "list"),
            (self.tr("Glossary"), Page.GLOSSARY, kinds.QUIET, ""),
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
            text = self._result_count_text(count)
            heading = TextLabel(text, theme, step=2, weight=700)
            if count:
                return (heading,)
            hint = self.tr("Try another word, such as “bra”, “hip” or “neck”. Escape shows all.")
            return (heading, TextLabel(hint, theme))
        heading = TextLabel(self.tr("Choose an area to begin"), theme, step=3, weight=700)
        lead = self.tr(
            "Point to the figure or use this list. You can read how laser liposuction is done "
            "there, who it suits, what can go wrong, and what is not known."
        )
        note = self.tr(
            "You decide, and doing nothing is a real choice. This is information, not advice."
        )
        return (heading, TextLabel(lead, theme), TextLabel(note, theme, weight=600))

    def _row(self, region: RegionId, *, is_visible: bool) -> RegionRow:
        names = self._context.atlas.names(self._context.language).regions[region]
        remark = "" if is_visible else self.tr("not visible from here")
        return region, names.plain_name(self._context.figure), names.medical, remark
