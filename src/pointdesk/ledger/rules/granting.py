from dataclasses import dataclass
from datetime import date, datetime

from pointdesk.ledger.rules.expiring import death_of, deaths
from pointdesk.ledger.rules.kinds import LotKind, Origin, kind_of_grant
from pointdesk.ledger.rules.movement import Birth, Draft, WalletPlan
from pointdesk.ledger.rules.spending import refuse_moved
from pointdesk.ledger.rules.state import LotState, WalletState
from pointdesk.ledger.rules.subject import Subject


@dataclass(frozen=True, slots=True)
class Grant:
    """Points that come in from outside: how many, why, until when, and the money paid for all of them."""

    points: int
    kind: LotKind
    origin: Origin
    purchased_on: date
    last_valid_day: date
    expires_at: datetime
    net_cents: int
    vat_cents: int
    currency: str
    subject: Subject | None


def plan_grant(wallet: WalletState, grant: Grant, now: datetime) -> WalletPlan:
    """Open one lot. A lot whose last day is already over dies in the same act, so nothing spendable appears.

    Raises WalletMoved.
    """
    refuse_moved(wallet)
    lot = LotState(
        id=None, wallet_id=wallet.id, number=wallet.lots_opened + 1, kind=grant.kind, origin=grant.origin,
        granted=grant.points, available=grant.points, available_cents=grant.net_cents, net_cents=grant.net_cents,
        vat_cents=grant.vat_cents, currency=grant.currency, purchased_on=grant.purchased_on,
        last_valid_day=grant.last_valid_day, expires_at=grant.expires_at,
    )  # fmt: skip
    birth = Birth(lot, subject=grant.subject)
    act = Draft(kind_of_grant(grant.origin), (birth.move(),), now, grant.subject, (birth,))
    after = () if lot.lives(now) else (death_of(lot, effective_at=now),)
    return WalletPlan(wallet, deaths(wallet, now), act, after)
