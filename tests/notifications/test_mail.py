"""The mail itself: headers, threads, HTML, and a real SMTP connection."""

import email
import re
import socket
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from tests.notifications.reading import whole

from pointdesk.charges import actions as charges
from pointdesk.notifications.models import Notice
from pointdesk.outbox.actions import drain
from pointdesk.outbox.queries import failing


def parsed(mail) -> EmailMessage:
    """A mail as a mail program reads it."""
    return email.message_from_bytes(mail.message().as_bytes(), policy=default)


def test_headers(desk, post, now):
    desk.priced("level-2")

    (mail,) = post(now)

    read = parsed(mail)
    notice = Notice.objects.get(kind="price_changed")
    assert {name: read[name] for name in ("From", "To", "Auto-Submitted", "X-Auto-Response-Suppress")} == {
        "From": "AlterMarket <helpdesk@altermarket.example>", "To": "anna@nisos.example",
        "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All",
    }  # fmt: skip
    assert read["Message-ID"] == notice.message_id
    assert re.fullmatch(rf"<price-changed\.{notice.ticket}\.[0-9a-f]{{24}}@altermarket\.example>", notice.message_id)
    assert (read["In-Reply-To"], read["References"]) == (None, None)
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]


def test_an_address_with_a_name_in_the_settings(desk, post, now, settings):
    settings.DEFAULT_FROM_EMAIL = "Help desk <helpdesk@altermarket.example>"
    desk.priced("level-2")

    (mail,) = post(now)

    assert parsed(mail)["From"] == "AlterMarket <helpdesk@altermarket.example>"


def test_all_mails_of_a_ticket_to_one_reader_are_one_thread(desk, post, now):
    ticket, other = desk.priced("level-1"), desk.priced("level-1")
    first, of_other = post(now)
    desk.reply(ticket, by=desk.dora)
    desk.price(ticket, "level-2")
    second, third = post(now)

    root = parsed(first)["Message-ID"]
    assert [(m["In-Reply-To"], m["References"]) for m in map(parsed, (second, third))] == [(root, root)] * 2
    assert [m.subject for m in (first, second, third)] == [
        f"[#{ticket.number}] Checkout fails", *[f"Re: [#{ticket.number}] Checkout fails"] * 2,
    ]  # fmt: skip
    assert parsed(of_other)["References"] is None
    assert len({parsed(m)["Message-ID"] for m in (first, second, third, of_other)}) == 4
    assert of_other.subject == f"[#{other.number}] Checkout fails"


def test_two_readers_have_threads_of_their_own(desk, post, now):
    ticket = desk.priced("level-4", "level-3", by=desk.bruno)
    post(now)
    desk.lot(60)
    served = [mail for mail in post(now) if mail.subject.startswith("Re:")]

    roots = dict(Notice.objects.filter(ticket=ticket.number, kind="charge_waiting").values_list("email", "message_id"))
    assert {mail.to[0]: parsed(mail)["References"] for mail in served} == roots
    assert len(set(roots.values())) == 2


def test_the_longest_title_arrives_whole(desk, post, now):
    ticket = desk.priced("level-2", subject="Ά" * 200)

    (mail,) = post(now)

    assert parsed(mail)["Subject"].strip() == f"[#{ticket.number}] {'Ά' * 200}"
    assert max(len(line) for line in mail.message().as_bytes().splitlines()) <= 998


def test_what_people_wrote_is_shown_and_never_run(desk, post, now):
    ticket = desk.open(subject="<b>Bold</b> & “quoted”")
    desk.reply(ticket, by=desk.dora, body="See <script>alert(1)</script>\nhttps://evil.example/?a=1&b=2")

    (mail,) = post(now)

    html = mail.alternatives[0].content
    assert "<script>" not in html
    assert "<b>Bold" not in html
    assert "See &lt;script&gt;alert(1)&lt;/script&gt;<br>https://evil.example/?a=1&amp;b=2" in html
    assert "See <script>alert(1)</script>\nhttps://evil.example/?a=1&b=2" in mail.body


def test_the_html_stands_alone_and_says_what_the_text_says(desk, post, now):
    ticket = desk.priced("level-2", by=desk.bruno)

    (mail,) = post(now)

    html = mail.alternatives[0].content
    assert '<html lang="el">' in html
    assert re.findall(r'(?:src|href)="([^"]*)"', html) == [f"https://help.altermarket.example/tickets/{ticket.number}/"]
    assert re.findall(r"@import|url\(", html) == []
    words = " ".join(re.sub(r"<style>.*?</style>|<[^>]+>|&nbsp;", " ", html, flags=re.DOTALL).split())
    for said in (mail.body.splitlines()[0], "Γεια σας,", "25", "χρεώθηκαν 25 πόντοι", "Ποιος αποφάσισε", "AlterMarket"):
        assert said in words


class Mailbox:
    """What a mail server was handed."""

    def __init__(self) -> None:
        self.envelopes: list = []

    async def handle_DATA(self, server, session, envelope) -> str:
        self.envelopes.append(envelope)
        return "250 kept"


@pytest.fixture
def smtp(settings):
    mailbox = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(mailbox, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield mailbox
    server.stop()


def test_through_a_real_smtp_connection(desk, smtp, now):
    ticket = desk.priced("level-2", by=desk.bruno)
    charges.set_price(
        charge_id=ticket.charge_id, items=[("level-3", 1)], by=desk.dora, now=now, reason="Χρειάστηκε το ημερολόγιο"
    )

    drain(now)

    assert failing() == []
    envelope = smtp.envelopes[1]
    assert (envelope.mail_from, envelope.rcpt_tos) == ("helpdesk@altermarket.example", ["bruno@nisos.example"])
    read = email.message_from_bytes(envelope.content, policy=default)
    assert read["Subject"] == f"Re: [#{ticket.number}] Checkout fails"
    assert read.get_body(("plain",)).get_content().replace("\r\n", "\n") == whole(
        "higher-price-in-greek", number=ticket.number
    )
    assert max(len(line) for line in envelope.content.splitlines()) <= 998
