"""A snapshot of what a screen reader finds: a tree of plain values, without Qt or AT-SPI."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the screen."""

    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0

    @property
    def is_empty(self) -> bool:
        return self.width <= 0 or self.height <= 0

    def is_above(self, other: Box) -> bool:
        """Whether it ends above `other`, and a vertical line can cross both."""
        crosses = self.x < other.x + other.width and other.x < self.x + self.width
        return crosses and self.y + self.height <= other.y

    def is_left_of(self, other: Box) -> bool:
        """Whether it ends left of `other`, and a horizontal line can cross both."""
        crosses = self.y < other.y + other.height and other.y < self.y + self.height
        return crosses and self.x + self.width <= other.x


@dataclass(slots=True)
class Node:
    """One accessible object and the objects in it; `source` is the object of AT-SPI itself."""

    role: str
    name: str = ""
    description: str = ""
    states: frozenset[str] = frozenset()
    box: Box = Box()
    text: str = ""
    interfaces: frozenset[str] = frozenset()
    children: list[Node] = field(default_factory=list)
    source: Any = None

    def __str__(self) -> str:
        return f"{self.role} '{self.name[:60]}'"

    def walk(self) -> Iterator[Node]:
        """Itself and everything in it, in the order of the tree."""
        yield self
        for child in self.children:
            yield from child.walk()

    def parents(self) -> Iterator[tuple[Node, Node]]:
        """Every pair of an object and an object directly in it."""
        for child in self.children:
            yield self, child
            yield from child.parents()

    def find(self, role: str, name: str = "") -> Node | None:
        """The first object with a role, whose name begins with `name`."""
        return next((n for n in self.walk() if n.role == role and n.name.startswith(name)), None)

    def all(self, role: str) -> list[Node]:
        return [node for node in self.walk() if node.role == role]

    def has(self, state: str) -> bool:
        return state in self.states

    @property
    def is_reading_text(self) -> bool:
        """Whether it is running text with the text interface, which cannot be edited."""
        return bool(self.text.strip()) and not self.has("editable")


class TreeReader:
    """Takes snapshots of the objects of a program."""

    def __init__(self) -> None:
        # An object never gets another interface, and asking takes longer than all the rest.
        self._interfaces: dict[Any, frozenset[str]] = {}

    def read(self, source: Any, states: frozenset[str] | None = None) -> Node:
        """A tree of everything that is shown in an object; what is hidden is left out."""
        interfaces = self._interfaces_of(source)
        node = Node(
            role=source.get_role_name(),
            name=source.get_name() or "",
            description=source.get_description() or "",
            states=states_of(source) if states is None else states,
            box=_box(source) if "Component" in interfaces else Box(),
            text=_text(source) if "Text" in interfaces else "",
            interfaces=interfaces,
            source=source,
        )
        for index in range(source.get_child_count()):
            child = source.get_child_at_index(index)
            if child is not None and "showing" in (shown := states_of(child)):
                node.children.append(self.read(child, shown))
        return node

    def find(self, source: Any, role: str, names: Sequence[str]) -> Node | None:
        """The first object that is shown with a role, whose name begins with one of the names."""
        if source.get_role_name() == role and (source.get_name() or "").startswith(tuple(names)):
            return self.read(source)
        for index in range(source.get_child_count()):
            child = source.get_child_at_index(index)
            if child is None or "showing" not in states_of(child):
                continue
            if (found := self.find(child, role, names)) is not None:
                return found
        return None

    def _interfaces_of(self, source: Any) -> frozenset[str]:
        if source not in self._interfaces:
            self._interfaces[source] = frozenset(source.get_interfaces())
        return self._interfaces[source]


def states_of(source: Any) -> frozenset[str]:
    """The names of the states that are set."""
    return frozenset(state.value_nick for state in source.get_state_set().get_states())


def _box(source: Any) -> Box:
    extents = source.get_component_iface().get_extents(0)
    return Box(extents.x, extents.y, extents.width, extents.height)


def _text(source: Any) -> str:
    text = source.get_text_iface()
    return text.get_text(0, text.get_character_count())
