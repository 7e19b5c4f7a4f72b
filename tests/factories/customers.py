"""Customers for tests."""

from datetime import datetime

from pointdesk.customers.models import Customer


def make_customer(name: str = "Acme", *, now: datetime, **fields) -> Customer:
    """A customer; two of the same name are two."""
    return Customer.objects.create(name=name, created_at=now, **fields)
