"""Browsers of those who may come to the desk, for tests of its pages."""

from datetime import datetime

from django.test import Client
from tests.factories.accounts import make_staff
from tests.factories.tickets import Helpdesk

from pointdesk.accounts.models import User
from pointdesk.customers.actions import invite_person
from pointdesk.kit.actors import SYSTEM, Actor, Role


def signed_in(actor: Actor) -> Client:
    """The browser in which a member of staff has signed in."""
    client = Client()
    client.force_login(User.objects.get(id=actor.number))
    return client


def everybody(desk: Helpdesk, *, now: datetime) -> dict[str, Client]:
    """A browser for each role of staff, for Anna of the customer, and for nobody."""
    clients = {"agent": signed_in(desk.dora), "manager": signed_in(desk.emil)}
    for name, role in (("accountant", Role.ACCOUNTANT), ("administrator", Role.ADMINISTRATOR)):
        clients[name] = Client()
        clients[name].force_login(make_staff(f"{name}@altermarket.example", name, role, now=now))
    clients["anna"], clients["nobody"] = Client(), Client()
    user = invite_person(person_id=desk.anna.number, by=SYSTEM, now=now).user
    assert user is not None
    clients["anna"].force_login(user)
    return clients
