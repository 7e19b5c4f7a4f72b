from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils.html import strip_tags
from tests.factories.accounts import make_staff
from tests.factories.charges import make_account
from tests.factories.rows import every_row

from pointdesk.accounts.queries import staff_actor
from pointdesk.charges.actions import ask_review
from pointdesk.charges.queries import charge_view
from pointdesk.customers.queries import customer_list, search_customers
from pointdesk.kit import clock
from pointdesk.kit.actors import SYSTEM, Role
from pointdesk.ledger.queries import balance, wallets_of
from pointdesk.sales.actions import add_shop, set_sku_effect
from pointdesk.sales.models import EffectKind
from pointdesk.sales.queries import orders_of
from pointdesk.vendor.actions import change_policies

pytestmark = pytest.mark.django_db

SCHEME = Path(__file__).parents[2] / "schemes" / "x-cart.yaml"


@pytest.fixture(autouse=True)
def played(now):
    with clock.told_by(clock.StoppedClock(now)):
        yield


@pytest.fixture
def emil(client, now):
    user = make_staff("emil@altermarket.example", "Emil", Role.MANAGER, now=now)
    client.force_login(user)
    return user


@pytest.fixture
def scheme(now):
    call_command("scheme", "load", str(SCHEME), "--from", "2026-01-01", stdout=StringIO(), stderr=StringIO())


@pytest.fixture
def contested(now):
    account = make_account(120, now=now)
    charge = account.open()
    account.price(charge, "level-4")
    ask_review(charge_id=charge, reason="It took five minutes.", by=account.anna, now=now)
    return account, charge


def answer_of(charge: int, **fields: object) -> dict[str, object]:
    return {f"{charge}-{name}": value for name, value in {"key": "k1", "reason": "You are right.", **fields}.items()}


def test_a_contested_price_is_lowered(client, emil, contested, now):
    account, charge = contested
    for _ in range(2):  # a double click
        response = client.post(f"/desk/decide/reviews/{charge}/", answer_of(charge, verdict="lower", points=25))
        assert response.status_code == 302
    assert (charge_view(charge, now=now).charged, account.available) == (25, 95)


def test_a_price_is_never_raised_by_a_review(client, emil, contested, now):
    account, charge = contested
    assert " autofocus" not in client.get("/desk/decide/").text
    response = client.post(f"/desk/decide/reviews/{charge}/", answer_of(charge, verdict="lower", points=160))
    assert '<div tabindex="-1" autofocus>' in response.text, "what is wrong is led to, wherever its card stands"
    assert (response.status_code, account.available) == (422, 40)
    assert "You are right." in response.content.decode()  # what was typed is still there


def test_lowering_needs_a_figure(client, emil, contested):
    _, charge = contested
    assert client.post(f"/desk/decide/reviews/{charge}/", answer_of(charge, verdict="lower")).status_code == 422


def test_agents_decide_nothing(client, contested, now):
    client.force_login(make_staff(now=now))
    _, charge = contested
    pages = ["/desk/decide/", "/desk/orders/new/", "/desk/prices/x-cart/"]
    assert [client.get(page).status_code for page in pages] == [403, 403, 403]
    assert client.post(f"/desk/decide/reviews/{charge}/", answer_of(charge, verdict="return")).status_code == 403


ORDERS = "/desk/orders/new/"
LICENCE, P60 = "shop:XC-LICENCE", "shop:XC-POINTS-60"


def order(**fields: object) -> dict[str, object]:
    return {
        "number": "2001", "status": "paid", "company": "Nisos", "email": "office@nisos.example", "sku-1": LICENCE,
        **fields,
    }  # fmt: skip


def told(client, **fields: object) -> list[str]:
    """What the page says after an order was entered, without its marks."""
    answer = client.post(ORDERS, order(**fields))
    assert (answer.status_code, answer["Location"]) == (303, ORDERS)
    page = client.get(ORDERS)
    return [strip_tags(str(message)) for message in page.context["messages"]]


def points_of(name: str, now) -> list[int]:
    (found,) = search_customers(name)
    return [balance(wallet.id, now) for wallet in wallets_of(found.id)]


def test_an_order_of_licence_and_pack_says_what_it_gave_and_leads_to_the_customer(client, emil, scheme, now):
    lines = {"sku-3": P60, "quantity-3": 2}
    client.post(ORDERS, order(**lines))
    page = client.get(ORDERS)
    (said,) = page.context["messages"]
    assert strip_tags(str(said)) == "Order 2001, Nisos: 120 points given. 200 welcome points given."
    (found,) = search_customers("Nisos")
    assert f'<a href="/desk/customers/{found.id}/">Nisos</a>' in page.text
    assert points_of("Nisos", now) == [320]


def test_an_order_entered_twice_gives_its_points_once(client, emil, scheme, now):
    assert told(client) == ["Order 2001, Nisos: 200 welcome points given."]
    before = every_row()
    assert told(client) == ["Order 2001, Nisos: Nothing changed: it is paid already."]
    assert told(client, status="pending") == ["Order 2001, Nisos: Nothing changed: it is paid already."]
    after = every_row()
    assert after["ledger.Entry"] == before["ledger.Entry"]
    assert points_of("Nisos", now) == [200]


def test_an_order_waits_for_its_payment_and_is_paid_back(client, emil, scheme, now):
    lines = {"sku-2": P60, "quantity-2": 3}
    assert told(client, status="pending", **lines) == ["Order 2001, Nisos: It waits for payment. No points moved."]
    assert told(client, **lines) == ["Order 2001, Nisos: 180 points given. 200 welcome points given."]
    one_back = {"status": "partially_refunded", "refunded-2": 1, **lines}
    assert told(client, **one_back) == ["Order 2001, Nisos: 60 points cancelled."]
    assert told(client, status="refunded", **lines) == ["Order 2001, Nisos: 320 points cancelled."]
    assert points_of("Nisos", now) == [0]


def test_a_doubtful_newcomers_gift_is_said_to_wait(client, emil, scheme):
    told(client, vat_id="EL094259216")
    other = {"number": "2002", "email": "a@b.example", "company": "Other", "vat_id": "EL094259216", "whose": "new"}
    assert told(client, **other) == [
        "Order 2002, Other: It is paid. No points moved.",
        "The welcome points wait for a decision: this customer looks like another one. Decide",
    ]


@pytest.mark.parametrize(
    "typed",
    [{"quantity-1": 0}, {"sku-1": ""}, {"sku-2": "shop:nothing"}, {"sku-2": P60, "quantity-2": 1, "refunded-2": 2}],
)
def test_an_order_that_cannot_be_keeps_what_was_typed(client, emil, scheme, typed):
    before = every_row()
    answer = client.post(ORDERS, order(**typed))
    assert (answer.status_code, 'value="office@nisos.example"' in answer.text, every_row() == before) == (
        422, True, True,
    )  # fmt: skip


def test_an_order_is_of_one_shop(client, emil, scheme, now):
    add_shop(code="counter", name="The counter", by=SYSTEM, now=now)
    set_sku_effect(shop="counter", sku="XC-LICENCE", kind=EffectKind.IGNORE, by=SYSTEM, now=now)
    answer = client.post(ORDERS, order(**{"sku-2": "counter:XC-LICENCE"}))
    assert (answer.status_code, "articles of one shop" in answer.text) == (422, True)


def test_a_doubtful_newcomer_is_decided_once(client, emil, scheme, now):
    client.post("/desk/orders/new/", order(vat_id="EL094259216"))
    other = order(number="2002", email="a@b.example", company="Other", vat_id="EL094259216", whose="new")
    client.post("/desk/orders/new/", other)
    (held,) = client.get("/desk/decide/").context["page"].newcomers
    fields = {"customer_id": held.customer_id, "line_id": held.line_id}
    client.post("/desk/decide/newcomers/", {**fields, "verdict": "new"})
    page = client.post("/desk/decide/newcomers/", {**fields, "verdict": "same"}, follow=True)
    assert "This was decided already" in page.content.decode()
    (wallet,) = wallets_of(held.customer_id)
    assert balance(wallet.id, now) == 200


@pytest.mark.parametrize(
    ("email", "company", "vat_id"),
    [
        ("office@nisos.example", "Someone", ""), ("a@b.example", "NISOS", ""),
        ("a@b.example", "Someone", "EL 094259216"),
    ],
)  # fmt: skip
def test_whose_order_it_is_is_asked_where_customers_are_alike(client, emil, scheme, now, email, company, vat_id):
    client.post("/desk/orders/new/", order(vat_id="EL094259216"))
    (nisos,) = customer_list()
    alike = order(number="2002", email=email, company=company, vat_id=vat_id, **{"sku-1": P60})
    before = every_row()
    asked = client.post("/desk/orders/new/", alike)
    assert (asked.status_code, every_row() == before) == (422, True)
    assert [value for value, _ in asked.context["form"].fields["whose"].choices] == [str(nisos.id), "new"]
    assert client.post("/desk/orders/new/", alike | {"whose": "999"}).status_code == 422
    assert client.post("/desk/orders/new/", alike | {"whose": str(nisos.id)}).status_code == 303
    assert ([row.id for row in customer_list()], len(orders_of(nisos.id))) == ([nisos.id], 2)


def test_an_order_for_a_customer_who_was_chosen(client, emil, scheme, now):
    client.post("/desk/orders/new/", order())
    client.post("/desk/orders/new/", order(number="2002", email="a@b.example", company="Thalassa"))
    thalassa, nisos = customer_list()
    assert [row.id for row in client.get("/desk/orders/new/?find=nisos").context["page"].found] == [nisos.id]
    chosen = f"/desk/orders/new/?customer={nisos.id}"
    assert f'href="{chosen}"' in client.get(f"/desk/customers/{nisos.id}/").text
    form = client.get(chosen).context["form"]
    assert (form["email"].value(), "company" in form.fields) == ("office@nisos.example", False)
    sent = order(number="2003", **{"sku-1": P60})
    before = every_row()
    taken = client.post(chosen, sent | {"number": "2002"})
    assert (taken.status_code, every_row() == before) == (422, True)
    assert taken.context["form"].errors["number"] == ["This is an order of Thalassa."]
    assert client.post(chosen, sent).status_code == 303
    assert [order.number for order in orders_of(nisos.id)] == ["2003", "2001"]
    assert len(orders_of(thalassa.id)) == 1
    assert [client.get(f"/desk/orders/new/?customer={who}").status_code for who in ("999", "x")] == [404, 404]


PRICES = "/desk/prices/x-cart/"


def prices(client, **typed: object) -> dict[str, object]:
    """The form as a manager sends it: what stands in it, and what they typed."""
    form = client.get(PRICES).context["form"]
    found = {bound.name: bound.value() for bound in form}
    changed = {name.replace("__", "-"): value for name, value in typed.items()}
    return {name: "" if value is None else value for name, value in {**found, **changed}.items()}


def publish(client, **typed: object):
    """Look at what a change would do, then publish it: what was shown, what was sent, and the answer."""
    fields = prices(client, **typed)
    shown = client.post(PRICES, fields)
    assert shown.status_code == 200
    sent = {**fields, "rehearsed": shown.context["form"].mark, "do": "it"}
    return shown.context["page"].preview, sent, client.post(PRICES, sent)


@pytest.fixture
def tomorrow(now):
    return (now.date() + timedelta(days=1)).isoformat()


def test_a_change_of_prices_is_shown_then_published_once(client, emil, scheme, tomorrow):
    preview, sent, answer = publish(
        client, in_force_from=tomorrow, **{"item-level-2": 30, "item-level-3": "", "pack-points-300": "225.00"}
    )
    assert [(change.name, change.old, change.new) for change in preview.changes] == [
        ("Level 2", "25", "30"),
        ("Level 3", "40", "upon request"),
        ("X-Cart Technical support subscription, 300 points", "275.00", "225.00"),
    ]
    assert [(pack.points, str(pack.per_point), pack.dearer_than) for pack in preview.packs] == [
        (60, "0.833", None), (120, "0.792", None), (300, "0.750", None),
    ]  # fmt: skip
    assert (answer.status_code, client.post(PRICES, sent).status_code) == (303, 303)
    page = client.get(PRICES).context["page"]
    assert [(row.version, row.state.value) for row in page.versions] == [(2, "planned"), (1, "in_force")]
    assert page.version == 1


def test_other_figures_than_those_shown_are_shown_first(client, emil, scheme, tomorrow):
    fields = prices(client, in_force_from=tomorrow, **{"item-level-2": 30})
    mark = client.post(PRICES, fields).context["form"].mark
    answer = client.post(PRICES, {**fields, "item-level-2": 300, "rehearsed": mark, "do": "it"})
    assert (answer.status_code, answer.context["page"].preview.changes[0].new) == (200, "300")
    assert [row.version for row in client.get(PRICES).context["page"].versions] == [1]


def test_a_pack_is_added_and_another_goes_off_sale(client, emil, scheme, now):
    typed = {"new_points": 600, "new_price": "420", "pack-points-60": ""}
    preview, sent, answer = publish(client, **typed)
    assert [(change.old, change.new) for change in preview.changes] == [
        ("not on sale", "420.00"),
        ("50.00", "not on sale"),
    ]
    assert (answer.status_code, client.post(PRICES, sent).status_code) == (303, 303)
    page = client.get(PRICES).context["page"]
    assert [(pack.name[-10:], pack.points, pack.dearer_than) for pack in page.packs] == [
        ("120 points", 120, None), ("300 points", 300, 120), ("600 points", 600, None),
    ]  # fmt: skip
    assert page.version == 2


@pytest.mark.parametrize(
    "typed",
    [
        {"new_points": 600}, {"new_price": "3"}, {"item-level-2": -1}, {"pack-points-60": "0"},
        {"pack-points-60": "1.005"}, {"in_force_from": ""},
    ],
)  # fmt: skip
def test_what_cannot_be_published_keeps_what_was_typed(client, emil, scheme, typed):
    answer = client.post(PRICES, {**prices(client, **{"item-level-3": 41, **typed}), "do": "it"})
    assert (answer.status_code, 'value="41"' in answer.text) == (422, True)
    assert len(client.get(PRICES).context["page"].versions) == 1


def test_prices_that_changed_meanwhile_are_shown_and_asked_again(client, emil, scheme, tomorrow, now):
    fields = prices(client, in_force_from=tomorrow, **{"item-level-2": 30})
    sent = {**fields, "rehearsed": client.post(PRICES, fields).context["form"].mark, "do": "it"}
    publish(client, in_force_from=tomorrow, **{"item-level-1": 12})
    answer = client.post(PRICES, sent)
    assert (answer.status_code, "changed meanwhile" in answer.text) == (422, True)
    found = [(change.name, change.new) for change in answer.context["page"].preview.changes]
    assert found == [("Level 1", "10"), ("Level 2", "30")]
    again = {**sent, "base": 2, "rehearsed": answer.context["form"].mark}
    assert client.post(PRICES, again).status_code == 303


def test_a_change_builds_on_what_is_planned(client, emil, scheme, tomorrow):
    publish(client, in_force_from=tomorrow, **{"item-level-2": 30})
    form = client.get(PRICES).context["form"]
    assert (form["item-level-2"].value(), form["in_force_from"].value().isoformat()) == (30, tomorrow)


def test_a_planned_version_is_withdrawn_once(client, emil, scheme, tomorrow):
    publish(client, in_force_from=tomorrow, **{"item-level-2": 30})
    planned, current = client.get(PRICES).context["page"].versions
    for _ in range(2):
        assert client.post(f"{PRICES}withdraw", {"price_list_id": planned.id}).status_code == 303
    answer = client.post(f"{PRICES}withdraw", {"price_list_id": current.id}, follow=True)
    assert "in force already" in answer.text
    assert [row.state.value for row in answer.context["page"].versions] == ["withdrawn", "in_force"]


def test_prices_do_not_change_in_the_past(client, emil, scheme, now):
    yesterday = (now.date() - timedelta(days=1)).isoformat()
    answer = client.post(PRICES, prices(client, in_force_from=yesterday, **{"item-level-2": 30}))
    assert (answer.status_code, answer.context["page"].version) == (422, 1)


def test_the_dearest_pack_is_warned_of(client, emil, scheme):
    answer = client.get(PRICES)
    packs = answer.context["page"].packs
    assert [(p.points, p.dearer_than) for p in packs] == [(60, None), (120, None), (300, 120)]
    assert "a point costs 0.917 EUR in the pack of 300, and 0.792 EUR in the pack of 120." in " ".join(
        answer.text.split()
    )


# Who decides


def test_whoever_priced_a_ticket_does_not_decide_and_reads_why(client, contested, now):
    account, charge = contested
    boss = make_staff("boss@altermarket.example", "Boss", Role.MANAGER, now=now)
    account.price(charge, "level-3", by=staff_actor(boss))
    client.force_login(boss)
    (card,) = client.get("/desk/decide/").context["page"].reviews
    assert (card.form, "You have priced this ticket yourself" in card.refusal) == (None, True)
    answer = client.post(f"/desk/decide/reviews/{charge}/", answer_of(charge, verdict="return"))
    assert (answer.status_code, account.available) == (422, 80)


def test_unless_the_vendor_lets_them(client, contested, now):
    account, charge = contested
    boss = make_staff("boss@altermarket.example", "Boss", Role.MANAGER, now=now)
    account.price(charge, "level-3", by=staff_actor(boss))
    change_policies(pricer_may_decide=True, by=SYSTEM, now=now)
    client.force_login(boss)
    (card,) = client.get("/desk/decide/").context["page"].reviews
    assert (card.refusal, card.warning != "") == ("", True)
    assert client.post(f"/desk/decide/reviews/{charge}/", answer_of(charge, verdict="return")).status_code == 302


def test_a_review_shows_how_the_price_came_about(client, emil, contested):
    (card,) = client.get("/desk/decide/").context["page"].reviews
    assert [row.title for row in card.steps] == ["Charged 80 points", "Asked to reconsider 80 points"]


def test_what_was_decided_meanwhile_is_said(client, emil, contested, now):
    _, charge = contested
    client.post(f"/desk/decide/reviews/{charge}/", answer_of(charge, verdict="keep"))
    late = client.post(f"/desk/decide/reviews/{charge}/", answer_of(charge, verdict="return", key="k2"))
    assert (late.status_code, "Nothing was charged here" in late.text or "reconsidered" in late.text) == (422, True)


@pytest.mark.parametrize("reviews", [1, 3])
def test_what_the_decisions_cost(client, emil, now, reviews, django_assert_num_queries):
    account = make_account(500, now=now)
    for _ in range(reviews):
        charge = account.open()
        account.price(charge, "level-1")
        ask_review(charge_id=charge, reason="Why?", by=account.anna, now=now)
    client.get("/desk/decide/")
    with django_assert_num_queries(13):
        assert len(client.get("/desk/decide/").context["page"].reviews) == reviews
