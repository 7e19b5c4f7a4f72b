"""Whose is it: an order reported by a shop, and who else might be the same firm (P12, ruling 25)."""

from collections.abc import Callable
from functools import partial

from django.db.models import Q

from pointdesk.customers.models import Customer, ExternalId, Person
from pointdesk.customers.rules import email_address, telephone, vat_number
from pointdesk.kit.errors import InvalidInput
from pointdesk.kit.folding import folded
from pointdesk.vendor.queries import policies


def find_customer(*, shop: str, external_id: str = "", email: str = "") -> Customer | None:
    """The customer whom the shop means: by its own id for them, else by a verified e-mail of exactly one customer.

    An e-mail that nobody has verified proves nothing, so it matches nobody: the order makes a newcomer, whose gift
    `suspects` may hold back. Merged customers are read through. At most two queries.
    """
    if external_id:
        known = ExternalId.objects.filter(shop=shop, value=external_id).select_related("customer__merged_into").first()
        if known:
            return known.customer.merged_into or known.customer
    address = _readable(email_address, email)
    if not address:
        return None
    verified = Person.objects.filter(email=address, email_verified=True, is_active=True)
    found = {
        person.customer.merged_into or person.customer
        for person in verified.select_related("customer__merged_into").order_by("id")
    }
    return found.pop() if len(found) == 1 else None


def suspects(
    *, email: str = "", vat_id: str = "", phone: str = "", country: str = "", apart_from: int | None = None
) -> list[Customer]:
    """Customers other than `apart_from` who share the e-mail, the VAT number or the telephone number, by id.

    Verified or not, of the firm or of one of its people: a suspicion needs less than a match. What cannot be read as
    an address or a number raises no suspicion. `country` is the newcomer's, for a number without its prefix.
    At most four queries.
    """
    address = _readable(email_address, email)
    vat = _readable(partial(vat_number, country=country), vat_id)
    number = _readable(partial(telephone, region=country or policies().country), phone) if phone else ""
    sharing = Q()
    if vat:
        sharing |= Q(vat_id=vat)
    if number:
        sharing |= Q(phone=number)
    person = Q()
    if address:
        person |= Q(email=address)
    if number:
        person |= Q(phone=number)
    # Two questions rather than one with a join: each then uses its own indexes.
    found: set[tuple[int, int | None]] = set()
    if sharing:
        found.update(Customer.objects.filter(sharing).values_list("id", "merged_into_id"))
    if person:
        found.update(Person.objects.filter(person).values_list("customer_id", "customer__merged_into_id"))
    ids = {survivor or own for own, survivor in found} - {apart_from}
    return list(Customer.objects.filter(id__in=ids).order_by("id")) if ids else []


def namesakes(name: str) -> list[Customer]:
    """The customers of that name, whatever its capitals and accents, by id; none for no name.

    Compared here, as SQLite knows no Greek capitals: every name is read. At most two queries.
    """
    wanted = folded(name).split()
    if not wanted:
        return []
    names = Customer.objects.filter(merged_into=None).values_list("id", "name")
    ids = [own for own, known in names if folded(known).split() == wanted]
    return list(Customer.objects.filter(id__in=ids).order_by("id")) if ids else []


def _readable(normalise: Callable[[str], str], value: str) -> str:
    if not value:
        return ""
    try:
        return normalise(value)
    except InvalidInput:
        return ""
