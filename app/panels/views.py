"""Which view the panel shows for what is on show."""

from __future__ import annotations

from app.panels.list_page import ListPage
from app.panels.pages import OriginalPage
from app.panels.reading import Reading
from app.panels.region_panel import RegionPanel
from app.panels.unseen import UnseenNote
from app.panels.view import InSight, View
from app.panels.when_to_call import WhenToCall
from app.session.state import Page, Showing

_MORE = (Page.ABOUT, Page.KEPT, Page.GLOSSARY, Page.STANDARDS)


def make_view(reading: Reading, showing: Showing, sight: InSight, version: str) -> View:
    """The view for a Showing: a page lies over a region, a region over the list."""
    place, page = showing.place, showing.page
    if page is Page.WHEN_TO_CALL:
        return WhenToCall(reading, showing.country)
    if page is Page.ORIGINAL:
        return OriginalPage(reading, place.region if place else None)
    if page in _MORE:
        return _more(page, reading, showing, version)
    if place is None or page is Page.LIST:
        return ListPage(reading, showing.search, sight)
    panel = RegionPanel(reading, showing)
    if not sight.shows(place):
        panel.set_note(UnseenNote(reading, showing))
    return panel


def _more(page: Page, reading: Reading, showing: Showing, version: str) -> View:
    """The pages that are seldom opened; each is imported when it is."""
    if page is Page.ABOUT:
        from app.panels.about_page import AboutPage

        return AboutPage(reading, version)
    if page is Page.KEPT:
        from app.panels.kept_page import KeptPage

        return KeptPage(reading, showing)
    if page is Page.GLOSSARY:
        from app.panels.glossary_page import GlossaryPage

        return GlossaryPage(reading)
    from app.panels.standards_page import StandardsPage

    return StandardsPage(reading)
