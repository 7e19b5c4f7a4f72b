from typing import ClassVar

from django.db import models
from django.db.models import Q

from pointdesk.bugs.rules import LONGEST_TITLE, LONGEST_VERSION, BugStatus
from pointdesk.charges.rules import LONGEST_KEY
from pointdesk.tickets.models import Ticket
from pointdesk.vendor.models import ProductLine


class Bug(models.Model):
    """An entry of the bug register. A verdict stands with what it rests on (P9): whether the fault was reproduced on
    unmodified software, in which versions, why, when."""

    line = models.ForeignKey(ProductLine, on_delete=models.PROTECT, related_name="bugs")
    title = models.CharField(max_length=LONGEST_TITLE)
    description = models.TextField(blank=True)
    affected_versions = models.CharField(max_length=LONGEST_VERSION, blank=True)
    fixed_in = models.CharField(max_length=LONGEST_VERSION, blank=True)
    status = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in BugStatus], default=BugStatus.REPORTED.value
    )
    reproduced = models.BooleanField(null=True, help_text="on unmodified software; none: nobody has tried")
    reason = models.TextField(blank=True, help_text="of the verdict, in words that customers read")
    registered_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    request_key = models.CharField(max_length=LONGEST_KEY, blank=True, help_text="of the form that registered it")
    request_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request_key"], name="bugs_one_bug_per_key", condition=~Q(request_key="")),
            models.CheckConstraint(condition=Q(status__in=[s.value for s in BugStatus]), name="bugs_known_status"),
            models.CheckConstraint(
                condition=Q(status=BugStatus.REPORTED.value) | Q(decided_at__isnull=False),
                name="bugs_verdict_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """What people call the bug: B-12."""
        return f"B-{self.pk}"

    @property
    def verdict(self) -> BugStatus:
        """The status as an enum."""
        return BugStatus(self.status)


class BugTicket(models.Model):
    """A ticket that a bug caused. `reversed_at` is set where that turned out to be wrong for this ticket."""

    bug = models.ForeignKey(Bug, on_delete=models.PROTECT, related_name="links")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="bug_links")
    linked_at = models.DateTimeField()
    reversed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["bug", "ticket"], name="bugs_ticket_once")]
