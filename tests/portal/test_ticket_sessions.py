"""A session that ended while someone was writing: nothing is sent, nothing is lost, nobody else reads it."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.test import Client
from tests.factories.portal import sign_in, user_of
from tests.factories.rows import every_row
from tests.factories.tickets import make_carla


@pytest.fixture
def written(desk, at_nisos):
    """A form that Anna has opened, and whose session is gone."""

    def end(address, **fields):
        form = at_nisos.get(address).context["form"]
        Session.objects.all().delete()
        hidden = {name: form[name].value() for name in ("key", "writer")}
        return at_nisos.post(address, {**hidden, **fields})

    return end


def test_a_new_ticket_is_there_again_after_signing_in(desk, at_nisos, written, now):
    before = every_row()
    sent = written("/tickets/new/?line=x-cart", subject="Checkout", body="Fails.", consent="cap", cap="50")
    assert (sent["Location"], every_row() == before) == (
        "/accounts/login/?next=/tickets/new/%3Fline%3Dx-cart", True,
    )  # fmt: skip
    at_nisos.force_login(user_of(desk.anna, now=now))
    page = at_nisos.get("/tickets/new/?line=x-cart")
    form = page.context["form"]
    assert [form[name].value() for name in ("subject", "body", "consent", "cap")] == ["Checkout", "Fails.", "cap", "50"]
    assert "Here is what you wrote. It has not been sent yet" in page.text
    assert at_nisos.get("/tickets/new/?line=x-cart").context["form"]["body"].value() is None


@pytest.mark.parametrize("act", ["reply", "reopen", "answer"])
def test_what_is_done_on_a_ticket_leads_back_to_it(desk, at_nisos, now, act):
    ticket = desk.open()
    at_nisos.logout()
    sent = at_nisos.post(f"/tickets/{ticket.number}/{act}/", {"body": "Wait", "writer": desk.anna.id, "key": "k"})
    assert sent["Location"] == f"/accounts/login/?next=/tickets/{ticket.number}/"
    at_nisos.force_login(user_of(desk.anna, now=now))
    assert at_nisos.get(f"/tickets/{ticket.number}/").context["form"]["body"].value() == "Wait"


def test_the_reason_of_a_contest_is_kept(desk, at_nisos, written, now):
    ticket = desk.priced("level-2")
    written(f"/tickets/{ticket.number}/review/", reason="One line.")
    at_nisos.force_login(user_of(desk.anna, now=now))
    assert at_nisos.get(f"/tickets/{ticket.number}/review/").context["form"]["reason"].value() == "One line."


def test_whoever_signs_in_there_next_reads_nothing_of_it(desk, at_nisos, written, now):
    written("/tickets/new/", subject="Secret", body="Ours alone.")
    at_nisos.force_login(user_of(make_carla(now=now), now=now))
    page = at_nisos.get("/tickets/new/")
    assert (page.context["form"]["body"].value(), "Ours alone" in page.text) == (None, False)
    at_nisos.force_login(user_of(desk.anna, now=now))
    assert at_nisos.get("/tickets/new/").context["form"]["body"].value() is None


def test_another_page_leaves_it_where_it_is(desk, at_nisos, written, now):
    written("/tickets/new/", subject="Checkout", body="Fails.")
    at_nisos.force_login(user_of(desk.anna, now=now))
    ticket = desk.open()
    assert at_nisos.get(f"/tickets/{ticket.number}/").context["form"]["body"].value() is None
    assert at_nisos.get("/tickets/new/").context["form"]["body"].value() == "Fails."


def test_no_more_is_kept_than_a_message_may_hold(desk, at_nisos, written):
    written("/tickets/new/", subject="Long", body="x" * 300_000)
    assert len(at_nisos.session["kept_texts"]["texts"]["body"]) == 200_000


def test_the_sign_in_page_says_that_nothing_was_sent(desk, written):
    sent = written("/tickets/new/", subject="Checkout", body="Fails.")
    assert [str(m) for m in get_messages(sent.wsgi_request)] == [
        "Your session has ended and nothing was sent. Sign in again to go on."
    ]


def test_who_never_was_here_is_asked_to_sign_in(desk, now):
    ticket = desk.open()
    stranger = Client()
    assert stranger.post(f"/tickets/{ticket.number}/reply/", {"body": "Hello"})["Location"] == (
        f"/accounts/login/?next=/tickets/{ticket.number}/"
    )
    assert sign_in(desk.anna, now=now).get(f"/tickets/{ticket.number}/").context["form"]["body"].value() is None
