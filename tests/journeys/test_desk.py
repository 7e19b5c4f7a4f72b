"""An agent at work: with the keyboard alone, without scripts, and beside a colleague who is faster."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect
from tests.factories.accounts import PASSWORD
from tests.factories.tickets import make_helpdesk

from pointdesk.accounts.models import User
from pointdesk.kit import clock
from pointdesk.tickets.actions import take
from pointdesk.tickets.queries import conversation_for_customer, conversation_for_staff


@pytest.fixture
def desk(committed_db):
    return make_helpdesk(100, now=clock.now())


@pytest.fixture
def dora(desk, visitor):
    def arrive(**how):
        someone = visitor(**how)
        someone.sign_in(User.objects.get(id=desk.dora.number))
        return someone

    return arrive


def spoken(ticket):
    return [line.body for line in conversation_for_customer(ticket.pk)][1:]


def test_with_single_keys(desk, dora):
    tickets = [desk.open(subject=f"Issue {number}") for number in (1, 2, 3)]
    someone = dora()
    page = someone.page
    page.goto("/desk/view/all/")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Issue 3")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Issue 1")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Issue 2")
    page.wait_for_load_state()  # the keys are listened to from then on
    page.keyboard.press("n")
    page.keyboard.type("jkr? are letters here")
    expect(page.get_by_label("Private note").last).to_have_value("jkr? are letters here")
    page.get_by_role("button", name="Save private note").click()
    expect(page.get_by_text("Saved as a private note.")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("r")
    page.keyboard.type("Hello Anna.")
    page.get_by_role("button", name="Send to customer").click()
    expect(page.get_by_text("Sent to the customer.")).to_be_visible()
    page.wait_for_load_state()
    assert spoken(tickets[1]) == ["Hello Anna."]
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="Dora")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.get_by_role("button", name="Solve")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="Switch single keys off").click()
    page.keyboard.press("?")
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Issue 2")


def test_the_search_is_one_key_away(desk, dora):
    desk.open(subject="Το καλάθι")
    page = dora().page
    page.goto("/desk/")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("καλαθι")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Το καλάθι")).to_be_visible()


def test_a_customer_writes_while_the_agent_does(desk, dora):
    ticket = desk.open()
    someone = dora()
    someone.page.goto(f"/desk/tickets/{ticket.number}/")
    someone.page.get_by_label("Reply to the customer").fill("Please send a log.")
    desk.reply(ticket, body="It works again!")
    someone.choose("Send to customer")
    expect(someone.page.get_by_role("alert")).to_contain_text("Anna wrote while you were writing.")
    expect(someone.page.get_by_text("It works again!")).to_be_visible()
    expect(someone.page.get_by_label("Reply to the customer")).to_have_value("Please send a log.")
    assert spoken(ticket) == ["It works again!"]
    someone.page.get_by_label("Reply to the customer").fill("Good to hear.")
    someone.choose("Send to customer")
    expect(someone.page.get_by_text("Sent to the customer.")).to_be_visible()
    assert spoken(ticket) == ["It works again!", "Good to hear."]


def test_a_preview_follows_the_typing_and_each_paragraph_its_letters(desk, dora):
    ticket = desk.open()
    page = dora().page
    page.goto(f"/desk/tickets/{ticket.number}/")
    page.get_by_label("Reply to the customer").fill("**Hello** Anna.")
    page.get_by_role("button", name="Preview").first.click()
    preview = page.get_by_role("region", name="Preview")
    expect(preview.locator("strong")).to_have_text("Hello")
    page.get_by_label("Reply to the customer").fill("Hello.\n\nשלום.")
    expect(preview.locator("p").last).to_have_text("שלום.")
    page.get_by_role("button", name="Send to customer").click()
    expect(page.get_by_text("Sent to the customer.")).to_be_visible()
    assert spoken(ticket) == ["Hello.\n\nשלום."]
    starts = "p => { const r = document.createRange(); r.selectNodeContents(p); return r.getBoundingClientRect().x; }"
    english, hebrew = (page.get_by_text(words).last.evaluate(starts) for words in ("Hello.", "שלום."))
    assert hebrew > english + 200


def test_a_session_ends_while_one_writes(desk, dora):
    ticket = desk.open()
    someone = dora()
    page = someone.page
    page.goto(f"/desk/tickets/{ticket.number}/")
    page.get_by_label("Reply to the customer").fill("A long answer.")
    Session.objects.all().delete()
    someone.choose("Send to customer")
    expect(page.get_by_text("Your session has ended and nothing was sent.")).to_be_visible()
    page.get_by_label("mail").fill(User.objects.get(id=desk.dora.number).email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("button[data-kind=primary]").click()
    expect(page.get_by_text("Here is what you wrote.")).to_be_visible()
    expect(page.get_by_label("Reply to the customer")).to_have_value("A long answer.")
    assert spoken(ticket) == []


def test_without_scripts_on_a_phone(desk, dora, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    ticket = desk.open()
    picture = tmp_path / "shot.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    someone = dora(scripts=False, width=360)
    someone.page.goto("/desk/view/unassigned/")
    someone.choose("Checkout fails")
    someone.choose("Take")
    someone.page.get_by_role("radio", name="Private note").check(force=True)
    someone.page.locator("#note_body").fill("Looks *bad*.")
    someone.page.locator("#note_attachments").set_input_files(picture)
    someone.choose("Save private note")
    expect(someone.page.get_by_role("link", name="shot.png")).to_be_visible()
    someone.page.get_by_label("More actions").click()
    someone.choose("Put on hold")
    expect(someone.page.locator(".pane-head .status")).to_have_text("On hold")
    assert (spoken(ticket), len(conversation_for_staff(ticket.pk))) == ([], 2)


def test_a_colleague_is_faster(desk, dora):
    ticket = desk.open()
    someone = dora()
    someone.page.goto(f"/desk/tickets/{ticket.number}/")
    take(ticket_id=ticket.pk, by=desk.emil, now=clock.now())
    someone.choose("Take")
    expect(someone.page.get_by_role("alert")).to_have_text("Emil has taken this ticket meanwhile.")
