"""The exit codes of every command."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended; the numbers from 69 to 78 come from sysexits.h, except 76.

    `meaning` is the line for a code in `--help` and in the README.
    """

    meaning: str

    OK = 0, "done"
    INVALID_ATLAS = 1, "the atlas has mistakes, or a check failed"
    CHECK_FAILED = INVALID_ATLAS
    USAGE = 2, "the command line asks for something that does not exist"
    UNAVAILABLE = 69, "a package or library is missing or unreadable; the message says what to do"
    INTERNAL_ERROR = 70, "an unexpected error; details are in the log"
    CANNOT_CREATE = 73, "the file given with --out cannot be written"
    IO_ERROR = 74, "another file, or the output, cannot be read or written"
    RESTART = 75, "kiosk: restart the program"
    SHUT_DOWN = 76, "kiosk: staff asked to shut the machine down"
    UNSAFE_ENVIRONMENT = 78, "kiosk: an environment variable could load foreign code"
    # main.py, app/__main__.py and support/interrupt.py write this number out: they run before
    # anything else is imported.
    INTERRUPTED = 130, "stopped with Ctrl+C"

    def __new__(cls, value: int, meaning: str) -> ExitCode:
        code = int.__new__(cls, value)
        code._value_ = value
        code.meaning = meaning
        return code
