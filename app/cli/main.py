"""The command line: parse it, run the command, report errors.

Every error ends as one sentence on standard error and an exit code.
"""

from __future__ import annotations

import errno
import gc
import logging
import os
from collections.abc import Sequence

from app.bootstrap.options import Command, Options, UsageError, parse_options
from app.support.exit_codes import ExitCode
from app.support.interrupt import restore_keyboard_interrupt
from app.support.logs import close_log, open_log
from app.support.messages import (
    discard_output,
    escape_line,
    flush_streams,
    prepare_streams,
    print_error,
)
from app.support.missing_dependencies import import_error_message
from app.support.paths import Paths
from app.support.validation_errors import ContentError
from app.support.version import versions
from app.support.write_file import OutputError, check_output_file

_log = logging.getLogger(__name__)


def main(arguments: Sequence[str], paths: Paths | None = None) -> int:
    """Run one command line and return its exit code; no exception escapes.

    `paths` says where settings and logs go; by default where the system keeps them.
    """
    prepare_streams()
    try:
        return _run_command_line(arguments, paths)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except Exception as error:
        # Errors from before the log is open: the home folder cannot be found, for instance.
        kind = type(error).__name__
        return _print_errors(
            ExitCode.INTERNAL_ERROR, f"something unexpected happened ({kind}: {error})"
        )
    finally:
        discard_output()


def _run_command_line(arguments: Sequence[str], paths: Paths | None) -> int:
    try:
        return _parse_and_dispatch(arguments, paths)
    except (UsageError, OutputError) as error:
        return _print_errors(error.code, str(error))
    except ContentError as error:
        return _print_errors(ExitCode.INVALID_ATLAS, *error.lines)
    except ImportError as error:
        print_error(escape_line(import_error_message(error)), name="")
        return ExitCode.UNAVAILABLE
    except BrokenPipeError:
        # The program that reads the output has ended, as `head` does.
        return ExitCode.INVALID_ATLAS
    except OSError as error:
        return _print_errors(ExitCode.IO_ERROR, _os_error_message(error))


def _parse_and_dispatch(arguments: Sequence[str], paths: Paths | None) -> int:
    try:
        options = parse_options(arguments)
    except SystemExit as done:  # --help and --version
        flush_streams()
        return int(done.code or 0)
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
        message = f"something unexpected happened ({type(error).__name__}); see {paths.logs}"
        return _print_errors(ExitCode.INTERNAL_ERROR, message)
    else:
        return code
    finally:
        close_log(log)


def _os_error_message(error: OSError) -> str:
    """Name the file that could not be read or written, the reason, and what to do."""
    reason = error.strerror or str(error)
    if error.errno == errno.ENOSPC:
        remedy = "free some space"
    else:
        remedy = "check that it exists and that you may read and write it"
    file = error.filename if error.filename is not None else "the output"
    return f"{os.fsdecode(file)}: {reason}: {remedy}"


def _explore(options: Options, paths: Paths) -> int:
    gc.disable()  # until trim_memory: nothing that is made before the first picture is garbage
    try:
        from app.cli.explore import explore

        return explore(options, paths)
    finally:
        gc.enable()


def _picture(options: Options, _paths: Paths) -> int:
    assert options.out is not None
    check_output_file(options.out, (".png",))
    # Set before Qt is imported, because Qt reads it once.
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
    if options.set_pin:
        from app.cli.kiosk_pin import set_pin

        restore_keyboard_interrupt()
        return set_pin(paths)
    if not (options.alone or os.environ.get("NOTIFY_SOCKET")):
        from app.kiosk.supervision.command import supervise

        return supervise(paths)
    from app.cli.kiosk import run_kiosk

    return run_kiosk(options, paths)


_COMMANDS = {
    Command.EXPLORE: _explore,
    Command.PRESENT: _explore,
    Command.KIOSK: _kiosk,
    Command.PICTURE: _picture,
    Command.CHECK: _check,
    Command.HANDOUT: _handout,
}


def _print_errors(code: int, *messages: str) -> int:
    """Print each message on its own line; return the code."""
    print_error("\n".join(map(escape_line, messages)))
    return code
