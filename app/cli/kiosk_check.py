"""The command `kiosk --check`: it lists line by line what the machine still needs. No Qt."""

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
    """Print every result; return 0 if nothing is missing, else 1. It writes no file."""
    results = list(run_checks(options, paths))
    sys.stdout.write("".join(f"{escape_line(str(result))}\n" for result in results))
    sys.stdout.write(f"{summary(results)}\n")
    is_missing = any(result.status is PreflightStatus.MISSING for result in results)
    return ExitCode.CHECK_FAILED if is_missing else 0


def summary(results: Iterable[PreflightResult]) -> str:
    """The number of results of each status, and where the files for setting up a machine are."""
    statuses = [result.status for result in results]
    missing = statuses.count(PreflightStatus.MISSING)
    look_at = statuses.count(PreflightStatus.LOOK_AT)
    return (
        f"{missing} missing, {look_at} to look at. "
        f"The files for setting up a machine are in {assets() / 'deploy'}."
    )


def run_checks(options: Options, paths: Paths) -> Iterator[PreflightResult]:
    """Run every check, in the order in which a machine is set up."""
    files = KioskFiles.beside_settings(paths.settings)
    unsafe = unsafe_variables(os.environ)
    # With an unsafe variable Qt must not be started, because it would act on it.
    display = DisplayFacts(reason="not checked in this environment") if unsafe else probe_display()
    system = probe_system(os.environ, unsafe)
    yield from checks.check_account(probe_account())
    yield from checks.check_session(system, display)
    yield from checks.check_supervision(system)
    results, config = _check_config(files.config)
    yield from results
    yield from _check_clinic(paths.clinic_file)
    yield from checks.check_display(display, config)
    yield from checks.check_pins(*_read_pin_names(files.pins))
    yield from checks.check_storage(probe_storage(paths.settings.parent, files.pins))
    yield from checks.check_tools(probe_tools(), config)
    yield from _check_atlas(options.atlas)


def _check_config(file: Path) -> tuple[list[PreflightResult], KioskConfig]:
    """The mistakes and warnings of the config file, and the config for the other checks."""
    warnings: list[ValidationWarning] = []
    try:
        config = read_config(file, warnings.append)
    except ContentError as error:
        return [checks.missing("settings", str(issue)) for issue in error.errors], KioskConfig()
    message = f"{file}, no mistake" if file.exists() else f"default values; yours go into {file}"
    remarks = [_result_of_warning(warning, "settings") for warning in warnings]
    return [checks.ok("settings", message), *remarks], config


def _result_of_warning(warning: ValidationWarning, subject: str) -> PreflightResult:
    return checks.look_at(subject, str(warning).removeprefix("look at "))


def _check_clinic(file: Path) -> Iterator[PreflightResult]:
    """Whether the clinic's details for the handout can be read; no result if there are none."""
    from app.handout.clinic import logo_path, read_clinic

    warnings: list[ValidationWarning] = []
    try:
        read_clinic(file, warnings.append)
    except ContentError as error:
        yield from (checks.missing("clinic", str(issue)) for issue in error.errors)
        return
    if file.exists() or logo_path(file).exists():
        yield checks.ok("clinic", f"{file}, no mistake")
    yield from (_result_of_warning(warning, "clinic") for warning in warnings)


def _read_pin_names(file: Path) -> tuple[tuple[str, ...], str]:
    """The names of those with a PIN, and why the file cannot be read."""
    try:
        return PinStore(file).names, ""
    except PinError as error:
        return (), str(error)


def _check_atlas(folder: Path | None) -> Iterator[PreflightResult]:
    try:
        atlas = open_atlas(folder)
    except NoAtlasError as error:
        yield checks.missing("atlas", str(error))
        return
    except ContentError as error:
        text = Catalogue.read("en").translate("Check", "%n mistake(s)", len(error.errors))
        yield checks.missing("atlas", f"{text}: back-atlas check prints them")
        return
    yield from checks.check_expiry(atlas.expires, atlas.date, dt.date.today())
