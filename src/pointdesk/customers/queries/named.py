from dataclasses import dataclass

from pointdesk.customers.models import Customer, Person
from pointdesk.kit.folding import folded, words


@dataclass(frozen=True)
class NamedCustomer:
    """A customer found by name; `people` are the active ones who fit, by name and e-mail."""

    id: int
    name: str
    people: tuple[str, ...]


def customers_named(text: str, *, most: int = 20) -> list[NamedCustomer]:
    """Customers in whose name, with the name and e-mail of one of their people, all the words occur; by name.

    Compared here and not by the database: SQLite knows no Greek capitals and neither knows accents. A vendor has some
    thousands of customers, so both tables are read through. Two queries, none for no words.
    """
    wanted = words(text)
    if not wanted:
        return []

    def fits(*told: str) -> bool:
        plain = folded(" ".join(told))
        return all(word in plain for word in wanted)

    customers = dict(Customer.objects.filter(merged_into=None).order_by("name", "id").values_list("id", "name"))
    active = Person.objects.filter(is_active=True).order_by("name", "id").values_list("customer_id", "name", "email")
    found: dict[int, list[str]] = {}
    for customer_id, name, email in active:
        if customer_id in customers and fits(customers[customer_id], name, email):
            found.setdefault(customer_id, []).append(f"{name}, {email}")
    fitting = [(own, name) for own, name in customers.items() if own in found or fits(name)]
    return [NamedCustomer(own, name, tuple(found.get(own, ()))) for own, name in fitting[:most]]
