"""The customer's story from the invitation to the statement, with scripts and without."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.factories.bugs import make_register
from tests.factories.tickets import make_helpdesk

from pointdesk.charges.actions import void_for_bug
from pointdesk.customers.actions import invite_person
from pointdesk.customers.models import Person
from pointdesk.kit import clock
from pointdesk.kit.actors import SYSTEM
from pointdesk.outbox.actions import drain
from pointdesk.tickets.models import Ticket

PASSWORD = "a brand new password"


@pytest.fixture
def desk(committed_db, now):
    # The server is of this process: its clock stands with the story's.
    with clock.told_by(clock.StoppedClock(now)):
        yield make_helpdesk(100, now=now)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def anna(request, desk, visitor, mailoutbox):
    """Anna at her screen, in by the link of her invitation."""
    someone = visitor(scripts=request.param)
    invite_person(person_id=desk.anna.number, by=SYSTEM, now=desk.now)
    drain(desk.now)
    someone.page.goto(re.search(r"http://\S+/key/\S+", mailoutbox[0].body).group())
    someone.page.locator("[name=password1]").fill(PASSWORD)
    someone.page.locator("[name=password2]").fill(PASSWORD)
    someone.choose("Save and sign in")
    return someone


def row(page, text):
    """The line of the statement that says so, as its reader sees it."""
    cells = page.locator("tr", has_text=text).first.locator("td")
    return [" ".join(cell.split()) for cell in cells.all_inner_texts()]


def test_from_the_invitation_to_the_statement(desk, anna):
    page = anna.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Your support")
    expect(page.locator(".balance-sum")).to_contain_text("100")
    assert Person.objects.get(id=desk.anna.number).email_verified is True

    anna.choose("New ticket")
    expect(page.get_by_role("row", name="level-2")).to_contain_text("25")
    page.get_by_label("In one line").fill("Checkout fails")
    page.get_by_label("What happens").fill("Ένα **κενό** παράθυρο. 🙂")
    page.get_by_text("Tell me the price first").click()
    anna.choose("Send the ticket")
    ticket = Ticket.objects.get()
    expect(page.get_by_text("Not priced yet.")).to_be_visible()

    desk.price(ticket, "level-2")
    page.goto("/home/")
    todo = page.get_by_role("region", name="Waiting for you")
    expect(todo).to_contain_text("A price waits for your answer.")
    todo.get_by_role("link", name="Open").click()
    expect(page.locator(".ask")).to_contain_text("100 → 75")
    anna.choose("Accept 25 points")
    expect(page.get_by_text("Accepted: charged 25 points").first).to_be_visible()

    void_for_bug(charge_id=ticket.charge_id, by=desk.dora, now=desk.now)
    page.reload()
    expect(page.get_by_text("Returned 25 points").first).to_be_visible()
    page.get_by_role("link", name="Points").first.click()
    assert row(page, "it was our bug")[-2:] == ["+25", "100"]
    assert row(page, "Charged 25 points")[-2:] == ["−25", "75"]
    expect(page.locator(".balance-sum")).to_contain_text("100")
    with page.expect_download() as download:
        anna.choose("Statement as CSV")
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        assert [line[4:6] for line in csv.reader(file)] == [
            ["Points", "Balance"], ["100", "100"], ["-25", "75"], ["25", "100"],
        ]  # fmt: skip
    anna.choose("Whole statement to print")
    page.emulate_media(media="print")
    expect(page.get_by_text("Nisos")).to_be_visible()
    expect(page.get_by_role("link", name="Statement as CSV")).to_be_hidden()
    page.emulate_media(media="screen")

    page.get_by_label("Display and language").click()
    anna.choose("Ελληνικά")
    assert row(page, "ήταν δικό μας σφάλμα")[-2:] == ["+25", "100"]


def test_the_pin_and_the_patches(desk, anna):
    register = make_register(desk, since=date(2026, 1, 1))
    register.patch(register.confirm(register.bug(title="The cart forgets")))
    page = anna.page
    page.get_by_label("Account: Anna").click()
    anna.choose("Support PIN")
    pin = page.locator(".big").inner_text()
    anna.choose("Make a new PIN")
    expect(page.get_by_text("You have a new support PIN.")).to_be_visible()
    assert re.fullmatch(r"\d{6}", pin)
    page.get_by_label("Account: Anna").click()
    anna.choose("Bugs and patches")
    expect(page.get_by_role("heading", name="The cart forgets")).to_be_visible()
    with page.expect_download() as download:
        anna.choose("Download the patch for 5.4.1")
    assert download.value.suggested_filename == "fix.patch"


def test_two_clicks_say_it_once(desk, anna):
    page = anna.page
    ticket = desk.open()
    page.goto(f"/tickets/{ticket.number}/")
    page.get_by_label("Your reply").fill("It still does.")
    page.get_by_role("button", name="Send reply").dblclick()
    expect(page.get_by_text("It still does.")).to_have_count(1)
    page.wait_for_load_state()
    assert ticket.messages.count() == 2


def test_a_price_that_changed_while_the_page_was_open_is_asked_anew(desk, anna):
    page = anna.page
    ticket = desk.open(price_first=True)
    desk.price(ticket, "level-1")
    page.goto(f"/tickets/{ticket.number}/")
    desk.price(ticket, "level-2")
    anna.choose("Accept 10 points")
    expect(page.get_by_role("alert").first).to_contain_text("The price has changed meanwhile.")
    assert desk.charge(ticket).charged == 0
    anna.choose("Accept 25 points")
    expect(page.get_by_text("Accepted: charged 25 points").first).to_be_visible()
    assert desk.charge(ticket).charged == 25
