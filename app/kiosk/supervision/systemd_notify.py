"""The notification protocol of systemd; the only module that opens a socket, a local one."""

from __future__ import annotations

import logging
import socket
from collections.abc import Mapping

SOCKET_VARIABLE = "NOTIFY_SOCKET"
_log = logging.getLogger(__name__)


class SystemdNotifier:
    """Sends notifications to systemd; logs the first error and ignores the rest."""

    def __init__(self, address: str) -> None:
        # systemd writes the leading zero byte of an abstract socket address as @.
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        self._has_failed = False

    def ready(self) -> None:
        """Report that the first picture is on the screen."""
        self._send("READY=1")

    def alive(self) -> None:
        """Report that the event loop runs and paints."""
        self._send("WATCHDOG=1")

    def stopping(self) -> None:
        """Report that the program is ending."""
        self._send("STOPPING=1")

    def _send(self, message: str) -> None:
        try:
            # A socket that is kept open would stop working when systemd is restarted.
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as connection:
                connection.settimeout(0.0)
                connection.sendto(message.encode(), self._address)
        except OSError as error:
            if not self._has_failed:
                _log.warning("systemd cannot be notified of %s: %s", message, error)
            self._has_failed = True


def systemd_notifier(environment: Mapping[str, str]) -> SystemdNotifier | None:
    """The notifier for the socket that systemd names; None if there is none of a supported kind."""
    address = environment.get(SOCKET_VARIABLE, "")
    return SystemdNotifier(address) if address[:1] in ("/", "@") and address[1:] else None
