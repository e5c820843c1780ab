"""How the program starts: the command line first, then Qt, then the rest; knows everyone."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Sequence

from app.arguments import Command, Options, UsageError, parse
from app.content.mistakes import ContentError
from app.support.crash import EXIT_BROKEN
from app.support.logs import close_log, open_log
from app.support.missing import EXIT_MISSING, sentence_for
from app.support.paths import Paths
from app.support.version import versions

EXIT_MISTAKES = 1
EXIT_STOPPED = 130
_log = logging.getLogger(__name__)


def run() -> None:
    """What the command `back-atlas` calls."""
    sys.exit(main(sys.argv[1:]))


def main(words: Sequence[str], paths: Paths | None = None) -> int:
    """Does what a command line asks for and returns the exit code; no error leaves it."""
    try:
        return _obey(parse(words), paths or Paths.of_person())
    except SystemExit as answered:
        return int(answered.code or 0)
    except UsageError as error:
        return _tell(str(error), error.code)
    except ContentError as error:
        return _tell(str(error), EXIT_MISTAKES)
    except ImportError as error:
        sys.stderr.write(f"{sentence_for(error)}\n")
        return EXIT_MISSING
    except KeyboardInterrupt:
        return EXIT_STOPPED


def _obey(options: Options, paths: Paths) -> int:
    log = open_log(paths.logs)
    try:
        return _COMMANDS[options.command](options, paths)
    except (UsageError, ContentError, ImportError):
        raise
    except BrokenPipeError:
        # Whoever read the output has seen enough; Python must not try to flush the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_MISTAKES
    except OSError as error:
        _log.exception("%s", versions())
        return _tell(f"{error.filename or 'a file'}: {error.strerror or error}", EXIT_BROKEN)
    except Exception as error:
        _log.exception("%s", versions())
        kind = type(error).__name__
        return _tell(f"something unexpected happened ({kind}); see {paths.logs}", EXIT_BROKEN)
    finally:
        close_log(log)


def _explore(options: Options, paths: Paths) -> int:
    gc.disable()  # until the window stands: nothing that is made before it is garbage
    try:
        from app.exploring import explore

        return explore(options, paths)
    finally:
        gc.enable()


def _picture(options: Options, _paths: Paths) -> int:
    # Before Qt is imported: the platform is chosen once.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from app.picture import picture

    assert options.out is not None
    return picture(options, options.out)


def _check(options: Options, _paths: Paths) -> int:
    from app.check import check, check_standards

    if options.standards:
        return check_standards(options.atlas, as_json=options.json)
    return check(options.atlas)


def _handout(options: Options, paths: Paths) -> int:
    from app.take_home import take_home

    return take_home(options, paths)


def _kiosk(options: Options, paths: Paths) -> int:
    if options.check:
        from app.kiosk_check import check_machine

        return check_machine(options, paths)
    if options.remove_pin is not None:
        from app.keepers import remove_pin

        return remove_pin(paths, options.remove_pin)
    if not (options.set_pin or options.alone or os.environ.get("NOTIFY_SOCKET")):
        from app.supervising import supervise

        return supervise(paths)
    from app.kiosking import kiosk, set_pin

    return set_pin(paths) if options.set_pin else kiosk(options, paths)


_COMMANDS = {
    Command.EXPLORE: _explore,
    Command.PRESENT: _explore,
    Command.KIOSK: _kiosk,
    Command.PICTURE: _picture,
    Command.CHECK: _check,
    Command.HANDOUT: _handout,
}


def _tell(sentence: str, code: int) -> int:
    sys.stderr.write(f"back-atlas: {sentence}\n")
    return code
