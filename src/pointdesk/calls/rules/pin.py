"""The support PIN: six digits by which a caller proves to be a certain person (P19)."""

import hmac
import re
import secrets
from enum import StrEnum

from pointdesk.kit.errors import InvalidInput

_DIGITS = re.compile(r"[0-9]{6}")


class Outcome(StrEnum):
    """What came of an attempt."""

    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"
    """Tried after too many wrong ones; right or wrong, nobody learns."""
    NONE = "none"
    """The person has never had a PIN."""


def new_pin() -> str:
    """Six digits, each as likely as any other, from the system's source of randomness."""
    return f"{secrets.randbelow(1_000_000):06d}"


def pin_of(text: str) -> str:
    """The digits as a caller says them, without spaces and hyphens. Raises InvalidInput("pin", "not_six_digits"); that
    counts as no attempt, for it tells nothing about the PIN."""
    digits = re.sub(r"[\s-]", "", text)
    if not _DIGITS.fullmatch(digits):
        raise InvalidInput(field="pin", problem="not_six_digits")
    return digits


def is_same(pin: str, said: str) -> bool:
    """Whether they are equal, in a time that does not depend on where they differ."""
    return hmac.compare_digest(pin.encode(), said.encode())


def is_locked(wrong_tries: int, *, pin_tries: int) -> bool:
    """Whether so many wrong tries in a row lock a PIN until it is made anew."""
    return wrong_tries >= pin_tries
