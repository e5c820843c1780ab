"""Rules for README, ARCHITECTURE, CONTRIBUTING and the decision notes: what they name is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.support.exit_codes import ExitCode
from tests.architecture.rules import ROOT, Source, layers

NOTE_LINES = 40
DOCUMENTS_WITH_PATHS = ("ARCHITECTURE.md", "CONTRIBUTING.md")
_FOLDERS = tuple(f"{path.name}/" for path in ROOT.iterdir() if path.is_dir())
_CODE = re.compile(r"`([^`]+)`")
_LAYER_ROW = re.compile(r"^\| (\d+) \| `app/(\w+)` \|", re.MULTILINE)
_EXIT_CODE_ROW = re.compile(r"^\| (\d+) \| ", re.MULTILINE)


def document(path: str) -> Source:
    return Source(path, (ROOT / path).read_text("utf-8"))


def paths_exist(source: Source) -> Iterator[str]:
    """Every path in backticks that is neither a file nor a folder of the repository."""
    for code in _CODE.findall(source.text):
        words = code.split()
        if len(words) == 1 and _looks_like_a_path(words[0]) and not (ROOT / words[0]).exists():
            yield words[0]


def layers_agree(source: Source) -> Iterator[str]:
    """Every package whose layer in the table is not the layer of the import contract."""
    contract = layers()
    if contract[0] == {"__main__"}:
        contract = contract[1:]
    in_contract = {(level, name) for level, names in enumerate(contract, 1) for name in names}
    in_table = {(int(level), name) for level, name in _LAYER_ROW.findall(source.text)}
    for level, name in sorted(in_contract ^ in_table):
        where = "contract" if (level, name) in in_contract else "table"
        yield f"app/{name} is in layer {level} of the {where} only"


def exit_codes_agree(source: Source) -> Iterator[str]:
    """Every exit code that either the program or the table of exit codes lacks."""
    program = {int(code) for code in ExitCode}
    _, _, table = source.text.partition("<summary>Exit codes</summary>")
    listed = {int(code) for code in _EXIT_CODE_ROW.findall(table.partition("</details>")[0])}
    for code in sorted(listed ^ program):
        yield f"{code} is in the {'table' if code in listed else 'program'} only"


def short_note(source: Source) -> Iterator[str]:
    """The length of a decision note that is too long to be read at once."""
    lines = source.text.count("\n")
    if lines > NOTE_LINES:
        yield f"{lines} lines"


def notes() -> list[Source]:
    files = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    return [document(file.relative_to(ROOT).as_posix()) for file in files]


def _looks_like_a_path(word: str) -> bool:
    return word.startswith(_FOLDERS) or bool(re.fullmatch(r"[\w-]+\.(md|py|toml)", word))
