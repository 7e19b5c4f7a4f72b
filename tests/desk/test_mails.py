"""What staff see of the mails that went out."""

import pytest
from django.test import Client
from tests.factories.accounts import make_staff
from tests.factories.portal import sign_in
from tests.factories.tickets import make_carla, make_helpdesk

from pointdesk.accounts.models import User
from pointdesk.kit import clock
from pointdesk.kit.actors import Role
from pointdesk.notifications.models import Notice
from pointdesk.outbox.actions import drain

PAGE_QUERIES = 8
"""Zone, session, user, roles, the two of the rail, the name of the house; the page's own query."""


@pytest.fixture
def desk(db, now):
    with clock.told_by(clock.StoppedClock(now)):
        yield make_helpdesk(100, now=now)


@pytest.fixture
def dora(desk):
    browser = Client()
    browser.force_login(User.objects.get(name="Dora"))
    return browser


def told(desk, now, *codes):
    """Price a ticket and let the worker tell about it."""
    desk.priced(*codes)
    drain(now)


def subjects(response):
    return [mail.subject for mail in response.context["page"].mails]


def test_the_mails_stand_there_latest_first_and_can_be_read(desk, dora, now):
    told(desk, now, "level-2")
    told(desk, now, "level-0")
    page = dora.get("/desk/mails/")
    latest, *_, first = page.context["page"].mails
    assert latest.id > first.id
    assert [mail.email for mail in page.context["page"].mails if mail.ticket] == ["anna@nisos.example"] * 2
    notice = Notice.objects.filter(ticket__isnull=False).earliest("id")
    words = dora.get(f"/desk/mails/{notice.pk}/").content.decode()
    assert "25 points" in words
    assert notice.subject in words


def test_only_those_to_one_address(desk, dora, now):
    told(desk, now, "level-2")
    assert subjects(dora.get("/desk/mails/", {"email": " ANNA@nisos.example"})) != []
    empty = dora.get("/desk/mails/", {"email": "nobody@nisos.example"})
    assert (subjects(empty), "Nothing was sent" in empty.content.decode()) == ([], True)


def test_a_link_that_acts_in_the_readers_name_is_left_out(desk, dora, now):
    desk.price(desk.open(price_first=True), "level-2")
    drain(now)
    asked = Notice.objects.get(kind__contains="asked")
    url = asked.content.button.url
    words = dora.get(f"/desk/mails/{asked.pk}/").content.decode()
    assert (url in words, "left out here" in words) == (False, True)


def test_one_page_after_the_other(desk, dora, now, monkeypatch):
    monkeypatch.setattr("pointdesk.desk.pages.mails.PAGE", 1)
    told(desk, now, "level-2")
    told(desk, now, "level-0")
    first = dora.get("/desk/mails/")
    older = first.context["page"].older
    assert len(subjects(dora.get("/desk/mails/", {"before": older}))) == 1
    assert subjects(dora.get("/desk/mails/", {"before": older})) != subjects(first)
    for nonsense in ("x", "9" * 5000, "-1", "²"):
        assert subjects(dora.get("/desk/mails/", {"before": nonsense})) == subjects(first)


@pytest.mark.parametrize("tickets", [1, 3])
def test_any_number_of_mails_costs_the_same_queries(desk, dora, now, tickets, django_assert_num_queries):
    for _ in range(tickets):
        told(desk, now, "level-0")
    with django_assert_num_queries(PAGE_QUERIES):
        dora.get("/desk/mails/")
    latest = Notice.objects.latest("id").pk
    with django_assert_num_queries(PAGE_QUERIES):
        dora.get(f"/desk/mails/{latest}/")


def test_who_may_read_them(desk, now):
    told(desk, now, "level-2")
    staff = {
        name: User.objects.get(name=name) if name in ("Dora", "Emil") else make_staff(
            f"{name}@altermarket.example", name, role, now=now
        )
        for name, role in (("Dora", None), ("Emil", None), ("accountant", Role.ACCOUNTANT))
    }  # fmt: skip
    browsers = {name: Client() for name in staff}
    for name, browser in browsers.items():
        browser.force_login(staff[name])
    browsers |= {
        "Anna": sign_in(desk.anna, now=now), "Bruno": sign_in(desk.bruno, now=now),
        "Carla": sign_in(make_carla(now=now), now=now), "nobody": Client(),
    }  # fmt: skip
    expected = {"Dora": 200, "Emil": 200, "accountant": 403, "Anna": 404, "Bruno": 404, "Carla": 404, "nobody": 302}
    for page in ("/desk/mails/", f"/desk/mails/{Notice.objects.latest('id').pk}/"):
        assert {name: browser.get(page).status_code for name, browser in browsers.items()} == expected


@pytest.mark.parametrize("number", [0, 10**12, 10**30])
def test_a_mail_that_there_is_not(dora, number):
    assert dora.get(f"/desk/mails/{number}/").status_code == 404


@pytest.mark.parametrize("address", ["\x00", "anna@nisos.example\x00x", "x" * 5000])
def test_nobody_has_such_an_address(dora, desk, now, address):
    told(desk, now, "level-1")
    assert subjects(dora.get("/desk/mails/", {"email": address})) in ([], subjects(dora.get("/desk/mails/")))
