"""Do all files of the program keep the rules, and would each rule catch who breaks it?"""

from __future__ import annotations

import pytest

from tests.architecture.file_access import EXCEPTIONS, READER, one_way_to_read
from tests.architecture.regular_expressions import safe_expressions
from tests.architecture.rules import (
    CLASS_METHODS,
    FUNCTION_LINES,
    MODULE_LINES,
    RULES,
    SYSTEMD,
    Rule,
    Source,
    has_docstring,
    no_color_outside_theme,
    no_formatted_tr,
    no_lambda_connected,
    no_lint_suppression,
    no_network,
    no_rich_text,
    no_screen_of_a_widget,
    no_scroll_area_without_touch,
    only_core_of_qt,
    small_enough,
    sources,
)

ALL_RULES = (*RULES, safe_expressions, one_way_to_read)
STAGE, SESSION, LOOK = "app/workspace/planted.py", "app/session/planted.py", "app/theme/planted.py"
LONG_FUNCTION = "def long():\n" + "    pass\n" * FUNCTION_LINES
LARGE_CLASS = "class Large:\n" + "".join(
    f"    def method_{number}(self): ...\n" for number in range(CLASS_METHODS + 1)
)

LOCAL_SOCKET = "import socket\nline = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)"

OFFENDERS = [
    (only_core_of_qt, SESSION, "from PySide6.QtWidgets import QLabel"),
    (only_core_of_qt, SESSION, "from PySide6 import QtGui"),
    (only_core_of_qt, "app/support/planted.py", "import PySide6.QtGui"),
    (no_network, STAGE, "import socket"),
    (no_network, STAGE, "import urllib.request as r"),
    (no_network, STAGE, "from urllib import request"),
    (no_network, STAGE, "from http.client import HTTPConnection"),
    (no_network, STAGE, "def late():\n    import asyncio"),
    (no_network, STAGE, "from PySide6 import QtNetwork"),
    (no_network, STAGE, "from PySide6.QtNetwork import QTcpSocket"),
    (no_network, STAGE, "import importlib\nimportlib.import_module('soc' + 'ket')"),
    (no_network, STAGE, "import importlib\nimportlib.import_module('socket')"),
    (no_network, STAGE, "import logging.handlers"),
    (no_network, "app/support/planted.py", LOCAL_SOCKET),
    (no_network, SYSTEMD, LOCAL_SOCKET.replace("AF_UNIX", "AF_INET")),
    (no_network, SYSTEMD, LOCAL_SOCKET.replace("SOCK_DGRAM", "SOCK_STREAM")),
    (no_network, SYSTEMD, "import socket\nsocket.socket()"),
    (no_network, SYSTEMD, "import socket\nsocket.socket(family=socket.AF_UNIX)"),
    (no_network, SYSTEMD, "import socket\nsocket.create_connection(('there', 80))"),
    (no_network, SYSTEMD, "import socket\ngetattr(socket, 'AF_' + 'INET')"),
    (no_network, SYSTEMD, "import socket as s\ns.create_connection(('there', 80))"),
    (no_network, SYSTEMD, "from socket import socket\nsocket()"),
    (no_network, SYSTEMD, "import ssl"),
    (no_color_outside_theme, STAGE, "INK = '#1f2a30'"),
    (no_color_outside_theme, STAGE, "INK = '#fff'"),
    (no_color_outside_theme, STAGE, "ink = QColor(31, 42, 48)"),
    (no_color_outside_theme, STAGE, "ink = QtGui.QColor('red')"),
    (no_lambda_connected, STAGE, "button.clicked.connect(lambda: self.close())"),
    (no_lambda_connected, STAGE, "button.clicked.connect(partial(self.pick, 3))"),
    (no_lambda_connected, STAGE, "button.clicked.connect(functools.partial(self.pick, 3))"),
    (no_formatted_tr, STAGE, "self.tr(f'{count} regions')"),
    (no_formatted_tr, STAGE, "self.tr('%d regions' % count)"),
    (no_formatted_tr, STAGE, "self.tr('{} regions'.format(count))"),
    (no_rich_text, STAGE, "view = QTextBrowser()"),
    (no_rich_text, STAGE, "view = QtWidgets.QTextEdit()"),
    (no_rich_text, STAGE, "button.setToolTip(words)"),
    (no_rich_text, STAGE, "label = QLabel(words)"),
    (no_lint_suppression, STAGE, "x = y  # type: ignore[attr-defined]"),
    (no_screen_of_a_widget, STAGE, "name = self.window().screen().name()"),
    (no_scroll_area_without_touch, STAGE, "class Page(QScrollArea): ..."),
    (no_scroll_area_without_touch, STAGE, "area = QtWidgets.QScrollArea()"),
    (no_lint_suppression, STAGE, "import x  # noqa: F401"),
    (small_enough, STAGE, "pass\n" * (MODULE_LINES + 1)),
    (small_enough, STAGE, LONG_FUNCTION),
    (small_enough, STAGE, LARGE_CLASS),
    (safe_expressions, STAGE, "import re\nword = re.compile(r'[a-z]++')"),
    (safe_expressions, STAGE, "import re\nword = re.compile(rb'(?>a|b)c')"),
    (safe_expressions, STAGE, "import re\n_ONE = r'a?+'\nmany = re.compile(rf'(?:{_ONE}b)*')"),
    (safe_expressions, STAGE, "import re\ndef found(a):\n    return re.search(rf'{a}(?:x)*+', a)"),
    (safe_expressions, STAGE, "from msgspec import Meta\nname = Meta(pattern='^(a{1,3}+|b)')"),
    (safe_expressions, STAGE, "from re import compile\nword = compile('a++')"),
    (safe_expressions, STAGE, "import re as r\nword = r.compile('a++')"),
    (one_way_to_read, STAGE, "data = file.read_bytes()"),
    (one_way_to_read, STAGE, "words = (folder / 'x.toml').read_text('utf-8')"),
    (one_way_to_read, STAGE, "with file.open('rb') as opened: ..."),
    (one_way_to_read, STAGE, "with file.open() as opened: ..."),
    (one_way_to_read, STAGE, "with file.open('r+b') as opened: ..."),
    (one_way_to_read, STAGE, "with open(file) as opened: ..."),
    (one_way_to_read, STAGE, "with io.open(file) as opened: ..."),
    (one_way_to_read, STAGE, "handle = os.open(file, os.O_RDONLY)"),
    (one_way_to_read, STAGE, "raw = json.load(opened)"),
    (one_way_to_read, STAGE, "raw = tomli.load(opened)"),
    (one_way_to_read, STAGE, "picture = Image.open(file)"),
    (one_way_to_read, STAGE, "picture = QPixmap(str(file))"),
    (one_way_to_read, STAGE, "picture = QtGui.QImage(file_name)"),
    (one_way_to_read, STAGE, "picture.load(str(file))"),
    (one_way_to_read, STAGE, "reader = QImageReader(str(file))"),
    (one_way_to_read, STAGE, "stream = QFile(name)"),
    (one_way_to_read, STAGE, "stream.open(QIODevice.OpenModeFlag.ReadOnly)"),
    (one_way_to_read, STAGE, "shutil.copy(one, two)"),
    (one_way_to_read, "app/support/crash_reports.py", "data = file.read_bytes()"),
    (one_way_to_read, STAGE, "with Path(name).open() as opened: ..."),
    (one_way_to_read, STAGE, "with Path(name).open(mode='rb') as opened: ..."),
    (one_way_to_read, STAGE, "with Path.open(file, 'rb') as opened: ..."),
    (one_way_to_read, STAGE, "with file.open(mode) as opened: ..."),
    (one_way_to_read, STAGE, "with open(file, mode='r+') as opened: ..."),
    (one_way_to_read, STAGE, "texts = map(Path.read_text, files)"),
    (one_way_to_read, STAGE, "start = partial(open, file)"),
    (one_way_to_read, STAGE, "start = io.open"),
    (one_way_to_read, STAGE, "from os import open as start"),
    (one_way_to_read, STAGE, "from io import FileIO"),
    (one_way_to_read, STAGE, "stream = io.FileIO(file)"),
    (one_way_to_read, STAGE, "picture = QPixmap(where)"),
    (one_way_to_read, STAGE, "picture.load(where)"),
    (one_way_to_read, STAGE, "face = harfbuzz.Blob.from_file_path(where)"),
    (one_way_to_read, STAGE, "pdf.add_font('x', '', where)"),
    (one_way_to_read, STAGE, "font = ImageFont.truetype(where)"),
    (one_way_to_read, STAGE, "tree = ElementTree.parse(where)"),
    (one_way_to_read, STAGE, "kept = QSettings(where, QSettings.Format.IniFormat)"),
    (has_docstring, STAGE, "from __future__ import annotations\n"),
    (has_docstring, STAGE, '"""Says."""\n'),
]

INNOCENT = [
    (only_core_of_qt, SESSION, "from PySide6.QtCore import QObject"),
    (only_core_of_qt, STAGE, "from PySide6.QtWidgets import QWidget"),
    (no_network, STAGE, "import urllib.parse"),
    (no_network, SYSTEMD, LOCAL_SOCKET),
    (no_network, STAGE, "import importlib\nimportlib.import_module('defusedxml')"),
    (no_color_outside_theme, LOOK, "INK = '#1f2a30'"),
    (no_color_outside_theme, STAGE, "ink = QColor(look.colour('ink'))"),
    (no_lambda_connected, STAGE, "button.clicked.connect(self.close)"),
    (no_formatted_tr, STAGE, "self.tr('%n regions', '', count)"),
    (no_rich_text, "app/widgets/planted.py", "label = QLabel()"),
    (one_way_to_read, READER, "data = file.read_bytes()"),
    (one_way_to_read, STAGE, "with file.open('wb') as opened: ..."),
    (one_way_to_read, STAGE, "self.ask.open()"),
    (one_way_to_read, STAGE, "with file.open(mode='xb') as opened: ..."),
    (one_way_to_read, STAGE, "picture = QPixmap(self.size() * ratio)"),
    (one_way_to_read, STAGE, "picture = Image.open(BytesIO(data), formats=('PNG',))"),
    (safe_expressions, STAGE, "import re\nword = re.compile(r'a+b*?c\\++(?!d)')"),
    (
        no_scroll_area_without_touch,
        "app/widgets/scroll_column.py",
        "class Column(QScrollArea): ...",
    ),
]


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.__name__)
def test_every_file_of_the_program_keeps_the_rule(rule: Rule) -> None:
    offences = [f"{source.path}: {found}" for source in sources() for found in rule(source)]
    assert offences == []


@pytest.mark.parametrize(("rule", "path", "text"), OFFENDERS)
def test_a_planted_offender_is_caught(rule: Rule, path: str, text: str) -> None:
    assert list(rule(Source(path, text)))


@pytest.mark.parametrize(("rule", "path", "text"), INNOCENT)
def test_what_is_allowed_is_let_through(rule: Rule, path: str, text: str) -> None:
    assert not list(rule(Source(path, text)))


def test_every_exception_to_the_one_way_to_read_is_still_needed() -> None:
    bare = {source.path: Source(f"{source.path}~", source.text) for source in sources()}
    for path, names in EXCEPTIONS.items():
        assert names <= set(one_way_to_read(bare[path])), path


def test_every_rule_has_an_offender_planted() -> None:
    assert {rule for rule, _, _ in OFFENDERS} == set(ALL_RULES)
