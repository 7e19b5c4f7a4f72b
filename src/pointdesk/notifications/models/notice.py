from typing import ClassVar

from django.db import models
from django.db.models import Q

from pointdesk.accounts.models import User
from pointdesk.customers.models import Person
from pointdesk.notifications.rules import Letter


class Notice(models.Model):
    """One mail to one person about one event: written once for ever, whatever is repeated (ruling 7).

    `key` names kind, event and reader. The letter, the address and the Message-ID are fixed when it is written; sending
    may happen again after a crash, and is then the same message.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="notices")
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="notices")
    email = models.EmailField()
    language = models.CharField(max_length=8)
    ticket = models.PositiveIntegerField(null=True, blank=True, help_text="the number of the ticket it is about")
    subject = models.CharField(max_length=500, help_text="titles and names in it have at most 200 characters")
    letter = models.JSONField(help_text="what it says, as rules.Letter")
    message_id = models.CharField(max_length=200, unique=True)
    thread = models.CharField(max_length=200, blank=True, help_text="Message-ID of the first mail about the ticket")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=True, user__isnull=False) | Q(person__isnull=False, user__isnull=True),
                name="notifications_one_reader",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["ticket", "email", "id"], name="notifications_thread", condition=Q(ticket__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def content(self) -> Letter:
        """What it says."""
        return Letter.from_data(self.letter)

    @property
    def reader_is_active(self) -> bool:
        """Whether the person or the member of staff may still be written to."""
        reader = self.person or self.user
        return reader is not None and reader.is_active
