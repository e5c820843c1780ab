"""Rules for the kiosk and for every module that it imports, directly or not."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.rules import TEXT_DOCUMENTS, Source, imported

ROOTS = ("app.kiosk", "app.cli.kiosk")
"""The package and the module that a running kiosk starts from."""
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
        "insertHtml",
        "insertMarkdown",
        "linkActivated",
        "setHtml",
        "setMarkdown",
        "setOpenExternalLinks",
    }
)
_LABEL_CLASSES = ("QLabel",)


def module_of(source: Source) -> str:
    """`app.kiosk.application` for `app/kiosk/application.py`."""
    return source.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def kiosk_sources(sources: Iterable[Source]) -> list[Source]:
    """The files of the kiosk and everything they import, late imports included."""
    known = {module_of(source): source for source in sources}
    waiting = [name for name in known if name in ROOTS or name.startswith("app.kiosk.")]
    found: dict[str, Source] = {}
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = known[name]
            waiting += [other for other in imported(known[name]) if other in known]
    return list(found.values())


def no_system_dialog(source: Source) -> Iterator[str]:
    yield from (name for name in _names(source) if name in DIALOGS)


def no_markup(source: Source) -> Iterator[str]:
    """Nothing that a kiosk shows interprets markup or follows links."""
    banned = MARKUP - TEXT_DOCUMENTS.get(source.path, frozenset())
    yield from (name for name in _names(source) if name in banned)


def only_plain_labels(source: Source) -> Iterator[str]:
    """QLabel guesses whether its text is markup, unless its format is PlainText.

    A label that paints itself without `super().paintEvent` shows no text and needs no format.
    """
    for node in source.nodes:
        if isinstance(node, ast.ClassDef) and any(
            _last(base) in _LABEL_CLASSES for base in node.bases
        ):
            inner = {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}
            if "PlainText" not in inner and not _paints_all(node):
                yield node.name


def _paints_all(kind: ast.ClassDef) -> bool:
    painting = [one for one in kind.body if getattr(one, "name", "") == "paintEvent"]
    return bool(painting) and "super().paintEvent" not in ast.unparse(painting[0])


def _names(source: Source) -> Iterator[str]:
    for node in source.nodes:
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.alias):
            yield node.name.rpartition(".")[2]


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


KIOSK_RULES = (no_system_dialog, no_markup, only_plain_labels)
