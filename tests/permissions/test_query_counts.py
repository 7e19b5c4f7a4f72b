"""What every page costs: the number of its queries, which stays the same however much there is to show.

A page is measured in a world with one more of everything, and in one with three more. An address that answers a look
and is missing here fails.
"""

import http.cookies
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.factories.accounts import make_staff
from tests.factories.bugs import Register
from tests.factories.sales import LICENCE, P60, order, units
from tests.factories.tickets import make_helpdesk, make_person
from tests.factories.vendor import make_line
from tests.permissions.test_matrix import MATRIX
from tests.permissions.world import World, every_address, make_world

from pointdesk.bugs.models import Bug, Patch
from pointdesk.calls.actions import link_ticket as link_call
from pointdesk.calls.actions import log_call, tell_price
from pointdesk.catalog.actions import change_prices
from pointdesk.charges import actions as charges
from pointdesk.customers.actions import record_ownership
from pointdesk.kit import clock
from pointdesk.kit.actors import SYSTEM, Role
from pointdesk.ledger.actions import cancel, extend, open_wallet, settle_arrears, take_back
from pointdesk.ledger.queries import lots, open_arrears
from pointdesk.ledger.rules import LotKind, Settlement, Subject
from pointdesk.outbox.actions import drain
from pointdesk.sales.actions import apply_order, give_goodwill
from pointdesk.sales.queries import articles
from pointdesk.tickets import actions as tickets
from pointdesk.tickets.queries import ticket_for
from pointdesk.tickets.rules import Attachment
from pointdesk.vendor.models import Product

pytestmark = pytest.mark.django_db

# Who looks, and how many queries it takes, session and all.
COSTS = {
    "home": ("Anna", 5),
    "ui:gallery": ("Anna", 4),
    "account_login": ("nobody", 2),
    "account_logout": ("Anna", 4),
    "account_inactive": ("nobody", 2),
    "account_reauthenticate": ("Anna", 10),
    "account_change_password": ("Anna", 4),
    "account_reset_password": ("nobody", 2),
    "account_reset_password_done": ("nobody", 2),
    "account_reset_password_from_key": ("nobody", 3),
    "mfa_index": ("Anna", 6),
    "mfa_authenticate": ("nobody", 1),
    "mfa_reauthenticate": ("Anna", 6),
    "mfa_activate_totp": ("Anna", 9),
    "mfa_deactivate_totp": ("Anna", 5),
    "mfa_view_recovery_codes": ("Anna", 5),
    "mfa_generate_recovery_codes": ("Anna", 9),
    "mfa_download_recovery_codes": ("Anna", 5),
    "mfa_list_webauthn": ("Anna", 5),
    "mfa_add_webauthn": ("Anna", 9),
    "mfa_reauthenticate_webauthn": ("Anna", 6),
    "mfa_remove_webauthn": ("Anna", 9),
    "mfa_edit_webauthn": ("Anna", 9),
    "mfa_login_webauthn": ("nobody", 1),
    "desk:reviews": ("Emil", 14),
    "desk:price-lists": ("Emil", 5),
    "desk:prices": ("Emil", 26),
    "desk:goodwill": ("Emil", 11),
    "desk:transfer": ("Emil", 10),
    "desk:merge-customer": ("Emil", 8),
    "desk:corrections": ("Emil", 16),
    "desk:take-back": ("Emil", 13),
    "desk:last-day": ("Emil", 14),
    "desk:settle-arrears": ("Emil", 12),
    "desk:order": ("Emil", 8),
    "desk:tickets": ("Emil", 9),
    "desk:view": ("Emil", 9),
    "desk:search": ("Emil", 7),
    "desk:keys": ("Emil", 7),
    "desk:new-ticket": ("Emil", 7),
    "desk:ticket": ("Emil", 27),
    "desk:follow-up": ("Emil", 13),
    "desk:close": ("Emil", 8),
    "desk:split": ("Emil", 11),
    "desk:merge": ("Emil", 8),
    "desk:file": ("Emil", 6),
    "desk:calls": ("Emil", 9),
    "desk:new-call": ("Emil", 7),
    "desk:call": ("Emil", 11),
    "desk:customers": ("Emil", 8),
    "desk:customer": ("Emil", 28),
    "desk:wallet": ("Emil", 28),
    "desk:new-person": ("Emil", 8),
    "desk:mails": ("Emil", 8),
    "desk:mail": ("Emil", 8),
    "desk:bugs": ("Emil", 9),
    "desk:new-bug": ("Emil", 8),
    "desk:bug": ("Emil", 10),
    "desk:patch": ("Emil", 5),
    "desk:price": ("Emil", 16),
    "desk:our-bug": ("Emil", 12),
    "desk:our-fault": ("Emil", 20),
    "desk:not-a-bug": ("Emil", 14),
    "portal:lines": ("Anna", 6),
    "portal:scheme": ("Anna", 13),
    "portal:points": ("Anna", 16),
    "portal:buy": ("Anna", 6),
    "portal:wallet": ("Anna", 16),
    "portal:whole_statement": ("Anna", 16),
    "portal:statement": ("Anna", 13),
    "portal:pin": ("Anna", 10),
    "portal:bugs": ("Anna", 12),
    "portal:tickets": ("Anna", 7),
    "portal:new_ticket": ("Anna", 18),
    "portal:ticket": ("Anna", 17),
    "portal:review": ("Anna", 10),
    "portal:offer": ("Anna", 19),
    "portal:file": ("Anna", 6),
    "portal:home": ("Anna", 19),
}

# The same for what is chosen or looked for on a page, where that is another page.
CHOSEN = {
    "/desk/view/mine/": ("Emil", 9),
    "/desk/view/unassigned/": ("Emil", 9),
    "/desk/view/to-evaluate/": ("Emil", 9),
    "/desk/view/waiting-for-points/": ("Emil", 9),
    "/desk/view/waiting-for-an-answer/": ("Emil", 9),
    "/desk/view/reviews/": ("Emil", 9),
    "/desk/search/?q=checkout": ("Emil", 11),
    "/desk/customers/?find=nisos": ("Emil", 10),
    "/desk/customers/{customer_id}/transfer/?find=nisos": ("Emil", 13),
    "/desk/customers/{customer_id}/merge/?find=nisos": ("Emil", 11),
    "/desk/mails/?email=anna": ("Emil", 8),
    "/desk/calls/new/?find=nisos": ("Emil", 11),
    "/desk/calls/{call_id}/?find=nisos": ("Emil", 11),
    "/desk/tickets/new/?q=nisos": ("Emil", 9),
    "/desk/tickets/new/?customer={customer_id}": ("Emil", 12),
    "/desk/tickets/{number}/price/?several": ("Emil", 16),
    "/tickets/?q=checkout": ("Anna", 9),
    "/tickets/?show=open": ("Anna", 7),
}

# The customer's first page draws every wallet with its own history: so many more for each product line with points.
FOR_A_WALLET = {"portal:home": 5}


@pytest.fixture
def world(now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with clock.told_by(clock.StoppedClock(now)):
        yield make_world(now=now)


def more(world: World, rows: int) -> None:
    """So many more of everything that a page could show a row of, each made as people make it."""
    clerk = world.clerk
    for owed in open_arrears(clerk.wallet):
        settle_arrears(arrears_id=owed.id, how=Settlement.WAIVED, by=clerk.emil, now=clerk.now, note="Let go")
    for n in range(rows):
        _talk(world, n)
        _work(world, n)
        _move_points(world, n)
        _come_in(world, n)
    _owe(world, rows)
    drain(clerk.now)


def _talk(world: World, n: int) -> None:
    """The conversation and the relations of the ticket whose page is looked at, and the call about it."""
    clerk, number, call_id = world.clerk, world.places["number"], world.places["call_id"]
    now, dora, ticket = clerk.now, clerk.dora, ticket_for(clerk.dora, number=number)
    clerk.reply(ticket, files=[Attachment(f"{n}.txt", b"n")])
    tickets.add_note(ticket_id=ticket.pk, body=f"See {n}", by=dora, now=now, files=[Attachment(f"{n}.log", b"n")])
    tickets.link(ticket_id=ticket.pk, other_id=clerk.open().pk, by=dora, now=now)
    tickets.merge(ticket_id=clerk.open().pk, into_id=ticket.pk, by=dora, now=now)
    tickets.split(ticket_id=ticket.pk, message_ids=[], subject=f"Another {n}", by=dora, now=now)
    link_call(call_id=call_id, ticket_id=clerk.open().pk, by=dora, now=now)
    tell_price(call_id=call_id, ticket_id=ticket.pk, points=10 + n, by=dora, now=now, agreed_by="Anna")
    log_call(by=dora, now=now, person_id=clerk.anna.number, ticket_ids=[ticket.pk, clerk.open().pk])


def _work(world: World, n: int) -> None:
    """Tickets in every state, contested prices, quotes, bugs with tickets and patches."""
    clerk, bug_id = world.clerk, world.places["bug_id"]
    now, dora = clerk.now, clerk.dora
    register = Register(clerk, Product.objects.get(code=f"{clerk.line.code}-core"))
    clerk.lot(200)
    contested = clerk.priced("level-2")
    charges.ask_review(charge_id=contested.charge_id, reason="Why?", by=clerk.anna, now=now)
    clerk.price(clerk.open(price_first=True), "level-1")
    tickets.take(ticket_id=clerk.priced("level-1").pk, by=dora, now=now)
    tickets.take(ticket_id=clerk.priced("installation").pk, by=clerk.emil, now=now)
    tickets.solve(ticket_id=clerk.priced("level-1").pk, by=dora, now=now)
    tickets.hold(ticket_id=clerk.open().pk, by=dora, now=now)
    clerk.closed("level-0")
    register.link(Bug.objects.get(id=bug_id), clerk.priced("level-1"))
    register.bug(clerk.open(), title=f"Suspected {n}")
    confirmed = register.confirmed(clerk.priced("level-1"))
    register.patch(confirmed, f"5.{n}.1")
    register.patch(confirmed, f"5.{n}.2")
    register.patch(Patch.objects.get(id=world.places["patch_id"]).bug, f"6.{n}")


def _move_points(world: World, n: int) -> None:
    """Lots of each kind, living and lapsed, and corrections by hand."""
    clerk, wallet = world.clerk, world.places["wallet_id"]
    now, today = clerk.now, clerk.now.date()
    clerk.lot(20, until=today - timedelta(days=n + 1))
    facts = {"by": clerk.dora, "now": now}
    give_goodwill(customer_id=clerk.customer.pk, line_id=clerk.line.pk, points=30, reason="Sorry", key=f"g{n}", **facts)
    take_back(wallet_id=wallet, points=1, reason="given_in_error", note="Twice", key=f"t{n}", **facts)
    later = today + timedelta(days=400 + n)
    extend(lot_id=lots(wallet, now)[0].id, until=later, reason="extension", note="A holiday", key=f"e{n}", **facts)


def _come_in(world: World, n: int) -> None:
    """People, customers, staff, orders, newcomers, products, lines, versions of prices."""
    clerk = world.clerk
    now, customer = clerk.now, clerk.customer
    make_person(customer, f"Person{n}", now=now)
    make_staff(f"more{n}@altermarket.example", f"More {n}", Role.AGENT, now=now)
    other = make_helpdesk(20, now=now, name=f"Nisos {n}")
    other.priced("level-1")
    line = make_line(f"line-{n}")
    open_wallet(customer_id=customer.pk, line_id=line.pk)
    product = Product.objects.create(line=clerk.line, code=f"more-{n}", name=f"More {n}")
    record_ownership(
        customer_id=customer.pk, product_id=product.pk, since=now.date(), reference=f"order {n}", by=SYSTEM, now=now
    )
    shop = articles()[0].shop
    bought = order(LICENCE, units(P60, 2), number=f"2{n}", shop=shop)
    apply_order(report=bought, by=clerk.emil, now=now, customer_id=customer.pk)
    for twin in ("a", "b"):  # the second of them is held as a newcomer like the first
        told = order(LICENCE, number=f"{twin}{n}", customer=f"{twin}{n}", shop=shop, phone=f"+30 210 000 000{n}")
        apply_order(report=told, by=clerk.emil, now=now)
    change_prices(
        line_id=clerk.line.pk, in_force_from=now.date() + timedelta(days=20 + n), points={"level-2": 31 + n},
        new_pack=(1000 + n, 90000), by=clerk.emil, now=now,
    )  # fmt: skip


def _owe(world: World, rows: int) -> None:
    """Points are owed for purchases that were charged back after they had been spent."""
    clerk = world.clerk
    clerk.lot(80 * rows)
    spent = [lot for lot in lots(clerk.wallet, clerk.now) if lot.kind is LotKind.PAID]
    clerk.priced("level-4")
    for n, lot in enumerate(spent[:rows]):
        order_line = Subject("order_line", f"shop:9:{n}")
        cancel(
            lot_id=lot.id, points=lot.points + 10, key=f"back{n}", by=SYSTEM, now=clerk.now, subject=order_line,
            arrears=True,
        )  # fmt: skip
        clerk.priced("level-1")  # it waits for points until that is settled
    world.places["arrears_id"] = open_arrears(clerk.wallet)[0].id


def cost(browser, path: str) -> int:
    """The queries of one look; whatever was done is undone, here and in the browser."""
    kept = http.cookies.SimpleCookie(browser.cookies)
    with transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            response = browser.get(path)
            if response.streaming:
                response.getvalue()  # read to its end, which closes the file
        transaction.set_rollback(True)
    browser.cookies = kept
    return len(queries)


def test_every_page_has_a_line():
    assert sorted(COSTS) == sorted(name for name, (look, _) in MATRIX.items() if "405" not in look)


@pytest.mark.parametrize("rows", [1, 3])
def test_what_every_page_costs(world, rows):
    more(world, rows)
    browsers = {name: world.browser(name) for name in ("Anna", "Emil", "nobody")}
    addresses = {address.name: world.path(address) for address in every_address() if address.name in COSTS}
    found = {name: (who, cost(browsers[who], addresses[name])) for name, (who, _) in COSTS.items()}
    chosen = {path: (who, cost(browsers[who], path.format(**world.places))) for path, (who, _) in CHOSEN.items()}
    wallets = {name: (who, queries + FOR_A_WALLET.get(name, 0) * rows) for name, (who, queries) in COSTS.items()}
    assert (found, chosen) == (wallets, CHOSEN)
