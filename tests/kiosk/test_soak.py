"""Thousands of random events break nothing in a kiosk and leave nothing behind."""

from __future__ import annotations

import pytest

from app.kiosk.access import pin_store
from tests.kiosk.soak import SoakRun, make_soak_kiosk

# As many as the time allows: tests/bench/kiosk_soak.py runs as long as you like.
EVENTS = 10_000


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1])
def test_random_events_break_nothing_and_leave_nothing(qapp, tmp_path, monkeypatch, seed):
    monkeypatch.setattr(pin_store, "_SCRYPT_N", 2**4)
    kiosk = make_soak_kiosk(tmp_path)
    report = SoakRun(kiosk, seed).run(EVENTS)
    kiosk.end()
    assert report.faults == [], str(report)
    assert report.samples[-1].events >= EVENTS
