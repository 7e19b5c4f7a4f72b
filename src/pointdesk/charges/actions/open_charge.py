from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.catalog.queries import price_list_on
from pointdesk.charges.actions._sheet import allow
from pointdesk.charges.actions._steps import Act, Before, keep
from pointdesk.charges.errors import UrgentNotOffered
from pointdesk.charges.models import Charge
from pointdesk.charges.permissions import may_know, may_open, may_spend
from pointdesk.charges.queries import ChargeView, charge_view
from pointdesk.charges.rules import Delivery, StepKind
from pointdesk.kit.actors import Actor, ActorKind
from pointdesk.kit.days import day_of
from pointdesk.kit.errors import NotFound
from pointdesk.kit.points import whole_points
from pointdesk.ledger import actions as ledger
from pointdesk.vendor.queries import policies


def open_charge(
    *,
    customer_id: int,
    line_id: int,
    reference: str,
    by: Actor,
    now: datetime,
    agreed_up_to: int | None = None,
    delivery: Delivery | str = Delivery.ONLINE,
    urgent: bool = False,
) -> ChargeView:
    """Open the charge of a new ticket, without a price, under the price list of the day (P4) and the consent of P17.

    `reference` is the ticket's number, used once. `agreed_up_to`: None go ahead, N up to N points, 0 tell me the price
    first; a person who may not spend points can agree to none, so theirs starts at 0. The wallet is opened if there is
    none yet. No event: the ticket announces itself. Raises NotAllowed, NotFound (another customer), InvalidPoints,
    InvalidInput, UrgentNotOffered, NoPriceList.
    """
    if not may_know(by, customer_id):
        raise NotFound(kind="customer", ref=str(customer_id))
    allow(may_open(by, customer_id), "open_charge")
    if agreed_up_to is not None:
        whole_points(agreed_up_to)
    if by.kind is ActorKind.PERSON and not may_spend(by, customer_id):
        agreed_up_to = 0
    given = Delivery.named(delivery)
    rules = policies()
    if urgent and not rules.urgent_offered:
        raise UrgentNotOffered
    opened_on = day_of(now, rules.zone)
    with writing():
        prices = price_list_on(line_id, opened_on)
        charge = Charge(
            customer_id=customer_id,
            line_id=line_id,
            reference=reference,
            wallet_id=ledger.open_wallet(customer_id=customer_id, line_id=line_id),
            price_list_id=prices.id,
            opened_on=opened_on,
            delivery=given.value,
            urgent=urgent,
            agreed_up_to=agreed_up_to,
        )
        keep(charge, Act("open_charge", StepKind.OPENED, by, now), Before.of(charge))
    return charge_view(charge.id, now=now)
