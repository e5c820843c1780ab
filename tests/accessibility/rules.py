"""What must hold for a tree of accessible objects; each rule yields one line for each problem.

They need neither AT-SPI nor Qt: `test_rules.py` tries each of them on a planted offender.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.accessibility.node import Node

MIN_SIZES = {"push button": 24, "check box": 24, "radio button": 36, "page tab": 36}
"""Least width and height of a control's box: what is painted of the smallest one of each role."""
_GROUP_ROLES = frozenset({"panel", "grouping"})
_ROW_ROLES = frozenset({"push button", "list item"})
_PICTURE_ROLES = frozenset({"image", "icon", "graphic", "animation"})
_FIGURE = "Figure:"
PUNCTUATION = " .,;:!?()\u201c\u201d\"'\n"


def nameless_stops(window: Node) -> Iterator[str]:
    """Everything that can have the focus has a name."""
    for parent, node in window.parents():
        if node.has("focusable") and not node.name.strip():
            yield f"{node.role} without a name in {parent}"


def double_names(window: Node) -> Iterator[str]:
    """A description does not repeat the name, because both are read."""
    for node in window.walk():
        if node.name and node.name == node.description:
            yield f"{node} has the same words as its description"


def nameless_groups(window: Node) -> Iterator[str]:
    """Radio buttons are in a named group, and tabs in a named list of tabs."""
    for parent, node in window.parents():
        if node.role == "radio button" and not (parent.role in _GROUP_ROLES and parent.name):
            yield f"{node} is in {parent}, expected a panel with a name"
        if node.role == "page tab" and not (parent.role == "page tab list" and parent.name):
            yield f"{node} is in {parent}, expected a page tab list with a name"


def wrong_choices(window: Node) -> Iterator[str]:
    """One tab of a list of tabs is selected, and at most one radio button of a group is checked."""
    for parent in window.walk():
        tabs = [node for node in parent.children if node.role == "page tab"]
        selected = [tab.name for tab in tabs if tab.has("selected")]
        if tabs and len(selected) != 1:
            yield f"selected tabs of {parent}: found {selected}, expected one"
        radios = [node for node in parent.children if node.role == "radio button"]
        checked = [radio.name for radio in radios if radio.has("checked")]
        if len(checked) > 1:
            yield f"checked in {parent}: found {checked}, expected one"


def small_boxes(window: Node) -> Iterator[str]:
    """A box is as large as what is painted, for magnifiers and switches."""
    for node in window.walk():
        box, least = node.box, MIN_SIZES.get(node.role, 0)
        if not box.is_empty and min(box.width, box.height) < least:
            yield f"box of {node}: found {box.width}x{box.height}, expected at least {least}"


def nameless_pictures(window: Node) -> Iterator[str]:
    """A picture has a text."""
    for parent, node in window.parents():
        if node.role in _PICTURE_ROLES and not (node.name or node.description):
            yield f"{node.role} without a text in {parent}"


def wrong_focus(window: Node) -> Iterator[str]:
    """Exactly one object has the focus, and it has a name."""
    focused = [node for node in window.walk() if node.has("focused")]
    if len(focused) != 1:
        yield f"found focused {[str(node) for node in focused]}, expected one object"
    for node in focused:
        if not node.name.strip():
            yield f"the focus is on a {node.role} without a name"


def wrong_selection(window: Node, chosen: str) -> Iterator[str]:
    """Of the regions in a list only the chosen one is selected, none if `chosen` is empty."""
    for node in window.walk():
        if node.role != "list item":
            continue
        is_chosen = bool(chosen) and node.name.startswith(chosen)
        if node.has("selected") != is_chosen:
            state = "selected" if node.has("selected") else "not selected"
            yield f"{node} is {state}, chosen is '{chosen}'"


def wrong_positions(window: Node) -> Iterator[str]:
    """The order of the tree is the order on the screen: what is above or left comes first.

    Two objects side by side in columns of their own are in any order of rows. The regions on the
    figure are a map, not a text, and are exempt; so is the figure beside the controls over it.
    """
    for parent in window.walk():
        if parent.name.startswith(_FIGURE):
            continue
        shown = [
            child
            for child in parent.children
            if not child.box.is_empty and not child.name.startswith(_FIGURE)
        ]
        for index, first in enumerate(shown):
            for second in shown[index + 1 :]:
                if second.box.is_above(first.box) or second.box.is_left_of(first.box):
                    yield f"{_label(first)} comes before {_label(second)} in the tree"


def _label(node: Node) -> str:
    """A node by its name, else by the first name in it, and where it is."""
    named = next((one for one in node.walk() if one.name or one.text), node)
    words = named.name or named.text[:40]
    return f"{node.role} '{words[:50]}' at {node.box.x},{node.box.y}"


def wrong_tab_order(window: Node, stops: Sequence[object]) -> Iterator[str]:
    """Tab goes through the tree from its start to its end; `stops` are the sources of nodes."""
    nodes = list(window.walk())
    places = {node.source: index for index, node in enumerate(nodes)}
    known = [places[stop] for stop in stops if stop in places]
    if len(known) < len(stops):
        yield f"{len(stops) - len(known)} of {len(stops)} stops are not in the tree"
    if not known:
        yield "found no stop"
        return
    start = known.index(min(known))  # the walk may have begun in the middle
    ordered = [*known[start:], *known[:start]]
    for before, after in pairwise(ordered):
        if after < before:
            yield f"Tab goes from {nodes[before]} back to {nodes[after]}"


def wrong_radio_entry(window: Node, stops: Sequence[object]) -> Iterator[str]:
    """Tab enters a group at its checked radio button."""
    entered: set[int] = set()
    for parent, node in window.parents():
        if node.role != "radio button" or id(parent) in entered or node.source not in stops:
            continue
        entered.add(id(parent))
        checked = [radio for radio in parent.children if radio.has("checked")]
        if checked and node not in checked:
            yield f"Tab enters {parent} at {node}, expected {checked[0]}"


def wrong_headings(window: Node, title: str) -> Iterator[str]:
    """The title of a region is a heading, and every heading has a name and a level."""
    headings = window.all("heading")
    names = [heading.name for heading in headings]
    if title not in names:
        yield f"found headings {names}, expected '{title}' among them"
    if len(names) < 2:
        yield f"found {len(names)} headings, expected the title and one for each part"
    for heading in headings:
        if not heading.name.strip():
            yield f"heading without a name, described as '{heading.description}'"
        if not re.search(r"\d", heading.description):
            yield f"level of {heading}: found '{heading.description}', expected a number"


def wrong_tables(window: Node, min_rows: int) -> Iterator[str]:
    """There is a table with rows that have cells or names.

    Rows that can be pressed cannot be in a table of Qt: a named list or group of them is as good.
    """
    counts = {str(node): _count_rows(node) for node in window.walk() if node.name.strip()}
    longest = max(counts, key=lambda found: counts[found], default="none")
    if counts.get(longest, 0) < min_rows:
        yield f"rows of {longest}: found {counts.get(longest, 0)}, expected at least {min_rows}"
    for table in window.all("table"):
        if not table.name.strip():
            yield "table without a name"


def _count_rows(node: Node) -> int:
    """The rows with a name, or with a cell that has one, of a table, a list or a group."""
    if node.role in _GROUP_ROLES | {"list"}:
        rows = [child for child in node.children if child.role in _ROW_ROLES]
        return sum(bool(row.name.strip()) for row in rows)
    if node.role != "table":
        return 0
    rows = [row for row in node.walk() if row.role == "table row"]
    return sum(any(cell.name.strip() for cell in row.walk()) for row in rows)


def third_word(paragraph: str) -> str:
    """The third word of a paragraph, without the punctuation around it."""
    words = paragraph.split()
    return words[2].strip(PUNCTUATION) if len(words) > 2 else ""


def second_paragraph(text: str) -> tuple[int, str]:
    """Offset and words of the second paragraph of a text; ("" if there is none)."""
    found = [(m.start(), m[0]) for m in re.finditer(r"[^\n\u2029]+", text) if m[0].strip()]
    return found[1] if len(found) > 1 else (0, "")


def wrong_announcements(said: Sequence[str], word: str) -> Iterator[str]:
    """A change is said exactly once, in words that name it."""
    if len(said) != 1:
        yield f"found {list(said)}, expected one announcement or change of description"
    elif word.lower() not in said[0].lower():
        yield f"found '{said[0]}', expected '{word}' in it"


def wrong_toggle(state: str, before: bool, pressed: bool, released: bool) -> Iterator[str]:
    """A state is off, on after a press, and off again after another press."""
    found = [before, pressed, released]
    if found != [False, True, False]:
        yield f"'{state}' before, after one and after two presses: found {found}"


def restless(used_cpu_s: float, seconds: float) -> Iterator[str]:
    """A window that nothing happens in needs no processor; a loop delays each answer."""
    if used_cpu_s > 0.2 * seconds:
        yield f"used {used_cpu_s:.2f} s of the processor in {seconds:.1f} s without input"


def wrong_dialog(dialog: Node) -> Iterator[str]:
    """A dialog has its role, a name, and is modal."""
    if dialog.role != "dialog":
        yield f"role of {dialog}: expected dialog"
    if not dialog.name.strip():
        yield "dialog without a name"
    if not dialog.has("modal"):
        yield f"{dialog} is not modal"
