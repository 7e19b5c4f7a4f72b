"""Who the vendor is, as customers read it."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import phonenumbers

from pointdesk.kit.errors import InvalidInput
from pointdesk.kit.texts import one_line

CURRENCY = re.compile(r"[A-Z]{3}")
ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\"\\]+@[^\s@,;:<>()\[\]\"\\.]+(\.[^\s@,;:<>()\[\]\"\\.]+)+")


def checked_identity(given: Mapping[str, Any], *, country: str) -> dict[str, str]:
    """The vendor's data as stored, by the names of `Vendor`'s columns; `country` is the one that holds unless given.

    Raises InvalidInput with the field's name and ``unknown_field``, ``not_text``, ``not_a_number``,
    ``not_an_address``, ``not_a_currency``, ``unknown``, or what `kit.texts.one_line` refuses.
    """
    region = given.get("country", country)
    checks: dict[str, Callable[[str], str]] = {
        "name": lambda text: one_line(text, field="name", most=200),
        "country": _country,
        "currency": _currency,
        "phone": lambda text: _phone(text, region),
        "phone_hours": lambda text: one_line(text, field="phone_hours", most=200, least=0),
        "support_email": _email,
        "forum_url": _url,
    }
    stored = {}
    for field, value in given.items():
        if field not in checks:
            raise InvalidInput(field=field, problem="unknown_field")
        if not isinstance(value, str):
            raise InvalidInput(field=field, problem="not_text")
        stored[field] = checks[field](value)
    return stored


def _country(text: str) -> str:
    if text not in phonenumbers.SUPPORTED_REGIONS:
        raise InvalidInput(field="country", problem="unknown")
    return text


def _currency(text: str) -> str:
    if not CURRENCY.fullmatch(text):
        raise InvalidInput(field="currency", problem="not_a_currency")
    return text


def _phone(text: str, region: str) -> str:
    """The number as the vendor writes it (it is shown), if it can be dialled."""
    number = one_line(text, field="phone", most=32, least=0)
    if number:
        try:
            possible = phonenumbers.is_possible_number(phonenumbers.parse(number, region))
        except phonenumbers.NumberParseException:
            possible = False
        if not possible:
            raise InvalidInput(field="phone", problem="not_a_number")
    return number


def _email(text: str) -> str:
    address = one_line(text, field="support_email", most=254, least=0)
    if address and not ADDRESS.fullmatch(address):
        raise InvalidInput(field="support_email", problem="not_an_address")
    return address


def _url(text: str) -> str:
    address = one_line(text, field="forum_url", most=200, least=0)
    try:
        parts = urlsplit(address)
    except ValueError:
        raise InvalidInput(field="forum_url", problem="not_an_address") from None
    if address and (parts.scheme not in ("http", "https") or not parts.netloc or " " in address):
        raise InvalidInput(field="forum_url", problem="not_an_address")
    return address
