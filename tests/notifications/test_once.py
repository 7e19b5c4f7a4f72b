"""Ruling 7: a notice is written once for ever; sending may happen again, with the same message."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from pointdesk.charges.events import PriceChanged
from pointdesk.customers.models import Person
from pointdesk.notifications.actions import send_notice
from pointdesk.notifications.models import Notice
from pointdesk.notifications.reactions.prices import tell_price_changed
from pointdesk.outbox.actions import drain
from pointdesk.outbox.models import Delivery, State, StoredEvent
from pointdesk.outbox.queries import failing

IN_MEMORY = "django.core.mail.backends.locmem.EmailBackend"


class DyingBackend(BaseEmailBackend):
    """The process ends while it talks to the mail server."""

    def send_messages(self, email_messages):
        raise KeyboardInterrupt


@pytest.fixture
def told(desk, post, now):
    """A price that was told; gives the event."""
    desk.priced("level-2")
    post(now)
    return PriceChanged.from_data(StoredEvent.objects.get(name="PriceChanged").data)


def test_a_reaction_that_happens_again_writes_nothing(told, post, now):
    before = list(Notice.objects.values())

    tell_price_changed(told, now=now)
    tell_price_changed(told, now=now + timedelta(days=1))

    assert list(Notice.objects.values()) == before
    assert post(now + timedelta(days=1)) == []


def test_a_notice_is_marked_when_it_was_sent(told, now):
    assert Notice.objects.get(kind="price_changed").sent_at == now


def test_a_crash_between_the_record_and_the_mail_loses_nothing(desk, now, settings):
    """The worker dies while it talks to the mail server; another takes over after the lease."""

    desk.priced("level-2")
    settings.EMAIL_BACKEND = f"{__name__}.DyingBackend"
    with pytest.raises(KeyboardInterrupt):
        drain(now)
    assert (mail.outbox, Notice.objects.get(kind="price_changed").sent_at) == ([], None)
    assert drain(now + timedelta(minutes=4)) == 0

    settings.EMAIL_BACKEND = IN_MEMORY
    drain(now + timedelta(minutes=5))

    assert [m.subject for m in mail.outbox] == [Notice.objects.get(kind="price_changed").subject]


def test_a_crash_between_the_mail_and_the_mark_sends_the_same_message_again(told, now):
    notice = Notice.objects.get(kind="price_changed")
    Notice.objects.update(sent_at=None)

    assert (send_notice(notice.pk, now=now), send_notice(notice.pk, now=now)) == (True, False)
    Notice.objects.update(sent_at=None)
    assert send_notice(notice.pk, now=now)

    first, second = mail.outbox
    assert (first.body, first.extra_headers) == (second.body, second.extra_headers)
    assert first.extra_headers["Message-ID"] == notice.message_id


def test_a_mail_server_that_does_not_answer_is_tried_again(desk, now, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # where nobody listens
    desk.priced("level-2")
    drain(now)
    (trouble,) = failing()
    assert (trouble.event, trouble.error.partition(":")[0]) == ("NoticeWritten", "ConnectionRefusedError")

    settings.EMAIL_BACKEND = IN_MEMORY
    drain(now + timedelta(seconds=10))

    assert len(mail.outbox) == 1
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.DONE}


def test_the_mail_stays_as_it_was_written(desk, now):
    """What changes between the record and the mail changes neither address nor words."""
    ticket = desk.priced("level-2")
    while not Notice.objects.filter(kind="price_changed").exists():
        drain(now, limit=1)
    Person.objects.filter(id=desk.anna.number).update(name="Anna Nikolaou", email="anna@elsewhere.example")
    desk.price(ticket, "level-3")

    drain(now)

    assert (mail.outbox[0].to, mail.outbox[0].body.splitlines()[2]) == (["anna@nisos.example"], "Hello Anna,")


def test_who_left_meanwhile_gets_nothing(desk, now):
    desk.priced("level-2")
    while not Notice.objects.filter(kind="price_changed").exists():
        drain(now, limit=1)
    Person.objects.filter(id=desk.anna.number).update(is_active=False)

    drain(now)

    assert mail.outbox == []
    assert Notice.objects.get(kind="price_changed").sent_at is None
