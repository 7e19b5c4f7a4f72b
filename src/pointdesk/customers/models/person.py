from typing import ClassVar

from django.db import models

from pointdesk.accounts.models import User
from pointdesk.customers.models.customer import Customer


class Person(models.Model):
    """A person of a customer, with rights. `user` is set once they were invited to sign in.

    Someone who works for two customers is two persons; they can sign in as one of them.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="people")
    user = models.OneToOneField(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="person")
    name = models.CharField(max_length=200)
    email = models.EmailField(db_index=True, help_text="as rules.email_address writes it")
    email_verified = models.BooleanField(default=False, help_text="the person has shown that the mailbox is theirs")
    phone = models.CharField(max_length=20, blank=True, help_text="E.164")
    language = models.CharField(max_length=8, default="en")
    is_owner = models.BooleanField(default=False, help_text="has every right, and gives rights")
    sees_all_tickets = models.BooleanField(default=False, help_text="else only their own")
    may_spend = models.BooleanField(default=True, help_text="accepts prices, opens tickets that cost")
    is_active = models.BooleanField(default=True)
    invited_at = models.DateTimeField(null=True, blank=True, help_text="when the last invitation was sent")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "email"], name="customers_person_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["phone"], name="customers_person_by_phone", condition=~models.Q(phone="")),
        ]

    def __str__(self) -> str:
        return self.name
