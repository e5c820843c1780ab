"""Do signals leave the reference counts of True and None alone? PySide6 6.12 did not."""

from __future__ import annotations

import gc
import sys

from app.body.regions import Place, RegionId
from app.session.actions import SelectRegion
from app.session.session import Session
from app.session.state import Showing

NOISE = 100


def test_five_thousand_signals_leave_the_counts_of_true_and_none_alone() -> None:
    session = Session(Showing())
    received: list[object] = []
    session.changed.connect(received.append)
    gc.collect()  # objects of other tests must not be freed between the two counts
    before = sys.getrefcount(True), sys.getrefcount(None)
    for number in range(5_000):
        session.apply(SelectRegion(Place(RegionId(str(number)))))
    assert len(received) == 5_000
    received.clear()
    session.reset()  # the history holds what was read
    assert abs(sys.getrefcount(True) - before[0]) < NOISE
    assert abs(sys.getrefcount(None) - before[1]) < NOISE
