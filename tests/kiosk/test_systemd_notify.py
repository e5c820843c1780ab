"""Does systemd hear what it asks for, and does a deaf one do no harm?"""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from app.kiosk.supervision.systemd_notify import systemd_notifier


@pytest.fixture
def systemd(tmp_path: Path):
    """Stands in for systemd at an address in a folder or at an abstract one."""
    heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    heard.settimeout(5)
    yield heard
    heard.close()


def _line(address: str):
    line = systemd_notifier({"NOTIFY_SOCKET": address})
    assert line is not None
    return line


def test_systemd_is_told_of_the_start_of_every_beat_and_of_the_end(systemd, tmp_path) -> None:
    systemd.bind(str(tmp_path / "notify"))
    line = _line(str(tmp_path / "notify"))
    for say in (line.ready, line.alive, line.stopping):
        say()
    assert [systemd.recv(64) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"STOPPING=1"]


def test_an_address_that_begins_with_at_is_an_abstract_one(systemd, tmp_path) -> None:
    systemd.bind(f"\0{tmp_path}")
    _line(f"@{tmp_path}").alive()
    assert systemd.recv(64) == b"WATCHDOG=1"


def test_a_systemd_that_is_deaf_is_logged_once_and_harms_nothing(tmp_path, caplog) -> None:
    line = _line(str(tmp_path / "nobody"))
    line.alive()
    line.alive()
    assert len(caplog.records) == 1


@pytest.mark.parametrize("address", ["", "@", "/", "vsock:2:1234", "relative"])
def test_whoever_names_no_local_address_is_not_spoken_to(address: str) -> None:
    assert systemd_notifier({"NOTIFY_SOCKET": address}) is None


def test_without_systemd_there_is_no_line() -> None:
    assert systemd_notifier({}) is None
