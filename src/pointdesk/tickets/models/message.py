from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from pointdesk.files.models import StoredFile
from pointdesk.kit.actors import ActorKind
from pointdesk.tickets.models.ticket import Ticket
from pointdesk.tickets.rules import Fact, MessageKind, Via


class MessageQuerySet(models.QuerySet["Message"]):
    """How a conversation is read; `for_customer` is the one filter that keeps notes private."""

    def after(self, line: tuple[datetime, int] | None) -> Self:
        """Those that come after the line of that moment and id; all without one."""
        if line is None:
            return self
        at, line_id = line
        return self.filter(at__gte=at).filter(Q(at__gt=at) | Q(id__gt=line_id))

    def for_customer(self) -> Self:
        """Without private notes. Every read for a customer goes through this."""
        return self.exclude(kind=MessageKind.NOTE.value)


class Message(models.Model):
    """One line of a ticket's conversation. The author stands as kind, id and label, as in the journal.

    `fact` and `data` are filled in fact lines only, `body` in all others: domain rooms hold no prose of their own.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="messages", db_index=False)
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in MessageKind])
    author_kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in ActorKind])
    author_id = models.CharField(max_length=64)
    author_label = models.CharField(max_length=200)
    via = models.CharField(max_length=10, blank=True, choices=[(v.value, v.value) for v in Via])
    body = models.TextField(blank=True)
    fact = models.CharField(max_length=20, blank=True, choices=[(f.value, f.value) for f in Fact])
    data = models.JSONField(default=dict, blank=True)
    automatic = models.BooleanField(default=False, help_text="P24: out of office, bounce or list; moves nothing")
    at = models.DateTimeField()
    request_key = models.CharField(max_length=200, blank=True)
    request_digest = models.CharField(max_length=64, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["ticket", "request_key"], name="tickets_one_message_per_key", condition=~Q(request_key="")
            ),
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in MessageKind]), name="tickets_known_kind"),
            models.CheckConstraint(
                condition=Q(kind=MessageKind.FACT.value, body="") & ~Q(fact="")
                | ~Q(kind=MessageKind.FACT.value) & ~Q(body="") & Q(fact=""),
                name="tickets_said_or_stated",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["ticket", "at", "id"], name="tickets_conversation")]

    @property
    def is_note(self) -> bool:
        """Whether this is a private note of staff."""
        return self.kind == MessageKind.NOTE.value


class MessageFile(models.Model):
    """A file that came with a message or a note, and goes where it goes."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="message_file")
