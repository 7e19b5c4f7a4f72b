"""Facts about customers and people as they are stored: the same for whoever registers or changes them."""

from django.conf import settings

from pointdesk.customers.models import ExternalId
from pointdesk.customers.rules import country_code, telephone, vat_number
from pointdesk.kit.errors import InvalidInput
from pointdesk.kit.texts import one_line
from pointdesk.vendor.queries import policies


def customer_facts(*, name: str, vat_id: str, phone: str, country: str, language: str) -> dict[str, str]:
    """The columns of a customer. Raises InvalidInput."""
    country = country_code(country) if country.strip() else ""
    return {
        "name": one_line(name, field="name", most=200),
        "vat_id": vat_number(vat_id, country=country) if vat_id.strip() else "",
        "phone": phone_in_e164(phone, country),
        "country": country,
        "language": offered_language(language),
    }


def person_facts(*, name: str, phone: str, language: str, country: str) -> dict[str, str]:
    """The columns of a person that they may change themselves. Raises InvalidInput."""
    return {
        "name": one_line(name, field="name", most=200),
        "phone": phone_in_e164(phone, country),
        "language": offered_language(language),
    }


def phone_in_e164(phone: str, country: str) -> str:
    """The number, read in the customer's country, else in the vendor's; blank stays blank. Raises InvalidInput."""
    return telephone(phone, region=country or policies().country) if phone.strip() else ""


def offered_language(language: str) -> str:
    """The language, if pages and mails can speak it. Raises InvalidInput."""
    if language not in dict(settings.LANGUAGES):
        raise InvalidInput(field="language", problem="unknown")
    return language


def external_id_facts(shop: str, external_id: str) -> dict[str, str]:
    """The columns of an external id. Raises InvalidInput."""
    most = ExternalId._meta.get_field("shop").max_length or 50
    return {
        "shop": one_line(shop, field="shop", most=most),
        "value": one_line(external_id, field="external_id", most=200),
    }
