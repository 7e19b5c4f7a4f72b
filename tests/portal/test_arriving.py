"""The first time: a mailed link, a password, and the mailbox is known to be theirs (ruling 25)."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests.factories.accounts import make_staff
from tests.factories.customers import make_customer
from tests.factories.people import make_person

from pointdesk.accounts.actions import ask_password_link
from pointdesk.customers.actions import invite_person
from pointdesk.customers.models import Person
from pointdesk.kit import clock
from pointdesk.kit.actors import SYSTEM
from pointdesk.outbox.actions import drain

pytestmark = pytest.mark.django_db
NEW = "a brand new password"


@pytest.fixture
def mailed(stopped, mailoutbox):
    """The link in the latest mail."""

    def link():
        drain(clock.now())
        return re.search(r"http://localhost:8000(/accounts/password/reset/key/\S+)", mailoutbox[-1].body).group(1)

    return link


@pytest.fixture
def anna(stopped, now):
    """Anna, just invited."""
    person = make_person(make_customer(now=now), "Anna", now=now)
    return invite_person(person_id=person.pk, by=SYSTEM, now=now)


def choose(browser, link):
    page = browser.get(link, follow=True)
    return browser.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW}, follow=True)


def test_who_uses_an_invitation_comes_home_and_the_mailbox_is_theirs(client, anna, mailed):
    link = mailed()
    assert client.get(link, follow=True).status_code == 200
    assert Person.objects.get().email_verified is False
    response = choose(client, link)
    assert (response.request["PATH_INFO"], Person.objects.get().email_verified) == ("/home/", True)


def test_a_refused_password_is_told_and_nothing_is_verified(client, anna, mailed):
    page = client.get(mailed(), follow=True)
    response = client.post(page.request["PATH_INFO"], {"password1": "short", "password2": "short"})
    assert response.context["form"].errors["password1"] == ["This password is too short: take at least 10 characters."]
    assert Person.objects.get().email_verified is False


def test_a_forgotten_passwords_link_shows_the_same(client, anna, mailed, now):
    ask_password_link(user=anna.user, invitation=False, now=now)
    choose(client, mailed())
    assert Person.objects.get().email_verified is True


def test_an_invitation_that_was_used_or_has_lapsed_says_what_to_do(anna, mailed, stopped):
    link = mailed()
    choose(Client(), link)
    again = Client().get(link)
    assert ("This link no longer works" in again.text, "/accounts/password/reset/" in again.text) == (True, True)


def test_an_invitation_lapses_after_three_days(anna, mailed, stopped):
    link = mailed()
    stopped.advance(timedelta(days=3, minutes=1))
    assert "This link no longer works" in Client().get(link).text
    assert Person.objects.get().email_verified is False


def test_a_new_invitation_serves_where_the_first_lapsed(client, anna, mailed, stopped):
    mailed()
    stopped.advance(timedelta(days=4))
    invite_person(person_id=anna.pk, by=SYSTEM, now=clock.now())
    assert choose(client, mailed()).request["PATH_INFO"] == "/home/"


def test_staff_come_to_the_desk(client, mailed, now):
    ask_password_link(user=make_staff(now=now), invitation=True, now=now)
    assert choose(client, mailed()).request["PATH_INFO"] == "/desk/"
