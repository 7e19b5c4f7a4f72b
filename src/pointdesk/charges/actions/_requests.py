"""Idempotency keys (invariant 6), looked up and kept under the lock of the charge's wallet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pointdesk.charges.models import Charge, Request
from pointdesk.charges.queries import ChargeView, charge_view
from pointdesk.charges.queries.first_answer import from_data, to_data
from pointdesk.charges.rules import fingerprint, key_of
from pointdesk.kit.actors import Actor
from pointdesk.ledger.errors import SameKeyOtherRequest


@dataclass(frozen=True)
class Asked:
    """What somebody asked for, under a key or without one."""

    key: str | None
    fingerprint: str

    def first_answer(self, charge: Charge) -> ChargeView | None:
        """What this very request was answered before: then nothing more is to be done. None: it is new.

        Raises SameKeyOtherRequest where another one was carried out under the key.
        """
        if self.key is None:
            return None
        kept = charge.requests.filter(key=self.key).first()
        if kept is None:
            return None
        if kept.fingerprint != self.fingerprint:
            raise SameKeyOtherRequest(key=self.key)
        return from_data(kept.answer)

    def keep(self, charge: Charge, now: datetime) -> ChargeView:
        """The request was carried out: the charge as it is now is the answer, remembered under the key."""
        view = charge_view(charge.id, now=now)
        if self.key is not None:
            Request.objects.create(
                charge=charge, key=self.key, fingerprint=self.fingerprint, answer=to_data(view), at=now
            )
        return view


def asked(verb: str, *, by: Actor, key: str | None, **body: Any) -> Asked:
    """The request of a verb with this body by this actor. Raises InvalidInput("key", …)."""
    body |= {"by": [by.kind.value, by.id]}
    return Asked(key=key if key is None else key_of(key), fingerprint=fingerprint(verb, body))
