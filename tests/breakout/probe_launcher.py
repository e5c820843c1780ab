"""Starts a program with a probe: `OWN[,OWN] FOLDER[:FOLDER] IN,OUT naive | ARGUMENTS...`."""

from __future__ import annotations

import sys
from importlib import import_module

from PySide6 import QtWidgets

from tests.breakout.process_probe import AuditHook, ProcessProbe


def main(own: str, allowed: str, pipes: str, *arguments: str) -> int:
    original = QtWidgets.QApplication
    audit_hook = AuditHook(tuple(allowed.split(":")))
    sys.addaudithook(audit_hook.on_event)
    questions, answers = map(int, pipes.split(","))
    probes = []

    class ProbedApplication(original):
        """Qt's application with a probe in it."""

        def __init__(self, *args: object) -> None:
            super().__init__(*args)
            windows = frozenset(own.split(","))
            probes.append(ProcessProbe(self, windows, audit_hook, (questions, answers)))

    QtWidgets.QApplication = ProbedApplication
    # Imported late, so that they import the replaced class.
    if arguments == ("naive",):
        return int(import_module("tests.breakout.naive_app").run())
    return int(import_module("app.cli.main").main(arguments))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
