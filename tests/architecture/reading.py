"""Only one module opens a file that a person may have put there; these are all who open others."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.rules import Source

READER = "app/support/read_file.py"
EXCEPTIONS = {
    # our own assets
    "app/look/look.py": {
        "(themes / f'{theme}.toml').read_text",
        "(themes / 'skins.toml').read_text",
    },
    "app/look/icons.py": {"(self._folder / f'{name}.svg').read_text"},
    "app/look/fonts.py": {"QFontDatabase.addApplicationFont"},
    "app/handout/make.py": {
        "(themes / 'skins.toml').read_text",
        "(themes / 'light.toml').read_text",
    },
    # the log of the last run's end
    "app/support/faults.py": {"file.open"},
    # what the system tells of itself, below /proc
    "app/support/moments.py": {"_BOOT.read_text"},
    "app/kiosk/facts.py": {"Path('/proc/self/statm').read_text"},
    "app/kiosk/survey.py": {"file.read_text"},
    # a folder, a stream and the file of --out, which are only written through
    "app/support/atomic.py": {"os.open"},
    "app/support/output_file.py": {"os.open"},
    "app/support/streams.py": {"os.open"},
    # bytes in memory
    "app/canvas/plates.py": {"QImageReader", "buffer.open"},
}
_NAMES = frozenset({"open", "QFile", "QImageReader", "QSvgRenderer", "QMovie", "QTextStream"})
_FROM_PATHS = frozenset({"QPixmap", "QImage", "QIcon", "QBitmap"})
_ATTRIBUTES = frozenset(
    {"read_bytes", "read_text", "addApplicationFont", "getline", "getlines", "fromfile", "loadtxt"}
)
_OPENERS = frozenset({"os", "io", "codecs", "gzip", "bz2", "lzma", "zipfile", "tarfile", "wave"})
_LOADERS = frozenset({"json", "tomli", "tomllib", "pickle", "np", "numpy", "marshal", "shelve"})
_TAKES_PATHS = frozenset({"copy", "copyfile", "copytree", "mmap", "input"})


def one_way_to_read(source: Source) -> Iterator[str]:
    """Every call that opens a file for reading, but for those of the exceptions."""
    if source.path == READER:
        return
    allowed = EXCEPTIONS.get(source.path, set())
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and _opens(node):
            name = ast.unparse(node.func)
            if name not in allowed:
                yield name


def _opens(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    owner = ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    if name in _NAMES and not owner:
        return not _writes(call, 1)
    if name == "open":
        return _opens_of(owner, call)
    if name in _FROM_PATHS:
        return len(call.args) == 1 and _is_path(call.args[0])
    if name == "load":
        return owner in _LOADERS or (len(call.args) == 1 and _is_path(call.args[0]))
    if name in _TAKES_PATHS:
        return owner in ("shutil", "mmap", "fileinput")
    return bool(owner) and (name in _ATTRIBUTES or (name in _NAMES and owner.startswith("Qt")))


def _opens_of(owner: str, call: ast.Call) -> bool:
    """`x.open(...)`: of a module that opens files, of a picture, of a path, or of a device."""
    if owner in _OPENERS:
        return True
    if owner == "Image":
        return not (call.args and ast.unparse(call.args[0]).startswith("BytesIO("))
    if owner.endswith("ask") or owner == "super()":  # a question on the screen
        return False
    words = " ".join(ast.unparse(arg) for arg in call.args)
    if "OpenModeFlag" in words:
        return "ReadOnly" in words or "ReadWrite" in words
    return (not call.args and not owner[:1].isupper()) or (_is_mode(call) and not _writes(call, 0))


def _is_mode(call: ast.Call) -> bool:
    return bool(call.args) and isinstance(call.args[0], ast.Constant)


def _writes(call: ast.Call, at: int) -> bool:
    mode = call.args[at] if len(call.args) > at else None
    words = str(mode.value) if isinstance(mode, ast.Constant) else "r"
    return words[:1] in ("w", "a", "x") and "+" not in words


def _is_path(node: ast.expr) -> bool:
    """What is, or may be, the name of a file: a text, not a size and not a picture."""
    words = ast.unparse(node)
    return words.startswith(("str(", "'", '"', "f'", 'f"')) or any(
        part in words.lower() for part in ("path", "file", "name")
    )
