"""Idempotency keys (invariant 6), looked up and kept under the lock of the charge's wallet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pointdesk.charges.models import Charge, Request
from pointdesk.charges.rules import fingerprint, key_of
from pointdesk.kit.actors import Actor
from pointdesk.ledger.errors import SameKeyOtherRequest


@dataclass(frozen=True)
class Asked:
    """What somebody asked for, under a key or without one."""

    key: str | None
    fingerprint: str

    def is_repeat(self, charge: Charge) -> bool:
        """Whether this very request was carried out before: then nothing more is to be done.

        Raises SameKeyOtherRequest where another one was carried out under the key.
        """
        if self.key is None:
            return False
        kept = charge.requests.filter(key=self.key).first()
        if kept is not None and kept.fingerprint != self.fingerprint:
            raise SameKeyOtherRequest(key=self.key)
        return kept is not None

    def keep(self, charge: Charge, now: datetime) -> None:
        """Remember that the request was carried out."""
        if self.key is not None:
            Request.objects.create(charge=charge, key=self.key, fingerprint=self.fingerprint, at=now)


def asked(verb: str, *, by: Actor, key: str | None, **body: Any) -> Asked:
    """The request of a verb with this body by this actor. Raises InvalidInput("key", …)."""
    body |= {"by": [by.kind.value, by.id]}
    return Asked(key=key if key is None else key_of(key), fingerprint=fingerprint(verb, body))
