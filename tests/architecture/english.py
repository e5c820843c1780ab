"""Words that do not belong in comments, docstrings, strings and names: see CONTRIBUTING.md."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from tests.architecture.rules import ROOT, Source

BANNED = {
    "whoever": "the person who, or name the person",
    "whomever": "the person whom, or name the person",
    "nobody": "no one, or name who is meant",
    "somebody": "someone, or name who is meant",
    "on show": "shown",
    "of late": "recently",
    "told": "reported",
    "tells": "reports, says",
    "anew": "again",
    "keepers?": "staff",
    "for good": "permanently",
    "comes and goes": "name what happens",
    "tak(?:en|es) down": "deleted, deletes",
    "at the door": "name the place in the code",
    "knows nothing": "does not know",
    "hears nothing": "ignores input",
    r"(?<!the\s)one that": "repeat the noun",
    "door": "staff access",
    "easel": "annotation controller",
    "house": "kiosk application",
    "wardrobe": "theme loader",
}
"""Regular expressions of words, each with what to write instead.

They are translated phrases that have to be read twice, and metaphors for parts of the program that
have a standard name.
"""

_BANNED = re.compile(
    r"(?<![\w-])(?:" + "|".join(BANNED).replace(" ", r"\s+") + r")(?![\w-])", re.IGNORECASE
)
_CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.DOTALL | re.MULTILINE)


def plain_english(source: Source) -> Iterator[str]:
    """Every banned word of a Python or Markdown file, with its line."""
    if not _BANNED.search(re.sub("[_#]", " ", source.text)):
        return  # a quick answer for most files
    for first_line, text in sorted(_prose(source)):
        prose = _CODE.sub(_line_ends, text)
        for found in _BANNED.finditer(prose):
            line = first_line + prose[: found.start()].count("\n")
            yield f"line {line}: {' '.join(found[0].split())}"


def texts() -> list[Source]:
    """The files whose English is checked: code, tests, build scripts and documents."""
    places = ("*.md", "app/**/*.py", "tests/**/*.py", "assets/build/*.py", "docs/**/*.md")
    files = sorted(file for place in places for file in ROOT.glob(place))
    paths = [file.relative_to(ROOT).as_posix() for file in files]
    # docs/evidence quotes other authors, test_corrections the atlas, and two files name the words
    quoting = {
        "tests/architecture/english.py",
        "tests/architecture/test_english.py",
        "tests/shipped_atlas/test_corrections.py",
    }
    return [
        Source(path, (ROOT / path).read_text("utf-8"))
        for path in paths
        if not path.startswith("docs/evidence/") and path not in quoting
    ]


def _prose(source: Source) -> Iterator[tuple[int, str]]:
    """Line numbers and texts: comments, strings, and names of functions and classes as words."""
    if source.path.endswith(".md"):
        yield 1, source.text
        return
    yield from _comments(source)
    for node in source.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.lineno, node.name.replace("_", " ")


def _comments(source: Source) -> Iterator[tuple[int, str]]:
    """Comments; those of consecutive lines are one text, because a phrase may be wrapped."""
    first, text = 0, ""
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type != tokenize.COMMENT:
            continue
        line, words = token.start[0], token.string.lstrip("#")
        if text and line == first + text.count("\n") + 1:
            text += f"\n{words}"
            continue
        yield first, text
        first, text = line, words
    yield first, text


def _line_ends(code: re.Match[str]) -> str:
    return "\n" * code[0].count("\n")
