"""Rule: every regular expression, compiled or in a record, works in Python 3.11.2."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from typing import Any

from tests.architecture.rules import Source

_parser: Any = vars(re)["_parser"]  # sre_parse, whose public name is deprecated
_CALLS = frozenset(
    {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
)
# Python 3.11.2, which Debian 12 has, matches wrongly with these.
FORBIDDEN = frozenset({"POSSESSIVE_REPEAT", "ATOMIC_GROUP"})


def safe_expressions(source: Source) -> Iterator[str]:
    """Every expression with a possessive quantifier or an atomic group, and every unreadable one.

    An expression is evaluated in its own module, so that a pattern composed of several constants
    is checked as a whole. Parts that a function fills in are left out.
    """
    for node in source.nodes:
        if isinstance(node, ast.ImportFrom) and node.module == "re":
            yield ast.unparse(node)
        if isinstance(node, ast.alias) and node.name == "re" and node.asname:
            yield ast.unparse(node)
    for node in _expressions(source.nodes):
        try:
            found = FORBIDDEN & names_in(_pattern(source, node))
        except Exception as error:
            yield f"{ast.unparse(node)}: {error}"
        else:
            yield from (f"{ast.unparse(node)}: {name}" for name in sorted(found))


def names_in(pattern: str | bytes) -> frozenset[str]:
    """The operations of a pattern, by the names that `re` itself uses."""
    return frozenset(_operations(_parser.parse(pattern)))


def _operations(parsed: Any) -> Iterator[str]:
    if isinstance(parsed, _parser.SubPattern | list | tuple):
        for inner in parsed:
            yield from _operations(inner)
    elif name := getattr(parsed, "name", ""):
        yield name


def _expressions(nodes: tuple[ast.AST, ...]) -> Iterator[ast.expr]:
    """The arguments of calls of `re`, and every argument called `pattern`."""
    for node in nodes:
        if not isinstance(node, ast.Call):
            continue
        if ast.unparse(node.func) in {f"re.{name}" for name in _CALLS}:
            yield from node.args[:1]
        yield from (keyword.value for keyword in node.keywords if keyword.arg == "pattern")


def _pattern(source: Source, node: ast.expr) -> str | bytes:
    names = _names_of(source)
    if isinstance(node, ast.JoinedStr):
        return "".join(_part(one, names) for one in node.values)
    found = eval(ast.unparse(node), names)
    assert isinstance(found, str | bytes | re.Pattern), "not a pattern"
    return found.pattern if isinstance(found, re.Pattern) else found


def _part(node: ast.expr, names: dict[str, Any]) -> str:
    try:
        return str(eval(ast.unparse(ast.JoinedStr([node])), names))
    except NameError:
        return ""


def _names_of(source: Source) -> dict[str, Any]:
    try:
        path = source.path.removesuffix(".py").removesuffix("/__init__")
        return vars(importlib.import_module(path.replace("/", ".")))
    except ModuleNotFoundError:
        names: dict[str, Any] = {}
        exec(source.text, names)
        return names
