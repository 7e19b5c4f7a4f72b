"""Keeping the words by which staff find a customer, with every change of them."""

from pointdesk.customers.models import WORDS, Customer


def keep_words(customer: Customer) -> None:
    """Index the customer anew; the row is locked, or is new."""
    people = customer.people.filter(is_active=True).values_list("name", "email", "phone")
    told = [customer.name, customer.vat_id, customer.phone, *(word for person in people for word in person)]
    WORDS.put(customer.pk, " ".join(told))
