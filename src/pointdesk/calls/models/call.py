from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from pointdesk.accounts.models import User
from pointdesk.calls.rules import LONGEST_NAME, LONGEST_NUMBER
from pointdesk.customers.models import Customer, Person
from pointdesk.tickets.models import Ticket


class Call(models.Model):
    """A telephone call. The number that it came from proves nothing: `verified` means that the caller said the PIN of
    `person` (P19). The minutes are information; no price depends on them."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, null=True, blank=True, related_name="calls")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="calls")
    number = models.CharField(max_length=20, blank=True, help_text="E.164, where the raw number could be read so")
    raw_number = models.CharField(max_length=LONGEST_NUMBER, blank=True, help_text="as it was shown or said")
    verified = models.BooleanField(default=False)
    agent = models.ForeignKey(User, on_delete=models.PROTECT, related_name="calls")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    request_key = models.CharField(max_length=200, blank=True, help_text="of the form that logged it")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agent", "request_key"], name="calls_one_call_per_key", condition=~Q(request_key="")
            ),
            models.CheckConstraint(
                condition=Q(verified=False) | Q(person__isnull=False, customer__isnull=False),
                name="calls_verified_is_known",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")), name="calls_end_after_start"
            ),
        ]
        indexes: ClassVar = [
            models.Index(F("started_at").desc(), F("id").desc(), name="calls_by_time"),
            models.Index("customer", F("started_at").desc(), F("id").desc(), name="calls_by_customer"),
        ]


class CallTicket(models.Model):
    """A ticket that a call was about."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="links", db_index=False)
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="call_links")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["call", "ticket"], name="calls_ticket_once")]


class PriceSaid(models.Model):
    """A price that was told to a caller before the work was done, and who agreed to it (P19): a record, no consent of
    P17. Nobody changes it."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="prices")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="prices_said")
    points = models.PositiveIntegerField()
    agreed_by = models.CharField(max_length=LONGEST_NAME, blank=True, help_text="empty: nobody agreed")
    at = models.DateTimeField()
