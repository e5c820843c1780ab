"""Tells systemd how this process is: the only file that opens a socket, and only a local one."""

from __future__ import annotations

import logging
import socket
from collections.abc import Mapping

SOCKET_VARIABLE = "NOTIFY_SOCKET"
_log = logging.getLogger(__name__)


class SystemdNotifier:
    """A line to systemd; what it cannot hear is logged once and harms nothing."""

    def __init__(self, address: str) -> None:
        # systemd writes the leading zero byte of an abstract address as @.
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        self._has_failed = False

    def ready(self) -> None:
        """The first picture is on the screen."""
        self._send("READY=1")

    def alive(self) -> None:
        """The loop turns, and paints."""
        self._send("WATCHDOG=1")

    def stopping(self) -> None:
        """The end has begun."""
        self._send("STOPPING=1")

    def _send(self, words: str) -> None:
        try:
            # Made anew each time: a line that is kept would be deaf after systemd was renewed.
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
                line.settimeout(0.0)
                line.sendto(words.encode(), self._address)
        except OSError as error:
            if not self._has_failed:
                _log.warning("systemd does not hear %s: %s", words, error)
            self._has_failed = True


def systemd_notifier(environment: Mapping[str, str]) -> SystemdNotifier | None:
    """The line that systemd asks for; None where it does not, or asks for another kind."""
    address = environment.get(SOCKET_VARIABLE, "")
    return SystemdNotifier(address) if address[:1] in ("/", "@") and address[1:] else None
