"""Rule: only one module opens files of unknown origin; the exceptions are listed here."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.rules import Source

READER = "app/support/read_file.py"
EXCEPTIONS = {
    # our own assets
    "app/theme/theme.py": {
        "(themes / f'{name}.toml').read_text",
        "(themes / 'skins.toml').read_text",
        "QFontDatabase.addApplicationFont",
    },
    "app/theme/region_colors.py": {"(themes / 'regions.toml').read_text"},
    "app/theme/icons.py": {"(self._folder / f'{name}.svg').read_text"},
    "app/handout/make.py": {
        "(themes / 'skins.toml').read_text",
        "(themes / 'light.toml').read_text",
    },
    # the report of the last crash
    "app/support/crash_reports.py": {"file.open"},
    # files of the kernel below /proc
    "app/kiosk/supervision/run_history.py": {"_BOOT_ID_FILE.read_text"},
    "app/kiosk/metrics/status.py": {"Path('/proc/self/statm').read_text"},
    "app/kiosk/preflight/probe.py": {"file.read_text"},
    # a folder, a stream and the file of --out, which are only written
    "app/support/write_file.py": {"os.open"},
    "app/support/messages.py": {"os.open"},
    "app/handout/font_coverage.py": {"harfbuzz.Blob.from_file_path"},
    "app/handout/pdf_lines.py": {"pdf.add_font"},
    # our own methods called `open` and `load`, which open no file themselves
    "app/kiosk/builder.py": {"UsageCounts.open"},
    "app/present/steps/files.py": {"self._player.load"},
    "app/present/controller.py": {"self._workspace.theme_loader.load"},
    "app/workspace/workspace.py": {"theme_loader.load", "self._theme_loader.load"},
    # what Qt itself keeps in the registry, to be restored
    "app/workspace/file_dialog.py": {"QSettings"},
    # bytes in memory
    "app/painting/plate_file.py": {"QImageReader", "buffer.open"},
}
_NAMES = frozenset(
    {
        "open",
        "QFile",
        "QImageReader",
        "QSvgRenderer",
        "QMovie",
        "QTextStream",
        "QSettings",
        "FileIO",
    }
)
_IMAGE_CLASSES = frozenset({"QPixmap", "QImage", "QIcon", "QBitmap"})
_ATTRIBUTES = frozenset(
    {"read_bytes", "read_text", "addApplicationFont", "getline", "getlines", "fromfile", "loadtxt"}
    | {"from_file_path", "add_font", "truetype", "FileIO"}
)
_OPENERS = frozenset({"os", "io", "codecs", "gzip", "bz2", "lzma", "zipfile", "tarfile", "wave"})
_MODULES = _OPENERS | {"builtins", "pathlib", "mmap", "fileinput", "linecache"}
_OWNERS = {
    **dict.fromkeys(("copy", "copyfile", "copytree", "mmap"), ("shutil", "mmap")),
    "input": ("fileinput",),
    "parse": ("ElementTree", "defused", "etree", "minidom"),
    "connect": ("sqlite3",),
}
_IMPORTED_OPENERS = frozenset({"open", "FileIO", "getline", "getlines", "mmap"})


def one_way_to_read(source: Source) -> Iterator[str]:
    """Every call that opens a file for reading, and every use of such a function as a value."""
    if source.path == READER:
        return
    allowed = EXCEPTIONS.get(source.path, set())
    called = {id(node.func) for node in source.nodes if isinstance(node, ast.Call)}
    for node in source.nodes:
        name = _opener(node, called)
        if name and name not in allowed:
            yield name


def _opener(node: ast.AST, called: set[int]) -> str:
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) if _opens(node) else ""
    if isinstance(node, ast.ImportFrom):
        names = [alias.name for alias in node.names if alias.name in _IMPORTED_OPENERS]
        return names[0] if names and node.module in _MODULES else ""
    if isinstance(node, ast.Attribute | ast.Name) and id(node) not in called:
        return ast.unparse(node) if _is_opener(node) else ""
    return ""


def _is_opener(node: ast.Attribute | ast.Name) -> bool:
    """Whether a function that opens files is used as a value, to be called elsewhere."""
    if isinstance(node, ast.Name):
        return node.id == "open"
    owner = ast.unparse(node.value)
    is_open = node.attr == "open" and (owner in _MODULES or owner.endswith("Path"))
    return is_open or node.attr in _ATTRIBUTES


def _opens(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    owner = ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    if name in _NAMES and not owner:
        return not _writes(call, 1)
    if name == "open":
        return _open_method_reads(owner, call)
    if name in _IMAGE_CLASSES:
        return len(call.args) == 1 and "size" not in ast.unparse(call.args[0])
    if name == "load":
        return bool(call.args)
    if name in _OWNERS:
        return owner in _OWNERS[name]
    return bool(owner) and (name in _ATTRIBUTES or (name in _NAMES and owner.startswith("Qt")))


def _open_method_reads(owner: str, call: ast.Call) -> bool:
    """Whether `owner.open(...)` reads a file: of a module, an image, a path or a QIODevice."""
    if owner in _OPENERS:
        return True
    if owner == "Image":
        return not (call.args and ast.unparse(call.args[0]).startswith("BytesIO("))
    if owner.endswith("dialog") or owner == "super()":  # QDialog.open
        return False
    words = " ".join(ast.unparse(arg) for arg in call.args)
    if "OpenModeFlag" in words:
        return "ReadOnly" in words or "ReadWrite" in words
    return not _writes(call, 0)


def _writes(call: ast.Call, at: int) -> bool:
    """Whether the mode is a literal that only writes."""
    named = [one.value for one in call.keywords if one.arg == "mode"]
    mode = (named or call.args[at : at + 1] or [None])[0]
    words = str(mode.value) if isinstance(mode, ast.Constant) else "r"
    return words[:1] in ("w", "a", "x") and "+" not in words
