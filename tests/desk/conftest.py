from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from tests.factories.tickets import Helpdesk, make_helpdesk

from pointdesk.accounts.models import User
from pointdesk.customers.actions import invite_person
from pointdesk.kit import clock
from pointdesk.kit.actors import SYSTEM, Actor, ActorKind


@pytest.fixture
def told(now: datetime):
    """The desk's clock stands still at `now`."""
    with clock.told_by(clock.StoppedClock(now)):
        yield


@pytest.fixture
def desk(db: None, now: datetime, told: None) -> Helpdesk:
    """A helpdesk whose customer has 100 points."""
    return make_helpdesk(100, now=now)


@pytest.fixture
def as_(now: datetime) -> Callable[[Actor], Client]:
    """The browser of an actor who is signed in."""

    def arrive(actor: Actor) -> Client:
        client = Client()
        client.force_login(user_of(actor, now))
        return client

    return arrive


def user_of(actor: Actor, now: datetime) -> User:
    """Who signs in as that actor: staff themselves, a customer's person after an invitation."""
    if actor.kind is ActorKind.STAFF:
        return User.objects.get(id=actor.number)
    return invite_person(person_id=actor.number, by=SYSTEM, now=now).user


@pytest.fixture
def dora(desk: Helpdesk, as_: Callable[[Actor], Client]) -> Client:
    """Dora's browser."""
    return as_(desk.dora)
