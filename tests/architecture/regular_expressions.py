"""Every regular expression of the program: what is compiled, and the patterns of its records."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from typing import Any

from tests.architecture.rules import Source

_parser: Any = vars(re)["_parser"]  # what `sre_parse` was before it was deprecated
_CALLS = frozenset(
    {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
)
# Debian 12 has Python 3.11.2, which takes strings with these that do not fit, and the reverse.
FORBIDDEN = frozenset({"POSSESSIVE_REPEAT", "ATOMIC_GROUP"})


def safe_expressions(source: Source) -> Iterator[str]:
    """Every expression that has a possessive quantifier or an atomic group, or cannot be read.

    An expression is worked out in the module it stands in, so that one put together of several
    names is seen as `re` sees it. What a function fills in is left out.
    """
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module == "re":
            yield ast.unparse(node)
        if isinstance(node, ast.alias) and node.name == "re" and node.asname:
            yield ast.unparse(node)
    for node in _expressions(source.tree):
        try:
            found = FORBIDDEN & names_in(_pattern(source, node))
        except Exception as error:
            yield f"{ast.unparse(node)}: {error}"
        else:
            yield from (f"{ast.unparse(node)}: {name}" for name in sorted(found))


def names_in(pattern: str | bytes) -> frozenset[str]:
    """Every operation of an expression, by the name that `re` itself gives it."""
    return frozenset(_operations(_parser.parse(pattern)))


def _operations(parsed: Any) -> Iterator[str]:
    if isinstance(parsed, _parser.SubPattern | list | tuple):
        for inner in parsed:
            yield from _operations(inner)
    elif name := getattr(parsed, "name", ""):
        yield name


def _expressions(tree: ast.Module) -> Iterator[ast.expr]:
    """What is handed to `re`, and to `pattern=` of whatever takes one."""
    for node in ast.walk(tree):
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
    assert isinstance(found, str | bytes | re.Pattern), "it is no expression"
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
