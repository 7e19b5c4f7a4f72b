"""Whose order it is (ruling 25)."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.conf import settings

from pointdesk.customers.actions import add_external_id, register_customer
from pointdesk.customers.models import Customer
from pointdesk.customers.queries import find_customer
from pointdesk.customers.rules import telephone, vat_number
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import InvalidInput
from pointdesk.sales.rules import OrderReport, ReportedCustomer


def customer_of(report: OrderReport, *, country: str, by: Actor, now: datetime) -> Customer:
    """The customer of a new order: whom the shop's id or a verified e-mail means, else one registered now.

    A customer found by e-mail is known by the shop's id from then on, so that all orders of one account of the shop
    go to one customer. `country` is the vendor's.
    """
    who = report.customer
    known = find_customer(shop=report.shop, external_id=who.external_id)
    if known is not None:
        return known
    known = find_customer(shop=report.shop, email=who.email)
    if known is not None:
        add_external_id(customer_id=known.pk, shop=report.shop, external_id=who.external_id, by=by, now=now)
        return known
    return register_customer(
        name=who.organisation,
        email=who.email,
        person_name=who.name,
        vat_id=vat_id_of(who),
        phone=phone_of(who, country),
        country=who.country,
        language=_language(who.language),
        shop=report.shop,
        external_id=who.external_id,
        by=by,
        now=now,
    )


def vat_id_of(who: ReportedCustomer) -> str:
    """The VAT number in the form in which it is compared; blank where the shop's text is none."""
    return _or_blank(partial(vat_number, country=who.country), who.vat_id)


def phone_of(who: ReportedCustomer, country: str) -> str:
    """The telephone number in E.164; blank where the shop's text is none. `country` is the vendor's."""
    return _or_blank(partial(telephone, region=who.country or country), who.phone)


def _or_blank(read: Callable[[str], str], text: str) -> str:
    # "n/a" in a shop's form is no reason to refuse an order that was paid.
    try:
        return read(text) if text else ""
    except InvalidInput:
        return ""


def _language(tag: str) -> str:
    language = tag.replace("_", "-").split("-")[0].casefold()
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
