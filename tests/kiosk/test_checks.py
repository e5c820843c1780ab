"""The look at a machine: each fact leads to its finding, and the command says so in words."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.architecture.config import ROOT

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

OK, MISSING, LOOK = PreflightStatus.OK, PreflightStatus.MISSING, PreflightStatus.LOOK
SCREEN = ScreenFacts("DP-1", 1920, 1080)
CAGE = DisplayFacts("wayland", "", (SCREEN,), ("eGalax",), None)
X = dataclasses.replace(CAGE, platform="xcb", has_window_manager=False)
GOOD_SYSTEM = SystemFacts(
    compositor="cage",
    compositor_version="Cage version 0.3.1",
    unit_state="enabled",
    sysrq="0",
    restarts_on_ctrl_alt_del=False,
)
MEASURED = KioskConfig(pixels_per_mm={"DP-1": 3.5})


def status_by_subject(findings) -> dict[str, PreflightStatus]:
    return {finding.what: finding.word for finding in findings}


@pytest.mark.parametrize(
    ("account", "word"),
    [
        (AccountFacts("kiosk"), OK),
        (AccountFacts("anna", admin_groups=("sudo",)), LOOK),
        (AccountFacts("root", is_root=True, admin_groups=("root",)), MISSING),
    ],
)
def test_the_account_has_no_rights(account, word):
    (finding,) = checks.check_account(account)
    assert finding.status is word
    assert account.name in finding.message


@pytest.mark.parametrize(
    ("display", "session", "word", "says"),
    [
        (CAGE, {}, OK, "cage shows one program"),
        (CAGE, {"compositor_version": "Cage version 0.1.4"}, LOOK, "cage 0.1.4 ends when"),
        (CAGE, {"compositor_version": ""}, OK, "cage"),
        (CAGE, {"compositor": ""}, LOOK, "not one for kiosks"),
        (CAGE, {"compositor": "frame", "compositor_version": ""}, OK, "frame"),
        (X, {}, OK, "X without a window manager"),
        (dataclasses.replace(X, has_window_manager=True), {}, MISSING, "window manager"),
        (dataclasses.replace(X, has_window_manager=None), {}, LOOK, "nobody can tell"),
        (X, {"desktop": "GNOME"}, MISSING, "a desktop (GNOME)"),
        (
            dataclasses.replace(X, platform="offscreen", has_window_manager=None),
            {},
            LOOK,
            "offscreen",
        ),
    ],
)
def test_nothing_else_is_on_the_display(display, session, word, says):
    found = checks.check_session(dataclasses.replace(GOOD_SYSTEM, **session), display)
    (finding,) = [one for one in found if one.subject == "session"]
    assert finding.status is word
    assert says in finding.message


@pytest.mark.parametrize(
    ("session", "what", "word"),
    [
        ({}, "environment", OK),
        ({"hostile": ("LD_PRELOAD",)}, "environment", MISSING),
        ({}, "SysRq", OK),
        ({"sysrq": "438"}, "SysRq", MISSING),
        ({}, "Ctrl+Alt+Del", OK),
        ({"restarts_by_keys": True}, "Ctrl+Alt+Del", MISSING),
    ],
)
def test_keys_and_surroundings_of_the_system(session, what, word):
    assert (
        status_by_subject(checks.check_session(dataclasses.replace(GOOD_SYSTEM, **session), CAGE))[
            what
        ]
        is word
    )


def test_a_system_without_such_keys_is_not_asked_for_them():
    around = dataclasses.replace(GOOD_SYSTEM, sysrq=None, restarts_on_ctrl_alt_del=None)
    assert status_by_subject(checks.check_session(around, CAGE)).keys() == {
        "environment",
        "session",
    }


@pytest.mark.parametrize(
    ("session", "word"),
    [
        ({"is_watched": True, "unit": None}, OK),
        ({"unit": "enabled"}, OK),
        ({"unit": "disabled"}, MISSING),
        ({"unit": "absent"}, MISSING),
        ({"unit": None}, LOOK),
    ],
)
def test_somebody_starts_it_again(session, word):
    (finding,) = checks.check_supervision(dataclasses.replace(GOOD_SYSTEM, **session))
    assert finding.status is word


@pytest.mark.parametrize(
    ("display", "rules", "expected"),
    [
        (CAGE, MEASURED, {"screen DP-1": OK, "size of screen DP-1": OK, "touch": OK}),
        (CAGE, KioskConfig(), {"size of screen DP-1": LOOK}),
        (dataclasses.replace(CAGE, screens=()), MEASURED, {"screen": MISSING}),
        (
            dataclasses.replace(CAGE, screens=(ScreenFacts("DP-1", 480, 320),)),
            MEASURED,
            {"screen DP-1": LOOK},
        ),
        (CAGE, KioskConfig(screens=("HDMI-1",)), {"screen HDMI-1": MISSING}),
        (dataclasses.replace(CAGE, touch_devices=()), MEASURED, {"touch": MISSING}),
        (
            dataclasses.replace(CAGE, touch_devices=()),
            KioskConfig(shows_cursor=True),
            {"touch": LOOK},
        ),
        (DisplayFacts(reason="nothing is set"), MEASURED, {"display": MISSING}),
    ],
)
def test_screens_their_size_and_touch(display, config, expected):
    found = status_by_subject(checks.check_display(display, config))
    assert {what: found[what] for what in expected} == expected


def test_without_a_display_nothing_is_said_of_screens():
    (finding,) = checks.check_display(DisplayFacts(reason="nothing is set"), MEASURED)
    assert "nothing is set" in finding.message


@pytest.mark.parametrize(
    ("names", "broken", "word"),
    [(("Anna", "Ben"), "", OK), ((), "", MISSING), ((), "it cannot be read", MISSING)],
)
def test_a_keeper_can_get_in(names, broken, word):
    (finding,) = checks.check_pins(names, broken)
    assert finding.status is word
    assert all(name in finding.message for name in names)


FOLDER = Path("/var/lib/back-atlas")


@pytest.mark.parametrize(
    ("kept", "what", "word"),
    [
        ({}, "folder /var/lib/back-atlas", OK),
        ({"is_there": False}, "folder /var/lib/back-atlas", OK),
        ({"others_may_write": True}, "folder /var/lib/back-atlas", MISSING),
        ({"is_ours": False}, "folder /var/lib/back-atlas", MISSING),
        ({"is_writable": False}, "folder /var/lib/back-atlas", MISSING),
        ({"pins_mode": 0o600}, "file of PINs", OK),
        ({"pins_mode": 0o640}, "file of PINs", MISSING),
        ({"pins_mode": 0o604}, "file of PINs", MISSING),
        ({"pins_mode": 0o600, "pins_are_ours": False}, "file of PINs", MISSING),
        ({}, "disk", OK),
        ({"free_mb": 300}, "disk", LOOK),
        ({"free_mb": 20}, "disk", MISSING),
    ],
)
def test_what_is_kept_is_its_own_and_has_room(kept, what, word):
    assert (
        status_by_subject(checks.check_storage(StorageFacts(FOLDER, **{"free_mb": 9_000, **kept})))[
            what
        ]
        is word
    )


@pytest.mark.parametrize(
    ("printers", "printer", "word", "says"),
    [
        (("Desk", "Hall"), "Hall", OK, "Hall"),
        (("Desk",), "", OK, "nobody prints"),
        (("Desk",), "Hall", MISSING, "there is Desk"),
        ((), "Hall", MISSING, "there is none"),
        (None, "Hall", MISSING, "there is none"),
        (None, "", OK, "none; the rules name none"),
    ],
)
def test_a_printer_is_needed_only_where_the_rules_name_one(printers, printer, word, says):
    found = list(checks.check_tools(ToolFacts(printers), KioskConfig(printer=printer)))
    assert (found[0].subject, found[0].status) == ("printer", word)
    assert says in found[0].message


@pytest.mark.parametrize("voices", [(), ("espeak-ng",)])
def test_no_voice_is_needed_because_the_program_does_not_speak(voices):
    finding = list(checks.check_tools(ToolFacts(None, voices), KioskConfig()))[1]
    assert (finding.subject, finding.status) == ("voice", OK)
    assert "does not speak" in finding.message


@pytest.mark.parametrize(
    ("today", "what", "word"),
    [
        ("2027-01-01", "atlas", OK),
        ("2028-11-01", "atlas", LOOK),
        ("2028-11-24", "atlas", MISSING),
        ("2028-11-23", "atlas", LOOK),
        ("2027-01-01", "clock", OK),
        ("1970-01-01", "clock", LOOK),
    ],
)
def test_the_atlas_and_the_clock(today, what, word):
    expires, made = dt.date(2028, 11, 23), dt.date(2026, 11, 23)
    found = status_by_subject(checks.check_expiry(expires, made, dt.date.fromisoformat(today)))
    assert found[what] is word


def test_a_finding_says_in_a_word_how_it_is():
    assert str(PreflightResult(LOOK, "touch", "none")) == "look at  touch: none"
    assert str(PreflightResult(MISSING, "PIN", "none")) == "missing  PIN: none"
    assert str(PreflightResult(OK, "PIN", "set")) == "ok       PIN: set"


@pytest.fixture
def paths(tmp_path, monkeypatch):
    monkeypatch.setattr(pin_store, "_SCRYPT_N", 2**4)
    return Paths.under(tmp_path / "kiosk")


@pytest.fixture
def good(paths, monkeypatch):
    """A machine on which nothing is missing, but what is looked at in files."""
    monkeypatch.setattr(kiosk_check, "probe_display", lambda: CAGE)
    monkeypatch.setattr(kiosk_check, "probe_account", lambda: AccountFacts("kiosk"))
    monkeypatch.setattr(kiosk_check, "probe_system", lambda *_: GOOD_SYSTEM)
    monkeypatch.setattr(kiosk_check, "unsafe_variables", lambda _: ())
    PinStore(paths.settings.with_name("kiosk-pins.json")).set_pin("Anna", "482913")
    return paths


def test_a_good_machine_lacks_nothing(good, capsys):
    assert check_machine(Options(), good) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "ok       PIN: set for Anna" in lines
    assert lines[-1].startswith("0 missing, ")
    assert lines[-1].endswith(f"{ROOT / 'assets' / 'deploy'}.")
    assert not [line for line in lines if line.startswith("missing")]


def test_looking_writes_nothing(good):
    before = {file: file.stat().st_mtime_ns for file in good.settings.parent.rglob("*")}
    check_machine(Options(), good)
    assert {file: file.stat().st_mtime_ns for file in good.settings.parent.rglob("*")} == before


def test_every_mistake_of_the_rules_is_told(good, capsys):
    (good.settings.with_name("kiosk.toml")).write_text('idle_seconds = 5\ntheme = "pink"\n')
    assert check_machine(Options(), good) == 1
    out = capsys.readouterr().out
    for key in ("idle_seconds", "theme"):
        assert f"missing  rules: kiosk.toml:{key}: " in out


def test_a_key_that_is_not_known_is_to_be_looked_at_and_nothing_is_missing(good, capsys):
    (good.settings.with_name("kiosk.toml")).write_text("idle_second = 40\n")
    assert check_machine(Options(), good) == 0
    line = "look at  rules: kiosk.toml:idle_second: unknown key 'idle_second', did you mean"
    assert line in capsys.readouterr().out


def test_what_the_clinic_wants_on_paper_is_looked_at(good, capsys):
    file = good.settings.with_name("clinic.toml")
    file.write_text('name = "Sea"\ntelephone = "01"\n')
    assert check_machine(Options(), good) == 0
    out = capsys.readouterr().out
    assert "ok       clinic: " in out
    assert "unknown key 'telephone', did you mean 'phone'?" in out


def test_a_clinic_that_cannot_be_read_is_missing(good, capsys):
    good.settings.with_name("clinic.toml").write_bytes('name = "Praxis Süd"'.encode("cp1252"))
    assert check_machine(Options(), good) == 1
    out = capsys.readouterr().out
    assert "missing  clinic: " in out
    assert "save it as UTF-8" in out


def test_the_rules_of_the_file_are_those_that_count(good, capsys):
    (good.settings.with_name("kiosk.toml")).write_text('screens = ["HDMI-9"]\n')
    assert check_machine(Options(), good) == 1
    assert "missing  screen HDMI-9: " in capsys.readouterr().out


def test_a_broken_file_of_pins_and_a_broken_atlas_are_missing(good, tmp_path, capsys):
    good.settings.with_name("kiosk-pins.json").write_text("{")
    (tmp_path / "atlas").mkdir()
    assert check_machine(Options(atlas=tmp_path / "atlas"), good) == 1
    out = capsys.readouterr().out
    assert "missing  PIN: " in out
    assert f"missing  atlas: {tmp_path / 'atlas'} is no atlas: it has no atlas.toml" in out


def test_in_hostile_surroundings_the_display_is_not_even_looked_at(paths, monkeypatch, capsys):
    def listen():
        raise AssertionError("Qt would have opened a listener")

    monkeypatch.setenv("QT_QPA_PLATFORM", "vnc")
    monkeypatch.setattr(kiosk_check, "probe_display", listen)
    assert check_machine(Options(), paths) == 1
    out = capsys.readouterr().out
    assert "missing  environment: QT_QPA_PLATFORM" in out
    assert "missing  display: none is there (not looked at" in out


def test_an_empty_home_is_found_as_it_is(tmp_path):
    found = probe.probe_storage(tmp_path / "not" / "there", tmp_path / "not" / "pins.json")
    assert not found.exists
    assert found.is_writable
    assert found.pins_mode is None
    assert found.free_mb > 0
    assert not (tmp_path / "not").exists()


def test_a_folder_open_to_all_is_found(tmp_path):
    tmp_path.chmod(0o777)
    pins_file = tmp_path / "pins.json"
    pins_file.write_text("{}")
    pins_file.chmod(0o644)
    found = probe.probe_storage(tmp_path, pins_file)
    assert found.is_world_writable
    assert found.is_owned
    assert found.pins_mode == 0o644


def test_the_account_and_the_tools_of_this_machine_are_found():
    assert probe.probe_account().is_root is (os.geteuid() == 0)
    assert probe.probe_account().name
    assert set(probe.probe_tools().voices) <= {"spd-say", "espeak-ng"}


def test_this_process_is_watched_only_where_systemd_says_so():
    assert probe.probe_system({"NOTIFY_SOCKET": "/run/x"}, ()).has_systemd_watchdog
    alone = probe.probe_system({"XDG_CURRENT_DESKTOP": "KDE"}, ("LD_AUDIT",))
    assert not alone.has_systemd_watchdog
    assert (alone.desktop, alone.unsafe_variables) == ("KDE", ("LD_AUDIT",))


def test_without_a_display_it_says_so_and_starts_no_qt(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    found = display_probe.probe_display()
    assert found.platform == ""
    assert "neither DISPLAY nor WAYLAND_DISPLAY" in found.reason


def test_what_the_glance_prints_is_read_again():
    line = json.dumps(
        {"kind": "xcb", "screens": [["DP-1", 1920, 1080]], "touches": ["T"], "has_manager": True}
    )
    assert display_probe.parse_display(line) == DisplayFacts(
        "xcb", "", (SCREEN,), ("T",), has_window_manager=True
    )


@pytest.mark.parametrize(
    ("said", "why"),
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
def test_a_library_that_the_display_needs_is_named(said, why):
    assert display_probe.failure_reason(said) == why


@pytest.mark.slow
def test_the_glance_sees_what_qt_sees(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    found = display_probe.probe_display()
    assert found.platform == "offscreen"
    assert len(found.screens) == 1
    assert found.screens[0].width > 0
    assert found.has_window_manager is None


@pytest.mark.slow
def test_a_display_that_is_not_there_is_told_and_kills_nobody(monkeypatch):
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("DISPLAY", ":4057")
    found = display_probe.probe_display()
    assert found.platform == ""
    assert found.reason


@pytest.mark.slow
def test_the_command_looks_at_this_machine(tmp_path):
    around = {**os.environ, "BACK_ATLAS_HOME": str(tmp_path / "home")}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        around.pop(name, None)
    done = subprocess.run(
        [sys.executable, "main.py", "kiosk", "--check"],
        cwd=ROOT,
        env=around,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1, done.stderr
    assert "missing  PIN: no keeper has one" in done.stdout
    assert "missing  display: none is there" in done.stdout
    assert not (tmp_path / "home").exists()


def test_the_machine_is_judged_without_qt():
    words = "import sys, app.cli.kiosk_check; sys.exit('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", words], cwd=ROOT, check=False, timeout=60)
    assert done.returncode == 0


def test_a_pin_is_taken_away_at_a_terminal(good, capsys):
    file = good.settings.with_name("kiosk-pins.json")
    PinStore(file).set_pin("Ben", "730164")
    assert remove_pin(good, "Anna") == 0
    assert capsys.readouterr().out == "The PIN of Anna is gone. Keepers: Ben.\n"
    assert main(["kiosk", "--remove-pin", "Ben"], good) == 0
    assert "it was the last one: the kiosk does not start" in capsys.readouterr().out
    assert PinStore(file).names == ()


def test_taking_away_a_pin_that_nobody_has_changes_nothing(good, capsys):
    assert main(["kiosk", "--remove-pin", "Zoe"], good) == 2
    assert "no keeper 'Zoe' has a PIN: Anna" in capsys.readouterr().err
    assert PinStore(good.settings.with_name("kiosk-pins.json")).names == ("Anna",)
