"""The command `kiosk --check`: looks at the machine and says line by line what it lacks."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options
from app.kiosk.access.pin_store import PinBook, PinError
from app.kiosk.config import KioskFiles, KioskRules, read_rules
from app.kiosk.preflight import checks
from app.kiosk.preflight.checks import Finding, Word
from app.kiosk.preflight.display_probe import look
from app.kiosk.preflight.environment import hostile
from app.kiosk.preflight.facts import Display
from app.kiosk.preflight.probe import account, kept_in, session_of, tools
from app.support.messages import one_line
from app.support.paths import Paths, assets
from app.support.validation_errors import ContentError, NoAtlasError, Remark

EXIT_MISSING_SOMETHING = 1


def check_machine(options: Options, paths: Paths) -> int:
    """Prints every finding; 0 where nothing is missing, else 1. Nothing is written."""
    findings = list(found(options, paths))
    sys.stdout.write("".join(f"{one_line(str(finding))}\n" for finding in findings))
    sys.stdout.write(f"{summary(findings)}\n")
    return EXIT_MISSING_SOMETHING if any(one.word is Word.MISSING for one in findings) else 0


def summary(findings: Iterable[Finding]) -> str:
    """How many of each, and where the files of a kiosk's machine are."""
    words = [finding.word for finding in findings]
    missing, to_look = words.count(Word.MISSING), words.count(Word.LOOK)
    return (
        f"{missing} missing, {to_look} to look at. "
        f"What a machine needs lies in {assets() / 'deploy'}."
    )


def found(options: Options, paths: Paths) -> Iterator[Finding]:
    """Everything that is looked at, in the order a keeper sets it up."""
    files = KioskFiles.beside(paths.settings)
    dangers = hostile(os.environ)
    # Qt would do what such a variable says.
    display = Display(why="not looked at in these surroundings") if dangers else look()
    session = session_of(os.environ, dangers)
    yield from checks.of_account(account())
    yield from checks.of_session(session, display)
    yield from checks.of_supervision(session)
    findings, rules = _rules(files.rules)
    yield from findings
    yield from _clinic(paths.clinic)
    yield from checks.of_display(display, rules)
    yield from checks.of_pins(*_pins(files.pins))
    yield from checks.of_kept(kept_in(paths.settings.parent, files.pins))
    yield from checks.of_tools(tools(), rules)
    yield from _atlas(options.atlas)


def _rules(file: Path) -> tuple[list[Finding], KioskRules]:
    """What is wrong with the rules, and those to go on with."""
    remarks: list[Remark] = []
    try:
        rules = read_rules(file, remarks.append)
    except ContentError as error:
        return [Finding(Word.MISSING, "rules", str(one)) for one in error.mistakes], KioskRules()
    said = f"{file}, no mistake" if file.exists() else f"those of a new kiosk; yours go into {file}"
    looked = [_to_look(one, "rules") for one in remarks]
    return [Finding(Word.OK, "rules", said), *looked], rules


def _to_look(remark: Remark, what: str) -> Finding:
    return Finding(Word.LOOK, what, str(remark).removeprefix("look at "))


def _clinic(file: Path) -> Iterator[Finding]:
    """Whether what the clinic wants on every sheet can be read; nothing where it wants nothing."""
    from app.handout.clinic import logo_beside, read_clinic

    remarks: list[Remark] = []
    try:
        read_clinic(file, remarks.append)
    except ContentError as error:
        yield from (Finding(Word.MISSING, "clinic", str(one)) for one in error.mistakes)
        return
    if file.exists() or logo_beside(file).exists():
        yield Finding(Word.OK, "clinic", f"{file}, no mistake")
    yield from (_to_look(one, "clinic") for one in remarks)


def _pins(file: Path) -> tuple[tuple[str, ...], str]:
    try:
        return PinBook(file).names, ""
    except PinError as error:
        return (), str(error)


def _atlas(folder: Path | None) -> Iterator[Finding]:
    try:
        atlas = open_atlas(folder)
    except NoAtlasError as error:
        yield Finding(Word.MISSING, "atlas", str(error))
        return
    except ContentError as error:
        count = len(error.mistakes)
        yield Finding(Word.MISSING, "atlas", f"{count} mistakes: back-atlas check prints them")
        return
    yield from checks.of_atlas(atlas.expires, atlas.date, dt.date.today())
