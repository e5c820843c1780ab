"""What a screen reader says about a change of the state: one sentence for each change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.atlas.header import NameTable
from app.atlas.loader import Atlas
from app.body.regions import is_visible
from app.document.my_list import first_names, item_name
from app.document.source import DocumentSource
from app.document.tabs import tab_of
from app.painting.descriptions import describe_first_marks, describe_place
from app.session.marks import NO_MARKS
from app.session.state import Page, Showing
from app.support.qt_translation import translate


@dataclass(frozen=True, slots=True)
class StateChange:
    """Two states, one after the other, with what is needed to name what they show."""

    before: Showing
    now: Showing
    atlas: Atlas

    @property
    def names(self) -> NameTable:
        return self.atlas.names(self.now.language)


def describe_change(before: Showing, now: Showing, atlas: Atlas) -> str:
    """The most important change in one sentence; empty if nothing changed that is worth saying."""
    change = StateChange(before, now, atlas)
    for field, describe in _DESCRIPTIONS:
        if getattr(now, field) != getattr(before, field) and (text := describe(change)):
            return text
    return ""


def describe_removal(item: str, now: Showing, atlas: Atlas) -> str:
    """That an item was taken off the list."""
    name = item_name(_source(StateChange(now, now, atlas)), item)
    if not name:
        return translate("Announcements", "Removed from My list")
    return translate("Announcements", "Removed from My list: {name}").format(name=name)


def describe_undo(before: Showing, now: Showing, atlas: Atlas) -> str:
    """What an Undo of a change of the list has brought back, and what it has removed again."""
    source = _source(StateChange(before, now, atlas))
    old, new = before.list_items, now.list_items
    back = [item for item in new if item not in old]
    gone = [item for item in old if item not in new]
    sentences = []
    if back:
        words = translate("Announcements", "Brought back: {names}.")
        sentences.append(words.format(names=first_names(source, back)))
    if gone:
        words = translate("Announcements", "Removed again: {names}.")
        sentences.append(words.format(names=first_names(source, gone)))
    if not sentences and old != new:
        sentences.append(translate("Announcements", "My list is back in its old order."))
    return " ".join(sentences)


def _describe_place(change: StateChange) -> str:
    now = change.now
    if now.place is None:
        return translate("Announcements", "No area chosen")
    name = describe_place(now.place, now, change.names)
    if is_visible(now.place, change.atlas.outlines(now.plate).places):
        return translate("Announcements", "{region}, chosen").format(region=name)
    return translate("Announcements", "{region}, chosen; not visible from here").format(region=name)


def _describe_page(change: StateChange) -> str:
    now = change.now
    if now.page is None and now.place is not None:
        return describe_place(now.place, now, change.names)
    name = {
        None: translate("Announcements", "Start"),
        Page.REGIONS: translate("Announcements", "All areas"),
        Page.WHEN_TO_CALL: translate("Announcements", "When to call"),
        Page.ABOUT: translate("Announcements", "About Back Atlas"),
        Page.MY_LIST: translate("Announcements", "My list"),
        Page.GLOSSARY: translate("Announcements", "Glossary"),
        Page.STANDARDS: translate("Announcements", "Standards report"),
        Page.APPOINTMENT: translate("Announcements", "My appointment"),
    }[now.page]
    return translate("Announcements", "Page: {name}").format(name=name)


def _describe_topic(change: StateChange) -> str:
    """The name of the tab that shows the topic."""
    return change.names.tabs[tab_of(change.atlas, change.now.topic).id]


def _describe_list(change: StateChange) -> str:
    """What came onto the list or left it, or which item is before which after a move."""
    old, new = change.before.list_items, change.now.list_items
    if len(new) == len(old) and set(new) == set(old):
        source = _source(change)
        first = next(index for index, item in enumerate(new) if item != old[index])
        one, other = (item_name(source, item) for item in new[first : first + 2])
        text = translate("Announcements", "Moved. {one} is now before {other}")
        return text.format(one=one, other=other)
    if len(new) > len(old):
        text = translate("Announcements", "Added. On my list: {count}")
    elif len(new) < len(old):
        text = translate("Announcements", "Removed. On my list: {count}")
    else:
        text = translate("Announcements", "Changed. On my list: {count}")
    return text.format(count=len(new))


def _source(change: StateChange) -> DocumentSource:
    return DocumentSource(change.atlas, change.now.language, change.now.figure, translate)


def _describe_marks(change: StateChange) -> str:
    """The newest mark, or that one was removed."""
    before, now = change.before.marks_by_plate, change.now
    added = [mark for mark in now.marks if mark not in before.marks_on(now.plate)]
    if not added:
        text = translate("Announcements", "Mark removed. On the figure: {count}")
        return text.format(count=len(now.marks))
    newest = replace(now, marks_by_plate=NO_MARKS.with_marks_on(now.plate, (added[-1],)))
    place_at = change.atlas.outlines(now.plate).map.place_at
    mark = describe_first_marks(newest, change.names, place_at)[0]
    return translate("Announcements", "Mark: {mark}").format(mark=mark)


def _describe_figure(change: StateChange) -> str:
    name = change.names.figures[change.now.figure]
    return translate("Announcements", "Figure: {name}").format(name=name)


def _describe_build(change: StateChange) -> str:
    name = change.names.builds[change.now.build]
    return translate("Announcements", "Build: {name}").format(name=name)


def _describe_view(change: StateChange) -> str:
    name = change.names.views[change.now.view]
    return translate("Announcements", "View: {name}").format(name=name)


def _describe_skin(change: StateChange) -> str:
    number = change.now.skin.removeprefix("tone-")
    return translate("Announcements", "Skin tone {number}").format(number=number)


def _describe_text_size(change: StateChange) -> str:
    text = translate("Announcements", "Text size {percent} percent")
    return text.format(percent=change.now.text_size)


def _describe_theme(change: StateChange) -> str:
    return {
        "light": translate("Announcements", "Light theme"),
        "dark": translate("Announcements", "Dark theme"),
        "contrast": translate("Announcements", "High contrast theme"),
    }[change.now.theme]


_DESCRIPTIONS: tuple[tuple[str, Callable[[StateChange], str]], ...] = (
    ("place", _describe_place),
    ("page", _describe_page),
    ("topic", _describe_topic),
    ("list_items", _describe_list),
    ("view", _describe_view),
    ("figure", _describe_figure),
    ("build", _describe_build),
    ("skin", _describe_skin),
    ("marks_by_plate", _describe_marks),
    ("text_size", _describe_text_size),
    ("theme", _describe_theme),
)
"""The fields of the state with their descriptions, the most important one first."""
