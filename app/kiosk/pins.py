"""The keepers' PINs: salted, stretched, and guarded by a wait that outlives a restart. No Qt."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from pathlib import Path

from app.support.atomic import write_atomically

SHORTEST, LONGEST = 6, 12
FREE_TRIES, FIRST_WAIT_S, LONGEST_WAIT_S = 5, 30.0, 1_800.0
"""Five wrong tries are free, then each wrong one costs twice the wait, up to half an hour: a
machine that never tires gets 57 tries in 24 hours."""
_COST, _BLOCK, _LANES, _MEMORY = 2**15, 8, 1, 64 * 2**20
MOST_NAME = 40


class PinError(Exception):
    """A PIN cannot be set, or the file of PINs cannot be used; one sentence says why."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One keeper's PIN as it is kept: hex of salt and of what scrypt makes of it (RFC 7914)."""

    name: str
    salt: str
    key: str


@dataclass(frozen=True, slots=True)
class Tries:
    """How many wrong tries in a row there were, and when the last one was (seconds, wall clock)."""

    wrong: int = 0
    last: float = 0.0

    @property
    def cost(self) -> float:
        """The wait after them, in seconds."""
        over = self.wrong - FREE_TRIES
        return min(FIRST_WAIT_S * 2.0 ** min(over, 32), LONGEST_WAIT_S) if over >= 0 else 0.0


class PinBook:
    """The PINs of one file; every try is written before it is looked at."""

    def __init__(self, file: Path, clock: Callable[[], float] = time.time) -> None:
        self._file, self._clock = file, clock
        self._pins, self._tries = _read(file)

    @property
    def names(self) -> tuple[str, ...]:
        """Whose PINs there are."""
        return tuple(pin.name for pin in self._pins)

    def set(self, name: str, digits: str) -> None:
        """Sets the PIN of a keeper, or another one.

        Raises:
            PinError: it is no good PIN.
            OSError: it cannot be written; the old ones still hold.
        """
        _check(name, digits)
        salt = secrets.token_bytes(16)
        pin = Pin(name, salt.hex(), _stretched(digits, salt))
        pins = (*(one for one in self._pins if one.name != name), pin)
        self._write(pins, self._tries)

    def wait(self) -> float:
        """How many seconds no try is taken; 0 when one is.

        A clock that was set back does not shorten the wait: it begins anew.
        """
        tries, now = self._tries, self._clock()
        if tries.cost and now < tries.last:
            self._write(self._pins, replace(tries, last=now))
            return tries.cost
        return max(tries.last + tries.cost - now, 0.0)

    def keeper(self, digits: str) -> str | None:
        """Whose PIN it is, or None; during a wait always None, and it is no try.

        Raises:
            OSError: the try cannot be written down, and so is not looked at.
        """
        if self.wait() > 0:
            return None
        before = self._tries
        self._write(self._pins, Tries(before.wrong + 1, self._clock()))
        found = [pin.name for pin in self._pins if _is(digits, pin)]
        if not found:
            return None
        self._write(self._pins, Tries())
        return found[0]

    def _write(self, pins: tuple[Pin, ...], tries: Tries) -> None:
        raw = {"schema": 1, "pins": [asdict(pin) for pin in pins], "tries": asdict(tries)}
        write_atomically(self._file, json.dumps(raw, indent=1).encode())
        self._file.chmod(0o600)
        self._pins, self._tries = pins, tries


def _check(name: str, digits: str) -> None:
    if not name.strip() or len(name) > MOST_NAME or not name.isprintable():
        raise PinError(f"a keeper's name has 1 to {MOST_NAME} letters")
    if not (digits.isascii() and digits.isdigit() and SHORTEST <= len(digits) <= LONGEST):
        raise PinError(f"a PIN has {SHORTEST} to {LONGEST} digits and nothing else")
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    if len(steps) == 1 and steps <= {0, 1, 9}:
        raise PinError("that PIN is too easy to guess: not the same digit, not a row of digits")


def _is(digits: str, pin: Pin) -> bool:
    made = _stretched(digits, bytes.fromhex(pin.salt))
    return hmac.compare_digest(made, pin.key)


def _stretched(digits: str, salt: bytes) -> str:
    key = hashlib.scrypt(
        digits.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=_MEMORY, dklen=32
    )
    return key.hex()


def _read(file: Path) -> tuple[tuple[Pin, ...], Tries]:
    """What the file holds; a broken one never opens the door."""
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        pins = tuple(Pin(str(p["name"]), str(p["salt"]), str(p["key"])) for p in raw["pins"])
        for pin in pins:
            bytes.fromhex(pin.salt)
        return pins, Tries(int(raw["tries"]["wrong"]), float(raw["tries"]["last"]))
    except FileNotFoundError:
        return (), Tries()
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        wrong = f"{file}: the file of PINs cannot be read ({error}): remove it, then set a PIN anew"
        raise PinError(wrong) from None
