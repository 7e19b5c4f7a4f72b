"""The state at the start of a story."""

from pointdesk.customers.actions import record_ownership
from pointdesk.ledger import actions as ledger
from pointdesk.ledger.rules import LotKind, Origin
from pointdesk.outbox.actions import drain
from pointdesk.play.rules.story import Story
from pointdesk.play.rules.words import LINES
from pointdesk.play.stage.stage import Stage
from pointdesk.play.stage.world import LONG_AGO, MANAGER, licence_of
from pointdesk.vendor.actions import change_policies


def give(story: Story, stage: Stage) -> None:
    """Set the policies, and let every customer have their opening lots and own the lines of these.

    Opening balances are no purchases: whoever buys a licence later still gets the welcome points (ruling 30).
    """
    given, now = story.given, story.start
    manager = stage.staff(MANAGER, now)
    settings = dict(given.policies) | ({"shared_wallet": True} if given.shared_wallet else {})
    if settings:
        change_policies(by=manager, now=now, **settings)
    for name, lots in given.lots:
        customer_id = stage.customer(name, now)
        stage.owner(customer_id, now)
        for line in LINES if given.shared_wallet else sorted({lot.product for lot in lots}):
            record_ownership(
                customer_id=customer_id, product_id=licence_of(line).pk, since=LONG_AGO.date(),
                reference="opening balance", by=manager, now=now,
            )  # fmt: skip
        for number, lot in enumerate(lots, start=1):
            ledger.grant(
                wallet_id=ledger.open_wallet(customer_id=customer_id, line_id=stage.line(lot.product)),
                points=lot.points, lot_kind=LotKind(lot.kind), origin=Origin.OPENING, purchased_on=lot.purchased_on,
                last_valid_day=lot.until, key=f"opening:{number}", by=manager, now=now,
            )  # fmt: skip
    drain(now)
