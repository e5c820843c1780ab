"""The dots in the table of options say no more than its cells do."""

from __future__ import annotations

import pytest

from tests.speedups import shipped

OPTIONS = shipped().decision_aid("en").options


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.id)
def test_an_option_fits_only_what_its_cells_say(option):
    cuts, time_off = option.cells.cuts, option.cells.time_off
    has_no_cut = cuts == "None"
    is_small = has_no_cut or "small" in cuts or "needle" in cuts
    is_short = time_off.startswith(("None", "Often none"))
    is_known = is_short or "About a week" in time_off
    expected = {
        "cuts.none": has_no_cut,
        "cuts.small": is_small,
        "time-off.little": is_short,
        "time-off.weeks": is_known,
    }
    assert set(option.fits) == {answer for answer, fits in expected.items() if fits}
