"""Points given as goodwill (P21): free, with a reason, by staff."""

from datetime import date

import pytest
from tests.factories.cast import DORA, EMIL, anna
from tests.factories.customers import make_customer
from tests.factories.people import make_person
from tests.factories.rows import every_row, refused
from tests.factories.vendor import make_line

from pointdesk.audit.queries import history
from pointdesk.customers.queries import person_as_actor
from pointdesk.kit.actors import Actor, ActorKind, Role
from pointdesk.kit.errors import InvalidInput, InvalidPoints, NotAllowed, NotFound
from pointdesk.ledger.errors import SameKeyOtherRequest
from pointdesk.ledger.queries import balance, lots, notes, statement, wallet_of
from pointdesk.lifecycle.actions import merge_customers
from pointdesk.outbox.models import StoredEvent
from pointdesk.sales.actions import give_goodwill

pytestmark = pytest.mark.django_db


@pytest.fixture
def acme(now):
    return make_customer(now=now)


@pytest.fixture
def line(db):
    return make_line()


@pytest.fixture
def give(acme, line, now):
    def act(by: Actor = DORA, **fields):
        facts = {
            "customer_id": acme.pk, "line_id": line.pk, "points": 50, "reason": "We answered late.", "key": "k1",
            **fields,
        }  # fmt: skip
        return give_goodwill(by=by, now=now, **facts)

    return act


def test_the_points_are_free_and_live_for_a_year(give, acme, line, now):
    outcome = give()
    wallet = wallet_of(acme.pk, line.pk)
    (lot,) = lots(wallet, now)
    assert (outcome.change, outcome.balance) == (50, 50)
    assert (lot.points, lot.kind.value, lot.origin.value, lot.purchased_on, lot.last_valid_day) == (
        50, "free", "goodwill", date(2026, 5, 5), date(2027, 5, 5),
    )  # fmt: skip
    (entry,) = statement(wallet, now)
    assert (entry.kind.value, entry.reason, entry.note) == ("gift", "goodwill", "We answered late.")
    assert notes(wallet, [1, 2]) == {1: "We answered late."}
    (line_of_journal,) = history(("wallet", wallet))
    assert (line_of_journal.verb, line_of_journal.by, line_of_journal.data) == (
        "grant", "Dora", {"seq": 1, "points": 50, "origin": "goodwill"},
    )  # fmt: skip
    assert StoredEvent.objects.filter(name="PointsArrived").count() == 1


def test_their_last_day_may_be_another(give, acme, line, now):
    give(last_valid_day=date(2026, 5, 5))
    (lot,) = lots(wallet_of(acme.pk, line.pk), now)
    assert lot.last_valid_day == date(2026, 5, 5)


def test_the_same_request_twice_gives_once(give, acme, line, now):
    first = give()
    before = every_row()
    again = give()
    assert (again.replayed, again.entry_id, every_row()) == (True, first.entry_id, before)
    with refused(SameKeyOtherRequest, key="goodwill:k1"):
        give(points=51)
    give(key="k2")
    assert balance(wallet_of(acme.pk, line.pk), now) == 100


@pytest.mark.parametrize(
    ("fields", "field", "problem"),
    [
        ({"reason": " \n"}, "reason", "missing"),
        ({"reason": "x" * 2001}, "reason", "too_long"),
        ({"reason": "a\x00b"}, "reason", "nul"),
        ({"key": ""}, "key", "missing"),
        ({"last_valid_day": date(2026, 5, 4)}, "last_valid_day", "over"),
        ({"last_valid_day": date(2047, 1, 1)}, "last_valid_day", "too_far"),
    ],
)
def test_what_cannot_be_given_leaves_everything_as_it_was(give, fields, field, problem):
    with refused(InvalidInput, field=field, problem=problem):
        give(**fields)


@pytest.mark.parametrize("points", [0, -1, 1_000_001])
def test_points_are_a_whole_number(give, points):
    with refused(InvalidPoints, value=str(points), least=1, most=1_000_000):
        give(points=points)


def test_nobody_unknown_gets_points(give):
    with refused(NotFound, kind="customer", ref="999999"):
        give(customer_id=999_999)
    with refused(NotFound, kind="product_line", ref="999999"):
        give(line_id=999_999)


def test_agents_and_those_above_give(give):
    boss = Actor(kind=ActorKind.STAFF, id="root", label="Root", roles=frozenset({Role.ADMINISTRATOR}))
    for number, by in enumerate((DORA, EMIL, boss)):
        assert give(by=by, key=f"k{number}").change == 50


def test_nobody_else_does(give, acme, now):
    accountant = Actor(kind=ActorKind.STAFF, id="theo", label="Theo", roles=frozenset({Role.ACCOUNTANT}))
    shop = Actor(kind=ActorKind.SHOP, id="shop", label="The shop")
    person = person_as_actor(make_person(acme, now=now))
    for by in (accountant, shop, person, anna(acme.pk)):
        with refused(NotAllowed, verb="give_goodwill"):
            give(by=by)


def test_a_merged_customer_s_points_go_to_the_survivor(give, acme, line, now):
    survivor = make_customer("Beta", now=now)
    merge_customers(customer_id=acme.pk, survivor_id=survivor.pk, by=EMIL, now=now, reason="One firm.")
    give()
    assert balance(wallet_of(survivor.pk, line.pk), now) == 50
