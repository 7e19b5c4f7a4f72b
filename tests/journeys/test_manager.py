"""A manager's stories, with scripts and without: what they decide and enter, and what both sides read of it."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import expect
from tests.factories.portal import user_of
from tests.factories.sales import LICENCE, report
from tests.factories.tickets import make_helpdesk, make_person

from pointdesk.accounts.models import User
from pointdesk.charges.actions import ask_review, set_price
from pointdesk.customers.models import Customer
from pointdesk.kit import clock

SCHEME = Path(__file__).parents[2] / "schemes" / "x-cart.yaml"


@pytest.fixture
def desk(committed_db, now):
    # The server is of this process: its clock stands with the story's.
    with clock.told_by(clock.StoppedClock(now)):
        call_command("scheme", "load", str(SCHEME), "--from", "2026-01-01", stdout=StringIO(), stderr=StringIO())
        yield make_helpdesk(100, now=now)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def arrive(request, visitor):
    def arrive(user):
        someone = visitor(scripts=request.param)
        someone.sign_in(user)
        return someone

    return arrive


@pytest.fixture
def emil(desk, arrive):
    return arrive(User.objects.get(id=desk.emil.number))


def statement(page):
    """The movements as their reader sees them: what, by how many points, and the balance after it."""
    rows = page.locator("section:has(> header > #statement) tbody tr").all()
    return [[" ".join(cell.split()) for cell in row.locator("td").all_inner_texts()] for row in rows]


def test_a_price_is_reconsidered_and_goodwill_given(desk, emil, arrive, now):
    mine, contested = desk.open(subject="Priced by Emil"), desk.priced("level-3", subject="The invoices lack a logo")
    set_price(charge_id=mine.charge_id, items=[("level-1", 1)], by=desk.emil, now=now)
    for ticket in (mine, contested):
        ask_review(charge_id=ticket.charge_id, reason="It was one line.", by=desk.anna, now=now)
    page = emil.page
    page.goto("/desk/")
    emil.choose("To decide")
    own = page.locator(".card", has_text="Priced by Emil")
    expect(own).to_contain_text("You have priced this ticket yourself.")
    expect(own.get_by_role("button")).to_have_count(0)
    card = page.locator(".card", has_text="The invoices lack a logo")
    expect(card).to_contain_text("It was one line.")
    card.get_by_label("Lower the price to").check(force=True)
    card.get_by_label("Points, when lowered").fill("25")
    card.get_by_label("Reason").fill("You are right: a small thing.")
    card.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Decided. The customer is told.")).to_be_visible()
    expect(card).to_have_count(0)

    page.goto(f"/desk/customers/{desk.customer.pk}/")
    emil.choose("Give points")
    page.get_by_label("Points to give").fill("20")
    page.get_by_label("Reason").fill("We answered late.")
    emil.choose("Show what this would do")
    expect(page.locator(".card", has_text="What this would do")).to_contain_text("65 → 85")
    assert desk.available == 65
    page.get_by_role("button", name="Give").click()
    expect(page.get_by_text("The points were given. The customer is told.")).to_be_visible()
    expect(page.locator(".balance-sum")).to_contain_text("85")

    anna = arrive(user_of(desk.anna, now=now))
    anna.page.goto(f"/tickets/{contested.number}/")
    expect(anna.page.get_by_text("You are right: a small thing.")).to_be_visible()
    anna.page.goto("/points/")
    page.goto(f"/desk/customers/{desk.customer.pk}/")
    both = statement(page), statement(anna.page)
    assert [row[2:] for row in both[0]] == [
        ["+20", "85"], ["+15", "65"], ["−10", "50"], ["−40", "60"], ["+100", "100"],
    ]  # fmt: skip
    assert both[0] == both[1]


def test_an_order_is_entered_a_newcomer_decided_and_a_price_list_published(desk, emil, arrive, now):
    report(LICENCE, number="2000", customer="thalassa", vat_id="EL094259216", now=now)
    page = emil.page
    page.goto("/desk/")
    emil.choose("Enter an order")
    page.get_by_label("Order number").fill("2001")
    page.get_by_label("Customer", exact=True).fill("Meltemi")
    page.get_by_label("E-mail", exact=True).fill("office@meltemi.example")
    page.get_by_label("VAT number", exact=True).fill("EL094259216")
    page.get_by_label("Article").first.select_option("XC-LICENCE")
    emil.choose("Enter the order")
    expect(page.get_by_role("radio", name="thalassa")).to_be_visible()
    page.get_by_role("radio", name="A new customer").check(force=True)
    emil.choose("Enter the order")
    expect(page.get_by_role("status").first).to_contain_text("Order 2001, Meltemi: It is paid. No points moved.")
    customer = Customer.objects.get(name="Meltemi")
    emil.choose("Decide")
    card = page.locator(".card", has_text="Meltemi")
    expect(card).to_contain_text("It shares e-mail, VAT number or phone with: thalassa")
    emil.choose("New customer: give 200 points")
    expect(page.get_by_text("Nothing to decide")).to_be_visible()
    maria = arrive(user_of(make_person(customer, "Maria", now=now, is_owner=True), now=now))
    maria.page.goto("/points/")
    page.goto(f"/desk/customers/{customer.pk}/")
    assert [row[2:] for row in statement(page)] == [["+200", "200"]]
    assert statement(page) == statement(maria.page)

    emil.choose("Prices")
    dearer = page.get_by_text("The larger pack is the dearer one")
    expect(dearer).to_contain_text("0.917 EUR in the pack of 300, and 0.792 EUR in the pack of 120.")
    page.get_by_label("In force from").fill((now + timedelta(days=1)).date().isoformat())
    page.get_by_label("Level 2").fill("30")
    emil.choose("Show what changes")
    preview = page.locator(".card", has_text="What this would change")
    expect(preview).to_contain_text("Level 2: 25 → 30")
    expect(preview).to_contain_text("The larger pack is the dearer one")
    emil.choose("Publish version 2")
    expect(page.get_by_text("Published.")).to_be_visible()
    expect(page.get_by_role("row", name="planned")).to_contain_text("6 May 2026")
    level = maria.page.get_by_role("row", name="Level 2")
    for moment, points in ((now, "25"), (now + timedelta(days=1), "30")):
        with clock.told_by(clock.StoppedClock(moment)):
            maria.page.goto("/support/x-cart/")
        expect(level).to_contain_text(points)
