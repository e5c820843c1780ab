"""After anybody, whatever they did, a kiosk is as it was for the first."""

from __future__ import annotations

import pytest

from app.kiosk.access import pin_store
from tests.kiosk.reset_run import ResetRun
from tests.kiosk.soak import make_soak_kiosk

# As many as fit: tests/bench/kiosk_resets.py does a thousand.
VISITS = 40


@pytest.mark.slow
def test_a_reset_leaves_nothing_of_anybody(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(pin_store, "_SCRYPT_N", 2**4)
    kiosk = make_soak_kiosk(tmp_path)
    resets = ResetRun(kiosk)
    found = {seed: told for seed in range(1, VISITS + 1) if (told := resets.left_by(seed))}
    assert resets.end() == []
    assert found == {}
    assert len(resets.took) >= VISITS
