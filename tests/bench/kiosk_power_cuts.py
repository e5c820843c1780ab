"""Kills the writing of a kiosk's files at one system call after another, by strace.

    python -m tests.bench.kiosk_power_cuts [CUTS]

Asks strace to kill the process at the 1st, 2nd, 3rd... call of each kind, until the writing gets
through; at most CUTS kills (200). Says what each file was afterwards. Needs strace.
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
    """What the cuts have shown so far."""

    cuts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    left: int = 0
    through: list[str] = field(default_factory=list)


def cut(folder: Path, kind: str, number: int) -> tuple[list[str], bool]:
    """Writes under strace; what was said to be written, and whether it was killed."""
    words = [sys.executable, "-m", "tests.kiosk.write_interruption", "write", folder]
    pipe = subprocess.PIPE
    writing = subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True, cwd=ROOT)
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
    said, _ = writing.communicate("go\n")
    tracer.communicate()
    return said.split(), writing.returncode == -9


def main(most: int) -> int:
    seen, root = CutResults(), Path(tempfile.mkdtemp(prefix="back-atlas-cuts-"))
    write_initial(root / "template")
    shutil.copytree(root / "template", root / "stale")
    going, number = list(KINDS), 1
    while going and seen.cuts.total() < most:
        for kind in tuple(going):
            folder = root / "cut"
            shutil.copytree(root / "template", folder)
            done, was_cut = cut(folder, kind, number)
            seen.wrong += [f"{kind} {number}: {wrong}" for wrong in violations(folder, done)]
            for name in foreign_files(folder):
                seen.left += 1
                shutil.copy(folder / name, root / "stale")
            shutil.rmtree(folder)
            if was_cut:
                seen.cuts[kind] += 1
            else:
                going.remove(kind)
                seen.through.append(f"{kind} after {number - 1}")
            if seen.cuts.total() >= most:
                break
        number += 1
    stays = leftovers_after_cleanup(root / "stale")
    shutil.rmtree(root)
    print(f"{seen.cuts.total()} cuts: {dict(seen.cuts)}")
    print(f"got through: {seen.through}")
    print(f"neither old nor new, or said and lost: {seen.wrong}")
    print(f"left over by the kills: {seen.left}; after the next writing: {stays}")
    return int(bool(seen.wrong or stays))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
