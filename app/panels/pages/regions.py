"""Page with a welcome and the list of all regions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.body.regions import RegionId, TopicId
from app.panels.region.region_list import RegionList, RegionRow
from app.panels.view import PanelContext, PanelView, Visibility
from app.session.actions import OpenPage
from app.session.state import Page, Showing
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.text_label import TextLabel


class RegionsPage(PanelView):
    """Shows a welcome, or the topic that an area is wanted for, and all regions."""

    def __init__(self, context: PanelContext, showing: Showing, visibility: Visibility) -> None:
        super().__init__()
        self._context = context
        column = ColumnLayout(self, context.theme.px(8))
        regions = context.atlas.names(context.language).regions
        topic = showing.topic if showing.place is None else None
        for widget in self._welcome_text(topic):
            column.addWidget(widget)
        visible = frozenset(place.region for place in visibility.places)
        rows = tuple(self._row(region, is_visible=region in visible) for region in regions)
        self.region_list = RegionList(rows, visibility.label_numbers, context.theme)
        self.region_list.action.connect(self.action)
        column.addWidget(self.region_list)
        column.addWidget(self._links())
        self.update_details(showing)

    def update_details(self, showing: Showing) -> None:
        self.region_list.select(showing.place.region if showing.place else None)

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

    def _welcome_text(self, topic: TopicId | None) -> tuple[QWidget, ...]:
        theme = self._context.theme
        if topic is not None:
            name = self._context.atlas.names(self._context.language).topics[topic]
            text = self.tr("Choose an area to read: {topic}").format(topic=name)
            return (TextLabel(text, theme, step=2, weight=700),)
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
