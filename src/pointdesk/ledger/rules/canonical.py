"""The one way in which facts are written down to be hashed. `docs/algorithms/ledger.md` tells it for outsiders.

A hash is the SHA-256 of a JSON text: keys sorted, no spaces, everything outside ASCII escaped. Points, cents and ids
are integers, days are YYYY-MM-DD, instants are UTC with six decimals and a Z, what does not apply is null.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from pointdesk.ledger.rules.subject import Subject

_encode = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode


def canonical(body: Any) -> str:
    """A body as the text that is hashed."""
    return _encode(body)


def digest(body: Any) -> str:
    """The SHA-256, in hex, of a body in its canonical form."""
    return hashlib.sha256(_encode(body).encode("ascii")).hexdigest()


def instant(at: datetime) -> str:
    """An instant in the one form that is hashed, the same from either database."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def subject_body(subject: Subject | None) -> list[str] | None:
    """A subject as it is hashed."""
    return [subject.kind, subject.id] if subject else None
