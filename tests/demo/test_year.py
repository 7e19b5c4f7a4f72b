"""What the example vendor's year holds, and that it came about as anybody's year does."""

from collections import Counter
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from django.conf import global_settings
from django.contrib.auth import authenticate

import pointdesk
from pointdesk.accounts.queries import roles_of
from pointdesk.charges.queries import charge_view, open_reviews
from pointdesk.charges.rules import PriceState
from pointdesk.customers.models import Customer, Person
from pointdesk.customers.queries import person_as_actor
from pointdesk.demo.build import Scale, build
from pointdesk.demo.logins import ANNA, CARLA, LOGINS, PASSWORD
from pointdesk.kit.events import Event
from pointdesk.ledger import queries as ledger
from pointdesk.ledger.rules import EntryKind
from pointdesk.notifications.models import Notice
from pointdesk.outbox.models import StoredEvent
from pointdesk.play.stage.invariants import broken
from pointdesk.play.stage.throwaway import playhouse
from pointdesk.sales.queries import newcomers_held
from pointdesk.tickets.models import Message, Ticket
from pointdesk.tickets.queries import ticket_list
from pointdesk.tickets.rules import ShownState
from pointdesk.vendor.queries import product_line

for events in Path(pointdesk.__file__).parent.glob("*/events.py"):
    import_module(f"pointdesk.{events.parent.name}.events")
EVENTS = {kind.__name__ for kind in Event.by_name.values() if kind.__module__.startswith("pointdesk.")}


def stored_events():
    return set(StoredEvent.objects.values_list("name", flat=True))


def test_every_kind_of_event_has_happened(year):
    assert stored_events() == EVENTS


def test_every_invariant_holds_and_nothing_failed(year):
    assert broken(year) == []


def test_nothing_is_of_the_future_and_every_mail_went_out(year):
    moments = [
        Message.objects.latest("at").at,
        Ticket.objects.latest("active_at").active_at,
        StoredEvent.objects.latest("occurred_at").occurred_at,
        Notice.objects.latest("created_at").created_at,
    ]
    assert [moment for moment in moments if moment > year] == []
    assert Notice.objects.filter(sent_at=None).count() == 0


def test_those_who_sign_in_can(year, settings):
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    for login in LOGINS:
        user = authenticate(None, email=login.email, password=PASSWORD)
        assert (login.email, user and user.name) == (login.email, login.name)
        assert roles_of(user) == set(login.roles)


def test_the_customers_speak_two_languages(year):
    assert set(Customer.objects.values_list("language", flat=True)) == {"en", "el"}
    assert set(Notice.objects.values_list("language", flat=True)) == {"en", "el"}


def states_of(login, year):
    by = person_as_actor(Person.objects.select_related("customer").get(email=login.email))
    return Counter(row.state for row in ticket_list(by, now=year, limit=100) if row.state is not ShownState.CLOSED)


def test_anna_finds_something_to_answer(year):
    assert states_of(ANNA, year) == {
        ShownState.NEW: 1, ShownState.WAITING_APPROVAL: 2, ShownState.WAITING_CUSTOMER: 1, ShownState.SOLVED: 1,
    }  # fmt: skip


def wallet_of(login):
    return ledger.wallet_of(Person.objects.get(email=login.email).customer_id, product_line("x-cart").pk)


def test_annas_statement_shows_what_can_happen_to_points(year):
    kinds = {line.kind for line in ledger.statement(wallet_of(ANNA), year)}
    assert kinds == {EntryKind.GIFT, EntryKind.PURCHASE, EntryKind.CHARGE, EntryKind.RETURN}
    assert len(ledger.lots(wallet_of(ANNA), year)) == 3


def test_carla_waits_for_points(year):
    assert states_of(CARLA, year) == {ShownState.WAITING_POINTS: 2}
    waiting = Ticket.objects.filter(customer__name="Kappa Bikes").order_by("-number")[:2]
    assert [charge_view(t.charge_id, now=year).state for t in waiting] == [PriceState.WAITING, PriceState.WAITING]


def test_the_manager_finds_something_to_decide(year):
    assert [held.customer for held in newcomers_held()] == ["Pallas Games"]
    assert {"Nisos Ceramics", "Lykos Outdoor"} <= {review.customer for review in open_reviews()}


def test_some_wallets_are_on_hold_and_some_points_have_expired(year):
    line = product_line("x-cart").pk
    wallets = {c.name: ledger.wallet_of(c.pk, line) for c in Customer.objects.filter(merged_into=None)}
    owing = {name for name, wallet in wallets.items() if wallet and ledger.is_on_hold(wallet)}
    assert owing == {"Argo Sails"}
    expired = {
        name
        for name, wallet in wallets.items()
        if wallet and any(line.kind is EntryKind.EXPIRY for line in ledger.statement(wallet, year))
    }
    assert {"Olivea", "Meltemi Kites"} <= expired


def test_it_can_be_played_in_the_night_before_a_sunday(years):
    end = datetime(2026, 5, 3, 0, 20, tzinfo=UTC)
    with playhouse(lambda: build(end, Scale(firms=1, tickets=2))) as house, house.copy():
        assert (stored_events(), broken(end)) == (EVENTS, [])
