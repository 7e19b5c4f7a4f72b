"""Every page there is, in both themes and languages, wide and narrow: nothing stands in the way, nothing too wide."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.exceptions import BadRequest
from django.core.management import call_command
from django.test import RequestFactory
from django.utils import translation
from django.views.defaults import bad_request, server_error
from playwright.sync_api import expect
from tests.factories.accounts import PASSWORD, make_staff, make_user
from tests.factories.bugs import make_register
from tests.factories.catalog import make_price_list, make_product_line
from tests.factories.customers import make_customer
from tests.factories.people import make_person
from tests.factories.portal import user_of
from tests.factories.sales import LICENCE, report
from tests.factories.tickets import make_helpdesk

from pointdesk.accounts.actions import deactivate
from pointdesk.accounts.adapters import PasswordTokens
from pointdesk.accounts.models import User
from pointdesk.calls.actions import log_call, show_pin, tell_price, verify_pin
from pointdesk.catalog.actions import change_prices
from pointdesk.charges.actions import ask_review, set_price
from pointdesk.customers.actions import add_person, invite_person
from pointdesk.customers.models import Person
from pointdesk.desk.pages.rail import ListView
from pointdesk.kit import clock
from pointdesk.kit.actors import SYSTEM
from pointdesk.ledger.actions import cancel
from pointdesk.ledger.queries import lots, open_arrears
from pointdesk.ledger.rules import Subject
from pointdesk.notifications.models import Notice
from pointdesk.notifications.queries import LinkClaim, offer_url
from pointdesk.outbox.actions import drain
from pointdesk.sales.actions import give_goodwill
from pointdesk.tickets.actions import add_note, link, merge
from pointdesk.tickets.rules import Attachment

SCHEME = Path(__file__).parents[2] / "schemes" / "x-cart.yaml"
READERS = [
    {"theme": "light", "language": "en", "width": 1366},
    {"theme": "dark", "language": "el", "width": 1366},
    {"theme": "dark", "language": "en", "width": 320},
    {"theme": "light", "language": "el", "width": 320},
]
TWO_READERS = [
    {"theme": "light", "language": "en", "width": 1366},
    {"theme": "dark", "language": "el", "width": 320},
]
"""For refusals and errors, which are built of a few parts each time."""


def name_of(reader):
    return "-".join(map(str, reader.values()))


by_two = pytest.mark.parametrize("reader", TWO_READERS, ids=name_of, indirect=True)


@pytest.fixture(params=READERS, ids=name_of)
def reader(request, visitor):
    return visitor(**request.param)


@pytest.fixture
def anna(committed_db, now, reader):
    """Someone whose language is the reader's, so that signing in changes nothing on the screen."""
    return make_user(language=reader.page.evaluate("navigator.language"), now=now)


def look(reader, address, status=200):
    """Open the page and say what is wrong with it."""
    response = reader.page.goto(address)
    assert (address, response.status) == (address, status)
    return wrong(reader, address)


def wrong(reader, address):
    barriers = [f"{address}: {barrier}" for barrier in reader.barriers()]
    return [*barriers, f"{address}: too wide"] if reader.too_wide() else barriers


def refused(reader, address, form="main form.form", **typed):
    """Send the form of a page past what the browser would check, and say what is wrong with the refusal."""
    reader.page.goto(address)
    sent = reader.page.locator(form).first
    for name, value in typed.items():
        sent.locator(f"[name={name}]").first.evaluate("(field, value) => { field.value = value }", value)
    with reader.page.expect_navigation():
        sent.evaluate("form => HTMLFormElement.prototype.submit.call(form)")
    expect(reader.page.locator(".field-error, [role=alert]").first).to_be_visible()
    return wrong(reader, f"{address} refused")


def answered(reader, answer):
    """Let the site answer so, and say what is wrong with the page: nothing here can be broken by asking for it."""
    status, words = answer.status_code, answer.content
    reader.page.route(
        f"**/{status}", lambda route: route.fulfill(status=status, body=words, content_type="text/html; charset=utf-8")
    )
    return look(reader, f"/{status}", status=status)


def speaks(reader, actor):
    """The user of a member of staff, in the reader's language and signed in."""
    user = User.objects.get(id=actor.number)
    User.objects.filter(id=user.pk).update(language=reader.page.evaluate("navigator.language"))
    reader.sign_in(user)


def test_before_one_is_in(reader, anna, now):
    assert look(reader, "/accounts/login/?next=/accounts/2fa/") == []
    reader.page.get_by_label("mail").fill("nobody@nisos.example")
    reader.page.locator("[name=password]").fill("wrong")
    reader.page.locator("button[data-kind=primary]").click()
    expect(reader.page.get_by_role("alert")).to_be_visible()
    assert wrong(reader, "a wrong password") == []
    assert look(reader, "/accounts/password/reset/") == []
    assert look(reader, "/accounts/password/reset/done/") == []
    key = f"{user_pk_to_url_str(anna)}-{PasswordTokens().make_token(anna)}"
    assert look(reader, f"/accounts/password/reset/key/{key}/") == []
    assert look(reader, "/accounts/password/reset/key/1-abc/") == []
    other = make_user("left@nisos.example", "Left", now=now)
    deactivate(user_id=other.pk, by=SYSTEM, now=now)
    assert look(reader, "/accounts/inactive/") == []


def test_what_everyone_has_for_their_account(reader, anna):
    reader.sign_in(anna)
    for address in (
        "/accounts/2fa/", "/accounts/password/change/", "/accounts/logout/", "/accounts/reauthenticate/",
        "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/add/",
    ):  # fmt: skip
        assert look(reader, address) == []
    reader.page.locator("details.menu summary").last.click()
    assert wrong(reader, "an open menu") == []


def test_with_a_second_factor(reader, anna):
    TOTP.activate(anna, generate_totp_secret())
    RecoveryCodes.activate(anna)
    reader.page.goto("/accounts/login/")
    reader.page.get_by_label("mail").fill(anna.email)
    reader.page.locator("[name=password]").fill(PASSWORD)
    reader.page.locator("button[data-kind=primary]").click()
    expect(reader.page.locator("[name=code]")).to_be_visible()
    assert wrong(reader, "one more step") == []
    reader.sign_in(anna)
    key = Authenticator.objects.create(user=anna, type="webauthn", data={"name": "Laptop", "credential": {}})
    for address in (
        "/accounts/2fa/", "/accounts/2fa/reauthenticate/", "/accounts/2fa/totp/deactivate/",
        "/accounts/2fa/recovery-codes/", "/accounts/2fa/recovery-codes/generate/", "/accounts/2fa/webauthn/",
        f"/accounts/2fa/webauthn/keys/{key.pk}/edit/", f"/accounts/2fa/webauthn/keys/{key.pk}/remove/",
    ):  # fmt: skip
        assert look(reader, address) == []


@by_two
def test_refused_on_the_way_in(reader, anna, settings):
    key = f"{user_pk_to_url_str(anna)}-{PasswordTokens().make_token(anna)}"
    assert refused(reader, f"/accounts/password/reset/key/{key}/", "main form", password1="short") == []
    assert refused(reader, "/accounts/password/reset/", "main form", email="nobody") == []
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip"}
    for _ in range(2):
        reader.page.goto("/accounts/password/reset/")
        reader.page.get_by_label("mail").fill(anna.email)
        with reader.page.expect_navigation() as answer:
            reader.page.locator("button[data-kind=primary]").click()
    assert (answer.value.status, wrong(reader, "too many attempts")) == (429, [])
    settings.ACCOUNT_RATE_LIMITS = {}
    reader.sign_in(anna)
    assert refused(reader, "/accounts/password/change/", "main form", oldpassword="wrong") == []
    assert refused(reader, "/accounts/reauthenticate/", "main form", password="wrong") == []
    assert refused(reader, "/accounts/2fa/totp/activate/", "main form", code="000000") == []
    TOTP.activate(anna, generate_totp_secret())
    assert refused(reader, "/accounts/2fa/reauthenticate/", "main form", code="000000") == []


@by_two
def test_when_something_is_wrong(reader, committed_db, now):
    assert look(reader, "/nowhere", status=404) == []
    with translation.override(reader.page.evaluate("navigator.language")):
        assert answered(reader, bad_request(RequestFactory().get("/"), BadRequest())) == []
        assert answered(reader, server_error(RequestFactory().get("/"))) == []
    clerk = make_helpdesk(100, now=now)
    offer = clerk.price(clerk.open(price_first=True), "level-2").open_offer
    ended = offer_url(LinkClaim(person_id=clerk.anna.number, offer_id=offer.id), until=now)
    assert look(reader, ended, status=410) == []
    speaks(reader, clerk.dora)
    assert look(reader, "/desk/decide/", status=403) == []
    invite_person(person_id=clerk.anna.number, by=SYSTEM, now=now)
    other = make_customer("Thalassa", now=now)
    add_person(customer_id=other.pk, name="Anna", email="anna@nisos.example", by=SYSTEM, now=now)
    reader.page.goto(f"/desk/customers/{other.pk}/")
    with reader.page.expect_navigation() as answer:
        reader.page.locator('form[action$="/invite"] button').click()
    assert (answer.value.status, wrong(reader, "a refusal that no form takes")) == (409, [])


@by_two
def test_what_the_desk_refuses(reader, committed_db, now):
    clerk = make_helpdesk(100, now=now)
    register = make_register(clerk, since=date(2026, 1, 1))
    bug, ticket = register.confirm(register.bug()), clerk.open()
    suspected = register.bug()
    unknown = log_call(number="2109565421", key="1", by=clerk.dora, now=now)
    known = log_call(person_id=clerk.anna.number, ticket_ids=[ticket.pk], key="2", by=clerk.dora, now=now)
    pin = show_pin(person_id=clerk.anna.number, by=clerk.anna, now=now)
    verify_pin(call_id=known.pk, person_id=clerk.anna.number, pin=pin, by=clerk.dora, now=now)
    prices, customer = f"/desk/tickets/{ticket.number}/price/", f"/desk/customers/{clerk.customer.pk}/"
    other = make_customer("Thalassa", now=now)
    contested = clerk.priced("level-1")
    ask_review(charge_id=contested.charge_id, reason="Why?", by=clerk.anna, now=now)
    speaks(reader, clerk.emil)
    wrongs = [
        *refused(reader, prices, "form:has(> .choosing)"),
        *refused(reader, prices, "form:has(#quote-rehearsal)", points="many", text=""),
        *refused(reader, f"{prices}our-bug/", title="x" * 500, bug="new"),
        *refused(reader, f"{prices}our-fault/", reason="x" * 5000),
        *refused(reader, "/desk/calls/new/", "form.stack", number="1" * 90),
        *refused(reader, f"/desk/calls/{unknown.pk}/?find=anna", 'form[action*="/pin"]'),
        *refused(reader, f"/desk/calls/{unknown.pk}/", 'form[action$="/ticket"]'),
        *refused(reader, f"/desk/calls/{known.pk}/", "form.told", points=""),
        *refused(reader, "/desk/bugs/new/"),
        *refused(reader, f"/desk/bugs/{bug.pk}/", 'form[action$="/patch"]'),
        *refused(reader, f"/desk/bugs/{bug.pk}/", 'form[action$="/fix"]'),
        *refused(reader, f"/desk/bugs/{suspected.pk}/", 'form[action$="/reject"]'),
        *refused(reader, f"{customer}people/new/"),
        *refused(reader, f"{customer}transfer/?to={other.pk}"),
        *refused(reader, f"{customer}merge/?to={other.pk}"),
        *refused(reader, f"/desk/wallets/{clerk.wallet}/take-back/"),
        *refused(reader, f"/desk/wallets/{clerk.wallet}/last-day/"),
        *refused(reader, "/desk/decide/", 'form[action*="/decide/reviews/"]'),
        *refused(reader, "/desk/orders/new/", "main form[method=post]"),
    ]
    assert wrongs == []


def test_where_people_arrive(reader, anna, now):
    person = make_person(make_customer(now=now), "Bruno", now=now)
    reader.sign_in(invite_person(person_id=person.pk, by=SYSTEM, now=now).user)
    assert look(reader, "/home/") == []
    reader.sign_in(make_staff(now=now))
    assert look(reader, "/desk/") == []


def test_the_desk(reader, committed_db, now):
    clerk = make_helpdesk(100, now=now)
    long = "Πώς αλλάζω το λογότυπο στα τιμολόγια που στέλνει το κατάστημα στους πελάτες μας κάθε μήνα;"
    ticket = clerk.priced("level-2", subject=long, body="**Words**\n\n```\n" + "a long line " * 30 + "\n```")
    add_note(ticket_id=ticket.pk, body="Seen before.", by=clerk.dora, now=now)
    other = clerk.open(by=clerk.bruno)
    merge(ticket_id=clerk.open().pk, into_id=ticket.pk, by=clerk.dora, now=now)
    link(ticket_id=ticket.pk, other_id=other.pk, by=clerk.dora, now=now)
    closed = clerk.closed("level-0")
    speaks(reader, clerk.dora)
    number = ticket.number
    drain(now)
    mail = Notice.objects.filter(ticket=number).latest("id").pk
    for address in (
        "/desk/", *(f"/desk/view/{view}/" for view in ListView), "/desk/search/", "/desk/search/?q=words",
        "/desk/keys/", f"/desk/tickets/{number}/", f"/desk/tickets/{closed.number}/", f"/desk/tickets/{number}/split/",
        f"/desk/tickets/{number}/merge/", f"/desk/tickets/{number}/close/", "/desk/tickets/new/",
        "/desk/tickets/new/?q=nisos", f"/desk/tickets/new/?customer={clerk.customer.pk}",
        f"/desk/tickets/{number}/follow-up/", "/desk/mails/", f"/desk/mails/{mail}/",
        "/desk/mails/?email=nobody@nisos.example",
    ):  # fmt: skip
        assert look(reader, address) == []
    reader.page.goto(f"/desk/tickets/{number}/")
    reader.page.locator(".pane-head details.menu summary").last.click()
    assert wrong(reader, "an open menu of a ticket") == []
    reader.page.keyboard.press("Escape")
    reader.page.locator('.composer [value="note"]').check()
    assert wrong(reader, "a note") == []
    reader.page.locator('form[data-kind="note"] button[data-kind="note"]').click()
    assert wrong(reader, "a note without words") == []
    reader.page.locator("#note_body").fill("**Words** " + "without_end" * 40 + "\n\nשלום")
    reader.page.locator('form[data-kind="note"] [name="preview"]').click()
    expect(reader.page.locator(".preview strong")).to_be_visible()
    assert wrong(reader, "a preview") == []
    reader.context.clear_cookies(name="csrftoken")
    reader.page.locator('form[data-kind="note"] button[data-kind="note"]').click()
    expect(reader.page.locator("textarea[readonly]")).to_be_visible()
    assert wrong(reader, "a page from before one signed in again") == []


def test_what_the_desk_prices_and_keeps(reader, committed_db, now):
    clerk = make_helpdesk(100, now=now)
    register = make_register(clerk, since=date(2026, 1, 1))
    ticket, wrongly = clerk.priced("level-2", subject="Customers on Naxos see no shipping methods"), clerk.open()
    clerk.price(ticket, "level-3")
    waiting, asked = clerk.priced("installation"), clerk.priced("level-1", price_first=True)
    bug = register.confirm(register.bug(wrongly, title="The cart loses items after a change of currency"))
    register.patch(bug)
    suspected = register.bug(ticket)
    known = log_call(person_id=clerk.anna.number, ticket_ids=[ticket.pk], key="1", by=clerk.dora, now=now)
    pin = show_pin(person_id=clerk.anna.number, by=clerk.anna, now=now)
    verify_pin(call_id=known.pk, person_id=clerk.anna.number, pin=pin, by=clerk.dora, now=now)
    tell_price(call_id=known.pk, ticket_id=ticket.pk, points=40, agreed_by="Anna", by=clerk.dora, now=now)
    unknown = log_call(number="2109565421", key="2", by=clerk.dora, now=now)
    speaks(reader, clerk.dora)
    prices = f"/desk/tickets/{ticket.number}/price/"
    for address in (
        f"/desk/tickets/{ticket.number}/", f"/desk/tickets/{waiting.number}/", f"/desk/tickets/{asked.number}/",
        prices, f"{prices}?several=1", f"{prices}our-bug/", f"{prices}our-fault/",
        f"/desk/tickets/{wrongly.number}/price/not-a-bug/", f"/desk/tickets/{wrongly.number}/",
        "/desk/customers/", "/desk/customers/?find=nis", "/desk/customers/?find=nobody",
        f"/desk/customers/{clerk.customer.pk}/", f"/desk/customers/{clerk.customer.pk}/people/new/",
        "/desk/calls/", "/desk/calls/new/", f"/desk/calls/new/?ticket={ticket.number}", f"/desk/calls/{known.pk}/",
        f"/desk/calls/{unknown.pk}/?find=anna", "/desk/bugs/", "/desk/bugs/new/", f"/desk/bugs/{bug.pk}/",
        f"/desk/bugs/{suspected.pk}/",
    ):  # fmt: skip
        assert look(reader, address) == []
    reader.page.goto(f"{prices}our-bug/")
    reader.page.locator(f'[name=bug][value="{suspected.pk}"]').check()
    reader.page.locator('[name=verdict][value="confirm"]').check()
    reader.page.locator(".button-row .button").first.click()
    expect(reader.page.locator(".rehearsal")).to_be_visible()
    assert wrong(reader, "our bug rehearsed") == []
    reader.page.goto(f"/desk/tickets/{ticket.number}/")
    reader.page.locator('.side [name=item][value="level-1"]').check()
    expect(reader.page.locator(".rehearsal")).to_be_visible()
    reader.page.locator("#quote summary").click()
    reader.page.locator("#steps").click()
    assert wrong(reader, "a price rehearsed") == []


def test_what_managers_correct(reader, committed_db, now):
    clerk = make_helpdesk(100, now=now)
    clerk.priced("level-3")
    order = Subject("order_line", "shop:1:1")
    (lot,) = lots(clerk.wallet, now)
    cancel(lot_id=lot.id, points=50, key="c", by=SYSTEM, now=now, subject=order)
    give_goodwill(
        customer_id=clerk.customer.pk, line_id=clerk.line.pk, points=20, reason="We answered late.", key="g",
        by=clerk.dora, now=now,
    )  # fmt: skip
    cancel(lot_id=lot.id, points=100, key="b", by=SYSTEM, now=now, subject=order, arrears=True)
    (owed,) = open_arrears(clerk.wallet)
    speaks(reader, clerk.emil)
    wallet = f"/desk/wallets/{clerk.wallet}/"
    for address in (wallet, f"{wallet}take-back/", f"{wallet}last-day/", f"/desk/arrears/{owed.id}/"):
        assert look(reader, address) == []
    other = make_customer("Thalassa", now=now)
    for act in ("merge", "transfer"):
        address = f"/desk/customers/{clerk.customer.pk}/{act}/"
        assert look(reader, f"{address}?find=x") == []
        assert look(reader, f"{address}?to={other.pk}") == []
    assert look(reader, f"/desk/customers/{clerk.customer.pk}/goodwill/") == []
    reader.page.locator("main button").click()
    assert wrong(reader, "goodwill without a reason") == []
    reader.page.locator("[name=points]").fill("20")
    reader.page.locator("[name=reason]").fill("We answered late.")
    reader.page.locator("main button").click()
    expect(reader.page.locator("[name=do]")).to_be_visible()
    assert wrong(reader, "goodwill rehearsed") == []


def test_what_managers_decide(reader, committed_db, now):
    call_command("scheme", "load", str(SCHEME), "--from", "2026-01-01", stdout=StringIO(), stderr=StringIO())
    clerk = make_helpdesk(100, now=now)
    for by in (clerk.dora, clerk.emil):
        contested = clerk.open()
        set_price(charge_id=contested.charge_id, items=[("level-2", 1)], by=by, now=now, reason="A log to read.")
        ask_review(charge_id=contested.charge_id, reason="Why? " * 80, by=clerk.anna, now=now)
    for number in ("2001", "2002"):
        report(LICENCE, number=number, customer=f"firm-{number}", vat_id="EL094259216", now=now)
    change_prices(
        line_id=clerk.line.pk, in_force_from=clock.now().date() + timedelta(days=9), points={"level-2": 30},
        by=clerk.emil, now=now,
    )  # fmt: skip
    speaks(reader, clerk.emil)
    assert look(reader, "/desk/decide/") == []
    expect(reader.page.locator(".card")).to_have_count(3)
    for query in ("", f"?customer={clerk.customer.pk}", "?find=nis", "?find=nobody"):
        assert look(reader, f"/desk/orders/new/{query}") == []
    assert look(reader, "/desk/prices/x-cart/") == []
    reader.page.locator("[name=item-level-3]").fill("45")
    reader.page.locator("main .form button").first.click()
    expect(reader.page.locator("[name=do]")).to_be_visible()
    assert wrong(reader, "a change of prices") == []


def test_the_gallery(reader, committed_db, settings):
    settings.DEBUG = True
    assert look(reader, "/ui/") == []
    reader.page.get_by_role("button", name="Return all 40 points…").click()
    expect(reader.page.locator("#g-ask")).to_be_visible()
    assert wrong(reader, "an open dialog") == []


@pytest.fixture
def desk(committed_db, reader, now):
    """Nisos with 100 points; Anna's language is the reader's, and the server's clock stands with the tickets'."""
    with clock.told_by(clock.StoppedClock(now)):
        desk = make_helpdesk(100, now=now)
        Person.objects.filter(id=desk.anna.number).update(language=reader.page.evaluate("navigator.language"))
        yield desk


def test_a_customers_tickets(reader, desk, now):
    asked = desk.open(agreed_up_to=25, files=[Attachment("a log with a name that goes on and on.txt", b"a")])
    desk.price(asked, "level-2")
    offer = desk.price(asked, "level-3").open_offer
    desk.reply(asked, by=desk.dora, body=f"# Found\n\n- one\n\n```\n{'x' * 200}\n```\n\n| a | b |\n|--|--|\n| 1 | 2 |")
    closed, short = desk.closed("level-1"), desk.priced("installation")
    link = offer_url(LinkClaim(person_id=desk.anna.number, offer_id=offer.id), until=now + timedelta(days=1))
    assert look(reader, link) == []
    assert look(reader, "/offers/x/", status=404) == []
    reader.sign_in(user_of(desk.anna, now=now))
    for address in (
        "/tickets/", f"/tickets/{asked.number}/", f"/tickets/{asked.number}/review/", f"/tickets/{short.number}/",
        f"/tickets/{closed.number}/", "/tickets/new/",
    ):  # fmt: skip
        assert look(reader, address) == []
    reader.page.locator("form.new-ticket").evaluate("form => { form.noValidate = true }")
    reader.page.locator("[name=consent][value=cap]").check()
    reader.page.locator("form.new-ticket button").click()
    expect(reader.page.get_by_role("alert")).to_be_visible()
    assert wrong(reader, "a refused ticket") == []


def test_a_customers_account(reader, desk, now):
    """Nisos moved points in every direction, owns a product with a bug and its patch, and has a long history."""
    register = make_register(desk, since=date(2026, 1, 1))
    register.confirmed(desk.priced("level-2", subject="Πώς αλλάζω το λογότυπο στα τιμολόγια του καταστήματος;"))
    register.patch(register.confirm(register.bug(title="The cart forgets")), instructions="Unpack it.\nRun it.")
    for _ in range(26):
        desk.closed("level-1") if desk.available >= 10 else desk.lot(20, until=date(2026, 5, 20))
    desk.price(desk.open(price_first=True, subject="مرحبا 🙂"), "level-2")
    desk.priced("installation")
    reader.sign_in(user_of(desk.anna, now=now))
    for address in (
        "/home/", "/points/", f"/points/{desk.wallet}/statement/", "/tickets/?show=open", "/tickets/?q=checkout",
        "/tickets/?q=nowhere", "/account/pin/", "/patches/",
    ):  # fmt: skip
        assert look(reader, address) == []


def test_what_everyone_may_read(reader, committed_db, now):
    with clock.told_by(clock.StoppedClock(now)):
        assert look(reader, "/support/") == []
        call_command("scheme", "load", str(SCHEME), stdout=StringIO(), stderr=StringIO())
        assert look(reader, "/support/x-cart/") == []
        make_price_list(now=now, line=make_product_line("other", name="Other"))
        assert look(reader, "/support/") == []
