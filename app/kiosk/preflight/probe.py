"""Collects the facts about the machine for the preflight check. No Qt."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.kiosk.preflight.facts import AccountFacts, StorageFacts, SystemFacts, ToolFacts

COMPOSITORS = ("cage", "ubuntu-frame", "frame", "gnome-kiosk")
"""Wayland compositors that show one program and nothing else."""
SCREEN_UNIT = "back-atlas-screen.service"
_ADMIN_GROUPS = frozenset({"sudo", "wheel", "admin", "adm", "root", "docker", "lpadmin", "disk"})
_TOOL_TIMEOUT_S = 10
_MB = 1_000_000


def probe_system(environment: Mapping[str, str], unsafe: tuple[str, ...]) -> SystemFacts:
    """The session and the system; `unsafe` are the names of unsafe variables."""
    compositor = _first_running(COMPOSITORS)
    return SystemFacts(
        desktop=environment.get("XDG_CURRENT_DESKTOP", ""),
        compositor=compositor,
        compositor_version=_run_tool(["cage", "-v"]) if compositor == "cage" else "",
        has_systemd_watchdog=bool(environment.get("NOTIFY_SOCKET")),
        unit_state=_run_tool(["systemctl", "is-enabled", SCREEN_UNIT]) or "absent"
        if _has_systemd()
        else None,
        sysrq=_read_text(Path("/proc/sys/kernel/sysrq")),
        restarts_on_ctrl_alt_del=_restarts_on_ctrl_alt_del() if _has_systemd() else None,
        unsafe_variables=unsafe,
    )


def probe_account() -> AccountFacts:
    """The account of this process and its groups."""
    if sys.platform == "win32":
        return AccountFacts(os.environ.get("USERNAME", ""))
    import grp
    import pwd

    groups = set()
    for number in {os.getegid(), *os.getgroups()}:
        try:
            groups.add(grp.getgrgid(number).gr_name)
        except KeyError:
            continue  # a group without a name cannot be one of those looked for
    try:
        name = pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        name = str(os.geteuid())
    return AccountFacts(name, os.geteuid() == 0, tuple(sorted(groups & _ADMIN_GROUPS)))


def probe_storage(folder: Path, pins: Path) -> StorageFacts:
    """The folder and the PIN file; if the folder does not exist, its nearest parent is used."""
    existing = folder
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    mode = existing.stat().st_mode
    pins_mode = pins.stat().st_mode & 0o777 if pins.exists() else None
    return StorageFacts(
        folder=folder,
        exists=folder.exists(),
        is_owned=not folder.exists() or _is_owned(folder),
        is_writable=os.access(existing, os.W_OK),
        is_world_writable=folder.exists() and os.name == "posix" and bool(mode & 0o002),
        pins_mode=pins_mode if os.name == "posix" else None,
        pins_are_owned=not pins.exists() or _is_owned(pins),
        free_mb=shutil.disk_usage(existing).free // _MB,
    )


def probe_tools() -> ToolFacts:
    """The printers and speech programs of the system."""
    voices = tuple(name for name in ("spd-say", "espeak-ng") if shutil.which(name))
    if shutil.which("lpstat") is None:
        return ToolFacts(None, voices)
    return ToolFacts(tuple(_run_tool(["lpstat", "-e"]).split()), voices)


def _is_owned(file: Path) -> bool:
    return sys.platform == "win32" or file.stat().st_uid == os.geteuid()


def _has_systemd() -> bool:
    return Path("/run/systemd/system").is_dir()


def _restarts_on_ctrl_alt_del() -> bool:
    """Whether Ctrl+Alt+Del restarts the machine."""
    return _run_tool(["systemctl", "is-enabled", "ctrl-alt-del.target"]) != "masked"


def _first_running(names: Sequence[str]) -> str:
    """The first of these programs that is running, or ""."""
    for file in sorted(Path("/proc").glob("[0-9]*/comm")):
        name = _read_text(file)
        if name in names:
            return name or ""
    return ""


def _read_text(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return None


def _run_tool(command: Sequence[str]) -> str:
    """The output of a program; "" if it does not exist or does not answer."""
    try:
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, timeout=_TOOL_TIMEOUT_S
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()
