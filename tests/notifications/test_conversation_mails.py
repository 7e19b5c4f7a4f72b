from datetime import timedelta

from tests.notifications.reading import lines, whole

from pointdesk.customers.models import Person
from pointdesk.tickets import actions as tickets


def test_a_reply_goes_to_the_requester(desk, post, now):
    ticket = desk.open(by=desk.bruno)
    desk.reply(ticket, by=desk.dora, body="Could you send the log?\n\nDora")

    (mail,) = post(now)

    assert mail.to == ["bruno@nisos.example"]
    assert mail.body == whole("reply-in-greek", number=ticket.number)


def test_what_customers_say_and_private_notes_are_told_to_nobody(desk, post, now):
    ticket = desk.open()
    desk.reply(ticket, by=desk.anna)
    tickets.add_note(ticket_id=ticket.pk, body="They are in a hurry", by=desk.dora, now=now)

    assert post(now) == []


def test_a_ticket_without_a_requester_to_tell_is_told_to_the_owners(desk, post, now):
    ticket = desk.open(by=desk.bruno)
    Person.objects.filter(id=desk.bruno.number).update(is_active=False)
    desk.reply(ticket, by=desk.dora)

    assert [mail.to for mail in post(now)] == [["anna@nisos.example"]]


def test_where_nobody_is_left_nobody_is_told(desk, post, now):
    ticket = desk.open()
    Person.objects.update(is_active=False)
    desk.reply(ticket, by=desk.dora)

    assert post(now) == []


def test_solved_with_its_cost_and_the_days_until_it_closes(desk, post, now):
    ticket = desk.priced("level-2")
    post(now)
    tickets.solve(ticket_id=ticket.pk, by=desk.dora, now=now + timedelta(hours=1), body="The module was switched off.")

    (mail,) = post(now + timedelta(hours=1))

    assert mail.body == whole("solved", number=ticket.number)


def test_solved_for_nothing(desk, post, now):
    ticket = desk.priced("level-0")
    tickets.solve(ticket_id=ticket.pk, by=desk.dora, now=now)

    *_, mail = post(now)

    assert lines(mail, "We believe", "0") == [
        "We believe that “Checkout fails” is solved. It cost nothing: 0 points.", "0 points (nothing is charged)",
    ]  # fmt: skip


def test_solved_while_it_waits_for_points(desk, post, now):
    ticket = desk.priced("level-4", "level-3")
    post(now)
    tickets.solve(ticket_id=ticket.pk, by=desk.dora, now=now)

    (mail,) = post(now)

    assert lines(mail, "We believe", "120") == [
        "We believe that “Checkout fails” is solved. Its price is 120 points, not all of it charged yet.",
        "120 points (120 points missing)",
    ]


def test_an_answer_before_the_mail_makes_solved_untrue(desk, post, now):
    ticket = desk.priced("level-2")
    post(now)
    tickets.solve(ticket_id=ticket.pk, by=desk.dora, now=now)
    desk.reply(ticket, by=desk.anna)

    assert post(now) == []


def test_solved_again_is_told_again(desk, post, now):
    ticket = desk.priced("level-2")
    tickets.solve(ticket_id=ticket.pk, by=desk.dora, now=now)
    post(now)
    desk.reply(ticket, by=desk.anna)
    later = now + timedelta(hours=1)
    tickets.solve(ticket_id=ticket.pk, by=desk.dora, now=later)

    (mail,) = post(later)

    assert lines(mail, "#") == [f"#{ticket.number} is solved"]


def test_solved_twice_before_the_mail_is_told_with_the_cost_that_holds(desk, post, now):
    ticket = desk.priced("level-1")
    tickets.solve(ticket_id=ticket.pk, by=desk.dora, now=now)
    desk.reply(ticket, by=desk.anna)
    desk.price(ticket, "level-2")
    later = now + timedelta(hours=1)
    tickets.solve(ticket_id=ticket.pk, by=desk.dora, now=later)

    solved = [mail for mail in post(later) if "is solved" in mail.body]

    assert [lines(mail, "25 points") for mail in solved] == [["25 points (charged 25 points)"]]
