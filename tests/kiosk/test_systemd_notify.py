"""systemd receives the notifications that it expects, and an error while sending is harmless."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from app.kiosk.supervision.systemd_notify import systemd_notifier


@pytest.fixture
def systemd(tmp_path: Path):
    """A socket in place of the one of systemd."""
    receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    receiver.settimeout(5)
    yield receiver
    receiver.close()


def notifier_for(address: str):
    notifier = systemd_notifier({"NOTIFY_SOCKET": address})
    assert notifier is not None
    return notifier


def test_start_heartbeat_and_stop_are_notified(systemd, tmp_path) -> None:
    systemd.bind(str(tmp_path / "notify"))
    notifier = notifier_for(str(tmp_path / "notify"))
    for send in (notifier.ready, notifier.alive, notifier.stopping):
        send()
    assert [systemd.recv(64) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"STOPPING=1"]


def test_an_address_that_begins_with_an_at_sign_is_abstract(systemd, tmp_path) -> None:
    systemd.bind(f"\0{tmp_path}")
    notifier_for(f"@{tmp_path}").alive()
    assert systemd.recv(64) == b"WATCHDOG=1"


def test_a_socket_without_a_receiver_is_logged_once_and_is_harmless(tmp_path, caplog) -> None:
    notifier = notifier_for(str(tmp_path / "missing"))
    notifier.alive()
    notifier.alive()
    assert len(caplog.records) == 1


@pytest.mark.parametrize("address", ["", "@", "/", "vsock:2:1234", "relative"])
def test_there_is_no_notifier_for_an_address_that_is_not_local(address: str) -> None:
    assert systemd_notifier({"NOTIFY_SOCKET": address}) is None


def test_there_is_no_notifier_without_systemd() -> None:
    assert systemd_notifier({}) is None
