"""What a customer does on a ticket: say, close, open again, answer a price, contest it. A refusal loses nothing."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.rows import every_row
from tests.factories.tickets import make_helpdesk

from pointdesk.charges import actions as charges
from pointdesk.tickets import actions
from pointdesk.tickets.queries import conversation_for_customer
from pointdesk.tickets.rules import Attachment


def said(ticket):
    return [(line.author, line.body) for line in conversation_for_customer(ticket.pk)][1:]


def post(browser, ticket, act, **fields):
    return browser.post(f"/tickets/{ticket.number}/{act}/", {"key": "k1", **fields})


def test_a_reply_is_on_the_ticket(desk, at_nisos):
    ticket = desk.open()
    response = post(at_nisos, ticket, "reply", body="It still does.\r\nEvery time.")
    assert (response["Location"], said(ticket)) == (
        f"/tickets/{ticket.number}/#sent", [("Anna", "It still does.\nEvery time.")],
    )  # fmt: skip


def test_a_double_click_says_it_once(desk, at_nisos):
    ticket = desk.open()
    for _ in range(2):
        response = post(at_nisos, ticket, "reply", body="Again.", attachments=SimpleUploadedFile("a.txt", b"a"))
    assert (response["Location"], said(ticket)) == (f"/tickets/{ticket.number}/#sent", [("Anna", "Again.")])


def test_another_text_under_a_used_key_is_kept_and_can_be_sent(desk, at_nisos):
    ticket = desk.open()
    post(at_nisos, ticket, "reply", body="One.")
    refused = post(at_nisos, ticket, "reply", body="Two.")
    form = refused.context["form"]
    assert (refused.status_code, form["body"].value(), form["key"].value() != "k1") == (422, "Two.", True)
    post(at_nisos, ticket, "reply", body="Two.", key=form["key"].value())
    assert said(ticket) == [("Anna", "One."), ("Anna", "Two.")]


@pytest.mark.parametrize(
    "body",
    ["x" * 100_000, "🙂" * 100_000, "Ελληνικά και שלום מימין לשמאל 🙂", "a\r\n" * 49_999 + "b"],
    ids=["long", "emoji", "scripts", "lines"],
)
def test_any_text_comes_through_whole(desk, at_nisos, body):
    ticket = desk.open()
    post(at_nisos, ticket, "reply", body=body)
    assert said(ticket) == [("Anna", body.replace("\r\n", "\n").rstrip())]


@pytest.mark.parametrize("body", ["", " \n ", "x" * 100_001, "nul \x00"], ids=["empty", "blank", "too long", "nul"])
def test_a_text_that_cannot_be_taken_is_shown_again(desk, at_nisos, body):
    ticket = desk.open()
    before = every_row()
    response = post(at_nisos, ticket, "reply", body=body)
    assert (response.status_code, response.context["form"]["body"].value(), every_row() == before) == (422, body, True)


def test_a_file_that_is_too_large_leaves_the_text(desk, at_nisos, settings):
    settings.POINTDESK_MAX_UPLOAD_MB = 20
    ticket = desk.open()
    before = every_row()
    large = SimpleUploadedFile("video.mov", bytes(30 * 1024 * 1024))
    response = post(at_nisos, ticket, "reply", body="See the film.", attachments=large)
    form = response.context["form"]
    assert (response.status_code, form["body"].value(), form.errors["attachments"]) == (
        422, "See the film.", ["video.mov: The file is too large. The limit is 20 MB."],
    )  # fmt: skip
    assert every_row() == before


@pytest.mark.parametrize(
    ("files", "error"),
    [
        ([SimpleUploadedFile("empty.txt", b"")], "The file “empty.txt” is empty."),
        ([SimpleUploadedFile(f"{n}.txt", b"x") for n in range(21)], "A message takes 20 files at most."),
    ],
    ids=["empty", "many"],
)
def test_files_that_cannot_be_taken(desk, at_nisos, files, error):
    ticket = desk.open()
    response = post(at_nisos, ticket, "reply", body="See.", attachments=files)
    assert (response.status_code, response.context["form"].errors["attachments"]) == (422, [error])


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("page.html", b"<script>alert(1)</script>", "text/plain"),
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "text/plain"),
        ("πίνακας.png", b"\x89PNG\r\n\x1a\n....", "image/png"),
    ],
)
def test_a_file_is_a_download_and_nothing_else(desk, at_nisos, name, content, kind):
    ticket = desk.open()
    post(at_nisos, ticket, "reply", body="See.", attachments=SimpleUploadedFile(name, content, "text/html"))
    (file,) = conversation_for_customer(ticket.pk)[1].files
    response = at_nisos.get(f"/files/{file.id}/")
    assert (b"".join(response.streaming_content), response["Content-Type"], response["X-Content-Type-Options"]) == (
        content, kind, "nosniff",
    )  # fmt: skip
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_notes_file_is_not_for_customers(desk, at_nisos):
    ticket = desk.open()
    note = actions.add_note(
        ticket_id=ticket.pk, body="Look", files=[Attachment("secret.txt", b"secret")], by=desk.dora, now=desk.now
    )
    assert at_nisos.get(f"/files/{note.files.get().file_id}/").status_code == 404


def test_the_customer_closes(desk, at_nisos):
    ticket = desk.priced("level-1")
    for _ in range(2):
        response = post(at_nisos, ticket, "reply", then="close")
        assert response["Location"] == f"/tickets/{ticket.number}/#sent"
    ticket.refresh_from_db()
    assert (ticket.state, desk.charge(ticket).charged) == ("closed", 10)


def test_the_customer_closes_with_a_last_word(desk, at_nisos):
    ticket = desk.priced("level-1")
    for _ in range(2):
        post(at_nisos, ticket, "reply", then="close", body="It works, thank you.")
    ticket.refresh_from_db()
    assert (ticket.state, said(ticket)) == ("closed", [("Anna", "It works, thank you.")])


def test_a_reply_to_a_ticket_closed_meanwhile_is_kept_for_reopening(desk, at_nisos):
    ticket = desk.closed("level-1")
    refused = post(at_nisos, ticket, "reply", body="One more thing.")
    assert (refused.status_code, refused.context["form"]["body"].value()) == (422, "One more thing.")
    assert "The ticket is closed. You can reopen it until 19 May 2026." in refused.text
    post(at_nisos, ticket, "reopen", body="One more thing.")
    ticket.refresh_from_db()
    assert (ticket.state, said(ticket)) == ("open", [("Anna", "One more thing.")])


def test_a_ticket_is_opened_again_without_a_word(desk, at_nisos):
    ticket = desk.closed("level-1")
    post(at_nisos, ticket, "reopen", body="")
    ticket.refresh_from_db()
    assert (ticket.state, said(ticket), desk.charge(ticket).charged) == ("open", [], 10)


def test_files_without_a_word_are_not_lost_in_silence(desk, at_nisos):
    ticket = desk.closed("level-1")
    response = post(at_nisos, ticket, "reopen", body="", attachments=SimpleUploadedFile("a.txt", b"a"))
    assert (response.status_code, response.context["form"].errors["attachments"]) == (
        422, ["Please say a word about the files."],
    )  # fmt: skip


def test_after_two_weeks_the_word_is_kept_and_a_new_ticket_offered(desk, at_nisos, stopped):
    ticket = desk.closed("level-1")
    stopped.advance(timedelta(days=15))
    response = post(at_nisos, ticket, "reopen", body="It came back.")
    assert (response.status_code, "could be reopened until 19 May 2026" in response.text) == (422, True)
    assert f"/tickets/new/?line=x-cart&amp;follows={ticket.number}" in response.text
    new = at_nisos.get(f"/tickets/new/?line=x-cart&follows={ticket.number}")
    assert new.context["form"]["body"].value() == "It came back."


@pytest.mark.parametrize(("answer", "charged", "agreed"), [("accept", 25, 25), ("decline", 0, 0)])
def test_a_question_is_answered(desk, at_nisos, answer, charged, agreed):
    ticket = desk.open(price_first=True)
    offer = desk.price(ticket, "level-2").open_offer
    for _ in range(2):
        post(at_nisos, ticket, "answer", offer=offer.id, answer=answer)
    view = desk.charge(ticket)
    assert (view.charged, view.agreed_up_to, view.open_offer) == (charged, agreed, None)


def test_an_offer_replaced_meanwhile_is_asked_anew(desk, at_nisos):
    ticket = desk.open(price_first=True)
    old = desk.price(ticket, "level-2").open_offer
    desk.price(ticket, "level-3")
    before = every_row()
    response = post(at_nisos, ticket, "answer", offer=old.id, answer="accept")
    assert (response.status_code, response.context["page"].cost.question.points) == (422, 40)
    assert "The price has changed meanwhile. Look at the new offer and answer that." in response.text
    assert every_row() == before


def test_an_offer_withdrawn_meanwhile_says_so(desk, at_nisos):
    ticket = desk.open(price_first=True)
    old = desk.price(ticket, "level-2").open_offer
    charges.void_for_bug(charge_id=ticket.charge_id, by=desk.dora, now=desk.now)
    response = post(at_nisos, ticket, "answer", offer=old.id, answer="accept")
    assert (response.status_code, "There is nothing to answer any more" in response.text) == (422, True)


def test_a_lapsed_quote_says_so(desk, at_nisos, stopped):
    ticket = desk.open()
    view = charges.quote(
        charge_id=ticket.charge_id, points=90, text="A skin", valid_until=date(2026, 5, 8), by=desk.dora, now=desk.now
    )
    stopped.advance(timedelta(days=4))
    response = post(at_nisos, ticket, "answer", offer=view.open_offer.id, answer="accept")
    assert (response.status_code, "This quote was valid through 8 May 2026." in response.text) == (422, True)


def test_an_offer_of_another_ticket_is_not_found(desk, at_nisos):
    ticket, other = desk.open(price_first=True), desk.open(price_first=True)
    offer = desk.price(other, "level-2").open_offer
    assert post(at_nisos, ticket, "answer", offer=offer.id, answer="accept").status_code == 404
    assert desk.charge(other).charged == 0


@pytest.mark.parametrize("answer", ["", "maybe"])
def test_what_is_no_answer_changes_nothing(desk, at_nisos, answer):
    ticket = desk.open(price_first=True)
    offer = desk.price(ticket, "level-2").open_offer
    assert post(at_nisos, ticket, "answer", offer=offer.id, answer=answer).status_code == 422
    assert desk.charge(ticket).open_offer == offer


def test_a_price_is_contested_once(desk, at_nisos):
    ticket = desk.priced("level-2")
    for _ in range(2):
        response = post(at_nisos, ticket, "review", reason="It was one line.")
        assert response["Location"] == f"/tickets/{ticket.number}/#sent"
    assert desk.charge(ticket).review.request == "It was one line."
    refused = post(at_nisos, ticket, "review", reason="Still.", key="k2")
    assert (refused.status_code, refused.context["form"]["reason"].value()) == (422, "Still.")
    assert "This price is being reconsidered already." in refused.text


def test_what_cost_nothing_cannot_be_contested(desk, at_nisos):
    ticket = desk.open()
    response = post(at_nisos, ticket, "review", reason="Why?")
    assert (response.status_code, "Nothing was charged here" in response.text) == (422, True)


def test_an_act_on_a_merged_ticket_leads_to_the_survivor(desk, at_nisos):
    ticket, into = desk.open(), desk.open()
    actions.merge(ticket_id=ticket.pk, into_id=into.pk, by=desk.dora, now=desk.now)
    response = post(at_nisos, ticket, "reply", then="close", body="Done here.", writer=desk.anna.id)
    into.refresh_from_db()
    assert (response["Location"], into.state) == (f"/tickets/{into.number}/", "new")
    assert at_nisos.get(response["Location"]).context["form"]["body"].value() == "Done here."
    post(at_nisos, ticket, "reply", body="Here too.")
    assert ("Anna", "Here too.") in said(into)


def test_another_customers_ticket_is_not_found(desk, at_nisos, now):
    other = make_helpdesk(50, now=now, name="Thalassa")
    ticket = other.open(price_first=True)
    offer = other.price(ticket, "level-2").open_offer
    before = every_row()
    answers = [
        at_nisos.get(f"/tickets/{ticket.number}/").status_code,
        post(at_nisos, ticket, "reply", body="Hello").status_code,
        post(at_nisos, ticket, "reply", then="close").status_code,
        post(at_nisos, ticket, "reopen", body="").status_code,
        post(at_nisos, ticket, "answer", offer=offer.id, answer="accept").status_code,
        at_nisos.get(f"/tickets/{ticket.number}/review/").status_code,
        post(at_nisos, ticket, "review", reason="Hm").status_code,
        at_nisos.get(f"/tickets/new/?follows={ticket.number}").status_code,
    ]
    assert (answers, every_row() == before) == ([404] * 8, True)
