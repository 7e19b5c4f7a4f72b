from dataclasses import dataclass
from datetime import date, datetime

from pointdesk.catalog.queries import lines_with_scheme, scheme_on
from pointdesk.charges.permissions import may_spend
from pointdesk.customers.queries import owned_products
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.kit.errors import NotFound
from pointdesk.ledger.queries import lots, wallet_of
from pointdesk.portal.pages.public import ItemGroup, groups_of
from pointdesk.tickets.queries import ticket_for
from pointdesk.ui.numbers import numbered
from pointdesk.vendor.queries import policies, product_lines


@dataclass(frozen=True)
class LineChoice:
    """A product line that one can ask about."""

    code: str
    name: str
    current: bool


@dataclass(frozen=True)
class Followed:
    """The closed ticket that the new one follows (P16)."""

    id: int
    number: int
    subject: str


@dataclass(frozen=True)
class NewTicketPage:
    """What stands around the form: the price list of the line with both prices, and the balance.

    `expires_next` are the points that end first and their last day, None without points.
    """

    lines: list[LineChoice]
    line_id: int
    groups: tuple[ItemGroup, ...]
    phone_multiplier: int
    available: int
    expires_next: tuple[int, date] | None
    may_spend: bool
    urgent_offered: bool
    follows: Followed | None


def build_new_ticket(by: Actor, now: datetime, *, line: str, follows: str, language: str) -> NewTicketPage:
    """The page for the line of that code; without one, for a line of which the customer owns something.

    `follows` is the number of the ticket that the new one follows, or empty. Raises NotFound for a line without a
    price list, for a vendor who has published none, and for a ticket that the reader may not see.
    """
    if by.customer_id is None:
        raise NotFound(kind="customer", ref="")
    rules = policies()
    today = day_of(now, rules.zone)
    published = lines_with_scheme(today)
    offered = [found for found in product_lines() if found.pk in published]
    owned = {product.line_id for product in owned_products(by.customer_id, today)}
    # The first that is asked for, else owned, else the first of all.
    chosen = [x for x in offered if x.code == line] if line else sorted(offered, key=lambda x: x.pk not in owned)
    if not chosen:
        raise NotFound(kind="product_line", ref=line)
    content = scheme_on(chosen[0].pk, today).content
    wallet = wallet_of(by.customer_id, chosen[0].pk)
    living = lots(wallet, now) if wallet else []
    first = living[0].last_valid_day if living else None
    return NewTicketPage(
        lines=[LineChoice(x.code, x.name, x.pk == chosen[0].pk) for x in offered],
        line_id=chosen[0].pk,
        groups=groups_of(content, language),
        phone_multiplier=content.phone_multiplier,
        available=sum(lot.points for lot in living),
        expires_next=(sum(lot.points for lot in living if lot.last_valid_day == first), first) if first else None,
        may_spend=may_spend(by, by.customer_id),
        urgent_offered=rules.urgent_offered,
        follows=_followed(by, follows),
    )


def _followed(by: Actor, number: str) -> Followed | None:
    known = numbered(number)
    if known is None:
        return None
    ticket = ticket_for(by, number=known)
    return Followed(ticket.pk, ticket.number, ticket.subject)
