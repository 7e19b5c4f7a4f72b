import pytest
from tests.factories.charges import make_account
from tests.factories.people import make_person

from pointdesk.customers.actions import invite_person
from pointdesk.kit.actors import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def anna(client, now):
    person = make_person(make_account(now=now).customer, "Anna", now=now)
    client.force_login(invite_person(person_id=person.pk, by=SYSTEM, now=now).user)


def test_the_pin_stays_until_it_is_made_anew(client):
    first = client.get("/account/pin/").context["page"]["pin"]
    assert (len(first), first.isdecimal(), client.get("/account/pin/").context["page"]["pin"]) == (6, True, first)
    assert client.post("/account/pin/new/")["Location"] == "/account/pin/"


def test_a_pin_is_never_kept_by_a_cache(client):
    assert "no-store" in client.get("/account/pin/")["Cache-Control"]


def test_who_owns_nothing_reads_of_no_bugs(client):
    assert client.get("/patches/").context["page"].bugs == []


def test_a_patch_that_is_not_for_the_customer_is_not_found(client):
    assert client.post("/patches/1/").status_code == 404
