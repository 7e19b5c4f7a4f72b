"""A request to move points, checked for shape and told from others by its fingerprint."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import InvalidInput
from pointdesk.kit.texts import whole_text
from pointdesk.ledger.rules.canonical import digest, instant
from pointdesk.ledger.rules.subject import Subject

_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
MOST_CENTS = 100_000_000_000
"""The most net cents that one lot may carry: a bound against typing errors."""


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks, under which idempotency key, when, and why; `fingerprint` identifies the body (invariant 6).

    `reason` is a code. `note` is a person's text: it is kept beside the ledger with `salt`, so that it can be erased,
    and only its salted digest is chained (ruling 14). It is no part of the fingerprint, from which it might be guessed.
    """

    key: str
    fingerprint: str
    actor_kind: str
    actor_id: str
    reason: str
    note: str
    salt: str
    now: datetime

    @property
    def note_digest(self) -> str:
        """The digest of the note that the entry holds; empty without a note."""
        return digest_of_note(self.salt, self.note) if self.note else ""


def request(
    verb: str, *, key: str, by: Actor, now: datetime, reason: str = "", note: str = "", **body: object
) -> Request:
    """Check the words of a request and take its fingerprint over the verb, the reason and the body.

    Raises InvalidInput for a key, reason code, note or subject that cannot be stored.
    """
    if now.tzinfo is None:
        raise ValueError("`now` must be aware")
    whole_text(key, field="key", most=200)
    if reason and not _CODE.fullmatch(reason):
        raise InvalidInput(field="reason", problem="not_a_code")
    note = whole_text(note, field="note", most=2000, least=0)
    plain = {name: _plain(value) for name, value in body.items()}
    return Request(
        key=key, fingerprint=digest({"verb": verb, "reason": reason, **plain}), actor_kind=by.kind.value,
        actor_id=by.id, reason=reason, note=note, salt=secrets.token_hex(16) if note else "", now=now.astimezone(UTC),
    )  # fmt: skip


def digest_of_note(salt: str, note: str) -> str:
    """The salted digest of a note, in hex."""
    return hashlib.sha256(f"{salt}:{note}".encode()).hexdigest()


def _plain(value: object) -> Any:
    if isinstance(value, Subject):
        whole_text(value.kind, field="subject", most=20)
        whole_text(value.id, field="subject", most=100)
        return [value.kind, value.id]
    if isinstance(value, datetime):
        return instant(value)
    return value.isoformat() if isinstance(value, date) else value
