"""The named checks, in the order in which they run; each yields one line for each problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.accessibility import rules
from tests.accessibility.node import Node
from tests.accessibility.reader import ScreenReader

REGION, TITLE = "Love handles, left", "Love handles"
_REST_S = 0.4
_LIST_BUTTONS = ("On my list", "Add to my list")
_WAYS_TO_WORDS = (("Tab",), ("F6",), ("Tab", "Tab"), ("F6", "Tab"), ("F6", "F6"))

Problems = Iterator[str]


@dataclass(frozen=True)
class Check:
    """A check with the name that is printed for it."""

    name: str
    run: Callable[[ScreenReader], Problems]


@dataclass(frozen=True)
class Scene:
    """One start of the program, and the checks that run in it one after another."""

    arguments: tuple[str, ...]
    checks: tuple[Check, ...]


# The start page


def application_name(reader: ScreenReader) -> Problems:
    if (name := reader.program.application.get_name()) != "Back Atlas":
        yield f"found '{name}', expected 'Back Atlas'"


def first_focus(reader: ScreenReader) -> Problems:
    yield from rules.wrong_focus(reader.read("start"))


def nothing_selected(reader: ScreenReader) -> Problems:
    yield from rules.wrong_selection(reader.read(), "")


def tab_at_start(reader: ScreenReader) -> Problems:
    yield from _tab_walk(reader, "start")


def radio_entry(reader: ScreenReader) -> Problems:
    reader.focus(reader.find("text", "Search"))
    stops = reader.walk_by_tab()
    yield from rules.wrong_radio_entry(reader.read(), stops)


def arrows_stay(reader: ScreenReader) -> Problems:
    for name in ("Text size and theme", "Zoom in"):
        button = reader.find("push button", name)
        reader.focus(button)
        stop = reader.stop_after("Down", "Right", "Up", "Left")
        if stop is not None:
            yield f"arrow keys go from {button} to '{stop.get_name()}'"


def list_focus_is_not_a_choice(reader: ScreenReader) -> Problems:
    reader.press(reader.find("push button", "All eight areas as a list"))
    reader.focus(reader.find("list", "Areas"))
    reader.program.keys("Down")
    yield from rules.wrong_selection(reader.read("list with the focus"), "")
    reader.program.keys("Escape")


def checked_state(reader: ScreenReader) -> Problems:
    reader.press(reader.find("push button", "Figure"))
    man = reader.find("radio button", "Man")
    before = "checked" in reader.states(man)
    reader.press(man)
    pressed = "checked" in reader.states(man)
    reader.press(reader.find("radio button", "Woman"))
    yield from rules.wrong_toggle("checked", before, pressed, "checked" in reader.states(man))
    reader.program.keys("Escape")


def appointment(reader: ScreenReader) -> Problems:
    """From the first page to a handout by four presses; then the list is emptied again."""
    reader.press(reader.find("push button", "I have an appointment"))
    area = reader.find("check box", "Small of the back")
    states = ["checked" in reader.states(area)]
    reader.press(area)
    states.append("checked" in reader.states(area))
    if states != [False, True]:
        yield f"'checked' before and after a press: found {states}"
    yield from rules.wrong_headings(reader.read("appointment"), "I have an appointment")
    reader.press(reader.find("push button", "Add to my list: Do I need an MRI scan"))
    reader.press(reader.find("push button", "Make a handout"))
    yield from rules.wrong_dialog(reader.find("dialog"))
    reader.program.keys("Escape")
    reader.press(reader.find("push button", "On my list: Do I need an MRI scan"))
    reader.press(area)
    if "checked" in reader.states(area):
        yield "the area is still checked after a second press"
    reader.press(reader.find("push button", "Close"))  # the message that offers to undo it
    reader.program.keys("Escape")


# One change, said once


def page_said(reader: ScreenReader) -> Problems:
    said = reader.heard_at_press("push button", "When to call")
    yield from rules.wrong_announcements(said, "When to call")
    reader.read("when to call")
    reader.program.keys("Escape")


def search_said(reader: ScreenReader) -> Problems:
    reader.focus(reader.find("text", "Search"))
    said = reader.heard(lambda: reader.program.type_keys("h", "a", "n", "d", "l", "e"))
    yield from rules.wrong_announcements(said[-1:], "1")
    if len(said) > 6:
        yield f"found {len(said)} announcements for six letters"
    reader.read("search")
    reader.program.keys("Escape", "Escape")


def search_rows(reader: ScreenReader) -> Problems:
    """What is found is a list of rows with names, which the arrow keys reach and a press opens."""
    reader.focus(reader.find("text", "Find", "Search"))
    reader.program.type_keys("s", "e", "r", "o", "m", "a")
    names = [row.name for row in reader.find("list", "Results").all("list item")]
    if len(names) < 2 or not names[0].startswith("Seroma, A pocket of clear fluid"):
        yield f"rows of the search: found {names}, expected the word and its topic"
    reader.program.keys("Down")
    rows = reader.read("row of a search").all("list item")
    if [row.name for row in rows if row.has("focused")] != names[1:2]:
        yield "the second row does not have the focus, although Enter would open the first"
    reader.program.keys("Up")
    reader.program.keys("Return")
    if not any("Glossary" in node.name for node in reader.read("word").all("heading")):
        yield "a press on the word did not open the glossary"
    reader.program.keys("Escape")


def theme_said(reader: ScreenReader) -> Problems:
    reader.press(reader.find("push button", "Text size"))
    yield from rules.wrong_announcements(reader.heard_at_press("radio button", "Dark"), "dark")
    reader.press(reader.find("radio button", "Light"))
    reader.program.keys("Escape")


def text_size_said(reader: ScreenReader) -> Problems:
    reader.press(reader.find("push button", "Text size"))
    said = reader.heard_at_press("radio button", "115")
    yield from rules.wrong_announcements(said, "115")
    reader.program.keys("Escape", "ctrl+minus")


def figure_said(reader: ScreenReader) -> Problems:
    reader.press(reader.find("push button", "Figure"))
    yield from rules.wrong_announcements(reader.heard_at_press("radio button", "Man"), "Man")
    reader.press(reader.find("radio button", "Woman"))
    reader.program.keys("Escape")


def view_said(reader: ScreenReader) -> Problems:
    said = reader.heard_at_press("radio button", "From the left")
    yield from rules.wrong_announcements(said, "From the left")
    reader.press(reader.find("radio button", "Back"))


def region_said(reader: ScreenReader) -> Problems:
    said = reader.heard_at_press("push button", REGION)
    yield from rules.wrong_announcements(said, "chosen")


def tab_said(reader: ScreenReader) -> Problems:
    """The focus goes to the tab with the arrow keys, and is heard there."""
    reader.press(reader.find("page tab", "Overview"))
    reader.focus(reader.find("page tab list"))
    said = reader.heard(lambda: reader.program.type_keys("Right"), with_focus=True)
    yield from rules.wrong_announcements(said, reader.read().all("page tab")[1].name)


def list_said(reader: ScreenReader) -> Problems:
    said = reader.heard_at_press("check box", *_LIST_BUTTONS)
    yield from rules.wrong_announcements(said, "list")
    reader.program.type_keys("space")


def kept_state(reader: ScreenReader) -> Problems:
    button = reader.find("check box", *_LIST_BUTTONS)
    states = []
    for _ in range(3):
        states.append("checked" in reader.states(button))
        reader.press(button)
    reader.press(button)
    yield from rules.wrong_toggle("checked", *states)


# My list


def list_rows(reader: ScreenReader) -> Problems:
    """A line of one's own is added to the chosen region; both are rows with a place and a name."""
    button = reader.find("check box", *_LIST_BUTTONS)
    if "checked" not in reader.states(button):
        reader.press(button)
    reader.press(reader.find("push button", "My list"))
    reader.focus(reader.find("text", "Add a line"))
    reader.program.type_keys("a", "b", "c", "Return")
    rows = [node for node in reader.read("my list").walk() if node.role == "list item"]
    expected = [f"1 of 2: {REGION}", "2 of 2: abc"]
    if (names := [row.name for row in rows]) != expected:
        yield f"found rows {names}, expected {expected}"
    for row in rows:
        names = [node.name for node in row.all("push button")]
        name = row.name.partition(": ")[2]
        for expected_name in (f"Move {name} up", f"Move {name} down", f"Remove {name}"):
            if expected_name not in names:
                yield f"{row} has no '{expected_name}', but {names}"


def move_said(reader: ScreenReader) -> Problems:
    said = reader.heard_at_press("push button", "Move abc up")
    yield from rules.wrong_announcements(said, "abc is now before")
    reader.focus(reader.find("push button", "Remove abc"))
    said = reader.heard(lambda: reader.program.type_keys("alt+Down"))
    yield from rules.wrong_announcements(said, "is now before abc")


def removal_said(reader: ScreenReader) -> Problems:
    said = reader.heard_at_press("push button", "Remove abc")
    yield from rules.wrong_announcements(said, "Removed")
    reader.press(reader.find("push button", f"Open {REGION}"))


def undo_said(reader: ScreenReader) -> Problems:
    """What is taken off the list is said once, and a button of the message brings it back."""
    if "checked" not in reader.states(reader.find("check box", *_LIST_BUTTONS)):
        reader.press(reader.find("check box", *_LIST_BUTTONS))
    said = reader.heard_at_press("check box", *_LIST_BUTTONS)
    yield from rules.wrong_announcements(said, "removed")
    undo = reader.find("push button", "Undo")
    if "removed" not in undo.description.lower():
        yield f"description of {undo}: found '{undo.description}', expected what it undoes"
    if reader.search("push button", "Close") is None:
        yield "the message cannot be closed"
    reader.press(undo)
    if "checked" not in reader.states(reader.find("check box", *_LIST_BUTTONS)):
        yield "the region is not back on the list"
    reader.press(reader.find("check box", *_LIST_BUTTONS))


# A region


def two_keys_to_words(reader: ScreenReader) -> Problems:
    button = reader.find("push button", REGION)
    ends = []
    for keys in _WAYS_TO_WORDS:
        reader.focus(button)
        focused = reader.reach(*keys)
        if focused.is_reading_text:
            return
        ends.append(f"{'+'.join(keys)}: {focused}")
    yield f"expected its first words by two keys, found {'; '.join(ends)}"


def chosen_in_list(reader: ScreenReader) -> Problems:
    """The list is shown beside a search, which a chosen region outlives."""
    button = reader.search("push button", "All regions")
    if button is not None:
        reader.press(button)
        yield from rules.wrong_selection(reader.read("all regions"), TITLE)
        reader.program.keys("Escape")


def headings(reader: ScreenReader) -> Problems:
    yield from rules.wrong_headings(reader.read("region"), TITLE)


def tabs(reader: ScreenReader) -> Problems:
    names = [tab.name for tab in reader.read().all("page tab")]
    if not 2 <= len(names) <= 6:
        yield f"found tabs {names}, expected two to six"


def third_word(reader: ScreenReader) -> Problems:
    texts = [node for node in reader.read().walk() if node.is_reading_text]
    found = [(node, rules.second_paragraph(node.text)) for node in texts]
    node, (start, paragraph) = next(((n, p) for n, p in found if p[1]), (None, (0, "")))
    if node is None:
        yield f"of {len(texts)} texts none has two paragraphs"
        return
    words = _words(node.source.get_text_iface(), start)
    if words[2] != (expected := rules.third_word(paragraph)):
        yield f"third word of '{paragraph[:40]}': found {words}, expected '{expected}'"


def _words(text: Any, start: int) -> list[str]:
    """The first three words from a place in a text, read as a person does, one after another."""
    from gi.repository import Atspi

    words, at, end = [], start, start
    while len(words) < 3 and at < text.get_character_count():
        piece = text.get_string_at_offset(at, Atspi.TextGranularity.WORD)
        if piece.end_offset > end and piece.content.strip(rules.PUNCTUATION):
            words.append(piece.content.strip(rules.PUNCTUATION))
        end = max(end, piece.end_offset)
        at = max(at + 1, end)
    return [*words, "", "", ""]


def read_only(reader: ScreenReader) -> Problems:
    for node in reader.read().walk():
        if node.text and node.has("editable") and not node.name.startswith("Find"):
            yield f"{node} can be edited"


def every_tab(reader: ScreenReader) -> Problems:
    """Opens every tab and keeps its tree for the checks that follow."""
    opened = reader.read().all("page tab")
    if not opened:
        yield "found no tab to open"
    for tab in opened:
        reader.press(tab)
        reader.used_cpu[tab.name] = _least_cpu(reader)
        reader.read(tab.name)


def _least_cpu(reader: ScreenReader) -> float:
    """The processor that is used while nothing happens; what is created late may take a while."""
    used = [reader.program.used_cpu(_REST_S)]
    while any(rules.restless(used[-1], _REST_S)) and len(used) < 6:
        used.append(reader.program.used_cpu(_REST_S))
    return used[-1]


def rest(reader: ScreenReader) -> Problems:
    for name, used in reader.used_cpu.items():
        yield from (f"{name}: {problem}" for problem in rules.restless(used, _REST_S))


def selected_tab(reader: ScreenReader) -> Problems:
    for name in reader.used_cpu:
        tab = _kept(reader, name).find("page tab", name)
        if tab is None or not tab.has("selected"):
            yield f"{tab} is not selected after a press"


def folds(reader: ScreenReader) -> Problems:
    for name in ("Overview", "Risks"):
        reader.press(reader.find("page tab", name))
        found = next((n for n in reader.read().walk() if n.has("expandable")), None)
        if found is None:
            yield f"{name}: found nothing that can be expanded"
            continue
        states = ["expanded" in reader.states(found)]
        for _ in range(2):
            reader.press(found)
            states.append("expanded" in reader.states(found))
        yield from (f"{name}, {found}: {p}" for p in rules.wrong_toggle("expanded", *states))


def risk_table(reader: ScreenReader) -> Problems:
    yield from rules.wrong_tables(_kept(reader, "Risks"), 6)


def option_table(reader: ScreenReader) -> Problems:
    yield from rules.wrong_tables(_kept(reader, "Options"), 8)


def tab_in_risks(reader: ScreenReader) -> Problems:
    reader.press(reader.find("page tab", "Risks"))
    yield from _tab_walk(reader, "Risks, filled")


# Everything that was shown


def everywhere(rule: Callable[[Node], Problems]) -> Callable[[ScreenReader], Problems]:
    """The check of a rule for every tree that was kept."""

    def run(reader: ScreenReader) -> Problems:
        for shown, tree in reader.trees.items():
            yield from (f"{shown}: {problem}" for problem in rule(tree))

    return run


# Presenting


def choice_dialog(reader: ScreenReader) -> Problems:
    reader.press(reader.find("check box", "Side by side"))
    yield from rules.wrong_dialog(reader.read("dialog"))
    yield from rules.wrong_focus(reader.read())
    reader.program.keys("Escape")


def keys_dialog(reader: ScreenReader) -> Problems:
    """The list of keys is a dialog, whose first words, those of presenting, have the focus."""
    reader.program.keys("F1")
    dialog = reader.read("keys")
    yield from rules.wrong_dialog(dialog)
    yield from rules.nameless_stops(dialog)
    focused = next((node for node in dialog.walk() if node.has("focused")), None)
    words = "" if focused is None else focused.source.get_text_iface().get_text(0, -1)
    if "F5" not in words:
        yield f"text with the focus: found '{words[:40]}', expected the keys of presenting"
    reader.program.keys("Escape")


def audience_window(reader: ScreenReader) -> Problems:
    reader.program.keys("F5")
    windows = reader.program.windows()
    roles = [window.get_role_name() for window in windows]
    if roles != ["frame", "frame"]:
        yield f"roles of the two windows: found {roles}, expected two frames"


def mark_said(reader: ScreenReader) -> Problems:
    reader.focus(reader.find("push button", REGION))
    said = reader.heard(lambda: reader.program.type_keys("ctrl+m"))
    yield from rules.wrong_announcements(said, "mark")


def curtain_said(reader: ScreenReader) -> Problems:
    said = reader.heard(lambda: reader.program.type_keys("F9"))
    yield from rules.wrong_announcements(said, "curtain")


# A kiosk


def staff_dialog(reader: ScreenReader) -> Problems:
    reader.program.keys(*["Escape"] * 5)
    dialog = reader.find("dialog")
    yield from rules.wrong_dialog(dialog)
    yield from rules.wrong_positions(dialog)
    reader.read("staff PIN")
    for name in ("Zoom in", "Start over"):
        behind = next(n for n in reader.trees["staff PIN"].walk() if n.name.startswith(name))
        if behind.has("enabled"):
            yield f"{behind} behind the dialog can be pressed"
    reader.program.keys("Escape")


def kiosk_window(reader: ScreenReader) -> Problems:
    window = reader.read("kiosk")
    if (window.role, window.name) != ("frame", "Back Atlas"):
        yield f"found {window}, expected frame 'Back Atlas'"


def _kept(reader: ScreenReader, name: str) -> Node:
    if name not in reader.trees:
        raise LookupError(f"the tab '{name}' was not found")
    return reader.trees[name]


def _tab_walk(reader: ScreenReader, shown: str) -> Problems:
    reader.focus(reader.find("text", "Search"))
    stops = reader.walk_by_tab()
    tree = reader.read(shown)
    yield from rules.wrong_tab_order(tree, stops)
    yield from (
        f"stop {number} is a {stop.get_role_name()} without a name"
        for number, stop in enumerate(stops, start=1)
        if not stop.get_name().strip()
    )


EXPLORE = Scene(
    ("explore",),
    (
        Check("the application is called Back Atlas", application_name),
        Check("the first focus has a name", first_focus),
        Check("no region is selected at the start", nothing_selected),
        Check("Tab follows the tree, every stop has a name", tab_at_start),
        Check("Tab enters a group at its checked button", radio_entry),
        Check("arrow keys do not walk between buttons", arrows_stay),
        Check("the focus in the list selects nothing", list_focus_is_not_a_choice),
        Check("checked is true before and after a press", checked_state),
        Check("an appointment leads to a handout", appointment),
        Check("a page is said once", page_said),
        Check("the count of a search is said once", search_said),
        Check("what a search finds is a list that opens", search_rows),
        Check("a theme is said once", theme_said),
        Check("a text size is said once", text_size_said),
        Check("a figure is said once", figure_said),
        Check("a view is said once", view_said),
        Check("a region is said once", region_said),
        Check("two keys lead from a region to its words", two_keys_to_words),
        Check("only the chosen region is selected in the list", chosen_in_list),
        Check("headings are headings", headings),
        Check("a text can be read word by word", third_word),
        Check("text cannot be edited", read_only),
        Check("at most six tabs", tabs),
        Check("every tab opens", every_tab),
        Check("the open tab is selected", selected_tab),
        Check("every tab rests", rest),
        Check("a tab is said once", tab_said),
        Check("a change of the list is said once", list_said),
        Check("the list button is checked when it is on the list", kept_state),
        Check("My list has a row for each item", list_rows),
        Check("a moved row is said once", move_said),
        Check("a removed row is said once", removal_said),
        Check("what is taken off the list is said once and comes back", undo_said),
        Check("expanded is true before and after a press", folds),
        Check("the risks are a table", risk_table),
        Check("the options are a table", option_table),
        Check("Tab follows the tree when a topic has filled", tab_in_risks),
        Check("the tree follows the screen", everywhere(rules.wrong_positions)),
        Check("everything focusable has a name", everywhere(rules.nameless_stops)),
        Check("groups and lists of tabs have names", everywhere(rules.nameless_groups)),
        Check("one of a group is chosen", everywhere(rules.wrong_choices)),
        Check("boxes are as large as painted", everywhere(rules.small_boxes)),
        Check("nothing is read twice", everywhere(rules.double_names)),
        Check("pictures have a text", everywhere(rules.nameless_pictures)),
    ),
)
PRESENT = Scene(
    ("present", "--region", "flank", "--side", "left"),
    (
        Check("a dialog is a dialog", choice_dialog),
        Check("the list of keys is a dialog with text", keys_dialog),
        Check("the audience window is a window", audience_window),
        Check("a mark is said once", mark_said),
        Check("the curtain is said once", curtain_said),
    ),
)
KIOSK = Scene(
    ("kiosk", "--alone"),
    (
        Check("the kiosk is a window", kiosk_window),
        Check("the dialog of the staff PIN is a dialog", staff_dialog),
        Check("everything focusable in a kiosk has a name", everywhere(rules.nameless_stops)),
        Check("groups in a kiosk have names", everywhere(rules.nameless_groups)),
    ),
)
SCENES = (EXPLORE, PRESENT, KIOSK)
