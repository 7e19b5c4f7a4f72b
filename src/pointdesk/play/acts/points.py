"""What staff does to points by hand (P21), and arrears."""

from datetime import date, datetime

from pointdesk.kit.days import day_of, years_after
from pointdesk.kit.errors import NotFound
from pointdesk.ledger import actions as ledger
from pointdesk.ledger import queries
from pointdesk.ledger.rules import LotKind, Origin, Settlement
from pointdesk.play.rules import verbs
from pointdesk.play.stage.stage import WHY, Stage
from pointdesk.play.stage.world import MANAGER
from pointdesk.vendor.queries import policies


def goodwill(verb: verbs.Goodwill, stage: Stage, now: datetime) -> None:
    """Staff gives points."""
    policy = policies()
    today = day_of(now, policy.zone)
    wallet = ledger.open_wallet(customer_id=stage.customer(verb.customer, now), line_id=stage.line(verb.product))
    ledger.grant(
        wallet_id=wallet, points=verb.points, lot_kind=LotKind.FREE, origin=Origin.GOODWILL, purchased_on=today,
        last_valid_day=verb.until or years_after(today, policy.validity_years), key=stage.key(),
        by=stage.staff(verb.by, now), now=now, reason="goodwill", note=WHY,
    )  # fmt: skip


def extend(verb: verbs.Extend, stage: Stage, now: datetime) -> None:
    """Staff re-issues a lot that lives, or one that died."""
    wallet = _wallet(verb.customer, verb.product, stage, now)
    lot_id = _lot(wallet, verb.from_, verb.kind, now)
    ledger.extend(
        lot_id=lot_id, until=verb.until, key=stage.key(), by=stage.staff(verb.by, now), now=now, reason="extension",
        note=WHY,
    )  # fmt: skip


def take_back(verb: verbs.TakeBack, stage: Stage, now: datetime) -> None:
    """Staff takes back points that were given in error."""
    ledger.take_back(
        wallet_id=_wallet(verb.customer, verb.product, stage, now), points=verb.points, key=stage.key(),
        by=stage.staff(verb.by, now), now=now, reason="given_in_error", note=WHY,
    )  # fmt: skip


def settle_arrears(verb: verbs.SettleArrears, stage: Stage, now: datetime) -> None:
    """The manager settles all that the customer owes."""
    for owed in queries.open_arrears(_wallet(verb.customer, verb.product, stage, now)):
        ledger.settle_arrears(
            arrears_id=owed.id, how=Settlement(verb.how), by=stage.staff(MANAGER, now), now=now, note=WHY
        )


def _wallet(customer: str, product: str, stage: Stage, now: datetime) -> int:
    wallet = queries.wallet_of(stage.customer(customer, now), stage.line(product))
    if wallet is None:
        raise NotFound(kind="wallet", ref=customer)
    return wallet


def _lot(wallet: int, until: date, kind: str | None, now: datetime) -> int:
    """The lot with that last day: one that lives, else the last of those that the statement says have expired."""
    living = [(lot.id, lot.last_valid_day, lot.kind) for lot in queries.lots(wallet, now)]
    expired = [
        (portion.lot_id, portion.last_valid_day, portion.kind)
        for line in reversed(queries.statement(wallet, now))
        if line.kind.value == "expiry"
        for portion in line.portions
    ]
    for lot_id, last_day, lot_kind in (*living, *expired):
        if lot_id is not None and last_day == until and kind in (None, lot_kind.value):
            return lot_id
    raise NotFound(kind="lot", ref=until.isoformat())
