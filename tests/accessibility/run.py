"""Looks at the program through AT-SPI, as a screen reader does.

    /usr/bin/python3 -m tests.accessibility.run PYTHON

PYTHON is the Python that can run the program; this script needs the system's, which has pyatspi.
It prints one line for each check, and exits with 1 if one failed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable

from tests.accessibility.desktop import ObservedProgram, PrivateDesktop, missing_tools

_MAX_PROBLEMS = 4


def main(arguments: list[str]) -> int:
    """Run all checks; the exit code."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    if missing := missing_parts():
        print(f"not installed: {', '.join(missing)}: nothing was checked")
        return 1
    from tests.accessibility.checks import SCENES

    began, failed, count = time.monotonic(), 0, 0
    desktop = PrivateDesktop()
    try:
        for scene in SCENES:
            program = ObservedProgram(desktop, arguments[0], scene.arguments)
            try:
                results = list(run_scene(program, scene.checks))
            finally:
                program.close()
            failed += results.count(False)
            count += len(results)
    finally:
        desktop.close()
    print(f"{count - failed} of {count} checks passed in {time.monotonic() - began:.0f} s")
    return 1 if failed or not count else 0


def missing_parts() -> list[str]:
    """What is missing for these checks on this machine."""
    missing = missing_tools()
    try:
        import gi

        gi.require_version("Atspi", "2.0")
        from importlib.util import find_spec

        if find_spec("pyatspi") is None:
            missing.append("pyatspi")
    except (ImportError, ValueError):
        missing.append("pyatspi with gir1.2-atspi-2.0")
    return missing


def run_scene(program: ObservedProgram, checks: Iterable[object]) -> Iterable[bool]:
    """Run checks one after another and print a line for each; yields whether each passed."""
    from gi.repository import GLib

    from tests.accessibility.reader import ScreenReader

    reader = ScreenReader(program)
    for check in checks:
        began = time.monotonic()
        try:
            problems = list(check.run(reader))
        except (LookupError, GLib.Error) as error:
            problems = [str(error)]
        took = f"{time.monotonic() - began:4.1f} s"
        if problems:
            more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
            print(f"FAIL {check.name}: {problems[0]}{more}  [{took}]", flush=True)
            for problem in problems[1:_MAX_PROBLEMS]:
                print(f"     {problem}", flush=True)
        else:
            print(f"ok   {check.name}  [{took}]", flush=True)
        yield not problems
        if program.process.poll() is not None:
            print(f"the program has ended: {program.output()}")
            yield False
            return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
