"""The name that is proposed for the file of a handout: its regions and the date, never a person."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale

from app.atlas.loader import Atlas
from app.body.regions import RegionId
from app.handout.make import request_from_state
from app.session.state import Showing
from app.support.qt_translation import translate
from app.workspace.file_dialog import safe_file_name

_MAX_REGIONS = 3


def handout_name(atlas: Atlas, showing: Showing, today: dt.date, suffix: str) -> str:
    """For example "Love handles - 28 Nov 2026.pdf"."""
    names = atlas.names(showing.language)
    places = request_from_state(atlas, showing).places
    regions: list[RegionId] = list(dict.fromkeys(place.region for place in places))
    shown = [names.regions[region].plain_name(showing.figure) for region in regions[:_MAX_REGIONS]]
    if more := len(regions) - len(shown):
        shown.append(translate("HandoutName", "{n} more").format(n=more))
    subject = ", ".join(shown) or translate("HandoutName", "Back Atlas")
    date = QDate(today.year, today.month, today.day)
    day = QLocale(showing.language).toString(date, "d MMM yyyy")
    # the date is always whole, however long the names are
    return f"{safe_file_name(subject)} - {safe_file_name(day)}{suffix}"
