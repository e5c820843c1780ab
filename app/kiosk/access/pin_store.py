"""The staff PINs: salted and stretched, with a lockout that outlasts a restart. No Qt."""

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
"""The fifth wrong PIN in a row starts a lockout, and each further one doubles it, up to half an
hour. Guessing without a break gives 57 tries in 24 hours."""
_SCRYPT_N, _SCRYPT_R, _SCRYPT_P, _SCRYPT_MAXMEM = 2**15, 8, 1, 64 * 2**20
MAX_NAME_LENGTH = 40
_READ_ERRORS = (OSError, ValueError, ArithmeticError, LookupError, TypeError, RecursionError)
_log = logging.getLogger(__name__)


class PinError(Exception):
    """A PIN cannot be set or checked, or the PIN file cannot be used; the text is one sentence."""


@dataclass(frozen=True, slots=True)
class PinHash:
    """The stored PIN of one member of staff: salt and scrypt key (RFC 7914), both in hex."""

    name: str
    salt: str
    key: str


@dataclass(frozen=True, slots=True)
class FailedAttempts:
    """The wrong PINs so far.

    Attributes:
        wrong: how many in a row since the last valid PIN.
        last: when the last one was entered, in seconds of the wall clock.
        ever: how many since the file was created.
    """

    wrong: int = 0
    last: float = 0.0
    ever: int = 0

    @property
    def lockout_s(self) -> float:
        """The length of the lockout after the last wrong PIN, in seconds."""
        excess = self.wrong - FREE_ATTEMPTS
        if excess < 0:
            return 0.0
        return min(FIRST_LOCKOUT_S * 2.0 ** min(excess, 32), MAX_LOCKOUT_S)


class PinStore:
    """The PINs of one file; every attempt is written to it before the PIN is compared.

    If nothing can be written because the disk is full or fails, staff must still get in to fix it,
    but a restart must not reset the count of attempts. So one attempt is accepted every
    MAX_LOCKOUT_S seconds, the first one not before the process has run for that long. That is 48
    attempts in 24 hours.

    Args:
        file: where the PINs are stored; it need not exist.
        clock: the wall clock in seconds; read once.
        monotonic: a clock that cannot be set; it measures the time from then on.
    """

    def __init__(
        self,
        file: Path,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._file, self._monotonic = file, monotonic
        self._started = monotonic()
        self._wall_offset = clock() - self._started
        self._pins, self._attempts = _read(file)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the staff members who have a PIN."""
        return tuple(pin.name for pin in self._pins)

    @property
    def total_failures(self) -> int:
        """How many wrong PINs were entered since the first PIN was set."""
        return self._attempts.ever

    def set_pin(self, name: str, digits: str) -> None:
        """Set or replace the PIN of a member of staff.

        Raises:
            PinError: the name or the PIN is not acceptable.
            OSError: the file cannot be written; the old PINs are still valid.
        """
        _check_new_pin(name, digits)
        salt = secrets.token_bytes(16)
        pin = PinHash(name, salt.hex(), _derive_key(digits, salt))
        others = tuple(other for other in self._pins if other.name != name)
        self._write((*others, pin), self._attempts)

    def remove_pin(self, name: str) -> None:
        """Remove a PIN; without any PIN the kiosk does not start.

        Raises:
            PinError: no member of staff of that name has a PIN.
            OSError: the file cannot be written; the PIN is still valid.
        """
        if name not in self.names:
            known = ", ".join(self.names) or "no PIN is set"
            raise PinError(f"no staff member '{name}' has a PIN: {known}")
        self._write(tuple(pin for pin in self._pins if pin.name != name), self._attempts)

    def lockout_left_s(self) -> float:
        """Seconds until a PIN is accepted again; 0 if one is accepted now.

        If the clock was set back while the program was not running, the lockout starts again.
        """
        attempts, now = self._attempts, self._now()
        if not attempts.lockout_s:
            return 0.0
        if now < attempts.last:
            self._record_attempts(replace(attempts, last=now))
            return attempts.lockout_s
        return max(attempts.last + attempts.lockout_s - now, 0.0)

    def verify(self, digits: str) -> str | None:
        """Return the name of the PIN's owner, or None.

        During a lockout it returns None and does not count the attempt.

        Raises:
            PinError: the attempt cannot be recorded, and it is too soon to allow an unrecorded one.
        """
        if self.lockout_left_s() > 0:
            return None
        before = self._attempts
        if not self._record_attempts(
            FailedAttempts(before.wrong + 1, self._now(), before.ever + 1)
        ):
            self._allow_unrecorded_attempt(before)
        owners = [pin.name for pin in self._pins if _matches(digits, pin)]
        if not owners:
            return None
        self._record_attempts(FailedAttempts(ever=before.ever))
        return owners[0]

    def _now(self) -> float:
        return self._wall_offset + self._monotonic()

    def _allow_unrecorded_attempt(self, before: FailedAttempts) -> None:
        left = self._started + MAX_LOCKOUT_S - self._monotonic()
        if left > 0:
            self._attempts = before  # the PIN is not compared, so it does not count
            minutes = ceil(left / 60)
            raise PinError(f"Nothing can be written to the disk. Try again in {minutes} min.")
        self._started = self._monotonic()

    def _record_attempts(self, attempts: FailedAttempts) -> bool:
        """Write the attempts; False if that failed and they are in memory only."""
        self._reload_pins()
        try:
            self._write(self._pins, attempts)
        except OSError as error:
            self._attempts = attempts
            _log.warning("%s: cannot be written: %s", self._file, error.strerror)
            return False
        return True

    def _reload_pins(self) -> None:
        """Read the PINs again, because a command may have set or removed one since."""
        try:
            self._pins = _read(self._file)[0]
        except PinError as error:
            _log.warning("the PINs read earlier stay valid: %s", error)

    def _write(self, pins: tuple[PinHash, ...], attempts: FailedAttempts) -> None:
        raw = {"schema": 1, "pins": [asdict(pin) for pin in pins], "tries": asdict(attempts)}
        write_atomically(self._file, json.dumps(raw, indent=1).encode(), private=True)
        self._pins, self._attempts = pins, attempts


def _check_new_pin(name: str, digits: str) -> None:
    if not name.strip() or len(name) > MAX_NAME_LENGTH or not name.isprintable():
        raise PinError(f"a staff name has 1 to {MAX_NAME_LENGTH} characters")
    if not (digits.isascii() and digits.isdigit() and MIN_DIGITS <= len(digits) <= MAX_DIGITS):
        raise PinError(f"a PIN has {MIN_DIGITS} to {MAX_DIGITS} digits and nothing else")
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    if len(steps) == 1 and steps <= {0, 1, 9}:
        raise PinError("that PIN is too easy to guess: do not repeat one digit or count up or down")


def _matches(digits: str, pin: PinHash) -> bool:
    key = _derive_key(digits, bytes.fromhex(pin.salt))
    return hmac.compare_digest(key, pin.key)


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
    attempts = FailedAttempts(int(raw["wrong"]), float(raw["last"]), int(raw.get("ever", 0)))
    if not isfinite(attempts.last) or min(attempts.wrong, attempts.ever) < 0:
        raise ValueError("impossible numbers of tries")
    return attempts


def _read(file: Path) -> tuple[tuple[PinHash, ...], FailedAttempts]:
    """Read the file; an error in it never gives access."""
    try:
        raw = json.loads(read_text(file))
        pins = tuple(PinHash(str(p["name"]), str(p["salt"]), str(p["key"])) for p in raw["pins"])
        for pin in pins:
            bytes.fromhex(pin.salt), bytes.fromhex(pin.key)
        return pins, _attempts_from_json(raw["tries"])
    except FileNotFoundError:
        return (), FailedAttempts()
    except _READ_ERRORS as error:
        problem = f"{file}: the PIN file cannot be read ({error_reason(error)})"
        raise PinError(f"{problem}: remove it, then set the PINs again") from None
