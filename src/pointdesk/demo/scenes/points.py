"""What staff do to points by hand (P21): goodwill, taking back, longer lives."""

from datetime import timedelta

from pointdesk.demo.agenda import Story
from pointdesk.demo.stage import Stage
from pointdesk.kit.days import years_after
from pointdesk.ledger import actions as ledger
from pointdesk.ledger import queries
from pointdesk.ledger.rules import EntryKind, LotKind, Origin


def by_hand(stage: Stage) -> Story:
    """Points for a bad day; given twice by mistake, so one of the gifts is taken back."""
    yield stage.ago(65, 12)
    wallet = ledger.open_wallet(customer_id=stage.clients["iris-optics"].customer_id, line_id=stage.line_id)
    for _ in range(2):
        ledger.grant(
            wallet_id=wallet, points=15, lot_kind=LotKind.FREE, origin=Origin.GOODWILL, purchased_on=stage.today,
            last_valid_day=years_after(stage.today, stage.policies.validity_years), key=stage.key(),
            by=stage.staff.emil, now=stage.now, reason="goodwill", note="The helpdesk was down on Tuesday morning.",
        )  # fmt: skip
        yield stage.now + timedelta(minutes=1)
    yield stage.ago(64, 10)
    ledger.take_back(
        wallet_id=wallet, points=15, key=stage.key(), by=stage.staff.emil, now=stage.now, reason="given_in_error",
        note="Given twice by a double click.",
    )  # fmt: skip


def longer_life(stage: Stage) -> Story:
    """A customer who was ill may use their points for longer."""
    yield stage.ago(20, 12)
    wallet = ledger.open_wallet(customer_id=stage.clients["thalassa-diving"].customer_id, line_id=stage.line_id)
    lot = queries.lots(wallet, stage.now)[0]
    ledger.extend(
        lot_id=lot.id, until=lot.last_valid_day + timedelta(days=60), key=stage.key(), by=stage.staff.dora,
        now=stage.now, reason="extension", note="The owner was ill in spring.",
    )  # fmt: skip


def back_to_life(stage: Stage) -> Story:
    """A manager brings back points that ended before their owner could use them."""
    yield stage.ago(7, 12)
    wallet = ledger.open_wallet(customer_id=stage.clients["olivea"].customer_id, line_id=stage.line_id)
    ended = next(
        portion
        for line in reversed(queries.statement(wallet, stage.now))
        if line.kind is EntryKind.EXPIRY
        for portion in line.portions
    )
    if ended.lot_id is not None:
        ledger.extend(
            lot_id=ended.lot_id, until=stage.today + timedelta(days=30), key=stage.key(), by=stage.staff.emil,
            now=stage.now, reason="extension", note="Their ticket of last week was answered too late.",
        )  # fmt: skip
