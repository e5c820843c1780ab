"""The files that make a machine a kiosk say what they must, and fit the program and each other."""

from __future__ import annotations

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
    """A file of systemd's kind, read strictly: a section, `Key=value`, comments; nothing else."""

    def __init__(self, file: Path, *, repeats: bool = True) -> None:
        self.values: dict[str, list[str]] = {}
        section = ""
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            if not line or line.startswith("#"):
                continue
            if head := re.fullmatch(r"\[(\w+)\]", line):
                section = head[1]
                continue
            said = re.fullmatch(r"([A-Za-z]+)=(.*)", line)
            assert said, f"{file.name}:{number}: {line}"
            assert section, f"{file.name}:{number}: before any section"
            key = f"{section}.{said[1]}"
            assert repeats or key not in self.values, f"{file.name}:{number}: {key} twice"
            self.values.setdefault(key, []).append(said[2])

    def __getitem__(self, key: str) -> str:
        return " ".join(self.values.get(key, []))

    def words(self, key: str) -> set[str]:
        return set(self[key].split())

    def seconds(self, key: str) -> float:
        found = re.fullmatch(r"(\d+)(ms|s|min|)", self[key])
        assert found, f"{key}={self[key]}"
        return int(found[1]) * SECONDS[found[2]]


@pytest.fixture(scope="module")
def kiosk():
    return Unit(UNITS / "back-atlas-kiosk.service")


@pytest.fixture(scope="module")
def screen():
    return Unit(UNITS / "back-atlas-screen.service")


@pytest.fixture(params=["kiosk", "screen"])
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


@pytest.mark.parametrize("key", HARDENED)
def test_both_units_are_shut_in(unit, key):
    assert f"Service.{key}" in unit.values
    assert unit[f"Service.{key}"] == HARDENED[key]


@pytest.mark.parametrize("key", HARDER)
def test_the_program_has_no_devices_no_network_and_no_rights(kiosk, key):
    assert f"Service.{key}" in kiosk.values
    assert kiosk[f"Service.{key}"] == HARDER[key]


def test_the_screen_hears_of_devices_and_of_nothing_else(screen):
    assert screen.words("Service.RestrictAddressFamilies") == {"AF_UNIX", "AF_NETLINK"}


def test_calls_to_the_system_are_an_allow_list(kiosk):
    assert kiosk.values["Service.SystemCallFilter"] == [
        "@system-service",
        "~@privileged @resources",
    ]


def test_both_are_started_again_for_ever(unit):
    assert unit["Service.Restart"] == "always"
    assert unit["Unit.StartLimitIntervalSec"] == "0"
    assert unit.seconds("Service.RestartSec") <= 1
    assert unit.seconds("Service.TimeoutStopSec") > 2


def test_the_program_does_not_come_back_after_a_keeper_left_or_where_it_cannot(kiosk):
    stays_away = {int(word) for word in kiosk.words("Service.RestartPreventExitStatus")}
    assert stays_away == {
        ExitCode.OK,
        ExitCode.SHUT_DOWN,
        ExitCode.UNAVAILABLE,
        ExitCode.UNSAFE_ENVIRONMENT,
    }
    done = {int(word) for word in kiosk.words("Service.SuccessExitStatus")}
    assert done == {ExitCode.RESTART, ExitCode.SHUT_DOWN}


def test_what_happens_after_each_end_is_written_for_each_code_that_stays_away(kiosk):
    assert kiosk["Service.ExecStopPost"] == "+/usr/local/lib/back-atlas/after-kiosk"
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
    """What the script does after an end: the words above the prompt, and what it asks systemd."""
    script = (LINUX / "files/usr/local/lib/back-atlas/after-kiosk").read_text("utf-8")
    said, asked, systemctl = folder / "said", folder / "asked", folder / "systemctl"
    systemctl.write_text(
        f'#!/bin/sh\necho "$*" >>{asked}\n[ "$1" = list-jobs ] && printf "%s" "{job}"\nexit 0\n'
    )
    systemctl.chmod(0o755)
    done = subprocess.run(
        ["sh", "-c", script.replace("/run/back-atlas-said", str(said))],
        env={"PATH": f"{folder}:/usr/bin:/bin", "EXIT_CODE": "exited", "EXIT_STATUS": str(code)},
        check=False,
        timeout=20,
    )
    assert done.returncode == 0
    calls = asked.read_text("utf-8").splitlines()
    return said.read_text("utf-8") if said.exists() else "", calls[1:]


@pytest.mark.parametrize("job", ["", "16 back-atlas-kiosk.service start running\n"])
@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (ExitCode.OK, "a member of staff has left"),
        (ExitCode.UNAVAILABLE, "a part of the system is missing"),
        (ExitCode.UNSAFE_ENVIRONMENT, "a variable could load foreign code"),
    ],
)
def test_a_login_prompt_with_a_sentence_follows_also_when_the_start_itself_failed(
    tmp_path, code, sentence, job
):
    said, asked = after_kiosk(tmp_path, code, job)
    assert sentence in said
    assert asked == ["--no-block start getty@tty1.service"]


@pytest.mark.parametrize("kind", ["stop", "restart"])
def test_nothing_follows_while_the_system_stops_or_restarts_the_kiosk(tmp_path, kind):
    job = f"91 back-atlas-kiosk.service {kind} running\n"
    assert after_kiosk(tmp_path, ExitCode.OK, job) == ("", [])


def test_nothing_follows_an_end_after_which_systemd_starts_it_again(tmp_path):
    assert after_kiosk(tmp_path, ExitCode.RESTART, "") == ("", [])


def test_the_program_is_watched_more_patiently_than_its_heart_beats(kiosk):
    times = RunTimes()
    assert kiosk["Service.Type"] == "notify"
    assert kiosk["Service.NotifyAccess"] == "main"
    assert kiosk.seconds("Service.WatchdogSec") * 1000 >= 3 * BEAT_MS
    assert kiosk.seconds("Service.WatchdogSec") > times.hang_timeout_s, "the stack is written first"
    assert kiosk.seconds("Service.TimeoutStartSec") > times.start_timeout_s
    assert kiosk["Service.TimeoutStartFailureMode"] == "abort"


def test_a_session_of_pam_is_only_where_nothing_is_told_to_systemd(kiosk, screen):
    # systemd.exec: with PAMName= what a child says goes to the session's scope and is lost
    assert "Service.PAMName" not in kiosk.values
    assert screen["Service.PAMName"] == "back-atlas-screen"
    assert "Service.WatchdogSec" not in screen.values
    assert (LINUX / "files/etc/pam.d" / screen["Service.PAMName"]).is_file()


def test_the_two_come_and_go_together(kiosk, screen):
    assert kiosk["Unit.BindsTo"] == kiosk["Unit.After"] == "back-atlas-screen.service"
    assert "back-atlas-kiosk.service" in screen.words("Unit.Wants")
    assert screen.words("Unit.Conflicts") == {"getty@tty1.service", "display-manager.service"}
    assert screen["Install.WantedBy"] == "graphical.target"


def test_cage_shows_no_title_bar_and_no_other_terminal(screen):
    words = screen["Service.ExecStart"].split()
    cage = words[words.index("/usr/bin/cage") : words.index("--")]
    assert cage == ["/usr/bin/cage", "-d"]


def test_the_program_takes_nothing_from_around_it(kiosk):
    assert kiosk["Service.ExecStart"] == "/opt/back-atlas/bin/python -I -m app kiosk --alone"
    assert set(UNSAFE_VARIABLES) <= kiosk.words("Service.UnsetEnvironment")
    given = dict(word.partition("=")[::2] for word in kiosk["Service.Environment"].split())
    assert not unsafe_variables(given)
    assert given["BACK_ATLAS_HOME"] == f"/var/lib/{kiosk['Service.StateDirectory']}"
    assert "Service.PassEnvironment" not in kiosk.values
    assert "Service.EnvironmentFile" not in kiosk.values


def test_memory_is_limited(kiosk):
    sizes = [int(kiosk[f"Service.{key}"].removesuffix("M")) for key in ("MemoryHigh", "MemoryMax")]
    assert sizes[0] < sizes[1] <= 1024


def test_keys_of_the_machine_do_nothing():
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


def test_the_log_of_the_system_is_small():
    journal = Unit(LINUX / "files/etc/systemd/journald.conf.d/50-back-atlas.conf", repeats=False)
    assert int(journal["Journal.SystemMaxUse"].removesuffix("M")) <= 64


def test_x_leads_to_no_terminal_never_ends_and_never_blanks():
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


def test_x_replaces_the_command_of_the_screen_and_nothing_of_the_walls():
    for name in ("screen", "kiosk"):
        part = Unit(LINUX / f"files-x/etc/systemd/system/back-atlas-{name}.service.d/x.conf")
        loosened = {key.partition(".")[2] for key in part.values} & (HARDENED.keys() | HARDER)
        assert loosened <= {"PrivateTmp"}
        if "Service.ExecStart" in part.values:
            assert part.values["Service.ExecStart"][0] == "", "the other command still stands"


def test_the_account_has_no_shell_and_no_rights():
    text = (LINUX / "files/etc/sysusers.d/back-atlas.conf").read_text("utf-8")
    assert re.search(r"^u kiosk - \"[^\"]+\" /var/lib/back-atlas /usr/sbin/nologin$", text, re.M)
    assert not re.search(r"^m ", text, re.MULTILINE)


def test_the_script_brings_the_libraries_the_program_names():
    assert (LINUX / "packages.txt").read_text("utf-8").split() == APT_PACKAGES.split()


def run(script: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", LINUX / script, *words], check=False, capture_output=True, text=True, timeout=60
    )


def laid(root: Path) -> dict[str, int]:
    """What lies below a folder: path and mode."""
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
BESIDE = {
    OLD_STAFF,
    "etc/systemd/system/ctrl-alt-del.target",
    "usr/local/share/doc/back-atlas/kiosk.md",
}


def test_the_script_puts_every_file_in_its_place_and_may_be_run_again(tmp_path):
    assert run("install.sh", "--root", str(tmp_path)).returncode == 0
    first = laid(tmp_path)
    assert set(first) == shipped("files") | BESIDE
    assert (tmp_path / "etc/systemd/system/ctrl-alt-del.target").readlink() == Path("/dev/null")
    assert first["usr/local/lib/back-atlas/after-kiosk"] == 0o755
    assert first["etc/systemd/system/back-atlas-kiosk.service"] == 0o644
    assert run("install.sh", "--root", str(tmp_path)).returncode == 0
    assert laid(tmp_path) == first


def test_the_earlier_name_of_the_staff_command_becomes_a_link_to_it(tmp_path):
    old = tmp_path / OLD_STAFF
    old.parent.mkdir(parents=True)
    old.write_text("#!/bin/sh\n")
    assert run("install.sh", "--root", str(tmp_path)).returncode == 0
    assert old.readlink() == Path("back-atlas-staff")
    assert old.resolve() == tmp_path / STAFF
    done = subprocess.run([old], check=False, capture_output=True, text=True, timeout=20)
    assert "back-atlas-staff" in done.stdout + done.stderr


def test_a_machine_can_change_from_x_to_cage(tmp_path):
    run("install.sh", "--root", str(tmp_path), "--x", "--usb-storage-off")
    assert set(laid(tmp_path)) == shipped("files", "files-x", "files-usb") | BESIDE
    run("install.sh", "--root", str(tmp_path))
    assert set(laid(tmp_path)) == shipped("files") | BESIDE


def test_nothing_is_left_when_it_is_taken_away_but_what_a_keeper_set(tmp_path):
    config = tmp_path / "var/lib/back-atlas/kiosk.toml"
    config.parent.mkdir(parents=True)
    config.write_text("counts = true\n")
    run("install.sh", "--root", str(tmp_path), "--x", "--usb-storage-off")
    gone = run("uninstall.sh", "--root", str(tmp_path))
    assert gone.returncode == 0, gone.stderr
    assert set(laid(tmp_path)) == {"var/lib/back-atlas/kiosk.toml"}


def test_the_script_says_what_it_does_not_know(tmp_path):
    done = run("install.sh", "--root", str(tmp_path), "--fast")
    assert done.returncode == 1
    assert "unknown option: --fast" in done.stderr
    assert laid(tmp_path) == {}


SCRIPTS = [
    file
    for file in sorted(LINUX.rglob("*"))
    if file.is_file() and file.read_bytes().startswith(b"#!/bin/sh\n")
]


@pytest.mark.parametrize("script", SCRIPTS, ids=[file.name for file in SCRIPTS])
def test_every_script_is_plain_shell_that_stops_at_what_is_not_set(script):
    text = script.read_text("utf-8")
    assert subprocess.run(["sh", "-n", script], check=False).returncode == 0
    assert re.search(r"^set -(eu|u)$", text, re.MULTILINE)
    assert not re.search(r"\b(curl|wget|eval|\[\[|function)\b", text)


GUIDE = (ROOT / "docs/kiosk.md").read_text("utf-8")


@pytest.mark.parametrize("key", KioskConfig.__struct_fields__)
def test_the_guide_tells_every_rule(key):
    row = re.search(rf"^\|[^|]*`{key}`[^|]*\|[^|]+\|[^|]+\|$", GUIDE, re.MULTILINE)
    assert row, f"docs/kiosk.md has no row for {key}"


def test_the_guide_gives_the_values_of_a_new_kiosk():
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| ([^|]+) \|", GUIDE, re.MULTILINE)
    told = {key: said for keys, said in rows for key in re.findall(r"`(\w+)`", keys)}
    written = {True: "true", False: "false"}
    for key in KioskConfig.__struct_fields__:
        value = getattr(KioskConfig(), key)
        if isinstance(value, str):
            said = f'"{value}"'
        elif isinstance(value, tuple):
            said = "[]"
        else:
            said = written.get(value, str(value)) if isinstance(value, bool) else str(value)
        assert told[key] == said, key


def test_the_guide_ends_with_a_list_for_hands_with_room_for_date_and_initials():
    rows = re.findall(r"^\| \d+ \|.*\|$", GUIDE, re.MULTILINE)
    assert len(rows) >= 20
    assert all(row.endswith("| | |") for row in rows)
    for what in ("Ctrl+Alt+F1", "Swipe", "palm", "plug", "TV", "USB stick", "Sound", "Brightness"):
        assert any(what in row for row in rows), what


def test_what_nobody_tried_is_marked():
    assert "**(not tried)**" in GUIDE
    for file in (DEPLOY / "windows").iterdir():
        assert re.search(r"Not tried by us|None of us has tried", file.read_text("utf-8")), file
