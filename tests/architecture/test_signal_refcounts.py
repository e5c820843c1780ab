"""Does telling thousands of times leave Python's constants alone? (PySide6 6.12 did not.)"""

from __future__ import annotations

import gc
import sys

from app.body.regions import Place, RegionId
from app.session.session import Session
from app.session.state import Showing

_NOISE = 100


def test_telling_five_thousand_times_leaves_true_and_none_alone() -> None:
    session = Session(Showing())
    told: list[object] = []
    session.changed.connect(told.append)
    gc.collect()  # so that nothing of another test is freed while this one counts
    before = sys.getrefcount(True), sys.getrefcount(None)
    for number in range(5_000):
        session.select_place(Place(RegionId(str(number))))
    assert len(told) == 5_000
    told.clear()
    assert abs(sys.getrefcount(True) - before[0]) < _NOISE
    assert abs(sys.getrefcount(None) - before[1]) < _NOISE
