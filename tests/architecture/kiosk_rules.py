"""What must not be found in a kiosk, nor in anything that it imports, wherever it lies."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.rules import Source, imported

ROOTS = ("app.kiosk", "app.cli.kiosk")
"""Where a running kiosk begins."""
DIALOGS = frozenset(
    {
        "QColorDialog",
        "QCompleter",
        "QDesktopServices",
        "QErrorMessage",
        "QFileDialog",
        "QFileSystemModel",
        "QFontDialog",
        "QInputDialog",
        "QMenu",
        "QMenuBar",
        "QMessageBox",
        "QPageSetupDialog",
        "QPrintDialog",
        "QPrintPreviewDialog",
        "QProgressDialog",
        "QSystemTrayIcon",
        "QToolBar",
        "QToolTip",
        "QWhatsThis",
        "QWizard",
        "aboutQt",
        "createStandardContextMenu",
        "openUrl",
    }
)
MARKUP = frozenset(
    {
        "AutoText",
        "LinksAccessibleByKeyboard",
        "LinksAccessibleByMouse",
        "MarkdownText",
        "QTextBrowser",
        "QTextDocument",
        "QTextEdit",
        "RichText",
        "TextBrowserInteraction",
        "linkActivated",
        "setHtml",
        "setMarkdown",
        "setOpenExternalLinks",
    }
)
_MODELS = ("QLabel",)


def module_of(source: Source) -> str:
    """`app.kiosk.application` of `app/kiosk/application.py`."""
    return source.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def kiosk_sources(sources: Iterable[Source]) -> list[Source]:
    """The files of a kiosk, and all that they import, late imports too."""
    known = {module_of(source): source for source in sources}
    waiting = [name for name in known if name in ROOTS or name.startswith("app.kiosk.")]
    found: dict[str, Source] = {}
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = known[name]
            waiting += [other for other in imported(known[name]) if other in known]
    return list(found.values())


def no_dialog_of_the_system(source: Source) -> Iterator[str]:
    yield from (name for name in _names(source) if name in DIALOGS)


def no_markup(source: Source) -> Iterator[str]:
    """Words are words: nothing here reads tags or follows links."""
    yield from (name for name in _names(source) if name in MARKUP)


def only_plain_labels(source: Source) -> Iterator[str]:
    """A label guesses from its words whether they are markup, unless it is told that none are.

    One that paints everything itself shows no words of its own.
    """
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef) and any(_last(base) in _MODELS for base in node.bases):
            inner = {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}
            if "PlainText" not in inner and not _paints_all(node):
                yield node.name


def _paints_all(kind: ast.ClassDef) -> bool:
    painting = [one for one in kind.body if getattr(one, "name", "") == "paintEvent"]
    return bool(painting) and "super().paintEvent" not in ast.unparse(painting[0])


def _names(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.alias):
            yield node.name.rpartition(".")[2]


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


KIOSK_RULES = (no_dialog_of_the_system, no_markup, only_plain_labels)
