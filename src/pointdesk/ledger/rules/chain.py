"""The hash chain of a wallet: what of an entry is hashed, and from where the chain starts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pointdesk.ledger.rules.canonical import digest, instant, subject_body
from pointdesk.ledger.rules.movement import Birth, Draft, WalletPlan
from pointdesk.ledger.rules.request import Request


@dataclass(frozen=True, slots=True)
class Link:
    """A draft as the entry that it becomes: `body` is what is hashed, `hash` closes over it."""

    draft: Draft
    body: dict[str, Any]
    hash: str


def genesis(customer_id: int, line_id: int | None) -> str:
    """The hash from which a wallet's chain starts; it ties the chain to the owner of the wallet."""
    return digest({"customer": customer_id, "line": line_id})


def chained(plan: WalletPlan, request: Request) -> Iterator[Link]:
    """The entries of a plan in their order, each hash over the one before it. Only the act bears key and reason."""
    balance, head, recorded_at = plan.wallet.booked_balance, plan.wallet.head, instant(request.now)
    for seq, draft in enumerate(plan.drafts, plan.wallet.seq + 1):
        balance += draft.change
        asked = draft is plan.act
        body = {
            "wallet": plan.wallet.id,
            "seq": seq,
            "kind": draft.kind.value,
            "key": request.key if asked else None,
            "fingerprint": request.fingerprint if asked else "",
            "subject": subject_body(draft.subject),
            "actor": [request.actor_kind, request.actor_id],
            "reason": request.reason if asked else "",
            "note": request.note_digest if asked else "",
            "change": draft.change,
            "balance": balance,
            "arrears": draft.arrears,
            "effective_at": instant(draft.effective_at),
            "recorded_at": recorded_at,
            "postings": [[m.lot.number, m.source.value, m.target.value, m.points, m.cents] for m in draft.moves],
            "births": [birth_body(birth) for birth in draft.births],
            "prev": head,
        }
        head = digest(body)
        yield Link(draft, body, head)


def birth_body(birth: Birth) -> dict[str, Any]:
    """The facts with which a lot was born, as they are hashed; `parent` is wallet and number of its parent."""
    lot, parent = birth.lot, birth.parent
    return {
        "number": lot.number,
        "parent": [parent.wallet_id, parent.number] if parent else None,
        "kind": lot.kind.value,
        "origin": lot.origin.value,
        "granted": lot.granted,
        "net_cents": lot.net_cents,
        "vat_cents": lot.vat_cents,
        "currency": lot.currency,
        "subject": subject_body(birth.subject),
        "purchased_on": lot.purchased_on.isoformat(),
        "last_valid_day": lot.last_valid_day.isoformat(),
        "expires_at": instant(lot.expires_at),
    }
