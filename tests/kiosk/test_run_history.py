"""Does a kiosk know how its last runs ended, whatever happens to its clock, file and disk?"""

from __future__ import annotations

import json
import os
from dataclasses import replace

import pytest

from app.kiosk.supervision.fault_code import (
    error_location,
    fault_code,
    fault_report,
    previous_outcome,
)
from app.kiosk.supervision.protocol import SupervisorInfo
from app.kiosk.supervision.run_history import (
    BootTime,
    CrashLoopLimits,
    RunHistory,
    RunOutcome,
    RunRecord,
    current_boot_time,
)
from app.support.read_file import read_file

UNSEEN = (RunOutcome.KILLED, "")


class Machine:
    """A machine whose clocks are turned by hand, with a kiosk that is started and ends."""

    def __init__(self, file) -> None:
        self.file, self.at = file, BootTime(1_800_000_000.0, 100.0, "monday")

    def pass_time(self, seconds: float) -> None:
        at = self.at
        self.at = replace(at, wall=at.wall + seconds, since_boot=at.since_boot + seconds)

    def set_clock(self, wall: float) -> None:
        self.at = replace(self.at, wall=wall)

    def boot(self, name: str) -> None:
        self.at = replace(self.at, since_boot=10.0, boot=name)

    def start(self, told: int = 0, seen=UNSEEN):
        self.runs = RunHistory(self.file, lambda: self.at)
        return self.runs.begin_run(seen, told)

    def fail(self, times: int, every_s: float = 5.0) -> None:
        for _ in range(times):
            self.start()
            self.pass_time(every_s)


@pytest.fixture
def machine(tmp_path) -> Machine:
    return Machine(tmp_path / "kiosk-runs.json")


def test_the_first_start_is_a_usual_one(machine) -> None:
    verdict = machine.start()
    assert (verdict.failures, verdict.is_safe, verdict.last) == (0, False, None)


def test_after_two_failures_it_is_started_as_usual(machine) -> None:
    machine.fail(2)
    assert not machine.start().is_safe


def test_after_three_failures_within_ten_minutes_the_fourth_start_is_careful(machine) -> None:
    machine.fail(3)
    assert machine.start().is_safe


def test_ten_minutes_after_the_failures_it_is_started_as_usual_again(machine) -> None:
    machine.fail(3)
    machine.start()
    machine.pass_time(600)
    machine.runs.end(RunOutcome.DONE)
    assert not machine.start().is_safe


def test_failures_that_are_far_apart_make_nobody_careful(machine) -> None:
    machine.fail(8, every_s=400)
    assert not machine.start().is_safe


def test_a_run_that_ended_well_is_no_failure(machine) -> None:
    for _ in range(5):
        machine.start()
        machine.runs.end(RunOutcome.DONE)
    assert machine.start().failures == 0


def test_only_the_first_word_about_an_end_counts(machine) -> None:
    machine.start()
    machine.runs.end(RunOutcome.BROKE, "ValueError, house.py 12")
    machine.runs.end(RunOutcome.DONE)
    assert machine.start().last.detail == "ValueError, house.py 12"


def test_a_run_that_could_not_say_how_it_ended_is_told_by_who_saw_it(machine) -> None:
    machine.start()
    last = machine.start(seen=(RunOutcome.HUNG, "")).last
    assert last.how is RunOutcome.HUNG


@pytest.mark.parametrize("wall", [0.0, 2**31 - 1.0, 1_800_000_000.0 + 3600, -5.0])
def test_a_clock_that_is_set_hides_no_failure(machine, wall: float) -> None:
    machine.fail(2)
    machine.set_clock(wall)
    machine.fail(1)
    assert machine.start().is_safe


@pytest.mark.parametrize("wall", [0.0, 2**31 - 1.0])
def test_a_clock_that_is_set_makes_no_old_failure_a_new_one(machine, wall: float) -> None:
    machine.fail(3)
    machine.start()
    machine.runs.end(RunOutcome.DONE)
    machine.pass_time(700)
    machine.set_clock(wall)
    assert machine.start().failures == 0


def test_switching_the_machine_off_is_no_failure(machine) -> None:
    for day in ("tuesday", "wednesday", "thursday", "friday"):
        machine.start()
        machine.boot(day)
    assert machine.start().failures == 0


def test_a_failure_before_the_machine_was_started_anew_still_counts(machine) -> None:
    machine.fail(3)
    machine.start()
    machine.runs.end(RunOutcome.BROKE, "x")
    machine.boot("tuesday")
    assert machine.start().is_safe


def test_where_no_clock_can_tell_a_failure_does_not_count(machine) -> None:
    machine.fail(3)
    machine.start()
    machine.runs.end(RunOutcome.BROKE, "x")
    machine.boot("tuesday")
    machine.set_clock(0.0)
    assert not machine.start().is_safe


GOING = (
    b'{"began": {"wall": %s, "since_boot": 1.0, "boot": ""}, "ended": null,'
    b' "how": "going", "detail": ""}'
)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b'{"runs": 3}',
        b'{"runs": [3]}',
        b'{"runs": [{"began": null, "ended": null, "how": "going", "detail": ""}]}',
        b'{"runs": [{"began": {"wall": 1e999, "since_boot": "x", "boot": 0}}]}',
        b'{"runs": [{"began": {"wall": %s}}]}' % (b"9" * 400),
        *(b'{"runs": [%s]}' % (GOING % wall) for wall in (b"1e999", b"-1e300", b"NaN")),
        b"\xff\xfe\x00",
        b"[" * 100_000,
    ],
)
def test_a_broken_record_keeps_nothing_from_starting(machine, text: bytes) -> None:
    machine.file.write_bytes(text)
    assert not machine.start().is_safe
    assert len(json.loads(machine.file.read_bytes())["runs"]) == 1


def test_a_pipe_in_place_of_the_record_keeps_nothing_from_starting(machine) -> None:
    os.mkfifo(machine.file)
    assert not machine.start().is_safe
    assert len(json.loads(read_file(machine.file))["runs"]) == 1


def test_where_the_disk_takes_nothing_the_parents_count_holds(machine) -> None:
    machine.file.mkdir()
    verdict = machine.start(told=3, seen=(RunOutcome.KILLED, "signal 9"))
    assert verdict.is_safe
    assert verdict.last.detail == "signal 9"


def test_the_record_stays_small(machine) -> None:
    machine.fail(200)
    assert len(json.loads(machine.file.read_bytes())["runs"]) <= 12


def test_bad_ends_are_counted_by_kind(machine) -> None:
    machine.fail(2)
    machine.start()
    machine.runs.end(RunOutcome.BROKE)
    machine.start()
    assert machine.runs.tally() == (("broke", 1), ("killed", 2))


def test_how_many_are_too_many_can_be_said(tmp_path) -> None:
    machine = Machine(tmp_path / "runs.json")
    machine.fail(1)
    runs = RunHistory(machine.file, lambda: machine.at, CrashLoopLimits(max_failures=1))
    assert runs.begin_run(UNSEEN).needs_safe_mode


def test_this_machine_knows_how_long_it_has_run() -> None:
    before, after = current_boot_time(), current_boot_time()
    assert after.is_same_boot(before)
    assert after.seconds_since(before) >= 0


@pytest.mark.parametrize(
    ("last", "fault", "seen"),
    [
        ("hung", "", (RunOutcome.HUNG, "")),
        ("hung", "hung", (RunOutcome.HUNG, "")),
        ("", "hung", (RunOutcome.HUNG, "")),
        ("signal 9", "hung", (RunOutcome.KILLED, "signal 9")),
        ("signal 11", "Segmentation fault", (RunOutcome.FAULT, "Segmentation fault")),
        ("", "Segmentation fault", (RunOutcome.FAULT, "Segmentation fault")),
        ("code 70", "", (RunOutcome.BROKE, "code 70")),
        ("signal 9", "", (RunOutcome.KILLED, "signal 9")),
        ("", "", (RunOutcome.KILLED, "")),
    ],
)
def test_parent_and_fault_file_together_tell_how_it_ended(last, fault, seen) -> None:
    assert previous_outcome(SupervisorInfo(2, 1, last), fault) == seen


def test_what_a_parent_tells_arrives() -> None:
    told = SupervisorInfo(3, 2, "signal 11")
    assert SupervisorInfo.from_environ(told.to_environ()) == told


@pytest.mark.parametrize("nonsense", ["", "x", "-1", "9" * 50, "\u0663"])
def test_nonsense_told_is_nothing_told(nonsense: str) -> None:
    assert (
        SupervisorInfo.from_environ({"BACK_ATLAS_START": nonsense, "BACK_ATLAS_FAILED": nonsense})
        == SupervisorInfo()
    )


def test_a_code_is_the_same_for_the_same_failure_and_another_for_another() -> None:
    codes = [fault_code(RunOutcome.BROKE, f"ValueError, house.py {line}") for line in (12, 12, 13)]
    assert codes[0] == codes[1] != codes[2]


def test_no_letter_or_digit_of_a_code_can_be_taken_for_another() -> None:
    said = {sign for how in RunOutcome for n in range(300) for sign in fault_code(how, str(n))}
    assert not said & set("0O1IL5S8BZ")
    assert not {"M", "N"} <= said


def test_a_place_is_the_last_file_of_ours_and_no_word_of_a_visitor() -> None:
    report = 'File "/x/app/a.py", line 3, in f\n  File "/x/app/b.py", line 7\nValueError: Anna'
    assert error_location("ValueError", report) == "ValueError, b.py 7"


def test_a_diagnosis_tells_code_version_atlas_and_start() -> None:
    run = RunRecord(BootTime(0, 0), BootTime(1, 1), RunOutcome.BROKE, "ValueError, b.py 7")
    found = fault_report(run, "0.1.0", "back 1, 2026-01-01", BootTime(0, 0))
    assert found.code == fault_code(RunOutcome.BROKE, "ValueError, b.py 7")
    assert (found.version, found.atlas) == ("0.1.0", "back 1, 2026-01-01")
    assert found.started.startswith(("1970", "1969"))
