"""The command `kiosk --check`: looks at the machine and says line by line what it lacks."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.atlas.loader import NoAtlasError
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options
from app.kiosk.access.pin_store import PinError, PinStore
from app.kiosk.config import KioskConfig, KioskFiles, read_config
from app.kiosk.preflight import checks
from app.kiosk.preflight.checks import PreflightResult, PreflightStatus
from app.kiosk.preflight.display_probe import probe_display
from app.kiosk.preflight.environment import unsafe_variables
from app.kiosk.preflight.facts import DisplayFacts
from app.kiosk.preflight.probe import probe_account, probe_storage, probe_system, probe_tools
from app.support.exit_codes import ExitCode
from app.support.messages import escape_line
from app.support.paths import Paths, assets
from app.support.translation import Catalogue
from app.support.validation_errors import ContentError, ValidationWarning


def check_machine(options: Options, paths: Paths) -> int:
    """Prints every finding; 0 where nothing is missing, else 1. Nothing is written."""
    findings = list(run_checks(options, paths))
    sys.stdout.write("".join(f"{escape_line(str(finding))}\n" for finding in findings))
    sys.stdout.write(f"{summary(findings)}\n")
    return (
        ExitCode.CHECK_FAILED
        if any(one.status is PreflightStatus.MISSING for one in findings)
        else 0
    )


def summary(findings: Iterable[PreflightResult]) -> str:
    """How many of each, and where the files of a kiosk's machine are."""
    words = [finding.status for finding in findings]
    missing, to_look = words.count(PreflightStatus.MISSING), words.count(PreflightStatus.LOOK)
    return (
        f"{missing} missing, {to_look} to look at. "
        f"What a machine needs lies in {assets() / 'deploy'}."
    )


def run_checks(options: Options, paths: Paths) -> Iterator[PreflightResult]:
    """Everything that is looked at, in the order a keeper sets it up."""
    files = KioskFiles.beside_settings(paths.settings)
    dangers = unsafe_variables(os.environ)
    # Qt would do what such a variable says.
    display = (
        DisplayFacts(reason="not looked at in these surroundings") if dangers else probe_display()
    )
    session = probe_system(os.environ, dangers)
    yield from checks.check_account(probe_account())
    yield from checks.check_session(session, display)
    yield from checks.check_supervision(session)
    findings, config = _check_config(files.config)
    yield from findings
    yield from _check_clinic(paths.clinic_file)
    yield from checks.check_display(display, config)
    yield from checks.check_pins(*_read_pin_names(files.pins))
    yield from checks.check_storage(probe_storage(paths.settings.parent, files.pins))
    yield from checks.check_tools(probe_tools(), config)
    yield from _check_atlas(options.atlas)


def _check_config(file: Path) -> tuple[list[PreflightResult], KioskConfig]:
    """What is wrong with the rules, and those to go on with."""
    remarks: list[ValidationWarning] = []
    try:
        config = read_config(file, remarks.append)
    except ContentError as error:
        return [
            PreflightResult(PreflightStatus.MISSING, "rules", str(one)) for one in error.errors
        ], KioskConfig()
    said = f"{file}, no mistake" if file.exists() else f"those of a new kiosk; yours go into {file}"
    looked = [_result_of_remark(one, "rules") for one in remarks]
    return [PreflightResult(PreflightStatus.OK, "rules", said), *looked], config


def _result_of_remark(remark: ValidationWarning, what: str) -> PreflightResult:
    return PreflightResult(PreflightStatus.LOOK, what, str(remark).removeprefix("look at "))


def _check_clinic(file: Path) -> Iterator[PreflightResult]:
    """Whether what the clinic wants on every sheet can be read; nothing where it wants nothing."""
    from app.handout.clinic import logo_path, read_clinic

    remarks: list[ValidationWarning] = []
    try:
        read_clinic(file, remarks.append)
    except ContentError as error:
        yield from (
            PreflightResult(PreflightStatus.MISSING, "clinic", str(one)) for one in error.errors
        )
        return
    if file.exists() or logo_path(file).exists():
        yield PreflightResult(PreflightStatus.OK, "clinic", f"{file}, no mistake")
    yield from (_result_of_remark(one, "clinic") for one in remarks)


def _read_pin_names(file: Path) -> tuple[tuple[str, ...], str]:
    try:
        return PinStore(file).names, ""
    except PinError as error:
        return (), str(error)


def _check_atlas(folder: Path | None) -> Iterator[PreflightResult]:
    try:
        atlas = open_atlas(folder)
    except NoAtlasError as error:
        yield PreflightResult(PreflightStatus.MISSING, "atlas", str(error))
        return
    except ContentError as error:
        text = Catalogue.read("en").translate("Check", "%n mistake(s)", len(error.errors))
        yield PreflightResult(
            PreflightStatus.MISSING, "atlas", f"{text}: back-atlas check prints them"
        )
        return
    yield from checks.check_expiry(atlas.expires, atlas.date, dt.date.today())
