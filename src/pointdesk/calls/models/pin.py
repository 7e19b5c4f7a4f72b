from typing import ClassVar

from django.db import models

from pointdesk.base.encryption import unseal
from pointdesk.calls.models.call import Call
from pointdesk.calls.rules import Outcome
from pointdesk.customers.models import Person


class SupportPin(models.Model):
    """A person's support PIN, encrypted under a key outside the database (ruling 26). So many `wrong_tries`
    in a row as the vendor allows lock it."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="support_pin")
    sealed = models.TextField()
    made_at = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)

    def digits(self) -> str:
        """The PIN itself. Raises KeyMissing."""
        return unseal(self.sealed)


class PinAttempt(models.Model):
    """Somebody said a PIN on the telephone. Kept whatever came of it; what was said is not."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="pin_attempts")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="pin_attempts")
    outcome = models.CharField(max_length=10, choices=[(o.value, o.value) for o in Outcome])
    agent_id = models.CharField(max_length=64, help_text="the actor who typed it")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "id"], name="calls_attempts")]
