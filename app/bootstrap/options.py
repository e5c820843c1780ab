"""What was asked for on the command line, without Qt."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import Enum
from pathlib import Path
from typing import NoReturn

from app.body.regions import Side
from app.session.state import SKIN_TONES, THEMES
from app.support.messages import escape_line
from app.support.version import VERSION

EXIT_USAGE = 2
MIN_WINDOW, MAX_WINDOW = (360, 480), (8192, 8192)
_TEXT_SIZES = (100, 200)
PAPER_SIZES = ("a4", "letter")
_EPILOG = """\
commands:
  explore          show the window (what happens without a command)
  present          show it with the controls for presenting to somebody beside you
  picture          write what the window would show into a PNG file; needs no display
  kiosk            show it alone on a screen, for visitors; --set-pin first, then --check
  handout          write a sheet to take home: PDF or HTML; needs no display
  check [ATLAS]    print every mistake of an atlas; exit 0 if there is none, else 1;
                   with --standards score it against the standards for decision aids

exit codes:
  0 done  1 the atlas has mistakes  2 the command line asks for what is not there
  69 a part of the program or of the system is missing  70 something unexpected; see the log
  73 the file named by --out cannot be written  74 another file or the output cannot be
  130 stopped by Ctrl+C
"""


class UsageError(Exception):
    """The command line asks for something that is not there; one sentence says what is.

    `code` is what the program ends with.
    """

    def __init__(self, sentence: str, code: int = EXIT_USAGE) -> None:
        super().__init__(sentence)
        self.code = code


class Command(Enum):
    """What the program is to do."""

    EXPLORE = "explore"
    PRESENT = "present"
    KIOSK = "kiosk"
    PICTURE = "picture"
    CHECK = "check"
    HANDOUT = "handout"


@dataclass(frozen=True, slots=True)
class Options:
    """One command line; None stands for what was not said."""

    command: Command = Command.EXPLORE
    atlas: Path | None = None
    region: str | None = None
    side: str | None = None
    figure: str | None = None
    build: str | None = None
    view: str | None = None
    skin: str | None = None
    theme: str | None = None
    text_size: int | None = None
    language: str | None = None
    size: tuple[int, int] | None = None
    out: Path | None = None
    regions: str | None = None
    paper: str | None = None
    large_print: bool = False
    set_pin: bool = False
    remove_pin: str | None = None
    check: bool = False
    alone: bool = False
    safe: bool = False
    standards: bool = False
    json: bool = False


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, as an exception."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(escape_line(message))


def parse_options(words: Sequence[str]) -> Options:
    """Reads a command line; `--help` and `--version` answer and raise SystemExit.

    Raises:
        UsageError: it asks for something that is not there.
    """
    command, rest = _command_of(words)
    found = _parser(command).parse_args(rest)
    said = {field.name for field in fields(Options)} & set(vars(found))
    options = Options(command=command, **{name: getattr(found, name) for name in said})
    if options.side not in (None, "both") and options.region is None:
        raise UsageError("--side needs --region: say which region's side is meant")
    if options.json and not options.standards:
        raise UsageError("--json needs --standards: only the standards report is given as JSON")
    return options


def _command_of(words: Sequence[str]) -> tuple[Command, Sequence[str]]:
    """The command is the first word; without one it is explore."""
    if not words or words[0].startswith("-"):
        return Command.EXPLORE, words
    known = [command.value for command in Command]
    if words[0] not in known:
        raise UsageError(unknown_value("command", words[0], known))
    return Command(words[0]), words[1:]


def unknown_value(what: str, value: str, known: Sequence[str]) -> str:
    """The one sentence for a value that is not known."""
    return f"unknown {what} '{value}': choose from {', '.join(known)}"


def _parser(command: Command) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="back-atlas",
        description="A human back that can be touched: what is done, who it suits, its risks.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Back Atlas {VERSION}")
    if command is Command.CHECK:
        parser.usage = "back-atlas check [--standards [--json]] [ATLAS]"
        parser.add_argument("atlas", nargs="?", type=_folder, metavar="ATLAS", help="its folder")
        parser.add_argument("--standards", action="store_true", help="score it, item by item")
        parser.add_argument("--json", action="store_true", help="the scores as JSON")
        return parser
    if command is Command.HANDOUT:
        _add_handout(parser)
        return parser
    parser.usage = (
        "back-atlas [explore | present | kiosk | picture --out FILE.png | handout | "
        "check [ATLAS]] [options]"
    )
    _add_options(parser)
    if command is Command.KIOSK:
        _add_kiosk(parser)
    if command is Command.PICTURE:
        parser.add_argument("--out", type=_file, required=True, metavar="FILE.png", help="file")
    return parser


def _add_options(parser: argparse.ArgumentParser) -> None:
    """What explore and picture have in common."""
    ids = "an id of the atlas; an unknown one is answered with the list"
    sides = (*(side.value for side in Side), "both")
    parser.add_argument("--atlas", type=_folder, metavar="FOLDER", help="an atlas of your own")
    parser.add_argument("--region", metavar="ID", help=f"open a region: {ids}")
    parser.add_argument("--side", type=_ChoiceType("side", sides), help=", ".join(sides))
    for name in ("figure", "build", "view", "language"):
        parser.add_argument(f"--{name}", metavar="ID", help=ids)
    parser.add_argument(
        "--skin", type=_ChoiceType("skin", SKIN_TONES), help=f"{SKIN_TONES[0]} to {SKIN_TONES[-1]}"
    )
    parser.add_argument("--theme", type=_ChoiceType("theme", THEMES), help=", ".join(THEMES))
    parser.add_argument("--text-size", type=_text_size, metavar="PERCENT", help="100 to 200")
    parser.add_argument("--size", type=_size, metavar="WxH", help="window size in pixels")


def _add_kiosk(parser: argparse.ArgumentParser) -> None:
    parser.usage = "back-atlas kiosk [--set-pin | --remove-pin NAME | --check | options]"
    for flag, words in (
        ("--set-pin", "set a keeper's PIN, at a terminal"),
        ("--check", "say what this machine lacks to be a kiosk"),
        ("--alone", "without the parent that starts it again"),
        ("--safe", "in safe mode: the atlas that ships, no rules of your own"),
    ):
        parser.add_argument(flag, action="store_true", help=words)
    parser.add_argument("--remove-pin", metavar="NAME", help="take a keeper's PIN away")


def _add_handout(parser: argparse.ArgumentParser) -> None:
    parser.usage = "back-atlas handout --regions flank:left,bra-line --out FILE.pdf [options]"
    ids = "an id of the atlas; an unknown one is answered with the list"
    parser.add_argument(
        "--regions", required=True, metavar="ID[:SIDE],...", help="what it is about"
    )
    parser.add_argument("--out", type=_file, required=True, metavar="FILE", help=".pdf or .html")
    parser.add_argument("--large-print", action="store_true", help="18 points instead of 12")
    parser.add_argument(
        "--paper", type=_ChoiceType("paper", PAPER_SIZES), help=", ".join(PAPER_SIZES)
    )
    parser.add_argument("--atlas", type=_folder, metavar="FOLDER", help="an atlas of your own")
    for name in ("figure", "build", "language"):
        parser.add_argument(f"--{name}", metavar="ID", help=ids)
    parser.add_argument(
        "--skin", type=_ChoiceType("skin", SKIN_TONES), help=f"{SKIN_TONES[0]} to {SKIN_TONES[-1]}"
    )


@dataclass(frozen=True, slots=True)
class _ChoiceType:
    """Takes one of the values that are known without an atlas."""

    what: str
    known: tuple[str, ...]

    def __call__(self, value: str) -> str:
        if value not in self.known:
            raise UsageError(unknown_value(self.what, value, self.known))
        return value


def _folder(value: str) -> Path:
    if not value.strip() or "\0" in value:
        raise UsageError(f"'{value}' is no atlas: name the folder of one")
    return Path(value)


def _file(value: str) -> Path:
    if not value.strip() or "\0" in value:
        raise UsageError(f"'{escape_line(value)}' is no file: name one to write, as --out x.png")
    return Path(value)


def _text_size(value: str) -> int:
    low, high = _TEXT_SIZES
    if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
        raise UsageError(f"unknown text size '{value}': choose a whole number, {low} to {high}")
    return int(value)


def _size(value: str) -> tuple[int, int]:
    width, cross, height = value.partition("x")
    numbers = [int(text) for text in (width, height) if text.isascii() and text.isdigit()]
    fits = cross and len(numbers) == 2 and all(map(_is_in_range, numbers, MIN_WINDOW, MAX_WINDOW))
    if not fits:
        low, high = ("x".join(map(str, size)) for size in (MIN_WINDOW, MAX_WINDOW))
        raise UsageError(f"unknown size '{value}': choose WxH such as 1280x800, {low} to {high}")
    return numbers[0], numbers[1]


def _is_in_range(number: int, low: int, high: int) -> bool:
    return low <= number <= high
