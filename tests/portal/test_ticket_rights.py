"""Who reaches which page of tickets: Anna owns, Bruno is her colleague, Carla is of another firm, Dora and Emil are
staff, and nobody has not signed in."""

import pytest
from django.test import Client
from tests.factories.portal import sign_in
from tests.factories.tickets import make_carla

from pointdesk.accounts.models import User
from pointdesk.tickets.rules import Attachment

LOGIN = 302
GETS = {
    "/tickets/": [200, 200, 200, 404, 404, LOGIN],
    "/tickets/?show=open": [200, 200, 200, 404, 404, LOGIN],
    "/tickets/?q=checkout": [200, 200, 200, 404, 404, LOGIN],
    "/tickets/new/": [200, 200, 200, 404, 404, LOGIN],
    "/tickets/{number}/": [200, 404, 404, 404, 404, LOGIN],
    "/tickets/{number}/review/": [200, 404, 404, 404, 404, LOGIN],
    "/tickets/{bruno}/": [200, 200, 404, 404, 404, LOGIN],
    "/files/{file}/": [200, 404, 404, 404, 404, LOGIN],
    "/offers/x/": [404, 404, 404, 404, 404, 404],
    # What only takes forms.
    "/tickets/{number}/reply/": [405] * 6,
    "/tickets/{number}/answer/": [405] * 6,
    "/tickets/{number}/reopen/": [405] * 6,
}
# Refused as shape (422) is as far as whoever may sees the ticket gets with an empty form.
POSTS = {
    "/tickets/new/": [422, 422, 422, 404, 404, LOGIN],
    "/tickets/{number}/reply/": [422, 404, 404, 404, 404, LOGIN],
    "/tickets/{number}/answer/": [422, 404, 404, 404, 404, LOGIN],
    "/tickets/{number}/reopen/": [422, 404, 404, 404, 404, LOGIN],
    "/tickets/{number}/review/": [422, 404, 404, 404, 404, LOGIN],
    "/offers/x/": [404, 404, 404, 404, 404, 404],
}


@pytest.fixture
def everyone(desk, now):
    """Their browsers, in the order of the tables."""
    staff = []
    for actor in (desk.dora, desk.emil):
        staff.append(Client())
        staff[-1].force_login(User.objects.get(pk=actor.number))
    return [*(sign_in(who, now=now) for who in (desk.anna, desk.bruno, make_carla(now=now))), *staff, Client()]


@pytest.fixture
def numbers(desk):
    ticket = desk.open(files=[Attachment("a.txt", b"a")])
    file = ticket.messages.get().files.get().file_id
    return {"number": ticket.number, "bruno": desk.open(by=desk.bruno).number, "file": file}


@pytest.mark.parametrize("url", GETS)
def test_who_may_look(everyone, numbers, url):
    answers = [browser.get(url.format(**numbers)) for browser in everyone]
    for answer in answers:
        answer.close()
    assert [answer.status_code for answer in answers] == GETS[url]


@pytest.mark.parametrize("url", POSTS)
def test_who_may_act(everyone, numbers, url):
    assert [browser.post(url.format(**numbers)).status_code for browser in everyone] == POSTS[url]


def test_a_form_from_another_site_is_refused(desk, numbers, now):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = sign_in(desk.anna, now=now).cookies
    response = browser.post(f"/tickets/{numbers['number']}/reply/", {"key": "k1", "then": "close"})
    assert (response.status_code, "This page was open for too long" in response.text) == (403, True)
