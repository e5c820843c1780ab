"""The run history is right whatever happens to the clock, the file and the disk."""

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
    StartDecision,
    current_boot_time,
)
from app.support.read_file import read_file

UNKNOWN = (RunOutcome.KILLED, "")


class Machine:
    """A machine with clocks that tests set, on which a kiosk is started again and again."""

    def __init__(self, file) -> None:
        self.file, self.now = file, BootTime(1_800_000_000.0, 100.0, "monday")

    def pass_time(self, seconds: float) -> None:
        now = self.now
        self.now = replace(now, wall=now.wall + seconds, since_boot=now.since_boot + seconds)

    def set_clock(self, wall: float) -> None:
        self.now = replace(self.now, wall=wall)

    def boot(self, name: str) -> None:
        self.now = replace(self.now, since_boot=10.0, boot=name)

    def start(self, supervisor_failures: int = 0, previous=UNKNOWN):
        self.history = RunHistory(self.file, lambda: self.now)
        return self.history.begin_run(previous, supervisor_failures)

    def fail(self, times: int, every_s: float = 5.0) -> None:
        for _ in range(times):
            self.start()
            self.pass_time(every_s)


@pytest.fixture
def machine(tmp_path) -> Machine:
    return Machine(tmp_path / "kiosk-runs.json")


def test_the_first_start_is_normal(machine) -> None:
    assert machine.start() == StartDecision(needs_safe_mode=False, last_failure=None)


def test_after_two_failures_the_start_is_normal(machine) -> None:
    machine.fail(2)
    assert not machine.start().needs_safe_mode


def test_after_three_failures_within_ten_minutes_safe_mode_is_needed(machine) -> None:
    machine.fail(3)
    assert machine.start().needs_safe_mode


def test_ten_minutes_after_the_failures_the_start_is_normal_again(machine) -> None:
    machine.fail(3)
    machine.start()
    machine.pass_time(600)
    machine.history.end_run(RunOutcome.CLEAN)
    assert not machine.start().needs_safe_mode


def test_failures_that_are_far_apart_do_not_lead_to_safe_mode(machine) -> None:
    machine.fail(8, every_s=400)
    assert not machine.start().needs_safe_mode


def test_a_clean_end_is_not_a_failure(machine) -> None:
    for _ in range(5):
        machine.start()
        machine.history.end_run(RunOutcome.CLEAN)
    assert machine.start().last_failure is None


def test_only_the_first_recorded_end_of_a_run_counts(machine) -> None:
    machine.start()
    machine.history.end_run(RunOutcome.EXCEPTION, "ValueError, display.py 12")
    machine.history.end_run(RunOutcome.CLEAN)
    assert machine.start().last_failure.detail == "ValueError, display.py 12"


def test_a_run_that_did_not_record_its_end_gets_the_outcome_from_outside(machine) -> None:
    machine.start()
    last = machine.start(previous=(RunOutcome.HUNG, "")).last_failure
    assert last.how is RunOutcome.HUNG


@pytest.mark.parametrize("wall", [0.0, 2**31 - 1.0, 1_800_000_000.0 + 3600, -5.0])
def test_setting_the_clock_hides_no_failure(machine, wall: float) -> None:
    machine.fail(2)
    machine.set_clock(wall)
    machine.fail(1)
    assert machine.start().needs_safe_mode


@pytest.mark.parametrize("wall", [0.0, 2**31 - 1.0])
def test_setting_the_clock_makes_no_old_failure_recent(machine, wall: float) -> None:
    machine.fail(3)
    machine.start()
    machine.history.end_run(RunOutcome.CLEAN)
    machine.pass_time(700)
    machine.set_clock(wall)
    assert machine.start().last_failure is None


def test_switching_off_the_machine_is_not_a_failure(machine) -> None:
    for day in ("tuesday", "wednesday", "thursday", "friday"):
        machine.start()
        machine.boot(day)
    assert machine.start().last_failure is None


def test_failures_before_a_reboot_still_count(machine) -> None:
    machine.fail(3)
    machine.start()
    machine.history.end_run(RunOutcome.EXCEPTION, "x")
    machine.boot("tuesday")
    assert machine.start().needs_safe_mode


def test_failures_do_not_count_if_neither_clock_can_tell_their_age(machine) -> None:
    machine.fail(3)
    machine.start()
    machine.history.end_run(RunOutcome.EXCEPTION, "x")
    machine.boot("tuesday")
    machine.set_clock(0.0)
    assert not machine.start().needs_safe_mode


UNFINISHED = (
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
        *(b'{"runs": [%s]}' % (UNFINISHED % wall) for wall in (b"1e999", b"-1e300", b"NaN")),
        b"\xff\xfe\x00",
        b"[" * 100_000,
    ],
)
def test_a_broken_file_does_not_prevent_a_start(machine, text: bytes) -> None:
    machine.file.write_bytes(text)
    assert not machine.start().needs_safe_mode
    assert len(json.loads(machine.file.read_bytes())["runs"]) == 1


def test_a_pipe_in_place_of_the_file_does_not_prevent_a_start(machine) -> None:
    os.mkfifo(machine.file)
    assert not machine.start().needs_safe_mode
    assert len(json.loads(read_file(machine.file))["runs"]) == 1


def test_the_count_of_the_supervisor_is_used_if_nothing_can_be_written(machine) -> None:
    machine.file.mkdir()
    decision = machine.start(supervisor_failures=3, previous=(RunOutcome.KILLED, "signal 9"))
    assert decision.needs_safe_mode
    assert decision.last_failure.detail == "signal 9"


def test_the_file_stays_small(machine) -> None:
    machine.fail(30)
    assert len(json.loads(machine.file.read_bytes())["runs"]) <= 12


def test_failures_are_counted_by_outcome(machine) -> None:
    machine.fail(2)
    machine.start()
    machine.history.end_run(RunOutcome.EXCEPTION)
    machine.start()
    assert machine.history.failure_counts() == (("broke", 1), ("killed", 2))


def test_the_limit_of_failures_can_be_set(tmp_path) -> None:
    machine = Machine(tmp_path / "runs.json")
    machine.fail(1)
    history = RunHistory(machine.file, lambda: machine.now, CrashLoopLimits(max_failures=1))
    assert history.begin_run(UNKNOWN).needs_safe_mode


def test_the_clocks_of_this_machine_can_be_read() -> None:
    before, after = current_boot_time(), current_boot_time()
    assert after.is_same_boot(before)
    assert after.seconds_since(before) >= 0


@pytest.mark.parametrize(
    ("last_exit", "fault", "outcome"),
    [
        ("hung", "", (RunOutcome.HUNG, "")),
        ("hung", "hung", (RunOutcome.HUNG, "")),
        ("", "hung", (RunOutcome.HUNG, "")),
        ("signal 9", "hung", (RunOutcome.KILLED, "signal 9")),
        ("signal 11", "Segmentation fault", (RunOutcome.NATIVE_CRASH, "Segmentation fault")),
        ("", "Segmentation fault", (RunOutcome.NATIVE_CRASH, "Segmentation fault")),
        ("code 70", "", (RunOutcome.EXCEPTION, "code 70")),
        ("signal 9", "", (RunOutcome.KILLED, "signal 9")),
        ("", "", (RunOutcome.KILLED, "")),
    ],
)
def test_supervisor_and_fault_log_together_show_how_a_run_ended(last_exit, fault, outcome):
    assert previous_outcome(SupervisorInfo(2, 1, last_exit), fault) == outcome


def test_the_information_of_the_supervisor_arrives_unchanged() -> None:
    info = SupervisorInfo(3, 2, "signal 11")
    assert SupervisorInfo.from_environ(info.to_environ()) == info


@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 50, "\u0663"])
def test_an_invalid_value_from_the_supervisor_is_ignored(value: str) -> None:
    variables = {"BACK_ATLAS_START": value, "BACK_ATLAS_FAILED": value}
    assert SupervisorInfo.from_environ(variables) == SupervisorInfo()


def test_a_fault_code_is_the_same_for_the_same_failure_only() -> None:
    codes = [
        fault_code(RunOutcome.EXCEPTION, f"ValueError, display.py {line}") for line in (12, 12, 13)
    ]
    assert codes[0] == codes[1] != codes[2]


def test_no_character_of_a_fault_code_can_be_taken_for_another() -> None:
    used = {char for how in RunOutcome for n in range(300) for char in fault_code(how, str(n))}
    assert not used & set("0O1IL5S8BZ")
    assert not {"M", "N"} <= used


def test_an_error_location_is_the_last_file_without_the_text_of_the_error() -> None:
    report = 'File "/x/app/a.py", line 3, in f\n  File "/x/app/b.py", line 7\nValueError: Anna'
    assert error_location("ValueError", report) == "ValueError, b.py 7"


def test_a_fault_report_has_code_version_atlas_and_start_time() -> None:
    run = RunRecord(BootTime(0, 0), BootTime(1, 1), RunOutcome.EXCEPTION, "ValueError, b.py 7")
    report = fault_report(run, "0.1.0", "back 1, 2026-01-01", BootTime(0, 0))
    assert report.code == fault_code(RunOutcome.EXCEPTION, "ValueError, b.py 7")
    assert (report.version, report.atlas) == ("0.1.0", "back 1, 2026-01-01")
    assert report.started.startswith(("1970", "1969"))
