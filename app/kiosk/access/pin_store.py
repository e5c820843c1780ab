"""The keepers' PINs: salted, stretched, and guarded by a wait that outlives a restart. No Qt."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from math import ceil, isfinite
from pathlib import Path
from typing import Any

from app.support.read_file import error_reason, read_text
from app.support.write_file import write_atomically

MIN_DIGITS, MAX_DIGITS = 6, 12
FREE_ATTEMPTS, FIRST_LOCKOUT_S, MAX_LOCKOUT_S = 5, 30.0, 1_800.0
"""Five wrong tries are free, then each wrong one costs twice the wait, up to half an hour: a
machine that never tires gets 57 tries in 24 hours."""
_SCRYPT_N, _SCRYPT_R, _SCRYPT_P, _SCRYPT_MAXMEM = 2**15, 8, 1, 64 * 2**20
MAX_NAME_LENGTH = 40
_READ_ERRORS = (OSError, ValueError, ArithmeticError, LookupError, TypeError, RecursionError)
_log = logging.getLogger(__name__)


class PinError(Exception):
    """A PIN cannot be set, or the file of PINs cannot be used; one sentence says why."""


@dataclass(frozen=True, slots=True)
class PinHash:
    """One keeper's PIN as it is kept: hex of salt and of what scrypt makes of it (RFC 7914)."""

    name: str
    salt: str
    key: str


@dataclass(frozen=True, slots=True)
class FailedAttempts:
    """How many wrong tries in a row there were, and when the last one was (seconds, wall clock).

    `ever` counts all wrong tries since the file was made; a right one does not wipe it out.
    """

    wrong: int = 0
    last: float = 0.0
    ever: int = 0

    @property
    def lockout_s(self) -> float:
        """The wait after them, in seconds."""
        over = self.wrong - FREE_ATTEMPTS
        return min(FIRST_LOCKOUT_S * 2.0 ** min(over, 32), MAX_LOCKOUT_S) if over >= 0 else 0.0


class PinStore:
    """The PINs of one file; every try is written before it is looked at.

    Where nothing can be written (the disk is full, or fails), keepers must still get in to mend it,
    and a restart must not wipe out what cannot be kept: then one try is taken in LONGEST_WAIT_S,
    the first one not before the process has run for so long. That is 48 tries in 24 hours.

    `clock` is looked at once; from then on time goes by `steady`, which nobody can set.
    """

    def __init__(
        self,
        file: Path,
        clock: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._file, self._monotonic = file, steady
        self._started = steady()
        self._wall_offset = clock() - self._started
        self._pins, self._attempts = _read(file)

    @property
    def names(self) -> tuple[str, ...]:
        """Whose PINs there are."""
        return tuple(pin.name for pin in self._pins)

    @property
    def total_failures(self) -> int:
        """How many wrong tries there have been since the first PIN was set."""
        return self._attempts.ever

    def set_pin(self, name: str, digits: str) -> None:
        """Sets the PIN of a keeper, or another one.

        Raises:
            PinError: it is no good PIN.
            OSError: it cannot be written; the old ones still hold.
        """
        _check_new_pin(name, digits)
        salt = secrets.token_bytes(16)
        pin = PinHash(name, salt.hex(), _derive_key(digits, salt))
        pins = (*(one for one in self._pins if one.name != name), pin)
        self._write(pins, self._attempts)

    def remove_pin(self, name: str) -> None:
        """Takes the PIN of a keeper away; with the last one, the kiosk does not start any more.

        Raises:
            PinError: no keeper of that name has one.
            OSError: it cannot be written; it still holds.
        """
        if name not in self.names:
            known = ", ".join(self.names) or "nobody has one"
            raise PinError(f"no keeper '{name}' has a PIN: {known}")
        self._write(tuple(one for one in self._pins if one.name != name), self._attempts)

    def lockout_left_s(self) -> float:
        """How many seconds no try is taken; 0 when one is.

        A clock that was set back before the start does not shorten the wait: it begins anew.
        """
        tries, now = self._attempts, self._now()
        if not tries.lockout_s:
            return 0.0
        if now < tries.last:
            self._record_attempts(replace(tries, last=now))
            return tries.lockout_s
        return max(tries.last + tries.lockout_s - now, 0.0)

    def verify(self, digits: str) -> str | None:
        """Whose PIN it is, or None; during a wait always None, and it is no try.

        Raises:
            PinError: the try cannot be written down and it is too early for one that is not.
        """
        if self.lockout_left_s() > 0:
            return None
        before = self._attempts
        if not self._record_attempts(
            FailedAttempts(before.wrong + 1, self._now(), before.ever + 1)
        ):
            self._allow_unrecorded_attempt(before)
        found = [pin.name for pin in self._pins if _matches(digits, pin)]
        if not found:
            return None
        self._record_attempts(FailedAttempts(ever=before.ever))
        return found[0]

    def _now(self) -> float:
        return self._wall_offset + self._monotonic()

    def _allow_unrecorded_attempt(self, before: FailedAttempts) -> None:
        left = self._started + MAX_LOCKOUT_S - self._monotonic()
        if left > 0:
            self._attempts = before  # it is not looked at, and so was no try
            minutes = ceil(left / 60)
            raise PinError(f"Nothing can be written to the disk. Try again in {minutes} min.")
        self._started = self._monotonic()

    def _record_attempts(self, tries: FailedAttempts) -> bool:
        """Keeps the tries; False where they could not be written and are only in memory."""
        self._reload_pins()
        try:
            self._write(self._pins, tries)
        except OSError as error:
            self._attempts = tries
            _log.warning("%s: cannot be written: %s", self._file, error.strerror)
            return False
        return True

    def _reload_pins(self) -> None:
        """Another process may have set a PIN since, or taken one away: the file counts."""
        try:
            self._pins = _read(self._file)[0]
        except PinError as error:
            _log.warning("the PINs that were read at the start still hold: %s", error)

    def _write(self, pins: tuple[PinHash, ...], tries: FailedAttempts) -> None:
        raw = {"schema": 1, "pins": [asdict(pin) for pin in pins], "tries": asdict(tries)}
        write_atomically(self._file, json.dumps(raw, indent=1).encode(), private=True)
        self._pins, self._attempts = pins, tries


def _check_new_pin(name: str, digits: str) -> None:
    if not name.strip() or len(name) > MAX_NAME_LENGTH or not name.isprintable():
        raise PinError(f"a keeper's name has 1 to {MAX_NAME_LENGTH} letters")
    if not (digits.isascii() and digits.isdigit() and MIN_DIGITS <= len(digits) <= MAX_DIGITS):
        raise PinError(f"a PIN has {MIN_DIGITS} to {MAX_DIGITS} digits and nothing else")
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    if len(steps) == 1 and steps <= {0, 1, 9}:
        raise PinError("that PIN is too easy to guess: not the same digit, not a row of digits")


def _matches(digits: str, pin: PinHash) -> bool:
    made = _derive_key(digits, bytes.fromhex(pin.salt))
    return hmac.compare_digest(made, pin.key)


def _derive_key(digits: str, salt: bytes) -> str:
    key = hashlib.scrypt(
        digits.encode(),
        salt=salt,
        n=_SCRYPT_N,
        r=_SCRYPT_R,
        p=_SCRYPT_P,
        maxmem=_SCRYPT_MAXMEM,
        dklen=32,
    )
    return key.hex()


def _attempts_from_json(raw: dict[str, Any]) -> FailedAttempts:
    tries = FailedAttempts(int(raw["wrong"]), float(raw["last"]), int(raw.get("ever", 0)))
    if not isfinite(tries.last) or min(tries.wrong, tries.ever) < 0:
        raise ValueError("tries that cannot be")
    return tries


def _read(file: Path) -> tuple[tuple[PinHash, ...], FailedAttempts]:
    """What the file holds; a broken one never opens the door."""
    try:
        raw = json.loads(read_text(file))
        pins = tuple(PinHash(str(p["name"]), str(p["salt"]), str(p["key"])) for p in raw["pins"])
        for pin in pins:
            bytes.fromhex(pin.salt), bytes.fromhex(pin.key)
        return pins, _attempts_from_json(raw["tries"])
    except FileNotFoundError:
        return (), FailedAttempts()
    except _READ_ERRORS as error:
        wrong = f"{file}: the file of PINs cannot be read ({error_reason(error)})"
        raise PinError(f"{wrong}: remove it, then set a PIN anew") from None
