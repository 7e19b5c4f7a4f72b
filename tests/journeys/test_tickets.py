"""A customer's story of a ticket, with scripts and without: what the browser itself does between the pages."""

import pytest
from playwright.sync_api import expect
from tests.factories.accounts import PASSWORD
from tests.factories.portal import user_of
from tests.factories.tickets import make_helpdesk

from pointdesk.kit import clock
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.queries import conversation_for_customer


@pytest.fixture
def desk(committed_db, now):
    # The server is of this process: its clock stands with the story's.
    with clock.told_by(clock.StoppedClock(now)):
        yield make_helpdesk(100, now=now)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def anna(request, desk, visitor, now):
    """Anna at her screen, signed in."""
    someone = visitor(scripts=request.param)
    user = user_of(desk.anna, now=now)
    user.set_password(PASSWORD)
    user.save()
    someone.sign_in(user)
    return someone


def fill_in(someone, subject, text):
    someone.page.get_by_label("In one line").fill(subject)
    someone.page.get_by_label("What happens").fill(text)


def test_a_ticket_from_its_first_word_to_its_end(desk, anna, now, tmp_path):
    page = anna.page
    page.goto("/tickets/")
    anna.choose("New ticket")
    expect(page.get_by_label("Limit in points")).to_be_hidden()
    fill_in(anna, "Checkout fails", "The last step shows an **empty** page.")
    page.get_by_text("Go ahead, up to a limit").click()
    page.get_by_label("Limit in points").fill("25")
    log = tmp_path / "log.html"
    log.write_text("<script>alert(1)</script>")
    page.get_by_label("Files").set_input_files(log)
    anna.choose("Send the ticket")
    expect(page.get_by_role("heading", name="Checkout fails")).to_be_visible()
    ticket = Ticket.objects.get()
    with page.expect_download() as download:
        page.get_by_role("link", name="log.html").click()
    assert download.value.suggested_filename == "log.html"
    desk.price(ticket, "level-3")
    page.reload()
    expect(page.get_by_text("May we do this for 40 points?")).to_be_visible()
    anna.choose("Accept 40 points")
    expect(page.get_by_text("Accepted: charged 40 points").first).to_be_visible()
    anna.choose("Ask to have this price reconsidered")
    page.get_by_label("Why should it cost less?").fill("It was one line.")
    anna.choose("Ask")
    expect(page.get_by_text("This price is being reconsidered.")).to_be_visible()
    page.get_by_label("Your reply").fill("Thank you.")
    anna.choose("Send reply")
    expect(page.get_by_text("Thank you.")).to_be_visible()
    anna.choose("It is solved")
    expect(page.get_by_text("Closed at 40 points")).to_be_visible()
    anna.choose("Open again")
    expect(page.get_by_text("The ticket is open again.")).to_be_visible()


def test_a_session_that_ends_while_writing_loses_nothing(desk, anna):
    page = anna.page
    page.goto("/tickets/new/")
    fill_in(anna, "Checkout fails", "A long story. Ελληνικά.")
    anna.context.clear_cookies(name="sessionid")
    anna.choose("Send the ticket")
    expect(page.get_by_text("Your session has ended and nothing was sent.")).to_be_visible()
    page.get_by_label("mail").fill("anna@nisos.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("button[data-kind=primary]").click()
    expect(page.get_by_label("What happens")).to_have_value("A long story. Ελληνικά.")
    anna.choose("Send the ticket")
    expect(page.get_by_text("We have your ticket #1001.")).to_be_visible()
    (line,) = conversation_for_customer(Ticket.objects.get().pk)
    assert line.body == "A long story. Ελληνικά."


def test_going_back_and_sending_again_opens_one_ticket(desk, anna):
    anna.page.goto("/tickets/new/")
    fill_in(anna, "Checkout fails", "An empty page.")
    anna.choose("Send the ticket")
    anna.page.go_back()
    anna.choose("Send the ticket")
    assert Ticket.objects.count() == 1


def test_what_is_being_written_outlives_an_answer_beside_it(desk, visitor, now):
    someone = visitor()
    someone.sign_in(user_of(desk.anna, now=now))
    ticket = desk.open(price_first=True)
    desk.price(ticket, "level-2")
    page = someone.page
    page.goto(f"/tickets/{ticket.number}/")
    page.get_by_label("Your reply").fill("Half a thought")
    someone.choose("Accept 25 points")
    expect(page.get_by_text("You have accepted the price.")).to_be_visible()
    expect(page.get_by_label("Your reply")).to_have_value("Half a thought")
    someone.choose("Send reply")
    expect(page.get_by_text("Your reply is sent.")).to_be_visible()
    expect(page.get_by_label("Your reply")).to_have_value("")
    page.reload()
    expect(page.get_by_label("Your reply")).to_have_value("")
