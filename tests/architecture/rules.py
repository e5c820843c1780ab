"""Rules for the code that no linter checks; each is a function from a file to its offences."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
MODULE_LINES, FUNCTION_LINES, CLASS_METHODS, CLASS_SIGNALS = 400, 40, 22, 3

# Modules that can open a network connection.
NETWORK = frozenset(
    {
        "socket",
        "ssl",
        "http",
        "asyncio",
        "ftplib",
        "smtplib",
        "poplib",
        "imaplib",
        "telnetlib",
        "nntplib",
        "socketserver",
        "xmlrpc",
        "webbrowser",
        "urllib.request",
        "urllib.error",
        "requests",
        "urllib3",
        "httpx",
        "aiohttp",
        "websockets",
        "PySide6.QtNetwork",
        "PySide6.QtNetworkAuth",
        "PySide6.QtWebSockets",
        "PySide6.QtWebEngineCore",
        "PySide6.QtWebEngineWidgets",
        "PySide6.QtWebView",
        "PySide6.QtHttpServer",
        "logging.handlers",
        "multiprocessing.connection",
        "multiprocessing.managers",
    }
)
RICH_TEXT = frozenset(
    {
        "QTextBrowser",
        "QTextEdit",
        "QTextDocument",
        "QWebEngineView",
        "QMessageBox",
        "QWhatsThis",
        "QErrorMessage",
        "setToolTip",
        "setWhatsThis",
        "insertHtml",
        "insertMarkdown",
        "setHtml",
        "setMarkdown",
        "setOpenExternalLinks",
    }
)
# The only files that may use a text document, which they fill block by block without markup.
TEXT_DOCUMENTS = {
    "app/widgets/read_only_text.py": frozenset({"QTextBrowser"}),
    "app/widgets/text_document.py": frozenset({"QTextDocument"}),
}
# The only file that reports to systemd, and the names it may use of `socket`.
SYSTEMD, LOCAL = (
    "app/kiosk/supervision/systemd_notify.py",
    frozenset({"socket", "AF_UNIX", "SOCK_DGRAM"}),
)
_LOCAL_SOCKET = "socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)"
_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\Z")


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its path relative to the root of the repository, and its text."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)[0]

    @property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree, as `ast.walk` yields them."""
        return _parsed(self.text)[1]

    @property
    def top_package(self) -> str:
        """`session` for `app/session/x.py`; for a file at the top of `app`, its module name."""
        return self.path.split("/")[1].removesuffix(".py")


@cache
def _parsed(text: str) -> tuple[ast.Module, tuple[ast.AST, ...]]:
    # Twenty rules read every file: parsing each file for each rule took most of their time.
    tree = ast.parse(text)
    return tree, tuple(ast.walk(tree))


Rule = Callable[[Source], Iterator[str]]


@cache
def sources() -> tuple[Source, ...]:
    """Every Python file of the program."""
    files = sorted((ROOT / "app").rglob("*.py"))
    return tuple(
        Source(file.relative_to(ROOT).as_posix(), file.read_text("utf-8")) for file in files
    )


def layers() -> list[set[str]]:
    """The packages of each layer of the import contract, from top to bottom."""
    contract = PROJECT["tool"]["importlinter"]["contracts"][0]
    return [set(re.findall(r"\w+", layer)) for layer in contract["layers"]]


def imported(source: Source) -> Iterator[str]:
    """Every imported module, late imports included; `from a import b` gives `a` and `a.b`."""
    for node in source.nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__"):
            yield _constant(node.args[0]) or "a name computed at run time"


def no_upward_import(source: Source) -> Iterator[str]:
    """`lint-imports` checks the same; here it fails together with the tests."""
    level_of = {name: level for level, names in enumerate(layers()) for name in names}
    for name in imported(source):
        first, _, rest = name.partition(".")
        package = rest.split(".")[0]
        if first != "app" or package not in level_of or package == source.top_package:
            continue
        if level_of[package] <= level_of.get(source.top_package, -1):
            yield name


def only_core_of_qt(source: Source) -> Iterator[str]:
    if source.top_package in ("session", "support"):
        for name in imported(source):
            first, _, rest = name.partition(".")
            if first == "PySide6" and rest and rest.split(".")[0] != "QtCore":
                yield name


def no_network(source: Source) -> Iterator[str]:
    for name in imported(source):
        steps = name.split(".")
        parents = {".".join(steps[:count]) for count in range(1, len(steps) + 1)}
        if source.path == SYSTEMD and name == "socket":
            yield from _not_local(source)
        elif parents & NETWORK or "run time" in name:
            yield name


def _not_local(source: Source) -> Iterator[str]:
    """Every use of `socket` except for a local datagram socket."""
    nodes = source.nodes
    owners = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
    for node in nodes:
        words = ast.unparse(node) if isinstance(node, ast.expr) else ""
        first, _, rest = words.partition(".")
        if isinstance(node, ast.alias) and node.name == "socket" and node.asname:
            yield f"socket as {node.asname}"
        if isinstance(node, ast.Name) and words == "socket" and id(node) not in owners:
            yield "socket as a value"
        if isinstance(node, ast.Attribute) and first == "socket" and rest not in LOCAL:
            yield words
        if words.startswith("socket.socket(") and words != _LOCAL_SOCKET:
            yield words


def no_color_outside_theme(source: Source) -> Iterator[str]:
    if source.top_package == "theme":
        return
    for node in source.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if _COLOR.match(node.value):
                yield node.value
        elif isinstance(node, ast.Call) and _is_fixed_color(node):
            yield ast.unparse(node)


def no_lambda_connected(source: Source) -> Iterator[str]:
    for node in source.nodes:
        if isinstance(node, ast.Call) and _called(node) == "connect":
            for inner in ast.walk(node):
                if isinstance(inner, ast.Lambda) or (
                    isinstance(inner, ast.Call) and _called(inner) in ("partial", "partialmethod")
                ):
                    yield ast.unparse(node)


def no_bare_disconnect(source: Source) -> Iterator[str]:
    """PySide can wait for ever in it; the function in app/support/qt_signals.py cannot."""
    if source.path != "app/support/qt_signals.py":
        for node in source.nodes:
            if isinstance(node, ast.Attribute) and node.attr == "disconnect":
                yield ast.unparse(node)


def no_formatted_tr(source: Source) -> Iterator[str]:
    """Formatted text is not in the catalogue: `tr(text)` and `translate("Context", text)`."""
    for node in source.nodes:
        if isinstance(node, ast.Call) and _called(node) in ("tr", "translate"):
            in_context = _called(node) == "translate" and node.args and _constant(node.args[0])
            texts = node.args[1:2] if in_context else node.args[:1]
            yield from (ast.unparse(node) for text in texts if not _is_plain(text))


def no_rich_text(source: Source) -> Iterator[str]:
    for node in source.nodes:
        name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
        if name in RICH_TEXT - TEXT_DOCUMENTS.get(source.path, frozenset()):
            yield name
        if (
            isinstance(node, ast.Call)
            and _called(node) == "QLabel"
            and source.top_package != "widgets"
        ):
            yield "QLabel"


def no_screen_of_a_widget(source: Source) -> Iterator[str]:
    """PySide deletes the QScreen that `QWidget.screen()` returned together with the widget."""
    for node in source.nodes:
        if isinstance(node, ast.Call) and _called(node) == "screen" and not node.args:
            yield ast.unparse(node)


def no_reading_of_the_focus_chain(source: Source) -> Iterator[str]:
    """PySide takes the next widget of the chain for a child of the one before.

    When that one is deleted, all Qt objects below the next one lose their Python objects.
    """
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and node.attr.endswith("InFocusChain"):
            yield ast.unparse(node)


def only_direct_children_found(source: Source) -> Iterator[str]:
    """PySide takes the object whose `findChildren` is called for the parent of all it returns."""
    for node in source.nodes:
        is_call = isinstance(node, ast.Call) and _called(node) == "findChildren"
        if is_call and "FindDirectChildrenOnly" not in ast.unparse(node):
            yield ast.unparse(node)


def no_scroll_area_without_touch(source: Source) -> Iterator[str]:
    """QScrollArea does not scroll with one finger; our own ScrollColumn does."""
    if source.path != "app/widgets/scroll_column.py":
        for node in source.nodes:
            name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
            if name == "QScrollArea":
                yield name


def no_lint_suppression(source: Source) -> Iterator[str]:
    for number, line in enumerate(source.text.splitlines(), start=1):
        if re.search(r"#\s*(type:\s*ignore|noqa|pragma: no cover|mypy:)", line):
            yield f"line {number}"


def small_enough(source: Source) -> Iterator[str]:
    lines = source.text.count("\n")
    if lines > MODULE_LINES:
        yield f"{lines} lines"
    for node in source.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{node.name}: {length} lines"
        if isinstance(node, ast.ClassDef):
            methods = sum(_is_ours(one) for one in node.body)
            if methods > CLASS_METHODS:
                yield f"{node.name}: {methods} methods"


def few_signals(source: Source) -> Iterator[str]:
    """More signals than this are one signal with an action as its argument."""
    for node in source.nodes:
        if isinstance(node, ast.ClassDef):
            values = [getattr(one, "value", None) for one in node.body]
            count = sum(isinstance(one, ast.Call) and _called(one) == "Signal" for one in values)
            if count > CLASS_SIGNALS:
                yield f"{node.name}: {count} signals"


def repeated_class_names(files: Iterable[Source]) -> Iterator[str]:
    """Class names that are used twice, with the files that use them."""
    places = defaultdict(list)
    for source in files:
        for node in source.nodes:
            if isinstance(node, ast.ClassDef):
                places[node.name].append(source.path)
    yield from (f"{name}: {', '.join(found)}" for name, found in places.items() if found[1:])


def has_docstring(source: Source) -> Iterator[str]:
    if source.text and not ast.get_docstring(source.tree):
        yield "no docstring"
    if source.text and "from __future__ import annotations" not in source.text:
        yield "no postponed annotations"


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _constant(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else ""


def _is_ours(node: ast.stmt) -> bool:
    """Whether the method's name is ours and not prescribed by Python or Qt."""
    return (
        isinstance(node, ast.FunctionDef) and node.name.islower() and not node.name.startswith("__")
    )


def _is_fixed_color(call: ast.Call) -> bool:
    fixed = bool(call.args) and all(isinstance(arg, ast.Constant) for arg in call.args)
    return fixed and _called(call) in ("QColor", "fromRgb", "qRgb")


def _is_plain(node: ast.expr) -> bool:
    return not isinstance(node, ast.JoinedStr | ast.BinOp | ast.Call)


RULES: tuple[Rule, ...] = (
    no_upward_import,
    only_core_of_qt,
    no_network,
    no_color_outside_theme,
    no_lambda_connected,
    no_bare_disconnect,
    no_formatted_tr,
    no_rich_text,
    no_screen_of_a_widget,
    no_reading_of_the_focus_chain,
    only_direct_children_found,
    no_scroll_area_without_touch,
    no_lint_suppression,
    small_enough,
    few_signals,
    has_docstring,
)
