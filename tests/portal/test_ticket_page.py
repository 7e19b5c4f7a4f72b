"""One ticket as its customer reads it."""

from datetime import date, timedelta

import pytest
from tests.factories.portal import sign_in

from pointdesk.charges import actions as charges
from pointdesk.tickets import actions
from pointdesk.tickets.rules import Attachment


def page_of(browser, ticket):
    return browser.get(f"/tickets/{ticket.number}/").context["page"]


def test_the_conversation_says_who_speaks_for_whom(desk, at_nisos):
    ticket = desk.open()
    desk.reply(ticket, by=desk.dora, body="Which browser?")
    entries = page_of(at_nisos, ticket).entries
    assert [(e.author, e.side, e.label, e.text) for e in entries] == [
        ("Anna", "them", "", "The last step shows an empty page."), ("Dora", "us", "Support", "Which browser?"),
    ]  # fmt: skip


def test_a_private_note_is_not_there(desk, at_nisos):
    ticket = desk.open()
    actions.add_note(ticket_id=ticket.pk, body="He is in arrears, careful", by=desk.dora, now=desk.now)
    response = at_nisos.get(f"/tickets/{ticket.number}/")
    assert (len(response.context["page"].entries), "arrears" in response.text) == (1, False)


def test_what_was_written_cannot_run(desk, at_nisos):
    ticket = desk.open(
        subject="<b>bold</b>", body="<script>alert(1)</script> [x](javascript:alert(1)) **Γεια** 🙂 שלום"
    )
    text = at_nisos.get(f"/tickets/{ticket.number}/").text
    parts = ("<script>alert", "<b>bold</b>", 'href="javascript:', "<strong>Γεια</strong> 🙂 שלום")
    assert [part in text for part in parts] == [False, False, False, True]


def test_movements_of_points_stand_among_the_words(desk, at_nisos):
    ticket = desk.priced("level-2")
    assert [(e.icon, e.text) for e in page_of(at_nisos, ticket).entries] == [
        ("", "The last step shows an empty page."), ("coins", "Charged 25 points"),
    ]  # fmt: skip


def test_a_merged_ticket_leads_to_the_one_that_goes_on(desk, at_nisos):
    ticket, into = desk.open(), desk.open()
    actions.merge(ticket_id=ticket.pk, into_id=into.pk, by=desk.dora, now=desk.now)
    response = at_nisos.get(f"/tickets/{ticket.number}/", follow=True)
    assert response.redirect_chain == [(f"/tickets/{into.number}/", 302)]
    assert [e.text for e in response.context["page"].entries if e.icon] == [
        f"#{ticket.number} is about the same and goes on here"
    ]


def test_a_split_ticket_says_where_it_comes_from(desk, at_nisos):
    ticket = desk.open()
    message = desk.reply(ticket, body="And the search is slow.")
    second = actions.split(
        ticket_id=ticket.pk, message_ids=[message.pk], subject="Slow search", by=desk.dora, now=desk.now
    )
    page = page_of(at_nisos, second)
    assert (page.came_from.number, [e.text for e in page.entries if e.icon]) == (
        ticket.number, [f"This was part of #{ticket.number}"],
    )  # fmt: skip
    assert [e.text for e in page_of(at_nisos, ticket).entries if e.icon] == [
        f"1 message is a ticket of its own now: #{second.number}"
    ]


def test_a_question_says_what_accepting_takes(desk, at_nisos):
    desk.lot(30, until=date(2026, 6, 30))
    ticket = desk.open(agreed_up_to=10)
    desk.price(ticket, "level-3")
    question = page_of(at_nisos, ticket).cost.question
    assert (question.points, question.more, question.available, question.after, question.takes) == (
        40, 40, 130, 90, ((30, date(2026, 6, 30)), (10, date(2027, 1, 31))),
    )  # fmt: skip


def test_a_question_above_the_balance_says_what_is_missing(desk, at_nisos):
    ticket = desk.open(price_first=True)
    desk.price(ticket, "installation")
    question = page_of(at_nisos, ticket).cost.question
    assert (question.waits, question.missing, question.behind, question.takes) == (True, 50, False, ())


def test_tickets_that_have_waited_longer_come_first(desk, at_nisos):
    desk.priced("installation")
    ticket = desk.open(price_first=True)
    desk.price(ticket, "level-2")
    question = page_of(at_nisos, ticket).cost.question
    assert (question.missing, question.behind) == (75, True)


def test_a_waiting_price_says_how_many_are_missing(desk, at_nisos):
    page = page_of(at_nisos, desk.priced("installation"))
    assert (page.status, page.cost.missing, page.cost.charged) == ("points", 50, 0)
    assert "50 points are missing." in at_nisos.get(f"/tickets/{page.number}/").text


def test_a_lapsed_quote_cannot_be_accepted(desk, at_nisos, stopped):
    ticket = desk.open()
    charges.quote(
        charge_id=ticket.charge_id, points=90, text="A skin", valid_until=date(2026, 5, 8), by=desk.dora, now=desk.now
    )
    assert page_of(at_nisos, ticket).cost.question.may_answer is True
    stopped.advance(timedelta(days=4))
    response = at_nisos.get(f"/tickets/{ticket.number}/")
    assert response.context["page"].cost.question.lapsed is True
    assert ("was valid through 8 May 2026" in response.text, 'value="accept"' in response.text) == (True, False)


def test_while_a_price_is_reconsidered_it_cannot_rise(desk, at_nisos):
    ticket = desk.open(agreed_up_to=25)
    desk.price(ticket, "level-2")
    desk.price(ticket, "level-3")
    charges.ask_review(charge_id=ticket.charge_id, by=desk.anna, now=desk.now)
    cost = page_of(at_nisos, ticket).cost
    assert (cost.question.blocked, cost.under_review, cost.may_ask_review) == (True, True, False)


def test_who_may_not_spend_sees_the_question_and_no_buttons(desk, now):
    ticket = desk.open(by=desk.bruno, price_first=True)
    desk.price(ticket, "level-2")
    person = desk.bruno.number
    type(ticket.requester).objects.filter(id=person).update(may_spend=False)
    response = sign_in(desk.bruno, now=now).get(f"/tickets/{ticket.number}/")
    assert (response.context["page"].cost.question.points, 'value="accept"' in response.text) == (25, False)


def test_a_solved_ticket_says_when_it_closes(desk, at_nisos):
    ticket = desk.priced("level-1")
    actions.solve(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    assert page_of(at_nisos, ticket).ending.closes_after == date(2026, 5, 8)


@pytest.mark.parametrize(("days", "over"), [(14, False), (15, True)])
def test_a_closed_ticket_can_be_opened_for_two_weeks(desk, at_nisos, stopped, days, over):
    ticket = desk.closed("level-1")
    stopped.advance(timedelta(days=days))
    response = at_nisos.get(f"/tickets/{ticket.number}/")
    ending = response.context["page"].ending
    assert (ending.reopen_until, ending.over) == (date(2026, 5, 19), over)
    assert (f"follows={ticket.number}" in response.text, 'name="body"' in response.text) == (over, not over)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_however_much_was_said(desk, at_nisos, number, django_assert_num_queries):
    ticket = desk.open(agreed_up_to=10)
    for _ in range(number):
        desk.reply(ticket, files=[Attachment("a.txt", b"a"), Attachment("b.txt", b"b")])
        desk.price(ticket, "level-3")
        desk.price(ticket, "level-2")
    with django_assert_num_queries(25):
        at_nisos.get(f"/tickets/{ticket.number}/")


def test_who_waits_behind_others_reads_which_come_first(desk, at_nisos, now):
    """Price 10, available 100, and yet points are missing: an older ticket waits for 150."""
    first = desk.priced("installation", by=desk.bruno, subject="Install it")
    desk.now += timedelta(minutes=1)
    second = desk.priced("level-1")
    page = at_nisos.get(f"/tickets/{second.number}/")
    cost = page.context["page"].cost
    assert (cost.missing, cost.behind, [(o.number, o.subject) for o in cost.ahead]) == (
        60, 1, [(first.number, "Install it")],
    )  # fmt: skip
    assert "Tickets that have waited longer come first" in page.text
    assert at_nisos.get(f"/tickets/{first.number}/").context["page"].cost.behind == 0
    mine = desk.priced("level-1", by=desk.bruno)
    desk.priced("level-1", subject="A colleague's")
    theirs = desk.priced("level-1", by=desk.bruno)
    seen = sign_in(desk.bruno, now=now).get(f"/tickets/{theirs.number}/").context["page"].cost
    assert (seen.behind, [o.number for o in seen.ahead]) == (4, [first.number, mine.number])
