from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from pointdesk.accounts.models import User
from pointdesk.charges.models import Charge
from pointdesk.customers.models import Customer, Person
from pointdesk.kit.actors import Actor, ActorKind, Right
from pointdesk.tickets.rules import LONGEST_SUBJECT, Via, WorkState
from pointdesk.vendor.models import ProductLine


class TicketQuerySet(models.QuerySet["Ticket"]):
    """The filters that more than one reader needs."""

    def visible_to(self, actor: Actor) -> Self:
        """What an actor may see (invariant 10): staff and Pointdesk all, a person their own tickets, or all of their
        customer with SEE_ALL_TICKETS; anybody else none."""
        if actor.kind in (ActorKind.STAFF, ActorKind.SYSTEM):
            return self
        if actor.kind is not ActorKind.PERSON:
            return self.none()
        customers = self.filter(customer_id=actor.customer_id)
        if actor.has_right(Right.SEE_ALL_TICKETS):
            return customers
        own = Ticket.objects.filter(requester_id=actor.number)
        # Whose ticket was merged into a colleague's reads on there.
        return customers.filter(Q(requester_id=actor.number) | Q(id__in=own.values("merged_into_id")))

    def standing(self) -> Self:
        """Without those merged into another, which is read in their place (ruling 22)."""
        return self.filter(merged_into=None)


class Ticket(models.Model):
    """One issue of a customer, whatever the number of messages and calls (R2).

    Its price and what was taken for it are its `charge`'s, whose reference is `number`. `state` is the stored work
    state (ruling 5); a merged ticket keeps the state it had, in case the merge is undone.
    """

    number = models.PositiveIntegerField(unique=True, help_text="what people read; given once, never again")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="tickets", db_index=False)
    requester = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="tickets", db_index=False
    )
    line = models.ForeignKey(ProductLine, on_delete=models.PROTECT, related_name="tickets", db_index=False)
    charge = models.OneToOneField(Charge, on_delete=models.PROTECT, related_name="ticket")
    via = models.CharField(max_length=10, choices=[(v.value, v.value) for v in Via])
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    state = models.CharField(
        max_length=20, choices=[(s.value, s.value) for s in WorkState], default=WorkState.NEW.value
    )
    assignee = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="tickets", db_index=False
    )
    opened_at = models.DateTimeField()
    active_at = models.DateTimeField(help_text="the last message or move that the customer can see; notes do not count")
    solved_at = models.DateTimeField(null=True, blank=True, help_text="P16: the clock of the automatic close")
    closed_at = models.DateTimeField(null=True, blank=True)
    follows = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followers",
        help_text="P16: came too late",
    )
    split_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="splits")
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", db_index=False
    )
    request_key = models.CharField(max_length=200, blank=True)
    request_digest = models.CharField(max_length=64, blank=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer", "request_key"], name="tickets_one_ticket_per_key", condition=~Q(request_key="")
            ),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in WorkState]), name="tickets_known_state"),
            models.CheckConstraint(
                condition=(Q(state=WorkState.CLOSED.value) & Q(closed_at__isnull=False))
                | (~Q(state=WorkState.CLOSED.value) & Q(closed_at__isnull=True)),
                name="tickets_closed_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=WorkState.SOLVED.value) | Q(solved_at__isnull=False), name="tickets_solved_says_when"
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="tickets_not_into_itself"),
        ]
        indexes: ClassVar = [
            # Every list is read newest activity first, page by page from a known row.
            models.Index(F("active_at").desc(), F("id").desc(), name="tickets_by_activity"),
            models.Index("state", F("active_at").desc(), F("id").desc(), name="tickets_by_state"),
            models.Index("customer", F("active_at").desc(), F("id").desc(), name="tickets_by_customer"),
            models.Index("requester", F("active_at").desc(), F("id").desc(), name="tickets_by_requester"),
            models.Index(
                "assignee",
                F("active_at").desc(),
                F("id").desc(),
                name="tickets_by_assignee",
                condition=Q(assignee__isnull=False),
            ),
            models.Index(
                "assignee",
                "state",
                F("active_at").desc(),
                F("id").desc(),
                name="tickets_by_assignee_and_state",
                condition=Q(assignee__isnull=False),
            ),
            # Only the merged: every list asks for the others, and SQLite would read them all through an index of both.
            models.Index("merged_into", name="tickets_merged", condition=Q(merged_into__isnull=False)),
            models.Index("solved_at", name="tickets_to_close", condition=Q(state=WorkState.SOLVED.value)),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    @property
    def work(self) -> WorkState:
        """The stored work state as an enum."""
        return WorkState(self.state)


class TicketNumber(models.Model):
    """The source of numbers: each row handed one out. Unlike a counter that everyone locks, an insert waits for nobody;
    a number is lost where its transaction was rolled back, and never given twice."""


class TicketLink(models.Model):
    """Staff's note that two tickets have to do with each other; `low` has the smaller id, so that it stands once."""

    low = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="links_up")
    high = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="links_down")
    linked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["low", "high"], name="tickets_link_once"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="tickets_link_ordered"),
        ]
