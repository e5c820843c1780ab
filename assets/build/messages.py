"""Collect the messages of the program, and update a file of translations.

    python assets/build/messages.py LANGUAGE

Writes assets/translations/LANGUAGE.ts for Qt Linguist. Translations that are there stay, new
messages are marked as unfinished, and messages that the program no longer has are removed. The file
of English has only the messages with "%n", because English needs no others.

Qt's own tool, lupdate, is not used because it misses the calls of the code that has no Qt:
docs/decisions/0028-one-catalogue-for-all-words.md
"""

from __future__ import annotations

import ast
import functools
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "assets" / "translations"
SOURCE_LANGUAGE = "en"
# the helpers themselves, and what is called `translate` in Qt's painting
_HELPERS = ("app/support/translation.py", "app/support/qt_translation.py")
_PAINTERS = ("painter", "transform")
Key = tuple[str, str]


@dataclass(frozen=True)
class Message:
    """A message as the code has it: context and English text, and where it stands."""

    context: str
    text: str
    place: str

    @property
    def key(self) -> Key:
        return self.context, self.text

    @property
    def has_number(self) -> bool:
        return "%n" in self.text


class Extractor(ast.NodeVisitor):
    """Collects the messages of one module, and the calls that no catalogue can serve."""

    def __init__(self, path: str) -> None:
        self.messages: list[Message] = []
        self.offences: list[str] = []
        self._path = path
        self._classes: list[str] = []
        self._called: set[int] = set()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if node.attr == "translate" and ast.unparse(node.value).endswith("QCoreApplication"):
            self._refuse(node, "use app.support.qt_translation.translate")
        elif node.attr == "tr" and id(node) not in self._called:
            self._refuse(node, "call `tr` where it is, so that its text is found")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        self._called.add(id(node.func))
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in ("tr", "translate", "_translate"):
            owner = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
            if name == "tr":
                self._add_tr(node, owner)
            elif not _is_other_translate(node, owner):
                self._add_translate(node)
        self.generic_visit(node)

    def _add_tr(self, node: ast.Call, owner: str) -> None:
        text = _literal(node.args[0]) if node.args else None
        if owner != "self" or not self._classes:
            self._refuse(node, "only `self` has a `tr`: use translate(context, text)")
        elif text is None or len(node.args) > 1 or node.keywords:
            self._refuse(node, "`tr` takes one literal text")
        elif "%n" in text:
            self._refuse(node, "`tr` takes no %n: use translate(context, text, n)")
        else:
            self._add(self._classes[-1], text, node)

    def _add_translate(self, node: ast.Call) -> None:
        context, text = (*map(_literal, node.args[:2]), None, None)[:2]
        has_number = len(node.args) == 3
        if context is None or text is None or node.keywords or len(node.args) > 3:
            self._refuse(node, "`translate` takes a literal context, a literal text and perhaps n")
        elif has_number != ("%n" in text):
            self._refuse(node, "%n in the text and a number belong together")
        else:
            self._add(context, text, node)

    def _add(self, context: str, text: str, node: ast.Call) -> None:
        self.messages.append(Message(context, text, f"{self._path}:{node.lineno}"))

    def _refuse(self, node: ast.expr, why: str) -> None:
        self.offences.append(f"{self._path}:{node.lineno}: {ast.unparse(node)}: {why}")


def _is_other_translate(node: ast.Call, owner: str) -> bool:
    """Say whether it moves a painter, or replaces characters as `str.translate(table)` does."""
    moves = owner.endswith(_PAINTERS) and not any(map(_literal, node.args))
    return moves or (bool(owner) and len(node.args) == 1 and _literal(node.args[0]) is None)


def _literal(node: ast.expr) -> str | None:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_text else None


def extracted(path: str, source: str) -> Extractor:
    """Read one module; `path` names it in messages."""
    found = Extractor(path)
    found.visit(ast.parse(source))
    return found


@functools.cache
def modules() -> tuple[Extractor, ...]:
    """Read every module of the program."""
    files = {
        file.relative_to(ROOT).as_posix(): file for file in sorted((ROOT / "app").rglob("*.py"))
    }
    return tuple(
        extracted(path, file.read_text("utf-8"))
        for path, file in files.items()
        if path not in _HELPERS
    )


def expected(language: str) -> dict[Key, Message]:
    """The messages that the file of a language should have, in the order of the code."""
    found: dict[Key, Message] = {}
    for module in modules():
        for message in module.messages:
            if message.has_number or language != SOURCE_LANGUAGE:
                found.setdefault(message.key, message)
    return found


def ts_file(language: str, known: dict[Key, tuple[str, ...]], forms: int) -> bytes:
    """Write a file of Qt Linguist with the messages of the program and the known translations."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for message in sorted(expected(language).values(), key=lambda one: one.context):
        if message.context not in contexts:
            contexts[message.context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[message.context], "name").text = message.context
        count = forms if message.has_number else 0
        _add_message(contexts[message.context], message, known.get(message.key, ()), count)
    ET.indent(root, "    ")
    head = b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    return head + ET.tostring(root, "utf-8") + b"\n"


def _add_message(context: ET.Element, message: Message, known: tuple[str, ...], forms: int) -> None:
    element = ET.SubElement(context, "message")
    ET.SubElement(element, "source").text = message.text
    translation = ET.SubElement(element, "translation")
    is_known = len(known) == (forms or 1)
    if not is_known:
        translation.set("type", "unfinished")
    if forms:
        element.set("numerus", "yes")
        for form in known if is_known else ("",) * forms:
            ET.SubElement(translation, "numerusform").text = form
    elif is_known:
        translation.text = known[0]


def main(language: str) -> int:
    """Update the file of a language; return how many calls no catalogue can serve."""
    sys.path.insert(0, str(ROOT))
    from app.support.translation import PLURAL_RULES, read_messages

    offences = [offence for module in modules() for offence in module.offences]
    print(*offences, sep="\n", file=sys.stderr)
    if language not in PLURAL_RULES:
        print(f"add the plural rule of {language!r} to app/support/translation.py", file=sys.stderr)
        return 1
    file = FOLDER / f"{language}.ts"
    known = read_messages(file.read_bytes()) if file.exists() else {}
    forms = 1 + max(map(PLURAL_RULES[language], range(200)))
    file.write_bytes(ts_file(language, known, forms))
    return len(offences)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(min(main(sys.argv[1]), 1))
