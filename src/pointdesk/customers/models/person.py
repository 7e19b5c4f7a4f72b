from typing import ClassVar

from django.db import models

from pointdesk.accounts.models import User
from pointdesk.customers.models.customer import Customer


class Person(models.Model):
    """A person of a customer, with rights. `user` is set once they can sign in."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="people")
    user = models.OneToOneField(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="person")
    name = models.CharField(max_length=200)
    email = models.EmailField(db_index=True, help_text="casefolded")
    email_verified = models.BooleanField(default=False)
    phone = models.CharField(max_length=20, blank=True, help_text="E.164")
    language = models.CharField(max_length=8, default="en")
    is_owner = models.BooleanField(default=False)
    sees_all_tickets = models.BooleanField(default=False)
    may_spend = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "email"], name="customers_person_once"),
        ]

    def __str__(self) -> str:
        return self.name
