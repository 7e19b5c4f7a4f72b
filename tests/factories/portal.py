"""People of a customer who sign in and use the portal, for tests."""

from datetime import datetime

from django.test import Client

from pointdesk.accounts.models import User
from pointdesk.customers.actions import invite_person
from pointdesk.kit.actors import SYSTEM, Actor


def user_of(actor: Actor, *, now: datetime) -> User:
    """The user as whom a customer's person signs in."""
    user = invite_person(person_id=actor.number, by=SYSTEM, now=now).user
    assert user is not None
    return user


def sign_in(actor: Actor, *, now: datetime) -> Client:
    """A browser in which a customer's person has signed in."""
    client = Client()
    client.force_login(user_of(actor, now=now))
    return client
