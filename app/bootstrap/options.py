"""Parse the command line into `Options`, and print `--help`. No Qt."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import Enum
from pathlib import Path
from typing import NoReturn

from app.body.regions import Side
from app.session.state import SKIN_TONES, TEXT_SIZES, THEMES
from app.support.exit_codes import ExitCode
from app.support.messages import escape_line
from app.support.version import VERSION

MIN_WINDOW, MAX_WINDOW = (360, 480), (8192, 8192)
PAPER_SIZES = ("a4", "letter")


class UsageError(Exception):
    """The command line asks for something that does not exist; the message is one sentence.

    `code` is the exit code of the process.
    """

    def __init__(self, sentence: str, code: int = ExitCode.USAGE) -> None:
        super().__init__(sentence)
        self.code = code


class Command(Enum):
    """The first word of a command line."""

    EXPLORE = "explore"
    PRESENT = "present"
    KIOSK = "kiosk"
    PICTURE = "picture"
    HANDOUT = "handout"
    CHECK = "check"


_DESCRIPTIONS = {
    Command.EXPLORE: "open the window; also without a command",
    Command.PRESENT: "open the window with the controls for a consultation",
    Command.KIOSK: "fill the screens of a touch kiosk; run --set-pin first, then --check",
    Command.PICTURE: "save a picture of the window as a PNG file; needs no display",
    Command.HANDOUT: "save a handout as a PDF file or a web page; needs no display",
    Command.CHECK: "print every mistake in an atlas, or score it with --standards",
}
_ABOUT = """\
Show a human back. Touch a region to read about laser liposuction there: the
procedure, who it suits, and its risks."""
_USAGE = {
    Command.EXPLORE: "[COMMAND] [options]",
    Command.PRESENT: "present [options]",
    Command.KIOSK: "kiosk [--set-pin | --remove-pin NAME | --check | options]",
    Command.PICTURE: "picture --out FILE.png [options]",
    Command.HANDOUT: "handout --regions flank:left,bra-line --out FILE.pdf [options]",
    Command.CHECK: "check [--standards [--json]] [ATLAS]",
}
_ID_HELP = {
    "figure": "the body to show, such as woman",
    "build": "its build, such as average",
    "view": "the direction it is seen from, such as back",
    "language": "the language of the text, such as en",
}


@dataclass(frozen=True, slots=True)
class Options:
    """A parsed command line; an option that was not given is None."""

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
    topic: str | None = None
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
    """Raises UsageError with one line, where argparse prints its usage and exits."""

    def __init__(self, command: Command) -> None:
        words = _DESCRIPTIONS[command]
        about = _ABOUT if command is Command.EXPLORE else f"{words[0].upper()}{words[1:]}."
        super().__init__(
            prog="back-atlas",
            usage=f"back-atlas {_USAGE[command]}",
            description=about,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        self._command = command

    def error(self, message: str) -> NoReturn:
        raise UsageError(escape_line(message))

    def format_help(self) -> str:
        return f"{super().format_help()}\n{_help_footer(self._command)}\n"


def parse_options(arguments: Sequence[str]) -> Options:
    """Parse a command line; `--help` and `--version` print and raise SystemExit.

    Raises:
        UsageError: the command line asks for something that does not exist.
    """
    if not arguments:  # the usual start needs no parser, which takes 3 ms to make
        return Options()
    command, rest = _split_command(arguments)
    found = _parser(command).parse_args(rest)
    given = {field.name for field in fields(Options)} & set(vars(found))
    options = Options(command=command, **{name: getattr(found, name) for name in given})
    if options.side not in (None, "both") and options.region is None:
        raise UsageError("--side needs --region: name the region as well")
    if options.json and not options.standards:
        raise UsageError("--json needs --standards: only the standards report is printed as JSON")
    return options


def _split_command(arguments: Sequence[str]) -> tuple[Command, Sequence[str]]:
    """The command, which is the first word or else explore, and the remaining words."""
    if not arguments or arguments[0].startswith("-"):
        return Command.EXPLORE, arguments
    known = [command.value for command in Command]
    if arguments[0] not in known:
        raise UsageError(unknown_value("command", arguments[0], known))
    return Command(arguments[0]), arguments[1:]


def unknown_value(what: str, value: str, known: Sequence[str]) -> str:
    """The message for an unknown value: it lists the known ones."""
    return f"unknown {what} '{value}': choose from {', '.join(known)}"


def _parser(command: Command) -> argparse.ArgumentParser:
    parser = _Parser(command)
    parser.add_argument("--version", action="version", version=f"Back Atlas {VERSION}")
    if command is Command.CHECK:
        _add_check(parser)
        return parser
    if command is Command.HANDOUT:
        _add_handout(parser)
        return parser
    if command is Command.KIOSK:
        _add_kiosk(parser)
    if command is Command.PICTURE:
        parser.add_argument(
            "--out", type=_file, required=True, metavar="FILE.png", help="the file to write"
        )
        parser.add_argument(
            "--topic",
            metavar="ID",
            help="the topic to open: one of the region, such as risks, or a page, such as glossary",
        )
    _add_window(parser)
    return parser


def _help_footer(command: Command) -> str:
    """The end of a `--help`; that of the program itself lists all commands and exit codes."""
    note = "For an unknown id, the program prints those that the atlas has.\n"
    if command is not Command.EXPLORE:
        note = "" if command is Command.CHECK else note
        return f"{note}`back-atlas --help` lists all commands and exit codes."
    commands = {command.value: words for command, words in _DESCRIPTIONS.items()}
    codes = {str(int(code)): code.meaning for code in ExitCode}
    return (
        f"{note}`back-atlas COMMAND --help` lists the options of a command.\n\n"
        f"commands:\n{_table(commands, 10)}\n\nexit codes:\n{_table(codes, 5)}"
    )


def _table(rows: dict[str, str], width: int) -> str:
    # Imported here because only --help needs it.
    import textwrap

    return "\n".join(
        textwrap.fill(
            words, 80, initial_indent=f"  {name:{width}}", subsequent_indent=" " * (width + 2)
        )
        for name, words in rows.items()
    )


def _any_of(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _add_atlas(parser: argparse.ArgumentParser, *ids: str) -> None:
    """Add what explore, picture and handout have in common."""
    parser.add_argument(
        "--atlas", type=_folder, metavar="FOLDER", help="an atlas of your own; else the shipped one"
    )
    for name in ids:
        parser.add_argument(f"--{name}", metavar="ID", help=_ID_HELP[name])
    parser.add_argument(
        "--skin", type=_ChoiceType("skin", SKIN_TONES), help=f"{SKIN_TONES[0]} to {SKIN_TONES[-1]}"
    )


def _add_window(parser: argparse.ArgumentParser) -> None:
    sides = (*(side.value for side in Side), "both")
    parser.add_argument("--region", metavar="ID", help="the region to open, such as flank")
    parser.add_argument(
        "--side", type=_ChoiceType("side", sides), help=f"its side: {_any_of(sides)}"
    )
    _add_atlas(parser, "figure", "build", "view", "language")
    parser.add_argument("--theme", type=_ChoiceType("theme", THEMES), help=_any_of(THEMES))
    parser.add_argument(
        "--text-size",
        type=_text_size,
        metavar="PERCENT",
        help=f"{TEXT_SIZES[0]} to {TEXT_SIZES[-1]}",
    )
    parser.add_argument("--size", type=_size, metavar="WxH", help="the window size in pixels")


def _add_kiosk(parser: argparse.ArgumentParser) -> None:
    for flag, words in (
        ("--set-pin", "ask for a staff name and PIN in the terminal, and save them"),
        ("--check", "print what this machine lacks to be a kiosk"),
        ("--alone", "run without the supervisor that restarts the kiosk after a crash"),
        ("--safe", "start in safe mode: the shipped atlas and the default settings"),
    ):
        parser.add_argument(flag, action="store_true", help=words)
    parser.add_argument("--remove-pin", metavar="NAME", help="remove the staff PIN of this name")


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "atlas", nargs="?", type=_folder, metavar="ATLAS", help="its folder; else the shipped atlas"
    )
    parser.add_argument(
        "--standards",
        action="store_true",
        help="score the atlas against published standards for decision aids",
    )
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")


def _add_handout(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--regions",
        required=True,
        metavar="ID[:SIDE],...",
        help="the regions it is about, with a side where only one is meant",
    )
    parser.add_argument(
        "--out", type=_file, required=True, metavar="FILE", help="the file to write: .pdf or .html"
    )
    parser.add_argument(
        "--large-print", action="store_true", help="print with 18 points instead of 12"
    )
    parser.add_argument(
        "--paper", type=_ChoiceType("paper", PAPER_SIZES), help=_any_of(PAPER_SIZES)
    )
    _add_atlas(parser, "figure", "build", "language")


@dataclass(frozen=True, slots=True)
class _ChoiceType:
    """Converter for argparse that accepts one of a few values, known without an atlas."""

    what: str
    known: tuple[str, ...]

    def __call__(self, value: str) -> str:
        if value not in self.known:
            raise UsageError(unknown_value(self.what, value, self.known))
        return value


def _folder(value: str) -> Path:
    if not value.strip() or "\0" in value:
        raise UsageError(f"'{value}' is not an atlas: give the folder of one")
    return Path(value)


def _file(value: str) -> Path:
    if not value.strip() or "\0" in value:
        raise UsageError(
            f"'{escape_line(value)}' is not a file name: give one to write, such as --out x.png"
        )
    return Path(value)


def _text_size(value: str) -> int:
    low, high = TEXT_SIZES[0], TEXT_SIZES[-1]
    if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
        raise UsageError(f"unknown text size '{value}': choose a whole number from {low} to {high}")
    return int(value)


def _size(value: str) -> tuple[int, int]:
    width, cross, height = value.partition("x")
    numbers = [int(text) for text in (width, height) if text.isascii() and text.isdigit()]
    is_size = cross and len(numbers) == 2
    if not (is_size and all(map(_is_in_range, numbers, MIN_WINDOW, MAX_WINDOW))):
        low, high = ("x".join(map(str, size)) for size in (MIN_WINDOW, MAX_WINDOW))
        raise UsageError(
            f"unknown size '{value}': choose WxH such as 1280x800, from {low} to {high}"
        )
    return numbers[0], numbers[1]


def _is_in_range(number: int, low: int, high: int) -> bool:
    return low <= number <= high
