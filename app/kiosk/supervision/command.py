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
from app.kiosk.preflight.environment import EXIT_HOSTILE, hostile
from app.kiosk.supervision.protocol import Exit
from app.kiosk.supervision.single_instance import hold, place_for
from app.kiosk.supervision.supervisor import Parent, Times
from app.support.paths import Paths

_UNIX = (("systemctl", "poweroff"), ("loginctl", "poweroff"), ("shutdown", "-h", "now"))
_WINDOWS = (("shutdown", "/s", "/t", "0"),)
_log = logging.getLogger(__name__)


def switch_off() -> bool:
    """Tries each way there is; whether the system took one."""
    for words in _WINDOWS if sys.platform == "win32" else _UNIX:
        program = shutil.which(words[0])
        if program is None:
            continue
        done = subprocess.run([program, *words[1:]], check=False, stdin=subprocess.DEVNULL)
        if done.returncode == 0:
            return True
        _log.error("%s answered %d", " ".join(words), done.returncode)
    _log.error("the machine could not be switched off")
    return False


def supervise(paths: Paths, command: Sequence[str] = (), times: Times | None = None) -> int:
    """Keeps a kiosk going until a keeper leaves it or the system ends it; returns the code.

    Raises:
        UsageError: a kiosk is already running here, or the surroundings are hostile.
    """
    refuse_hostile(os.environ)
    held = only_one("kiosk-parent", paths)
    try:
        code = Parent(command or same_again(), times or Times()).run()
    finally:
        if held is not None:
            held.close()
    if code == Exit.SHUT_DOWN:
        _switch_off(paths)
    return code


def refuse_hostile(environment: Mapping[str, str]) -> None:
    """Lets a kiosk start only where nothing around it loads foreign code.

    Raises:
        UsageError: there is such a variable; its code keeps systemd from trying again for ever.
    """
    if found := hostile(environment):
        names = ", ".join(found)
        raise UsageError(f"a kiosk does not start with {names} set: unset it", EXIT_HOSTILE)


def _switch_off(paths: Paths) -> None:
    """Only where the rules of this machine allow it, whatever the child believed."""
    # Imported here: it is wanted once, and it reads TOML.
    from app.kiosk.config import KioskFiles, read_rules
    from app.support.validation_errors import ContentError

    try:
        may = read_rules(KioskFiles.beside(paths.settings).rules).may_shut_down
    except ContentError as error:
        _log.warning("the rules cannot be read, so nothing is switched off: %s", error)
        return
    if may:
        switch_off()


def only_one(name: str, paths: Paths, wait_s: float = 0.0) -> BinaryIO | None:
    """The lock of that name; None where the disk takes no lock at all, which hinders no kiosk.

    Raises:
        UsageError: another kiosk holds it.
    """
    file = place_for(name, paths.settings)
    try:
        held = hold(file, wait_s)
    except OSError as error:
        _log.warning("no lock can be made, so a second kiosk is not noticed: %s", error)
        return None
    if held is None:
        raise UsageError("a kiosk is already running here: leave that one first")
    return held


def same_again() -> list[str]:
    """The command that started this process, for a child without a parent's duties."""
    return [sys.executable, *sys.orig_argv[1:], "--alone"]
