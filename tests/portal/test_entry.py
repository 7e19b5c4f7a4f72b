import pytest
from tests.factories.accounts import make_staff
from tests.factories.customers import make_customer
from tests.factories.people import make_person

from pointdesk.customers.actions import invite_person
from pointdesk.kit.actors import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(now):
    person = make_person(make_customer(now=now), "Anna", now=now)
    return invite_person(person_id=person.pk, by=SYSTEM, now=now).user


@pytest.mark.parametrize("url", ["/home/", "/desk/"])
def test_the_anonymous_are_asked_to_sign_in(client, url):
    assert client.get(url)["Location"] == f"/accounts/login/?next={url}"


def test_a_customers_person_comes_home(client, anna):
    client.force_login(anna)
    assert (client.get("/")["Location"], client.get("/home/").status_code) == ("/home/", 200)


def test_a_customers_person_finds_no_desk(client, anna):
    client.force_login(anna)
    assert client.get("/desk/").status_code == 404


def test_staff_come_to_the_desk(client, now):
    client.force_login(make_staff(now=now))
    assert (client.get("/")["Location"], client.get("/desk/").status_code) == ("/desk/", 200)


def test_staff_find_no_portal(client, now):
    client.force_login(make_staff(now=now))
    assert client.get("/home/").status_code == 404
