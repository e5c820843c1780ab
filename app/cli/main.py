"""How the program starts: the command line first, then Qt, then the rest; knows everyone."""

from __future__ import annotations

import errno
import gc
import logging
import os
import sys
from collections.abc import Sequence

from app.bootstrap.options import Command, Options, UsageError, parse
from app.support.crash_reports import EXIT_BROKEN
from app.support.interrupt import EXIT_INTERRUPTED, raise_on_interrupt
from app.support.logs import close_log, open_log
from app.support.messages import (
    flush_streams,
    give_up_streams,
    one_line,
    prepare_streams,
    tell_error,
)
from app.support.missing_dependencies import EXIT_MISSING, sentence_for
from app.support.paths import Paths
from app.support.validation_errors import ContentError
from app.support.version import versions
from app.support.write_file import OutputError, check_output_file

EXIT_MISTAKES = 1
EXIT_NOT_READ_OR_WRITTEN = 74
"""EX_IOERR of sysexits.h."""
_log = logging.getLogger(__name__)


def run() -> None:
    """Runs the command line of this process and ends it."""
    sys.exit(main(sys.argv[1:]))


def main(words: Sequence[str], paths: Paths | None = None) -> int:
    """Does what a command line asks for and returns the exit code; no error leaves it."""
    prepare_streams()
    try:
        return _answer(words, paths)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except Exception as error:
        # Nothing is there yet that could keep a log: a home that cannot be found, for instance.
        kind = type(error).__name__
        return _tell(EXIT_BROKEN, f"something unexpected happened ({kind}: {error})")
    finally:
        give_up_streams()


def _answer(words: Sequence[str], paths: Paths | None) -> int:
    try:
        return _parse_and_obey(words, paths)
    except (UsageError, OutputError) as error:
        return _tell(error.code, str(error))
    except ContentError as error:
        return _tell(EXIT_MISTAKES, *error.lines)
    except ImportError as error:
        tell_error(one_line(sentence_for(error)), name="")
        return EXIT_MISSING
    except BrokenPipeError:
        # The reader of the output has seen enough.
        return EXIT_MISTAKES
    except OSError as error:
        return _tell(EXIT_NOT_READ_OR_WRITTEN, _trouble(error))


def _parse_and_obey(words: Sequence[str], paths: Paths | None) -> int:
    try:
        options = parse(words)
    except SystemExit as answered:  # --help and --version
        flush_streams()
        return int(answered.code or 0)
    return _obey(options, paths or Paths.of_person())


def _obey(options: Options, paths: Paths) -> int:
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
        return _tell(EXIT_BROKEN, told)
    else:
        return code
    finally:
        close_log(log)


def _trouble(error: OSError) -> str:
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
    from app.cli.check import check, check_standards

    if options.standards:
        return check_standards(options.atlas, as_json=options.json)
    return check(options.atlas)


def _handout(options: Options, paths: Paths) -> int:
    from app.cli.handout import take_home

    return take_home(options, paths)


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
    from app.cli.kiosk import kiosk, set_pin

    if options.set_pin:
        raise_on_interrupt()
        return set_pin(paths)
    return kiosk(options, paths)


_COMMANDS = {
    Command.EXPLORE: _explore,
    Command.PRESENT: _explore,
    Command.KIOSK: _kiosk,
    Command.PICTURE: _picture,
    Command.CHECK: _check,
    Command.HANDOUT: _handout,
}


def _tell(code: int, *sentences: str) -> int:
    """Writes each sentence on a line of its own; returns the code."""
    tell_error("\n".join(map(one_line, sentences)))
    return code
