"""The files that turn a machine into a kiosk are right and fit the program and each other."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from app.kiosk.config import KioskConfig
from app.kiosk.preflight.environment import UNSAFE_VARIABLES, unsafe_variables
from app.kiosk.run import RunTimes
from app.kiosk.supervision.heartbeat import BEAT_MS
from app.support.exit_codes import ExitCode
from app.support.missing_dependencies import APT_PACKAGES
from tests.architecture.rules import ROOT

DEPLOY = ROOT / "assets" / "deploy"
LINUX = DEPLOY / "linux"
UNITS = LINUX / "files/etc/systemd/system"
SECONDS = {"": 1, "s": 1, "ms": 0.001, "min": 60}


class Unit:
    """A unit file of systemd, read strictly: sections, `Key=value` and comments only."""

    def __init__(self, file: Path, *, repeats: bool = True) -> None:
        self.values: dict[str, list[str]] = {}
        section = ""
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            if not line or line.startswith("#"):
                continue
            if head := re.fullmatch(r"\[(\w+)\]", line):
                section = head[1]
                continue
            pair = re.fullmatch(r"([A-Za-z]+)=(.*)", line)
            assert pair, f"{file.name}:{number}: {line}"
            assert section, f"{file.name}:{number}: before any section"
            key = f"{section}.{pair[1]}"
            assert repeats or key not in self.values, f"{file.name}:{number}: {key} twice"
            self.values.setdefault(key, []).append(pair[2])

    def __getitem__(self, key: str) -> str:
        return " ".join(self.values.get(key, []))

    def words(self, key: str) -> set[str]:
        return set(self[key].split())

    def seconds(self, key: str) -> float:
        found = re.fullmatch(r"(\d+)(ms|s|min|)", self[key])
        assert found, f"{key}={self[key]}"
        return int(found[1]) * SECONDS[found[2]]


@pytest.fixture(scope="module")
def kiosk_unit():
    return Unit(UNITS / "back-atlas-kiosk.service")


@pytest.fixture(scope="module")
def screen_unit():
    return Unit(UNITS / "back-atlas-screen.service")


@pytest.fixture(params=["kiosk_unit", "screen_unit"])
def unit(request):
    return request.getfixturevalue(request.param)


HARDENED = {
    "NoNewPrivileges": "yes",
    "CapabilityBoundingSet": "",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "ProtectHostname": "yes",
    "ProtectKernelTunables": "yes",
    "ProtectKernelModules": "yes",
    "ProtectKernelLogs": "yes",
    "ProtectControlGroups": "yes",
    "RestrictNamespaces": "yes",
    "RestrictRealtime": "yes",
    "RestrictSUIDSGID": "yes",
    "LockPersonality": "yes",
    "SystemCallArchitectures": "native",
    "IPAddressDeny": "any",
    "LimitCORE": "0",
    "UMask": "0077",
    "User": "kiosk",
    "Group": "kiosk",
}
HARDER = {
    "AmbientCapabilities": "",
    "PrivateDevices": "yes",
    "PrivateNetwork": "yes",
    "PrivateUsers": "yes",
    "ProtectClock": "yes",
    "ProtectProc": "invisible",
    "MemoryDenyWriteExecute": "yes",
    "DevicePolicy": "closed",
    "KeyringMode": "private",
    "RestrictAddressFamilies": "AF_UNIX",
}


def service_settings(unit: Unit, keys) -> dict[str, str | None]:
    """The settings of a service; a missing setting is None."""
    return {
        key: unit[f"Service.{key}"] if f"Service.{key}" in unit.values else None for key in keys
    }


def test_both_units_are_hardened(unit):
    assert service_settings(unit, HARDENED) == HARDENED


def test_the_program_has_no_devices_no_network_and_no_privileges(kiosk_unit):
    assert service_settings(kiosk_unit, HARDER) == HARDER


def test_the_screen_has_sockets_for_devices_and_local_ones_only(screen_unit):
    assert screen_unit.words("Service.RestrictAddressFamilies") == {"AF_UNIX", "AF_NETLINK"}


def test_system_calls_are_limited_by_an_allow_list(kiosk_unit):
    assert kiosk_unit.values["Service.SystemCallFilter"] == [
        "@system-service",
        "~@privileged @resources",
    ]


def test_both_units_are_restarted_without_limit(unit):
    assert unit["Service.Restart"] == "always"
    assert unit["Unit.StartLimitIntervalSec"] == "0"
    assert unit.seconds("Service.RestartSec") <= 1
    assert unit.seconds("Service.TimeoutStopSec") > 2


def test_the_program_is_not_restarted_after_staff_left_or_if_it_cannot_run(kiosk_unit):
    not_restarted = {int(word) for word in kiosk_unit.words("Service.RestartPreventExitStatus")}
    assert not_restarted == {
        ExitCode.OK,
        ExitCode.SHUT_DOWN,
        ExitCode.UNAVAILABLE,
        ExitCode.UNSAFE_ENVIRONMENT,
    }
    success = {int(word) for word in kiosk_unit.words("Service.SuccessExitStatus")}
    assert success == {ExitCode.RESTART, ExitCode.SHUT_DOWN}


def test_the_script_handles_each_exit_code_after_which_there_is_no_restart(kiosk_unit):
    assert kiosk_unit["Service.ExecStopPost"] == "+/usr/local/lib/back-atlas/after-kiosk"
    script = (LINUX / "files/usr/local/lib/back-atlas/after-kiosk").read_text("utf-8")
    named = {int(code) for code in re.findall(r"^(\d+)\) ", script, re.MULTILINE)}
    assert named == {
        ExitCode.OK,
        ExitCode.SHUT_DOWN,
        ExitCode.UNAVAILABLE,
        ExitCode.UNSAFE_ENVIRONMENT,
    }
    assert f"{ExitCode.SHUT_DOWN:d}) systemctl --no-block poweroff ;;" in script


def after_kiosk(folder: Path, code: int, job: str) -> tuple[str, list[str]]:
    """Run the script; return the message above the prompt and the calls of systemctl."""
    script = (LINUX / "files/usr/local/lib/back-atlas/after-kiosk").read_text("utf-8")
    message, calls, systemctl = folder / "message", folder / "calls", folder / "systemctl"
    systemctl.write_text(
        f'#!/bin/sh\necho "$*" >>{calls}\n[ "$1" = list-jobs ] && printf "%s" "{job}"\nexit 0\n'
    )
    systemctl.chmod(0o755)
    done = subprocess.run(
        ["sh", "-c", script.replace("/run/back-atlas-said", str(message))],
        env={"PATH": f"{folder}:/usr/bin:/bin", "EXIT_CODE": "exited", "EXIT_STATUS": str(code)},
        check=False,
        timeout=20,
    )
    assert done.returncode == 0
    text = message.read_text("utf-8") if message.exists() else ""
    return text, calls.read_text("utf-8").splitlines()[1:]


@pytest.mark.parametrize("job", ["", "16 back-atlas-kiosk.service start running\n"])
@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (ExitCode.OK, "a member of staff has left"),
        (ExitCode.UNAVAILABLE, "a part of the system is missing"),
        (ExitCode.UNSAFE_ENVIRONMENT, "a variable could load foreign code"),
    ],
)
def test_a_login_prompt_with_a_reason_follows_even_if_the_start_itself_failed(
    tmp_path, code, sentence, job
):
    message, calls = after_kiosk(tmp_path, code, job)
    assert sentence in message
    assert calls == ["--no-block start getty@tty1.service"]


@pytest.mark.parametrize("kind", ["stop", "restart"])
def test_nothing_follows_if_systemd_stops_or_restarts_the_kiosk(tmp_path, kind):
    job = f"91 back-atlas-kiosk.service {kind} running\n"
    assert after_kiosk(tmp_path, ExitCode.OK, job) == ("", [])


def test_nothing_follows_an_exit_code_after_which_systemd_restarts_the_kiosk(tmp_path):
    assert after_kiosk(tmp_path, ExitCode.RESTART, "") == ("", [])


def test_the_watchdog_waits_longer_than_the_interval_of_the_heartbeat(kiosk_unit):
    times = RunTimes()
    assert kiosk_unit["Service.Type"] == "notify"
    assert kiosk_unit["Service.NotifyAccess"] == "main"
    assert kiosk_unit.seconds("Service.WatchdogSec") * 1000 >= 3 * BEAT_MS
    assert kiosk_unit.seconds("Service.WatchdogSec") > times.hang_timeout_s, (
        "the stack has to be written first"
    )
    assert kiosk_unit.seconds("Service.TimeoutStartSec") > times.start_timeout_s
    assert kiosk_unit["Service.TimeoutStartFailureMode"] == "abort"


def test_only_the_unit_without_notifications_has_a_pam_session(kiosk_unit, screen_unit):
    # systemd.exec: with PAMName= the notifications of the process are lost
    assert "Service.PAMName" not in kiosk_unit.values
    assert screen_unit["Service.PAMName"] == "back-atlas-screen"
    assert "Service.WatchdogSec" not in screen_unit.values
    assert (LINUX / "files/etc/pam.d" / screen_unit["Service.PAMName"]).is_file()


def test_the_units_start_and_stop_together(kiosk_unit, screen_unit):
    assert kiosk_unit["Unit.BindsTo"] == kiosk_unit["Unit.After"] == "back-atlas-screen.service"
    assert "back-atlas-kiosk.service" in screen_unit.words("Unit.Wants")
    assert screen_unit.words("Unit.Conflicts") == {"getty@tty1.service", "display-manager.service"}
    assert screen_unit["Install.WantedBy"] == "graphical.target"


def test_cage_shows_no_title_bar_and_no_other_terminal(screen_unit):
    words = screen_unit["Service.ExecStart"].split()
    cage = words[words.index("/usr/bin/cage") : words.index("--")]
    assert cage == ["/usr/bin/cage", "-d"]


def test_the_program_inherits_no_environment(kiosk_unit):
    assert kiosk_unit["Service.ExecStart"] == "/opt/back-atlas/bin/python -I -m app kiosk --alone"
    assert set(UNSAFE_VARIABLES) <= kiosk_unit.words("Service.UnsetEnvironment")
    environment = dict(
        word.partition("=")[::2] for word in kiosk_unit["Service.Environment"].split()
    )
    assert not unsafe_variables(environment)
    assert environment["BACK_ATLAS_HOME"] == f"/var/lib/{kiosk_unit['Service.StateDirectory']}"
    assert "Service.PassEnvironment" not in kiosk_unit.values
    assert "Service.EnvironmentFile" not in kiosk_unit.values


def test_memory_is_limited(kiosk_unit):
    sizes = [
        int(kiosk_unit[f"Service.{key}"].removesuffix("M")) for key in ("MemoryHigh", "MemoryMax")
    ]
    assert sizes[0] < sizes[1] <= 1024


def test_power_keys_and_system_keys_are_ignored():
    login = Unit(LINUX / "files/etc/systemd/logind.conf.d/50-back-atlas.conf", repeats=False)
    assert (login["Login.KillUserProcesses"], login["Login.KillOnlyUsers"]) == ("yes", "kiosk")
    assert login["Login.NAutoVTs"] == login["Login.ReserveVT"] == "0"
    handled = [key for key in login.values if key.startswith("Login.Handle")]
    assert len(handled) >= 10
    assert {login[key] for key in handled} == {"ignore"}
    manager = Unit(LINUX / "files/etc/systemd/system.conf.d/50-back-atlas.conf", repeats=False)
    assert manager["Manager.CtrlAltDelBurstAction"] == "none"
    kernel = (LINUX / "files/etc/sysctl.d/90-back-atlas.conf").read_text("utf-8")
    assert "\nkernel.sysrq = 0\n" in kernel
    assert "\nkernel.core_pattern = |/bin/false\n" in kernel


def test_the_size_of_the_system_log_is_limited():
    journal = Unit(LINUX / "files/etc/systemd/journald.conf.d/50-back-atlas.conf", repeats=False)
    assert int(journal["Journal.SystemMaxUse"].removesuffix("M")) <= 64


def test_x_has_no_way_to_a_terminal_or_to_its_end_and_never_blanks_the_screen():
    text = (LINUX / "files-x/etc/X11/xorg.conf.d/10-back-atlas.conf").read_text("utf-8")
    options = dict(re.findall(r'^ +Option "(\w+)" "([\w:]+)"$', text, re.MULTILINE))
    assert {options[name] for name in ("DontVTSwitch", "DontZap", "DontZoom")} == {"on"}
    assert {options[f"{name}Time"] for name in ("Blank", "Standby", "Suspend", "Off")} == {"0"}
    assert options["XkbOptions"] == "srvrkeys:none"
    assert text.count("Section") == 2 * text.count("EndSection")
    hold = (LINUX / "files-x/usr/local/lib/back-atlas/x-hold").read_text("utf-8")
    for line in ("xset s off", "xset s noblank", "xset -dpms || :"):
        assert f"\n{line}\n" in hold
    start = (LINUX / "files-x/usr/local/lib/back-atlas/x-screen").read_text("utf-8")
    assert all(word in start for word in ("-nolisten tcp", "-accessx", "-auth", "mcookie"))


def test_the_files_for_x_replace_the_command_of_the_screen_and_keep_the_hardening():
    for name in ("screen", "kiosk"):
        part = Unit(LINUX / f"files-x/etc/systemd/system/back-atlas-{name}.service.d/x.conf")
        loosened = {key.partition(".")[2] for key in part.values} & (HARDENED.keys() | HARDER)
        assert loosened <= {"PrivateTmp"}
        if "Service.ExecStart" in part.values:
            assert part.values["Service.ExecStart"][0] == "", "the other command is still there"


def test_the_account_has_no_shell_and_no_privileges():
    text = (LINUX / "files/etc/sysusers.d/back-atlas.conf").read_text("utf-8")
    assert re.search(r"^u kiosk - \"[^\"]+\" /var/lib/back-atlas /usr/sbin/nologin$", text, re.M)
    assert not re.search(r"^m ", text, re.MULTILINE)


def test_the_script_installs_the_libraries_that_the_program_names():
    assert (LINUX / "packages.txt").read_text("utf-8").split() == APT_PACKAGES.split()


def run_script(script: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", LINUX / script, *options], check=False, capture_output=True, text=True, timeout=60
    )


def installed(root: Path) -> dict[str, int]:
    """The files below a folder with their modes."""
    return {
        file.relative_to(root).as_posix(): file.lstat().st_mode & 0o777
        for file in sorted(root.rglob("*"))
        if file.is_symlink() or file.is_file()
    }


def shipped(*groups: str) -> set[str]:
    return {
        file.relative_to(LINUX / group).as_posix()
        for group in groups
        for file in (LINUX / group).rglob("*")
        if file.is_file()
    }


STAFF = "usr/local/sbin/back-atlas-staff"
OLD_STAFF = "usr/local/sbin/back-atlas-keeper"
ADDED = {
    OLD_STAFF,
    "etc/systemd/system/ctrl-alt-del.target",
    "usr/local/share/doc/back-atlas/kiosk.md",
}


def test_the_script_installs_every_file_and_can_be_run_again(tmp_path):
    assert run_script("install.sh", "--root", str(tmp_path)).returncode == 0
    first = installed(tmp_path)
    assert set(first) == shipped("files") | ADDED
    assert (tmp_path / "etc/systemd/system/ctrl-alt-del.target").readlink() == Path("/dev/null")
    assert first["usr/local/lib/back-atlas/after-kiosk"] == 0o755
    assert first["etc/systemd/system/back-atlas-kiosk.service"] == 0o644
    assert run_script("install.sh", "--root", str(tmp_path)).returncode == 0
    assert installed(tmp_path) == first


def test_the_earlier_name_of_the_staff_command_becomes_a_link_to_it(tmp_path):
    old = tmp_path / OLD_STAFF
    old.parent.mkdir(parents=True)
    old.write_text("#!/bin/sh\n")
    assert run_script("install.sh", "--root", str(tmp_path)).returncode == 0
    assert old.readlink() == Path("back-atlas-staff")
    assert old.resolve() == tmp_path / STAFF
    done = subprocess.run([old], check=False, capture_output=True, text=True, timeout=20)
    assert "back-atlas-staff" in done.stdout + done.stderr


def test_a_machine_can_be_changed_from_x_to_cage(tmp_path):
    run_script("install.sh", "--root", str(tmp_path), "--x", "--usb-storage-off")
    assert set(installed(tmp_path)) == shipped("files", "files-x", "files-usb") | ADDED
    run_script("install.sh", "--root", str(tmp_path))
    assert set(installed(tmp_path)) == shipped("files") | ADDED


def test_uninstalling_leaves_nothing_but_the_settings_of_the_staff(tmp_path):
    config = tmp_path / "var/lib/back-atlas/kiosk.toml"
    config.parent.mkdir(parents=True)
    config.write_text("counts = true\n")
    run_script("install.sh", "--root", str(tmp_path), "--x", "--usb-storage-off")
    gone = run_script("uninstall.sh", "--root", str(tmp_path))
    assert gone.returncode == 0, gone.stderr
    assert set(installed(tmp_path)) == {"var/lib/back-atlas/kiosk.toml"}


def test_the_script_refuses_an_unknown_option(tmp_path):
    done = run_script("install.sh", "--root", str(tmp_path), "--fast")
    assert done.returncode == 1
    assert "unknown option: --fast" in done.stderr
    assert installed(tmp_path) == {}


SCRIPTS = [
    file
    for file in sorted(LINUX.rglob("*"))
    if file.is_file() and file.read_bytes().startswith(b"#!/bin/sh\n")
]


@pytest.mark.parametrize("script", SCRIPTS, ids=[file.name for file in SCRIPTS])
def test_every_script_is_posix_shell_that_stops_at_unset_variables(script):
    text = script.read_text("utf-8")
    assert subprocess.run(["sh", "-n", script], check=False).returncode == 0
    assert re.search(r"^set -(eu|u)$", text, re.MULTILINE)
    assert not re.search(r"\b(curl|wget|eval|\[\[|function)\b", text)


GUIDE = (ROOT / "docs/kiosk.md").read_text("utf-8")


def test_the_guide_has_a_row_for_every_setting():
    row = r"^\|[^|]*`{}`[^|]*\|[^|]+\|[^|]+\|$"
    keys = KioskConfig.__struct_fields__
    assert [key for key in keys if not re.search(row.format(key), GUIDE, re.MULTILINE)] == []


def test_the_guide_has_the_default_values():
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| ([^|]+) \|", GUIDE, re.MULTILINE)
    documented = {key: value for keys, value in rows for key in re.findall(r"`(\w+)`", keys)}
    for key in KioskConfig.__struct_fields__:
        value = getattr(KioskConfig(), key)
        expected = "[]" if isinstance(value, tuple) else json.dumps(value)
        assert documented[key] == expected, key


def test_the_guide_has_a_field_checklist_with_columns_for_date_and_initials():
    rows = re.findall(r"^\| \d+ \|.*\|$", GUIDE, re.MULTILINE)
    assert len(rows) >= 20
    assert all(row.endswith("| | |") for row in rows)
    for text in ("Ctrl+Alt+F1", "Swipe", "palm", "plug", "TV", "USB stick", "Sound", "Brightness"):
        assert any(text in row for row in rows), text


def test_everything_that_was_not_tried_is_marked():
    assert "**(not tried)**" in GUIDE
    for file in (DEPLOY / "windows").iterdir():
        assert re.search(r"Not tried by us|None of us has tried", file.read_text("utf-8")), file
