"""How a shop signs a delivery: HMAC-SHA256 under its secret over ``timestamp.body``."""

import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta

TIMESTAMP_HEADER = "Pointdesk-Timestamp"
SIGNATURE_HEADER = "Pointdesk-Signature"
TOLERANCE = timedelta(minutes=5)
"""How far a delivery's timestamp may be from our clock, either way."""

_VERSION = "v1="
_MOST_SIGNATURES = 5


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """The signature, in hexadecimal digits."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, "sha256").hexdigest()


def signed_headers(secrets: Iterable[str], body: bytes, at: datetime) -> dict[str, str]:
    """The two headers of a delivery sent at a moment, with one signature for each secret."""
    timestamp = str(int(at.timestamp()))
    return {
        TIMESTAMP_HEADER: timestamp,
        SIGNATURE_HEADER: ",".join(_VERSION + sign(secret, timestamp, body) for secret in secrets),
    }


def is_signed(secrets: Iterable[str], timestamp: str, signatures: str, body: bytes) -> bool:
    """Whether one of the signatures (``v1=…,v1=…``) was made with one of the secrets.

    Every pair is compared, each in constant time, so that the time taken tells nothing about how close a guess was.
    """
    if not timestamp.isascii() or not timestamp.isdecimal():
        return False
    given = [part.strip() for part in signatures.split(",")]
    offered = [part.removeprefix(_VERSION) for part in given if part.startswith(_VERSION)][:_MOST_SIGNATURES]
    expected = [sign(secret, timestamp, body) for secret in secrets]
    matches = [hmac.compare_digest(e.encode(), o.encode()) for e in expected for o in offered]
    return any(matches)


def age_of(timestamp: str, now: datetime) -> timedelta:
    """How long ago a well-formed timestamp was; negative in the future."""
    # Bounded, because a timestamp of a thousand digits is signed as easily as one of ten.
    seconds = min(int(timestamp[:16]), 10**12) if len(timestamp) <= 16 else 10**12
    return timedelta(seconds=int(now.timestamp()) - seconds)
