"""Does every file of the program keep the rules, and does each rule find a planted offender?"""

from __future__ import annotations

import pytest

from tests.architecture.file_access import EXCEPTIONS, READER, one_way_to_read
from tests.architecture.regular_expressions import safe_expressions
from tests.architecture.rules import (
    CLASS_METHODS,
    CLASS_SIGNALS,
    FUNCTION_LINES,
    MODULE_LINES,
    RULES,
    SYSTEMD,
    Rule,
    Source,
    few_signals,
    has_docstring,
    no_bare_disconnect,
    no_color_outside_theme,
    no_formatted_tr,
    no_lambda_connected,
    no_lint_suppression,
    no_network,
    no_reading_of_the_focus_chain,
    no_rich_text,
    no_screen_of_a_widget,
    no_scroll_area_without_touch,
    no_upward_import,
    only_core_of_qt,
    only_direct_children_found,
    repeated_class_names,
    small_enough,
    sources,
)

ALL_RULES = (*RULES, safe_expressions, one_way_to_read)
WORKSPACE, SESSION = "app/workspace/planted.py", "app/session/planted.py"
THEME = "app/theme/planted.py"
LONG_FUNCTION = "def long():\n" + "    pass\n" * FUNCTION_LINES
LARGE_CLASS = "class Large:\n" + "".join(
    f"    def method_{number}(self): ...\n" for number in range(CLASS_METHODS + 1)
)
MANY_SIGNALS = "class Talkative:\n" + "".join(
    f"    signal_{number} = Signal(object)\n" for number in range(CLASS_SIGNALS + 1)
)
LOCAL_SOCKET = "import socket\nline = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)"

OFFENDERS = [
    (no_upward_import, WORKSPACE, "from app.present.controller import PresentController"),
    (no_upward_import, WORKSPACE, "def late():\n    import app.desktop.window"),
    (no_upward_import, "app/canvas/planted.py", "from app.panels.panel import InfoPanel"),
    (no_upward_import, SESSION, "from app import painting"),
    (only_core_of_qt, SESSION, "from PySide6.QtWidgets import QLabel"),
    (only_core_of_qt, SESSION, "from PySide6 import QtGui"),
    (only_core_of_qt, "app/support/planted.py", "import PySide6.QtGui"),
    (no_network, WORKSPACE, "import socket"),
    (no_network, WORKSPACE, "import urllib.request as r"),
    (no_network, WORKSPACE, "from urllib import request"),
    (no_network, WORKSPACE, "from http.client import HTTPConnection"),
    (no_network, WORKSPACE, "def late():\n    import asyncio"),
    (no_network, WORKSPACE, "from PySide6 import QtNetwork"),
    (no_network, WORKSPACE, "from PySide6.QtNetwork import QTcpSocket"),
    (no_network, WORKSPACE, "import importlib\nimportlib.import_module('soc' + 'ket')"),
    (no_network, WORKSPACE, "import importlib\nimportlib.import_module('socket')"),
    (no_network, WORKSPACE, "import logging.handlers"),
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
    (no_color_outside_theme, WORKSPACE, "INK = '#1f2a30'"),
    (no_color_outside_theme, WORKSPACE, "INK = '#fff'"),
    (no_color_outside_theme, WORKSPACE, "ink = QColor(31, 42, 48)"),
    (no_color_outside_theme, WORKSPACE, "ink = QtGui.QColor('red')"),
    (no_lambda_connected, WORKSPACE, "button.clicked.connect(lambda: self.close())"),
    (no_bare_disconnect, WORKSPACE, "button.clicked.disconnect(self.close)"),
    (no_lambda_connected, WORKSPACE, "button.clicked.connect(partial(self.pick, 3))"),
    (no_lambda_connected, WORKSPACE, "button.clicked.connect(functools.partial(self.pick, 3))"),
    (no_formatted_tr, WORKSPACE, "self.tr(f'{count} regions')"),
    (no_formatted_tr, WORKSPACE, "self.tr('%d regions' % count)"),
    (no_formatted_tr, WORKSPACE, "self.tr('{} regions'.format(count))"),
    (no_formatted_tr, WORKSPACE, "translate('Handout', f'{count} regions')"),
    (no_rich_text, WORKSPACE, "view = QTextBrowser()"),
    (no_rich_text, WORKSPACE, "view = QtWidgets.QTextEdit()"),
    (no_rich_text, WORKSPACE, "button.setToolTip(words)"),
    (no_rich_text, "app/widgets/text_document.py", "cursor.insertHtml(words)"),
    (no_rich_text, "app/widgets/read_only_text.py", "view = QTextEdit()"),
    (no_rich_text, WORKSPACE, "label = QLabel(words)"),
    (no_lint_suppression, WORKSPACE, "x = y  # type: ignore[attr-defined]"),
    (no_screen_of_a_widget, WORKSPACE, "name = self.window().screen().name()"),
    (no_reading_of_the_focus_chain, WORKSPACE, "after = button.nextInFocusChain()"),
    (only_direct_children_found, WORKSPACE, "buttons = self.findChildren(QAbstractButton)"),
    (no_scroll_area_without_touch, WORKSPACE, "class Page(QScrollArea): ..."),
    (no_scroll_area_without_touch, WORKSPACE, "area = QtWidgets.QScrollArea()"),
    (no_lint_suppression, WORKSPACE, "import x  # noqa: F401"),
    (small_enough, WORKSPACE, "pass\n" * (MODULE_LINES + 1)),
    (small_enough, WORKSPACE, LONG_FUNCTION),
    (small_enough, WORKSPACE, LARGE_CLASS),
    (few_signals, WORKSPACE, MANY_SIGNALS),
    (few_signals, WORKSPACE, MANY_SIGNALS.replace("Signal(", "QtCore.Signal(")),
    (few_signals, WORKSPACE, MANY_SIGNALS.replace(" =", ": Signal =")),
    (safe_expressions, WORKSPACE, "import re\nword = re.compile(r'[a-z]++')"),
    (safe_expressions, WORKSPACE, "import re\nword = re.compile(rb'(?>a|b)c')"),
    (safe_expressions, WORKSPACE, "import re\n_ONE = r'a?+'\nmany = re.compile(rf'(?:{_ONE}b)*')"),
    (
        safe_expressions,
        WORKSPACE,
        "import re\ndef found(a):\n    return re.search(rf'{a}(?:x)*+', a)",
    ),
    (safe_expressions, WORKSPACE, "from msgspec import Meta\nname = Meta(pattern='^(a{1,3}+|b)')"),
    (safe_expressions, WORKSPACE, "from re import compile\nword = compile('a++')"),
    (safe_expressions, WORKSPACE, "import re as r\nword = r.compile('a++')"),
    (one_way_to_read, WORKSPACE, "data = file.read_bytes()"),
    (one_way_to_read, WORKSPACE, "words = (folder / 'x.toml').read_text('utf-8')"),
    (one_way_to_read, WORKSPACE, "with file.open('rb') as opened: ..."),
    (one_way_to_read, WORKSPACE, "with file.open() as opened: ..."),
    (one_way_to_read, WORKSPACE, "with file.open('r+b') as opened: ..."),
    (one_way_to_read, WORKSPACE, "with open(file) as opened: ..."),
    (one_way_to_read, WORKSPACE, "with io.open(file) as opened: ..."),
    (one_way_to_read, WORKSPACE, "handle = os.open(file, os.O_RDONLY)"),
    (one_way_to_read, WORKSPACE, "raw = json.load(opened)"),
    (one_way_to_read, WORKSPACE, "raw = tomli.load(opened)"),
    (one_way_to_read, WORKSPACE, "picture = Image.open(file)"),
    (one_way_to_read, WORKSPACE, "picture = QPixmap(str(file))"),
    (one_way_to_read, WORKSPACE, "picture = QtGui.QImage(file_name)"),
    (one_way_to_read, WORKSPACE, "picture.load(str(file))"),
    (one_way_to_read, WORKSPACE, "reader = QImageReader(str(file))"),
    (one_way_to_read, WORKSPACE, "stream = QFile(name)"),
    (one_way_to_read, WORKSPACE, "stream.open(QIODevice.OpenModeFlag.ReadOnly)"),
    (one_way_to_read, WORKSPACE, "shutil.copy(one, two)"),
    (one_way_to_read, "app/support/crash_reports.py", "data = file.read_bytes()"),
    (one_way_to_read, WORKSPACE, "with Path(name).open() as opened: ..."),
    (one_way_to_read, WORKSPACE, "with Path(name).open(mode='rb') as opened: ..."),
    (one_way_to_read, WORKSPACE, "with Path.open(file, 'rb') as opened: ..."),
    (one_way_to_read, WORKSPACE, "with file.open(mode) as opened: ..."),
    (one_way_to_read, WORKSPACE, "with open(file, mode='r+') as opened: ..."),
    (one_way_to_read, WORKSPACE, "texts = map(Path.read_text, files)"),
    (one_way_to_read, WORKSPACE, "start = partial(open, file)"),
    (one_way_to_read, WORKSPACE, "start = io.open"),
    (one_way_to_read, WORKSPACE, "from os import open as start"),
    (one_way_to_read, WORKSPACE, "from io import FileIO"),
    (one_way_to_read, WORKSPACE, "stream = io.FileIO(file)"),
    (one_way_to_read, WORKSPACE, "picture = QPixmap(where)"),
    (one_way_to_read, WORKSPACE, "picture.load(where)"),
    (one_way_to_read, WORKSPACE, "face = harfbuzz.Blob.from_file_path(where)"),
    (one_way_to_read, WORKSPACE, "pdf.add_font('x', '', where)"),
    (one_way_to_read, WORKSPACE, "font = ImageFont.truetype(where)"),
    (one_way_to_read, WORKSPACE, "tree = ElementTree.parse(where)"),
    (one_way_to_read, WORKSPACE, "kept = QSettings(where, QSettings.Format.IniFormat)"),
    (has_docstring, WORKSPACE, "from __future__ import annotations\n"),
    (has_docstring, WORKSPACE, '"""Says."""\n'),
]

INNOCENT = [
    (no_upward_import, WORKSPACE, "from app.workspace.toolbar import Toolbar"),
    (no_upward_import, WORKSPACE, "from app.panels.panel import InfoPanel"),
    (few_signals, WORKSPACE, MANY_SIGNALS.rpartition("    ")[0]),
    (only_core_of_qt, SESSION, "from PySide6.QtCore import QObject"),
    (only_core_of_qt, WORKSPACE, "from PySide6.QtWidgets import QWidget"),
    (no_network, WORKSPACE, "import urllib.parse"),
    (no_network, SYSTEMD, LOCAL_SOCKET),
    (no_network, WORKSPACE, "import importlib\nimportlib.import_module('defusedxml')"),
    (no_color_outside_theme, THEME, "INK = '#1f2a30'"),
    (no_color_outside_theme, WORKSPACE, "ink = QColor(look.colour('ink'))"),
    (no_bare_disconnect, WORKSPACE, "disconnect(button.clicked, self.close)"),
    (no_lambda_connected, WORKSPACE, "button.clicked.connect(self.close)"),
    (no_formatted_tr, WORKSPACE, "self.tr('%n regions', '', count)"),
    (no_formatted_tr, WORKSPACE, "translate('Handout', '{count} regions').format(count=count)"),
    (no_rich_text, "app/widgets/planted.py", "label = QLabel()"),
    (no_rich_text, "app/widgets/text_document.py", "from PySide6.QtGui import QTextDocument"),
    (one_way_to_read, READER, "data = file.read_bytes()"),
    (one_way_to_read, WORKSPACE, "with file.open('wb') as opened: ..."),
    (one_way_to_read, WORKSPACE, "self.dialog.open()"),
    (one_way_to_read, WORKSPACE, "with file.open(mode='xb') as opened: ..."),
    (one_way_to_read, WORKSPACE, "picture = QPixmap(self.size() * ratio)"),
    (one_way_to_read, WORKSPACE, "picture = Image.open(BytesIO(data), formats=('PNG',))"),
    (safe_expressions, WORKSPACE, "import re\nword = re.compile(r'a+b*?c\\++(?!d)')"),
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


def test_no_class_name_is_used_twice() -> None:
    assert list(repeated_class_names(sources())) == []


def test_a_class_name_that_is_used_twice_is_found() -> None:
    planted = Source(WORKSPACE, "def build():\n    class InfoPanel: ...")
    assert list(repeated_class_names((*sources(), planted))) == [
        "InfoPanel: app/panels/panel.py, app/workspace/planted.py"
    ]


@pytest.mark.parametrize(("rule", "path", "text"), OFFENDERS)
def test_a_planted_offender_is_found(rule: Rule, path: str, text: str) -> None:
    assert list(rule(Source(path, text)))


@pytest.mark.parametrize(("rule", "path", "text"), INNOCENT)
def test_what_is_allowed_passes(rule: Rule, path: str, text: str) -> None:
    assert not list(rule(Source(path, text)))


def test_every_exception_to_the_one_way_to_read_is_still_needed() -> None:
    bare = {source.path: Source(f"{source.path}~", source.text) for source in sources()}
    for path, names in EXCEPTIONS.items():
        assert names <= set(one_way_to_read(bare[path])), path


def test_every_rule_has_a_planted_offender() -> None:
    assert {rule for rule, _, _ in OFFENDERS} == set(ALL_RULES)
