"""Page with the list of all areas."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt

from app.body.regions import RegionId
from app.panels.region.region_list import RegionList, RegionRow
from app.panels.view import PageView, PanelContext, Visibility
from app.session.state import Showing
from app.support.qt_translation import translate


class RegionsPage(PageView):
    """All areas, below the topic that an area is wanted for, if there is one."""

    def __init__(self, context: PanelContext, showing: Showing, visibility: Visibility) -> None:
        super().__init__(context, _title(context, showing))
        regions = context.atlas.names(context.language).regions
        self.region_list = make_region_list(context, regions, visibility)
        self.region_list.action.connect(self.action)
        end = context.theme.px(12)
        left, right = (end, 0) if self.isRightToLeft() else (0, end)
        self.column.setContentsMargins(left, 0, right, 0)
        self.column.addWidget(self.region_list)
        self.update_details(showing)

    def update_details(self, showing: Showing) -> None:
        self.region_list.select(showing.place.region if showing.place else None)

    def set_initial_focus(self) -> None:
        self.region_list.setFocus(Qt.FocusReason.OtherFocusReason)


def make_region_list(
    context: PanelContext, regions: Iterable[RegionId], visibility: Visibility
) -> RegionList:
    """A list of regions, which says of each whether the present view shows it."""
    visible = frozenset(place.region for place in visibility.places)
    names = context.atlas.names(context.language).regions
    remark = translate("RegionsPage", "not visible from here")
    rows: tuple[RegionRow, ...] = tuple(
        (
            region,
            names[region].plain_name(context.figure),
            names[region].medical,
            "" if region in visible else remark,
        )
        for region in regions
    )
    return RegionList(rows, visibility.label_numbers, context.theme)


def _title(context: PanelContext, showing: Showing) -> str:
    """What the list is for: a topic that still needs a region, or any choice."""
    if showing.topic is not None and showing.place is None:
        name = context.atlas.names(context.language).topics[showing.topic]
        text = translate("RegionsPage", "Choose an area to read about: {topic}")
        return text.format(topic=name)
    return translate("RegionsPage", "All areas")
