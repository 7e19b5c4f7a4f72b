"""An agent's stories with their customer beside them, with scripts and without: both read the same figures."""

import pytest
from playwright.sync_api import expect
from tests.factories.portal import user_of
from tests.factories.tickets import make_helpdesk

from pointdesk.accounts.models import User
from pointdesk.calls.actions import show_pin
from pointdesk.kit import clock


@pytest.fixture
def desk(committed_db, now):
    # The server is of this process: its clock stands with the story's.
    with clock.told_by(clock.StoppedClock(now)):
        yield make_helpdesk(200, now=now)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request):
    return request.param


@pytest.fixture
def dora(desk, visitor, scripts):
    someone = visitor(scripts=scripts)
    someone.sign_in(User.objects.get(id=desk.dora.number))
    return someone


@pytest.fixture
def anna(desk, visitor, scripts, now):
    someone = visitor(scripts=scripts)
    someone.sign_in(user_of(desk.anna, now=now))
    return someone


def rehearse(someone, scripts, *, item=None, delivery=None):
    """Choose on the ticket's price panel, and read what would be; without scripts a button asks for it."""
    panel = someone.page.locator("form:has(> .choosing)")
    if scripts:  # a choice made before the page listens asks for nothing
        expect(panel).to_be_visible()
        someone.page.wait_for_load_state("load")
    for name, value in (("item", item), ("delivery", delivery)):
        if value:
            panel.locator(f'[name={name}][value="{value}"]').check(force=True)
    if not scripts:
        panel.get_by_role("button").last.click()
    return someone.page.locator(".rehearsal")


def statement(page):
    """The movements as their reader sees them: what, by how many points, and the balance after it."""
    rows = page.locator("section:has(> header > #statement) tbody tr").all()
    return [[" ".join(cell.split()) for cell in row.locator("td").all_inner_texts()] for row in rows]


def figures(page):
    """Points and balance of each movement, the newest first."""
    return [row[2:] for row in statement(page)]


def test_a_price_is_rehearsed_raised_doubled_lowered_and_returned(desk, dora, anna, scripts):
    ticket = desk.open()
    page = dora.page
    page.goto("/desk/")
    page.get_by_role("link", name="To evaluate").click()
    dora.choose("Checkout fails")

    expect(rehearse(dora, scripts, item="level-2")).to_contain_text("200 → 175")
    assert desk.charge(ticket).price is None
    dora.choose("Charge 25 points")
    expect(page.get_by_text("The price is 25 points.")).to_be_visible()

    expect(rehearse(dora, scripts, item="level-3")).to_contain_text("175 → 160")
    dora.choose("Charge 15 more points")
    expect(page.get_by_text("The price is 40 points.")).to_be_visible()
    expect(rehearse(dora, scripts, delivery="phone")).to_contain_text("160 → 120")
    dora.choose("Charge 40 more points")
    expect(page.get_by_text("The price is 80 points.")).to_be_visible()

    expect(rehearse(dora, scripts, item="level-1")).to_contain_text("120 → 180")
    dora.choose("Return 60 points")
    expect(page.get_by_text("The price is 20 points.")).to_be_visible()
    anna.page.goto(f"/tickets/{ticket.number}/")
    expect(anna.page.get_by_text("Charged so far 20")).to_be_visible()

    dora.choose("Our bug")
    page.get_by_role("radio", name="A bug that nobody has registered yet").check(force=True)
    page.get_by_label("Title of a new bug").fill("The last step of the checkout is empty")
    page.get_by_role("radio", name="Yes, it is our bug: return everything").check(force=True)
    dora.choose("Show what this would do")
    expect(page.locator(".rehearsal")).to_contain_text("180 → 200")
    assert desk.charge(ticket).charged == 20
    page.locator("[name=do]").click()
    expect(page.get_by_text("everything was returned. The customer is told.")).to_be_visible()
    expect(page.locator(".side .big").first).to_have_text("200")
    anna.page.reload()
    expect(anna.page.get_by_text("Returned 20 points").first).to_be_visible()

    page.get_by_role("link", name="Nisos").first.click()
    expect(page.locator(".balance-sum")).to_contain_text("200")
    anna.page.goto("/points/")
    assert figures(anna.page) == [
        ["+20", "200"], ["+60", "180"], ["−40", "120"], ["−15", "160"], ["−25", "175"], ["+200", "200"],
    ]  # fmt: skip
    assert statement(page) == statement(anna.page)


def test_a_caller_proves_who_it_is_and_a_quote_is_accepted(desk, dora, anna, now):
    ticket = desk.open(subject="A gateway for our bank")
    pin = show_pin(person_id=desk.anna.number, by=desk.anna, now=now)
    page = dora.page
    page.goto(f"/desk/tickets/{ticket.number}/")
    page.get_by_text("Offer a quote").click()
    quote = page.locator("form:has(#quote-rehearsal)")
    quote.get_by_label("Points, all in all").fill("120")
    quote.get_by_label("What for, as the customer reads it").fill("The gateway, tested with your bank.")
    quote.get_by_role("button", name="Show the effect").click()
    dora.choose("Ask for 120 points")
    expect(page.get_by_text("The customer is asked about 120 points.")).to_be_visible()
    assert desk.available == 200

    dora.choose("Log a call")
    page.get_by_label("Number, as the telephone shows it").fill("210 9565421")
    dora.choose("Find the caller")
    page.get_by_role("radio", name="Anna").check(force=True)
    dora.choose("Log the call")
    expect(page.get_by_text("General answers only")).to_be_visible()
    expect(page.get_by_label("Points told")).to_have_count(0)
    page.get_by_label("Support PIN").fill("000000" if pin != "000000" else "000001")
    dora.choose("Check the PIN")
    expect(page.get_by_text("That is not the PIN.")).to_be_visible()
    page.get_by_label("Support PIN").fill(f"{pin[:3]} {pin[3:]}")
    dora.choose("Check the PIN")
    expect(page.get_by_text("Verified by PIN")).to_be_visible()
    expect(page.locator(".duo .big")).to_have_text("200")
    page.get_by_label("Points told").fill("120")
    dora.choose("Write it down")
    expect(page.get_by_text("Written down: 120 points told.")).to_be_visible()
    dora.choose("The call is over")

    anna.page.goto(f"/tickets/{ticket.number}/")
    expect(anna.page.get_by_text("Our quote: 120 points")).to_be_visible()
    anna.choose("Accept 120 points")
    expect(anna.page.get_by_text("Accepted: charged 120 points").first).to_be_visible()
    anna.page.goto("/points/")
    page.goto(f"/desk/customers/{desk.customer.pk}/")
    assert figures(page) == [["−120", "80"], ["+200", "200"]]
    assert statement(page) == statement(anna.page)
