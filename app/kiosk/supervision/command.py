"""Entry point of the supervisor.

Environment check, single-instance lock, and shutting the machine down when the config allows it.
No Qt.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import BinaryIO

from app.bootstrap.options import UsageError
from app.kiosk.preflight.environment import unsafe_variables
from app.kiosk.supervision.single_instance import acquire_lock, lock_path
from app.kiosk.supervision.supervisor import Supervisor, SupervisorTimes
from app.support.exit_codes import ExitCode
from app.support.paths import Paths

_UNIX_COMMANDS = (("systemctl", "poweroff"), ("loginctl", "poweroff"), ("shutdown", "-h", "now"))
_WINDOWS_COMMANDS = (("shutdown", "/s", "/t", "0"),)
_log = logging.getLogger(__name__)


def shut_down_machine() -> bool:
    """Tries each way there is; whether the system took one."""
    for words in _WINDOWS_COMMANDS if sys.platform == "win32" else _UNIX_COMMANDS:
        program = shutil.which(words[0])
        if program is None:
            continue
        done = subprocess.run([program, *words[1:]], check=False, stdin=subprocess.DEVNULL)
        if done.returncode == 0:
            return True
        _log.error("%s answered %d", " ".join(words), done.returncode)
    _log.error("the machine could not be switched off")
    return False


def supervise(
    paths: Paths, command: Sequence[str] = (), times: SupervisorTimes | None = None
) -> int:
    """Keeps a kiosk going until a keeper leaves it or the system ends it; returns the code.

    Raises:
        UsageError: a kiosk is already running here, or the surroundings are hostile.
    """
    refuse_unsafe_environment(os.environ)
    held = require_single_instance("kiosk-parent", paths)
    try:
        code = Supervisor(command or child_command(), times or SupervisorTimes()).run()
    finally:
        if held is not None:
            held.close()
    if code == ExitCode.SHUT_DOWN:
        _shut_down_if_allowed(paths)
    return code


def refuse_unsafe_environment(environment: Mapping[str, str]) -> None:
    """Lets a kiosk start only where nothing around it loads foreign code.

    Raises:
        UsageError: there is such a variable; its code keeps systemd from trying again for ever.
    """
    if found := unsafe_variables(environment):
        names = ", ".join(found)
        raise UsageError(
            f"a kiosk does not start with {names} set: unset it", ExitCode.UNSAFE_ENVIRONMENT
        )


def _shut_down_if_allowed(paths: Paths) -> None:
    """Only where the rules of this machine allow it, whatever the child believed."""
    # Imported here: it is wanted once, and it reads TOML.
    from app.kiosk.config import KioskFiles, read_config
    from app.support.validation_errors import ContentError

    try:
        may = read_config(KioskFiles.beside_settings(paths.settings).config).may_shut_down
    except ContentError as error:
        _log.warning("the rules cannot be read, so nothing is switched off: %s", error)
        return
    if may:
        shut_down_machine()


def require_single_instance(name: str, paths: Paths, wait_s: float = 0.0) -> BinaryIO | None:
    """The lock of that name; None where the disk takes no lock at all, which hinders no kiosk.

    Raises:
        UsageError: another kiosk holds it.
    """
    file = lock_path(name, paths.settings)
    try:
        held = acquire_lock(file, wait_s)
    except OSError as error:
        _log.warning("no lock can be made, so a second kiosk is not noticed: %s", error)
        return None
    if held is None:
        raise UsageError("a kiosk is already running here: leave that one first")
    return held


def child_command() -> list[str]:
    """The command that started this process, for a child without a parent's duties."""
    return [sys.executable, *sys.orig_argv[1:], "--alone"]
