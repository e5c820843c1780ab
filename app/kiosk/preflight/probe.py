"""How what a machine is like is found out, as far as a kiosk depends on it. No Qt."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.kiosk.preflight.facts import Account, Kept, Session, Tools

COMPOSITORS = ("cage", "ubuntu-frame", "frame", "gnome-kiosk")
"""Programs that show one program and nothing else."""
SCREEN_UNIT = "back-atlas-screen.service"
_ADMIN_GROUPS = frozenset({"sudo", "wheel", "admin", "adm", "root", "docker", "lpadmin", "disk"})
_ANSWER_S = 10
_MB = 1_000_000


def session_of(environment: Mapping[str, str], hostile: tuple[str, ...]) -> Session:
    """What is around this process."""
    compositor = _running(COMPOSITORS)
    return Session(
        desktop=environment.get("XDG_CURRENT_DESKTOP", ""),
        compositor=compositor,
        compositor_version=_answer(["cage", "-v"]) if compositor == "cage" else "",
        is_watched=bool(environment.get("NOTIFY_SOCKET")),
        unit=_answer(["systemctl", "is-enabled", SCREEN_UNIT]) or "absent" if _systemd() else None,
        sysrq=_text(Path("/proc/sys/kernel/sysrq")),
        restarts_by_keys=_restarts_by_keys() if _systemd() else None,
        hostile=hostile,
    )


def account() -> Account:
    """Who runs this process."""
    if sys.platform == "win32":
        return Account(os.environ.get("USERNAME", ""))
    import grp
    import pwd

    groups = set()
    for number in {os.getegid(), *os.getgroups()}:
        try:
            groups.add(grp.getgrgid(number).gr_name)
        except KeyError:
            continue  # a number without a name gives no right by its name
    try:
        name = pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        name = str(os.geteuid())
    return Account(name, os.geteuid() == 0, tuple(sorted(groups & _ADMIN_GROUPS)))


def kept_in(folder: Path, pins: Path) -> Kept:
    """The folder as it is; one that is not there yet is judged by what it will be made in."""
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    mode = there.stat().st_mode
    pins_mode = pins.stat().st_mode & 0o777 if pins.exists() else None
    return Kept(
        folder=folder,
        is_there=folder.exists(),
        is_ours=not folder.exists() or _is_ours(folder),
        is_writable=os.access(there, os.W_OK),
        others_may_write=folder.exists() and os.name == "posix" and bool(mode & 0o002),
        pins_mode=pins_mode if os.name == "posix" else None,
        pins_are_ours=not pins.exists() or _is_ours(pins),
        free_mb=shutil.disk_usage(there).free // _MB,
    )


def tools() -> Tools:
    """Printers and voices that the system has."""
    voices = tuple(name for name in ("spd-say", "espeak-ng") if shutil.which(name))
    if shutil.which("lpstat") is None:
        return Tools(None, voices)
    return Tools(tuple(_answer(["lpstat", "-e"]).split()), voices)


def _is_ours(file: Path) -> bool:
    return sys.platform == "win32" or file.stat().st_uid == os.geteuid()


def _systemd() -> bool:
    return Path("/run/systemd/system").is_dir()


def _restarts_by_keys() -> bool:
    """Whether Ctrl+Alt+Del still restarts the machine."""
    return _answer(["systemctl", "is-enabled", "ctrl-alt-del.target"]) != "masked"


def _running(names: Sequence[str]) -> str:
    """The first of some programs that runs; a process that has just ended is passed over."""
    for file in sorted(Path("/proc").glob("[0-9]*/comm")):
        name = _text(file)
        if name in names:
            return name or ""
    return ""


def _text(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return None


def _answer(words: Sequence[str]) -> str:
    """What a program of the system says; nothing where it is not there or does not answer."""
    try:
        done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=_ANSWER_S)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()
