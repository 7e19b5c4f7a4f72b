from datetime import date, datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import end_of
from pointdesk.kit.errors import InvalidInput, NotAllowed
from pointdesk.kit.points import whole_points
from pointdesk.ledger.actions._announcing import announce_arrival
from pointdesk.ledger.actions._posting import post
from pointdesk.ledger.actions.lock_wallet import lock_wallet
from pointdesk.ledger.permissions import may_give
from pointdesk.ledger.queries.load import load
from pointdesk.ledger.rules.granting import Grant, plan_grant
from pointdesk.ledger.rules.kinds import LotKind, Origin, kind_of_grant, needs_reason
from pointdesk.ledger.rules.movement import Outcome
from pointdesk.ledger.rules.request import MOST_CENTS, request
from pointdesk.ledger.rules.subject import Subject
from pointdesk.vendor.queries import policies


def grant(
    *, wallet_id: int, points: int, lot_kind: LotKind, origin: Origin, purchased_on: date, last_valid_day: date,
    key: str, by: Actor, now: datetime, subject: Subject | None = None, net_cents: int = 0, vat_cents: int = 0,
    currency: str = "EUR", reason: str = "", note: str = "",
) -> Outcome:  # fmt: skip
    """Let points come in as a lot of their own (P2): a purchase, a gift, a correction, an opening balance.

    `last_valid_day` is included; the lot dies when the day after it begins in the vendor's zone, and that instant is
    stored. `net_cents` is what was paid for all the points, without VAT. Goodwill and corrections need a reason (P21),
    and the journal names who gave them, under the wallet. Writes one entry; a lot whose last day is already over is
    booked as expired in the same act. Publishes PointsArrived unless so.
    Raises InvalidPoints, InvalidInput, NotAllowed, NotFound, WalletMoved, SameKeyOtherRequest.
    """
    if not may_give(by, origin):
        raise NotAllowed(verb="grant")
    if needs_reason(origin) and not reason:
        raise InvalidInput(field="reason", problem="missing")
    whole_points(points, least=1)
    _check(lot_kind, purchased_on, last_valid_day, net_cents, vat_cents, currency)
    asked = request(
        "grant", key=key, by=by, now=now, reason=reason, note=note, points=points, kind=lot_kind, origin=origin,
        purchased_on=purchased_on, last_valid_day=last_valid_day, subject=subject, net_cents=net_cents,
        vat_cents=vat_cents, currency=currency,
    )  # fmt: skip
    facts = Grant(
        points=points, kind=lot_kind, origin=origin, purchased_on=purchased_on, last_valid_day=last_valid_day,
        expires_at=end_of(last_valid_day, policies().zone), net_cents=net_cents, vat_cents=vat_cents,
        currency=currency, subject=subject,
    )  # fmt: skip
    with writing():
        wallet, answered = load(lock_wallet(wallet_id), asked.key)
        if answered:
            return answered.outcome(asked)
        plan = plan_grant(wallet, facts, asked.now)
        outcome = post(plan, asked, kind_of_grant(origin))
        if needs_reason(origin):
            record(
                "grant", by=by, subject=("wallet", wallet_id), now=now,
                data={"seq": outcome.seq, "points": points, "origin": origin.value},
            )  # fmt: skip
        announce_arrival(plan, outcome, now=asked.now)
        return outcome


def _check(kind: LotKind, purchased: date, last: date, net_cents: int, vat_cents: int, currency: str) -> None:
    if last < purchased:
        raise InvalidInput(field="last_valid_day", problem="before_purchase")
    if last.year > purchased.year + 20:
        raise InvalidInput(field="last_valid_day", problem="too_far")
    if len(currency) != 3 or not (currency.isascii() and currency.isupper() and currency.isalpha()):
        raise InvalidInput(field="currency", problem="unknown")
    for field, cents in (("net_cents", net_cents), ("vat_cents", vat_cents)):
        if not 0 <= cents <= MOST_CENTS:
            raise InvalidInput(field=field, problem="not_cents")
    if kind is LotKind.FREE and (net_cents or vat_cents):
        raise InvalidInput(field="net_cents", problem="free_points_cost_nothing")
