"""Uses the program as a person with a screen reader does: by keys, and by what AT-SPI reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.accessibility.desktop import FOCUSED, ObservedProgram
from tests.accessibility.node import Node, TreeReader, states_of

_PRESS = ("press", "toggle", "check")
_ANNOUNCEMENT = "object:announcement"
_DESCRIPTION = "object:property-change:accessible-description"
_NAME = "object:property-change:accessible-name"
_FOCUS_TIMEOUT_S, _SPEECH_TIMEOUT_S = 0.6, 1.5
_MAX_STOPS = 150


class ScreenReader:
    """Reads the active window of a program, presses what is in it, and listens.

    `trees` are the snapshots that were kept, with the name of what was shown, and `used_cpu` are
    the seconds of the processor that the program used then without input.
    """

    def __init__(self, program: ObservedProgram) -> None:
        self.program = program
        self.trees: dict[str, Node] = {}
        self._reader = TreeReader()
        self._focused: Any = None
        self._words: dict[str, str] = {}
        self.used_cpu: dict[str, float] = {}

    def read(self, keep_as: str = "") -> Node:
        """A snapshot of the active window."""
        tree = self._reader.read(self.program.window())
        if keep_as:
            self.trees[keep_as] = tree
        return tree

    def find(self, role: str, *names: str) -> Node:
        """The first object with a role whose name begins with one of the names.

        Raises:
            LookupError: there is none.
        """
        found = self.search(role, *names)
        if found is None:
            raise LookupError(f"found no {role} {' or '.join(map(repr, names))}".rstrip())
        return found

    def search(self, role: str, *names: str) -> Node | None:
        """The same, or None."""
        return self._reader.find(self.program.window(), role, names or ("",))

    def focus(self, node: Node) -> None:
        """Give an object the focus."""
        node.source.get_component_iface().grab_focus()
        self.program.settle(0.1)
        self._focused = node.source
        self._words = {_NAME: node.name, _DESCRIPTION: node.description}

    def press(self, node: Node) -> None:
        """Press an object as an assistive tool does."""
        action = node.source.get_action_iface()
        names = [action.get_action_name(i).lower() for i in range(action.get_n_actions())]
        wanted = next((names.index(name) for name in _PRESS if name in names), None)
        if wanted is None:
            raise LookupError(f"{node} cannot be pressed: its actions are {names}")
        action.do_action(wanted)
        self.program.settle()

    def states(self, node: Node) -> frozenset[str]:
        """The present states of an object."""
        return states_of(node.source)

    def reach(self, *keys: str) -> Node:
        """The object that has the focus after some keys."""
        self.program.events.clear()
        self.program.keys(*keys)
        return self._reader.read(self.program.events.focused() or self._focused)

    def heard(self, act: Callable[[], None], *, with_focus: bool = False) -> list[str]:
        """What a screen reader says because of an action.

        It says every announcement, and a new name or description of the object that has the focus
        then; `with_focus` adds the names of the objects that get the focus.
        """
        self.program.settle(0.1)
        self.program.events.clear()
        act()
        self.program.wait_until(lambda: bool(self._said(with_focus=with_focus)), _SPEECH_TIMEOUT_S)
        self.program.settle(0.3)
        said = self._said(with_focus=with_focus)
        self._focused = self.program.events.focused() or self._focused
        return said

    def _said(self, *, with_focus: bool) -> list[str]:
        said = []
        focus, words = self._focused, self._words
        for kind, source, data, number in self.program.events.entries:
            if kind == FOCUSED and number:
                focus, words = source, {}
                said += [source.get_name()] if with_focus else []
            elif data and kind == _ANNOUNCEMENT:
                said.append(str(data))
            elif data and kind in (_NAME, _DESCRIPTION):
                said += [str(data)] if source == focus and data != words.get(kind) else []
        return said

    def heard_at_press(self, role: str, *names: str) -> list[str]:
        """What is said when an object that has the focus is pressed with the space bar."""
        self.focus(self.find(role, *names))
        return self.heard(self.press_space)

    def press_space(self) -> None:
        self.program.type_keys("space")

    def stop_after(self, *keys: str) -> Any:
        """The object that gets the focus by keys; None if the focus does not move."""
        events = self.program.events
        events.clear()
        self.program.type_keys(*keys)
        self.program.wait_until(lambda: events.focused() is not None, _FOCUS_TIMEOUT_S)
        return events.focused()

    def walk_by_tab(self) -> list[Any]:
        """Press Tab until the focus is back where it was first; returns every stop."""
        stops: list[Any] = []
        while len(stops) < _MAX_STOPS:
            stop = self.stop_after("Tab")
            if stop is None or stop in stops:
                break
            stops.append(stop)
        return stops
