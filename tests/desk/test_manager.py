from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from tests.factories.accounts import make_staff
from tests.factories.charges import make_account

from pointdesk.charges.actions import ask_review
from pointdesk.charges.queries import charge_view
from pointdesk.kit import clock
from pointdesk.kit.actors import Role
from pointdesk.ledger.queries import balance, wallets_of

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


def answer(charge: int, **fields: object) -> dict[str, object]:
    return {f"{charge}-{name}": value for name, value in {"key": "k1", "reason": "You are right.", **fields}.items()}


def test_a_contested_price_is_lowered(client, emil, contested, now):
    account, charge = contested
    for _ in range(2):  # a double click
        response = client.post(f"/desk/decide/reviews/{charge}/", answer(charge, verdict="lower", points=25))
        assert response.status_code == 302
    assert (charge_view(charge, now=now).charged, account.available) == (25, 95)


def test_a_price_is_never_raised_by_a_review(client, emil, contested, now):
    account, charge = contested
    response = client.post(f"/desk/decide/reviews/{charge}/", answer(charge, verdict="lower", points=160))
    assert (response.status_code, account.available) == (422, 40)
    assert "You are right." in response.content.decode()  # what was typed is still there


def test_lowering_needs_a_figure(client, emil, contested):
    _, charge = contested
    assert client.post(f"/desk/decide/reviews/{charge}/", answer(charge, verdict="lower")).status_code == 422


def test_agents_decide_nothing(client, contested, now):
    client.force_login(make_staff(now=now))
    _, charge = contested
    pages = ["/desk/decide/", "/desk/orders/new/", "/desk/prices/x-cart/"]
    assert [client.get(page).status_code for page in pages] == [403, 403, 403]
    assert client.post(f"/desk/decide/reviews/{charge}/", answer(charge, verdict="return")).status_code == 403


def order(**fields: object) -> dict[str, object]:
    return {
        "number": "2001", "status": "paid", "company": "Nisos", "email": "office@nisos.example", "sku": "XC-LICENCE",
        "quantity": 1, "refunded": 0, **fields,
    }  # fmt: skip


def test_an_order_entered_twice_gives_its_points_once(client, emil, scheme, now):
    for _ in range(2):
        assert client.post("/desk/orders/new/", order()).status_code == 302
    outcome = client.post("/desk/orders/new/", order(quantity=0))
    assert outcome.status_code == 422


def test_a_doubtful_newcomer_is_decided_once(client, emil, scheme, now):
    client.post("/desk/orders/new/", order(vat_id="EL094259216"))
    client.post("/desk/orders/new/", order(number="2002", email="a@b.example", company="Other", vat_id="EL094259216"))
    (held,) = client.get("/desk/decide/").context["page"].newcomers
    fields = {"customer_id": held.customer_id, "line_id": held.line_id}
    client.post("/desk/decide/newcomers/", {**fields, "verdict": "new"})
    page = client.post("/desk/decide/newcomers/", {**fields, "verdict": "same"}, follow=True)
    assert "This was decided already" in page.content.decode()
    (wallet,) = wallets_of(held.customer_id)
    assert balance(wallet.id, now) == 200


def prices(client, day: date, **points: object) -> dict[str, object]:
    form = client.get("/desk/prices/x-cart/").context["form"]
    fields = {name: form.get_initial_for_field(f, name) for name, f in form.fields.items()}
    changed = {f"item-{code.replace('_', '-')}": value for code, value in points.items()}
    sent = {**fields, "in_force_from": day.isoformat(), **changed}
    return {name: "" if value is None else value for name, value in sent.items()}


def test_a_change_of_prices_is_shown_before_it_is_published(client, emil, scheme, now):
    tomorrow = now.date() + timedelta(days=1)
    wanted = prices(client, tomorrow, level_2=30)
    response = client.post("/desk/prices/x-cart/", {**wanted, "preview": "1"})
    (change,) = response.context["page"].preview.changes
    assert (change.code, change.old, change.new) == ("level-2", 25, 30)
    assert client.post("/desk/prices/x-cart/", {**wanted, "publish": "1"}).status_code == 302


def test_prices_do_not_change_in_the_past(client, emil, scheme, now):
    yesterday = now.date() - timedelta(days=1)
    response = client.post("/desk/prices/x-cart/", {**prices(client, yesterday, level_2=30), "publish": "1"})
    assert (response.status_code, response.context["page"].version) == (422, 1)


def test_the_dearest_pack_is_marked(client, emil, scheme):
    packs = client.get("/desk/prices/x-cart/").context["page"].packs
    assert [(p.points, p.dearer_than) for p in packs] == [(60, None), (120, None), (300, 120)]
