"""A bug register over a helpdesk, moved through the actions, for tests."""

from dataclasses import dataclass
from datetime import date

from tests.factories.tickets import Helpdesk

from pointdesk.bugs import actions
from pointdesk.bugs.models import Bug, Patch
from pointdesk.customers.actions import record_ownership
from pointdesk.kit.actors import SYSTEM, Actor
from pointdesk.tickets.models import Ticket
from pointdesk.vendor.models import Product


@dataclass
class Register:
    """The bugs of the helpdesk's product line; Dora keeps the register."""

    desk: Helpdesk
    product: Product

    def bug(self, *tickets: Ticket, **fields) -> Bug:
        """A suspicion, with the tickets that it may have caused."""
        bug = actions.register_bug(
            line_id=self.desk.line.pk, by=self.desk.dora, now=self.desk.now, **{"title": "Cart forgets", **fields}
        )
        for ticket in tickets:
            self.link(bug, ticket)
        return bug

    def link(self, bug: Bug, ticket: Ticket, by: Actor | None = None) -> None:
        """Say that the bug caused the ticket."""
        actions.link_ticket(bug_id=bug.pk, ticket_id=ticket.pk, by=by or self.desk.dora, now=self.desk.now)

    def confirm(self, bug: Bug, **fields) -> Bug:
        """It is our bug."""
        return actions.confirm_bug(bug_id=bug.pk, by=self.desk.dora, now=self.desk.now, **fields)

    def confirmed(self, *tickets: Ticket, **fields) -> Bug:
        """A confirmed bug with its tickets."""
        return self.confirm(self.bug(*tickets), **fields)

    def reverse(self, ticket: Ticket, *codes: str, **fields) -> None:
        """It was no bug of ours on this ticket, and costs one of each item."""
        items = [(code, 1) for code in codes]
        actions.reverse_bug(ticket_id=ticket.pk, items=items, by=self.desk.dora, now=self.desk.now, **fields)

    def patch(self, bug: Bug, version: str = "5.4.1", **fields) -> Patch:
        """A patch on the shelf."""
        content = {"name": "fix.patch", "content": b"--- a\n+++ b\n", **fields}
        return actions.publish_patch(bug_id=bug.pk, version=version, by=self.desk.dora, now=self.desk.now, **content)


def make_register(desk: Helpdesk, *, since: date) -> Register:
    """The register of a helpdesk; its customer owns the line's product since that day."""
    product = Product.objects.get_or_create(line=desk.line, code=f"{desk.line.code}-core", defaults={"name": "Core"})[0]
    record_ownership(
        customer_id=desk.customer.pk, product_id=product.pk, since=since, reference="order 1", by=SYSTEM, now=desk.now
    )
    return Register(desk, product)
