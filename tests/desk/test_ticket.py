from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.rows import every_row
from tests.factories.tickets import make_helpdesk

from pointdesk.accounts.models import User
from pointdesk.kit import clock
from pointdesk.tickets.actions import add_note, close, merge, solve, take
from pointdesk.tickets.models import Message, Ticket
from pointdesk.tickets.queries import conversation_for_customer, conversation_for_staff

SHOT = b"\x89PNG\r\n\x1a\n" + b"\0" * 16


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def url(ticket, verb=""):
    return f"/desk/tickets/{ticket.number}/{verb}"


def page_of(dora, ticket):
    return dora.get(url(ticket)).context["page"]


def words(body, seen=None, key="k1", **fields):
    return {"body": body, "key": key, **({} if seen is None else {"seen": seen}), **fields}


def bodies(ticket):
    return [line.body for line in conversation_for_staff(ticket.pk)]


def test_the_page_shows_conversation_customer_and_price(desk, dora, now):
    ticket = desk.priced("level-2", by=desk.bruno, body="It **fails**.", agreed_up_to=50)
    add_note(ticket_id=ticket.pk, body="Like the last one.", by=desk.emil, now=now)
    response = dora.get(url(ticket))
    page = response.context["page"]
    assert [(line.kind, line.author, line.side, line.label) for line in page.lines] == [
        ("message", "Bruno", "them", "Nisos, in the portal"),
        ("note", "Emil", "us", ""),
    ]
    assert (page.mark, page.word, page.price_state, page.price_points) == ("new", "New", "charged", 25)
    assert (page.customer.available, page.customer.charged, page.customer.next_points) == (75, 25, 75)
    assert (page.readers, page.agreed_up_to) == (("Bruno", "Anna"), 50)
    assert "<strong>fails</strong>" in response.text
    assert 'class="message" data-kind="note"' in " ".join(response.text.split())


@pytest.mark.parametrize("count", [1, 3])
def test_a_ticket_costs_the_same_however_long(desk, dora, now, count, django_assert_num_queries):
    ticket = desk.priced("level-1", by=desk.bruno)
    for number in range(count):
        desk.reply(ticket)
        add_note(ticket_id=ticket.pk, body=f"Note {number}", by=desk.emil, now=now)
        merge(ticket_id=desk.open().pk, into_id=ticket.pk, by=desk.dora, now=now)
        with_a_file(dora, ticket, key=f"f{number}")
    with django_assert_num_queries(27):
        dora.get(url(ticket))


def with_a_file(dora, ticket, key="f", name="shot.png", content=SHOT):
    data = words("See the picture.", key=key, attachments=[SimpleUploadedFile(name, content)])
    assert dora.post(url(ticket, "note"), data).status_code == 303


def test_a_reply_goes_to_the_customer_once(desk, dora):
    ticket = desk.open()
    seen = page_of(dora, ticket).last
    for _ in range(2):  # a double click
        response = dora.post(url(ticket, "reply"), words("Look here.", seen))
        assert (response.status_code, response["Location"]) == (303, url(ticket))
    assert [line.body for line in conversation_for_customer(ticket.pk)][1:] == ["Look here."]
    assert "Sent to the customer." in dora.get(url(ticket)).text


def test_a_note_stays_inside(desk, dora):
    ticket = desk.open()
    assert dora.post(url(ticket, "note"), words("They never read the manual.")).status_code == 303
    assert bodies(ticket)[1:] == ["They never read the manual."]
    assert len(conversation_for_customer(ticket.pk)) == 1


def test_sending_stops_where_somebody_else_has_written(desk, dora, now):
    ticket = desk.open()
    seen = page_of(dora, ticket).last
    desk.reply(ticket, body="It works again!")
    before = every_row()
    response = dora.post(url(ticket, "reply"), words("Please send a log.", seen))
    assert (response.status_code, every_row()) == (422, before)
    assert "Anna wrote while you were writing." in response.text
    assert "Please send a log.</textarea>" in response.text
    assert [line.body for line in response.context["page"].lines if line.unread] == ["It works again!"]
    again = response.context["reply"].data
    assert dora.post(url(ticket, "reply"), again).status_code == 303
    assert bodies(ticket)[-1] == "Please send a log."


def test_a_colleagues_note_stops_a_reply_too_and_ones_own_does_not(desk, dora, now):
    ticket = desk.open()
    seen = page_of(dora, ticket).last
    add_note(ticket_id=ticket.pk, body="Mine", by=desk.dora, now=now)
    assert dora.post(url(ticket, "reply"), words("First.", seen)).status_code == 303
    seen = page_of(dora, ticket).last
    add_note(ticket_id=ticket.pk, body="Do not answer yet", by=desk.emil, now=now)
    assert dora.post(url(ticket, "reply"), words("Second.", seen, key="k2")).status_code == 422


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"body": "   "}, "Write something first."),
        ({"body": ""}, "Write something first."),
        ({"body": "x" * 100_001}, "Ensure this value has at most 100000 characters"),
        ({"body": "a\0b"}, "Null characters are not allowed."),
    ],
    ids=["blank", "empty", "too long", "nul"],
)
def test_what_cannot_be_sent_is_kept_and_said(desk, dora, fields, said):
    ticket = desk.open()
    before = every_row()
    response = dora.post(url(ticket, "reply"), words("", page_of(dora, ticket).last) | fields)
    assert (response.status_code, every_row()) == (422, before)
    assert said in response.text
    assert fields["body"].strip() in response.text


def test_what_was_refused_is_sent_again_under_a_new_key(desk, dora):
    """Whoever goes back after sending and writes something else is refused once, and then not for ever."""
    ticket = desk.open()
    dora.post(url(ticket, "note"), words("First."))
    response = dora.post(url(ticket, "note"), words("Second."))
    assert (response.status_code, "This form was sent before" in response.text) == (422, True)
    assert dora.post(url(ticket, "note"), response.context["note"].data).status_code == 303
    assert bodies(ticket)[1:] == ["First.", "Second."]


@pytest.mark.parametrize(("verb", "form"), [("reply", "reply"), ("note", "note"), ("reopen-with", "reply")])
def test_how_it_will_be_read_is_shown_beforehand(desk, dora, verb, form):
    ticket = desk.open()
    before = every_row()
    sent = words("It *works* now. <b>", 7, preview="1")
    response = dora.post(url(ticket, verb), sent)
    assert (response.status_code, every_row()) == (200, before)
    assert response.context["mode"] == form
    assert "<em>works</em> now. &lt;b&gt;" in response.text
    assert response.context[form]["body"].value() == "It *works* now. <b>"
    assert response.context["reply"]["seen"].value() == ("7" if form == "reply" else page_of(dora, ticket).last)
    alone = dora.post(url(ticket, verb), sent, headers={"HX-Request": "true"})
    assert "<em>works</em>" in alone.text
    assert "<html" not in alone.text
    assert every_row() == before


def test_nothing_to_preview(desk, dora):
    response = dora.post(url(desk.open(), "note"), words(" ", preview="1"), headers={"HX-Request": "true"})
    assert "Nothing is written yet." in response.text


def test_line_ends_count_once(desk, dora):
    ticket = desk.open()
    typed = "a\n" * 49_999 + "ab"
    assert dora.post(url(ticket, "note"), words(typed.replace("\n", "\r\n"))).status_code == 303
    assert bodies(ticket)[-1] == typed


def test_what_is_kept_of_a_note_is_in_the_note(desk, dora):
    ticket = desk.open()
    response = dora.post(url(ticket, "note"), words("y" * 100_001))
    assert (response.status_code, response.context["mode"]) == (422, "note")


@pytest.mark.parametrize("body", ["🙂 Καλημέρα שלום عربي", "<script>alert(1)</script>", "x" * 100_000])
def test_any_text_is_taken(desk, dora, body):
    ticket = desk.open()
    assert dora.post(url(ticket, "reply"), words(body, page_of(dora, ticket).last)).status_code == 303
    response = dora.get(url(ticket))
    assert bodies(ticket)[-1] == body
    assert "<script>alert" not in response.text


def test_files_are_downloads_and_never_pages(desk, dora):
    ticket = desk.open()
    evil = b"<html><script>alert(1)</script></html>"
    with_a_file(dora, ticket, name="page.html", content=evil)
    (file,) = conversation_for_staff(ticket.pk)[-1].files
    assert f"/desk/files/{file.id}" in dora.get(url(ticket)).text
    response = dora.get(f"/desk/files/{file.id}")
    assert (b"".join(response), response["Content-Type"]) == (evil, "text/plain")
    assert response["Content-Disposition"] == 'attachment; filename="page.html"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert dora.get("/desk/files/0").status_code == 404


def test_too_large_a_file_loses_no_text(desk, dora, settings, media):
    settings.POINTDESK_MAX_UPLOAD_MB = 1
    ticket = desk.open()
    data = words("See the log.", page_of(dora, ticket).last, attachments=[SimpleUploadedFile("a.log", b"x" * 2**21)])
    before = every_row()
    response = dora.post(url(ticket, "reply"), data)
    assert (response.status_code, every_row()) == (422, before)
    assert "The file is too large. The limit is 1 MB." in response.text
    assert "Please choose the files again" in response.text
    assert "See the log.</textarea>" in response.text
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_the_composer_says_how_much_fits(desk, dora, settings):
    settings.POINTDESK_MAX_UPLOAD_MB = 7
    assert dora.get(url(desk.open())).text.count("Up to 20 files of 7 MB each.") == 2


def test_too_many_files(desk, dora):
    ticket = desk.open()
    data = words("Look.", attachments=[SimpleUploadedFile(f"{n}.txt", b"x") for n in range(21)])
    response = dora.post(url(ticket, "note"), data)
    assert response.status_code == 422
    assert "A message takes 20 files at most." in response.text


def test_take_assign_hold_resume_solve_reopen(desk, dora):
    ticket = desk.priced("level-1")

    def press(verb, **fields):
        assert dora.post(url(ticket, verb), fields).status_code == 303
        ticket.refresh_from_db()
        return ticket.state, ticket.assignee_id

    me, emil = desk.dora.number, desk.emil.number
    assert press("take") == ("open", me)
    assert press("assign", assignee=emil) == ("open", emil)
    assert press("assign", assignee="nobody") == ("open", None)
    assert press("hold") == ("on_hold", None)
    assert press("resume") == ("open", None)
    assert press("solve") == ("solved", None)
    assert press("reopen") == ("open", None)


def test_what_can_be_done_follows_the_state(desk, dora, now):
    def offered(ticket):
        moves = page_of(dora, ticket).moves
        return {name for name in vars(moves) if getattr(moves, name)}

    ticket = desk.priced("level-1")
    assert offered(ticket) == {"write", "reply", "take", "hold", "solve", "close"}
    take(ticket_id=ticket.pk, by=desk.dora, now=now)
    assert offered(ticket) == {"write", "reply", "hold", "solve", "close"}
    solve(ticket_id=ticket.pk, by=desk.dora, now=now)
    assert offered(ticket) == {"write", "reply", "close", "reopen"}
    close(ticket_id=ticket.pk, by=desk.dora, now=now)
    assert offered(ticket) == {"write", "reopen"}
    assert "can be reopened until" in dora.get(url(ticket)).text


def test_an_unpriced_ticket_is_not_solved_and_the_page_says_why(desk, dora):
    ticket = desk.open()
    before = every_row()
    response = dora.post(url(ticket, "solve"))
    assert (response.status_code, every_row()) == (422, before)
    assert "Nobody has said yet what this ticket costs." in response.text


def test_a_colleague_was_faster(desk, dora, now):
    ticket = desk.open()
    take(ticket_id=ticket.pk, by=desk.emil, now=now)
    response = dora.post(url(ticket, "take"))
    assert response.status_code == 422
    assert "Emil has taken this ticket meanwhile." in response.text


@pytest.mark.parametrize("assignee", ["", "anna", "1.5", "9" * 5000])
def test_assigning_to_something_else(desk, dora, assignee):
    assert dora.post(url(desk.open(), "assign"), {"assignee": assignee}).status_code == 400


def test_assigning_to_who_does_not_work_here(desk, dora):
    assert dora.post(url(desk.open(), "assign"), {"assignee": 999}).status_code == 404


@pytest.mark.parametrize("number", ["", "anna", "1.5", "9" * 18, "9" * 5000])
def test_linking_to_something_else(desk, dora, number):
    assert dora.post(url(desk.open(), "link"), {"other": number}).status_code == 404


def test_closing_asks_for_a_reason_where_nothing_was_charged(desk, dora):
    ticket, priced = desk.open(), desk.priced("level-1")
    assert dora.get(url(ticket, "close/")).status_code == 200
    response = dora.post(url(ticket, "close/"), {"reason": ""})
    assert response.status_code == 422
    assert "Please fill this in." in response.text
    assert dora.post(url(ticket, "close/"), {"reason": "Asked twice"}).status_code == 303
    assert dora.post(url(priced, "close/"), {}).status_code == 303
    assert [Ticket.objects.get(pk=t.pk).state for t in (ticket, priced)] == ["closed", "closed"]


def test_a_closed_ticket_takes_notes_and_no_replies(desk, dora, now):
    ticket = desk.closed("level-1")
    last = page_of(dora, ticket).last
    response = dora.post(url(ticket, "reply"), words("One more thing", last))
    assert (response.status_code, response.context["mode"]) == (422, "reply")
    assert "The ticket is closed." in response.text
    assert "One more thing</textarea>" in response.text
    assert dora.post(url(ticket, "note"), words("One more thing")).status_code == 303


def test_a_closed_ticket_is_reopened_with_a_message(desk, dora):
    ticket = desk.closed("level-1")
    last = page_of(dora, ticket).last
    assert "Reopen and send to customer" in dora.get(url(ticket)).text
    assert dora.post(url(ticket, "reopen-with"), words("", last)).status_code == 422
    for _ in range(2):
        assert dora.post(url(ticket, "reopen-with"), words("We found more.", last)).status_code == 303
    ticket.refresh_from_db()
    assert (ticket.state, bodies(ticket)[1:]) == ("waiting_customer", ["We found more."])


def test_after_the_last_day_nothing_is_reopened_and_the_words_stay(desk, dora):
    ticket = desk.closed("level-1")
    with clock.told_by(clock.StoppedClock(desk.now + timedelta(days=15))):
        response = dora.post(url(ticket, "reopen-with"), words("We found more.", 1))
    assert response.status_code == 422
    assert "The ticket could be reopened until" in response.text
    assert "We found more.</textarea>" in response.text


def test_a_second_issue_is_split_out(desk, dora):
    ticket = desk.open()
    second = desk.reply(ticket, body="And the search is slow.")
    response = dora.get(url(ticket, "split/"))
    assert "And the search is slow." in response.text
    asked = {"subject": "Search is slow", "message_ids": [second.pk], "key": "k1"}
    places = {dora.post(url(ticket, "split/"), asked)["Location"] for _ in range(2)}
    (place,) = places
    new = dora.get(place).context["page"]
    assert (new.subject, [line.body for line in new.lines], new.split_from) == (
        "Search is slow", ["And the search is slow.", ""], ticket.number,
    )  # fmt: skip
    assert f'<a href="{url(ticket)}">#{ticket.number}</a>' in dora.get(place).text


def test_splitting_needs_a_subject_and_messages_of_this_ticket(desk, dora):
    ticket, other = desk.open(), desk.open()
    (line,) = conversation_for_staff(ticket.pk)
    (foreign,) = conversation_for_staff(other.pk)
    for asked, said in (
        ({"subject": "", "key": "k1"}, "This field is required."),
        ({"subject": "x", "key": "k1", "message_ids": ["x"]}, "is not one of the available choices"),
        ({"subject": "x", "key": "k1", "message_ids": [line.id]}, "At least one message stays"),
    ):
        before = every_row()
        response = dora.post(url(ticket, "split/"), asked)
        assert (response.status_code, every_row()) == (422, before)
        assert said in response.text
    assert (
        dora.post(url(ticket, "split/"), {"subject": "x", "key": "k", "message_ids": [foreign.id]}).status_code == 404
    )


def test_merged_and_undone(desk, dora):
    ticket, into = desk.priced("level-1"), desk.priced("level-2")
    assert dora.post(url(ticket, "merge/"), {"into": f"#{into.number}"})["Location"] == url(into)
    assert dora.get(url(ticket))["Location"] == url(into)
    page = dora.get(url(into)).context["page"]
    assert page.relations.merged == (ticket.number,)
    assert [line.elsewhere for line in page.lines if line.kind == "message"] == [ticket.number, None]
    assert dora.post(url(ticket, "undo-merge"))["Location"] == url(ticket)
    assert Ticket.objects.get(pk=ticket.pk).merged_into is None


@pytest.mark.parametrize(
    ("into", "said"),
    [
        ("", "This field is required."),
        ("abc", "Give the number of a ticket"),
        ("999999", "There is no ticket of that number."),
        ("own", "This is the ticket itself."),
        ("other", "These tickets belong to different customers."),
    ],
)
def test_what_cannot_be_merged(desk, dora, now, into, said):
    ticket = desk.open()
    if into == "own":
        into = ticket.number
    elif into == "other":
        into = make_helpdesk(now=now, name="Other").open().number
    before = every_row()
    response = dora.post(url(ticket, "merge/"), {"into": into})
    assert (response.status_code, every_row()) == (422, before)
    assert said in response.text


def test_a_press_on_a_ticket_that_was_merged_meanwhile(desk, dora, now):
    ticket, into = desk.priced("level-1"), desk.open()
    merge(ticket_id=ticket.pk, into_id=into.pk, by=desk.emil, now=now)
    response = dora.post(url(ticket, "hold"))
    assert response.status_code == 422
    assert f"This ticket was merged into #{into.number}." in response.text
    assert response.context["page"].number == into.number


def test_links_come_and_go(desk, dora, now):
    ticket, other = desk.open(), make_helpdesk(now=now, name="Other").open()
    assert dora.post(url(ticket, "link"), {"other": f" #{other.number} "}).status_code == 303
    assert page_of(dora, ticket).relations.linked == (other.number,)
    assert page_of(dora, other).relations.linked == (ticket.number,)
    assert dora.post(url(ticket, "unlink"), {"other": other.number}).status_code == 303
    assert page_of(dora, ticket).relations.linked == ()
    assert dora.post(url(ticket, "link"), {"other": "x"}).status_code == 404
    response = dora.post(url(ticket, "link"), {"other": ticket.number})
    assert response.status_code == 422


def test_later_lines_stand_in_order_with_what_was_merged(desk, dora, now):
    first, second = desk.open(body="one"), desk.open(body="two")
    desk.now += timedelta(minutes=1)
    desk.reply(first, body="three")
    merge(ticket_id=second.pk, into_id=first.pk, by=desk.dora, now=desk.now)
    assert [line.body for line in page_of(dora, first).lines] == ["one", "two", "three", ""]


def test_numbers_that_are_none(desk, dora):
    for number in (1, 10**30):
        assert dora.get(f"/desk/tickets/{number}/").status_code == 404
    assert Message.objects.count() == 0


@pytest.mark.parametrize(("verb", "form"), [("reply", "reply"), ("note", "note"), ("reopen-with", "reply")])
def test_a_session_that_ended_while_writing(desk, dora, now, verb, form):
    ticket = desk.open()
    before = every_row()
    dora.logout()
    sent = dora.post(url(ticket, verb), words("Long words.", 1, writer=desk.dora.id))
    assert (sent["Location"], every_row() == before) == (f"/accounts/login/?next={url(ticket)}", True)
    dora.force_login(User.objects.get(id=desk.dora.number))
    response = dora.get(url(ticket))
    assert (response.context["mode"], response.context[form]["body"].value()) == (form, "Long words.")
    assert "Here is what you wrote. It has not been sent yet" in response.text
    assert dora.get(url(ticket)).context[form]["body"].value() is None


def test_the_session_ended_before_a_preview(desk, dora):
    ticket = desk.open()
    dora.logout()
    asked = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{url(ticket)}"}
    sent = dora.post(url(ticket, "note"), words("Long words.", writer=desk.dora.id, preview="1"), headers=asked)
    assert sent["HX-Redirect"] == f"/accounts/login/?next={url(ticket)}"
    dora.force_login(User.objects.get(id=desk.dora.number))
    assert dora.get(url(ticket)).context["note"]["body"].value() == "Long words."


@pytest.mark.parametrize(("verb", "name"), [("close/", "reason"), ("split/", "subject")])
def test_a_session_that_ended_at_an_act(desk, dora, verb, name):
    ticket = desk.open()
    dora.logout()
    dora.post(url(ticket, verb), {name: "Asked twice", "key": "k", "writer": desk.dora.id})
    dora.force_login(User.objects.get(id=desk.dora.number))
    assert dora.get(url(ticket, verb)).context["form"][name].value() == "Asked twice"
    assert Ticket.objects.get(pk=ticket.pk).state == "new"


@pytest.mark.parametrize(("origin", "shown"), [("http://testserver", True), ("https://evil.example", False)])
def test_a_page_from_before_one_signed_in_again_loses_no_words(desk, origin, shown):
    """Signing in anew, in another tab, makes the tokens of the pages that stand open stale."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(id=desk.dora.number))
    ticket = desk.open()
    response = client.post(url(ticket, "note"), words("Long <words>."), headers={"Origin": origin})
    assert (response.status_code, "Long &lt;words&gt;.</textarea>" in response.text) == (403, shown)
    assert len(bodies(ticket)) == 1


def test_whoever_signs_in_there_next_reads_nothing_of_it(desk, dora):
    ticket = desk.open()
    dora.logout()
    dora.post(url(ticket, "note"), words("Between us.", writer=desk.dora.id))
    dora.force_login(User.objects.get(id=desk.emil.number))
    assert "Between us." not in dora.get(url(ticket)).text
