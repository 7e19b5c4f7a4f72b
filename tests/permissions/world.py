"""One helpdesk in which every address of the site leads somewhere, and the browsers of the cast in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.bugs import make_register
from tests.factories.portal import user_of
from tests.factories.tickets import Helpdesk, make_carla, make_helpdesk

from pointdesk.accounts.models import User
from pointdesk.calls.actions import log_call
from pointdesk.catalog.actions import change_prices
from pointdesk.charges.actions import ask_review, quote
from pointdesk.kit.actors import SYSTEM, ActorKind
from pointdesk.ledger.actions import cancel
from pointdesk.ledger.queries import lots, open_arrears
from pointdesk.ledger.rules import Subject
from pointdesk.notifications.queries import LinkClaim, mails, offer_url
from pointdesk.outbox.actions import drain
from pointdesk.tickets.actions import merge
from pointdesk.tickets.rules import Attachment

SCHEME = Path(__file__).parents[2] / "schemes" / "x-cart.yaml"
PEOPLE = ("Anna", "Bruno", "Carla", "Dora", "Emil", "nobody")


@dataclass(frozen=True)
class Address:
    """An address by its name, with the names of what stands in it."""

    name: str
    arguments: tuple[str, ...]


def every_address() -> list[Address]:
    """All that the URLconf knows."""
    return list(_walk(get_resolver().url_patterns, "", ()))


def _walk(patterns: list[URLPattern | URLResolver], space: str, before: tuple[str, ...]) -> Iterator[Address]:
    for pattern in patterns:
        arguments = (*before, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, ":".join(x for x in (space, pattern.namespace) if x), arguments)
        else:
            yield Address(":".join(x for x in (space, str(pattern.name)) if x), arguments)


@dataclass
class World:
    """What there is to look at, by the names that stand in addresses; `special` for the address that needs another."""

    clerk: Helpdesk
    places: dict[str, Any]
    special: dict[str, dict[str, Any]]

    def path(self, address: Address) -> str:
        """Where the address leads."""
        here = {**self.places, **self.special.get(address.name, {})}
        return reverse(address.name, kwargs={name: here[name] for name in address.arguments})

    def browser(self, name: str) -> Client:
        """The browser of one of the cast."""
        if name == "nobody":
            return Client()
        actor = {"Carla": lambda: make_carla(now=self.clerk.now)}.get(name, lambda: getattr(self.clerk, name.lower()))()
        is_staff = actor.kind is ActorKind.STAFF
        user = User.objects.get(id=actor.number) if is_staff else user_of(actor, now=self.clerk.now)
        user.set_password(PASSWORD)
        user.save()
        client = Client()
        client.force_login(user)
        return client


def make_world(*, now: datetime) -> World:
    """Anna's priced ticket with a file and a review, a merged one, a quote with the link that was mailed, a call, a bug
    with a patch, arrears, a version of prices to come, a stranger's second factor."""
    call_command("scheme", "load", str(SCHEME), "--from", "2026-01-01", stdout=StringIO(), stderr=StringIO())
    clerk = make_helpdesk(100, now=now)
    dora = clerk.dora
    ticket = clerk.priced("level-1", files=[Attachment("a.txt", b"a")])
    ask_review(charge_id=ticket.charge_id, reason="Why?", by=clerk.anna, now=now)
    merged, asked, plain = clerk.open(), clerk.open(), clerk.priced("level-0")
    merge(ticket_id=merged.pk, into_id=ticket.pk, by=dora, now=now)
    offered = quote(
        charge_id=asked.charge_id, points=60, text="A module", valid_until=now.date() + timedelta(days=9), by=dora,
        now=now,
    )  # fmt: skip
    assert offered.open_offer is not None
    register = make_register(clerk, since=date(2026, 1, 1))
    bug = register.bug()
    patch = register.patch(register.confirmed())
    order, (lot,) = Subject("order_line", "shop:1:1"), lots(clerk.wallet, now)
    cancel(lot_id=lot.id, points=100, key="c", by=SYSTEM, now=now, subject=order, arrears=True)
    (owed,) = open_arrears(clerk.wallet)
    call = log_call(by=dora, now=now, person_id=clerk.anna.number, ticket_ids=[ticket.pk])
    version = change_prices(
        line_id=clerk.line.pk, in_force_from=now.date() + timedelta(days=9), points={"level-2": 30}, by=clerk.emil,
        now=now,
    )  # fmt: skip
    key = Authenticator.objects.create(
        user=make_user("fani@thalassa.example", now=now), type="webauthn", data={"name": "Laptop", "credential": {}}
    )
    link = offer_url(
        LinkClaim(person_id=clerk.anna.number, offer_id=offered.open_offer.id), until=now + timedelta(days=1)
    )
    drain(now)
    places = {
        "mail_id": mails(limit=1)[0].id, "number": ticket.number, "charge_id": ticket.charge_id,
        "file_id": ticket.messages.earliest("id").files.get().file_id,
        "wallet_id": clerk.wallet, "customer_id": clerk.customer.pk, "person_id": clerk.anna.number,
        "arrears_id": owed.id, "call_id": call.pk, "bug_id": bug.pk, "patch_id": patch.pk, "code": clerk.line.code,
        "view": "all", "token": link.split("/")[-2], "pk": key.pk, "uidb36": "1", "key": "x-y",
        "price_list_id": version.id,
    }  # fmt: skip
    special = {
        "desk:undo-merge": {"number": merged.number},
        "desk:merge": {"number": plain.number},
        "portal:answer": {"number": asked.number},
    }
    return World(clerk, places, special)
