"""The next state for every action that depends on the present state alone; pure, without Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from app.session.actions import (
    AddOwnLine,
    AddToList,
    AnswerValue,
    Change,
    EditOwnLine,
    FigureChange,
    ListChange,
    MoveListItem,
    Navigation,
    OpenPage,
    OpenTerm,
    OpenTopic,
    PresenterChange,
    RemoveFromList,
    ReplaceList,
    SelectRegion,
    SetBuild,
    SetComparison,
    SetCountry,
    SetFigure,
    SetFrame,
    SetLineDrafts,
    SetMarks,
    SetSkin,
    SetSpotlight,
    SetTextSize,
    SetTheme,
    SettingChange,
    SetView,
    ShowStep,
)
from app.session.list_changes import change_own_line, moved_item, with_list_items
from app.session.state import TEXT_SIZES, Page, Showing, ZoomFrame

MAX_ZOOM, MIN_ZOOM = 4.0, 1.0
MIN_TEXT_SIZE, MAX_TEXT_SIZE = TEXT_SIZES[0], TEXT_SIZES[-1]


def next_showing(showing: Showing, action: Change) -> Showing:
    """The state after an action; equal to `showing` if the action changes nothing."""
    if isinstance(action, Navigation):
        return _navigate(showing, action)
    if isinstance(action, FigureChange):
        return _change_figure(showing, action)
    if isinstance(action, SettingChange):
        return _change_setting(showing, action)
    if isinstance(action, ListChange):
        return _change_list(showing, action)
    return _present(showing, action)


def _navigate(showing: Showing, action: Navigation) -> Showing:
    match action:
        case SelectRegion(place, view, at_overview):
            view = view or showing.view
            topic = showing.topic if place is not None and not at_overview else None
            return replace(showing, place=place, topic=topic, view=view, page=None, term="")
        case OpenTopic(topic):
            return replace(showing, topic=topic, page=None, term="")
        case OpenPage(page):
            return replace(showing, page=page, term="")
        case OpenTerm(term):
            return replace(showing, page=Page.GLOSSARY, term=term)
        case _:
            assert_never(action)


def closed(showing: Showing) -> Showing:
    """The state without the page; if none is open, without the region."""
    if showing.page is not None:
        return replace(showing, page=None, term="")
    return replace(showing, place=None, topic=None)


def _change_figure(showing: Showing, action: FigureChange) -> Showing:
    match action:
        case SetFigure(figure):
            return replace(showing, figure=figure)
        case SetBuild(build):
            return replace(showing, build=build)
        case SetSkin(skin):
            return replace(showing, skin=skin)
        case SetView(view):
            return replace(showing, view=view)
        case SetFrame(frame):
            return replace(showing, frame=_limit_frame(frame))
        case _:
            assert_never(action)


def _limit_frame(frame: ZoomFrame) -> ZoomFrame:
    """The frame within the zoom range and within the plate."""
    zoom = min(max(frame.zoom, MIN_ZOOM), MAX_ZOOM)
    edge = 0.5 / zoom
    x, y = (min(max(share, edge), 1 - edge) for share in (frame.x, frame.y))
    return ZoomFrame(zoom, x, y)


def _change_setting(showing: Showing, action: SettingChange) -> Showing:
    match action:
        case SetTheme(theme, follows_system):
            return replace(showing, theme=theme, follows_system_theme=follows_system)
        case SetTextSize(percent):
            text_size = min(max(percent, MIN_TEXT_SIZE), MAX_TEXT_SIZE)
            return replace(showing, text_size=text_size)
        case SetCountry(country):
            return replace(showing, country=country)
        case _:
            assert_never(action)


def _change_list(showing: Showing, action: ListChange) -> Showing:
    match action:
        case AnswerValue(value, answer):
            answers = tuple(other for other in showing.value_answers if other[0] != value)
            if answer is not None:
                answers = (*answers, (value, answer))
            return replace(showing, value_answers=answers)
        case SetLineDrafts(drafts):
            return replace(showing, line_drafts=drafts)
        case AddOwnLine() | EditOwnLine():
            return change_own_line(showing, action)
        case _:
            return with_list_items(showing, _changed_items(showing.list_items, action))


def _changed_items(
    items: tuple[str, ...], action: AddToList | RemoveFromList | ReplaceList | MoveListItem
) -> tuple[str, ...]:
    match action:
        case AddToList(item):
            return items if item in items else (*items, item)
        case RemoveFromList(item):
            return tuple(other for other in items if other != item)
        case ReplaceList(new_items):
            return new_items
        case MoveListItem(item, index):
            return moved_item(items, item, index)
        case _:
            assert_never(action)


def _present(showing: Showing, action: PresenterChange) -> Showing:
    match action:
        case SetMarks(marks_by_plate):
            return replace(showing, marks_by_plate=marks_by_plate)
        case SetSpotlight(spotlight):
            return replace(showing, spotlight=spotlight)
        case SetComparison(compared):
            return replace(showing, compared=compared)
        case ShowStep():
            return replace(
                showing,
                place=action.place,
                topic=action.topic,
                page=action.page,
                term="",
                figure=action.figure or showing.figure,
                build=action.build or showing.build,
                view=action.view or showing.view,
                frame=action.frame,
                spotlight=action.spotlight,
                compared=None,
            )
        case _:
            assert_never(action)
