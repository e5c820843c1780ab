"""Runs a kiosk under our own supervisor, and shuts the machine down afterwards. No Qt."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from app.kiosk.preflight.environment import refuse_unsafe_environment
from app.kiosk.supervision.single_instance import require_single_instance
from app.kiosk.supervision.supervisor import Supervisor, SupervisorTimes
from app.support.exit_codes import ExitCode
from app.support.paths import Paths

_UNIX_COMMANDS = (("systemctl", "poweroff"), ("loginctl", "poweroff"), ("shutdown", "-h", "now"))
_WINDOWS_COMMANDS = (("shutdown", "/s", "/t", "0"),)
_log = logging.getLogger(__name__)


def shut_down_machine() -> bool:
    """Try every command that shuts the machine down; False if none of them succeeds."""
    for arguments in _WINDOWS_COMMANDS if sys.platform == "win32" else _UNIX_COMMANDS:
        program = shutil.which(arguments[0])
        if program is None:
            continue
        done = subprocess.run([program, *arguments[1:]], check=False, stdin=subprocess.DEVNULL)
        if done.returncode == 0:
            return True
        _log.error("%s ended with %d", " ".join(arguments), done.returncode)
    _log.error("the machine could not be shut down")
    return False


def supervise(
    paths: Paths, command: Sequence[str] = (), times: SupervisorTimes | None = None
) -> int:
    """Keep a kiosk running until staff close it or the system ends it.

    Args:
        paths: where the lock and the config are.
        command: the command line of the kiosk; empty for the one of this process.
        times: how long the supervisor waits.

    Returns:
        The exit code of the program.

    Raises:
        UsageError: a kiosk is already running here, or a variable could load foreign code.
    """
    refuse_unsafe_environment(os.environ)
    lock = require_single_instance("kiosk-parent", paths)
    try:
        code = Supervisor(command or child_command(), times or SupervisorTimes()).run()
    finally:
        if lock is not None:
            lock.close()
    if code == ExitCode.SHUT_DOWN:
        _shut_down_if_allowed(paths)
    return code


def _shut_down_if_allowed(paths: Paths) -> None:
    """Shut the machine down if the config file allows it now."""
    # Imported late: it is rarely needed, and it imports the TOML reader.
    from app.kiosk.config import KioskFiles, read_config
    from app.support.validation_errors import ContentError

    try:
        is_allowed = read_config(KioskFiles.beside_settings(paths.settings).config).may_shut_down
    except ContentError as error:
        _log.warning("the config cannot be read, so the machine is not shut down: %s", error)
        return
    if is_allowed:
        shut_down_machine()


def child_command() -> list[str]:
    """The command line of this process with `--alone`, so that the child is not a supervisor."""
    return [sys.executable, *sys.orig_argv[1:], "--alone"]
