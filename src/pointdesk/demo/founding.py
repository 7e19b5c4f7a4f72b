"""How the example vendor begins: the scheme, the shop, the staff, and those who sign in."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from pointdesk.accounts.actions import create_account, create_staff
from pointdesk.accounts.queries import staff_actor
from pointdesk.catalog.rules.shipped import shipped_scheme
from pointdesk.customers.actions import invite_person
from pointdesk.demo.agenda import Agenda
from pointdesk.demo.logins import DORA, EMIL, IRIS, PASSWORD, Login
from pointdesk.demo.stage import Staff, Stage
from pointdesk.kit.actors import SYSTEM, Actor, Role
from pointdesk.kit.clock import StoppedClock
from pointdesk.sales.actions import issue_secret, load_scheme
from pointdesk.vendor.actions import change_vendor
from pointdesk.vendor.models import Product
from pointdesk.vendor.queries import policies, product_line

HELD_BEFORE = timedelta(days=30)
"""How long before the first day of the story the price list has been in force."""


def found(clock: StoppedClock, end: datetime, chance: Random) -> Stage:
    """Set the vendor up at the moment of the clock, and let the stage be empty otherwise."""
    now = clock.now()
    scheme = shipped_scheme()
    load_scheme(scheme=scheme, in_force_from=(now - HELD_BEFORE).date(), by=SYSTEM, now=now)
    change_vendor(
        phone_hours="Mon–Fri 9:00–18:00", support_email="support@altermarket.example",
        forum_url="https://forum.altermarket.example", by=SYSTEM, now=now,
    )  # fmt: skip
    line = product_line(scheme.line_code)
    _hire(IRIS.name, IRIS.email, IRIS.roles, now, password=PASSWORD)
    staff = Staff(
        dora=_hire(DORA.name, DORA.email, DORA.roles, now, password=PASSWORD),
        # She chooses her own password, by the link that she is mailed.
        fani=_hire("Fani Georgiou", "fani@altermarket.example", [Role.AGENT], now),
        emil=_hire(EMIL.name, EMIL.email, EMIL.roles, now, password=PASSWORD),
    )
    return Stage(
        clock=clock, end=end, agenda=Agenda(clock, end), chance=chance, policies=policies(), staff=staff,
        line_id=line.pk, product_id=Product.objects.get(code=scheme.products[0].code).pk, shop="shop",
        secret=issue_secret(shop="shop", by=SYSTEM, now=now),
    )  # fmt: skip


def let_in(stage: Stage, login: Login, person: Actor, language: str) -> None:
    """Give a customer's person the account of a login, with the demo's password, and invite them as anybody is."""
    by = stage.staff.dora
    create_account(email=login.email, name=login.name, language=language, password=PASSWORD, by=by, now=stage.now)
    invite_person(person_id=person.number, by=by, now=stage.now)


def _hire(name: str, email: str, roles: Iterable[Role], now: datetime, *, password: str | None = None) -> Actor:
    user = create_staff(email=email, name=name, roles=roles, language="en", password=password, by=SYSTEM, now=now)
    actor = staff_actor(user)
    if actor is None:
        raise LookupError(f"{name} has no role")
    return actor
