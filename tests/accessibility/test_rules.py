"""Each rule for what a screen reader finds, tried on a window that keeps it and on offenders."""

from __future__ import annotations

import pytest

from tests.accessibility import rules
from tests.accessibility.node import Box, Node, TreeReader

FOCUSABLE = frozenset({"focusable"})
LEFT, RIGHT, BELOW = Box(0, 0, 100, 40), Box(110, 0, 100, 40), Box(0, 50, 210, 40)


def node(role="push button", name="Go", *children, states=(), box=LEFT, description="", text=""):
    made = Node(role, name, description, frozenset(states), box, text, children=list(children))
    made.source = name
    return made


def radios(*checked, role="panel", name="Build"):
    made = [node("radio button", key, states=FOCUSABLE) for key in ("Leaner", "Average", "Fuller")]
    for radio in made:
        radio.states |= {"checked"} if radio.name in checked else frozenset()
    return node("frame", "Window", node(role, name, *made))


def tabs(*selected, role="page tab list", name="Topics"):
    made = [node("page tab", key) for key in ("Overview", "Risks")]
    for tab in made:
        tab.states |= {"selected"} if tab.name in selected else frozenset()
    return node("frame", "Window", node(role, name, *made))


def window(*children):
    return node("frame", "Window", *children)


def headings(*found):
    return window(*(node("heading", name, description=level) for name, level in found))


def table(rows=2, cells=2, name="Risks"):
    def row():
        return node("table row", "", *(node("table cell", "1") for _ in range(cells)))

    return window(node("table", name, *(row() for _ in range(rows))))


def rows(role, name="Risks", row="Burn"):
    return window(node(role, name, node("push button", row), node("push button", row)))


PASSING = [
    (rules.nameless_stops, (window(node(states=FOCUSABLE)),)),
    (rules.nameless_stops, (window(node(name="")),)),
    (rules.double_names, (window(node(description="what it does")),)),
    (rules.nameless_groups, (radios("Average"),)),
    (rules.nameless_groups, (tabs("Risks"),)),
    (rules.wrong_choices, (radios(),)),
    (rules.wrong_choices, (tabs("Risks"),)),
    (rules.small_boxes, (window(node(), node("label", "tiny", box=Box(0, 0, 9, 9))),)),
    (
        rules.nameless_pictures,
        (window(node("image", "Back"), node("icon", "", description="x")),),
    ),
    (rules.wrong_focus, (window(node(states={"focused"})),)),
    (rules.wrong_selection, (window(node("list item", "Bra line")), "")),
    (rules.wrong_selection, (window(node("list item", "Bra line", states={"selected"})), "Bra")),
    (rules.wrong_positions, (window(node(), node(box=RIGHT), node(box=BELOW)),)),
    # columns side by side, each from top to bottom
    (rules.wrong_positions, (window(node(box=Box(0, 90, 50, 9)), node(box=Box(60, 0, 50, 9))),)),
    (rules.wrong_positions, (node("panel", "Figure: Woman", node(box=BELOW), node()),)),
    (rules.wrong_tab_order, (window(node(name="a"), node(name="b")), ["a", "b"])),
    (rules.wrong_tab_order, (window(node(name="a"), node(name="b")), ["b", "a"])),
    (rules.wrong_radio_entry, (radios("Average"), ["Average"])),
    (rules.wrong_radio_entry, (radios(), ["Leaner"])),
    (rules.wrong_headings, (headings(("Bra line", "Level 1"), ("What?", "Level 2")), "Bra line")),
    (rules.wrong_tables, (table(), 2)),
    (rules.wrong_tables, (rows("panel"), 2)),
    (rules.wrong_tables, (rows("list"), 2)),
    (rules.restless, (0.05, 0.5)),
    (rules.wrong_announcements, (["115 percent"], "115")),
    (rules.wrong_toggle, ("expanded", False, True, False)),
    (rules.wrong_dialog, (node("dialog", "Compare", states={"modal"}),)),
]
FAILING = [
    (rules.nameless_stops, (window(node(name=" ", states=FOCUSABLE)),)),
    (rules.double_names, (window(node("text", "Find", description="Find")),)),
    (rules.nameless_groups, (radios("Average", role="filler"),)),
    (rules.nameless_groups, (radios("Average", name=""),)),
    (rules.nameless_groups, (tabs("Risks", role="panel"),)),
    (rules.nameless_groups, (tabs("Risks", name=""),)),
    (rules.wrong_choices, (radios("Average", "Fuller"),)),
    (rules.wrong_choices, (tabs(),)),
    (rules.wrong_choices, (tabs("Risks", "Overview"),)),
    (rules.small_boxes, (window(node("radio button", box=Box(0, 0, 58, 26))),)),
    (rules.small_boxes, (window(node(box=Box(0, 0, 14, 44))),)),
    (rules.nameless_pictures, (window(node("image", "")),)),
    (rules.wrong_focus, (window(node()),)),
    (rules.wrong_focus, (window(node(states={"focused"}), node(states={"focused"})),)),
    (rules.wrong_focus, (window(node(name="", states={"focused"})),)),
    (rules.wrong_selection, (window(node("list item", "Neck", states={"selected"})), "")),
    (rules.wrong_selection, (window(node("list item", "Neck", states={"selected"})), "Bra line")),
    (rules.wrong_selection, (window(node("list item", "Bra line")), "Bra line")),
    (rules.wrong_positions, (window(node(box=BELOW), node()),)),
    (rules.wrong_positions, (window(node(box=RIGHT), node()),)),
    (rules.wrong_positions, (window(node("panel", "", node(box=BELOW), node())),)),
    (rules.wrong_tab_order, (window(*map(node, "pqr", "abc")), ["a", "c", "b"])),
    (rules.wrong_tab_order, (window(node(name="a")), ["a", "gone"])),
    (rules.wrong_tab_order, (window(node(name="a")), [])),
    (rules.wrong_radio_entry, (radios("Average"), ["Leaner", "Average"])),
    (rules.wrong_headings, (headings(("What?", "Level 2"), ("Why?", "Level 2")), "Bra line")),
    (rules.wrong_headings, (headings(("Bra line", "Level 1")), "Bra line")),
    (rules.wrong_headings, (headings(("Bra line", "1"), ("Why?", "")), "Bra line")),
    (rules.wrong_headings, (headings(("Bra line", "1"), ("", "2")), "Bra line")),
    (rules.wrong_tables, (window(node("panel", "Risks")), 2)),
    (rules.wrong_tables, (rows("filler"), 2)),
    (rules.wrong_tables, (rows("panel", name=""), 2)),
    (rules.wrong_tables, (rows("panel", row=" "), 2)),
    (rules.restless, (0.2, 0.5)),
    (rules.wrong_tables, (table(rows=1), 2)),
    (rules.wrong_tables, (table(cells=0), 2)),
    (rules.wrong_tables, (table(name=""), 2)),
    (rules.wrong_announcements, ([], "115")),
    (rules.wrong_announcements, (["115 percent", "115 percent"], "115")),
    (rules.wrong_announcements, (["chosen"], "115")),
    (rules.wrong_toggle, ("expanded", False, False, False)),
    (rules.wrong_toggle, ("expanded", True, True, True)),
    (rules.wrong_dialog, (node("frame", "Compare", states={"modal"}),)),
    (rules.wrong_dialog, (node("dialog", "", states={"modal"}),)),
    (rules.wrong_dialog, (node("dialog", "Compare"),)),
]


@pytest.mark.parametrize(("rule", "given"), PASSING)
def test_a_window_that_keeps_a_rule_has_no_problem(rule, given):
    assert list(rule(*given)) == []


@pytest.mark.parametrize(("rule", "given"), FAILING)
def test_a_planted_offender_is_found(rule, given):
    assert list(rule(*given)) != []


def test_every_rule_has_a_planted_offender():
    public = {
        value
        for name, value in vars(rules).items()
        if callable(value) and getattr(value, "__module__", "") == rules.__name__
        if not name.startswith("_")
    }
    words = {rules.third_word, rules.second_paragraph}
    assert public - words == {rule for rule, _ in FAILING} == {rule for rule, _ in PASSING}


def test_the_third_word_is_found_without_punctuation():
    start, paragraph = rules.second_paragraph("A title\n\nLaser, then (heat) melts it.\nMore.")
    assert (start, paragraph) == (9, "Laser, then (heat) melts it.")
    assert rules.third_word(paragraph) == "heat"


def test_a_text_of_one_paragraph_has_no_second():
    assert rules.second_paragraph("Only one.\n") == (0, "")


class FakeState:
    """A state as AT-SPI gives it."""

    def __init__(self, nick):
        self.value_nick = nick


class FakeSource:
    """An object as AT-SPI gives it."""

    def __init__(self, name, *children, states=("showing",)):
        self.name, self.children, self.states = name, children, states

    def get_role_name(self):
        return "panel"

    def get_name(self):
        return self.name

    def get_description(self):
        return ""

    def get_interfaces(self):
        return []

    def get_child_count(self):
        return len(self.children)

    def get_child_at_index(self, index):
        return self.children[index]

    def get_state_set(self):
        return self

    def get_states(self):
        return [FakeState(nick) for nick in self.states]


def test_what_is_hidden_is_left_out_of_a_snapshot():
    hidden = FakeSource("c", FakeSource("d"), states=())
    tree = TreeReader().read(FakeSource("a", FakeSource("b"), hidden))
    assert [found.name for found in tree.walk()] == ["a", "b"]
