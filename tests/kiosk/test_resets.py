"""After random visits and a reset, a kiosk is in its initial state."""

from __future__ import annotations

import pytest

from app.kiosk.access import pin_store
from tests.kiosk.reset_run import ResetRun
from tests.kiosk.soak import make_soak_kiosk

# As many as the time allows: tests/bench/kiosk_resets.py makes a thousand.
VISITS = 40


@pytest.mark.slow
def test_a_reset_leaves_nothing_of_a_random_visit(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(pin_store, "_SCRYPT_N", 2**4)
    kiosk = make_soak_kiosk(tmp_path)
    resets = ResetRun(kiosk)
    found = {seed: left for seed in range(1, VISITS + 1) if (left := resets.left_by(seed))}
    assert resets.end() == []
    assert found == {}
    assert len(resets.reset_times) >= VISITS
