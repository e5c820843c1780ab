"""The bench sees a slow program: it would not be a measurement otherwise."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.bench.display import Box, display
from tests.bench.start_rows import FLOOR, OURS, PLATE, start_rows
from tests.bench.starts import Start, StartedProgram, measure_start
from tests.bench.table import Row, write

PROBE = Box(330, 400, 48, 48)
SLEEPS = """
import sys, time
time.sleep(0.3)
sys.path.insert(0, {root!r})
from tests.bench.baseline import main
main(sys.argv[1])
"""
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_a_program_that_sleeps_before_it_paints_misses_the_goal(tmp_path: Path) -> None:
    if shutil.which("Xvfb") is None:
        pytest.skip("not installed: Xvfb")
    sleeper = tmp_path / "sleeper.py"
    sleeper.write_text(SLEEPS.format(root=str(ROOT)))
    programs = {FLOOR: ROOT / "tests" / "bench" / "baseline.py", OURS: sleeper}
    starts: dict[str, list[Start]] = {kind: [] for kind in programs}
    with display() as (screen, environment):
        for _ in range(3):
            for kind, file in programs.items():
                command = [sys.executable, str(file), str(PLATE)]
                with StartedProgram(command, environment, ROOT) as program:
                    starts[kind].append(measure_start(program, screen, PROBE))
    clock = start_rows(starts)[0]
    assert clock.name == "first picture"
    assert clock.is_met is False
    assert clock.ratio is not None
    assert clock.ratio > 1.1


def test_a_row_without_chromium_has_no_verdict() -> None:
    start = Start(0.1, 0.1, 0.2, 0.3, 0.3)
    rows = {row.name: row for row in start_rows({FLOOR: [start], OURS: [start]})}
    assert rows["nothing changes any more"].is_met is None
    assert rows["first picture"].is_met is True
    assert rows["sharp picture after the first"].is_met is True


@pytest.mark.parametrize(("ours", "is_met"), [(0.1, True), (0.101, False)])
def test_the_first_picture_may_take_as_long_as_the_floor(ours: float, is_met: bool) -> None:
    floor, start = Start(0.1, 0.1, 0.2, 0.3, 0.3), Start(ours, 0.1, 0.2, 0.3, 0.3)
    assert start_rows({FLOOR: [floor], OURS: [start]})[0].is_met is is_met


def test_the_table_replaces_the_one_in_the_document(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text("before\n<!-- table -->\nold\n<!-- end of the table -->\nafter\n", "utf-8")
    for words in ("first", "second"):
        write(f"| {words} |\n", document)
    text = document.read_text("utf-8")
    assert "| second |" in text
    assert not any(word in text for word in ("old", "first"))
    assert text.startswith("before\n")
    assert text.endswith("after\n")


def test_a_row_shows_its_ratio_and_verdict() -> None:
    row = Row("one", "1.0 x floor", "1 ms", "", "2 ms", 2.0, "1 to 3 ms", is_met=False)
    assert row.cells == ("one", "1.0 x floor", "1 ms", "", "2 ms", "2.00", "1 to 3 ms", "NO")
