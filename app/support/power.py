"""Switches the machine off, as the system it runs wants to be asked."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys

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
