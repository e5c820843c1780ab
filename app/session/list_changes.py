"""How the list changes: the order of its items, and lines of a person's own; pure, without Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.session.actions import AddOwnLine, EditOwnLine
from app.session.own_lines import (
    MAX_OWN_LINES,
    LineDrafts,
    clean_line,
    is_line,
    own_line_address,
    own_line_count,
)
from app.session.state import Showing


def moved_item(items: tuple[str, ...], item: str, index: int) -> tuple[str, ...]:
    """The list with an item at an index; a list without the item stays as it is."""
    if item not in items:
        return items
    others = [other for other in items if other != item]
    others.insert(min(max(index, 0), len(others)), item)
    return tuple(others)


def change_own_line(showing: Showing, action: AddOwnLine | EditOwnLine) -> Showing:
    """Add or replace a line. A line that is empty, too long or one too many changes nothing.

    A line that is on the list already is not added twice. The draft of the line is cleared.
    """
    items, drafts, text = showing.list_items, showing.line_drafts, clean_line(action.text)
    if not is_line(text):
        return showing
    address = own_line_address(text)
    if isinstance(action, AddOwnLine):
        if address not in items and own_line_count(items) >= MAX_OWN_LINES:
            return showing
        drafts = LineDrafts("", drafts.edited_item, drafts.edited_text)
        items = items if address in items else (*items, address)
    elif action.item in items:
        changed = (address if item == action.item else item for item in items)
        items = tuple(dict.fromkeys(changed))
        if drafts.edited_item == action.item:
            drafts = LineDrafts(drafts.new_text)
    return replace(showing, list_items=items, line_drafts=drafts)


def with_list_items(showing: Showing, items: tuple[str, ...]) -> Showing:
    """The state with another list.

    If the line that is being changed is gone from it, its text becomes that of a new line.
    """
    drafts = showing.line_drafts
    if drafts.edited_item and drafts.edited_item not in items:
        drafts = LineDrafts(drafts.new_text or drafts.edited_text)
    return replace(showing, list_items=items, line_drafts=drafts)


def unfinished_changes(showing: Showing) -> Iterator[AddOwnLine | EditOwnLine]:
    """The changes that put what is typed on the list, so that a handout does not lack it."""
    drafts = showing.line_drafts
    if drafts.edited_item:
        yield EditOwnLine(drafts.edited_item, drafts.edited_text)
    if drafts.new_text.strip():
        yield AddOwnLine(drafts.new_text)


def merged_drafts(before: LineDrafts, now: LineDrafts) -> LineDrafts:
    """What is typed after a start over is undone: the newer texts, or else those before."""
    edited = now if now.edited_item else before
    return LineDrafts(now.new_text or before.new_text, edited.edited_item, edited.edited_text)
