"""Kills a process that writes the files of a kiosk, at one system call after another.

    python -m tests.bench.kiosk_power_cuts [CUTS]

It lets strace kill the process at the 1st, 2nd, 3rd... call of each kind, until the writing is
complete; at most CUTS times (200). It prints which files were neither old nor new afterwards. It
needs strace.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.first_picture import ROOT
from tests.kiosk.write_interruption import (
    foreign_files,
    leftovers_after_cleanup,
    violations,
    write_initial,
)

KINDS = (
    "openat",
    "write",
    "fsync",
    "rename",
    "close",
    "lseek",
    "newfstatat",
    "mkdir",
    "unlink",
    "getdents64",
    "lstat",
    "read",
)


@dataclass
class CutResults:
    """The results so far."""

    cuts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    leftovers: int = 0
    complete: list[str] = field(default_factory=list)


def cut(folder: Path, kind: str, number: int) -> tuple[list[str], bool]:
    """Write under strace; return what was reported as written, and whether the kill happened."""
    command = [sys.executable, "-m", "tests.kiosk.write_interruption", "write", folder]
    pipe = subprocess.PIPE
    writing = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT)
    assert writing.stdin is not None
    assert writing.stdout is not None
    assert writing.stdout.readline() == "ready\n"
    inject = f"inject={kind}:signal=SIGKILL:when={number}"
    trace = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={kind}", "-e", inject]
    tracer = subprocess.Popen(
        [*trace, "-p", str(writing.pid)], stderr=subprocess.PIPE, stdout=pipe, text=True
    )
    assert tracer.stderr is not None
    assert "attached" in tracer.stderr.readline()
    output, _ = writing.communicate("go\n")
    tracer.communicate()
    return output.split(), writing.returncode == -9


def main(most: int) -> int:
    results, root = CutResults(), Path(tempfile.mkdtemp(prefix="back-atlas-cuts-"))
    write_initial(root / "template")
    shutil.copytree(root / "template", root / "stale")
    kinds, number = list(KINDS), 1
    while kinds and results.cuts.total() < most:
        for kind in tuple(kinds):
            folder = root / "cut"
            shutil.copytree(root / "template", folder)
            done, was_cut = cut(folder, kind, number)
            results.wrong += [f"{kind} {number}: {wrong}" for wrong in violations(folder, done)]
            for name in foreign_files(folder):
                results.leftovers += 1
                shutil.copy(folder / name, root / "stale")
            shutil.rmtree(folder)
            if was_cut:
                results.cuts[kind] += 1
            else:
                kinds.remove(kind)
                results.complete.append(f"{kind} after {number - 1}")
            if results.cuts.total() >= most:
                break
        number += 1
    remaining = leftovers_after_cleanup(root / "stale")
    shutil.rmtree(root)
    print(f"{results.cuts.total()} cuts: {dict(results.cuts)}")
    print(f"complete: {results.complete}")
    print(f"neither old nor new, or reported and lost: {results.wrong}")
    print(f"left over by the kills: {results.leftovers}; after the next writing: {remaining}")
    return int(bool(results.wrong or remaining))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
