"""How the program starts: the command line first, then Qt, then the rest; knows everyone."""

from __future__ import annotations

import errno
import gc
import logging
import os
from collections.abc import Sequence

from app.bootstrap.options import Command, Options, UsageError, parse_options
from app.support.crash_reports import EXIT_INTERNAL_ERROR
from app.support.interrupt import EXIT_INTERRUPTED, restore_keyboard_interrupt
from app.support.logs import close_log, open_log
from app.support.messages import (
    discard_output,
    escape_line,
    flush_streams,
    prepare_streams,
    print_error,
)
from app.support.missing_dependencies import EXIT_UNAVAILABLE, import_error_message
from app.support.paths import Paths
from app.support.validation_errors import ContentError
from app.support.version import versions
from app.support.write_file import OutputError, check_output_file

EXIT_INVALID_ATLAS = 1
EXIT_IO_ERROR = 74
"""EX_IOERR of sysexits.h."""
_log = logging.getLogger(__name__)


def main(words: Sequence[str], paths: Paths | None = None) -> int:
    """Does what a command line asks for and returns the exit code; no error leaves it."""
    prepare_streams()
    try:
        return _run_command_line(words, paths)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except Exception as error:
        # Nothing is there yet that could keep a log: a home that cannot be found, for instance.
        kind = type(error).__name__
        return _print_errors(
            EXIT_INTERNAL_ERROR, f"something unexpected happened ({kind}: {error})"
        )
    finally:
        discard_output()


def _run_command_line(words: Sequence[str], paths: Paths | None) -> int:
    try:
        return _parse_and_dispatch(words, paths)
    except (UsageError, OutputError) as error:
        return _print_errors(error.code, str(error))
    except ContentError as error:
        return _print_errors(EXIT_INVALID_ATLAS, *error.lines)
    except ImportError as error:
        print_error(escape_line(import_error_message(error)), name="")
        return EXIT_UNAVAILABLE
    except BrokenPipeError:
        # The reader of the output has seen enough.
        return EXIT_INVALID_ATLAS
    except OSError as error:
        return _print_errors(EXIT_IO_ERROR, _os_error_message(error))


def _parse_and_dispatch(words: Sequence[str], paths: Paths | None) -> int:
    try:
        options = parse_options(words)
    except SystemExit as answered:  # --help and --version
        flush_streams()
        return int(answered.code or 0)
    return _dispatch(options, paths or Paths.for_user())


def _dispatch(options: Options, paths: Paths) -> int:
    log = open_log(paths.logs)
    try:
        code = _COMMANDS[options.command](options, paths)
        flush_streams()
    except (UsageError, OutputError, ContentError, ImportError, BrokenPipeError):
        raise
    except OSError:
        _log.exception("%s", versions())
        raise
    except Exception as error:
        _log.exception("%s", versions())
        told = f"something unexpected happened ({type(error).__name__}); see {paths.logs}"
        return _print_errors(EXIT_INTERNAL_ERROR, told)
    else:
        return code
    finally:
        close_log(log)


def _os_error_message(error: OSError) -> str:
    """What could not be read or written, why, and what to do."""
    why = error.strerror or str(error)
    if error.errno == errno.ENOSPC:
        remedy = "free some space"
    else:
        remedy = "look whether it is there and whether you may read and write it"
    what = error.filename if error.filename is not None else "the output"
    return f"{os.fsdecode(what)}: {why}: {remedy}"


def _explore(options: Options, paths: Paths) -> int:
    gc.disable()  # until the window stands: nothing that is made before it is garbage
    try:
        from app.cli.explore import explore

        return explore(options, paths)
    finally:
        gc.enable()


def _picture(options: Options, _paths: Paths) -> int:
    assert options.out is not None
    check_output_file(options.out, (".png",))
    # Before Qt is imported: the platform is chosen once.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from app.cli.picture import picture

    return picture(options, options.out)


def _check(options: Options, _paths: Paths) -> int:
    from app.cli.check import run_check, run_standards_check

    if options.standards:
        return run_standards_check(options.atlas, as_json=options.json)
    return run_check(options.atlas)


def _handout(options: Options, paths: Paths) -> int:
    from app.cli.handout import write_handout

    return write_handout(options, paths)


def _kiosk(options: Options, paths: Paths) -> int:
    if options.check:
        from app.cli.kiosk_check import check_machine

        return check_machine(options, paths)
    if options.remove_pin is not None:
        from app.cli.kiosk_pin import remove_pin

        return remove_pin(paths, options.remove_pin)
    if not (options.set_pin or options.alone or os.environ.get("NOTIFY_SOCKET")):
        from app.kiosk.supervision.command import supervise

        return supervise(paths)
    from app.cli.kiosk import run_kiosk, set_pin

    if options.set_pin:
        restore_keyboard_interrupt()
        return set_pin(paths)
    return run_kiosk(options, paths)


_COMMANDS = {
    Command.EXPLORE: _explore,
    Command.PRESENT: _explore,
    Command.KIOSK: _kiosk,
    Command.PICTURE: _picture,
    Command.CHECK: _check,
    Command.HANDOUT: _handout,
}


def _print_errors(code: int, *sentences: str) -> int:
    """Writes each sentence on a line of its own; returns the code."""
    print_error("\n".join(map(escape_line, sentences)))
    return code
