"""Starts a program with a probe inside: `OWN[,OWN] FOLDER[:FOLDER] IN,OUT naive | WORDS...`."""

from __future__ import annotations

import sys
from importlib import import_module

from PySide6 import QtWidgets

from tests.breakout.process_probe import AuditHook, ProcessProbe


def main(own: str, allowed: str, pipes: str, *words: str) -> int:
    plain = QtWidgets.QApplication
    ears = AuditHook(tuple(allowed.split(":")))
    sys.addaudithook(ears.on_event)
    asks, answers = map(int, pipes.split(","))
    kept = []

    class Probed(plain):
        """Qt's application, whoever makes it, with the probe put in first."""

        def __init__(self, *args: object) -> None:
            super().__init__(*args)
            kept.append(ProcessProbe(self, frozenset(own.split(",")), ears, (asks, answers)))

    QtWidgets.QApplication = Probed
    # Only now: whoever imports it by name takes what is there.
    if words == ("naive",):
        return int(import_module("tests.breakout.naive_app").run())
    return int(import_module("app.cli.main").main(words))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
