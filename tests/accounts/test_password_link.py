import re
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.utils import timezone
from tests.accounts.rows import rows
from tests.factories.accounts import PASSWORD, actor_of

from pointdesk.accounts.actions import ask_password_link, deactivate, invite
from pointdesk.accounts.events import PasswordLinkAsked
from pointdesk.accounts.reactions import mail_password_link
from pointdesk.kit import clock
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.outbox.actions import drain
from pointdesk.outbox.models import StoredEvent

NEW = "a brand new password"


def link_in(message):
    return re.search(r"http://localhost:8000(/accounts/password/reset/key/\S+)", message.body).group(1)


def choose(client, link, password=NEW):
    page = client.get(link, follow=True)
    return client.post(page.request["PATH_INFO"], {"password1": password, "password2": password})


def test_a_forgotten_password_is_chosen_anew_by_mail(client, anna, mailoutbox):
    client.post("/accounts/password/reset/", {"email": "anna@nisos.example"})
    drain(clock.now())
    [message] = mailoutbox
    assert message.to == ["anna@nisos.example"]
    assert choose(client, link_in(message)).url == "/"
    assert client.session["_auth_user_id"] == str(anna.pk)
    assert authenticate(None, email=anna.email, password=NEW) == anna
    assert authenticate(None, email=anna.email, password=PASSWORD) is None


def test_a_link_works_once(client, anna, mailoutbox):
    client.post("/accounts/password/reset/", {"email": "anna@nisos.example"})
    drain(clock.now())
    choose(client, link_in(mailoutbox[0]))
    client.logout()
    assert client.get(link_in(mailoutbox[0])).context["token_fail"] is True


def test_a_link_lapses_after_three_days(client, anna, mailoutbox):
    mail_password_link(PasswordLinkAsked(user_id=anna.pk, invitation=False, asked_at=clock.now()), now=clock.now())
    link = link_in(mailoutbox[0])
    with clock.told_by(clock.StoppedClock(timezone.localtime() + timedelta(days=3, minutes=1))):
        assert client.get(link).context["token_fail"] is True
    with clock.told_by(clock.StoppedClock(timezone.localtime() + timedelta(days=2, hours=23))):
        assert client.get(link).status_code == 302


def test_an_invitation_says_so(client, dora, emil, by_emil, now, mailoutbox):
    invite(user_id=dora.pk, by=by_emil, now=now)
    drain(now)
    assert [m.subject for m in mailoutbox] == ["Your account at the helpdesk"]


def test_only_administrators_invite_and_only_who_is_active(dora, emil, by_emil, now):
    before = rows()
    with pytest.raises(NotAllowed):
        invite(user_id=emil.pk, by=actor_of(dora), now=now)
    with pytest.raises(NotFound):
        invite(user_id=999_999, by=by_emil, now=now)
    assert rows() == before


def test_whoever_left_gets_no_link(client, dora, by_emil, now, mailoutbox):
    ask_password_link(user=dora, invitation=False, now=now)
    deactivate(user_id=dora.pk, by=by_emil, now=now)
    dora.refresh_from_db()
    ask_password_link(user=dora, invitation=False, now=now)
    assert StoredEvent.objects.filter(name="PasswordLinkAsked").count() == 1
    drain(now)
    assert mailoutbox == []


def test_a_mail_told_twice_is_the_same_message(anna, now, mailoutbox):
    event = PasswordLinkAsked(user_id=anna.pk, invitation=False, asked_at=now)
    mail_password_link(event, now=now)
    mail_password_link(event, now=now + timedelta(minutes=1))
    assert {m.extra_headers["Message-ID"] for m in mailoutbox} == {
        f"<password.{anna.pk}.20260505090000000000@localhost>"
    }


def test_no_machine_is_to_answer_it(anna, now, mailoutbox, settings):
    settings.SITE_URL = "https://help.altermarket.example:8443/desk"
    mail_password_link(PasswordLinkAsked(user_id=anna.pk, invitation=True, asked_at=now), now=now)
    assert mailoutbox[0].extra_headers == {
        "Message-ID": f"<invitation.{anna.pk}.20260505090000000000@help.altermarket.example>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }


def test_no_secret_lies_in_the_outbox(client, anna):
    client.post("/accounts/password/reset/", {"email": "anna@nisos.example"})
    assert set(StoredEvent.objects.get().data) == {"user_id", "invitation", "asked_at"}
