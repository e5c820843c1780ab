"""The preflight check: each fact leads to its result, and the command prints the results."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap.options import Options
from app.cli import kiosk_check
from app.cli.kiosk_check import check_machine
from app.cli.kiosk_pin import remove_pin
from app.cli.main import main
from app.kiosk.access import pin_store
from app.kiosk.access.pin_store import PinStore
from app.kiosk.config import KioskConfig
from app.kiosk.preflight import checks, display_probe, probe
from app.kiosk.preflight.checks import PreflightResult, PreflightStatus
from app.kiosk.preflight.facts import (
    AccountFacts,
    DisplayFacts,
    ScreenFacts,
    StorageFacts,
    SystemFacts,
    ToolFacts,
)
from app.support.paths import Paths
from tests.architecture.rules import ROOT

OK, MISSING, LOOK_AT = PreflightStatus.OK, PreflightStatus.MISSING, PreflightStatus.LOOK_AT
SCREEN = ScreenFacts("DP-1", 1920, 1080)
CAGE = DisplayFacts("wayland", "", (SCREEN,), ("eGalax",), None)
X = replace(CAGE, platform="xcb", has_window_manager=False)
GOOD_SYSTEM = SystemFacts(
    compositor="cage",
    compositor_version="Cage version 0.3.1",
    unit_state="enabled",
    sysrq="0",
    restarts_on_ctrl_alt_del=False,
)
CALIBRATED = KioskConfig(pixels_per_mm={"DP-1": 3.5})


def status_by_subject(results) -> dict[str, PreflightStatus]:
    return {result.subject: result.status for result in results}


def check_system(display=CAGE, **facts) -> dict[str, PreflightStatus]:
    return status_by_subject(checks.check_session(replace(GOOD_SYSTEM, **facts), display))


@pytest.mark.parametrize(
    ("account", "status"),
    [
        (AccountFacts("kiosk"), OK),
        (AccountFacts("anna", admin_groups=("sudo",)), LOOK_AT),
        (AccountFacts("root", is_root=True, admin_groups=("root",)), MISSING),
    ],
)
def test_an_account_with_special_rights_is_reported(account, status):
    (result,) = checks.check_account(account)
    assert result.status is status
    assert account.name in result.message


@pytest.mark.parametrize(
    ("display", "facts", "status", "text"),
    [
        (CAGE, {}, OK, "cage shows one program"),
        (CAGE, {"compositor_version": "Cage version 0.1.4"}, LOOK_AT, "cage 0.1.4 ends when"),
        (CAGE, {"compositor_version": ""}, OK, "cage"),
        (CAGE, {"compositor": ""}, LOOK_AT, "not one for kiosks"),
        (CAGE, {"compositor": "frame", "compositor_version": ""}, OK, "frame"),
        (X, {}, OK, "X without a window manager"),
        (replace(X, has_window_manager=True), {}, MISSING, "window manager"),
        (replace(X, has_window_manager=None), {}, LOOK_AT, "what else is on xcb"),
        (X, {"desktop": "GNOME"}, MISSING, "a desktop (GNOME)"),
        (
            replace(X, platform="offscreen", has_window_manager=None),
            {},
            LOOK_AT,
            "offscreen",
        ),
    ],
)
def test_anything_else_on_the_display_is_reported(display, facts, status, text):
    results = checks.check_session(replace(GOOD_SYSTEM, **facts), display)
    (result,) = [result for result in results if result.subject == "session"]
    assert result.status is status
    assert text in result.message


@pytest.mark.parametrize(
    ("facts", "subject", "status"),
    [
        ({}, "environment", OK),
        ({"unsafe_variables": ("LD_PRELOAD",)}, "environment", MISSING),
        ({}, "SysRq", OK),
        ({"sysrq": "438"}, "SysRq", MISSING),
        ({}, "Ctrl+Alt+Del", OK),
        ({"restarts_on_ctrl_alt_del": True}, "Ctrl+Alt+Del", MISSING),
    ],
)
def test_unsafe_variables_and_system_keys_are_reported(facts, subject, status):
    assert check_system(**facts)[subject] is status


def test_system_keys_that_do_not_exist_are_not_mentioned():
    found = check_system(sysrq=None, restarts_on_ctrl_alt_del=None)
    assert found.keys() == {"environment", "session"}


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"has_systemd_watchdog": True, "unit_state": None}, OK),
        ({"unit_state": "enabled"}, OK),
        ({"unit_state": "disabled"}, MISSING),
        ({"unit_state": "absent"}, MISSING),
        ({"unit_state": None}, LOOK_AT),
    ],
)
def test_missing_supervision_is_reported(facts, status):
    (result,) = checks.check_supervision(replace(GOOD_SYSTEM, **facts))
    assert result.status is status


@pytest.mark.parametrize(
    ("display", "config", "expected"),
    [
        (CAGE, CALIBRATED, {"screen DP-1": OK, "size of screen DP-1": OK, "touch": OK}),
        (CAGE, KioskConfig(), {"size of screen DP-1": LOOK_AT}),
        (replace(CAGE, screens=()), CALIBRATED, {"screen": MISSING}),
        (
            replace(CAGE, screens=(ScreenFacts("DP-1", 480, 320),)),
            CALIBRATED,
            {"screen DP-1": LOOK_AT},
        ),
        (CAGE, KioskConfig(screens=("HDMI-1",)), {"screen HDMI-1": MISSING}),
        (replace(CAGE, touch_devices=()), CALIBRATED, {"touch": MISSING}),
        (
            replace(CAGE, touch_devices=()),
            KioskConfig(shows_cursor=True),
            {"touch": LOOK_AT},
        ),
        (CAGE, CALIBRATED, {"keyboard": OK}),
        (CAGE, KioskConfig(keyboard="attached"), {"keyboard": LOOK_AT}),
        (DisplayFacts(reason="nothing is set"), CALIBRATED, {"display": MISSING}),
    ],
)
def test_screens_their_calibration_and_touch_are_checked(display, config, expected):
    found = status_by_subject(checks.check_display(display, config))
    assert {subject: found[subject] for subject in expected} == expected


def test_without_a_display_screens_are_not_mentioned():
    (result,) = checks.check_display(DisplayFacts(reason="nothing is set"), CALIBRATED)
    assert "nothing is set" in result.message


@pytest.mark.parametrize(
    ("names", "broken", "status"),
    [(("Anna", "Ben"), "", OK), ((), "", MISSING), ((), "it cannot be read", MISSING)],
)
def test_a_missing_pin_is_reported(names, broken, status):
    (result,) = checks.check_pins(names, broken)
    assert result.status is status
    assert all(name in result.message for name in names)


FOLDER = Path("/var/lib/back-atlas")


@pytest.mark.parametrize(
    ("facts", "subject", "status"),
    [
        ({}, "folder /var/lib/back-atlas", OK),
        ({"exists": False}, "folder /var/lib/back-atlas", OK),
        ({"is_world_writable": True}, "folder /var/lib/back-atlas", MISSING),
        ({"is_owned": False}, "folder /var/lib/back-atlas", MISSING),
        ({"is_writable": False}, "folder /var/lib/back-atlas", MISSING),
        ({"pins_mode": 0o600}, "PIN file", OK),
        ({"pins_mode": 0o640}, "PIN file", MISSING),
        ({"pins_mode": 0o604}, "PIN file", MISSING),
        ({"pins_mode": 0o600, "pins_are_owned": False}, "PIN file", MISSING),
        ({}, "disk", OK),
        ({"free_mb": 300}, "disk", LOOK_AT),
        ({"free_mb": 20}, "disk", MISSING),
    ],
)
def test_folder_pin_file_and_disk_space_are_checked(facts, subject, status):
    storage = StorageFacts(FOLDER, **{"free_mb": 9_000, **facts})
    assert status_by_subject(checks.check_storage(storage))[subject] is status


@pytest.mark.parametrize(
    ("printers", "printer", "status", "text"),
    [
        (("Desk", "Hall"), "Hall", OK, "Hall"),
        (("Desk",), "", OK, "visitors cannot print"),
        (("Desk",), "Hall", MISSING, "there is Desk"),
        ((), "Hall", MISSING, "there is none"),
        (None, "Hall", MISSING, "there is none"),
        (None, "", OK, "none; the settings name none"),
    ],
)
def test_a_printer_is_needed_only_if_the_settings_name_one(printers, printer, status, text):
    result, _ = checks.check_tools(ToolFacts(printers), KioskConfig(printer=printer))
    assert (result.subject, result.status) == ("printer", status)
    assert text in result.message


@pytest.mark.parametrize("voices", [(), ("espeak-ng",)])
def test_no_voice_is_needed_because_the_program_does_not_speak(voices):
    _, result = checks.check_tools(ToolFacts(None, voices), KioskConfig())
    assert (result.subject, result.status) == ("voice", OK)
    assert "does not speak" in result.message


@pytest.mark.parametrize(
    ("today", "subject", "status"),
    [
        ("2027-01-01", "atlas", OK),
        ("2028-11-01", "atlas", LOOK_AT),
        ("2028-11-24", "atlas", MISSING),
        ("2028-11-23", "atlas", LOOK_AT),
        ("2027-01-01", "clock", OK),
        ("1970-01-01", "clock", LOOK_AT),
    ],
)
def test_an_expired_atlas_and_a_wrong_clock_are_reported(today, subject, status):
    expires, made = dt.date(2028, 11, 23), dt.date(2026, 11, 23)
    found = status_by_subject(checks.check_expiry(expires, made, dt.date.fromisoformat(today)))
    assert found[subject] is status


def test_a_result_begins_with_its_status():
    assert str(PreflightResult(LOOK_AT, "touch", "none")) == "look at  touch: none"
    assert str(PreflightResult(MISSING, "PIN", "none")) == "missing  PIN: none"
    assert str(PreflightResult(OK, "PIN", "set")) == "ok       PIN: set"


@pytest.fixture
def paths(tmp_path, monkeypatch):
    monkeypatch.setattr(pin_store, "_SCRYPT_N", 2**4)
    return Paths.under(tmp_path / "kiosk")


@pytest.fixture
def good_machine(paths, monkeypatch):
    """A machine on which nothing is missing; the files of the kiosk are real."""
    monkeypatch.setattr(kiosk_check, "probe_display", lambda: CAGE)
    monkeypatch.setattr(kiosk_check, "probe_account", lambda: AccountFacts("kiosk"))
    monkeypatch.setattr(kiosk_check, "probe_system", lambda *_: GOOD_SYSTEM)
    monkeypatch.setattr(kiosk_check, "unsafe_variables", lambda _: ())
    PinStore(paths.settings.with_name("kiosk-pins.json")).set_pin("Anna", "482913")
    return paths


def test_on_a_good_machine_nothing_is_missing(good_machine, capsys):
    assert check_machine(Options(), good_machine) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "ok       PIN: set for Anna" in lines
    assert lines[-1].startswith("0 missing, ")
    assert lines[-1].endswith(f"{ROOT / 'assets' / 'deploy'}.")
    assert not [line for line in lines if line.startswith("missing")]


def test_the_check_writes_no_file(good_machine):
    before = {file: file.stat().st_mtime_ns for file in good_machine.settings.parent.rglob("*")}
    check_machine(Options(), good_machine)
    assert {
        file: file.stat().st_mtime_ns for file in good_machine.settings.parent.rglob("*")
    } == before


def test_every_mistake_in_the_config_is_reported(good_machine, capsys):
    (good_machine.settings.with_name("kiosk.toml")).write_text('idle_seconds = 5\ntheme = "pink"\n')
    assert check_machine(Options(), good_machine) == 1
    out = capsys.readouterr().out
    for key in ("idle_seconds", "theme"):
        assert f"missing  settings: kiosk.toml:{key}: " in out


def test_an_unknown_key_is_reported_as_look_at_and_nothing_is_missing(good_machine, capsys):
    (good_machine.settings.with_name("kiosk.toml")).write_text("idle_second = 40\n")
    assert check_machine(Options(), good_machine) == 0
    line = "look at  settings: kiosk.toml:idle_second: unknown key 'idle_second', did you mean"
    assert line in capsys.readouterr().out


def test_the_details_of_the_clinic_are_checked(good_machine, capsys):
    file = good_machine.settings.with_name("clinic.toml")
    file.write_text('name = "Sea"\ntelephone = "01"\n')
    assert check_machine(Options(), good_machine) == 0
    out = capsys.readouterr().out
    assert "ok       clinic: " in out
    assert "unknown key 'telephone', did you mean 'phone'?" in out


def test_details_of_the_clinic_that_cannot_be_read_are_reported_as_missing(good_machine, capsys):
    good_machine.settings.with_name("clinic.toml").write_bytes(
        'name = "Praxis Süd"'.encode("cp1252")
    )
    assert check_machine(Options(), good_machine) == 1
    out = capsys.readouterr().out
    assert "missing  clinic: " in out
    assert "save it as UTF-8" in out


def test_the_screens_are_checked_against_the_config_file(good_machine, capsys):
    (good_machine.settings.with_name("kiosk.toml")).write_text('screens = ["HDMI-9"]\n')
    assert check_machine(Options(), good_machine) == 1
    assert "missing  screen HDMI-9: " in capsys.readouterr().out


def test_a_broken_pin_file_and_a_broken_atlas_are_reported_as_missing(
    good_machine, tmp_path, capsys
):
    good_machine.settings.with_name("kiosk-pins.json").write_text("{")
    (tmp_path / "atlas").mkdir()
    assert check_machine(Options(atlas=tmp_path / "atlas"), good_machine) == 1
    out = capsys.readouterr().out
    assert "missing  PIN: " in out
    assert f"missing  atlas: {tmp_path / 'atlas'} is no atlas: it has no atlas.toml" in out


def test_with_an_unsafe_variable_the_display_is_not_probed(paths, monkeypatch, capsys):
    def listen():
        raise AssertionError("Qt would have opened a port")

    monkeypatch.setenv("QT_QPA_PLATFORM", "vnc")
    monkeypatch.setattr(kiosk_check, "probe_display", listen)
    assert check_machine(Options(), paths) == 1
    out = capsys.readouterr().out
    assert "missing  environment: QT_QPA_PLATFORM" in out
    assert "missing  display: none was found (not checked" in out


def test_if_a_folder_does_not_exist_its_parent_is_probed(tmp_path):
    facts = probe.probe_storage(tmp_path / "not" / "there", tmp_path / "not" / "pins.json")
    assert not facts.exists
    assert facts.is_writable
    assert facts.pins_mode is None
    assert facts.free_mb > 0
    assert not (tmp_path / "not").exists()


def test_a_world_writable_folder_is_found(tmp_path):
    tmp_path.chmod(0o777)
    pins_file = tmp_path / "pins.json"
    pins_file.write_text("{}")
    pins_file.chmod(0o644)
    facts = probe.probe_storage(tmp_path, pins_file)
    assert facts.is_world_writable
    assert facts.is_owned
    assert facts.pins_mode == 0o644


def test_the_account_and_the_tools_of_this_machine_can_be_probed():
    assert probe.probe_account().is_root is (os.geteuid() == 0)
    assert probe.probe_account().name
    assert set(probe.probe_tools().voices) <= {"spd-say", "espeak-ng"}


def test_the_watchdog_of_systemd_is_found_by_its_variable():
    assert probe.probe_system({"NOTIFY_SOCKET": "/run/x"}, ()).has_systemd_watchdog
    alone = probe.probe_system({"XDG_CURRENT_DESKTOP": "KDE"}, ("LD_AUDIT",))
    assert not alone.has_systemd_watchdog
    assert (alone.desktop, alone.unsafe_variables) == ("KDE", ("LD_AUDIT",))


def test_without_a_display_the_probe_starts_no_qt(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    facts = display_probe.probe_display()
    assert facts.platform == ""
    assert "neither DISPLAY nor WAYLAND_DISPLAY" in facts.reason


def test_the_output_of_the_display_probe_is_parsed():
    line = json.dumps(
        {"kind": "xcb", "screens": [["DP-1", 1920, 1080]], "touches": ["T"], "has_manager": True}
    )
    assert display_probe.parse_display(line) == DisplayFacts(
        "xcb", "", (SCREEN,), ("T",), has_window_manager=True
    )


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("", ""),
        ("could not connect to display :7.\nand more\n", "could not connect to display :7"),
        (
            "no wl_display\nBack Atlas cannot start: there is no display. Start it so.\n",
            "no wl_display",
        ),
        (
            "Could not load it.\nBack Atlas cannot start: a library is missing. Get it: so\n",
            "a library is missing. Get it: so",
        ),
    ],
)
def test_the_reason_names_a_missing_library_rather_than_the_display(output, reason):
    assert display_probe.failure_reason(output) == reason


@pytest.mark.slow
def test_the_display_probe_reports_what_qt_reports(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    facts = display_probe.probe_display()
    assert facts.platform == "offscreen"
    assert len(facts.screens) == 1
    assert facts.screens[0].width > 0
    assert facts.has_window_manager is None


@pytest.mark.slow
def test_a_display_that_does_not_exist_does_not_end_the_process(monkeypatch):
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("DISPLAY", ":4057")
    facts = display_probe.probe_display()
    assert facts.platform == ""
    assert facts.reason


@pytest.mark.slow
def test_the_command_checks_this_machine(tmp_path):
    environment = {**os.environ, "BACK_ATLAS_HOME": str(tmp_path / "home")}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "main.py", "kiosk", "--check"],
        cwd=ROOT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1, done.stderr
    assert "missing  PIN: no staff PIN is set" in done.stdout
    assert "missing  display: none was found" in done.stdout
    assert not (tmp_path / "home").exists()


def test_the_check_does_not_import_qt():
    program = "import sys, app.cli.kiosk_check; sys.exit('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False, timeout=60)
    assert done.returncode == 0


def test_a_pin_is_removed_with_the_command(good_machine, capsys):
    file = good_machine.settings.with_name("kiosk-pins.json")
    PinStore(file).set_pin("Ben", "730164")
    assert remove_pin(good_machine, "Anna") == 0
    assert capsys.readouterr().out == "The PIN of Anna is removed. Staff: Ben.\n"
    assert main(["kiosk", "--remove-pin", "Ben"], good_machine) == 0
    assert "it was the last one: the kiosk does not start" in capsys.readouterr().out
    assert PinStore(file).names == ()


def test_removing_a_pin_by_an_unknown_name_changes_nothing(good_machine, capsys):
    assert main(["kiosk", "--remove-pin", "Zoe"], good_machine) == 2
    assert "no staff member 'Zoe' has a PIN: Anna" in capsys.readouterr().err
    assert PinStore(good_machine.settings.with_name("kiosk-pins.json")).names == ("Anna",)
